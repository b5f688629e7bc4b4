//! Expressions of time: found by a grammar, resolved against an anchor.
//!
//! `atoms` cuts tokens into pieces, `terms` says what each is, `grammar` reads expressions, `anchor` chooses the day
//! that "today" means, `story` follows what the text speaks of, `resolve` gives values, `value` prints them.

mod anchor;
mod atoms;
mod calendar;
mod grammar;
mod holidays;
mod length;
mod resolve;
mod story;
mod tense;
mod terms;
mod value;
mod yearly;

pub use calendar::{Date, Weekday};

pub(crate) use anchor::choose as choose_anchor;
pub(crate) use grammar::states_day;
pub(crate) use terms::is_calendar_name;

use crate::analysis::{Anchor, Article, Basis, BlockKind, DateBasis, DateKind, DateMention, Note, Published};
use crate::article::TokenBlock;
use crate::language::{Sentence, Tokens};
use grammar::{Expr, Found, Order, Register, Work};
use resolve::Context;
use story::Story;
use tense::Tense;
use value::{Point, Value};

/// An expression of time and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    /// What is written.
    pub found: Found,
    /// The sentence around it.
    pub sentence: Sentence,
    /// The kind of its block.
    pub block: BlockKind,
}

/// All expressions of time of an article, in order.
pub(crate) fn find(tokens: &Tokens<'_>, blocks: &[TokenBlock], sentences: &[Sentence]) -> Vec<Located> {
    let mut work = Work::new(register(tokens));
    let mut located = Vec::new();
    for sentence in sentences {
        let block = blocks.get(sentence.block).map_or(BlockKind::Paragraph, |block| block.kind);
        if block != BlockKind::Boilerplate {
            let found = grammar::find(tokens, sentence.tokens.clone(), &mut work);
            located.extend(found.into_iter().map(|found| Located { found, sentence: sentence.clone(), block }));
        }
    }
    order_of_digits(&mut located);
    located
}

/// Whether an expression is a day in digits, year first: it says the same in every language.
pub(crate) fn is_iso_day(tokens: &Tokens<'_>, located: &Located) -> bool {
    let words = tokens.span(located.found.tokens.clone()).of(tokens.text);
    words.get(..10).unwrap_or(words).parse::<Date>().is_ok()
}

/// Short texts with the marks of posts are notes.
fn register(tokens: &Tokens<'_>) -> Register {
    const NOTE: usize = 80;
    let marked = |at: usize| {
        let small = tokens.folded(at);
        (matches!(tokens.word(at), "@" | "#") && !tokens.spaced(at + 1)) || NOTED.contains(&small)
    };
    if tokens.len() <= NOTE && (0..tokens.len()).any(marked) { Register::Notes } else { Register::News }
}

/// Words that only posts have.
#[rustfmt::skip]
const NOTED: &[&str] = &[
    "http", "https", "rt", "lol", "haha", "hahaha", "hehe", "u", "ur", "im", "omg", "tmr", "tdy", "abt", "gd", "gonna", "wanna",
    "pls", "plz", "thx", "dont", "cant", "havnt", "idk", "btw",
];

/// "02/03/2014" is read as most dates in digits of the same article are that can be read one way only.
fn order_of_digits(located: &mut [Located]) {
    let count = |order: Order| located.iter().filter(|one| one.found.order == order).count();
    if count(Order::DayFirst) > count(Order::MonthFirst) {
        located.iter_mut().filter(|one| one.found.order == Order::Either).for_each(|one| one.found.swap());
    }
}

