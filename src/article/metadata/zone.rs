//! Where the headline, the story and its foot are, and what belongs to them.

use crate::article::dom::Id;
use crate::article::metadata::page::{Aside, Line, Page, TEXT_WORDS};
use crate::article::metadata::role::{ASIDE, H1, HEADING, STORY};

/// So many lines before the headline or the first running text may belong to it.
const BEFORE: usize = 8;
/// So many lines behind the headline are looked at, where no running text comes sooner.
const BEHIND: usize = 30;
/// So many lines behind the headline are its own, whatever their class names say.
const CLOSE: usize = 10;
/// So many lines behind the beginning of the running text, which may be a lead.
const LEAD: usize = 8;
/// So many lines are looked at behind the story.
const FOOT: usize = 40;

/// Where the headline, the story and its foot are, in lines.
pub struct Zone {
    /// The headline.
    pub head: usize,
    /// The first running text behind it.
    pub text: usize,
    /// The next heading, or running text, behind it: what stands before is the headline's own.
    close: usize,
    /// Behind the last running text.
    pub foot: usize,
    /// Whether the line above the headline has a box of its own: a day often has.
    above: bool,
    /// Elements that look as if they stood beside the story and hold it.
    around: [Id; 2],
}

impl Zone {
    #[inline(never)]
    pub fn new(page: &Page<'_>, headline: Option<usize>) -> Zone {
        let lines = || page.lines.iter().enumerate();
        let first = |from: usize, test: &dyn Fn(&Line) -> bool| {
            lines().skip(from).find(|(_, line)| test(line)).map(|(at, _)| at)
        };
        let story = |line: &Line| line.is(STORY) && line.words >= TEXT_WORDS && !line.is(H1 | HEADING);
        let head = headline.or_else(|| first(0, &|line| line.is(STORY))).unwrap_or(0);
        let text = first(head + 1, &|line| line.is_text() || story(line)).unwrap_or(page.lines.len());
        // A lead, or two, may stand before the day and the names.
        let third =
            lines().skip(head + 1).filter(|(_, line)| line.words >= 12).nth(2).map_or(page.lines.len(), |(at, _)| at);
        let close = first(head + 1, &|line| line.is(HEADING)).unwrap_or(third).min(third).min(head + CLOSE);
        let foot =
            page.lines.iter().rposition(|line| line.is(STORY) && line.is_text()).map_or(page.lines.len(), |at| at + 1);
        let aside = |at: Option<usize>| at.and_then(|at| page.lines.get(at)).map_or(0, |line| line.aside[0]);
        let above = aside(head.checked_sub(1)) != aside(head.checked_sub(2));
        Zone { head, text, close, foot, above, around: [aside(headline), aside(first(head + 1, &story))] }
    }

    /// Whether what stands there belongs to the story.
    pub fn counts(&self, role: u16, aside: Aside, line: usize) -> bool {
        let [inner, outer] = aside;
        // What stands in the very box of the headline is its own, in a box of that box only close to it.
        let own = |id: Id| id != 0 && self.around.contains(&id);
        role & ASIDE == 0
            || own(inner)
            || self.is_close(line)
            || line < self.head && (self.above && line + 1 == self.head || own(outer) && line + 3 >= self.head)
    }

    /// Whether it stands between the headline and the story, or right behind its beginning.
    pub fn is_behind(&self, line: usize) -> bool {
        self.head < line && line <= self.head + BEHIND && line <= self.text + LEAD
            || line + BEFORE >= self.text && self.head < line && line <= self.text
    }

    /// Whether it stands between the headline and the next heading or the second text.
    pub fn is_close(&self, line: usize) -> bool {
        self.head < line && line < self.close
    }

    /// Whether it stands closely before the headline.
    pub fn is_before(&self, line: usize) -> bool {
        line <= self.head && line + BEFORE >= self.head
    }

    /// Whether it stands closely behind the story.
    pub fn is_foot(&self, line: usize) -> bool {
        self.foot <= line && line < self.foot + FOOT
    }
}
