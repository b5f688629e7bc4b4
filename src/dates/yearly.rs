//! Which year: for what comes once in each, a month, a day, a season, a holiday.

use crate::analysis::DateBasis;
use crate::dates::calendar::Date;
use crate::dates::grammar::{From, YearOf};
use crate::dates::resolve::Context;
use crate::dates::tense::Tense;
use crate::dates::terms::Shift;
use crate::dates::value::Point;

/// A day that is not the weekday that the words say counts as so many days further off.
pub const WRONG_WEEKDAY: i32 = 300;

/// A candidate: first and last day in a year, and days that speak against it.
pub type Candidate = (Date, Date, i32);

/// A candidate with nothing against it.
pub fn plainly(point: Point) -> Option<Candidate> {
    point.interval().map(|(first, last)| (first, last, 0))
}

/// The year, and how it is known. `candidate` gives what is sought in a year.
pub fn year_of(
    context: &Context,
    year: YearOf,
    candidate: impl Fn(i16) -> Option<Candidate>,
) -> (Option<i16>, DateBasis) {
    let known = |year: Option<i16>, basis| (year, if year.is_some() { basis } else { DateBasis::None });
    match year {
        YearOf::Is(year) => (Some(year), DateBasis::Stated),
        YearOf::Away(by, from) => {
            let (base, basis) = context.base(from);
            known(base.and_then(|base| i16::try_from(i32::from(base.year()) + by).ok()), basis)
        }
        YearOf::Shifted(shift @ (Shift::Same | Shift::Following | Shift::Previous)) if context.place.last.is_some() => {
            known(beside_last(context, shift, &candidate), DateBasis::Text)
        }
        // A story of the past says "next spring" of its own time.
        YearOf::Shifted(shift) if context.story.narrative && context.place.last.is_some() => {
            let shift = match shift {
                Shift::Next => Shift::Following,
                Shift::Last | Shift::Past => Shift::Previous,
                other => other,
            };
            known(beside_last(context, shift, &candidate), DateBasis::Text)
        }
        YearOf::Open if context.story.narrative && context.place.last.is_some() => {
            known(beside_last(context, Shift::Same, &candidate), DateBasis::Text)
        }
        // "In 1989 my aunt stood here on April 9.", "Next year's race is on April 23."
        YearOf::Open
            if context.place.opening.is_some_and(|year| context.tense == Tense::Past || context.is_ahead(year)) =>
        {
            let year = context.place.opening;
            known(year.filter(|year| candidate(*year).is_some()), DateBasis::Text)
        }
        YearOf::Open | YearOf::Shifted(_) => match context.story.anchor {
            Some(anchor) => known(near_anchor(context, anchor, year, &candidate), DateBasis::Anchor),
            // "from 2013 to this June" has no year without an anchor.
            None if year != YearOf::Open => known(None, DateBasis::None),
            None => {
                let year = context.place.beside.and_then(Point::interval).map(|(first, _)| first.year());
                known(year.filter(|year| candidate(*year).is_some()), DateBasis::Text)
            }
        },
    }
}

/// The year that puts it on the right side of the anchor. "last" and "next" admit one side only. A verb that speaks of
/// the other side counts as so many days more: what was planned may lie ahead of a verb in the past, what will be
/// hardly lies back.
fn near_anchor(
    context: &Context,
    anchor: Date,
    year: YearOf,
    candidate: &impl Fn(i16) -> Option<Candidate>,
) -> Option<i16> {
    let shift = match year {
        YearOf::Shifted(shift) => Some(shift),
        _ => None,
    };
    let distance = |year: i16| {
        let (first, last, slip) = candidate(year)?;
        let ahead = first.number() - anchor.number();
        let behind = anchor.number() - last.number();
        let admitted = match shift {
            Some(Shift::Last | Shift::Past | Shift::Previous) => behind > 0,
            Some(Shift::Next | Shift::Following) => ahead > 0,
            _ => true,
        };
        let against = match context.tense {
            _ if shift == Some(Shift::This) => {
                if year == anchor.year() {
                    0
                } else {
                    300
                }
            }
            _ if shift.is_some() => 0,
            // "expects to report a third-quarter loss": the quarter may be over.
            Tense::Plan | Tense::Future if last.number() - first.number() > 80 && (1..150).contains(&behind) => 60,
            Tense::Past if ahead > 0 => 290,
            // Who tells of a quarter or a summer that has just begun means the last one.
            Tense::Past if behind <= 0 && last.number() - first.number() > 80 => 4 * (last.number() - anchor.number()),
            Tense::Plan if behind > 0 => 280,
            Tense::Future if behind > 0 => 400,
            Tense::Unknown if ahead > 0 => 150,
            Tense::Present if behind > 0 => 120,
            _ => 0,
        };
        admitted.then_some(ahead.max(behind).max(0) + against + slip)
    };
    let year = anchor.year();
    // 29 February may need a year further off.
    (year.saturating_sub(8)..=year.saturating_add(8))
        .filter_map(|year| Some((distance(year)?, year)))
        .min()
        .map(|(_, year)| year)
}

/// The year that puts it nearest to the last date of the text: a story goes forward.
fn beside_last(context: &Context, shift: Shift, candidate: &impl Fn(i16) -> Option<Candidate>) -> Option<i16> {
    let (from, to) = context.place.last.and_then(Point::interval)?;
    let distance = |year: i16| {
        let (first, last, slip) = candidate(year)?;
        let ahead = first.number() - to.number();
        let behind = from.number() - last.number();
        let admitted = match shift {
            Shift::Following => first > from,
            Shift::Previous => last < to,
            _ => true,
        };
        let away = if ahead > 0 {
            ahead
        } else if behind > 0 {
            behind + 30
        } else {
            0
        };
        admitted.then_some(away + slip)
    };
    let year = from.year();
    (year.saturating_sub(8)..=year.saturating_add(8))
        .filter_map(|year| Some((distance(year)?, year)))
        .min()
        .map(|(_, year)| year)
}

impl Context<'_> {
    /// Whether a year lies behind the anchor's.
    fn is_ahead(&self, year: i16) -> bool {
        self.story.anchor.is_some_and(|anchor| anchor.year() < year)
    }

    /// The day to count from, and how it is known.
    pub fn base(&self, from: From) -> (Option<Date>, DateBasis) {
        let last = self.place.last.and_then(Point::interval).map(|(first, _)| first);
        let text = matches!(from, From::Text) || self.story.narrative && self.story.anchor.is_none();
        match (text, last) {
            (true, Some(last)) => (Some(last), DateBasis::Text),
            _ => (self.story.anchor, if self.story.anchor.is_some() { DateBasis::Anchor } else { DateBasis::None }),
        }
    }
}
