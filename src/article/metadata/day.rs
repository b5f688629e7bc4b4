//! The day of publication: what machines are told first, then what readers see beside the headline.

use crate::analysis::{Basis, Published};
use crate::article::metadata::linked::{Objects, string};
use crate::article::metadata::page::{Line, Mark, Page};
use crate::article::metadata::role;
use crate::article::metadata::written::{self, Order, Written};
use crate::article::metadata::zone::Zone;
use crate::article::metadata::{has, host_of, is_one_of, words};
use crate::dates::Date;

/// The days of a page.
#[derive(Debug, Default)]
pub struct Days {
    pub published: Option<Published>,
    pub modified: Option<Published>,
}

/// Chooses the day of publication and that of the last change.
#[inline(never)]
pub fn choose(page: &Page<'_>, zone: &Zone, objects: &Objects<'_>, url: Option<&str>, language: Option<&str>) -> Days {
    let search = Search::new(page, zone, url, language);
    let linked = |key: &str| objects.article.and_then(|article| search.stamp(string(article, key)?));
    let around = |key: &str| objects.page.and_then(|page| search.stamp(string(page, key)?));
    let from = |basis| move |date| Published { date, basis };
    let metadata = from(Basis::Metadata);
    let byline = from(Basis::Byline);
    let modified = linked("dateModified")
        .or_else(|| search.meta(true))
        .or_else(|| around("dateModified"))
        .or_else(|| search.time(true, |_, _| true))
        .map(metadata)
        .or_else(|| search.line(true).map(byline));
    let stated = linked("datePublished")
        .or_else(|| search.meta(false))
        .or_else(|| linked("dateCreated"))
        .or_else(|| linked("uploadDate"))
        .or_else(|| around("datePublished"));
    let (close, any): (Place, Place) = (Zone::is_close, |_, _| true);
    let seen = |place| search.time(false, place).map(metadata).or_else(|| search.marked(place).map(byline));
    let address = url.and_then(of_address).map(metadata);
    let published = match stated {
        Some(stated) => {
            // What readers see is right where it is earlier, as "stated" may be in another zone or of another printing,
            // or where it is not the day of the change.
            let right = |seen: &Published| {
                let by = seen.date.number() - stated.number();
                // Later than stated only a machine-readable day is trusted: words may be the clock of the visit.
                let other = || modified.is_none_or(|modified| modified.date != seen.date);
                by < 0 || by > 1 && seen.basis == Basis::Metadata && other()
            };
            // An address has the day of its own zone.
            let later = |address: &Published| {
                address.date < stated || address.date.number() - stated.number() == 1 && !search.times.contains(&stated)
            };
            seen(close).filter(right).or(address.filter(later)).or(Some(metadata(stated)))
        }
        None => seen(any).or(address),
    };
    let published = published.or_else(|| search.line(false).map(byline)).or(modified);
    Days { published, modified }
}

