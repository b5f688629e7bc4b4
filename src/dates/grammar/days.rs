//! Days: "Friday, January 13, 2014", "the 13th of January", "Monday of last week", "Christmas Eve".

use super::years::full_year;
use super::{Expr, From, Grammar, Read, Register, Said, YearOf};
use crate::dates::calendar::{Weekday, days_in_month};
use crate::dates::holidays;
use crate::dates::length::TimeUnit;
use crate::dates::terms::{Shift, Term, W};
use crate::language::{Case, TokenKind};
use crate::lexicon::Class;

/// Words after which "May", "March" and short names are months.
const MONTH_AFTER: &[W] = &[
    W::In,
    W::Since,
    W::Until,
    W::Till,
    W::By,
    W::From,
    W::Of,
    W::Early,
    W::Late,
    W::Mid,
    W::Before,
    W::After,
    W::During,
    W::To,
    W::Between,
    W::Through,
    W::Every,
    W::Each,
    W::And,
    W::Or,
    W::Around,
];

impl Grammar<'_> {
    /// A month, if it is written as one: "may" and "march" are words, "May" may be a name.
    pub(super) fn month(&self, at: usize) -> Option<u8> {
        let Term::Month(month) = self.term(at) else { return None };
        if self.is_titled(at) {
            return None;
        }
        if self.is_note(at) {
            return Some(month);
        }
        let name = self.text(at).trim_end_matches('.').to_ascii_lowercase();
        let numbered = self.is_numbered(at);
        let mid = at >= 2 && self.is_before(at, &[W::Hyphen]) && self.is_any(at - 2, &[W::Mid, W::Early, W::Late]);
        let after = mid || self.is_before(at, MONTH_AFTER) || matches!(self.before(at), Term::Shift(_));
        let named = || self.is_named(at);
        let certain = match (name.as_str(), self.case(at)) {
            ("may" | "march", Case::Lower) => {
                self.is_counted_month(at) || (name == "march" && self.is_before(at, &[W::In, W::Since]))
            }
            ("may" | "march", Case::Title) => {
                let the = self.is_before(at, &[W::The, W::A]) && self.is_small_word(at + 1);
                numbered || (after && !named()) || (the && !self.is_text(at + 1, "on"))
            }
            ("may" | "march", _) => numbered || after,
            ("august", Case::Lower) => numbered,
            ("april" | "june" | "august", _) => {
                let listed = self.is_before(at, &[W::And, W::Or, W::Of, W::From, W::To]);
                numbered || !named() || (after && !listed)
            }
            // "Jan Egeland", "Mar Lagos" are given names, and "dec", "sep" and "nov" no words alone.
            (_, case) if name.len() <= 4 && !matches!(name.as_str(), "june" | "july" | "sept") => {
                numbered || (case != Case::Lower && (self.text(at).ends_with('.') || after))
            }
            _ => true,
        };
        certain.then_some(month)
    }

    /// Whether a text is but a few words, and these leave nothing else to it: "march", "on fri", "end of may".
    pub(super) fn is_note(&self, at: usize) -> bool {
        let introduced = matches!(self.before(at), Term::Shift(_) | Term::Month(_) | Term::Weekday(_))
            || self.is_before(at, &[W::Of, W::On, W::In, W::By, W::Before, W::After, W::Until, W::Since])
            || (self.is_before(at, &[W::And, W::To]) && at >= 2 && matches!(self.term(at - 2), Term::Month(_)));
        self.atoms.len() <= 4
            && self.tokens.len() <= 4
            && self.kind(at) == Some(TokenKind::Word)
            && (self.is_end(at + 1) || self.is_any(at + 1, &[W::And, W::To]))
            && (at == 0 || introduced)
    }

    /// A day or a year stands beside a month.
    fn is_numbered(&self, at: usize) -> bool {
        let beside = |at: usize| match self.term(at) {
            Term::Digits(number, length) => (length <= 2 && (1..=31).contains(&number)) || length == 4,
            Term::Ordinal(number) => (1..=31).contains(&number),
            _ => false,
        };
        let next = self.skip(self.skip(at + 1, &[W::Dot, W::Comma, W::Of]), &[W::The, W::Hyphen]);
        let back = at
            .checked_sub(1)
            .map(|back| if self.is_any(back, &[W::Of, W::Hyphen]) { back.saturating_sub(1) } else { back });
        beside(next)
            || (self.is(next, W::Apostrophe) && beside(next + 1))
            || back.is_some_and(|back| back < at && beside(back))
    }

    /// "may 5th", "2 march": what a number makes a month even in small letters; "may 20 times" is none.
    fn is_counted_month(&self, at: usize) -> bool {
        let next = self.skip(at + 1, &[W::The]);
        match (self.before(at), self.term(next)) {
            (Term::Digits(1..=31, 1..=2) | Term::Ordinal(_), _) => {
                !(at >= 2 && matches!(self.term(at - 2), Term::Month(_)))
            }
            (Term::Word(W::Of), _)
                if at >= 2 && matches!(self.term(at - 2), Term::Digits(1..=31, 1..=2) | Term::Ordinal(1..=31)) =>
            {
                true
            }
            // "@ march 2nd"
            (_, Term::Ordinal(_)) => {
                !matches!(self.before(at), Term::Other) || at == 0 || self.kind(at - 1) == Some(TokenKind::Sign)
            }
            (_, Term::Digits(1..=31, 1..=2)) => {
                let ends = self.is_break(next + 1) || matches!(self.term(next + 1), Term::Digits(1900..=2100, 4));
                ends && (at == 0 || !matches!(self.before(at), Term::Other))
            }
            (_, Term::Digits(1900..=2100, 4)) => true,
            _ => false,
        }
    }

    /// Whether a title stands before this piece: "Mr. Friday".
    fn is_titled(&self, at: usize) -> bool {
        let title = at.checked_sub(1).map_or("", |before| self.text(before));
        self.is_capitalized(at)
            && matches!(title, "Mr." | "Mr" | "Mrs." | "Mrs" | "Ms." | "Ms" | "Miss" | "Dr." | "Sgt.")
    }

    /// Whether a name goes on behind this piece: "April Jones".
    pub(super) fn is_named(&self, at: usize) -> bool {
        let word = self.kind(at + 1) == Some(TokenKind::Word)
            && self.case(at + 1) == Case::Title
            && self.term(at + 1) == Term::Other;
        word && self.atoms.get(at + 1).is_some_and(|atom| !self.tokens.entry(atom.token).is(Class::Common))
    }

    pub(super) fn weekday(&self, at: usize) -> Option<Weekday> {
        let Term::Weekday(weekday) = self.term(at) else { return None };
        let text = self.text(at);
        if self.is_titled(at) {
            return None;
        }
        if self.is_note(at) {
            return Some(weekday);
        }
        if text.len() >= 6 && !text.ends_with('.') {
            return Some(weekday);
        }
        let noun = matches!(text.to_ascii_lowercase().as_str(), "sun" | "sat" | "wed");
        // "the Sun"
        if self.is_before(at, &[W::The])
            && text.to_ascii_lowercase().starts_with("sun")
            && !matches!(self.term(at + 1), Term::Month(_))
        {
            return None;
        }
        let shifted = matches!(self.before(at), Term::Shift(shift) if !noun || shift != Shift::Same)
            || self.is_before(at, &[W::Every, W::Each]);
        let beside = matches!(self.term(at + 1), Term::Month(_) | Term::Digits(..) | Term::Part(..) | Term::Ordinal(_));
        let dated = |at| matches!(self.term(at), Term::Month(_) | Term::Digits(..) | Term::Ordinal(_));
        let marked = text.ends_with('.')
            || (self.is_any(at + 1, &[W::Comma, W::Slash, W::Hyphen]) && (dated(at + 2) || !noun))
            || beside
            // "Mon and Tue", "Sat-Sun"
            || (self.is_any(at + 1, &[W::And, W::Hyphen, W::Dash]) && matches!(self.term(at + 2), Term::Weekday(_)))
            || (self.is_before(at, &[W::And, W::Hyphen, W::Dash])
                && at >= 2
                && matches!(self.term(at - 2), Term::Weekday(_)));
        let written = match self.case(at) {
            Case::Lower => {
                (shifted && (!noun || self.is_break(at + 1)))
                    || (!noun && self.is_before(at, &[W::On, W::By]) && self.is_break(at + 1))
            }
            Case::Title => {
                marked
                    || shifted
                    || (!noun && self.is_break(at + 1) && self.is_before(at, &[W::On, W::By, W::Till, W::Until]))
            }
            _ => marked || shifted,
        };
        written.then_some(weekday)
    }

    /// A day of the month: "13", "13th", "twenty-first".
    pub(super) fn day_number(&self, at: usize) -> Read<u8> {
        let (end, day) = match self.term(at) {
            Term::Digits(day, length) if length <= 2 => (at + 1, day),
            _ => self.ordinal(at)?,
        };
        (1..=31).contains(&day).then_some((end, day as u8))
    }

    /// "third", "13th", "twenty-first".
    pub(super) fn ordinal(&self, at: usize) -> Read<u32> {
        match self.term(at) {
            Term::Ordinal(number) => Some((at + 1, number)),
            Term::Number(tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)) => {
                let ones = self.skip(at + 1, &[W::Hyphen]);
                match self.term(ones) {
                    Term::Ordinal(one @ 1..=9) => Some((ones + 1, tens + one)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// "Friday, January 13, 2014", "the 13th of January", "13 January", "2014-01-13".
    pub(super) fn day(&self, at: usize) -> Read<Said> {
        // "this coming Sunday, March 8".
        let (named, shift) = self.shift(at);
        let named = if shift.is_some() && self.is(named + 1, W::Comma) { named } else { at };
        let (start, weekday) = match self.weekday(named) {
            Some(weekday) => {
                let next = self.skip(self.skip(named + 1, &[W::Comma, W::The, W::Slash, W::Dash]), &[W::The, W::Comma]);
                (next, Some(weekday))
            }
            None => (at, None),
        };
        if let Some((end, mut said)) = self.numeric(start) {
            if let Expr::Day { weekday: of, .. } = &mut said.expr {
                *of = weekday;
            }
            return Some((end, said));
        }
        let (end, year, month, day) = self.month_first(start).or_else(|| self.day_first(start))?;
        let known = match year {
            YearOf::Is(year) => year,
            _ => 2000,
        };
        (day <= days_in_month(known, month)).then(|| (end, Expr::Day { year, month, day, weekday }.into()))
    }

    fn month_first(&self, at: usize) -> Option<(usize, YearOf, u8, u8)> {
        let month = self.month(at)?;
        // "Jan. 13" keeps its stop in the token, "Jan-13-98" its hyphens.
        let glue = self.skip(at + 1, &[W::Comma, W::Hyphen]);
        let day_at = self.skip(
            if glue > at + 1 && !self.glued(glue) && self.is(at + 1, W::Hyphen) { at + 1 } else { glue },
            &[W::The],
        );
        if self.is(at + 1, W::Comma) && !matches!(self.term(day_at), Term::Ordinal(_)) {
            return None;
        }
        // "June twenty two" is spoken; "in May five people" counts.
        let spoken = || {
            let (end, day) = self.below_hundred(day_at).filter(|(_, day)| (1..=31).contains(day))?;
            (self.is_break(end) || self.year(end).is_some()).then_some((end, day as u8))
        };
        let (next, day) = self.day_number(day_at).filter(|(next, _)| !self.counts_things(next - 1)).or_else(spoken)?;
        let hyphened = self.is(at + 1, W::Hyphen);
        let next_year = if hyphened { self.skip(next, &[W::Hyphen]) } else { next };
        let (end, year) = self.year_behind(next_year).unwrap_or((next, YearOf::Open));
        Some((end, year, month, day))
    }

    /// "May 20 people": the number counts what follows it, or is a time or a score.
    fn counts_things(&self, at: usize) -> bool {
        let timed = self.is_any(at + 1, &[W::Colon, W::Dot])
            && self.glued(at + 1)
            && self.glued(at + 2)
            && matches!(self.term(at + 2), Term::Digits(..));
        timed
            || self.is(at + 1, W::Percent)
            || matches!(self.term(at + 1), Term::Times(_) | Term::Meridiem(_))
            || self.is_any_text(at + 1, &["people", "km", "billion", "per"])
    }

    fn day_first(&self, at: usize) -> Option<(usize, YearOf, u8, u8)> {
        let day_at = self.skip(at, &[W::The]);
        let (next, day) = self.day_number(day_at)?;
        let dotted = self.is(next, W::Dot) && self.glued(next);
        let month_at = if dotted { next + 1 } else { self.skip(next, &[W::Of, W::Hyphen, W::Slash]) };
        let month_at =
            if self.is_text(month_at, "day") && self.is(month_at + 1, W::Of) { month_at + 2 } else { month_at };
        let month = self.month(month_at)?;
        let next_year = if self.is_any(next, &[W::Hyphen, W::Slash]) {
            self.skip(month_at + 1, &[W::Hyphen, W::Slash])
        } else {
            month_at + 1
        };
        // "11-Jun-01"
        if let (Term::Digits(year, 2), true) = (self.term(next_year), next_year > month_at + 1 && self.glued(next_year))
        {
            return Some((next_year + 1, YearOf::Is(full_year(year) as i16), month, day));
        }
        let (end, year) = self.year_behind(next_year).unwrap_or((month_at + 1, YearOf::Open));
        Some((end, year, month, day))
    }

    /// "the 13th", "the 4th of this month", "Tuesday the 12th".
    pub(super) fn day_of_month(&self, at: usize) -> Read<Expr> {
        let weekday = self.weekday(at);
        let the = if weekday.is_some() { self.skip(at + 1, &[W::Comma]) } else { at };
        let start = self.skip(the, &[W::The]);
        let (next, day) = self.ordinal(start).filter(|(_, day)| (1..=31).contains(day))?;
        let numeral = self.text(start).starts_with(|first: char| first.is_ascii_digit());
        let of = self.skip(next, &[W::Of]);
        if (of > next || numeral)
            && let Some((end, unit, by, from)) = self.shifted_unit(of)
            && unit == TimeUnit::Month
        {
            return Some((end, Expr::DayOfMonth { day: day as u8, month: Some((by, from)), weekday }));
        }
        if start == the {
            return None;
        }
        // "for the 2nd time"
        if self.is_any(next, &[W::Time, W::Times, W::Period]) {
            return None;
        }
        let compound = next > start + 1;
        let preposed = self
            .is_before(at, &[W::On, W::For, W::By, W::Until, W::Till, W::From, W::Before, W::After, W::Since, W::To]);
        // "on the fourteenth"
        let late = day > 9 && self.is_before(at, &[W::On]);
        let alone =
            (numeral || compound || late) && preposed && self.is_break(next) && !self.is_any(next, &[W::Of, W::Hyphen]);
        (alone || (weekday.is_some() && (numeral || compound || self.is_break(next))))
            .then_some((next, Expr::DayOfMonth { day: day as u8, month: None, weekday }))
    }

    /// "Friday", "next Friday", "the following Monday", "Monday last week", "Friday of next week", "last week Monday".
    pub(super) fn weekday_said(&self, at: usize) -> Read<Expr> {
        if let Some((next, TimeUnit::Week, by, from)) = self.shifted_unit(at)
            && let Some(weekday) = self.weekday(next)
            && self.is_break(next + 1)
        {
            return Some((next + 1, Expr::Weekday { weekday, shift: None, week: Some((by, from)) }));
        }
        let (next, shift) = self.shift(at);
        let the = shift.is_none() && self.is(at, W::The);
        // "on a Sunday"
        let next = if self.register == Register::Notes { self.skip(next, &[W::A]) } else { next };
        let (next, shift) = if the { (at + 1, Some(Shift::Same)) } else { (next, shift) };
        let weekday = self.weekday(next)?;
        let end = next + 1;
        let week_at = self.skip(end, &[W::Of, W::Comma]);
        if (shift.is_none() || the)
            && let Some((end, TimeUnit::Week, by, from)) = self.shifted_unit(week_at)
        {
            return Some((end, Expr::Weekday { weekday, shift, week: Some((by, from)) }));
        }
        // "on Saturday last"
        if shift.is_none() && self.term(end) == Term::Shift(Shift::Last) && self.is_sign_or_end(end + 1) {
            return Some((end + 1, Expr::Weekday { weekday, shift: Some(Shift::Last), week: None }));
        }
        // "Sunday week": a week after Sunday.
        if shift.is_none() && self.is_text(end, "week") && self.is_break(end + 1) && !self.is(at, W::The) {
            return Some((end + 1, Expr::Weekday { weekday, shift: None, week: Some((1, From::Anchor)) }));
        }
        Some((end, Expr::Weekday { weekday, shift, week: None }))
    }

    /// "Christmas Eve", "last Easter", "New Year's Day 1981", "Thanksgiving of last year".
    pub(super) fn holiday(&self, at: usize) -> Read<Expr> {
        let (name_at, shift) = self.shift(at);
        let the = if shift.is_none() { self.skip(at, &[W::The]) } else { name_at };
        let begins =
            matches!(self.term(the), Term::Holiday | Term::Month(4 | 5) | Term::Ordinal(4) | Term::Unit(TimeUnit::Day));
        let first = self.atoms.get(the).filter(|_| begins)?.token;
        let last = self.atoms.last()?.token;
        let (token, holiday) = holidays::find(self.tokens, first, last + 1)?;
        let end = the + self.atoms.get(the..)?.iter().take_while(|atom| atom.token < token).count();
        // "New Year" is also the first word of other things; "Easter" of an island.
        let other = self.is_any_text(end, &["island", "rising", "honours", "honors", "carol", "tree", "offensive"]);
        let year = match shift {
            Some(shift) => (end, YearOf::Shifted(shift)),
            None => self.year_behind(end).unwrap_or((end, YearOf::Open)),
        };
        // "a thanksgiving service"
        let thanks = self.text(the) == "thanksgiving" && self.is_before(the, &[W::A, W::Of]);
        (!other && !thanks && !self.is_titled(the)).then_some((year.0, Expr::Holiday { holiday, year: year.1 }))
    }

    /// "yesterday", "today", "tomorrow", "the day before yesterday", "the day after tomorrow".
    pub(super) fn deictic(&self, at: usize) -> Read<Expr> {
        let day = |by| Expr::Away { unit: TimeUnit::Day, by, from: From::Anchor };
        let the = self.skip(at, &[W::The]);
        if self.is_text(the, "day") {
            match (self.term(the + 1), self.term(the + 2)) {
                (Term::Word(W::Before), Term::Day(-1)) => return Some((the + 3, day(-2))),
                (Term::Word(W::After), Term::Day(1)) => return Some((the + 3, day(2))),
                _ => {}
            }
        }
        match self.term(at) {
            // "USA Today" is a paper.
            Term::Day(0) if at > 0 && self.text(at) == "Today" && self.text(at - 1) == "USA" => None,
            Term::Day(by) => Some((at + 1, day(by))),
            _ => None,
        }
    }

    /// "last", "this", "the coming": skipped where there is none.
    pub(super) fn shift(&self, at: usize) -> (usize, Option<Shift>) {
        let the = self.skip(at, &[W::The]);
        let very = if self.is(the, W::Very) { the + 1 } else { the };
        match self.term(very) {
            Term::Shift(Shift::Same) => (self.skip(very + 1, &[W::Same, W::Very]), Some(Shift::Same)),
            // "this coming Sunday", "this past week", "this same day".
            Term::Shift(Shift::This) => match self.term(very + 1) {
                Term::Shift(shift @ (Shift::Next | Shift::Past | Shift::Last)) => (very + 2, Some(shift)),
                Term::Word(W::Same) => (very + 2, Some(Shift::Same)),
                _ => (very + 1, Some(Shift::This)),
            },
            Term::Shift(shift) => (very + 1, Some(shift)),
            Term::Word(W::Same) => (very + 1, Some(Shift::Same)),
            _ => (at, None),
        }
    }
}
