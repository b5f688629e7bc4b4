//! Stretches of the calendar: "March 2011", "the 1990s", "the 19th century", "the third quarter of 2011", "the second
//! half of the year", "the summer of 1993", "fiscal 2008".

use super::counted::CRICKET;
use super::{Expr, From, Grammar, Read, YearOf};
use crate::dates::length::TimeUnit;
use crate::dates::terms::{LAST, Shift, Term, W};
use crate::dates::value::Season;

/// Prepositions behind which a bare season is a time.
const SEASON_AFTER: &[W] = &[
    W::In,
    W::During,
    W::By,
    W::Since,
    W::Until,
    W::Till,
    W::Through,
    W::Over,
    W::From,
    W::Early,
    W::Late,
    W::Mid,
    W::Before,
    W::After,
];

/// What is measured in tens: "highs in the 60s".
const MEASURED: &[&str] =
    &["temperatures", "temperature", "highs", "lows", "readings", "mercury", "degrees", "gusts", "speeds", "scored"];

impl Grammar<'_> {
    /// "March 2011", "March", "the month of April", "June of last year", "January/February".
    pub(super) fn month_of(&self, at: usize) -> Read<Expr> {
        let the = self.skip(at, &[W::The]);
        let quarterly = the > at && matches!(self.term(the), Term::Month(_)) && self.is_text(the + 1, "quarter");
        let start = if self.is_text(the, "month") && self.is(the + 1, W::Of) {
            the + 2
        } else if quarterly {
            the
        } else {
            at
        };
        // "2016 November".
        if let (Term::Digits(year @ 1900..=2100, 4), Some(month)) =
            (self.term(at), self.month(self.skip(at + 1, &[W::Comma])))
        {
            let end = self.skip(at + 1, &[W::Comma]) + 1;
            let more = matches!(self.term(end), Term::Digits(..) | Term::Ordinal(_));
            return (!more).then_some((end, Expr::Month { year: YearOf::Is(year as i16), month }));
        }
        let month = self.month(start)?;
        // "the June quarter" ends in June.
        if self.is_text(start + 1, "quarter") {
            let (end, year) = self.year_behind(start + 2).unwrap_or((start + 2, YearOf::Open));
            return Some((end, Expr::Quarter { year, quarter: month.div_ceil(3) }));
        }
        let (end, year) = self.year_behind(self.skip(start + 1, &[W::Hyphen])).unwrap_or((start + 1, YearOf::Open));
        let year_is_day = matches!(year, YearOf::Is(_)) && self.is(start + 1, W::Hyphen) && !self.glued(start + 1);
        Some(if year_is_day {
            (start + 1, Expr::Month { year: YearOf::Open, month })
        } else {
            (end, Expr::Month { year, month })
        })
    }

    /// Decades, centuries, quarters, halves, seasons, fiscal years.
    pub(super) fn period(&self, at: usize) -> Read<Expr> {
        self.decade(at)
            .or_else(|| self.century(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.half(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.season_said(at))
    }

    /// "the 1990s", "the '90s", "the nineties", "the 1990's", "the 470s BC".
    fn decade(&self, at: usize) -> Read<Expr> {
        let the = self.skip(at, &[W::The]);
        let mark = self.skip(the, &[W::Apostrophe]);
        let (first, said, end) = match self.term(mark) {
            Term::Decade(first, said) => (first, said, mark + 1),
            Term::Digits(first @ 1000..=2090, 4) if first % 10 == 0 && self.is(mark + 1, W::Possessive) => {
                (first as i16, true, mark + 2)
            }
            Term::Digits(first @ 1000..=2090, 4)
                if first % 10 == 0 && self.is(mark + 1, W::Apostrophe) && self.is(mark + 2, W::S) =>
            {
                (first as i16, true, mark + 3)
            }
            Term::Digits(first @ 20..=90, 2)
                if first % 10 == 0
                    && self.is(mark + 1, W::Possessive)
                    && (mark > the || self.is_before(at, &[W::In, W::The])) =>
            {
                (1900 + first as i16, false, mark + 2)
            }
            Term::Number(century @ (18..=20)) => match self.term(self.skip(mark + 1, &[W::Hyphen])) {
                // "the nineteen seventies"
                Term::Decade(first, false) => {
                    (first % 100 + century as i16 * 100, true, self.skip(mark + 1, &[W::Hyphen]) + 1)
                }
                _ => return None,
            },
            Term::Digits(first @ 100..=990, 3) if first % 10 == 0 && self.is(mark + 1, W::S) => {
                (first as i16, true, mark + 2)
            }
            Term::Other if self.text(mark).len() == 4 && self.text(mark).ends_with('s') => {
                let first =
                    self.text(mark).trim_end_matches('s').parse::<i16>().ok().filter(|first| first % 10 == 0)?;
                self.is(mark + 1, W::Bc).then_some((first, true, mark + 1))?
            }
            _ => return None,
        };
        // "in his 60s", "her late 50s", "temperatures in the 70s" only with a word for a time.
        let pronoun = |back: usize| back <= at && self.is_any_text(at - back, &["his", "her", "their", "my", "your"]);
        let narrowed = pronoun(2) && self.is_any(at - 1, &[W::Early, W::Late, W::Mid]);
        let hyphened = pronoun(3) && self.is(at - 1, W::Hyphen);
        let measured = !said && (1..=7).any(|back| back <= at && self.is_any_text(at - back, MEASURED));
        let owned = pronoun(1) || narrowed || hyphened || measured;
        let apostrophe = mark > the && self.glued(mark);
        let introduced =
            the > at || apostrophe || self.is_before(at, &[W::Early, W::Late, W::Mid, W::Hyphen, W::And, W::To, W::In]);
        let written = said || (introduced && (apostrophe || the > at || !self.is_before(at, &[W::In])));
        if self.is(end, W::Bc) {
            // "the fifties BC" say no century of ours.
            let first = if said { first } else { first % 100 };
            return Some((end + 1, Expr::Decade(-(first / 10) - 1)));
        }
        (written && !owned).then_some((end, Expr::Decade(first / 10)))
    }

    /// "the 19th century", "the twenty-first century BC", "19th-century".
    fn century(&self, at: usize) -> Read<Expr> {
        let the = self.skip(at, &[W::The]);
        let (next, number) = self.ordinal(the).filter(|(_, number)| (1..=40).contains(number))?;
        let unit = self.skip(next, &[W::Hyphen]);
        let century = matches!(self.term(unit), Term::Unit(TimeUnit::Century) | Term::Units(TimeUnit::Century));
        let cricket = at > 0 && self.is_any_text(at - 1, CRICKET) && the == at;
        (century && !cricket).then_some(())?;
        let number = number as i16;
        match self.term(unit + 1) {
            Term::Word(W::Bc) => Some((unit + 2, Expr::Century(number, true))),
            Term::Word(W::Ad) => Some((unit + 2, Expr::Century(number, false))),
            _ => Some((unit + 1, Expr::Century(number, false))),
        }
    }

    /// "the third quarter of 2011", "third-quarter", "Q3 2011", "this year's third quarter", "the fiscal first
    /// quarter".
    fn quarter(&self, at: usize) -> Read<Expr> {
        let code = self.text(at).strip_prefix(['Q', 'q']).and_then(|code| code.parse::<u8>().ok());
        if let Some(quarter @ 1..=4) = code {
            let (end, year) = self.year_behind(at + 1).unwrap_or((at + 1, YearOf::Open));
            return Some((end, Expr::Quarter { year, quarter }));
        }
        let (next, before) = self.year_before(at);
        let next = self.skip(self.skip(next, &[W::Fiscal]), &[W::Hyphen]);
        // "the last quarter of 2000"
        let last = self.term(next) == Term::Shift(Shift::Last)
            && self.is(next + 2, W::Of)
            && matches!(self.term(next + 3), Term::Digits(_, 4));
        let (unit, number) = if last { (next + 1, LAST) } else { self.ordinal(next)? };
        let unit = self.skip(unit, &[W::Hyphen, W::Fiscal]);
        let number = if number == LAST { 4 } else { number };
        ((1..=4).contains(&number)
            && matches!(self.term(unit), Term::Unit(TimeUnit::Quarter) | Term::Units(TimeUnit::Quarter)))
        .then_some(())?;
        let (end, year) = match before {
            Some(year) => (unit + 1, year),
            None => self.year_of_stretch(unit + 1).unwrap_or((unit + 1, YearOf::Open)),
        };
        Some((end, Expr::Quarter { year, quarter: number as u8 }))
    }

    /// A year before what is counted in it: "the 1988 third quarter", "last year's third quarter".
    fn year_before(&self, at: usize) -> (usize, Option<YearOf>) {
        let the = self.skip(at, &[W::The]);
        if let Term::Digits(year @ 1900..=2100, 4) = self.term(the) {
            return (the + 1, Some(YearOf::Is(year as i16)));
        }
        if self.is_text(the, "year") && self.is(the + 1, W::Hyphen) && self.is_any(the + 2, &[W::Ago, W::Earlier]) {
            return (the + 3, Some(YearOf::Away(-1, From::Anchor)));
        }
        if let Some((end, TimeUnit::Year, by, from)) = self.shifted_unit(at)
            && self.is(end, W::Possessive)
        {
            return (end + 1, Some(YearOf::Away(by, from)));
        }
        (the, None)
    }

    /// The year behind a part of it: " of 2011", " 2011", " of last year", " of the year", " last year".
    fn year_of_stretch(&self, at: usize) -> Read<YearOf> {
        let of = self.skip(at, &[W::Of]);
        if of > at && self.is(of, W::The) && self.is_text(of + 1, "year") {
            return Some((of + 2, YearOf::Away(0, From::Anchor)));
        }
        let fiscal = self.skip(of, &[W::Fiscal]);
        self.year_behind(if fiscal > of { fiscal } else { at })
    }

    /// "the first half of 2008", "the latter half of the year", "H1 2009", "first-half".
    fn half(&self, at: usize) -> Read<Expr> {
        if let Some(half @ 1..=2) = self.text(at).strip_prefix('H').and_then(|code| code.parse::<u8>().ok())
            && let Some((end, year)) = self.year_behind(at + 1)
        {
            return Some((end, Expr::Half { year, half }));
        }
        let the = self.skip(at, &[W::The]);
        let (next, half) = match self.term(the) {
            Term::Ordinal(number @ 1..=2) => (the + 1, number as u8),
            Term::Shift(Shift::Last) => (the + 1, 2),
            _ if self.is_any_text(the, &["latter", "final"]) => (the + 1, 2),
            _ => return None,
        };
        let unit = self.skip(next, &[W::Hyphen]);
        self.is(unit, W::Half).then_some(())?;
        // Matches have halves too: only a year makes it one of the calendar's.
        let (end, year) = self.year_of_stretch(unit + 1)?;
        Some((end, Expr::Half { year, half }))
    }

    /// "fiscal 1989", "fiscal year 2007", "the 2017 financial year", "FY2008", "the fiscal year", "the 2026/27
    /// financial year".
    fn fiscal(&self, at: usize) -> Read<Expr> {
        let number = |at: usize| match self.term(at) {
            Term::Digits(year @ 1900..=2100, 4) => Some(year as i16),
            _ => None,
        };
        // A year of two calendar years is named by the second.
        let double = |at: usize, year: i16| match self.term(at + 1) {
            Term::Digits(second, 2) if self.glued(at + 1) && second == (i32::from(year) as u32 + 1) % 100 => {
                Some((at + 2, year + 1))
            }
            Term::Digits(second, 4) if self.glued(at + 1) && second == i32::from(year) as u32 + 1 => {
                Some((at + 2, year + 1))
            }
            _ => None,
        };
        let named = |at: usize| {
            let year = number(at)?;
            Some(if self.is_any(at + 1, &[W::Slash, W::Hyphen, W::Dash]) {
                double(at + 1, year).unwrap_or((at + 1, year))
            } else {
                (at + 1, year)
            })
        };
        let said = |(end, year): (usize, i16)| (end, Expr::Fiscal(YearOf::Is(year)));
        if let Some(year) = self.text(at).strip_prefix("FY") {
            return match year.parse::<i16>() {
                Ok(year @ 1900..=2100) => Some(said((at + 1, year))),
                Ok(year @ 0..=99) if self.text(at).len() == 4 => Some(said((at + 1, 2000 + year))),
                _ if year.is_empty() => named(self.skip(at + 1, &[W::Hyphen])).map(said),
                _ => None,
            };
        }
        let the = self.skip(at, &[W::The]);
        if let Some((next, year)) = named(the)
            && self.is(next, W::Fiscal)
            && self.is_text(next + 1, "year")
        {
            return Some(said((next + 2, year)));
        }
        let full = self.skip(the, &[W::Full, W::Latest]);
        self.is(full, W::Fiscal).then_some(())?;
        let year_at =
            if self.is_text(full + 1, "year") || self.is_text(full + 1, "years") { full + 2 } else { full + 1 };
        let year_at = self.skip(year_at, &[W::Hyphen]);
        if let Some(read) = named(year_at) {
            return Some(said(read));
        }
        let alone = year_at == full + 2 && self.is_text(full + 1, "year");
        alone.then_some((year_at, Expr::Fiscal(YearOf::Away(0, From::Anchor))))
    }

    /// "the summer of 2011", "spring 2011", "in the summer", "in winter".
    fn season_said(&self, at: usize) -> Read<Expr> {
        let the = self.skip(at, &[W::The]);
        let Term::Season(season) = self.term(the) else { return None };
        if let Some((end, year)) = self.year_behind(the + 1) {
            return Some((end, Expr::Season { year, season }));
        }
        // "winter coat", "winter-wear"
        let noun = self.is_noun(the + 1) || (self.is(the + 1, W::Hyphen) && self.glued(the + 1));
        // "spring" and "fall" are verbs and wells: a preposition or an article before them and no noun behind.
        let said = match (the > at, season, self.text(the)) {
            (true, _, "fall") => {
                self.is_before(at, SEASON_AFTER)
                    && (self.is_end(the + 1) || self.is_any(the + 1, &[W::Comma, W::And, W::Dot]))
            }
            (true, ..) => !noun && !self.is(the + 1, W::Of),
            (false, _, "fall" | "Fall") if !self.is_note(the) => {
                self.is_before(at, &[W::Early, W::Late, W::Since, W::By])
            }
            (false, Season::Spring, _) if !self.is_note(the) => self.is_before(at, SEASON_AFTER) && !noun,
            _ if self.is_note(the) => true,
            _ => {
                (self.is_before(at, SEASON_AFTER)
                    || (at >= 2 && self.is_before(at, &[W::Hyphen]) && self.is(at - 2, W::Mid)))
                    && !noun
            }
        };
        said.then_some((the + 1, Expr::Season { year: YearOf::Open, season }))
    }
}
