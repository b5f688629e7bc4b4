//! From what is written to a value: against the anchor, the tense, and the dates before it in the text.

use crate::analysis::{Certainty, DateBasis, Known};
use crate::dates::calendar::{Date, Weekday};
use crate::dates::grammar::{Expr, Found, From, What, YearOf};
use crate::dates::holidays::{Holiday, weekday_of_month};
use crate::dates::length::{Length, TimeUnit};
use crate::dates::story::{Place, Story};
use crate::dates::tense::Tense;
use crate::dates::terms::Shift;
use crate::dates::value::{Point, Reference, Value};
use crate::dates::yearly::{WRONG_WEEKDAY, plainly, year_of};

/// What is known where an expression stands.
#[derive(Clone, Copy, Debug)]
pub struct Context<'s> {
    /// The story so far.
    pub story: &'s Story,
    /// What of it is near.
    pub place: Place,
    /// What the verb says.
    pub tense: Tense,
    /// Whether a line begins with it.
    pub opens_line: bool,
}

/// A resolved expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolved {
    /// The value, as far as it is known.
    pub value: Value,
    /// How it came about.
    pub basis: DateBasis,
    /// Which components are written.
    pub certainty: Certainty,
    /// The weekday that the words name although the day is another.
    pub contradiction: Option<Weekday>,
}

/// Gives an expression its value.
pub fn resolve(found: &Found, context: &Context<'_>) -> Resolved {
    let plain =
        |value| Resolved { value, basis: DateBasis::Stated, certainty: Certainty::default(), contradiction: None };
    let (point, basis) = match found.expr {
        Expr::Duration(length) => return plain(Value::Duration(length)),
        Expr::Every(length) => return plain(Value::Every(length)),
        Expr::Reference(reference) => return plain(Value::Reference(reference)),
        Expr::OneDay if (context.tense.is_ahead() || context.tense == Tense::Present) => {
            return plain(Value::Reference(Reference::Future));
        }
        Expr::OneDay => return plain(Value::Duration(Length::one(TimeUnit::Day))),
        expr => point(expr, context),
    };
    let point = found.offset.map_or(point, |(by, unit)| moved(point, by, unit));
    let mut contradiction = None;
    if let (Expr::Day { weekday: Some(weekday), .. }, Some((day, _)), None) =
        (found.expr, point.interval(), found.offset)
    {
        contradiction = Some(weekday).filter(|weekday| *weekday != day.weekday());
    }
    let certainty = certainty(found.expr, point, found.offset.is_some());
    Resolved { value: Value::Point(point, found.time), basis, certainty, contradiction }
}

/// So many units from a day, or the unit around it; unknown where the day is.
fn moved(point: Point, by: i32, unit: TimeUnit) -> Point {
    let day = point.interval().filter(|_| point.is_day()).map(|(day, _)| day);
    if by == 0 {
        return day.map_or(Point::Unknown(unit), |day| Point::around(day, unit));
    }
    let days = match unit {
        TimeUnit::Week => 7,
        TimeUnit::Fortnight => 14,
        _ => 1,
    };
    let moved = day.and_then(|day| day.plus_days(by.checked_mul(days)?));
    moved.map_or(Point::Unknown(TimeUnit::Day), Point::day)
}

