//! The form in which words are looked up, and the key of it. Also compiled into `build.rs`, so that both sides do it alike.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends the look-up form of one word: lower case, no diacritics, straight apostrophes, no invisible characters, no
/// full stop at the end ("Gen." and "Gen" are one word, so are "U.N." and "U.N").
pub fn fold_into(word: &str, out: &mut String) {
    let start = out.len();
    if word.is_ascii() {
        out.push_str(word);
        if let Some(added) = out.get_mut(start..) {
            added.make_ascii_lowercase();
        }
    } else {
        for base in word.nfd().filter(|char| !is_combining_mark(*char) && !is_invisible(*char)) {
            match base {
                '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' => out.push('\''),
                '‐' | '‑' => out.push('-'),
                'ß' => out.push_str("ss"),
                'æ' | 'Æ' => out.push_str("ae"),
                'ø' | 'Ø' => out.push('o'),
                'ł' | 'Ł' => out.push('l'),
                'đ' | 'Đ' | 'ð' => out.push('d'),
                'ı' => out.push('i'),
                other => out.extend(other.to_lowercase().filter(|char| !is_combining_mark(*char))),
            }
        }
    }
    if out.len() > start + 1 && out.ends_with('.') {
        out.pop();
    }
}

/// Whether a character takes no room and means nothing for the word it stands in.
pub fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// How many bits of its hash are the key of a phrase.
pub const BITS: u32 = 30;
/// In a set of classes: that a country goes with it.
pub const COUNTRY: u32 = 1 << 30;
/// In a set of classes: that a full name goes with it.
pub const FULL: u32 = 1 << 31;

/// Hash of nothing: FNV-1a (Fowler, Noll, Vo), 64 bits.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of what was hashed so far and some more.
#[inline]
pub fn extend(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The key of a phrase by its hash. Mixed once more: keys have to lie evenly, and the first bits of FNV-1a do not.
#[inline]
pub fn key(hash: u64) -> u32 {
    ((hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS)) as u32
}

/// Hash of a look-up form in 32 bits.
pub fn hash(bytes: &[u8]) -> u32 {
    let sum = extend(START, bytes);
    (sum ^ sum >> 32) as u32
}
