//! What can be seen of a text whatever its language: signs, capitals, words; and numbers in few steps.

use crate::tagger::pair;

/// Signs are looked for in so many bytes.
const HEAD: usize = 400;
/// Longer words are cut here.
const WORD: usize = 24;

/// What signs, capitals and digits stand in a text, by numbers.
pub fn marks(text: &str) -> Vec<u32> {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    let (mut letters, mut digits, mut upper, mut commas, mut words, mut capitals) = (0, 0, 0, 0, 0, 0);
    let [mut copyright, mut at, mut address, mut bar, mut arrow, mut slash, mut number] = [false; 7];
    let mut start = true;
    for (place, char) in head.char_indices() {
        match char {
            'a'..='z' => letters += 1,
            'A'..='Z' => (letters, upper) = (letters + 1, upper + 1),
            '0'..='9' => digits += 1,
            ',' | '、' | '،' => commas += 1,
            '©' => copyright = true,
            '@' => at = true,
            '|' => bar = true,
            '»' | '›' | '>' => arrow = true,
            '/' => slash = true,
            '#' => number = true,
            '(' => copyright |= head.get(place..).is_some_and(|rest| rest.starts_with("(c)")),
            ' '..='~' => {}
            _ => {
                letters += usize::from(char.is_alphabetic());
                upper += usize::from(char.is_uppercase());
            }
        }
        if start {
            words += 1;
            capitals += usize::from(char.is_uppercase());
            address |= matches!(char, 'h' | 'w')
                && head.get(place..).is_some_and(|rest| rest.starts_with("http") || rest.starts_with("www."));
        }
        start = char == ' ';
    }
    let first = head.chars().next().unwrap_or(' ');
    let answers = [
        copyright,
        at,
        address,
        bar,
        arrow,
        slash,
        number,
        letters == 0,
        digits * 4 > letters,
        digits > 0,
        upper * 2 > letters && letters > 3,
        first.is_lowercase(),
        first.is_uppercase(),
        matches!(first, '"' | '“' | '„' | '«' | '‘' | '「'),
    ];
    let signs = (1..).zip(answers).filter_map(|(number, yes)| yes.then_some(number));
    signs.chain([30 + commas.min(5), 40 + share(percent(capitals, words))]).collect()
}

/// Hashes of the words of a text, whatever the language.
pub fn words(text: &str) -> impl Iterator<Item = u32> {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| {
        let lower = word.chars().take(WORD).flat_map(char::to_lowercase);
        lower.fold(0, |sum, char| pair(sum, u32::from(char)))
    })
}

/// The words of class names, in small letters, cut where a letter is none of `inside` and at humps; the beginning of long
/// ones: "story-body__relatedLinks" has story, body, related and links.
pub fn class_words(names: &[u8], inside: fn(&u8) -> bool, mut see: impl FnMut(&[u8])) {
    let (mut word, mut length, mut last_lower) = ([0; 32], 0, false);
    for byte in names.iter().chain(b" ") {
        if length > 0 && (!inside(byte) || byte.is_ascii_uppercase() && last_lower) {
            word.get(..length).into_iter().for_each(&mut see);
            length = 0;
        }
        last_lower = byte.is_ascii_lowercase();
        if let Some(cell) = word.get_mut(length).filter(|_| inside(byte)) {
            *cell = byte.to_ascii_lowercase();
            length += 1;
        }
    }
}

/// A part of a whole, from 0 to 100.
pub fn percent(part: usize, whole: usize) -> usize {
    part * 100 / whole.max(1)
}

/// Percent in steps, finer at both ends.
pub fn share(percent: usize) -> u32 {
    match percent {
        0 => 0,
        1..=4 => 1,
        5..=14 => 2,
        15..=29 => 3,
        30..=49 => 4,
        50..=69 => 5,
        70..=84 => 6,
        85..=94 => 7,
        95..=99 => 8,
        _ => 9,
    }
}

/// A count in steps.
pub fn size(count: usize) -> u32 {
    match count {
        0..=4 => count as u32,
        5..=7 => 5,
        8..=12 => 6,
        13..=25 => 7,
        26..=60 => 8,
        _ => 9,
    }
}