fn point(expr: Expr, context: &Context<'_>) -> (Point, DateBasis) {
    match expr {
        Expr::Day { year, month, day, weekday } => {
            let (year, basis) = year_of(context, year, |year| {
                let date = Date::new(year, month, day)?;
                // A weekday that does not fit speaks against a year, but may be the writer's slip.
                let slip = weekday.is_some_and(|weekday| date.weekday() != weekday);
                Some((date, date, if slip { WRONG_WEEKDAY } else { 0 }))
            });
            (Point::Civil { year, month: Some(month), day: Some(day) }, basis)
        }
        Expr::DayOfMonth { day, month, weekday } => day_of_month(day, month, weekday, context),
        Expr::Month { year, month } => {
            let (year, basis) = year_of(context, year, |year| plainly(Point::month(year, month)));
            (Point::Civil { year, month: Some(month), day: None }, basis)
        }
        Expr::Year(year) => (Point::year(year), DateBasis::Stated),
        Expr::Fiscal(year) => {
            let (year, basis) = year_of(context, year, |year| plainly(Point::year(year)));
            (Point::Fiscal(year), basis)
        }
        Expr::Decade(decade) => (Point::Decade(decade), DateBasis::Stated),
        Expr::Century(number, true) => (Point::CenturyBefore(number), DateBasis::Stated),
        Expr::Century(number, false) => (Point::Century(number - 1), DateBasis::Stated),
        Expr::Weekday { weekday, shift, week } => weekday_near(weekday, shift, week, context),
        Expr::Season { year, season } => {
            let (year, basis) = year_of(context, year, |year| plainly(Point::Season { year: Some(year), season }));
            (Point::Season { year, season }, basis)
        }
        Expr::Quarter { year, quarter } => {
            let (year, basis) = year_of(context, year, |year| plainly(Point::Quarter { year: Some(year), quarter }));
            (Point::Quarter { year, quarter }, basis)
        }
        // A fiscal quarter, if the text has numbered it.
        Expr::QuarterEnded { year, month } => match context.place.period {
            Some(period) => (period, DateBasis::Text),
            None => point(Expr::Quarter { year, quarter: month.div_ceil(3) }, context),
        },
        Expr::Half { year, half } => {
            let (year, basis) = year_of(context, year, |year| plainly(Point::Half { year: Some(year), half }));
            (Point::Half { year, half }, basis)
        }
        Expr::Nth { nth, what, year, month } => counted_off(nth, what, year, month, context),
        Expr::Holiday { holiday, year } => holiday_of(holiday, year, context),
        Expr::Away { unit, by, from } => away(unit, by, from, context),
        Expr::The(unit) => the(unit, context),
        Expr::YearBefore(from) => year_before(from, context),
        Expr::Unsaid(unit) => (Point::Unknown(unit), DateBasis::None),
        Expr::SamePeriod => same_period(context),
        Expr::PeriodOf(year) => match context.place.period {
            Some(Point::Quarter { quarter, .. }) if context.story.financial => {
                (Point::Quarter { year: Some(year), quarter }, DateBasis::Text)
            }
            _ => (Point::year(year), DateBasis::Stated),
        },
        Expr::Time => day_of_time(context),
        // Said above; here only to be complete.
        Expr::Duration(_) | Expr::Every(_) | Expr::Reference(_) | Expr::OneDay => {
            (Point::Unknown(TimeUnit::Day), DateBasis::None)
        }
    }
}

/// The day of a time that names none: the one beside it, else the last that is near and on the verb's side, else the
/// one on which the story begins. A line that opens with a time is of the day of publication, and what is done every
/// day of none.
fn day_of_time(context: &Context<'_>) -> (Point, DateBasis) {
    let unknown = (Point::Unknown(TimeUnit::Day), DateBasis::None);
    let place = &context.place;
    let text = |day: Point| (day, DateBasis::Text);
    let Some(anchor) = context.story.anchor.filter(|_| !context.story.narrative) else {
        return place.day.map_or(unknown, text);
    };
    let today = (Point::day(anchor), DateBasis::Anchor);
    if context.opens_line {
        return today;
    }
    if let Some(beside) = place.day_beside {
        return text(beside);
    }
    let ahead = |point: Point| point.interval().is_some_and(|(day, _)| day > anchor);
    match context.tense {
        Tense::Past => place.day.filter(|day| !ahead(*day)).or(place.lead).map_or(today, text),
        Tense::Plan | Tense::Future => place.day.filter(|day| ahead(*day)).map_or(today, text),
        Tense::Present => place.day.filter(|day| ahead(*day)).map_or(today, text),
        Tense::Unknown => place.day.map_or(today, text),
    }
}

/// A day of a month that is not named, or is the one of the anchor, the last, the next.
fn day_of_month(
    day: u8,
    month: Option<(i32, From)>,
    weekday: Option<Weekday>,
    context: &Context<'_>,
) -> (Point, DateBasis) {
    let open = (Point::Civil { year: None, month: None, day: Some(day) }, DateBasis::None);
    let (base, basis) = match month {
        Some((_, from)) => context.base(from),
        None if context.story.narrative => context.base(From::Text),
        None => context.base(if context.place.beside.is_some() { From::Text } else { From::Anchor }),
    };
    let Some(base) = base else { return open };
    let candidate = |by: i32| {
        let month = base.plus_months(by)?;
        let date = Date::new(month.year(), month.month(), day)?;
        let fits = weekday.is_none_or(|weekday| weekday == date.weekday());
        Some((date, if fits { 0 } else { WRONG_WEEKDAY }))
    };
    let date = match month {
        Some((by, _)) => candidate(by).map(|(date, _)| date),
        None => (-2..=2)
            .filter_map(candidate)
            .min_by_key(|(date, slip)| {
                let ahead = date.number() - base.number();
                let against = match context.tense {
                    Tense::Plan | Tense::Future if ahead < 0 => 40,
                    Tense::Past if ahead > 0 => 25,
                    Tense::Unknown if ahead > 0 => 10,
                    _ => 0,
                };
                ahead.abs() + against + slip
            })
            .map(|(date, _)| date),
    };
    date.map_or(open, |date| (Point::day(date), basis))
}

