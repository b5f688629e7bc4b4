//! Who wrote it: names without roles, days, addresses and the site's own name.

use crate::article::metadata::linked::Objects;
use crate::article::metadata::page::{Line, Page};
use crate::article::metadata::role;
use crate::article::metadata::title::is_site;
use crate::article::metadata::zone::Zone;
use crate::article::metadata::{clean, cut, has, is_one_of, words};

/// A name has so many bytes.
const NAME: usize = 80;
/// A byline names so many people.
const NAMES: usize = 12;

/// Names of `<meta>` elements that hold names, by their letters.
const META: &str = "\
    parselyauthor sailthruauthor cxenseparseauthor byl byline articleauthor articleauthorname author dccreator \
    dctermscreator ogarticleauthor ogauthor citationauthor authors authorname creator";

/// What stands before names.
const BEFORE: &str = "\
    by von par por de di da door av af text author autor autorin written posted words story published reviewed \
    from redaktion about автор przez yazan tekst testo texte foto fotos photo photos photography";

/// Words that are part of no name.
const ROLES: &str = "\
    editor reporter correspondent writer staff contributor journalist columnist photographer producer author \
    redakteur redaktion redaktør journaliste redacción redazione admin administrator guest updated published \
    senior manager director analyst follow facebook instagram linkedin youtube twitter email comments comment \
    share min read minutes more view posts profile contributing editorial team desk newsroom chief ceo founder \
    professor specialist strategist reviewed agency bio verfasser subscribe intern executive associate \
    assistant bureau website webmaster unknown anonymous redactie";

/// Chooses the names. The site's own name, and "Staff", are names only where nothing else is one.
#[inline(never)]
pub fn choose(page: &Page<'_>, zone: &Zone, objects: &Objects<'_>, sites: &[String], title: &str) -> Option<String> {
    let labelled = (1..4).find_map(|number| {
        let says = |text: String| words::says_by(&text);
        page.meta(&[&format!("twitter:label{number}")]).filter(|label| says(label.clone()))?;
        page.meta(&[&format!("twitter:data{number}")])
    });
    let find = |strict: bool| {
        let reader = Reader { sites, title, strict };
        let linked = reader.all(&mut objects.authors().into_iter());
        let meta = || {
            let of = |name: &str| {
                let said =
                    page.meta.iter().filter(|(key, _)| key.bytes().filter(u8::is_ascii_alphanumeric).eq(name.bytes()));
                reader.all(&mut said.map(|(_, value)| *value))
            };
            META.split(' ').map(of).find_map(any)
        };
        let shown = || any(reader.shown(page, zone, objects.authors().is_empty()));
        let label = || any(reader.all(&mut labelled.as_deref().into_iter()));
        any(linked).or_else(meta).or_else(label).or_else(shown)
    };
    find(true).or_else(|| find(false)).map(|names| names.join(", "))
}

struct Reader<'a> {
    sites: &'a [String],
    title: &'a str,
    /// Whether roles and the site's name are none.
    strict: bool,
}

