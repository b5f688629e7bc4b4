//! The only place that chooses between readings that overlap: the month or the minister ("May"), the day or the paper
//! ("Sunday Times").

use crate::analysis::EntityType;
use crate::dates::Located;
use crate::language::Tokens;
use crate::names::{Candidate, Own, SURE};
use crate::order;
use crate::span::Span;

/// Names less sure than this are not built around a date.
const LIKELY: f64 = 0.3;

/// The final layer: no two overlap, each in the order of the text.
pub struct Chosen {
    /// Names.
    pub names: Vec<Candidate>,
    /// Expressions of time.
    pub dates: Vec<Located>,
}

/// Keeps the surest of those that overlap; of equals the longer, then the earlier. What the caller said is surest of
/// all.
pub fn choose(tokens: &Tokens<'_>, mut names: Vec<Candidate>, dates: Vec<Located>, own: Own) -> Chosen {
    leave_years_out(tokens, &mut names, &dates);
    names.extend(own.names);
    let name_spans = names.iter().map(|name| (tokens.span(name.tokens.clone()), weight(name, &dates)));
    let date_spans = dates.iter().map(|date| (date.found.span, date.found.score()));
    let ignored = own.ignored.into_iter().chain(own.days.into_iter().map(|(range, _)| range));
    let ignored = ignored.map(|range| (tokens.span(range), SURE));
    let all: Vec<(Span, f64)> = name_spans.chain(date_spans).chain(ignored).collect();
    let mut order: Vec<(usize, Span, f64)> =
        all.into_iter().enumerate().map(|(index, (span, score))| (index, span, score)).collect();
    // Scores are never negative, and the bits of such numbers sort as the numbers do.
    order::by_number(&mut order, |(_, span, score)| {
        u128::from(!score.to_bits()) << 64 | u128::from(!span.len()) << 32 | u128::from(span.start)
    });
    // Which bytes are taken: spans are short, so looking at each of their bytes is cheap.
    let mut taken = vec![false; tokens.text.len()];
    // What is to be ignored, and the days that the caller knows, have their place and go.
    let mut stays = vec![false; names.len() + dates.len()];
    for (index, span, _) in order {
        let Some(place) = taken.get_mut(span.start as usize..span.end as usize) else { continue };
        if place.is_empty() || place.contains(&true) {
            continue;
        }
        place.fill(true);
        if let Some(stays) = stays.get_mut(index) {
            *stays = true;
        }
    }
    let (of_names, of_dates) = stays.split_at(names.len());
    let mut names: Vec<Candidate> =
        names.into_iter().zip(of_names).filter(|(_, stays)| **stays).map(|(name, _)| name).collect();
    let mut dates: Vec<Located> =
        dates.into_iter().zip(of_dates).filter(|(_, stays)| **stays).map(|(date, _)| date).collect();
    order::by_number(&mut names, |name| name.tokens.start as u128);
    order::by_number(&mut dates, |date| date.found.span.number());
    Chosen { names, dates }
}

/// What a name weighs against dates. The tagger knows which words are dates, so a name that it builds around one, "the
/// Baltimore Sun", is meant.
fn weight(name: &Candidate, dates: &[Located]) -> f64 {
    let from = dates.partition_point(|date| date.found.tokens.end <= name.tokens.start);
    let inside = dates.get(from).filter(|date| {
        let date = &date.found.tokens;
        date.len() == 1 && name.tokens.len() > 1 && name.tokens.contains(&date.start)
    });
    inside.filter(|_| name.score >= LIKELY).map_or(name.score, |date| name.score.max(date.found.score() + 0.01))
}

/// "the Local Content Act of 2021", "the 2014 Winter Olympics": the year is a date, and no part of the name.
fn leave_years_out(tokens: &Tokens<'_>, names: &mut [Candidate], dates: &[Located]) {
    let years: Vec<&Located> = dates.iter().filter(|date| date.found.is_year()).collect();
    for name in names {
        let from = years.partition_point(|year| year.found.tokens.end <= name.tokens.start);
        let Some(year) = years.get(from).map(|year| &year.found.tokens).filter(|year| year.end <= name.tokens.end)
        else {
            continue;
        };
        if year.start == name.tokens.start && year.end < name.tokens.end {
            name.tokens.start = year.end;
        } else if year.end == name.tokens.end && year.start > name.tokens.start {
            let of = year.start - 1;
            let linked = matches!(tokens.folded(of), "of" | ",");
            let long = name.tokens.len() > 3 && matches!(name.kind, EntityType::Event | EntityType::Work);
            if linked && of > name.tokens.start {
                name.tokens.end = of;
            } else if long {
                name.tokens.end = year.start;
            }
        }
    }
}
