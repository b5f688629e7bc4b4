//! Exact spans and types, as `score_names.py` counts them.

use std::fmt;

use whowhen::training::KINDS;

use crate::corpus::Name;

/// Counts for one type, or for all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    /// Said and right.
    pub right: usize,
    /// Said.
    pub said: usize,
    /// In the annotation.
    pub gold: usize,
}

impl Count {
    /// Harmonic mean of precision and recall, in percent.
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.said + self.gold).max(1) as f64
    }
}

/// Counts by type.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Each type.
    pub kinds: [Count; KINDS.len()],
    /// Spans, whatever the type.
    pub spans: Count,
    /// Whether events count as works, for annotations that do not tell them apart.
    pub joined: bool,
}

impl Score {
    /// Counts one document.
    pub fn add(&mut self, gold: &[Name], said: &[Name]) {
        let kind = |name: &Name| if self.joined && name.kind == 4 { 5 } else { name.kind };
        let mut kinds = self.kinds;
        for name in gold {
            kinds.get_mut(kind(name)).into_iter().for_each(|count| count.gold += 1);
        }
        for name in said {
            let other = gold.iter().find(|other| (other.start, other.end) == (name.start, name.end));
            let right = other.is_some_and(|other| kind(other) == kind(name));
            kinds.get_mut(kind(name)).into_iter().for_each(|count| {
                count.said += 1;
                count.right += usize::from(right);
            });
            self.spans.right += usize::from(other.is_some());
        }
        self.spans.said += said.len();
        self.spans.gold += gold.len();
        self.kinds = kinds;
    }

    /// All types together.
    pub fn all(&self) -> Count {
        let right = self.kinds.iter().map(|count| count.right).sum();
        Count { right, ..self.spans }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.all();
        let (precision, recall) = (Count { gold: all.said, ..all }.f1(), Count { said: all.gold, ..all }.f1());
        write!(out, "F1 {:.1} (P {precision:.1} R {recall:.1}), span only {:.1};", all.f1(), self.spans.f1())?;
        for ((name, _), count) in KINDS.iter().zip(self.kinds).filter(|(_, count)| count.gold > 0) {
            write!(out, " {name} {:.1}", count.f1())?;
        }
        Ok(())
    }
}