/// The day that a weekday means: the anchor's own, else the last one, else the next if the verb says so.
fn weekday_near(
    weekday: Weekday,
    shift: Option<Shift>,
    week: Option<(i32, From)>,
    context: &Context<'_>,
) -> (Point, DateBasis) {
    let unknown = (Point::Weekday(weekday), DateBasis::None);
    let at = |date: Option<Date>, basis| date.map_or(unknown, |date| (Point::day(date), basis));
    if let Some((by, from)) = week {
        let (base, basis) = context.base(from);
        let monday = base.and_then(|base| base.plus_days(1 - i32::from(base.weekday().number())));
        return at(monday.and_then(|monday| monday.plus_days(7 * by + i32::from(weekday.number()) - 1)), basis);
    }
    let last = context.place.last.filter(|last| last.is_day()).and_then(Point::interval);
    if let (Some(Shift::Same | Shift::Following | Shift::Previous), Some((last, _))) = (shift, last) {
        let ahead = (i32::from(weekday.number()) - i32::from(last.weekday().number())).rem_euclid(7);
        let by = match shift {
            Some(Shift::Following) if ahead == 0 => 7,
            Some(Shift::Following) => ahead,
            Some(Shift::Previous) if ahead == 0 => -7,
            Some(Shift::Previous) => ahead - 7,
            _ if ahead > 3 => ahead - 7,
            _ => ahead,
        };
        return at(last.plus_days(by), DateBasis::Text);
    }
    let Some(anchor) = context.story.anchor else { return unknown };
    let back = (i32::from(anchor.weekday().number()) - i32::from(weekday.number())).rem_euclid(7);
    let by = match (shift, context.tense) {
        (Some(Shift::Last | Shift::Past | Shift::Previous), _) if back == 0 => -7,
        (Some(Shift::Last | Shift::Past | Shift::Previous), _) => -back,
        (Some(Shift::Next | Shift::Following), _) => 7 - back,
        (Some(Shift::This), Tense::Past) => -back,
        (Some(Shift::This), _) | (None, Tense::Plan | Tense::Future | Tense::Present) => (7 - back) % 7,
        (Some(Shift::Same) | None, _) => -back,
    };
    at(anchor.plus_days(by), DateBasis::Anchor)
}

/// "the first week of March", "the last Sunday in May", "the last day of the month".
fn counted_off(nth: i8, what: What, year: YearOf, month: Option<u8>, context: &Context<'_>) -> (Point, DateBasis) {
    let unit = match what {
        What::Day | What::Weekday(_) => TimeUnit::Day,
        What::Week => TimeUnit::Week,
        What::Weekend => TimeUnit::Weekend,
    };
    // Month 0 is the month that the year's words count from: "the last day of the month".
    let (year, month, basis) = match (month, year) {
        (Some(0), YearOf::Away(by, from)) => {
            let (base, basis) = context.base(from);
            let base = base.and_then(|base| base.plus_months(by));
            (base.map(Date::year), base.map(Date::month), basis)
        }
        (month, year) => {
            let (year, basis) = year_of(context, year, |year| {
                plainly(month.map_or(Point::year(year), |month| Point::month(year, month)))
            });
            (year, month, basis)
        }
    };
    let found = year.and_then(|year| {
        let (first, last) = month.map_or(Point::year(year), |month| Point::month(year, month)).interval()?;
        Some(match (what, month) {
            (What::Day, _) if nth > 0 => Point::day(first.plus_days(i32::from(nth) - 1).filter(|day| *day <= last)?),
            (What::Day, _) => Point::day(last.plus_days(i32::from(nth) + 1)?),
            (What::Weekday(weekday), Some(month)) => Point::day(weekday_of_month(year, month, weekday, nth)?),
            (What::Weekday(weekday), None) => {
                Point::day(weekday_of_month(year, if nth > 0 { 1 } else { 12 }, weekday, nth)?)
            }
            // ISO weeks belong to the year of their Thursday, and weeks of a month to its month.
            (What::Week, None) if nth > 0 => {
                let number = nth as u8;
                Date::of_iso_week(year, number)?;
                Point::Week { year, week: number }
            }
            (What::Week, _) => {
                let thursday = weekday_of_month(year, month.unwrap_or(12), Weekday::Thursday, nth)?;
                Point::week(thursday)
            }
            (What::Weekend, _) => {
                let saturday =
                    weekday_of_month(year, month.unwrap_or(if nth > 0 { 1 } else { 12 }), Weekday::Saturday, nth)?;
                Point::around(saturday, TimeUnit::Weekend)
            }
        })
    });
    found.map_or((Point::Unknown(unit), DateBasis::None), |point| (point, basis))
}

