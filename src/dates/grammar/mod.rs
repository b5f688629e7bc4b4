//! What is written: expressions of time, not yet resolved.
//!
//! One pass over the pieces of a sentence. At each piece that can begin an expression the rules are asked how far they
//! reach, and the longest wins. Rules know terms (`terms.rs`) and their neighbours; they know neither the anchor nor
//! the tense. Every rule looks at a bounded number of pieces, so the pass is linear.

mod clock;
mod counted;
mod days;
mod modifier;
mod moment;
mod numeric;
mod periods;
mod pieces;
mod sets;
mod shared;
mod shifted;
mod stretches;
mod vague;
mod years;

use std::ops::Range;

use crate::dates::atoms::{self, Atom};
use crate::dates::calendar::{Date, Weekday};
use crate::dates::holidays::Holiday;
use crate::dates::length::{Length, TimeUnit};
use crate::dates::terms::{Shift, Term, W};
use crate::dates::value::{Reference, Season, TimeOfDay};
use crate::language::{TokenKind, Tokens};
use crate::span::Span;

/// What an expression says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expr {
    /// "January 13", "Friday, 13 January 2014".
    Day { year: YearOf, month: u8, day: u8, weekday: Option<Weekday> },
    /// "the 13th", "the 4th of this month".
    DayOfMonth { day: u8, month: Option<(i32, From)>, weekday: Option<Weekday> },
    /// "March 2011", "March", "last March", "June of last year".
    Month { year: YearOf, month: u8 },
    /// "2011"; 0 is 1 BC.
    Year(i16),
    /// "fiscal 2011", "this financial year".
    Fiscal(YearOf),
    /// "the 1990s": 199.
    Decade(i16),
    /// "the 19th century": 19, and whether it is before Christ.
    Century(i16, bool),
    /// "Friday", "next Friday", "Friday of last week".
    Weekday { weekday: Weekday, shift: Option<Shift>, week: Option<(i32, From)> },
    /// "the summer of 2011", "last summer".
    Season { year: YearOf, season: Season },
    /// "the third quarter of 2011".
    Quarter { year: YearOf, quarter: u8 },
    /// "the quarter ended Sept. 30".
    QuarterEnded { year: YearOf, month: u8 },
    /// "the second half of 2008".
    Half { year: YearOf, half: u8 },
    /// "the first week of March", "the last Sunday in May": from the end if negative.
    Nth { nth: i8, what: What, year: YearOf, month: Option<u8> },
    /// "Christmas Eve", "last Easter".
    Holiday { holiday: Holiday, year: YearOf },
    /// So many units from the anchor, or from the last date of the text: "yesterday", "last week", "a year later".
    Away { unit: TimeUnit, by: i32, from: From },
    /// The stretch that the text speaks of: "the weekend", "the quarter".
    The(TimeUnit),
    /// "a year earlier", "the year-ago quarter": a year before, which in a report on a quarter is that quarter's.
    YearBefore(From),
    /// "the same period last year".
    SamePeriod,
    /// "the 1988 period": of that year, the stretch reported on.
    PeriodOf(i16),
    /// "the day before the election": beside something whose time only the world knows.
    Unsaid(TimeUnit),
    /// "one day": a length, or some time to come.
    OneDay,
    /// A time of day without a day.
    Time,
    /// "three weeks".
    Duration(Length),
    /// "daily", "every two years".
    Every(Length),
    /// "now", "recently".
    Reference(Reference),
}

/// How the year of something yearly is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearOf {
    /// Not at all.
    Open,
    /// "last March".
    Shifted(Shift),
    /// "March 2011".
    Is(i16),
    /// "March last year".
    Away(i32, From),
}

/// What is counted within a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// "the last day of March".
    Day,
    /// "the first week of March".
    Week,
    /// "the second weekend of March".
    Weekend,
    /// "the last Sunday in March".
    Weekday(Weekday),
}

/// What an expression counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The anchor.
    Anchor,
    /// The last date of the text.
    Text,
}

