//! An analysis from its JSON, as JavaScript and `--json` give it. Written by hand: what is wrong has to be said with its
//! place, and derived code would be several times as large.

use std::cell::RefCell;

use serde_json::Value;

use crate::analysis::*;
use crate::dates::Date;
use crate::error::Error;
use crate::offsets::OffsetTable;
use crate::span::{Span, Unit};
use crate::words::Word;

/// TIMEX3 `mod`.
#[rustfmt::skip]
const MODIFIERS: &[&str] = &[
    "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
    "EQUAL_OR_LESS", "EQUAL_OR_MORE",
];
/// Codes of notes. The last stands for those of newer versions.
#[rustfmt::skip]
const CODES: &[&str] = &[
    "anchor_assumed", "anchor_inferred", "date_contradiction", "no_anchor", "no_article", "no_text", "not_english", "other",
];

impl Analysis {
    /// Reads the JSON of an analysis whose positions are in `unit`: UTF-16 code units from JavaScript, what `--offsets` said
    /// from the command line. In the answer they are bytes, as [`crate::analyze`] gives them.
    ///
    /// Fields that this version does not know are ignored, and a note with a code that it does not know has the code
    /// `other`. Half of a surrogate pair, which a string of JavaScript may have and JSON writes as `\ud83d`, becomes U+FFFD,
    /// which is as long.
    ///
    /// ```
    /// use whowhen::{Analysis, Input, Options, Unit, analyze};
    /// let analysis = analyze(Input::Text("“Très bien,” Anna Duval said on 3 May 2014."), &Options::default())?;
    /// let json = whowhen::export::export(&analysis, whowhen::export::Format::Json);
    /// assert_eq!(Analysis::from_json(&json, Unit::Utf16)?, analysis);
    /// # Ok::<(), whowhen::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] where it is no JSON or no analysis: the message says what is wrong and where.
    pub fn from_json(json: &str, unit: Unit) -> Result<Analysis, Error> {
        let whole = without_halves(json);
        let value = serde_json::from_str(whole.as_deref().unwrap_or(json))
            .map_err(|error| Error::InvalidInput(["This is no JSON: ", &error.to_string(), "."].concat()))?;
        let trouble = RefCell::new(String::new());
        let root = Node { value: &value, name: "The analysis", index: None, parent: None, trouble: &trouble };
        let analysis = read(root, unit);
        // What is wrong in itself goes before what does not fit.
        if trouble.borrow().is_empty() {
            check(&analysis, root);
        }
        match trouble.into_inner() {
            wrong if wrong.is_empty() => Ok(analysis),
            wrong => Err(Error::InvalidInput(wrong)),
        }
    }
}

/// Reads everything; where something is wrong, the root remembers the first of it and any value takes its place.
fn read(root: Node<'_>, unit: Unit) -> Analysis {
    if !root.value.is_object() {
        root.wrong("must be an object");
    }
    let schema = root.get("schema");
    if schema.string() != SCHEMA {
        schema.wrong("is of a version that is not known here: it must be \"whowhen/1\"");
    }
    let text = root.get("text").string();
    let table = &OffsetTable::new(text, unit);
    let stats = root.get("stats");
    let length = stats.get("length");
    if table.byte(length.number()) != Some(text.len() as u32) {
        length.wrong("is not the length of the text: either it was changed, or positions are in another unit");
    }
    let anchor = root.get("anchor");
    Analysis {
        schema: SCHEMA,
        text: text.to_owned(),
        article: article(root.get("article"), table),
        entities: root.get("entities").list(&mut entity),
        mentions: root.get("mentions").list(&mut |node| Mention {
            span: node.span(table),
            kind: node.word_of("type"),
            entity: node.number_of("entity"),
            score: node.real_of("score", 1.0),
        }),
        dates: root.get("dates").list(&mut |node| date(node, table)),
        quotes: root
            .get("quotes")
            .list(&mut |node| Quote { span: node.span(table), speaker: node.get("speaker").there().map(Node::number) }),
        anchor: Anchor { date: anchor.some_day("date"), basis: anchor.word_of("basis") },
        notes: root.get("notes").list(&mut |node| Note {
            code: one_of(CODES, node.get("code").string()).unwrap_or("other"),
            message: node.owned_of("message"),
            span: node.get("span").there().map(|node| node.span(table)),
        }),
        stats: Stats {
            length: text.len() as u32,
            sentences: stats.number_of("sentences"),
            words: stats.number_of("words"),
        },
        sentences: root.get("sentences").there().map_or_else(Vec::new, |node| node.list(&mut |node| node.span(table))),
        sources: root.get("sources").there().map_or_else(Vec::new, |node| {
            node.list(&mut |node| Source {
                span: node.span(table),
                node: node.number_of("node"),
                offset: node.number_of("offset"),
            })
        }),
    }
}

