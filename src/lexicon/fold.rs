//! The form in which words are looked up. Also compiled into `build.rs`, so that both sides fold alike.

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

/// Hash of a look-up form: FNV-1a, folded to 32 bits.
pub fn hash(bytes: &[u8]) -> u32 {
    let sum = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    (sum ^ sum >> 32) as u32
}
