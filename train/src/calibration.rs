//! How often names are right that the model is so sure of.

use whowhen::training::POINTS;

use crate::corpus::{Document, Name};

/// Bins of equal width over the scores.
const BINS: usize = 20;

/// For each bin of scores: how many names, how many of them right, the sum of their scores.
#[derive(Clone, Debug)]
pub struct Reliability {
    bins: Vec<(usize, usize, f64)>,
}

impl Reliability {
    /// Counts names with their scores against the annotation. With `joined`, events count as works.
    pub fn new<'a>(read: impl Iterator<Item = (&'a Document, &'a Vec<(Name, f32)>)>, joined: bool) -> Reliability {
        let mut bins = vec![(0, 0, 0.0); BINS];
        let kind = |name: &Name| if joined && name.kind == 4 { 5 } else { name.kind };
        for (document, said) in read {
            for (name, score) in said {
                let same = |gold: &Name| (gold.start, gold.end, kind(gold)) == (name.start, name.end, kind(name));
                let right = document.names.iter().any(same);
                let at = ((f64::from(*score) * BINS as f64) as usize).min(BINS - 1);
                if let Some(bin) = bins.get_mut(at) {
                    *bin = (bin.0 + 1, bin.1 + usize::from(right), bin.2 + f64::from(*score));
                }
            }
        }
        Reliability { bins }
    }

    /// What scores are worth, at [`POINTS`] places from 0 to 1: shares of right names in the bins, made to rise by
    /// pooling neighbours that fall (Ayer and others 1955).
    pub fn curve(&self) -> [f32; POINTS] {
        let mut pools: Vec<(f64, f64, usize)> = Vec::new();
        for (count, right, _) in &self.bins {
            pools.push((*right as f64 + 0.5, *count as f64 + 1.0, 1));
            while let [.., before, last] = pools.as_slice()
                && before.0 / before.1 > last.0 / last.1
            {
                let joined = (before.0 + last.0, before.1 + last.1, before.2 + last.2);
                pools.truncate(pools.len() - 2);
                pools.push(joined);
            }
        }
        let shares: Vec<f32> =
            pools.iter().flat_map(|(right, count, bins)| vec![(right / count) as f32; *bins]).collect();
        // A point lies between two bins.
        std::array::from_fn(|at| {
            let near = [at.checked_sub(1), Some(at)].into_iter().flatten().filter_map(|bin| shares.get(bin));
            let (sum, count) = near.fold((0.0, 0.0), |(sum, count), share| (sum + share, count + 1.0));
            sum / count
        })
    }

    /// The table: for tenths of the score, how many names, their mean score, and how many are right.
    pub fn table(&self) -> String {
        let mut out = String::from("| score | names | mean score | right |\n|---|---|---|---|\n");
        for (at, two) in self.bins.chunks(2).enumerate() {
            let (count, right, sum) =
                two.iter().fold((0, 0, 0.0), |all, bin| (all.0 + bin.0, all.1 + bin.1, all.2 + bin.2));
            if count > 0 {
                let (low, high) = (at as f64 / 10.0, (at + 1) as f64 / 10.0);
                let (mean, share) = (sum / count as f64, right as f64 / count as f64);
                out.push_str(&format!("| {low:.1} to {high:.1} | {count} | {mean:.2} | {share:.2} |\n"));
            }
        }
        out
    }
}