/// An expression of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its words, in bytes.
    pub span: Span,
    /// The tokens that they are or lie in.
    pub tokens: Range<usize>,
    /// What it says.
    pub expr: Expr,
    /// The time of day it adds.
    pub time: Option<TimeOfDay>,
    /// TIMEX3 `mod`.
    pub modifier: Option<&'static str>,
    /// So many units from what it says: "two days before Christmas".
    pub offset: Option<(i32, TimeUnit)>,
    /// What the order of day and month in digits is: "13/01/2014".
    pub order: Order,
}

/// The order of day and month in a date of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Not in digits, or the year first.
    None,
    /// Only this order gives a day.
    DayFirst,
    /// Only this order gives a day.
    MonthFirst,
    /// Both do.
    Either,
}

/// What a rule read.
#[derive(Clone, Copy, Debug)]
struct Said {
    expr: Expr,
    time: Option<TimeOfDay>,
    offset: Option<(i32, TimeUnit)>,
    order: Order,
}

impl core::convert::From<Expr> for Said {
    fn from(expr: Expr) -> Said {
        Said { expr, time: None, offset: None, order: Order::None }
    }
}

/// Where a rule got to, and what it read.
type Read<T> = Option<(usize, T)>;

/// What one sentence after another is read with.
pub struct Work {
    pieces: Vec<Atom>,
    register: Register,
}

impl Work {
    /// For text of a register.
    pub fn new(register: Register) -> Work {
        Work { pieces: Vec::new(), register }
    }
}

/// The expressions of one sentence, in order, none overlapping another.
pub fn find(tokens: &Tokens<'_>, sentence: Range<usize>, work: &mut Work) -> Vec<Found> {
    let Work { pieces, register } = work;
    if !atoms::read(tokens, sentence, pieces) {
        return Vec::new();
    }
    let grammar = Grammar { tokens, atoms: pieces, register: *register };
    let mut found: Vec<Placed> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match grammar.expressions(at, &mut found) {
            Some(next) => at = next.max(at + 1),
            None => at += 1,
        }
    }
    grammar.share(&mut found);
    found.into_iter().map(|placed| placed.found).collect()
}

/// An expression, and the pieces that it takes.
struct Placed {
    start: usize,
    end: usize,
    found: Found,
}

struct Grammar<'t> {
    tokens: &'t Tokens<'t>,
    atoms: &'t [Atom],
    register: Register,
}

/// How people write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register {
    /// Running text.
    News,
    /// Notes and posts: "good morning", "long day", "see you on fri".
    Notes,
}