/// The day in the path of an address: "/2014/01/03/", "/2014-01-03-", "-20140103".
pub fn of_address(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next()?;
    let numbers: Vec<&str> = path.split(|char: char| !char.is_ascii_digit()).collect();
    // "/2014/3/3/": one digit is enough where there is nothing else between the slashes.
    let parts: Vec<&str> = path.split('/').collect();
    let day_of = |parts: &[&str], digits: usize| match parts {
        [year, month, day] if year.len() == 4 && [month, day].iter().all(|part| (digits..3).contains(&part.len())) => {
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    };
    let day = numbers.windows(3).find_map(|numbers| day_of(numbers, 2));
    let day = day.or_else(|| parts.windows(3).find_map(|parts| day_of(parts, 1)));
    let day = day.or_else(|| numbers.iter().find_map(|number| written::compact(number)));
    day.filter(|date: &Date| (1990..=2200).contains(&date.year()))
}

/// Days between two days of one line that may be those of one story.
const NEAR: i32 = 31;

/// A test of where something stands.
type Place = fn(&Zone, usize) -> bool;

struct Search<'p, 'd> {
    page: &'p Page<'d>,
    zone: &'p Zone,
    order: Order,
    /// Days of its elements.
    times: Vec<Date>,
    /// Days that other facts of the page confirm.
    known: Vec<Date>,
}

impl<'p, 'd> Search<'p, 'd> {
    #[inline(never)]
    fn new(page: &'p Page<'d>, zone: &'p Zone, url: Option<&str>, language: Option<&str>) -> Self {
        let order = order(url, language, page.meta(&["og:locale"]).as_deref());
        let mut search = Search { page, zone, order, times: Vec::new(), known: Vec::new() };
        search.times = page.times.iter().filter_map(|mark| search.stamp(mark.value)).collect();
        let said = search.meta(true).into_iter().chain(search.meta(false)).chain(url.and_then(of_address));
        search.known = search.times.iter().copied().chain(said).collect();
        search
    }

    /// The day of an attribute. Machines write the month first more often than their readers do.
    fn stamp(&self, text: &str) -> Option<Date> {
        let found = written::stamp(text, Order::Unknown)?;
        self.sure(&found).filter(|date| (1600..=2200).contains(&date.year()))
    }

    /// Of two readings the one that other facts of the page confirm.
    #[inline(never)]
    fn sure(&self, found: &Written) -> Option<Date> {
        match found.other {
            None => Some(found.day),
            Some(other) => [found.day, other].into_iter().find(|day| self.known.contains(day)),
        }
    }

    /// What a `<meta>` element says, by its name.
    fn meta(&self, change: bool) -> Option<Date> {
        let of = |rank: u8| {
            let mut found = self.page.meta.iter().filter(move |(name, _)| rank_of(name, change) == Some(rank));
            found.find_map(|(_, content)| self.stamp(content))
        };
        (0..3).find_map(of)
    }

    /// What the attribute of an element says that stands near the headline, or at the foot of the story.
    fn time(&self, change: bool, place: Place) -> Option<Date> {
        let own = |mark: &Mark<'_>| {
            let line = self.page.lines.get(mark.line).filter(|line| line.is(role::DATE));
            line.is_some_and(|line| words::says(&line.text, true) && !words::says(&line.text, false))
        };
        let test = |mark: &&Mark<'_>| {
            (own(mark)
                || mark.role & role::PUBLISHED == 0 && (mark.role & role::MODIFIED != 0 || self.label(mark.line, true)))
                == change
        };
        let near = |line: usize| place(self.zone, line) || self.zone.is_before(line) && line + 3 >= self.zone.head;
        let counts = |mark: &&Mark<'_>| near(mark.line) && self.zone.counts(mark.role, mark.aside, mark.line);
        let marks = || self.page.times.iter().filter(counts).filter(test);
        let read = |mark: &Mark<'_>| {
            // What readers see there counts, if it is another day: the attribute may be in another zone.
            let line = self.page.lines.get(mark.line).filter(|line| line.is(role::DATE));
            let seen = line.and_then(|line| self.read(mark.line, line, change));
            seen.or_else(|| self.stamp(mark.value)).filter(|date| date.year() >= 1990)
        };
        let surest = |place: &dyn Fn(usize) -> bool| {
            let published =
                || marks().filter(|mark| mark.role & role::PUBLISHED != 0 && place(mark.line)).find_map(read);
            published().or_else(|| marks().filter(|mark| place(mark.line)).find_map(read))
        };
        surest(&|line| self.zone.is_behind(line))
            .or_else(|| marks().rev().filter(|mark| self.zone.is_before(mark.line)).find_map(read))
            .or_else(|| surest(&|line| self.zone.is_foot(line)))
    }

    /// Whether a short line before says that the day of a line is one of change, or of publication.
    #[inline(never)]
    fn label(&self, line: usize, change: bool) -> bool {
        let before = line.checked_sub(1).and_then(|at| self.page.lines.get(at)).filter(|line| line.words <= 4);
        before.is_some_and(|line| words::says(&line.text, change))
    }

    /// What a line says that is marked as a day, beside the headline.
    #[inline(never)]
    fn marked(&self, place: Place) -> Option<Date> {
        let marked = |line: &Line, at: usize| {
            line.is(role::DATE) && (place(self.zone, at) || at + 3 >= self.zone.head && at <= self.zone.head)
        };
        self.behind(&marked, false).or_else(|| self.before(&marked, false))
    }

    /// What a line says that stands near the headline, or at the foot of the story.
    fn line(&self, change: bool) -> Option<Date> {
        let labelled =
            |line: &Line, at: usize| line.is(role::DATE) || words::says(&line.text, change) || self.label(at, change);
        let foot = || self.first(|zone, line| zone.is_foot(line), &labelled, change);
        self.behind(&labelled, change)
            .or_else(|| self.before(&labelled, change))
            .or_else(|| self.behind(&|line, at| line.words <= 14 && at < self.zone.text || line.words <= 5, change))
            .or_else(|| {
                self.before(&|line, at| line.words <= 8 && at + 3 >= self.zone.head || at == self.zone.head, change)
            })
            .or_else(foot)
    }

    fn behind(&self, test: &dyn Fn(&Line, usize) -> bool, change: bool) -> Option<Date> {
        self.first(|zone, line| zone.is_behind(line), test, change)
    }

    #[inline(never)]
    fn before(&self, test: &dyn Fn(&Line, usize) -> bool, change: bool) -> Option<Date> {
        let near = self.page.lines.iter().enumerate().take(self.zone.head + 1).rev().take(9);
        near.filter(|(at, line)| test(line, *at)).find_map(|(at, line)| self.read(at, line, change))
    }

    #[inline(never)]
    fn first(
        &self,
        place: impl Fn(&Zone, usize) -> bool,
        test: &dyn Fn(&Line, usize) -> bool,
        change: bool,
    ) -> Option<Date> {
        let lines = self.page.lines.iter().enumerate();
        lines
            .filter(|(at, line)| place(self.zone, *at) && test(line, *at))
            .find_map(|(at, line)| self.read(at, line, change))
    }

    /// The day of a line, if it speaks of what is asked for.
    fn read(&self, at: usize, line: &Line, change: bool) -> Option<Date> {
        if !self.zone.counts(line.role, line.aside, at) && !self.label(at, change) {
            return None;
        }
        let mut start = 0;
        let days = written::days(&line.text, self.order);
        // "12/02/2025, updated 13/02/2025": the second can be read in one way only, and the first lies near it.
        let near = |day: Date| {
            let firm = days.iter().filter(|one| one.other.is_none());
            firm.map(|one| one.day.number() - day.number()).any(|apart| apart.abs() <= NEAR)
        };
        for one in &days {
            let label = line.text.get(start..one.range.start).unwrap_or_default();
            let changed = words::says(label, true) && !words::says(label, false)
                || line.is(role::MODIFIED) && !line.is(role::PUBLISHED)
                || start == 0 && self.label(at, true);
            start = one.range.end;
            let copyright = label.contains(['©', '®']);
            if changed == change && !copyright && (1990..=2200).contains(&one.day.year()) {
                let sure = self.sure(one).or_else(|| [one.day, one.other?].into_iter().find(|day| near(*day)));
                if sure.is_some() {
                    return sure;
                }
            }
        }
        None
    }
}

