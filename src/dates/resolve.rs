//! From what is written to a value: against the anchor, the tense, and the dates before it in the text.

use crate::analysis::{Certainty, DateBasis, Known};
use crate::dates::calendar::{Date, Weekday};
use crate::dates::grammar::{Expr, Found, From};
use crate::dates::tense::Tense;
use crate::dates::value::{Point, TimeUnit, Value};
use crate::dates::words::Shift;

/// What is known where an expression stands.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The day that "today" means.
    pub anchor: Option<Date>,
    /// The last day or period that the text has named.
    pub last: Option<Point>,
    /// The same, if it stands in the same sentence.
    pub beside: Option<Point>,
    /// The same, if it stands in the same block.
    pub nearby: Option<Point>,
    /// What the verb says.
    pub tense: Tense,
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
pub fn resolve(found: &Found, context: &Context) -> Resolved {
    let (point, basis) = match found.expr {
        Expr::Duration(length) => return plain(Value::Duration(length)),
        Expr::Every(length) => return plain(Value::Every(length)),
        Expr::EveryWeekday(weekday) => return plain(Value::EveryWeekday(weekday)),
        Expr::Reference(reference) => return plain(Value::Reference(reference)),
        expr => point(expr, context),
    };
    let mut contradiction = None;
    if let (Expr::Day { weekday: Some(weekday), .. }, Some((day, _))) = (found.expr, point.interval()) {
        contradiction = Some(weekday).filter(|weekday| *weekday != day.weekday());
    }
    Resolved { value: Value::Point(point, found.time), basis, certainty: certainty(found.expr, point), contradiction }
}

fn plain(value: Value) -> Resolved {
    Resolved { value, basis: DateBasis::Stated, certainty: Certainty::default(), contradiction: None }
}

fn point(expr: Expr, context: &Context) -> (Point, DateBasis) {
    match expr {
        Expr::Day { year: Some(year), month, day, .. } => (civil(Some(year), month, Some(day)), DateBasis::Stated),
        Expr::Day { year: None, month, day, weekday } => {
            let (year, basis) = year_of(context, None, |year| {
                let date = Date::new(year, month, day)?;
                // A weekday that does not fit speaks against a year, but may be the writer's slip.
                let slip = weekday.is_some_and(|weekday| date.weekday() != weekday);
                Some((date, date, if slip { WRONG_WEEKDAY } else { 0 }))
            });
            (civil(year, month, Some(day)), basis)
        }
        Expr::Month { year: Some(year), month, .. } => (civil(Some(year), month, None), DateBasis::Stated),
        Expr::Month { year: None, month, shift } => {
            let (year, basis) = year_of(context, shift, |year| plainly(Point::month(year, month)));
            (civil(year, month, None), basis)
        }
        Expr::Year(year) => (Point::year(year), DateBasis::Stated),
        Expr::Decade(decade) => (Point::Decade(decade), DateBasis::Stated),
        Expr::Century(century) => (Point::Century(century), DateBasis::Stated),
        Expr::Weekday { weekday, shift } => {
            match context.anchor.and_then(|anchor| near_weekday(anchor, weekday, shift, context.tense)) {
                Some(date) => (Point::day(date), DateBasis::Anchor),
                None => (Point::Weekday(weekday), DateBasis::None),
            }
        }
        Expr::Season { year: Some(year), season, .. } => {
            (Point::Season { year: Some(year), season }, DateBasis::Stated)
        }
        Expr::Season { year: None, season, shift } => {
            let (year, basis) = year_of(context, shift, |year| plainly(Point::Season { year: Some(year), season }));
            (Point::Season { year, season }, basis)
        }
        Expr::Quarter { year: Some(year), quarter } => {
            (Point::Quarter { year: Some(year), quarter }, DateBasis::Stated)
        }
        Expr::Quarter { year: None, quarter } => {
            let (year, basis) = year_of(context, None, |year| plainly(Point::Quarter { year: Some(year), quarter }));
            (Point::Quarter { year, quarter }, basis)
        }
        Expr::Away { unit, by, from } => away(unit, by, from, context),
        Expr::Time => {
            match (context.nearby.filter(|last| matches!(last, Point::Civil { day: Some(_), .. })), context.anchor) {
                (Some(day), _) => (day, DateBasis::Text),
                (None, Some(anchor)) => (Point::day(anchor), DateBasis::Anchor),
                (None, None) => (Point::Unknown(TimeUnit::Day), DateBasis::None),
            }
        }
        // Said above; here only to be complete.
        Expr::Duration(_) | Expr::Every(_) | Expr::EveryWeekday(_) | Expr::Reference(_) => {
            (Point::Unknown(TimeUnit::Day), DateBasis::None)
        }
    }
}

fn civil(year: Option<i16>, month: u8, day: Option<u8>) -> Point {
    Point::Civil { year, month: Some(month), day }
}

/// A candidate with nothing against it.
fn plainly(point: Point) -> Option<(Date, Date, i32)> {
    point.interval().map(|(first, last)| (first, last, 0))
}

/// Days that a weekday of another date counts.
const WRONG_WEEKDAY: i32 = 300;