impl Grammar<'_> {
    /// Reads what begins at a piece: one expression, or a list of which only the last says it whole ("two to six
    /// days").
    fn expressions(&self, at: usize, found: &mut Vec<Placed>) -> Option<usize> {
        // "#Friday" is a label.
        let label = at > 0 && self.glued(at) && self.text(at - 1) == "#";
        if label || !self.may_begin(at) {
            return None;
        }
        if let Some(next) = self.shortened(at, found) {
            return Some(next);
        }
        let (start, end, said, modifier) = self.expression(at)?;
        let placed = self.place(start..end, said, modifier);
        found.push(placed);
        Some(self.continued(found).unwrap_or(end))
    }

    /// Most pieces begin nothing: their term decides.
    fn may_begin(&self, at: usize) -> bool {
        match self.term(at) {
            Term::Other => self.is_code(at) || self.is_any_text(at, &["right", "small", "FY"]),
            Term::Units(_) | Term::Unit(_) | Term::ZoneLarge | Term::Zone | Term::Meridiem(_) => true,
            // "the", "about", "at least": an expression needs a word of time, and soon.
            Term::Word(word) => OPENERS.contains(&word) && self.is_timely(at, REACH),
            Term::Digits(_, 4) => true,
            // "12 people"
            Term::Digits(..) | Term::Large(_) | Term::Number(_) if !self.is_before(at, &[W::At]) => {
                self.term(at + 1) != Term::Other || self.glued(at + 1) || self.is_timely(at, 3)
            }
            _ => true,
        }
    }

    /// Whether a piece or one of the next `reach` is a word of time.
    fn is_timely(&self, at: usize, reach: usize) -> bool {
        let end = self.atoms.len().min(at + reach);
        self.atoms.get(at..end).is_some_and(|near| near.iter().any(Atom::is_timely))
    }

    /// The expression that begins at a piece, its modifier inside: where it begins and ends, what it says.
    fn expression(&self, at: usize) -> Option<(usize, usize, Said, Option<&'static str>)> {
        if let Some((head, modifier)) = self.modifier(at)
            && let Some((end, said)) = self.longest(head, true)
        {
            let (end, modifier) = self.modifier_behind(end, Some(modifier));
            return (!self.is_age(at, end)).then_some((at, end, said, modifier));
        }
        let (end, said) = self.longest(at, false)?;
        let (end, modifier) = self.modifier_behind(end, None);
        (!self.is_age(at, end)).then_some((self.strip(at, end), end, said, modifier))
    }

    /// "the third-quarter loss" is about a loss: the article belongs to it.
    fn strip(&self, at: usize, end: usize) -> usize {
        if !self.is_any(at, &[W::The, W::A]) {
            return at;
        }
        let hyphened = (at + 2..end).any(|at| self.is(at, W::Hyphen) && self.glued(at));
        // "the two day rally", "the Tuesday deadline".
        let adjective = matches!(self.term(end.saturating_sub(1)), Term::Unit(_))
            && matches!(self.term(at + 1), Term::Digits(..) | Term::Number(_))
            || matches!(self.term(at + 1), Term::Weekday(_)) && end == at + 2;
        let noun = self.term(end) == Term::Other && self.kind(end) == Some(TokenKind::Word) && !self.is_break(end);
        let compound = matches!(self.term(at + 1), Term::Number(_)) && matches!(self.term(at + 3), Term::Ordinal(_));
        if (hyphened && !compound || adjective) && noun { at + 1 } else { at }
    }

    /// The rule that reaches furthest; of equals the first, so that the order says which reading is preferred.
    fn longest(&self, at: usize, modified: bool) -> Read<Said> {
        let plain = |read: Read<Expr>| read.map(|(end, expr)| (end, Said::from(expr)));
        let rules = [
            self.moment(at),
            plain(self.month_of(at)),
            plain(self.year(at)),
            plain(self.month_slash(at)),
            plain(self.week_number(at)),
            plain(self.noted(at)),
            plain(self.period(at)),
            plain(self.nth(at)),
            plain(self.shifted(at)),
            plain(self.set(at)),
            self.counted(at),
            plain(self.vague(at)),
            plain(self.the(at, modified)),
        ];
        furthest(rules.into_iter().flatten().filter(|(end, _)| *end > at))
    }

    /// "52 years old", "an 8-month-old truce": how old something is counts no time of the story.
    fn is_age(&self, at: usize, end: usize) -> bool {
        let hyphen = self.skip(end, &[W::Hyphen]);
        self.is(hyphen, W::Old)
            || (self.is_text(end, "of") && self.is_text(end + 1, "age"))
            || (at > 0 && self.is_text(at - 1, "aged"))
    }

    fn place(&self, range: Range<usize>, said: Said, modifier: Option<&'static str>) -> Placed {
        let first = self.atoms.get(range.start);
        let last = range.end.checked_sub(1).and_then(|at| self.atoms.get(at));
        let (span, tokens) = match (first, last) {
            (Some(first), Some(last)) => (first.span.to(last.span), first.token..last.token + 1),
            _ => (Span::default(), 0..0),
        };
        // The stop behind a zone ends the sentence: "at 9:30 a.m. EST."
        let stops = last.is_some_and(|last| {
            let text = last.span.of(self.tokens.text);
            matches!(last.term, Term::Zone | Term::ZoneLarge) && text.find('.') == text.len().checked_sub(1)
        });
        let span = Span { end: span.end - u32::from(stops), ..span };
        let Said { expr, time, offset, order } = said;
        let found = Found { span, tokens, expr, time, modifier, offset, order };
        Placed { start: range.start, end: range.end, found }
    }
}

