//! The day that "today" means, and how it is known.

use crate::analysis::{Anchor, Article, Basis, BlockKind, Note};
use crate::dates::Located;
use crate::dates::calendar::Date;
use crate::dates::grammar::Found;

/// Chooses the anchor: given, else the page's metadata, else a full date in the dateline, the byline or the line beside
/// it, else one in the page's header. The last may be the day of a visit, so it comes with a note.
pub fn choose(given: Option<Date>, article: &Article, dates: &[Located]) -> (Anchor, Vec<Note>) {
    let full = |kind: BlockKind| -> Option<(Date, &Found)> {
        let mut inside = dates.iter().filter(|located| located.block == kind);
        inside.find_map(|Located { found, .. }| Some((found.full_day()?, found)))
    };
    let date_in = |kind| full(kind).map(|(date, _)| date);
    let known = [
        (Basis::Given, given),
        (Basis::Metadata, article.published.map(|published| published.date)),
        (Basis::Dateline, date_in(BlockKind::Dateline)),
        (Basis::Byline, date_in(BlockKind::Byline)),
        (Basis::Masthead, date_in(BlockKind::Masthead)),
    ];
    let (basis, date) = known.into_iter().find(|(_, date)| date.is_some()).unwrap_or((Basis::None, None));
    let assumed = full(BlockKind::Masthead).filter(|_| basis == Basis::Masthead);
    let note = assumed.map(|(date, found)| Note {
        code: "anchor_assumed",
        message: format!(
            "The page's header says {date}, and nothing else tells the day of publication. It is taken as an assumption: it may \
             be the day on which the page was visited. Set the publication date to be sure."
        ),
        span: Some(found.span),
    });
    (Anchor { date, basis }, note.into_iter().collect())
}