/// Resolves the expressions in the order of the text, and remarks on those that contradict themselves or stay open.
pub(crate) fn resolve(located: &[Located], anchor: Option<Date>, tokens: &Tokens<'_>) -> (Vec<DateMention>, Vec<Note>) {
    let mut story = Story::new(located, anchor, tokens);
    let (mut dates, mut notes) = (Vec::<DateMention>::with_capacity(located.len()), Vec::new());
    for (at, Located { found, sentence, block }) in located.iter().enumerate() {
        let tense = match tense::tense(tokens, sentence.tokens.clone(), found.tokens.clone()) {
            Tense::Unknown if story.plan => Tense::Future,
            tense => tense,
        };
        let mut resolved = resolve::resolve(
            found,
            &Context {
                story: &story,
                place: story.at(sentence),
                tense,
                opens_line: tokens.begins_line(found.tokens.start),
            },
        );
        let before = at.checked_sub(1).and_then(|before| located.get(before));
        if let Some(first) = dates.last_mut().filter(|_| before.is_some_and(|one| is_range(tokens, &one.found, found)))
        {
            put_in_order(first, &mut resolved.value, tense);
        }
        let (kind, interval) = match resolved.value {
            Value::Point(point, time) => {
                // The page's clock is no part of the story.
                if block.is_story() {
                    story.tell(point, found, sentence, tense);
                }
                (if time.is_some() { DateKind::Time } else { DateKind::Date }, point.interval())
            }
            Value::Duration(_) => (DateKind::Duration, None),
            Value::Every(_) => (DateKind::Set, None),
            Value::Reference(_) => (DateKind::Date, None),
        };
        let span = found.span;
        if let (Some(weekday), Value::Point(Point::Civil { .. }, _)) = (resolved.contradiction, resolved.value) {
            let message = format!("\"{}\" says {weekday:?}, but {} is none.", span.of(tokens.text), resolved.value);
            notes.push(Note { code: "date_contradiction", message, span: Some(span) });
        }
        dates.push(DateMention {
            span,
            kind,
            value: resolved.value.to_string(),
            modifier: found.modifier,
            earliest: interval.map(|(first, _)| first),
            latest: interval.map(|(_, last)| last),
            basis: resolved.basis,
            certainty: resolved.certainty,
        });
    }
    let open = dates.iter().filter(|date| date.basis == DateBasis::None).count();
    if open > 0 && anchor.is_none() {
        let stay = if open == 1 { "1 date stays" } else { "dates stay" };
        let count = if open == 1 { String::new() } else { format!("{open} ") };
        let message = format!(
            "Nothing tells the day of publication, so {count}{stay} open. Set the day of publication to resolve them."
        );
        notes.push(Note { code: "no_anchor", message, span: None });
    }
    (dates, notes)
}

/// "from Monday to Friday", said on a Wednesday: both ends lie ahead, or both behind.
fn put_in_order(first: &mut DateMention, second: &mut Value, tense: Tense) {
    let Value::Point(point, time) = *second else { return };
    let (Some(start), Some((end, _))) = (first.earliest, point.interval()) else { return };
    if end >= start {
        return;
    }
    if tense.is_ahead() || tense == Tense::Present {
        *second = Value::Point(end.plus_days(7).map_or(point, Point::day), time);
    } else if let Some(start) = start.plus_days(-7).filter(|_| first.kind == DateKind::Date) {
        first.value = Value::Point(Point::day(start), None).to_string();
        (first.earliest, first.latest) = (Some(start), Some(start));
    }
}

/// Whether two expressions are the weekdays at the ends of a range: "from Monday to Friday", "Tuesday through
/// Thursday".
fn is_range(tokens: &Tokens<'_>, one: &Found, other: &Found) -> bool {
    let plain = |found: &Found| matches!(found.expr, Expr::Weekday { shift: None, week: None, .. });
    let joined = one.tokens.end + 1 == other.tokens.start
        && match tokens.folded(one.tokens.end) {
            "to" | "through" | "until" | "till" | "-" | "–" => true,
            "and" => one.tokens.start > 0 && tokens.folded(one.tokens.start - 1) == "between",
            _ => false,
        };
    joined && plain(one) && plain(other)
}

/// Gives the article the days that its text states: the dateline's, and the day of publication.
pub(crate) fn describe(article: &mut Article, dates: &[DateMention], anchor: Anchor) {
    if let Some(dateline) = &mut article.dateline {
        let stated = dates.iter().find(|date| dateline.span.contains(date.span) && date.earliest == date.latest);
        dateline.date = stated.and_then(|date| date.earliest);
    }
    if article.published.is_none() && matches!(anchor.basis, Basis::Dateline | Basis::Byline) {
        article.published = anchor.date.map(|date| Published { date, basis: anchor.basis });
    }
}
