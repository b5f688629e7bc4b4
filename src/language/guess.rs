//! A guess at the language of a text: by its letters, and where those are Latin by its most frequent words.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The words of each language, one a line.
const WORDS: &str = include_str!("../../data/languages.txt");
/// So many words of the text are looked at.
const SAMPLE: usize = 400;
/// Fewer words with Latin letters prove nothing.
const ENOUGH: usize = 12;

/// The BCP 47 tag of the language that a text seems to be written in; `None` where it is too short or like no other.
pub fn guess(text: &str) -> Option<&'static str> {
    if let Some(tag) = by_letters(text) {
        return Some(tag);
    }
    let (tags, known) = languages();
    let mut counts = vec![0_usize; tags.len()];
    let mut sample = 0;
    let words = text.split(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty());
    for word in words.take(SAMPLE) {
        sample += 1;
        let of = if word.starts_with(char::is_uppercase) { known.get(&*word.to_lowercase()) } else { known.get(word) };
        for language in of.into_iter().flatten() {
            counts.iter_mut().skip(*language).take(1).for_each(|count| *count += 1);
        }
    }
    // Of equals the first.
    let (most, tag) = counts.iter().zip(tags).rev().max_by_key(|(count, _)| **count)?;
    // In running text every eighth word is one of these.
    (sample >= ENOUGH && most * 8 >= sample).then_some(*tag)
}

/// The tags of the languages, and the numbers of those that a word is frequent in.
type Languages = (Vec<&'static str>, FxHashMap<&'static str, Vec<usize>>);

fn languages() -> &'static Languages {
    static LANGUAGES: OnceLock<Languages> = OnceLock::new();
    LANGUAGES.get_or_init(|| {
        let lines = WORDS.lines().filter_map(|line| line.split_once('\t'));
        let mut known: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (number, (_, words)) in lines.clone().enumerate() {
            words.split(' ').for_each(|word| known.entry(word).or_default().push(number));
        }
        (lines.map(|(tag, _)| tag).collect(), known)
    })
}

/// Languages with letters of their own, or the greatest of those that share them.
fn by_letters(text: &str) -> Option<&'static str> {
    let mut counts = [0_usize; 11];
    let mut latin = 0;
    for char in text.chars().filter(|char| char.is_alphabetic()).take(8 * SAMPLE) {
        let script = match char {
            'і' | 'ї' | 'є' | 'ґ' => 1,
            '\u{400}'..='\u{52f}' => 0,
            '\u{370}'..='\u{3ff}' => 2,
            '\u{590}'..='\u{5ff}' => 3,
            'پ' | 'چ' | 'ژ' | 'گ' => 5,
            '\u{600}'..='\u{6ff}' => 4,
            '\u{900}'..='\u{97f}' => 6,
            '\u{e00}'..='\u{e7f}' => 7,
            '\u{3040}'..='\u{30ff}' => 8,
            '\u{ac00}'..='\u{d7af}' => 9,
            '\u{4e00}'..='\u{9fff}' => 10,
            _ => {
                latin += 1;
                continue;
            }
        };
        counts.iter_mut().skip(script).take(1).for_each(|count| *count += 1);
    }
    let [cyrillic, ukrainian, greek, hebrew, arabic, persian, hindi, thai, kana, korean, han] = counts;
    let own = counts.iter().sum::<usize>();
    if own == 0 || own < latin {
        return None;
    }
    let all = [
        (cyrillic + ukrainian, if ukrainian * 30 > cyrillic { "uk" } else { "ru" }),
        (greek, "el"),
        (hebrew, "he"),
        (arabic + persian, if persian * 30 > arabic { "fa" } else { "ar" }),
        (hindi, "hi"),
        (thai, "th"),
        (korean, "ko"),
        (han + kana, if kana * 10 > han { "ja" } else { "zh" }),
    ];
    all.iter().max_by_key(|(count, _)| *count).map(|(_, tag)| *tag)
}

/// What people call a language.
pub fn name_of(tag: &str) -> Option<&'static str> {
    let names = [
        ("ar", "Arabic"),
        ("cs", "Czech"),
        ("da", "Danish"),
        ("de", "German"),
        ("el", "Greek"),
        ("es", "Spanish"),
        ("fa", "Persian"),
        ("fi", "Finnish"),
        ("fr", "French"),
        ("he", "Hebrew"),
        ("hi", "Hindi"),
        ("hu", "Hungarian"),
        ("id", "Indonesian"),
        ("it", "Italian"),
        ("ja", "Japanese"),
        ("ko", "Korean"),
        ("nl", "Dutch"),
        ("no", "Norwegian"),
        ("pl", "Polish"),
        ("pt", "Portuguese"),
        ("ro", "Romanian"),
        ("ru", "Russian"),
        ("sv", "Swedish"),
        ("sw", "Swahili"),
        ("th", "Thai"),
        ("tl", "Tagalog"),
        ("tr", "Turkish"),
        ("uk", "Ukrainian"),
        ("vi", "Vietnamese"),
        ("zh", "Chinese"),
    ];
    names.iter().find(|(known, _)| *known == tag).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        for (text, tag) in [
            ("The ministers met in Geneva on Friday to speak of grain, and left before the evening.", Some("en")),
            (
                "Die Minister trafen sich am Freitag in Genf, um über Getreide zu sprechen, und die Gespräche dauern an.",
                Some("de"),
            ),
            (
                "Les ministres se sont réunis vendredi à Genève pour parler du blé, et ils sont partis avant le soir.",
                Some("fr"),
            ),
            (
                "Los ministros se reunieron el viernes en Ginebra para hablar del trigo y se fueron antes de la noche.",
                Some("es"),
            ),
            ("Министры встретились в пятницу в Женеве, чтобы поговорить о зерне.", Some("ru")),
            ("Міністри зустрілися в п'ятницю в Женеві, щоб поговорити про зерно.", Some("uk")),
            ("大臣は金曜日にジュネーブで会談した。", Some("ja")),
            ("部长们周五在日内瓦会面讨论粮食问题。", Some("zh")),
            ("اجتمع الوزراء في جنيف يوم الجمعة للحديث عن الحبوب.", Some("ar")),
            ("Talks", None),
            ("", None),
            ("12 34 56", None),
        ] {
            assert_eq!(guess(text), tag, "{text}");
        }
    }
}