fn article(node: Node<'_>, table: &OffsetTable<'_>) -> Article {
    let words = |name| {
        node.get(name).there().map(|node| Words {
            text: node.owned_of("text"),
            span: node.get("start").there().map(|_| node.span(table)),
        })
    };
    let day =
        |name| node.get(name).there().map(|node| Published { date: node.day_of("date"), basis: node.word_of("basis") });
    let dateline = |node: Node<'_>| Dateline {
        span: node.span(table),
        place: node.text("place"),
        date: node.some_day("date"),
        agency: node.text("agency"),
    };
    Article {
        title: words("title"),
        byline: words("byline"),
        dateline: node.get("dateline").there().map(dateline),
        published: day("published"),
        modified: day("modified"),
        site: node.text("site"),
        language: node.text("language"),
        url: node.text("url"),
        blocks: node.get("blocks").list(&mut |node| Block { kind: node.word_of("kind"), span: node.span(table) }),
    }
}

fn entity(node: Node<'_>) -> Entity {
    let place = |node: Node<'_>| PlaceFacts {
        country: node.owned_of("country"),
        kind: node.some_word("kind"),
        latitude: node.get("latitude").there().map(|node| node.real(90.0)),
        longitude: node.get("longitude").there().map(|node| node.real(180.0)),
    };
    Entity {
        id: node.number_of("id"),
        kind: node.word_of("type"),
        name: node.owned_of("name"),
        aliases: node.get("aliases").list(&mut |node| node.owned()),
        role: node.text("role"),
        place: node.get("place").there().map(place),
        mentions: node.get("mentions").list(&mut |node| node.number()),
    }
}

fn date(node: Node<'_>, table: &OffsetTable<'_>) -> DateMention {
    let certainty = node.get("certainty");
    let known = |name| certainty.some_word(name);
    let modifier = |node: Node<'_>| {
        one_of(MODIFIERS, node.string()).unwrap_or_else(|| {
            node.wrong("is no mod of TIMEX3");
            ""
        })
    };
    let day = |name| node.some_day(name);
    let (value, earliest, latest) = (node.get("value"), day("earliest"), day("latest"));
    // A value goes into attributes and columns of its own: it has no letters but those of TIMEX3.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'.' | b'_' | b'+');
    if value.string().is_empty() || !value.string().bytes().all(plain) {
        value.wrong("is no value of TIMEX3");
    }
    if earliest > latest || earliest.is_some() != latest.is_some() {
        node.get("earliest").wrong("is no day up to latest");
    }
    DateMention {
        span: node.span(table),
        kind: node.word_of("kind"),
        value: value.owned(),
        modifier: node.get("modifier").there().map(modifier),
        earliest,
        latest,
        basis: node.word_of("basis"),
        certainty: Certainty { year: known("year"), month: known("month"), day: known("day") },
    }
}

