//! The day that "today" means, and how it is known.

use crate::analysis::{Anchor, Article, Basis, BlockKind, Note};
use crate::dates::Located;
use crate::dates::calendar::{Date, Weekday};
use crate::dates::grammar::{Expr, From, YearOf};
use crate::dates::length::TimeUnit;
use crate::dates::tense::{Tense, tense};
use crate::language::Tokens;
use crate::span::Span;

/// A header this many days behind what the story says of itself is its day of publication; a later one that of a visit.
const AGREES: i32 = 31;

/// A dateline without a year this close before the header's day is of the header's year.
const WEEK: i32 = 8;

/// A day without a year belongs to the year in which it is at most this many days behind what the story has just told.
const NEWS: i32 = 183;

/// Chooses the anchor: given, else the page's metadata, else a full date in the dateline, the byline or the line beside
/// it, else one in the page's header. The last may be the day of a visit, so it comes with a note, and it does not
/// count where the story's own dates belong to another time. Where nothing states a day, the story's own dates may tell
/// it; what they tell is a proposal, with its evidence in a note.
pub fn choose(
    given: Option<Date>,
    article: &Article,
    dates: &[Located],
    tokens: &Tokens<'_>,
) -> (Anchor, Option<Note>) {
    let full = |kind: BlockKind| {
        let mut inside = dates.iter().filter(|located| located.block == kind);
        inside.find_map(|Located { found, .. }| Some((found.full_day()?, found.span)))
    };
    let stated = [
        (Basis::Given, given),
        (Basis::Metadata, article.published.map(|published| published.date)),
        (Basis::Dateline, full(BlockKind::Dateline).map(|(date, _)| date)),
        (Basis::Byline, full(BlockKind::Byline).map(|(date, _)| date)),
    ];
    if let Some((basis, date)) = stated.into_iter().find(|(_, date)| date.is_some()) {
        return (Anchor { date, basis }, None);
    }
    let story = Evidence { dates, tokens };
    let header = full(BlockKind::Masthead);
    let day = story.yearless_head();
    // "GENEVA, Jan. 3" under a header of Jan. 4, 2014.
    let dated = header
        .zip(day)
        .and_then(|((header, _), day)| day.last_until(header).filter(|date| header.number() - date.number() < WEEK));
    if dated.is_some() {
        return (Anchor { date: dated, basis: Basis::Dateline }, None);
    }
    let inferred = story.infer(day);
    let agrees = |header: Date, date: Date| (0..=AGREES).contains(&(header.number() - date.number()));
    match (header, inferred) {
        (Some((header, span)), inferred) if inferred.as_ref().is_none_or(|one| agrees(header, one.date)) => {
            let message = format!(
                "The page's header says {header}, and nothing else tells the day of publication. It is taken as an assumption: \
                 it may be the day on which the page was visited. Set the publication date to be sure."
            );
            let note = Note { code: "anchor_assumed", message, span: Some(span) };
            (Anchor { date: Some(header), basis: Basis::Masthead }, Some(note))
        }
        (header, Some(Inferred { date, evidence, span })) => {
            let visit = header.map_or(String::new(), |(header, _)| {
                format!(" The page's header says {header}, which may be the day on which the page was visited.")
            });
            let message = format!(
                "Nothing states the day of publication, so {date} is proposed: {evidence}.{visit} Set the publication date to be \
                 sure."
            );
            let note = Note { code: "anchor_inferred", message, span: Some(span) };
            (Anchor { date: Some(date), basis: Basis::Inferred }, Some(note))
        }
        (_, None) => (Anchor { date: None, basis: Basis::None }, None),
    }
}

/// A day of publication that the story's own dates tell.
struct Inferred {
    date: Date,
    /// Why, in words that follow a colon.
    evidence: String,
    /// The words that tell it.
    span: Span,
}

/// A day of a month, its year not said.
#[derive(Clone, Copy)]
struct Yearless {
    month: u8,
    day: u8,
    weekday: Option<Weekday>,
    span: Span,
}

impl Yearless {
    fn read(located: &Located) -> Option<Yearless> {
        match located.found.expr {
            Expr::Day { year: YearOf::Open, month, day, weekday } if located.found.offset.is_none() => {
                Some(Yearless { month, day, weekday, span: located.found.span })
            }
            _ => None,
        }
    }

    /// In a year, if there is such a day and it is the weekday that the words say.
    fn of(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).filter(|date| self.weekday.is_none_or(|said| said == date.weekday()))
    }

    /// The last one up to a day.
    fn last_until(self, day: Date) -> Option<Date> {
        [day.year(), day.year() - 1].into_iter().filter_map(|year| self.of(year)).find(|date| *date <= day)
    }

    /// The first one from a day on.
    fn first_from(self, day: Date) -> Option<Date> {
        [day.year(), day.year() + 1].into_iter().filter_map(|year| self.of(year)).find(|date| *date >= day)
    }
}

/// What the dates of a story tell of its day of publication.
struct Evidence<'a> {
    dates: &'a [Located],
    tokens: &'a Tokens<'a>,
}

