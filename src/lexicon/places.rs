//! Where places lie, how large they are, and whether a town is a capital.
//!
//! `build.rs` packs `data/lexicon/gazetteer.txt`. Names are kept as 24 bits of their hash, so only names that the word
//! lists know should be asked for.

use std::sync::OnceLock;

use crate::analysis::PlaceKind;
use crate::lexicon::hash;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.bin"));

/// Parts of a degree that are told apart, as in `build.rs`.
const STEPS: f64 = 20.0;

/// One place of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    key: u32,
    /// What it is.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: [u8; 2],
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// How many times a thousand people had to double to be as many as live there.
    pub size: f64,
}

/// A country by its ISO 3166-1 alpha-2 code.
pub fn country(code: [u8; 2]) -> Option<&'static Place> {
    all().iter().find(|place| place.kind == PlaceKind::Country && place.country == code)
}

fn all() -> &'static [Place] {
    static PLACES: OnceLock<Vec<Place>> = OnceLock::new();
    PLACES.get_or_init(|| read(PACKED).unwrap_or_default())
}

/// The places of a folded name, the largest first.
pub fn places(folded: &str) -> impl Iterator<Item = &'static Place> + use<> {
    let all = all();
    let key = hash(folded.as_bytes()) >> 8;
    let first = all.partition_point(|place| place.key < key);
    all.iter().skip(first).take_while(move |place| place.key == key)
}

fn read(bytes: &[u8]) -> Option<Vec<Place>> {
    let (count, rest) = bytes.split_first_chunk::<4>()?;
    let count = u32::from_le_bytes(*count) as usize;
    let mut planes = rest.chunks_exact(count);
    let planes: [&[u8]; 9] = std::array::from_fn(|_| planes.next().unwrap_or(&[]));
    let mut key = 0;
    let place = |at: usize| -> Option<Place> {
        let [low, high, sizes, south, west, north, east, first, second] = planes;
        let byte = |plane: &[u8]| plane.get(at).copied();
        let number = |low, high| Some(u32::from(byte(low)?) | u32::from(byte(high)?) << 8);
        key += number(low, high)?;
        let size = byte(sizes)?;
        Some(Place {
            key,
            kind: match size & 3 {
                0 => PlaceKind::City,
                1 => PlaceKind::Capital,
                _ => PlaceKind::Country,
            },
            country: [byte(first)?, byte(second)?],
            latitude: f64::from(number(south, north)?) / STEPS - 90.0,
            longitude: f64::from(number(west, east)?) / STEPS - 180.0,
            size: f64::from(u8::MAX - size) / 8.0,
        })
    };
    (0..count).map(place).collect()
}
