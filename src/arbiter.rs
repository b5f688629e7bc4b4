//! The only place that chooses between readings that overlap: the month or the minister ("May"), the day or the paper
//! ("Sunday Times").

use crate::dates::Located;
use crate::language::Tokens;
use crate::names::Candidate;
use crate::span::Span;

/// How sure a date is. Its grammar has already asked for evidence where a word is two things.
const DATE_SCORE: f64 = 0.8;

/// The final layer: no two overlap, each in the order of the text.
pub struct Chosen {
    /// Names.
    pub names: Vec<Candidate>,
    /// Expressions of time.
    pub dates: Vec<Located>,
}

/// Keeps the surest of those that overlap; of equals the longer, then the earlier.
pub fn choose(tokens: &Tokens<'_>, names: Vec<Candidate>, dates: Vec<Located>) -> Chosen {
    let name_spans = names.iter().map(|name| (tokens.span(name.tokens.clone()), name.score));
    let date_spans = dates.iter().map(|date| (date.found.span, DATE_SCORE));
    let all: Vec<(Span, f64)> = name_spans.chain(date_spans).collect();
    let mut order: Vec<(usize, Span, f64)> =
        all.into_iter().enumerate().map(|(index, (span, score))| (index, span, score)).collect();
    order.sort_by(|(_, one, one_score), (_, other, other_score)| {
        other_score.total_cmp(one_score).then(other.len().cmp(&one.len())).then(one.start.cmp(&other.start))
    });
    // Kept spans, sorted: a new one is compared with its neighbours only.
    let mut kept: std::collections::BTreeMap<u32, (Span, usize)> = std::collections::BTreeMap::new();
    for (index, span, _) in order {
        let before = kept.range(..=span.start).next_back().is_some_and(|(_, (other, _))| other.overlaps(span));
        let behind = kept.range(span.start..).next().is_some_and(|(_, (other, _))| other.overlaps(span));
        if !before && !behind && !span.is_empty() {
            kept.insert(span.start, (span, index));
        }
    }
    let mut stays = vec![false; names.len() + dates.len()];
    for (_, index) in kept.values() {
        if let Some(stays) = stays.get_mut(*index) {
            *stays = true;
        }
    }
    let (of_names, of_dates) = stays.split_at(names.len());
    let mut names: Vec<Candidate> =
        names.into_iter().zip(of_names).filter(|(_, stays)| **stays).map(|(name, _)| name).collect();
    let mut dates: Vec<Located> =
        dates.into_iter().zip(of_dates).filter(|(_, stays)| **stays).map(|(date, _)| date).collect();
    names.sort_by_key(|name| name.tokens.start);
    dates.sort_by_key(|date| date.found.span);
    Chosen { names, dates }
}
