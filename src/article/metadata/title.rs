//! The headline: what stands over the story, told by what the page calls itself; without the site's name.

use crate::article::metadata::page::{Line, Page};
use crate::article::metadata::role;
use crate::article::metadata::{cut, cut_last, host_of};
use crate::lexicon::{fold_into, hash};

/// Headlines with so much in common are one.
const ALIKE: f64 = 0.5;
/// So many lines before the story's text its headline may stand.
const NEAR: usize = 20;
/// What stands between a title and the site's name.
const MARKS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " ⋆ ", " « ", " ‹ ", " › ", " / ", ": ", "｜", "：", ":",
    "_",
];

/// Those of them behind which a short tail is taken for the name of a site that nothing else tells.
const UNKNOWN: &[&str] = &[" | ", " - ", " – ", " — "];

/// Chooses the headline. `own` is what the page calls itself, the surest first. Also the line where it stands.
#[inline(never)]
pub fn choose(page: &Page<'_>, own: &[String], sites: &[String]) -> (Option<String>, Option<usize>) {
    let shown =
        |(text, _, role): &&(String, usize, u16)| !text.is_empty() && role & role::HIDDEN == 0 && !is_site(text, sites);
    let story = page.lines.iter().position(|line| line.is(role::STORY) && line.is_text()).unwrap_or(usize::MAX);
    let likeness = |text: &str| own.iter().map(|own| alike(text, own)).fold(0.0, f64::max);
    let mut best: Option<(&(String, usize, u16), f64)> = None;
    for heading in page.headings.iter().filter(shown) {
        let beside = if heading.2 & role::ASIDE == 0 { 0.0 } else { 0.3 };
        let score = likeness(&heading.0) - beside;
        if best.is_none_or(|(_, most)| score > most || score == most && heading.1 <= story) {
            best = Some((heading, score));
        }
    }
    // A headline of its own stands right over the story.
    let over = |heading: &(String, usize, u16)| {
        words(&heading.0).len() > 3 && (heading.2 & role::STORY != 0 || heading.1 <= story && heading.1 + NEAR >= story)
    };
    let only = page.headings.iter().filter(shown).count() == 1;
    let chosen = best.filter(|(heading, score)| *score >= ALIKE || own.is_empty() || only && over(heading));
    if let Some(((text, line, role), _)) = chosen {
        let shorter = without_site(text, sites, own);
        // "Football: Draw in the derby" over a page that calls itself "Draw in the derby": a line above the headline.
        let tail = |own: &&String| {
            let (text, own) = (folded(&shorter), folded(own));
            text.len() > own.len() && text.ends_with(&own) && own.chars().count() > 12
        };
        let bare: Vec<String> = own.iter().map(|own| without_site(own, sites, &[])).collect();
        // One for the ears alone may stand far above; the one for the eyes comes again.
        let again = line_of(page, text, story, line + 1).filter(|_| role & role::VEILED != 0);
        return (Some(bare.iter().find(tail).cloned().unwrap_or_else(|| shorter.clone())), again.or(Some(*line)));
    }
    let titles: Vec<String> = own.iter().map(|own| without_site(own, sites, &[])).collect();
    let title = titles.iter().find(|title| !is_site(title, sites)).or(titles.first()).cloned();
    let line = title.as_ref().and_then(|title| line_of(page, title, story, 0));
    (title, line)
}

/// The line of a title: the last heading in its words before the story's text, or the last line; a trail of sections
/// ends with them too.
#[inline(never)]
fn line_of(page: &Page<'_>, title: &str, story: usize, from: usize) -> Option<usize> {
    let most = title.split_whitespace().count() + 3;
    let same = |line: &Line| line.words <= most && alike(&line.text, title) > 0.8;
    let all = || page.lines.iter().enumerate().take(story.saturating_add(1)).skip(from).filter(|(_, line)| same(line));
    let heading = all().rfind(|(_, line)| line.is(role::HEADING | role::H1));
    heading.or_else(|| all().next_back().filter(|_| from == 0)).map(|(at, _)| at)
}

/// How much two titles have in common: the words of both, as a share of the shorter's.
pub fn alike(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.is_empty() {
        return 0.0;
    }
    let both = short.iter().filter(|word| long.contains(word)).count();
    // A word or two say little of a long title.
    let weight = if short.len() < 3 && long.len() > short.len() + 4 { 0.5 } else { 1.0 };
    weight * both as f64 / short.len() as f64
}

/// The words of a title, hashed in look-up form.
fn words(text: &str) -> Vec<u32> {
    let mut words = Vec::new();
    for word in text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).take(80) {
        let word = hash(folded(word).as_bytes());
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

fn folded(text: &str) -> String {
    let mut out = String::new();
    fold_into(text, &mut out);
    out.retain(char::is_alphanumeric);
    out
}

/// Whether words are nothing but the name of the site.
#[inline(never)]
pub fn is_site(text: &str, sites: &[String]) -> bool {
    let text = folded(text);
    let text = text.strip_prefix("the").filter(|rest| !rest.is_empty()).unwrap_or(&text);
    !text.is_empty()
        && sites.iter().any(|site| {
            let site = folded(site);
            let bare = site.strip_prefix("the").filter(|rest| !rest.is_empty()).unwrap_or(&site);
            !bare.is_empty()
                && (bare == text
                    || text.len() > 3 && bare.starts_with(text)
                    || bare.len() > 3 && text.starts_with(bare) && text.len() < 2 * bare.len() + 8)
        })
}

/// "Talks begin | The Lake Post" -> "Talks begin". What another title of the page ends with is its own.
fn without_site(title: &str, sites: &[String], others: &[String]) -> String {
    let mut title = title.trim();
    for _ in 0..2 {
        let cut = MARKS.iter().find_map(|mark| {
            let tail = cut_last(title, mark).filter(|(_, tail)| is_site(tail, sites)).map(|(head, _)| head);
            let head = || cut(title, mark).filter(|(head, _)| is_site(head, sites)).map(|(_, tail)| tail);
            let unknown = || {
                let (head, tail) = cut_last(title, mark).filter(|_| others.is_empty() && UNKNOWN.contains(mark))?;
                let most = if *mark == " | " { 4 } else { 3 };
                (tail.split_whitespace().count() <= most && head.split_whitespace().count() > most).then_some(head)
            };
            tail.or_else(head).or_else(unknown)
        });
        match cut.map(str::trim).filter(|rest| !rest.is_empty()) {
            Some(rest) => title = rest,
            None => break,
        }
    }
    title.to_owned()
}

/// Names of the site that an address gives: "www.lake-post.co.uk" -> "lake-post", "lake-post.co.uk".
#[inline(never)]
pub fn sites_of(url: &str) -> Vec<String> {
    let host = host_of(url).trim_start_matches("www.");
    let label = host.split('.').rev().skip(1).find(|label| label.len() > 3).or_else(|| host.split('.').next());
    label.into_iter().chain(std::iter::once(host)).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