fn holiday_of(holiday: Holiday, year: YearOf, context: &Context<'_>) -> (Point, DateBasis) {
    // A year may hold two days of a feast of the moon: each is a candidate of its own.
    let best = (0..2)
        .filter_map(|which| {
            let day = |year: i16| holiday.days(year).get(which).copied();
            let (found, basis) = year_of(context, year, |year| day(year).map(|day| (day, day, 0)));
            Some((day(found?)?, basis))
        })
        .min_by_key(|(day, _)| context.story.anchor.map_or(0, |anchor| (anchor.number() - day.number()).abs()));
    match (best, holiday.fixed()) {
        (Some((day, basis)), _) => (Point::day(day), basis),
        (None, Some((month, day))) => {
            (Point::Civil { year: None, month: Some(month), day: Some(day) }, DateBasis::None)
        }
        (None, None) => (Point::Unknown(TimeUnit::Day), DateBasis::None),
    }
}

/// So many units from a day, at the grain of the unit.
fn away(unit: TimeUnit, by: i32, from: From, context: &Context<'_>) -> (Point, DateBasis) {
    if unit == TimeUnit::Quarter && by == 0 && from == From::Text {
        return the(unit, context);
    }
    let (base, basis) = context.base(from);
    // "that day" and "two days later" count from a day; a year or a month that was named since is none.
    let wide = context.place.last.is_some_and(|last| !last.is_day());
    let base = match unit {
        // A story of the past that says "today" means the day on which it is told.
        TimeUnit::Day if from == From::Anchor && by == 0 => context.story.anchor,
        TimeUnit::Day | TimeUnit::Night if basis == DateBasis::Text && wide => {
            context.place.day.and_then(Point::interval).map(|(day, _)| day)
        }
        _ => base,
    };
    let point = base.and_then(|base| {
        let days = |days: i32| base.plus_days(by.checked_mul(days)?);
        let months = |months: i32| base.plus_months(by.checked_mul(months)?);
        let moved = match unit {
            TimeUnit::Day | TimeUnit::Night => days(1),
            TimeUnit::Week | TimeUnit::Weekend => days(7),
            TimeUnit::Fortnight => days(14),
            TimeUnit::Month => months(1),
            TimeUnit::Quarter | TimeUnit::Season => months(3),
            TimeUnit::Half => months(6),
            TimeUnit::Year => months(12),
            TimeUnit::Decade => months(120),
            TimeUnit::Century => months(1200),
            TimeUnit::Millennium => months(12_000),
            // "three hours ago": the day is all that is sure.
            TimeUnit::Hour => base.plus_days(by / 24),
            TimeUnit::Second | TimeUnit::Minute => Some(base),
        }?;
        Some(Point::around(moved, unit))
    });
    point.map_or((Point::Unknown(unit), DateBasis::None), |point| (point, basis))
}

