//! Any file is refused as a model, or does no harm as one: what is read can be used. Its checksum is mended first, so that
//! what lies behind it is tried.

#![no_main]

use libfuzzer_sys::fuzz_target;
use whowhen::training::{Model, Rows, checksum, tag};

fuzz_target!(|data: &[u8]| {
    let _ = Model::read(data);
    let mut file = data.to_vec();
    let Some((head, body)) = file.split_at_mut_checked(12) else { return };
    head[..4].copy_from_slice(b"WWT4");
    head[4..].copy_from_slice(&checksum(body).to_le_bytes());
    let Ok(model) = Model::read(&file) else { return };
    let mut rows = Rows::default();
    for chunk in data.chunks(4).take(20) {
        rows.push(chunk.iter().fold(0, |key, byte| key << 8 | u32::from(*byte)));
        rows.end_row();
    }
    for layer in 0..model.layers() {
        let mut scores = vec![0; rows.count() * model.labels() * model.layers()];
        let tagged = tag(&model, layer, (&rows, &mut scores));
        assert_eq!(tagged.labels.len(), rows.count());
        assert!(tagged.labels.iter().all(|label| usize::from(*label) < model.labels()));
    }
    model.worth(0.5);
});
