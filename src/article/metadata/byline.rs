//! Who wrote it: names without roles, days, addresses and the site's own name.

use crate::article::metadata::linked::Objects;
use crate::article::metadata::page::{Line, Page, role};
use crate::article::metadata::title::is_site;
use crate::article::metadata::{clean, written};

/// A name has so many bytes.
const NAME: usize = 80;
/// A byline names so many people.
const NAMES: usize = 12;

const META: &[&str] = &[
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "byl",
    "author",
    "dc.creator",
    "dcterms.creator",
    "dc:creator",
    "article:author",
    "article:author_name",
    "og:article:author",
    "og:author",
    "article.author",
    "citation_author",
    "authors",
    "creator",
    "article_author",
    "author_name",
];

/// What stands before names.
const BEFORE: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "de",
    "di",
    "da",
    "door",
    "av",
    "af",
    "text",
    "author",
    "autor",
    "autorin",
    "written",
    "posted",
    "words",
    "story",
    "published",
    "reviewed",
    "from",
    "redaktion",
    "about",
    "автор",
    "przez",
    "yazan",
    "tekst",
    "testo",
    "texte",
    "foto",
    "fotos",
    "photo",
    "photos",
    "photography",
];

/// Words that are part of no name.
const ROLES: &[&str] = &[
    "editor",
    "reporter",
    "correspondent",
    "writer",
    "staff",
    "contributor",
    "journalist",
    "columnist",
    "photographer",
    "producer",
    "author",
    "redakteur",
    "redaktion",
    "redaktør",
    "journaliste",
    "redacción",
    "redazione",
    "admin",
    "administrator",
    "guest",
    "updated",
    "published",
    "senior",
    "manager",
    "director",
    "analyst",
    "follow",
    "twitter",
    "email",
    "comments",
    "comment",
    "share",
    "min",
    "read",
    "minutes",
    "more",
    "view",
    "posts",
    "profile",
    "contributing",
    "editorial",
    "team",
    "desk",
    "newsroom",
    "chief",
    "ceo",
    "founder",
    "professor",
    "specialist",
    "strategist",
    "reviewed",
    "agency",
    "bio",
    "verfasser",
    "subscribe",
    "intern",
    "executive",
    "associate",
    "assistant",
    "bureau",
    "website",
    "webmaster",
    "unknown",
    "anonymous",
    "redactie",
];

/// Chooses the names.
pub fn choose(
    page: &Page<'_>,
    objects: &Objects<'_>,
    headline: Option<usize>,
    sites: &[String],
    title: &str,
) -> Option<String> {
    let reader = Reader { sites, title };
    let linked = reader.all(objects.authors().into_iter());
    let meta = || {
        META.iter()
            .map(|name| reader.all(page.meta.iter().filter(|(key, _)| key == name).map(|(_, value)| *value)))
            .find(|names| !names.is_empty())
    };
    let shown = reader.shown(page, headline);
    [linked, meta().unwrap_or_default(), shown]
        .into_iter()
        .find(|names| !names.is_empty())
        .map(|names| names.join(", "))
}

struct Reader<'a> {
    sites: &'a [String],
    title: &'a str,
}

impl Reader<'_> {
    /// Every name of some strings, once.
    fn all<'s>(&self, texts: impl Iterator<Item = &'s str>) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for text in texts.take(NAMES) {
            for name in self.names(text) {
                if names.len() < NAMES && !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// The names in one string.
    fn names(&self, text: &str) -> Vec<String> {
        if text.len() > NAME * NAMES || text.contains('<') {
            return Vec::new();
        }
        let mut text = clean(text);
        for mark in [
            " and ", " & ", " und ", " et ", " y ", " og ", " och ", " with ", " | ", " · ", " • ", " – ", " — ",
            " - ", " / ", ";", "，", "、",
        ] {
            text = text.replace(mark, ",");
        }
        text.split(',').filter_map(|part| self.name(part)).collect()
    }

    /// One name, if it is one.
    fn name(&self, part: &str) -> Option<String> {
        let mut part = part.trim();
        while let Some((first, rest)) = part.split_once([' ', ':', '\u{a0}'])
            && BEFORE.contains(&first.to_lowercase().as_str())
            && (rest.trim_start().starts_with(|char: char| !char.is_lowercase())
                || first.chars().next().is_some_and(char::is_uppercase))
        {
            part = rest.trim_start_matches([' ', ':']);
        }
        let part = [" in ", " for ", " at ", " (", " @", " on "]
            .iter()
            .fold(part, |part, mark| part.split(mark).next().unwrap_or(part));
        let part = part.trim_matches(|char: char| !char.is_alphanumeric() && !matches!(char, '.' | ')' | '"'));
        let words = || part.split_whitespace();
        let fits = !part.is_empty()
            && part.len() <= NAME
            && (1..=6).contains(&words().count())
            && !part.contains(['@', '/', '<', '>', '{', '=', '?', '#'])
            && !part.chars().any(|char| char.is_numeric())
            && part.chars().filter(|char| char.is_alphabetic()).nth(1).is_some()
            && !["http", "www.", ".com", ".org"].iter().any(|mark| part.contains(mark))
            && !words()
                .any(|word| ROLES.contains(&word.to_lowercase().trim_matches(|char: char| !char.is_alphabetic())))
            && !words().all(|word| BEFORE.contains(&word.to_lowercase().as_str()))
            && !matches!(
                part,
                "Jr."
                    | "Jr"
                    | "Sr."
                    | "MD"
                    | "M.D."
                    | "PhD"
                    | "Ph.D."
                    | "RN"
                    | "RD"
                    | "JD"
                    | "MBA"
                    | "CFA"
                    | "CPA"
                    | "Esq."
            )
            && !self.title.eq_ignore_ascii_case(part)
            && !is_site(part, self.sites);
        fits.then(|| part.to_owned())
    }

    /// The names beside the headline: what is marked as an author, then what begins with "By".
    fn shown(&self, page: &Page<'_>, headline: Option<usize>) -> Vec<String> {
        let head = headline.unwrap_or(0);
        let near = |at: usize| at + 8 >= head && at <= head + 25;
        let lines =
            || page.lines.iter().enumerate().filter(|(_, line)| !line.is(role::ASIDE | role::H1) && line.words <= 25);
        let marks =
            page.names.iter().filter(|mark| mark.role & role::ASIDE == 0 && near(mark.line)).map(|mark| mark.value);
        let marks = self.all(marks);
        if !marks.is_empty() {
            return marks;
        }
        let take = |test: &dyn Fn(usize, &Line) -> bool| {
            let mut last = None;
            let texts = lines().filter(|(at, line)| test(*at, line)).take_while(|(at, _)| {
                // Names that stand together; what stands further down is the same again, or another's.
                let together = last.is_none_or(|last| *at <= last + 3);
                last = Some(*at);
                together
            });
            self.all(texts.map(|(_, line)| line.text.as_str()).filter(|text| !written::says(text, true)))
        };
        let by = |line: &Line| {
            let first = line.text.split([' ', ':']).next().unwrap_or_default().to_lowercase();
            line.words > 1
                && line.words <= 12
                && ["by", "von", "par", "por", "door", "av", "af", "автор", "autor"].contains(&first.as_str())
        };
        let found = take(&|at, line| near(at) && line.is(role::NAME));
        let found = if found.is_empty() { take(&|at, line| near(at) && line.is(role::AUTHOR)) } else { found };
        let found = if found.is_empty() { take(&|at, line| near(at) && by(line)) } else { found };
        if found.is_empty() { take(&|_, line| line.is(role::NAME)) } else { found }
    }
}
