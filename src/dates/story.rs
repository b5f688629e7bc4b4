//! What the story speaks of at each point: the last date that it moved to, the period that it reports on, and whether
//! it is told against its own dates, as history is, or against the day of publication, as news is.

use crate::analysis::BlockKind;
use crate::dates::Located;
use crate::dates::calendar::Date;
use crate::dates::grammar::{Expr, Found, From};
use crate::dates::tense::Tense;
use crate::dates::value::Point;
use crate::language::{Sentence, Tokens};

/// The thread of the story, moved on with each date.
#[derive(Clone, Debug)]
pub struct Story {
    /// The day that "today" means.
    pub anchor: Option<Date>,
    /// Whether months and days without a year belong to the last year that the text named.
    pub narrative: bool,
    /// Whether the text is a note of a few words: where no verb tells a tense there, people note plans.
    pub plan: bool,
    /// Whether the text is about figures of a business.
    pub financial: bool,
    last: Option<Mark>,
    /// The last day, which a time of day without a day belongs to.
    day: Option<Mark>,
    /// The day on which the story begins: the first one told that is not ahead of the anchor.
    lead: Option<Mark>,
    /// The quarter or the year that the text reports on.
    period: Option<Mark>,
}

/// A date, and where it stood.
#[derive(Clone, Copy, Debug)]
struct Mark {
    point: Point,
    sentence: usize,
    block: usize,
    /// Whether the sentence opens with it.
    opening: bool,
}

/// What of the story matters to the date of one sentence.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The last date.
    pub last: Option<Point>,
    /// The same, if it stands in the same sentence.
    pub beside: Option<Point>,
    /// The year with which the same sentence opens: "In 1989 my aunt ...".
    pub opening: Option<i16>,
    /// The last day, if it is near.
    pub day: Option<Point>,
    /// The same, if it stands in the same sentence.
    pub day_beside: Option<Point>,
    /// The day on which the story begins.
    pub lead: Option<Point>,
    /// The quarter that the text reports on.
    pub period: Option<Point>,
}

/// Words of money and business, of which a report on figures has many.
const FINANCIAL: &[&str] = &[
    "share", "shares", "profit", "profits", "earnings", "net", "revenue", "revenues", "sales", "quarter", "loss",
    "losses", "income", "million", "billion", "dividend", "earned", "cents",
];

impl Story {
    /// Looks through a whole article once, before its dates are resolved.
    pub fn new(located: &[Located], anchor: Option<Date>, tokens: &Tokens<'_>) -> Story {
        let (mut old, mut recent, mut deictic) = (0, 0, 0);
        for Located { found, block, .. } in located.iter().filter(|located| located.block.is_story()) {
            match (found.stated_year(), anchor) {
                (Some(year), Some(anchor)) if (year - anchor.year()).abs() <= 1 => recent += 1,
                (Some(_), _) => old += 1,
                _ => {}
            }
            let told = matches!(found.expr, Expr::Weekday { .. } | Expr::Away { from: From::Anchor, .. });
            deictic += i32::from(told && *block != BlockKind::Title);
        }
        let compares =
            located.iter().any(|located| matches!(located.found.expr, Expr::YearBefore(_) | Expr::PeriodOf(_)));
        let money =
            if compares { (0..tokens.len()).filter(|at| FINANCIAL.contains(&tokens.folded(*at))).count() } else { 0 };
        Story {
            anchor,
            narrative: old >= 6 && old > 3 * deictic && old > 2 * recent,
            plan: tokens.words() <= 10,
            financial: money >= 6 && money * 40 > tokens.words(),
            last: None,
            day: None,
            lead: None,
            period: None,
        }
    }

    /// The story as a sentence finds it.
    pub fn at(&self, sentence: &Sentence) -> Place {
        // A day of long ago is told of in its own sentence only.
        let recent = |mark: &Mark| {
            let day = mark.point.interval().map(|(day, _)| day);
            self.anchor.zip(day).is_none_or(|(anchor, day)| (anchor.number() - day.number()).abs() < 60)
        };
        let near = |mark: &Mark| {
            mark.sentence == sentence.tokens.start
                || ((recent(mark) || self.narrative)
                    && (mark.block == sentence.block || mark.block + 1 == sentence.block))
        };
        let opening = self.last.filter(|mark| mark.sentence == sentence.tokens.start && mark.opening);
        Place {
            opening: opening.and_then(|mark| match mark.point {
                Point::Civil { year, month: None, .. } => year,
                _ => None,
            }),
            last: self.last.map(|mark| mark.point),
            beside: self.last.filter(|mark| mark.sentence == sentence.tokens.start).map(|mark| mark.point),
            day: self.day.filter(near).map(|mark| mark.point),
            day_beside: self.day.filter(|mark| mark.sentence == sentence.tokens.start).map(|mark| mark.point),
            lead: self.lead.map(|mark| mark.point),
            period: self.period.map(|mark| mark.point),
        }
    }

    /// Moves on to a date of the story.
    pub fn tell(&mut self, point: Point, found: &Found, sentence: &Sentence, tense: Tense) {
        let expr = found.expr;
        if point.interval().is_none() {
            return;
        }
        let opening = found.tokens.start <= sentence.tokens.start + 2;
        let mark = Mark { point, sentence: sentence.tokens.start, block: sentence.block, opening };
        match expr {
            // What it is compared with is not what it is about.
            Expr::YearBefore(_) | Expr::SamePeriod | Expr::PeriodOf(_) => return,
            Expr::Quarter { .. } => {
                let over = |point: Point| {
                    self.anchor.is_none_or(|anchor| point.interval().is_some_and(|(_, last)| last < anchor))
                };
                let better = self.period.is_none_or(|period| {
                    over(point) && (!over(period.point) || period.point.interval() < point.interval())
                });
                if better {
                    self.period = Some(mark);
                }
            }
            _ => {}
        }
        if point.is_day() {
            self.day = Some(mark);
            if self.lead.is_none()
                && self
                    .anchor
                    .zip(point.interval())
                    .is_some_and(|(anchor, (day, _))| day <= anchor && anchor.number() - day.number() < 8)
            {
                self.lead = Some(mark);
            }
        }
        if !(self.narrative && self.is_aside(point, expr, opening, tense)) {
            self.last = Some(mark);
        }
    }

    /// What a story of the past mentions without going there: the day of who speaks in it, years far from its own, what
    /// was before, and plans for a year.
    fn is_aside(&self, point: Point, expr: Expr, opening: bool, tense: Tense) -> bool {
        let far = || {
            let years = |point: Point| point.interval().map(|(first, _)| first.year());
            let apart = years(point).zip(self.last.and_then(|last| years(last.point)));
            apart.is_some_and(|(one, other)| one.abs_diff(other) >= 3)
        };
        match expr {
            Expr::Away { from: From::Anchor, .. } => true,
            Expr::Away { from: From::Text, by, .. } => by < 0 && !opening,
            Expr::Year(_) | Expr::Decade(_) | Expr::Century(..) => !opening && (tense.is_ahead() || far()),
            _ => false,
        }
    }
}
