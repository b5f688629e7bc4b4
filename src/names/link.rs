//! Which mentions name the same one.
//!
//! Longer names first: each shorter one joins the entity whose name it can stand for, the one mentioned last before it
//! where there are several (two Kerrys stay two).

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::analysis::{Entity, EntityType, Mention};
use crate::language::Tokens;
use crate::lexicon::{Class, Lexicon};
use crate::names::places::{Facts, written};
use crate::names::roles;
use crate::names::tag::Candidate;
use crate::order::by_number;

/// So many groups and mentions are looked at for one name: a page with more of one name is no article.
const FITTING: usize = 64;

/// An entity in the making.
struct Group {
    kind: EntityType,
    /// Indexes of its candidates.
    members: Vec<usize>,
    /// Folded words of its fullest name.
    words: Vec<String>,
    /// What makes other spellings equal: the lexicon's full name, the country's code.
    same: Option<String>,
}

/// Links the chosen candidates, which are sorted and do not overlap, into entities in order of first mention.
pub fn link(tokens: &Tokens<'_>, chosen: &[Candidate]) -> (Vec<Entity>, Vec<Mention>) {
    let spelled = spelled_out(tokens, chosen);
    let words: Vec<Vec<String>> =
        chosen.iter().map(|one| key(tokens, one)).map(|key| spelled.get(&key).cloned().unwrap_or(key)).collect();
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    // The longest names first.
    by_number(&mut order, |at| !(words.get(*at).map_or(0, Vec::len) as u128));
    let mut groups = Groups::default();
    for at in order {
        let (Some(one), Some(words)) = (chosen.get(at), words.get(at)) else { continue };
        groups.add(at, one.kind, words, canonical(tokens, one));
    }
    let mut groups = groups.list;
    groups.iter_mut().for_each(|group| by_number(&mut group.members, |at| *at as u128));
    by_number(&mut groups, |group| group.members.first().map_or(0, |at| *at as u128));
    build(tokens, chosen, &groups)
}

/// The entities in the making, found by what names can have in common, so that linking stays linear.
#[derive(Default)]
struct Groups {
    list: Vec<Group>,
    /// By a whole name, by each word of it, by its initials, and by what makes spellings equal.
    by_key: HashMap<(EntityType, String), Vec<usize>>,
}

impl Groups {
    /// Puts a mention into the group that it belongs to, or into a new one.
    fn add(&mut self, at: usize, kind: EntityType, words: &[String], same: Option<String>) {
        let name = words.join(" ");
        // The same whole name is the same entity; a part of a name, "Kerry", may be the other Kerry by now.
        let is_whole = |index: &usize| self.list.get(*index).is_some_and(|group| group.words == words);
        let known = self.fitting(kind, &format!("={name}")).next().filter(is_whole);
        let group = known.or_else(|| {
            let first = words.first().map_or("", |first| bare(first));
            let spelled = same.as_ref().map(|same| format!("~{same}"));
            let keys = [first.to_owned(), format!("^{}", name.replace('.', "")), spelled.unwrap_or_default()];
            let fits = |group: &Group| stands_for(kind, words, &group.words) || (same.is_some() && same == group.same);
            let near = keys.iter().flat_map(|key| self.fitting(kind, key).take(FITTING));
            let fitting =
                near.filter_map(|index| Some((index, self.list.get(index)?))).filter(|(_, group)| fits(group));
            // The one that was spoken of last before this mention, else the first.
            let last =
                |group: &Group| group.members.iter().rev().take(FITTING).filter(|member| **member < at).max().copied();
            fitting.max_by_key(|(index, group)| (last(group), std::cmp::Reverse(*index))).map(|(index, _)| index)
        });
        let index = group.unwrap_or(self.list.len());
        let mut keys = vec![format!("={name}")];
        if group.is_none() {
            keys.extend(words.iter().map(|word| bare(word).to_owned()));
            keys.push(format!("^{}", initials(words)));
            keys.extend(same.iter().map(|same| format!("~{same}")));
            self.list.push(Group { kind, members: Vec::new(), words: words.to_vec(), same });
        }
        for key in keys {
            let groups = self.by_key.entry((kind, key)).or_default();
            if groups.last() != Some(&index) && known.is_none() {
                groups.push(index);
            }
        }
        if let Some(group) = self.list.get_mut(index) {
            group.members.push(at);
        }
    }

    /// The groups of a key, the newest first.
    fn fitting(&self, kind: EntityType, key: &str) -> impl Iterator<Item = usize> + '_ {
        self.by_key.get(&(kind, key.to_owned())).into_iter().flatten().rev().copied()
    }
}