/// The reading that reaches furthest; of equals the first.
fn furthest(read: impl Iterator<Item = (usize, Said)>) -> Read<Said> {
    read.reduce(|best, next| if next.0 > best.0 { next } else { best })
}

/// How many pieces behind its opening a word of time stands at the latest.
const REACH: usize = 8;

/// Words that begin an expression without speaking of time themselves.
#[rustfmt::skip]
const OPENERS: &[W] = &[
    W::The, W::A, W::Every, W::Each, W::Early, W::Late, W::Mid, W::Start, W::Beginning, W::Middle, W::End, W::Earlier, W::Later,
    W::About, W::Around, W::Nearly, W::Same, W::Tonight, W::Now, W::Soon, W::One, W::Many, W::Few, W::Couple, W::Some,
    W::Half, W::More, W::Less, W::At, W::No, W::Up, W::Over, W::Under, W::Barely, W::Another, W::All, W::Per, W::Future, W::These,
    W::Latest, W::Fiscal, W::Once, W::Twice, W::Ad, W::Apostrophe, W::Just, W::Well, W::Additional, W::Rest, W::Date,
    W::Noon, W::Midnight, W::Overnight, W::Present, W::Whole, W::Full, W::Entire, W::Near, W::Most, W::Very, W::Christ, W::Period,
];

/// Whether a line states a day with its year, as page headers and lines beside a byline do.
pub fn states_day(tokens: &Tokens<'_>, range: Range<usize>) -> bool {
    find(tokens, range, &mut Work::new(Register::News)).iter().any(|found| found.full_day().is_some())
}

impl Found {
    /// The day, where the words state it with its year.
    pub fn full_day(&self) -> Option<Date> {
        match self.expr {
            Expr::Day { year: YearOf::Is(year), month, day, .. } if self.offset.is_none() => {
                Date::new(year, month, day)
            }
            _ => None,
        }
    }

    /// The year that the words state, of a day, a month, a season or alone.
    pub fn stated_year(&self) -> Option<i16> {
        match self.expr {
            Expr::Year(year)
            | Expr::Day { year: YearOf::Is(year), .. }
            | Expr::Month { year: YearOf::Is(year), .. }
            | Expr::Season { year: YearOf::Is(year), .. } => Some(year),
            _ => None,
        }
    }

    /// Whether it is a year and nothing else.
    pub fn is_year(&self) -> bool {
        matches!(self.expr, Expr::Year(_)) && self.tokens.len() == 1
    }

    /// How sure it is that this is a time and not a name, above 0 and below 1. The rules have asked for evidence where
    /// a word is two things; a month alone may still be a person, with a day beside it hardly.
    pub fn score(&self) -> f64 {
        let alone = self.tokens.len() == 1 && self.modifier.is_none();
        match self.expr {
            Expr::Month { .. } | Expr::Weekday { .. } | Expr::Season { .. } | Expr::Year(_) | Expr::Away { .. }
                if alone =>
            {
                0.8
            }
            // "The Sunday" of "The Sunday Times".
            Expr::Weekday { shift: None | Some(Shift::Same), week: None, .. } if self.time.is_none() => 0.8,
            Expr::Holiday { .. } => 0.86,
            Expr::Day { .. } | Expr::Month { .. } | Expr::Weekday { .. } | Expr::DayOfMonth { .. } => 0.95,
            _ => 0.8,
        }
    }

    /// Reads a date in digits the other way round.
    pub fn swap(&mut self) {
        if let Expr::Day { month, day, .. } = &mut self.expr {
            std::mem::swap(month, day);
        }
    }
}