/// The one of these words.
fn one_of(words: &[&'static str], word: &str) -> Option<&'static str> {
    words.iter().copied().find(|known| *known == word)
}

/// What the parts promise each other.
fn check(analysis: &Analysis, root: Node<'_>) {
    let wrong = |name: &str, at: Option<usize>, what: &str| {
        if at.is_some() {
            Node { name, index: at, parent: Some(&root), ..root }.wrong(what);
        }
    };
    let blocks: Vec<Span> = analysis.article.blocks.iter().map(|block| block.span).collect();
    let mentions: Vec<Span> = analysis.mentions.iter().map(|mention| mention.span).collect();
    let dates: Vec<Span> = analysis.dates.iter().map(|date| date.span).collect();
    let sources: Vec<Span> = analysis.sources.iter().map(|source| source.span).collect();
    let sentences = &analysis.sentences;
    let lists = [
        ("article.blocks", &blocks),
        ("mentions", &mentions),
        ("dates", &dates),
        ("sentences", sentences),
        ("sources", &sources),
    ];
    for (name, list) in lists {
        let ends = list.windows(2).position(|pair| matches!(pair, [one, other] if other.start < one.end));
        wrong(name, ends.map(|at| at + 1), "begins before the one before it ends");
    }
    for (name, list) in [("mentions", &mentions), ("dates", &dates)] {
        let lost = list.iter().position(|span| span.among(&blocks).is_none_or(|block| !block.contains(*span)));
        wrong(name, lost, "lies in no block of the article");
    }
    let double = dates.iter().position(|date| date.among(&mentions).is_some_and(|name| name.overlaps(*date)));
    wrong("dates", double, "overlaps a mention");
    let entities = &analysis.entities;
    let strange = analysis
        .mentions
        .iter()
        .position(|mention| entities.get(mention.entity as usize).is_none_or(|entity| entity.kind != mention.kind));
    wrong("mentions", strange, "names no entity of its type");
    let moved = (0..).zip(entities).position(|(at, entity)| entity.id != at);
    wrong("entities", moved, "has another place as its id");
    let claims = entities.iter().position(|entity| {
        let is_its = |at: &u32| analysis.mentions.get(*at as usize).is_some_and(|mention| mention.entity == entity.id);
        !entity.mentions.iter().all(is_its)
    });
    wrong("entities", claims, "lists a mention that is not its own");
    let nobody = |quote: &Quote| quote.speaker.is_some_and(|speaker| speaker as usize >= entities.len());
    wrong("quotes", analysis.quotes.iter().position(nobody), "has a speaker that is no entity");
}

/// A value and its way from the root, which is put into words only where something is wrong.
///
/// Nothing here returns an error: dozens of fields that each may end the reading are four times the code.
#[derive(Clone, Copy)]
struct Node<'v> {
    value: &'v Value,
    name: &'v str,
    index: Option<usize>,
    parent: Option<&'v Node<'v>>,
    /// The first that was wrong, empty while nothing is.
    trouble: &'v RefCell<String>,
}

impl<'v> Node<'v> {
    /// A field; `null` where there is none.
    #[inline(never)]
    fn get<'n>(&'n self, name: &'n str) -> Node<'n> {
        Node { value: self.value.get(name).unwrap_or(&Value::Null), name, index: None, parent: Some(self), ..*self }
    }

    /// Itself, unless it is `null`.
    fn there(self) -> Option<Node<'v>> {
        (!self.value.is_null()).then_some(self)
    }

    fn list<T>(self, read: &mut dyn FnMut(Node<'_>) -> T) -> Vec<T> {
        let Value::Array(items) = self.value else {
            self.wrong("must be a list");
            return Vec::new();
        };
        items.iter().enumerate().map(|(at, value)| read(Node { value, index: Some(at), ..self })).collect()
    }

    #[inline(never)]
    fn string(self) -> &'v str {
        self.value.as_str().unwrap_or_else(|| {
            self.wrong("must be a string");
            ""
        })
    }

    #[inline(never)]
    fn owned(self) -> String {
        self.string().to_owned()
    }

    /// A field with a string, if there is one.
    #[inline(never)]
    fn text(&self, name: &str) -> Option<String> {
        self.get(name).there().map(Node::owned)
    }

    #[inline(never)]
    fn number(self) -> u32 {
        let number = self.value.as_u64().and_then(|number| u32::try_from(number).ok());
        number.unwrap_or_else(|| {
            self.wrong("must be a whole number");
            0
        })
    }

    /// A number that is no further from 0.
    #[inline(never)]
    fn real(self, most: f64) -> f64 {
        self.value.as_f64().filter(|number| number.abs() <= most).unwrap_or_else(|| {
            self.wrong("must be a number within its limits");
            0.0
        })
    }

    #[inline(never)]
    fn day(self) -> Date {
        Date::from_display(self.string()).unwrap_or_else(|| {
            self.wrong("must be a day, YYYY-MM-DD");
            Date::EPOCH
        })
    }

    #[inline(never)]
    fn place_in(self, words: &[&str]) -> usize {
        let word = self.string();
        words.iter().position(|known| *known == word).unwrap_or_else(|| {
            self.wrong("is no word that is known here");
            0
        })
    }

    // The same of a field: one call each, because there are dozens.

    #[inline(never)]
    fn owned_of(&self, name: &str) -> String {
        self.get(name).owned()
    }

    #[inline(never)]
    fn number_of(&self, name: &str) -> u32 {
        self.get(name).number()
    }

    #[inline(never)]
    fn real_of(&self, name: &str, most: f64) -> f64 {
        self.get(name).real(most)
    }

    #[inline(never)]
    fn day_of(&self, name: &str) -> Date {
        self.get(name).day()
    }

    #[inline(never)]
    fn some_day(&self, name: &str) -> Option<Date> {
        self.get(name).there().map(Node::day)
    }

    fn word_of<K: Word>(&self, name: &str) -> K {
        K::KINDS.get(self.place_of(name, K::WORDS)).copied().unwrap_or(K::FIRST)
    }

    fn some_word<K: Word>(&self, name: &str) -> Option<K> {
        if self.has(name) { Some(self.word_of(name)) } else { None }
    }

    #[inline(never)]
    fn has(&self, name: &str) -> bool {
        self.get(name).there().is_some()
    }

    #[inline(never)]
    fn place_of(&self, name: &str, words: &[&str]) -> usize {
        self.get(name).place_in(words)
    }

    /// The span of its `start` and `end`, in bytes.
    #[inline(never)]
    fn span(self, table: &OffsetTable<'_>) -> Span {
        let end = |name| {
            let node = self.get(name);
            table.byte(node.number()).unwrap_or_else(|| {
                node.wrong("lies outside the text or inside a character");
                0
            })
        };
        let span = Span { start: end("start"), end: end("end") };
        if span.is_empty() {
            self.wrong("must end behind its start");
        }
        span
    }

    /// Remembers what is wrong here, if it is the first.
    #[cold]
    #[inline(never)]
    fn wrong(&self, what: &str) {
        let mut trouble = self.trouble.borrow_mut();
        if trouble.is_empty() {
            self.path(&mut trouble);
            trouble.push(' ');
            trouble.push_str(what);
            trouble.push('.');
        }
    }

    fn path(&self, out: &mut String) {
        if let Some(parent) = self.parent.filter(|parent| parent.parent.is_some()) {
            parent.path(out);
            out.push('.');
        }
        out.push_str(self.name);
        if let Some(index) = self.index {
            out.push('[');
            out.push_str(&index.to_string());
            out.push(']');
        }
    }
}

/// The JSON with `\ufffd` for each half of a surrogate pair that stands alone: it is no character, and no UTF-8 can hold it.
/// `None` where there is none.
fn without_halves(json: &str) -> Option<String> {
    let half = |at: usize| {
        let digits = json.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok().filter(|unit| (0xD800..0xE000).contains(unit))
    };
    let (mut out, mut copied, mut at) = (String::new(), 0, 0);
    while let Some(next) = json.get(at..).and_then(|rest| rest.find('\\')) {
        at += next;
        match half(at) {
            // Not an escape of a half: step over the character that is escaped, which may be another backslash.
            None => at += 1 + json.get(at + 1..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8),
            Some(..0xDC00) if half(at + 6).is_some_and(|second| second >= 0xDC00) => at += 12,
            Some(_) => {
                out.push_str(json.get(copied..at).unwrap_or(""));
                out.push_str("\\ufffd");
                at += 6;
                copied = at;
            }
        }
    }
    if copied == 0 {
        return None;
    }
    out.push_str(json.get(copied..).unwrap_or(""));
    Some(out)
}