/// The year that puts something yearly on the right side of the anchor. `candidate` gives its first and last day in a
/// year, and days that speak against it. "last" and "next" admit one side only. Without an anchor a year beside it in the
/// sentence serves.
fn year_of(
    context: &Context,
    shift: Option<Shift>,
    candidate: impl Fn(i16) -> Option<(Date, Date, i32)>,
) -> (Option<i16>, DateBasis) {
    let Some(anchor) = context.anchor else {
        let year = context.beside.and_then(|beside| beside.interval()).map(|(first, _)| first.year());
        let year = year.filter(|year| candidate(*year).is_some());
        return (year, if year.is_some() { DateBasis::Text } else { DateBasis::None });
    };
    // How far a year's candidate lies from the anchor. A verb that speaks of the other side counts as so many days more:
    // what was planned may lie ahead of a verb in the past, what will be hardly lies back.
    let distance = |year: i16| {
        let (first, last, slip) = candidate(year)?;
        let ahead = first.number() - anchor.number();
        let behind = anchor.number() - last.number();
        let admitted = match shift {
            Some(Shift::Last) => behind > 0,
            Some(Shift::Next) => ahead > 0,
            Some(Shift::This) | None => true,
        };
        let against = match context.tense {
            Tense::Past if ahead > 0 => 250,
            Tense::Future if behind > 0 => 330,
            Tense::Unknown if ahead > 0 => 150,
            _ => 0,
        };
        let against = if shift.is_some() { 0 } else { against };
        admitted.then_some(ahead.max(behind).max(0) + against + slip)
    };
    let year = anchor.year();
    // 29 February may need a year further off.
    let best = (year - 8..=year + 8).filter_map(|year| Some((distance(year)?, year))).min();
    (best.map(|(_, year)| year), if best.is_some() { DateBasis::Anchor } else { DateBasis::None })
}

/// The day that a bare weekday means: the anchor's own, else the last one, else the next if the verb says so.
fn near_weekday(anchor: Date, weekday: Weekday, shift: Option<Shift>, tense: Tense) -> Option<Date> {
    let back = (i32::from(anchor.weekday().number()) - i32::from(weekday.number())).rem_euclid(7);
    let by = match (shift, tense) {
        (Some(Shift::Last), _) => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        (Some(Shift::Next), _) => 7 - back,
        (Some(Shift::This), Tense::Past) => -back,
        (Some(Shift::This), _) | (None, Tense::Future) => (7 - back) % 7,
        (None, _) => -back,
    };
    anchor.plus_days(by)
}

/// So many units from a day, at the grain of the unit.
fn away(unit: TimeUnit, by: i32, from: From, context: &Context) -> (Point, DateBasis) {
    let last = context.last.and_then(|last| last.interval()).map(|(first, _)| first);
    let (base, basis) = match from {
        From::Text if last.is_some() => (last, DateBasis::Text),
        _ => (context.anchor, DateBasis::Anchor),
    };
    let point = base.and_then(|base| match unit {
        TimeUnit::Day => Some(Point::day(base.plus_days(by)?)),
        TimeUnit::Week => {
            let (year, week) = base.plus_days(by.checked_mul(7)?)?.iso_week();
            Some(Point::Week { year, week })
        }
        TimeUnit::Weekend => {
            let (year, week) = base.plus_days(by.checked_mul(7)?)?.iso_week();
            Some(Point::Weekend { year, week })
        }
        TimeUnit::Month => {
            let day = base.plus_months(by)?;
            Some(Point::month(day.year(), day.month()))
        }
        TimeUnit::Quarter => {
            let day = base.plus_months(by.checked_mul(3)?)?;
            Some(Point::Quarter { year: Some(day.year()), quarter: (day.month() - 1) / 3 + 1 })
        }
        TimeUnit::Year => Some(Point::year(base.plus_months(by.checked_mul(12)?)?.year())),
        TimeUnit::Decade => Some(Point::Decade(base.plus_months(by.checked_mul(120)?)?.year().div_euclid(10))),
        TimeUnit::Century => Some(Point::Century(base.plus_months(by.checked_mul(1200)?)?.year().div_euclid(100))),
        // "three hours ago": the day is all that is sure.
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => Some(Point::day(base)),
    });
    point.map_or((Point::Unknown(unit), DateBasis::None), |point| (point, basis))
}

/// Which components of a point the words state.
fn certainty(expr: Expr, point: Point) -> Certainty {
    let known = |stated: bool| if stated { Known::Stated } else { Known::Implied };
    let (year_said, month_said, day_said) = match expr {
        Expr::Day { year, .. } => (year.is_some(), true, true),
        Expr::Month { year, .. } | Expr::Season { year, .. } | Expr::Quarter { year, .. } => {
            (year.is_some(), true, false)
        }
        Expr::Year(_) | Expr::Decade(_) | Expr::Century(_) => (true, false, false),
        _ => (false, false, false),
    };
    let (has_year, has_month, has_day) = match point {
        Point::Civil { year, month, day } => (year.is_some(), month.is_some(), day.is_some()),
        Point::Weekday(_) => (false, false, true),
        Point::Unknown(_) => (false, false, false),
        Point::Week { .. } | Point::Weekend { .. } => (true, true, false),
        Point::Quarter { year, .. } | Point::Season { year, .. } => (year.is_some(), true, false),
        Point::Decade(_) | Point::Century(_) => (true, false, false),
    };
    let weekday = matches!(point, Point::Weekday(_));
    Certainty {
        year: has_year.then(|| known(year_said)),
        month: has_month.then(|| known(month_said)),
        day: has_day.then(|| known(day_said || weekday)),
    }
}
