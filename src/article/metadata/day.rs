//! The day of publication: what machines are told first, then what readers see beside the headline.

use crate::analysis::{Basis, Published};
use crate::article::metadata::linked::{Objects, string};
use crate::article::metadata::page::{Line, Page, role};
use crate::article::metadata::written::{self, Order};
use crate::dates::Date;

/// So many lines before the headline may belong to it.
const BEFORE: usize = 8;
/// So many lines behind the headline are looked at, where no running text comes sooner.
const BEHIND: usize = 30;
/// So many lines are looked at behind the story.
const FOOT: usize = 12;

/// The days of a page.
#[derive(Debug, Default)]
pub struct Days {
    pub published: Option<Published>,
    pub modified: Option<Published>,
}

/// Chooses the day of publication and that of the last change.
pub fn choose(
    page: &Page<'_>,
    objects: &Objects<'_>,
    url: Option<&str>,
    language: Option<&str>,
    headline: Option<usize>,
) -> Days {
    let search = Search::new(page, url, language, headline);
    let linked = |key: &str| objects.article.and_then(|article| search.stamp(string(article, key)?));
    let around = |key: &str| objects.page.and_then(|page| search.stamp(string(page, key)?));
    let from = |basis| move |date| Published { date, basis };
    let metadata = from(Basis::Metadata);
    let byline = from(Basis::Byline);
    let modified = linked("dateModified")
        .or_else(|| search.meta(true))
        .or_else(|| around("dateModified"))
        .or_else(|| search.time(|role| role & role::MODIFIED != 0))
        .map(metadata)
        .or_else(|| search.line(true).map(byline));
    let published = linked("datePublished")
        .or_else(|| search.meta(false))
        .or_else(|| linked("dateCreated"))
        .or_else(|| linked("uploadDate"))
        .or_else(|| search.time(|role| role & role::PUBLISHED != 0))
        .or_else(|| around("datePublished"))
        .or_else(|| search.time(|role| role & role::MODIFIED == 0))
        .or_else(|| url.and_then(of_address))
        .map(metadata)
        .or_else(|| search.line(false).map(byline))
        .or(modified);
    Days { published, modified }
}