impl Reader<'_> {
    /// Every name of some strings, once.
    #[inline(never)]
    fn all(&self, texts: &mut dyn Iterator<Item = &str>) -> Vec<String> {
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
        for mark in [" | ", " · ", " • ", " – ", " — ", " - ", " / ", ";", "，", "、", " with "] {
            text = text.replace(mark, ",");
        }
        let mut names = Vec::new();
        for part in text.split(',') {
            // "Anna Duval and Kwame Mensah", not "Center for Evaluation and Research".
            let mut rest = part;
            for mark in [" and ", " & ", " und ", " et ", " y ", " og ", " och "] {
                while let Some((one, other)) = cut(rest, mark)
                    && one.split_whitespace().count() > 1
                    && other.split_whitespace().count() > 1
                {
                    names.extend(self.name(one));
                    rest = other;
                }
            }
            names.extend(self.name(rest));
        }
        names
    }

    /// One name, if it is one.
    fn name(&self, part: &str) -> Option<String> {
        let mut part = part.trim();
        while let Some((first, rest)) = part.split_once([' ', ':'])
            && is_one_of(BEFORE, &first.to_lowercase())
            && (!rest.trim_start().starts_with(char::is_lowercase) || first.starts_with(char::is_uppercase))
        {
            part = rest.trim_start_matches([' ', ':']);
        }
        // "ByAnna Duval": the space was between two elements.
        let part = part.strip_prefix("By").filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(part);
        let part = [" in ", " for ", " at ", " @", " on ", " bei "].iter().fold(part, |part, mark| {
            cut(part, mark).map_or(part, |(head, _)| if head.contains(' ') { head } else { part })
        });
        let part = cut(part, " (").filter(|(_, tail)| tail.ends_with(')')).map_or(part, |(head, _)| head);
        let part = part.trim_matches(|char: char| !char.is_alphanumeric() && !matches!(char, '.' | ')' | '"'));
        let words: Vec<String> = part.split_whitespace().map(str::to_lowercase).take(7).collect();
        let letters: Vec<char> = part.chars().take(NAME + 1).collect();
        let (count, lower) =
            (words.len(), part.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count());
        // "Anna van Dijk", a handle, two words in small letters, but no clause.
        let cased = 2 * lower <= count && !part.starts_with(char::is_lowercase) || lower == count && count <= 2;
        let roles = words.iter().filter(|word| is_word_of(ROLES, word)).count();
        let fits = part.len() <= NAME
            && (1..=6).contains(&count)
            && cased
            && !letters.iter().any(|char| char.is_numeric() || "@/<>{=?#:".contains(*char))
            && letters.iter().filter(|char| char.is_alphabetic()).count() > 1
            && !["http", "www.", ".com", ".org"].iter().any(|mark| has(part, mark))
            && !words.iter().all(|word| is_word_of(BEFORE, word))
            && !self.title.eq_ignore_ascii_case(part)
            && (roles == 0 || count > 1);
        (fits && (!self.strict || roles == 0 && !is_site(part, self.sites))).then(|| part.to_owned())
    }

    /// The names beside the headline: what is marked as an author, `open` where the page itself names none, then what
    /// begins with "By".
    #[inline(never)]
    fn shown(&self, page: &Page<'_>, zone: &Zone, open: bool) -> Vec<String> {
        let near = |at: usize| zone.is_behind(at) || zone.is_before(at);
        let lines = || {
            let all = page.lines.iter().enumerate();
            all.filter(|(at, line)| zone.counts(line.role, line.aside, *at) && !line.is(role::H1) && line.words <= 25)
        };
        let marks = page.names.iter().filter(|mark| zone.counts(mark.role, mark.aside, mark.line) && near(mark.line));
        let marks = self.all(&mut marks.map(|mark| mark.value));
        if !marks.is_empty() {
            return marks;
        }
        let take = |test: &dyn Fn(usize, &Line) -> bool| {
            let mut last = None;
            let mut names: Vec<String> = Vec::new();
            for (at, line) in lines().filter(|(at, line)| {
                test(*at, line)
                    && !(line.words > 6 && line.text.trim_end().ends_with('.'))
                    && !words::says(&line.text, true)
            }) {
                // Names that stand together; what stands further down is the same again, or another's.
                if !names.is_empty() && last.is_some_and(|last| at > last + 3) {
                    break;
                }
                for name in self.names(&line.text) {
                    if names.len() < NAMES && !names.contains(&name) {
                        names.push(name);
                    }
                    last = Some(at);
                }
            }
            names
        };
        let by = |text: &str| {
            let first = text.split([' ', ':']).next().unwrap_or_default().to_lowercase();
            is_one_of("by von par por door av af автор autor", &first) || words::says_by(text)
        };
        let labelled = |at: usize| {
            at.checked_sub(1).and_then(|at| page.lines.get(at)).is_some_and(|line| line.words <= 2 && by(&line.text))
        };
        let found = any(take(&|at, line| near(at) && line.is(role::NAME)))
            .or_else(|| any(take(&|at, line| open && near(at) && line.is(role::AUTHOR))))
            .or_else(|| {
                any(take(&|at, line| {
                    near(at) && line.words <= 12 && (line.words > 1 && by(&line.text) || labelled(at))
                }))
            })
            .or_else(|| any(take(&|at, line| zone.is_foot(at) && line.is(role::AUTHOR | role::NAME))));
        if let Some(found) = found {
            return found;
        }
        // A name further away is the author's if it is the only one of the page.
        let mut all = lines().filter(|(_, line)| line.is(role::NAME)).map(|(_, line)| line.text.as_str());
        let all = self.all(&mut all);
        if all.len() == 1 { all } else { Vec::new() }
    }
}

/// Names, if there are any.
fn any(names: Vec<String>) -> Option<Vec<String>> {
    Some(names).filter(|names| !names.is_empty())
}

/// Whether a word in small letters is one of a list, without what stands around it.
#[inline(never)]
fn is_word_of(list: &str, word: &str) -> bool {
    is_one_of(list, word.trim_matches(|char: char| !char.is_alphabetic()))
}
