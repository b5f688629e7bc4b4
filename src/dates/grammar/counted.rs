//! What is counted: "three weeks", "the past two years", "two and a half hours", "three weeks ago", "a 10-day trip",
//! "two days before Christmas".

use super::{Expr, From, Grammar, Read, Said};
use crate::dates::length::{Length, TimeUnit};
use crate::dates::terms::{LAST, Shift, Term, W};
use crate::dates::value::{Reference, TimeOfDay};

/// Prepositions behind which units without a number are a length: "for years".
const UNITS_AFTER: &[W] = &[
    W::For,
    W::In,
    W::Within,
    W::After,
    W::Over,
    W::Until,
    W::Through,
    W::Of,
    W::Just,
    W::By,
    W::During,
    W::Only,
    W::To,
    W::Since,
];

/// What a batsman does with a century.
pub(super) const CRICKET: &[&str] = &["hit", "scored", "made", "struck", "his", "her", "opener's", "maiden"];

impl Grammar<'_> {
    /// How many, in hundredths, `None` where it is not said: "three", "13", "2.5", "two and a half", "several", "a
    /// couple of".
    pub(super) fn amount(&self, at: usize) -> Read<Option<u64>> {
        let (end, count) = self.count(at)?;
        let halves = match () {
            // "two and a half years", "a two-and-a-half-year war"
            _ if let Some(next) = self.and_a_half(end) => Some(next),
            // "2 1/2 years", "2-1/2 years"
            _ if matches!(self.term(self.skip(end, &[W::Hyphen])), Term::Digits(1, 1)) => {
                let one = self.skip(end, &[W::Hyphen]);
                (self.is(one + 1, W::Slash) && matches!(self.term(one + 2), Term::Digits(2, 1))).then_some(one + 3)
            }
            _ if self.text(end) == "½" => Some(end + 1),
            _ => None,
        };
        Some(match halves {
            Some(next) => (next, count.map(|count| count.saturating_add(50))),
            None => (end, count),
        })
    }

    /// "and a half" behind a number.
    fn and_a_half(&self, end: usize) -> Option<usize> {
        let and = self.skip(end, &[W::Hyphen]);
        let a = self.skip(and + 1, &[W::Hyphen]);
        let half = self.skip(a + 1, &[W::Hyphen]);
        (self.is(and, W::And) && self.is(a, W::A) && self.is(half, W::Half)).then_some(half + 1)
    }

    /// A number without its half.
    fn count(&self, at: usize) -> Read<Option<u64>> {
        let hundred = |number: u32| Some(u64::from(number) * 100);
        match self.term(at) {
            Term::Digits(whole, _) => {
                // "3.5"
                if self.is(at + 1, W::Dot) && self.glued(at + 1) && self.glued(at + 2) {
                    let Term::Digits(part, length @ 1..=2) = self.term(at + 2) else { return None };
                    let part = if length == 1 { part * 10 } else { part };
                    return Some(self.times(at + 3, hundred(whole).map(|whole| whole.saturating_add(part.into()))));
                }
                Some(self.times(at + 1, hundred(whole)))
            }
            Term::Large(number) => Some(self.times(at + 1, hundred(number))),
            Term::Times(times) => {
                // "hundreds of years", "dozens of times" say no number.
                if self.text(at).ends_with('s') {
                    return self.is(at + 1, W::Of).then_some((at + 2, None));
                }
                Some((at + 1, hundred(times)))
            }
            Term::Several => Some((at + 1, None)),
            Term::Word(W::Many | W::Few) => Some((self.skip(at + 1, &[W::More]), None)),
            Term::Word(W::Some) => {
                let vague = matches!(self.term(at + 1), Term::Units(_));
                vague.then_some((at + 1, None))
            }
            Term::Word(W::Couple) => Some((self.skip(at + 1, &[W::Of]), Some(200))),
            // "a quarter of an hour", "three quarters of an hour"
            Term::Unit(TimeUnit::Quarter) if self.is(at + 1, W::Of) && self.is(at + 2, W::A) => {
                Some((at + 3, Some(25)))
            }
            Term::Word(W::Half) => {
                let next = self.skip(self.skip(at + 1, &[W::Of]), &[W::A, W::Hyphen]);
                (next > at + 1 || matches!(self.term(next), Term::Unit(_))).then_some((next, Some(50)))
            }
            Term::Word(W::A) => match self.term(at + 1) {
                Term::Unit(TimeUnit::Quarter) if self.is(at + 2, W::Of) && self.is(at + 3, W::A) => {
                    Some((at + 4, Some(25)))
                }
                Term::Word(W::Few) | Term::Several => Some((at + 2, None)),
                Term::Word(W::Couple) => Some((self.skip(at + 2, &[W::Of]), Some(200))),
                Term::Word(W::Half) => Some((self.skip(at + 2, &[W::Hyphen]), Some(50))),
                Term::Times(times) if !self.text(at + 1).ends_with('s') => Some(self.times(at + 2, hundred(times))),
                _ => Some((at + 1, Some(100))),
            },
            Term::Number(_) | Term::Word(W::One) => {
                let (end, number) = self.below_hundred(at)?;
                let quarters = self.skip(end, &[W::Hyphen]);
                if number == 3
                    && self.term(quarters) == Term::Units(TimeUnit::Quarter)
                    && self.is(quarters + 1, W::Of)
                    && self.is(quarters + 2, W::A)
                {
                    return Some((quarters + 3, Some(75)));
                }
                Some(self.times(end, hundred(number)))
            }
            _ => None,
        }
    }

    /// "hundred and forty", "thousand", "million" behind a number.
    fn times(&self, at: usize, mut count: Option<u64>) -> (usize, Option<u64>) {
        let mut end = at;
        for _ in 0..3 {
            let Term::Times(times) = self.term(end) else { break };
            if self.text(end).ends_with('s') {
                break;
            }
            count = count.and_then(|count| count.checked_mul(times.into()));
            end += 1;
            let rest = self.skip(end, &[W::And]);
            if let Some((next, rest)) = self.below_hundred(rest)
                && !matches!(self.term(next), Term::Times(_))
            {
                count = count.and_then(|count| count.checked_add(u64::from(rest) * 100));
                end = next;
            }
        }
        (end, count)
    }

    /// "three weeks" and what may stand around it.
    pub(super) fn counted(&self, at: usize) -> Read<Said> {
        if let Some(read) = self.beside_a_day(at) {
            return Some(read);
        }
        if let Some((end, expr)) = self.units_alone(at) {
            return Some((end, expr.into()));
        }
        let (amount_at, opened) = self.length_opening(at);
        let plain = !opened && amount_at == at + 1;
        let (next, amount) = self.amount(amount_at)?;
        let next = self.skip(next, &[W::More, W::Additional, W::Full, W::Whole, W::Entire, W::Long]);
        let next = match self.term(next) {
            // "three consecutive", "ten straight", "three further".
            Term::Word(W::Additional) => next + 1,
            // "the three past years", "two upcoming years".
            Term::Shift(Shift::Past | Shift::Next | Shift::Previous | Shift::Following)
                if matches!(self.term(next + 1), Term::Units(_)) =>
            {
                next + 1
            }
            _ if self.is_any_text(
                next,
                &["single", "calendar", "working", "business", "solid", "brutal", "odd", "long"],
            ) =>
            {
                next + 1
            }
            _ => next,
        };
        let dashed = self.is(next, W::Hyphen) && (self.glued(next) || self.glued(next + 1));
        let unit_at = if dashed { next + 1 } else { next };
        let (unit, plural) = self.unit(unit_at, amount)?;
        // "hit two centuries"
        if unit == TimeUnit::Century && at > 0 && self.is_any_text(at - 1, CRICKET) {
            return None;
        }
        // "1800 hours" is a time, "a second term" no length.
        if matches!(self.term(amount_at), Term::Digits(_, 4))
            && unit == TimeUnit::Hour
            && self.text(amount_at).starts_with(['0', '1', '2'])
        {
            return None;
        }
        if amount == Some(100) && plural && !dashed && !self.is_text(amount_at, "1") {
            return None;
        }
        // "two quarters" of an apple, "a season" in the sun: only with a number or "last" they are time.
        let run = self.is_before(unit_at, &[W::Additional]) || self.is(next, W::Additional);
        if matches!(unit, TimeUnit::Quarter | TimeUnit::Half)
            && !opened
            && !run
            && amount.is_some()
            && (dashed || amount == Some(100) || !plural || self.is(unit_at + 1, W::Of))
        {
            return None;
        }
        let named = self.is_capitalized(unit_at);
        if unit == TimeUnit::Season && !opened && !dashed && (amount == Some(100) || named) {
            return None;
        }
        // "the 2020 season"
        let year = matches!(self.term(amount_at), Term::Digits(1900..=2100, 4));
        if year && matches!(unit, TimeUnit::Season | TimeUnit::Quarter | TimeUnit::Half) {
            return None;
        }
        // "from the 2019/20 year on"
        if self.is_before(at, &[W::Slash]) && self.glued(at) {
            return None;
        }
        // "a year-earlier loss" is said elsewhere.
        if self.is(unit_at + 1, W::Hyphen) && self.is_any(unit_at + 2, &[W::Ago, W::Earlier]) {
            return None;
        }
        // "the two days of talks": the article belongs to the talks; "for the nine months" it does not.
        if plain && self.is(at, W::The) && !dashed && (self.is(unit_at + 1, W::Of) || !self.is_break(unit_at + 1)) {
            return None;
        }
        let mut end = unit_at + 1;
        let mut length = Length::new(amount, unit);
        // "a minute and a half", "an hour and half".
        if amount.is_some() && self.is(end, W::And) {
            let half = self.skip(end + 1, &[W::A]);
            if self.is(half, W::Half) && !matches!(self.term(half + 1), Term::Unit(_)) {
                length = Length::new(amount.map(|amount| amount.saturating_add(50)), unit);
                end = half + 1;
            }
        }
        for _ in 0..2 {
            match self.smaller(end, length) {
                Some((next, longer)) if !dashed => (end, length) = (next, longer),
                _ => break,
            }
        }
        if self.is(amount_at, W::One)
            && unit == TimeUnit::Day
            && end == amount_at + 2
            && !opened
            && !self.is_before(at, UNITS_AFTER)
        {
            let (next, said) = self.counted_from(end, amount, unit, length);
            return Some((
                next,
                if next == end && said.offset.is_none() && !self.is_break(end) { Expr::OneDay.into() } else { said },
            ));
        }
        if dashed || opened {
            let end = if dashed && self.is(end, W::Hyphen) && self.is(end + 1, W::Long) { end + 2 } else { end };
            return Some((end, Expr::Duration(length).into()));
        }
        Some(self.counted_from(end, amount, unit, length))
    }

    /// "the past", "the first", "the next", "another" before an amount, "another week": where the amount begins, and
    /// whether the opening alone makes a length of it.
    fn length_opening(&self, at: usize) -> (usize, bool) {
        let the = self.skip(at, &[W::The]);
        let next = match self.term(the) {
            Term::Shift(Shift::Same) => return (the, false),
            // "will last three months": a verb.
            Term::Shift(Shift::Last)
                if the == at
                    && !self.is_before(
                        at,
                        &[W::In, W::Over, W::For, W::During, W::Of, W::Within, W::Through, W::From, W::Comma, W::By],
                    )
                    && at > 0 =>
            {
                return (at, false);
            }
            Term::Shift(_) if !matches!(self.term(the + 1), Term::Word(W::A)) => the + 1,
            Term::Ordinal(1 | LAST) if the > at => the + 1,
            Term::Word(W::Latest) if the > at => the + 1,
            Term::Word(W::Another) => return (the + 1, false),
            Term::Other
                if the > at
                    && self.is_any_text(the, &["opening", "closing", "initial", "intervening", "remaining"]) =>
            {
                the + 1
            }
            _ => return (the, false),
        };
        (next, true)
    }

    /// A unit of time behind an amount, and whether it is written in the plural.
    fn unit(&self, at: usize, amount: Option<u64>) -> Option<(TimeUnit, bool)> {
        match self.term(at) {
            Term::Unit(unit) => Some((unit, false)),
            Term::Units(unit) => Some((unit, true)),
            // "one second", "110-second"; "a second" is another.
            Term::Ordinal(2) => {
                let counted = amount.is_some()
                    && (self.is_before(at, &[W::One, W::Hyphen])
                        || matches!(self.before(at), Term::Digits(..))
                        || (at >= 2 && self.is(at - 1, W::A) && self.is(at - 2, W::Than)));
                counted.then_some((TimeUnit::Second, false))
            }
            Term::Part(TimeOfDay::Night, plural) if amount.is_some() && !self.is_before(at, &[W::A]) => {
                Some((TimeUnit::Night, plural))
            }
            _ => None,
        }
    }

    /// "and 51 minutes", " 22min" behind a larger part.
    fn smaller(&self, at: usize, length: Length) -> Read<Length> {
        let start = self.skip(self.skip(at, &[W::Comma]), &[W::And]);
        let (next, amount) = self.amount(start)?;
        let amount = amount?;
        let (unit, _) = self.unit(next, Some(amount))?;
        if self.is_any(next + 1, &[W::Ago, W::Earlier, W::Later]) && start > at && self.is(at, W::Comma) {
            return None;
        }
        length.and(Length::new(Some(amount), unit)).map(|length| (next + 1, length))
    }

    /// "ago", "later", "from now", "before Christmas" behind a length.
    fn counted_from(&self, end: usize, amount: Option<u64>, unit: TimeUnit, length: Length) -> (usize, Said) {
        let plain = (end, Said::from(Expr::Duration(length)));
        let whole = amount.filter(|amount| amount % 100 == 0).and_then(|amount| i32::try_from(amount / 100).ok());
        let ago = self.skip(end, &[W::Or]);
        let ago = if ago > end && self.is(ago, W::So) { ago + 1 } else { end };
        // "14 minutes later" tells how long it took.
        if unit.is_of_the_clock() && self.is_any(ago, &[W::Later, W::Earlier]) {
            return (ago + 1, Said::from(Expr::Duration(length)));
        }
        let away = |next: usize, sign: i32, from: From| -> (usize, Said) {
            // "a decade ago" is a year.
            let (unit, whole) = match (unit, whole) {
                (TimeUnit::Decade, Some(count)) => (TimeUnit::Year, count.checked_mul(10)),
                (TimeUnit::Century, Some(count)) => (TimeUnit::Year, count.checked_mul(100)),
                other => other,
            };
            // "two years and four months ago"
            if let Some(months) = length.months() {
                let by = i32::try_from(months).unwrap_or(i32::MAX).saturating_mul(sign);
                return (next, Said::from(Expr::Away { unit: TimeUnit::Month, by, from }));
            }
            let expr = match whole {
                Some(1) if unit == TimeUnit::Year && sign < 0 => Expr::YearBefore(from),
                Some(by) => Expr::Away { unit, by: by * sign, from },
                // "two and a half years ago": the day is not known to the unit, the year or month is.
                None if amount.is_some() => match (unit, amount) {
                    (TimeUnit::Year, Some(amount)) => Expr::Away {
                        unit: TimeUnit::Month,
                        by: i32::try_from(amount / 100 * 12 + amount % 100 * 12 / 100).unwrap_or(i32::MAX) * sign,
                        from,
                    },
                    _ => Expr::Duration(length),
                },
                None if from == From::Text => return (next, Said::from(Expr::Duration(length))),
                None => Expr::Reference(if sign < 0 { Reference::Past } else { Reference::Future }),
            };
            (next, Said::from(expr))
        };
        match self.term(ago) {
            Term::Word(W::Ago) => {
                // "a week ago today".
                let next = ago + 1;
                match (self.term(next), whole) {
                    (Term::Day(by), Some(count)) if unit == TimeUnit::Week => {
                        (next + 1, Expr::Away { unit: TimeUnit::Day, by: by - 7 * count, from: From::Anchor }.into())
                    }
                    _ => away(next, -1, From::Anchor),
                }
            }
            Term::Word(W::Earlier) => away(ago + 1, -1, From::Text),
            Term::Word(W::Later) => match whole {
                Some(_) => away(ago + 1, 1, From::Text),
                None => (ago + 1, Said::from(Expr::Duration(length))),
            },
            Term::Word(W::Hence) => away(ago + 1, 1, From::Anchor),
            // "two weeks on, ..."
            Term::Word(W::On) if self.is(ago + 1, W::Comma) => away(ago + 1, 1, From::Text),
            // "in four years' time"
            Term::Word(W::Apostrophe | W::Possessive) if self.is(ago + 1, W::Time) => away(ago + 2, 1, From::Anchor),
            Term::Word(W::From) if self.is(ago + 1, W::Now) => away(ago + 2, 1, From::Anchor),
            Term::Word(W::From) if self.term(ago + 1) == Term::Day(0) => away(ago + 2, 1, From::Anchor),
            // "two days before Christmas", "a week from Monday": from another day.
            Term::Word(word @ (W::Before | W::After | W::From))
                if unit >= TimeUnit::Day && unit <= TimeUnit::Fortnight =>
            {
                let day =
                    self.weekday_said(ago + 1).or_else(|| self.holiday(ago + 1)).or_else(|| self.deictic(ago + 1));
                let day = self.day(ago + 1).or_else(|| day.map(|(next, expr)| (next, expr.into())));
                match (day, whole) {
                    (Some((next, said)), Some(count)) => {
                        let by = if word == W::Before { -count } else { count };
                        (next, Said { offset: Some((by, unit)), ..said })
                    }
                    // "the day before": said elsewhere. "two days before." counts from the text.
                    _ if word == W::Before && self.is_sign_or_end(ago + 1) => away(ago + 1, -1, From::Text),
                    _ => plain,
                }
            }
            Term::Word(W::Before) if self.is_sign_or_end(ago + 1) => away(ago + 1, -1, From::Text),
            _ => plain,
        }
    }

    /// "the day before Christmas Eve", "the day after January 13".
    fn beside_a_day(&self, at: usize) -> Read<Said> {
        let the = self.skip(at, &[W::The]);
        let Term::Unit(unit @ TimeUnit::Day) = self.term(the) else { return None };
        let by = match self.term(the + 1) {
            Term::Word(W::Before) => -1,
            Term::Word(W::After) => 1,
            _ => return None,
        };
        let holiday = || self.holiday(the + 2).map(|(end, expr)| (end, Said::from(expr)));
        let (end, said) = self.day(the + 2).or_else(holiday)?;
        Some((end, Said { offset: Some((by, unit)), ..said }))
    }

    pub(super) fn is_sign_or_end(&self, at: usize) -> bool {
        self.is_end(at) || self.kind(at) == Some(crate::language::TokenKind::Sign)
    }

    /// "weeks", "for years", "decades-long", "years ago", "hours after": units that say no number.
    fn units_alone(&self, at: usize) -> Read<Expr> {
        let Term::Units(unit) = self.term(at) else { return None };
        let end = at + 1;
        let length = Expr::Duration(Length::new(None, unit));
        if self.is(end, W::Hyphen) && self.is(end + 1, W::Long) {
            return Some((end + 2, length));
        }
        match self.term(end) {
            Term::Word(W::Ago) => return Some((end + 1, Expr::Reference(Reference::Past))),
            Term::Word(W::Later | W::Earlier) => return Some((end + 1, length)),
            Term::Word(W::Before | W::After) if unit != TimeUnit::Year || self.is_before(at, &[W::Just]) => {
                return Some((end, length));
            }
            _ => {}
        }
        // "weeks or months".
        let listed = self.is_any(end, &[W::Or, W::And]) && matches!(self.term(end + 1), Term::Units(_));
        let bare = !self.is(end, W::Of) || self.is_before(at, &[W::After, W::For]);
        let lasting = at > 0
            && self.is_any_text(
                at - 1,
                &["last", "lasted", "take", "takes", "took", "follows", "spent", "spend", "waited"],
            );
        let known = !matches!(unit, TimeUnit::Quarter | TimeUnit::Season | TimeUnit::Half)
            && (unit != TimeUnit::Second || self.is_before(at, &[W::Within, W::For]));
        // "decades in the making"
        if self.is(end, W::In) && self.is(end + 1, W::The) && self.is_text(end + 2, "making") {
            return Some((end, length));
        }
        let said = (lasting || self.is_before(at, UNITS_AFTER) && bare) && known;
        let loose = self.is_before(at, &[W::Of, W::By, W::To, W::During, W::Until]) && !self.is_break(end);
        let end = if listed && matches!(self.term(end + 1), Term::Units(next) if next > unit) { end + 2 } else { end };
        (said && !loose && !self.is_small_word(end))
            .then_some((end, length))
            .or_else(|| (said && (self.is_before(at, &[W::For]) || lasting)).then_some((end, length)))
    }
}
