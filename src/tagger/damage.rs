//! Models that are damaged: by chance, which the checksum sees, and by a hand that also mends the checksum.

use super::*;
use crate::tagger::{Lattice, Tagged};

const MODELS: [(&str, &[u8]); 3] = [
    ("names", include_bytes!("../../data/model/names.en.bin")),
    ("pages", include_bytes!("../../data/model/pages.bin")),
    ("lines", include_bytes!("../../data/model/lines.bin")),
];

/// Before the body: the file's name and the checksum.
const PREFIX: usize = 12;

/// Numbers below `end`, always the same: xorshift (Marsaglia), 64 bits.
fn numbers(end: usize) -> impl Iterator<Item = usize> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % end as u64) as usize
    })
}

/// Bytes from the beginning to the keys: all that says how the rest is read.
fn header(bytes: &[u8]) -> usize {
    let (layers, labels) = (usize::from(bytes[PREFIX]), usize::from(bytes[PREFIX + 1]));
    let names = (0..labels).fold(PREFIX + 2, |at, _| at + 1 + usize::from(bytes[at]));
    names + 4 + POINTS + layers * 2 * labels * (labels + 2) + 4
}

/// The file with a checksum that fits.
fn signed(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = checksum(&bytes[PREFIX..]);
    bytes[4..PREFIX].copy_from_slice(&sum.to_le_bytes());
    bytes
}

/// A model that was read can be used, whatever it says.
fn use_it(model: &Model) {
    let stride = model.labels() * model.layers();
    let mut scores = vec![0; 40 * stride];
    for (row, feature) in scores.chunks_exact_mut(stride).zip(numbers(u32::MAX as usize)) {
        model.score(&[feature as u32, 0, u32::MAX], row);
    }
    let (mut lattice, mut tagged) = (Lattice::default(), Tagged::default());
    for layer in 0..model.layers() {
        lattice.tag(model, layer, &scores, &mut tagged);
        assert_eq!(tagged.labels.len(), 40);
        assert!(tagged.labels.iter().all(|label| usize::from(*label) < model.labels()));
    }
    model.worth(0.5);
}

#[test]
fn every_flipped_bit_is_noticed() {
    for (name, shipped) in MODELS {
        let mut bytes = shipped.to_vec();
        let all_of_the_header = (0..header(shipped) * 8).filter(|bit| bit / 8 < PREFIX + 40 || bit % 11 == 0);
        let anywhere = numbers(shipped.len() * 8).take(600);
        for bit in all_of_the_header.chain(anywhere).chain([shipped.len() * 8 - 1]) {
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Model::read(&bytes).err(), Some(Damaged), "{name}, bit {bit}");
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
        assert!(Model::read(&bytes).is_ok(), "{name}");
    }
}

#[test]
fn a_short_or_long_file_is_no_model() {
    for (name, shipped) in MODELS {
        let lengths = (0..header(shipped) + 9).chain(numbers(shipped.len()).take(300)).chain([shipped.len() - 1]);
        for length in lengths {
            assert_eq!(Model::read(&shipped[..length]).err(), Some(Damaged), "{name}, {length} bytes");
        }
        assert!(Model::read(&[shipped, b"x"].concat()).is_err(), "{name}");
        assert!(Model::read(&signed([shipped, b"x"].concat())).is_err(), "{name}, signed");
    }
}

/// The checksum sees what chance does, not what a hand does. What it cannot see must do no harm: no panic, no endless
/// search, no more room than a few times the file.
#[test]
fn a_signed_model_with_flipped_bits_is_refused_or_does_no_harm() {
    for (name, shipped) in MODELS.into_iter().skip(1) {
        let anywhere = numbers(shipped.len() * 8).take(400);
        let (mut read, mut refused) = (0, 0);
        for bit in (PREFIX * 8..(header(shipped) + 8) * 8).filter(|bit| bit % 3 == 0).chain(anywhere) {
            let mut bytes = shipped.to_vec();
            bytes[bit / 8] ^= 1 << (bit % 8);
            match Model::read(&signed(bytes)) {
                Ok(model) => {
                    use_it(&model);
                    read += 1;
                }
                Err(Damaged) => refused += 1,
            }
        }
        assert!(read > 100 && refused > 50, "{name}: {read} read, {refused} refused");
    }
}

#[test]
fn a_signed_model_that_was_cut_is_refused() {
    for (name, shipped) in MODELS.into_iter().skip(1) {
        for length in (PREFIX..header(shipped) + 9).chain(numbers(shipped.len()).take(300)).filter(|one| *one >= PREFIX)
        {
            assert!(Model::read(&signed(shipped[..length].to_vec())).is_err(), "{name}, {length} bytes");
        }
    }
}

#[test]
fn keys_that_are_none_are_refused() {
    let (_, shipped) = MODELS[1];
    let keys = header(shipped);
    let count = u32::from_le_bytes(shipped[keys - 4..keys].try_into().unwrap()) as usize;
    // The same key twice: it is 0 more than the one before.
    let mut twice = shipped.to_vec();
    for plane in 0..KEY_BYTES {
        twice[keys + plane * count + 1] = 0;
    }
    assert!(Model::read(&signed(twice)).is_err());
    // A key beyond all hashes.
    let mut beyond = shipped.to_vec();
    beyond[keys + 2 * count] = 0xff;
    assert!(Model::read(&signed(beyond)).is_err());
    // More features than there are bytes.
    let mut many = shipped.to_vec();
    many[keys - 4..keys].copy_from_slice(&u32::MAX.to_le_bytes());
    assert!(Model::read(&signed(many)).is_err());
}