impl<'a> Evidence<'a> {
    fn story(&self) -> impl Iterator<Item = &'a Located> {
        self.dates.iter().filter(|located| located.block.is_story())
    }

    fn tense(&self, located: &Located) -> Tense {
        tense(self.tokens, located.sentence.tokens.clone(), located.found.tokens.clone())
    }

    /// The day in the dateline or beside the byline, where it has no year.
    fn yearless_head(&self) -> Option<Yearless> {
        let mut head =
            self.dates.iter().filter(|located| matches!(located.block, BlockKind::Dateline | BlockKind::Byline));
        head.find_map(Yearless::read)
    }

    /// The latest year that the text names, other than as a plan.
    fn latest_year(&self) -> Option<i16> {
        let stated = |located: &Located| match located.found.expr {
            Expr::Quarter { year: YearOf::Is(year), .. } => Some(year),
            _ => located.found.stated_year(),
        };
        let years = self.story().filter_map(|located| stated(located).filter(|_| !self.tense(located).is_ahead()));
        years.filter(|year| (1800..=2100).contains(year)).max()
    }

    /// In the order of their weight: a weekday beside a day of the month, "this year" beside a year, the last day told.
    fn infer(&self, head: Option<Yearless>) -> Option<Inferred> {
        self.by_weekday(head).or_else(|| self.by_this_year(head)).or_else(|| self.by_last_day(head))
    }

    /// "Friday, January 13" is one only in few years: one of them beside the latest year that the text names is the
    /// one.
    fn by_weekday(&self, head: Option<Yearless>) -> Option<Inferred> {
        let latest = self.latest_year()?;
        let pairs = self.story().filter_map(|located| Some((Yearless::read(located)?, located)));
        let mut pairs = pairs.filter(|(pair, _)| pair.weekday.is_some()).filter_map(|(pair, located)| {
            match (pair.of(latest), pair.of(latest + 1)) {
                (Some(date), None) | (None, Some(date)) => Some((date, located)),
                _ => None,
            }
        });
        let first = pairs.next()?;
        // Without a day of its own the story is as old as the last day that it tells of.
        let (told, located) = match head {
            Some(_) => first,
            None => std::iter::once(first)
                .chain(pairs)
                .filter(|(_, located)| !self.tense(located).is_ahead())
                .max_by_key(|(date, _)| *date)?,
        };
        let date = match head {
            Some(head) => {
                let years = [told.year() - 1, told.year(), told.year() + 1];
                let near = |date: &Date| (date.number() - told.number()).abs();
                years.into_iter().filter_map(|year| head.of(year)).min_by_key(near)?
            }
            None => told,
        };
        let words = located.found.span.of(self.tokens.text);
        let evidence = format!("\"{words}\" fits {}, and the text names {latest}", told.year());
        Some(Inferred { date, evidence, span: located.found.span })
    }

    /// "this year (2014)", "2014, this year": with a day that has happened.
    fn by_this_year(&self, head: Option<Yearless>) -> Option<Inferred> {
        let all: Vec<_> = self.story().collect();
        let (year, span) = all.windows(2).find_map(|two| {
            let [one, other] = two else { return None };
            let this = |located: &Located| {
                matches!(located.found.expr, Expr::Away { unit: TimeUnit::Year, by: 0, from: From::Anchor })
            };
            let year = match (one.found.expr, other.found.expr) {
                (Expr::Year(year), _) if this(other) => year,
                (_, Expr::Year(year)) if this(one) => year,
                _ => return None,
            };
            (other.found.tokens.start <= one.found.tokens.end + 1)
                .then_some((year, one.found.span.to(other.found.span)))
        })?;
        let past = |located: &&&Located| self.tense(located) == Tense::Past;
        let told = || all.iter().filter(past).filter_map(|located| Yearless::read(located)?.of(year)).max();
        let date = head.and_then(|head| head.of(year)).or_else(told)?;
        Some(Inferred { date, evidence: format!("the text says \"{}\"", span.of(self.tokens.text)), span })
    }

    /// The last full day or month that the text tells of: the dateline's day follows it, or the story opens with it.
    fn by_last_day(&self, head: Option<Yearless>) -> Option<Inferred> {
        let told = |located: &&Located| !self.tense(located).is_ahead();
        if let Some(head) = head {
            let days = self.story().filter(told).filter_map(|located| match located.found.expr {
                Expr::Day { year: YearOf::Is(year), month, day, .. } => Some((Date::new(year, month, day)?, located)),
                Expr::Month { year: YearOf::Is(year), month } => Some((Date::new(year, month, 1)?, located)),
                _ => None,
            });
            let (last, located) = days.max_by_key(|(day, _)| *day)?;
            let date = head.first_from(last).filter(|date| date.number() - last.number() <= NEWS)?;
            let words = |span: Span| span.of(self.tokens.text);
            let evidence = format!("\"{}\" follows \"{}\"", words(head.span), words(located.found.span));
            return Some(Inferred { date, evidence, span: head.span });
        }
        // History states its days too: only a text with days like "Friday" and "last week" is news of that day.
        let needs = |located: &Located| {
            let near = match located.found.expr {
                Expr::Weekday { .. } => true,
                Expr::Away { unit: TimeUnit::Day | TimeUnit::Week, by, from: From::Anchor } => by != 0,
                _ => false,
            };
            near && located.block != BlockKind::Title
        };
        let latest = self.latest_year()?;
        let opening = self.story().find(|located| located.block == BlockKind::Paragraph)?;
        let date = opening.found.full_day().filter(|day| day.year() == latest)?;
        let span = opening.found.span;
        let is_news = told(&opening) && self.story().any(needs);
        is_news.then(|| Inferred {
            date,
            evidence: format!("the story opens with \"{}\"", span.of(self.tokens.text)),
            span,
        })
    }
}