fn build(tokens: &Tokens<'_>, chosen: &[Candidate], groups: &[Group]) -> (Vec<Entity>, Vec<Mention>) {
    let mut of = vec![0; chosen.len()];
    let facts = Facts::new(tokens, chosen);
    let mut entities = Vec::with_capacity(groups.len());
    for (id, group) in groups.iter().enumerate() {
        let members: Vec<&Candidate> = group.members.iter().filter_map(|at| chosen.get(*at)).collect();
        let mut seen = HashSet::new();
        let mut names: Vec<String> = members.iter().map(|member| tokens.shown(member.tokens.clone())).collect();
        names.retain(|name| seen.insert(name.clone()));
        let fullest = names
            .iter()
            .enumerate()
            .max_by_key(|(at, name)| (fullness(name), std::cmp::Reverse(*at)))
            .map_or(0, |(at, _)| at);
        let name = if names.is_empty() { String::new() } else { names.remove(fullest) };
        entities.push(Entity {
            id: id as u32,
            kind: group.kind,
            name,
            aliases: names,
            role: (group.kind == EntityType::Person)
                .then(|| group.members.iter().find_map(|at| roles::role(tokens, chosen, *at)))
                .flatten(),
            place: facts.of(group.kind, &members),
            mentions: group.members.iter().map(|at| *at as u32).collect(),
        });
        for at in &group.members {
            if let Some(slot) = of.get_mut(*at) {
                *slot = id as u32;
            }
        }
    }
    let mention = |(one, entity): (&Candidate, u32)| Mention {
        span: tokens.span(one.tokens.clone()),
        kind: one.kind,
        entity,
        score: (one.score * 100.0).round().clamp(1.0, 99.0) / 100.0,
    };
    (entities, chosen.iter().zip(of).map(mention).collect())
}

/// Short names in brackets behind the long ones they stand for: "National Police of Peru (PNP)".
fn spelled_out(tokens: &Tokens<'_>, chosen: &[Candidate]) -> HashMap<Vec<String>, Vec<String>> {
    let explains = |pair: &[Candidate]| match pair {
        [long, short] => {
            let bracketed = tokens.word(long.tokens.end) == "("
                && short.tokens.start == long.tokens.end + 1
                && tokens.word(short.tokens.end) == ")";
            let fits = bracketed
                && long.kind == short.kind
                && short.tokens.len() == 1
                && long.tokens.len() > 1
                && is_acronym(tokens, short.tokens.clone());
            fits.then(|| (key(tokens, short), key(tokens, long)))
        }
        _ => None,
    };
    chosen.windows(2).filter_map(explains).collect()
}

/// The words by which a name is compared: folded, without "the", groups in the singular.
fn key(tokens: &Tokens<'_>, one: &Candidate) -> Vec<String> {
    let mut words: Vec<String> = one.tokens.clone().map(|at| tokens.folded(at).to_owned()).collect();
    if words.len() > 1 && words.first().is_some_and(|first| first == "the") {
        words.remove(0);
    }
    if one.kind == EntityType::Group
        && let Some(last) = words.last_mut()
        && last.len() > 4
        && last.ends_with('s')
        && !last.ends_with("ss")
    {
        last.pop();
    }
    words
}

/// What other spellings of the same share: "U.N." and "United Nations", "U.S." and "United States".
fn canonical(tokens: &Tokens<'_>, one: &Candidate) -> Option<String> {
    let entry = tokens.whole_phrase(one.tokens.clone(), &[])?;
    match one.kind {
        EntityType::Organization => Some(
            Lexicon::get().full_name(entry).map_or_else(|| tokens.folded_phrase(one.tokens.clone()), str::to_lowercase),
        ),
        EntityType::Place if entry.is(Class::Country) => entry.country().map(written),
        _ => None,
    }
}

/// Whether a shorter name can stand for a longer one of its type.
fn stands_for(kind: EntityType, short: &[String], long: &[String]) -> bool {
    if short.len() >= long.len() {
        return short.len() == long.len()
            && kind == EntityType::Person
            && short.iter().zip(long).all(|(one, other)| bare(one) == bare(other));
    }
    match (kind, short) {
        // Surname, wherever it stands: "Xi" Jinping, Rosa "Quispe" Mamani; two words in order: "Abdel Sisi".
        (EntityType::Person, [single]) => long.iter().any(|word| bare(word) == bare(single)),
        (EntityType::Person, _) => {
            let mut rest = long.iter();
            short.iter().all(|word| rest.any(|other| bare(other) == bare(word)))
        }
        // Acronym, or the tail or head of the full name: "National Coalition", "Zaria Flour".
        (EntityType::Organization | EntityType::Event | EntityType::Work, _) => {
            let acronym = match short {
                [single] => single.chars().count() > 1 && initials(long) == single.replace('.', ""),
                _ => false,
            };
            acronym
                || (short.len() > 1 && long.ends_with(short))
                || (long.starts_with(short) && kind == EntityType::Organization)
        }
        (EntityType::Place | EntityType::Group, _) => false,
    }
}

fn initials(words: &[String]) -> String {
    let small = |word: &str| matches!(word, "of" | "the" | "and" | "for" | "&" | "on" | "to");
    words.iter().filter(|word| !small(word)).filter_map(|word| word.chars().next()).collect()
}

/// How full a name is: spelled out before abbreviated, words before letters, small letters before capitals alone.
fn fullness(name: &str) -> (usize, bool, usize) {
    let words = name.split_whitespace().count();
    let cased = name.chars().any(char::is_lowercase);
    (words, cased, name.chars().count())
}

/// A surname without the article before it: "al-Assad" and "Assad" are one.
fn bare(name: &str) -> &str {
    ["al-", "el-", "as-", "ad-", "ar-", "an-", "at-", "az-", "ash-", "bin-", "ben-"]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
}

/// "NATO", "IISc", "F.B.I.": one word, mostly capitals.
fn is_acronym(tokens: &Tokens<'_>, name: Range<usize>) -> bool {
    let word = tokens.word(name.start);
    let letters = word.chars().filter(|char| char.is_alphabetic()).count();
    let upper = word.chars().filter(|char| char.is_uppercase()).count();
    name.len() == 1 && (2..=7).contains(&letters) && upper * 3 >= letters * 2 && upper >= 2
}
