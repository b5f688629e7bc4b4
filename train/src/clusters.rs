//! Packs the word clusters for `src/lexicon/clusters.rs`.

use std::collections::BTreeMap;

use whowhen::training::word_hash;

/// The packed file from the rows of `word-clusters.tsv`. Words whose keys are equal: the first one stays.
pub fn pack(table: &str) -> Vec<u8> {
    let mut rows: BTreeMap<u32, [u32; 3]> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let mut cells = line.split('\t');
        let Some(word) = cells.next() else { continue };
        let numbers: Vec<u32> = cells.filter_map(|cell| cell.parse().ok()).collect();
        if let [coarse, middle, fine] = numbers[..] {
            rows.entry(word_hash(word) >> 8).or_insert([coarse, middle, fine]);
        }
    }
    let mut last = 0;
    let steps: Vec<u32> = rows.keys().map(|key| key - std::mem::replace(&mut last, *key)).collect();
    let mut out = (rows.len() as u32).to_le_bytes().to_vec();
    out.extend(steps.iter().map(|step| *step as u8));
    out.extend(steps.iter().map(|step| (step >> 8) as u8));
    for size in 0..2 {
        out.extend(rows.values().map(|row| row.get(size).copied().unwrap_or(0) as u8));
    }
    out.extend(rows.values().map(|[.., fine]| *fine as u8));
    out.extend(rows.values().map(|[.., fine]| (fine >> 8) as u8));
    out
}