/// The stretch of that unit that the text is in.
fn the(unit: TimeUnit, context: &Context<'_>) -> (Point, DateBasis) {
    if unit == TimeUnit::Quarter
        && let Some(period) = context.place.period
    {
        return (period, DateBasis::Text);
    }
    if unit == TimeUnit::Weekend {
        let Some(anchor) = context.story.anchor else { return (Point::Unknown(unit), DateBasis::None) };
        // The one that is over, on a Saturday or Sunday the one that is on, or the next if the verb speaks of it.
        let number = i32::from(anchor.weekday().number());
        let by = if number >= 6 || context.tense.is_ahead() { 0 } else { -7 };
        let day = anchor.plus_days(by);
        return day
            .map_or((Point::Unknown(unit), DateBasis::None), |day| (Point::around(day, unit), DateBasis::Anchor));
    }
    let near = match unit {
        TimeUnit::Day => context.place.day,
        _ if context.story.narrative => context.place.last,
        _ => context.place.beside.filter(|_| unit <= TimeUnit::Year),
    };
    let from = if near.is_some() { From::Text } else { From::Anchor };
    let (base, basis) = match (near.and_then(Point::interval), from) {
        (Some((first, _)), From::Text) => (Some(first), DateBasis::Text),
        _ => context.base(From::Anchor),
    };
    // A company reports on the quarter that is over.
    let base = if unit == TimeUnit::Quarter { base.and_then(|base| base.plus_months(-3)) } else { base };
    base.map_or((Point::Unknown(unit), DateBasis::None), |base| (Point::around(base, unit), basis))
}

/// A year before: in a report on a quarter, that quarter of the year before.
fn year_before(from: From, context: &Context<'_>) -> (Point, DateBasis) {
    if let (true, Some(Point::Quarter { year: Some(year), quarter })) = (context.story.financial, context.place.period)
    {
        return (Point::Quarter { year: Some(year - 1), quarter }, DateBasis::Text);
    }
    match context.place.beside {
        Some(beside @ (Point::Quarter { .. } | Point::Civil { month: Some(_), day: None, .. })) => a_year_back(beside),
        _ => away(TimeUnit::Year, -1, from, context),
    }
}

/// "the same period last year": of what the sentence speaks of, else of the quarter reported on.
fn same_period(context: &Context<'_>) -> (Point, DateBasis) {
    let month = |point: Point| {
        matches!(point, Point::Quarter { .. } | Point::Half { .. } | Point::Civil { month: Some(_), day: None, .. })
    };
    match context.place.beside.filter(|point| month(*point)).or(context.place.period) {
        Some(point) => a_year_back(point),
        None => away(TimeUnit::Year, -1, From::Anchor, context),
    }
}

fn a_year_back(point: Point) -> (Point, DateBasis) {
    let back = |year: Option<i16>| year.map(|year| year - 1);
    let point = match point {
        Point::Quarter { year, quarter } => Point::Quarter { year: back(year), quarter },
        Point::Half { year, half } => Point::Half { year: back(year), half },
        Point::Civil { year, month, day } => Point::Civil { year: back(year), month, day },
        other => other,
    };
    (point, DateBasis::Text)
}

/// Which components of a point the words state.
fn certainty(expr: Expr, point: Point, moved: bool) -> Certainty {
    let known = |stated: bool| if stated && !moved { Known::Stated } else { Known::Implied };
    let is = |year: YearOf| matches!(year, YearOf::Is(_));
    let (year_said, month_said, day_said) = match expr {
        Expr::Day { year, .. } => (is(year), true, true),
        Expr::DayOfMonth { .. } => (false, false, true),
        Expr::Month { year, .. } | Expr::Season { year, .. } | Expr::Quarter { year, .. } | Expr::Half { year, .. } => {
            (is(year), true, false)
        }
        Expr::Fiscal(year) => (is(year), false, false),
        Expr::Nth { year, month, .. } => (is(year), month.is_some_and(|month| month > 0), false),
        Expr::Holiday { holiday, year } => (is(year), holiday.fixed().is_some(), holiday.fixed().is_some()),
        Expr::Year(_) | Expr::Decade(_) | Expr::Century(..) => (true, false, false),
        _ => (false, false, false),
    };
    let (has_year, has_month, has_day) = match point {
        Point::Civil { year, month, day } => (year.is_some(), month.is_some(), day.is_some()),
        Point::Weekday(_) => (false, false, true),
        Point::Unknown(_) => (false, false, false),
        Point::Week { .. } | Point::Weekend { .. } => (true, true, false),
        Point::Quarter { year, .. } | Point::Half { year, .. } | Point::Season { year, .. } => {
            (year.is_some(), true, false)
        }
        Point::Fiscal(year) => (year.is_some(), false, false),
        Point::Decade(_) | Point::Century(_) | Point::CenturyBefore(_) => (true, false, false),
    };
    let weekday = matches!(point, Point::Weekday(_));
    Certainty {
        year: has_year.then(|| known(year_said)),
        month: has_month.then(|| known(month_said)),
        day: has_day.then(|| known(day_said || weekday)),
    }
}
