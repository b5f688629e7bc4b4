//! Lengths of time: how many of which unit, and their TIMEX3 form.

use std::fmt;

/// A number of units: "three weeks", "two hours and 51 minutes".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// From the largest unit to the smallest.
    parts: [Option<Quantity>; 3],
}

/// So many of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// How many, in hundredths; `None` if the words do not say ("several months").
    pub hundredths: Option<u64>,
    /// Of what.
    pub unit: TimeUnit,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

impl TimeUnit {
    /// The same stretch in a unit that TIMEX3 has a letter for: how many of it, and what.
    fn plain(self) -> (u64, TimeUnit) {
        match self {
            TimeUnit::Fortnight => (2, TimeUnit::Week),
            TimeUnit::Quarter | TimeUnit::Season => (3, TimeUnit::Month),
            TimeUnit::Half => (6, TimeUnit::Month),
            TimeUnit::Decade => (10, TimeUnit::Year),
            TimeUnit::Century => (100, TimeUnit::Year),
            TimeUnit::Millennium => (1000, TimeUnit::Year),
            other => (1, other),
        }
    }

    /// Whether it is counted behind the `T` of a value.
    pub fn is_of_the_clock(self) -> bool {
        self <= TimeUnit::Hour
    }

    /// The unit that half of it is counted in, and how many make the half: half a year is six months.
    fn halved(self) -> Option<(u64, TimeUnit)> {
        match self {
            TimeUnit::Year => Some((6, TimeUnit::Month)),
            TimeUnit::Day => Some((12, TimeUnit::Hour)),
            TimeUnit::Hour => Some((30, TimeUnit::Minute)),
            TimeUnit::Minute => Some((30, TimeUnit::Second)),
            _ => None,
        }
    }
}

impl Length {
    /// So many hundredths of a unit. Halves are counted in the next unit: two and a half years are P2Y6M.
    pub fn new(hundredths: Option<u64>, unit: TimeUnit) -> Length {
        let (times, plain) = unit.plain();
        let hundredths = hundredths.map(|count| count.saturating_mul(times));
        let whole = |count| Quantity { hundredths: Some(count), unit: plain };
        let parts = match (hundredths, plain.halved()) {
            (Some(count), Some((many, smaller))) if count % 100 == 50 => {
                let rest = Some(Quantity { hundredths: Some(many * 100), unit: smaller });
                if count == 50 { [rest, None, None] } else { [Some(whole(count - 50)), rest, None] }
            }
            // A quarter of an hour is fifteen minutes.
            (Some(count @ (25 | 75)), Some((many, smaller))) if plain == TimeUnit::Hour => {
                [Some(Quantity { hundredths: Some(many * 2 * count), unit: smaller }), None, None]
            }
            _ => [Some(Quantity { hundredths, unit: plain }), None, None],
        };
        Length { parts }
    }

    /// One of a unit.
    pub fn one(unit: TimeUnit) -> Length {
        Length::new(Some(100), unit)
    }

    /// With a smaller part behind: "two hours" and "51 minutes". `None` where there is no room or it is not smaller.
    pub fn and(self, smaller: Length) -> Option<Length> {
        let unit = smaller.parts.first().copied().flatten()?.unit;
        let mut parts = self.parts;
        let last = parts.iter().flatten().last().copied()?;
        (last.unit > unit).then_some(())?;
        let free = parts.iter_mut().find(|part| part.is_none())?;
        *free = smaller.parts.first().copied().flatten();
        Some(Length { parts })
    }

    /// The months of "two years and four months".
    pub fn months(self) -> Option<u64> {
        let [Some(years), Some(months), None] = self.parts else { return None };
        let count = |part: Quantity| part.hundredths.filter(|count| count % 100 == 0).map(|count| count / 100);
        let fits = (years.unit, months.unit) == (TimeUnit::Year, TimeUnit::Month);
        count(years).filter(|_| fits)?.checked_mul(12)?.checked_add(count(months)?)
    }

    /// The number of whole units and the unit, where it is one such part.
    pub fn whole(self) -> Option<(u64, TimeUnit)> {
        match self.parts {
            [Some(Quantity { hundredths: Some(count), unit }), None, None] if count % 100 == 0 => {
                Some((count / 100, unit))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P")?;
        let mut timed = false;
        for Quantity { hundredths, unit } in self.parts.iter().flatten() {
            if unit.is_of_the_clock() && !timed {
                f.write_str("T")?;
                timed = true;
            }
            match hundredths.map(|count| (count / 100, count % 100)) {
                None => f.write_str("X")?,
                Some((whole, 0)) => write!(f, "{whole}")?,
                Some((whole, part)) if part % 10 == 0 => write!(f, "{whole}.{}", part / 10)?,
                Some((whole, part)) => write!(f, "{whole}.{part:02}")?,
            }
            f.write_str(match unit {
                TimeUnit::Second => "S",
                TimeUnit::Minute => "M",
                TimeUnit::Hour => "H",
                TimeUnit::Night => "NI",
                TimeUnit::Weekend => "WE",
                TimeUnit::Week => "W",
                TimeUnit::Month => "M",
                TimeUnit::Year => "Y",
                // No other unit is plain.
                _ => "D",
            })?;
        }
        Ok(())
    }
}