/// The day in the path of an address: "/2014/01/03/", "/2014-01-03-", "-20140103".
pub fn of_address(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next()?;
    let numbers: Vec<&str> = path.split(|char: char| !char.is_ascii_digit() && char != '/' || char == '/').collect();
    let day = numbers.windows(3).find_map(|parts| match parts {
        [year, month, day] if year.len() == 4 && (1..3).contains(&month.len()) && (1..3).contains(&day.len()) => {
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    });
    let day = day.or_else(|| numbers.iter().find_map(|number| written::compact(number)));
    day.filter(|date: &Date| (1990..=2200).contains(&date.year()))
}

struct Search<'p, 'd> {
    page: &'p Page<'d>,
    order: Order,
    /// Where the headline stands.
    head: usize,
    /// The first running text behind it.
    text: usize,
    /// Behind the last running text.
    foot: usize,
    /// Days that other facts of the page confirm.
    known: Vec<Date>,
}

impl<'p, 'd> Search<'p, 'd> {
    fn new(page: &'p Page<'d>, url: Option<&str>, language: Option<&str>, headline: Option<usize>) -> Self {
        let story = page.lines.iter().position(|line| line.is(role::STORY)).unwrap_or(0);
        let head = headline.unwrap_or(story);
        let text = page
            .lines
            .iter()
            .enumerate()
            .skip(head + 1)
            .find(|(_, line)| line.is_text())
            .map_or(page.lines.len(), |(at, _)| at);
        let foot = page
            .lines
            .iter()
            .rposition(|line| line.is(role::STORY) && line.is_text())
            .map_or(page.lines.len(), |at| at + 1);
        let order = order(url, language, page.meta(&["og:locale"]).as_deref());
        let mut search = Search { page, order, head, text, foot, known: Vec::new() };
        let known: Vec<Date> =
            search.meta(true).into_iter().chain(search.meta(false)).chain(url.and_then(of_address)).collect();
        search.known = known;
        search
    }

    fn stamp(&self, text: &str) -> Option<Date> {
        written::stamp(text, self.order).filter(|date| (1600..=2200).contains(&date.year()))
    }

    /// What a `<meta>` element says, by its name.
    fn meta(&self, change: bool) -> Option<Date> {
        let of = |rank: u8| {
            let mut found = self.page.meta.iter().filter(move |(name, _)| rank_of(name, change) == Some(rank));
            found.find_map(|(_, content)| self.stamp(content))
        };
        (0..3).find_map(of)
    }

    /// What the attribute of an element says that stands in or near the story: the one closest to the headline.
    fn time(&self, test: impl Fn(u16) -> bool) -> Option<Date> {
        let near = |line: usize| line + BEFORE >= self.head && line <= self.text.min(self.head + BEHIND) + 1;
        let marks = || self.page.times.iter().filter(|mark| test(mark.role) && mark.role & role::ASIDE == 0);
        let read =
            |mark: &crate::article::metadata::page::Mark<'_>| self.stamp(mark.value).filter(|date| date.year() >= 1990);
        let behind = marks().filter(|mark| near(mark.line) && mark.line > self.head).find_map(read);
        let before = || marks().filter(|mark| near(mark.line)).filter_map(read).last();
        let inside = || marks().filter(|mark| mark.line >= self.foot && mark.line <= self.foot + FOOT).find_map(read);
        behind.or_else(before).or_else(inside)
    }

    /// What a line says that stands near the headline, or at the foot of the story.
    fn line(&self, change: bool) -> Option<Date> {
        let lines = |range: std::ops::Range<usize>| {
            self.page
                .lines
                .get(range.start.min(self.page.lines.len())..range.end.min(self.page.lines.len()))
                .unwrap_or_default()
        };
        let until = self.text.min(self.head + BEHIND);
        let behind = lines(self.head + 1..until);
        let before = lines(self.head.saturating_sub(BEFORE)..self.head + 1);
        let foot = lines(self.foot..self.foot + FOOT);
        let marked = |line: &Line| line.is(role::DATE);
        let labelled = |line: &Line| written::says(&line.text, change);
        let bare = |line: &Line| line.words <= 14;
        let behind_all = || behind.iter();
        let first = |mut lines: &mut dyn Iterator<Item = &'p Line>| Iterator::find_map(&mut lines, |line| self.read(line, change));
        first(&mut behind_all().filter(|line| marked(line)))
            .or_else(|| first(&mut before.iter().rev().filter(|line| marked(line))))
            .or_else(|| first(&mut behind_all().filter(|line| labelled(line))))
            .or_else(|| first(&mut behind_all().filter(|line| bare(line))))
            .or_else(|| first(&mut before.iter().rev().filter(|line| bare(line) && line.words <= 8)))
            .or_else(|| first(&mut lines(self.text..self.text + 1).iter().filter(|line| labelled(line))))
            .or_else(|| first(&mut foot.iter().filter(|line| marked(line) || labelled(line))))
    }

    /// The day of a line, if it speaks of what is asked for.
    fn read(&self, line: &Line, change: bool) -> Option<Date> {
        if line.is(role::ASIDE) {
            return None;
        }
        let found = written::days(&line.text, self.order);
        let mut start = 0;
        for one in &found {
            let label = line.text.get(start..one.range.start).unwrap_or_default();
            start = one.range.end;
            let changed = written::says(label, true) && !written::says(label, false)
                || line.is(role::MODIFIED) && !line.is(role::PUBLISHED);
            let copyright = label.trim_end().ends_with('©');
            if changed == change && !copyright && (1990..=2200).contains(&one.day.year()) {
                let sure = match one.other {
                    None => Some(one.day),
                    Some(other) => [one.day, other].into_iter().find(|day| self.known.contains(day)),
                };
                if sure.is_some() {
                    return sure;
                }
            }
        }
        None
    }
}

/// How much a `<meta>` name says of the day of publication, or of the change: 0 most, `None` nothing.
fn rank_of(name: &str, change: bool) -> Option<u8> {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let has = |part: &str| letters.contains(part);
    if has("expir") || has("image") || has("url") || has("event") || has("recs") {
        return None;
    }
    let changed = has("modif") || has("updat") || has("revis");
    if change || changed {
        return (change && changed).then_some(0);
    }
    match letters.as_str() {
        "articlepublishedtime" | "datepublished" | "ogpublishedtime" | "parselypubdate" => Some(0),
        "date" | "dcdate" | "dctermsdate" | "dcdateissued" | "dctermsissued" | "sailthrudate" | "dccreated"
        | "dctermscreated" | "datecreated" | "dcdatecreated" | "dcdatex" | "citationdate" | "articledate"
        | "uploaddate" | "created" | "createdat" | "releasedate" | "issued" | "timestamp" | "lastupdated" => Some(2),
        _ if has("publ") && (has("date") || has("time") || letters.ends_with("published") || has("publishedat"))
            || has("pubdate") =>
        {
            Some(1)
        }
        _ => None,
    }
}

/// In which order the page writes day and month, by its language and country.
fn order(url: Option<&str>, language: Option<&str>, locale: Option<&str>) -> Order {
    let tags = || language.into_iter().chain(locale).map(|tag| tag.to_ascii_lowercase().replace('_', "-"));
    let english = tags().any(|tag| tag.starts_with("en"));
    if tags().next().is_some() && !english {
        return Order::DayFirst;
    }
    let host = url.and_then(|url| url.split("://").nth(1)?.split(['/', '?', '#', ':']).next()).unwrap_or_default();
    let home = host.rsplit('.').next().unwrap_or_default();
    if matches!(home, "gov" | "mil" | "edu" | "us") {
        return Order::MonthFirst;
    }
    if home.len() == 2 && !matches!(home, "io" | "co" | "tv" | "me" | "ai" | "ph" | "ca" | "fm" | "ly") {
        return Order::DayFirst;
    }
    Order::Unknown
}