/// How much a `<meta>` name says of the day of publication, or of the change: 0 most, `None` nothing.
#[inline(never)]
fn rank_of(name: &str, change: bool) -> Option<u8> {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let has = |part: &str| has(&letters, part);
    if has("expir") || has("image") || has("url") || has("event") || has("recs") {
        return None;
    }
    let changed = has("modif") || has("updat") || has("revis");
    if change || changed {
        return (change && changed).then_some(0);
    }
    const FIRST: &str = "articlepublishedtime datepublished ogpublishedtime parselypubdate";
    const LAST: &str = "\
        date dcdate dctermsdate dcdateissued dctermsissued sailthrudate dccreated dctermscreated datecreated \
        dcdatecreated dcdatex citationdate articledate uploaddate created createdat releasedate issued \
        timestamp lastupdated";
    let published = has("publ") && (has("date") || has("time") || letters.ends_with("published") || has("publishedat"));
    if is_one_of(FIRST, &letters) {
        Some(0)
    } else if is_one_of(LAST, &letters) {
        Some(2)
    } else {
        (published || has("pubdate")).then_some(1)
    }
}

/// In which order the page writes day and month, by its language and country.
#[inline(never)]
fn order(url: Option<&str>, language: Option<&str>, locale: Option<&str>) -> Order {
    let tags = || language.into_iter().chain(locale).map(|tag| tag.to_ascii_lowercase().replace('_', "-"));
    let english = tags().any(|tag| tag.starts_with("en"));
    if tags().next().is_some() && !english {
        return Order::DayFirst;
    }
    let home = url.map_or("", host_of).rsplit('.').next().unwrap_or_default();
    if is_one_of("gov mil edu us", home) {
        return Order::MonthFirst;
    }
    if home.len() == 2 && !is_one_of("io co tv me ai ph ca fm ly", home) {
        return Order::DayFirst;
    }
    Order::Unknown
}
