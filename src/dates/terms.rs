//! What a word is, if it speaks of time or stands beside words that do. Closed classes only.

use std::sync::OnceLock;

use crate::dates::calendar::Weekday;
use crate::dates::holidays;
use crate::dates::length::TimeUnit;
use crate::dates::value::{Reference, Season, TimeOfDay};

/// What a word, a number or a sign is to the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Nothing that the grammar knows.
    Other,
    /// A word that belongs to rules.
    Word(W),
    /// Digits: their value and how many there are.
    Digits(u32, u8),
    /// Digits with commas between thousands: no year.
    Large(u32),
    /// A number in words below a hundred.
    Number(u32),
    /// "hundred", "thousand", "million", "dozen".
    Times(u32),
    /// "first", "13th".
    Ordinal(u32),
    /// A number that is not said: "several".
    Several,
    /// A month from 1 to 12.
    Month(u8),
    /// A day of the week.
    Weekday(Weekday),
    /// Days of the week: "Fridays".
    Weekdays(Weekday),
    /// A unit.
    Unit(TimeUnit),
    /// A unit in the plural.
    Units(TimeUnit),
    /// "1990s", "nineties": the first year, and whether its century is said.
    Decade(i16, bool),
    /// A season.
    Season(Season),
    /// A part of the day, and whether it is plural.
    Part(TimeOfDay, bool),
    /// "last" and the like; "this"; "next" and the like.
    Shift(Shift),
    /// "yesterday", "today", "tomorrow": days from the anchor.
    Day(i32),
    /// "now", "recently".
    Reference(Reference),
    /// "daily", "annually".
    Adverb(TimeUnit),
    /// "a.m.", and whether it is "p.m.".
    Meridiem(bool),
    /// A time zone.
    Zone,
    /// A short word that may be a zone, if it is written large behind a time.
    ZoneLarge,
    /// A word with which a holiday may begin.
    Holiday,
}

/// Which one, seen from the anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// "last": the one before.
    Last,
    /// "past": the one before, or up to now.
    Past,
    /// "previous": the one before, seen from the text.
    Previous,
    /// "this": the one that the anchor is in.
    This,
    /// "next": the one after.
    Next,
    /// "following": the one after, seen from the text.
    Following,
    /// "that", "the same": the one that the text speaks of.
    Same,
}

/// Words and signs that rules ask for by name, or that end what a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[rustfmt::skip]
pub enum W {
    A, About, Ad, Additional, After, Ago, Ahead, All, And, Another, Apostrophe, Around, As, At, Back, Barely, Bc,
    Before, Beginning, Between, By, Christ, Clock, Colon, Comma, Couple, Currency, Dash, Date, Dot, Down, During, Each,
    Earlier, Early, End, Ended, Entire, Era, Every, Few, Fiscal, For, From, Full, Future, Half, Hence, Hyphen, In, Just,
    Late, Later, Latest, Least, Less, Long, Many, Mid, Middle, Midnight, More, Most, Much, Near, Nearly, No, Noon, Not,
    Now, O, Of, Old, On, Once, One, Only, Or, Other, Over, Overnight, Paren, Per, Percent, Period, Plus, Point,
    Possessive, Present, Rest, Round, S, Same, Sharp, Since, Slash, So, Some, Soon, Start, Term, Than, The, These,
    Through, Till, Time, Times, To, Tonight, Twice, Under, Until, Up, Upon, Very, Well, While, Whole, Within,
}

/// Every word of [`Term`], in its look-up form.
#[rustfmt::skip]
const WORDS: &[(&str, Term)] = {
    use Term::{
        Adverb, Day, Meridiem, Month, Number, Ordinal, Part, Reference as Ref, Season as Sea, Several, Shift as Sh, Times,
        Unit, Units, Word, Zone, ZoneLarge,
    };
    use TimeOfDay as T;
    use TimeUnit as U;
    &[
        ("january", Month(1)), ("jan", Month(1)), ("february", Month(2)), ("feb", Month(2)), ("march", Month(3)),
        ("mar", Month(3)), ("april", Month(4)), ("apr", Month(4)), ("may", Month(5)), ("june", Month(6)),
        ("jun", Month(6)), ("july", Month(7)), ("jul", Month(7)), ("august", Month(8)), ("aug", Month(8)),
        ("september", Month(9)), ("sept", Month(9)), ("sep", Month(9)), ("october", Month(10)), ("oct", Month(10)),
        ("november", Month(11)), ("nov", Month(11)), ("december", Month(12)), ("dec", Month(12)),
        ("monday", Term::Weekday(Weekday::Monday)), ("mon", Term::Weekday(Weekday::Monday)),
        ("tuesday", Term::Weekday(Weekday::Tuesday)), ("tues", Term::Weekday(Weekday::Tuesday)),
        ("tue", Term::Weekday(Weekday::Tuesday)), ("wednesday", Term::Weekday(Weekday::Wednesday)),
        ("wed", Term::Weekday(Weekday::Wednesday)), ("weds", Term::Weekday(Weekday::Wednesday)),
        ("thursday", Term::Weekday(Weekday::Thursday)), ("thurs", Term::Weekday(Weekday::Thursday)),
        ("thu", Term::Weekday(Weekday::Thursday)), ("thur", Term::Weekday(Weekday::Thursday)),
        ("friday", Term::Weekday(Weekday::Friday)), ("fri", Term::Weekday(Weekday::Friday)),
        ("saturday", Term::Weekday(Weekday::Saturday)), ("sat", Term::Weekday(Weekday::Saturday)),
        ("sunday", Term::Weekday(Weekday::Sunday)), ("sun", Term::Weekday(Weekday::Sunday)),
        ("mondays", Term::Weekdays(Weekday::Monday)), ("tuesdays", Term::Weekdays(Weekday::Tuesday)),
        ("wednesdays", Term::Weekdays(Weekday::Wednesday)), ("thursdays", Term::Weekdays(Weekday::Thursday)),
        ("fridays", Term::Weekdays(Weekday::Friday)), ("saturdays", Term::Weekdays(Weekday::Saturday)),
        ("sundays", Term::Weekdays(Weekday::Sunday)), ("seconds", Units(U::Second)), ("sec", Unit(U::Second)),
        ("secs", Units(U::Second)), ("minute", Unit(U::Minute)), ("minutes", Units(U::Minute)),
        ("min", Unit(U::Minute)), ("mins", Units(U::Minute)), ("hour", Unit(U::Hour)), ("hours", Units(U::Hour)),
        ("hr", Unit(U::Hour)), ("hrs", Units(U::Hour)), ("day", Unit(U::Day)), ("days", Units(U::Day)),
        ("weekend", Unit(U::Weekend)), ("weekends", Units(U::Weekend)), ("week", Unit(U::Week)),
        ("weeks", Units(U::Week)), ("wk", Unit(U::Week)), ("wks", Units(U::Week)), ("fortnight", Unit(U::Fortnight)),
        ("fortnights", Units(U::Fortnight)), ("month", Unit(U::Month)), ("months", Units(U::Month)),
        ("mth", Unit(U::Month)), ("mths", Units(U::Month)), ("season", Unit(U::Season)), ("seasons", Units(U::Season)),
        ("quarter", Unit(U::Quarter)), ("quarters", Units(U::Quarter)), ("semester", Unit(U::Half)),
        ("semesters", Units(U::Half)), ("year", Unit(U::Year)), ("years", Units(U::Year)), ("yr", Unit(U::Year)),
        ("yrs", Units(U::Year)), ("decade", Unit(U::Decade)), ("decades", Units(U::Decade)),
        ("century", Unit(U::Century)), ("centuries", Units(U::Century)), ("millennium", Unit(U::Millennium)),
        ("millennia", Units(U::Millennium)), ("millenniums", Units(U::Millennium)), ("zero", Number(0)),
        ("one", Word(W::One)), ("two", Number(2)), ("three", Number(3)), ("four", Number(4)), ("five", Number(5)),
        ("six", Number(6)), ("seven", Number(7)), ("eight", Number(8)), ("nine", Number(9)), ("ten", Number(10)),
        ("eleven", Number(11)), ("twelve", Number(12)), ("thirteen", Number(13)), ("fourteen", Number(14)),
        ("fifteen", Number(15)), ("sixteen", Number(16)), ("seventeen", Number(17)), ("eighteen", Number(18)),
        ("nineteen", Number(19)), ("twenty", Number(20)), ("thirty", Number(30)), ("forty", Number(40)),
        ("fifty", Number(50)), ("sixty", Number(60)), ("seventy", Number(70)), ("eighty", Number(80)),
        ("ninety", Number(90)), ("hundred", Times(100)), ("hundreds", Times(100)), ("thousand", Times(1000)),
        ("thousands", Times(1000)), ("million", Times(1_000_000)), ("millions", Times(1_000_000)), ("billion", Times(1_000_000_000)), ("dozen", Times(12)),
        ("dozens", Times(12)), ("several", Several), ("numerous", Several), ("many", Word(W::Many)),
        ("few", Word(W::Few)), ("couple", Word(W::Couple)), ("first", Ordinal(1)), ("second", Ordinal(2)),
        ("third", Ordinal(3)), ("fourth", Ordinal(4)), ("fifth", Ordinal(5)), ("sixth", Ordinal(6)),
        ("seventh", Ordinal(7)), ("eighth", Ordinal(8)), ("ninth", Ordinal(9)), ("tenth", Ordinal(10)),
        ("eleventh", Ordinal(11)), ("twelfth", Ordinal(12)), ("thirteenth", Ordinal(13)), ("fourteenth", Ordinal(14)),
        ("fifteenth", Ordinal(15)), ("sixteenth", Ordinal(16)), ("seventeenth", Ordinal(17)),
        ("eighteenth", Ordinal(18)), ("nineteenth", Ordinal(19)), ("twentieth", Ordinal(20)),
        ("thirtieth", Ordinal(30)), ("final", Ordinal(LAST)), ("spring", Sea(Season::Spring)),
        ("springtime", Sea(Season::Spring)), ("summer", Sea(Season::Summer)), ("summertime", Sea(Season::Summer)),
        ("autumn", Sea(Season::Autumn)), ("fall", Sea(Season::Autumn)), ("winter", Sea(Season::Winter)),
        ("wintertime", Sea(Season::Winter)), ("morning", Part(T::Morning, false)), ("mornings", Part(T::Morning, true)),
        ("dawn", Part(T::Morning, false)), ("daybreak", Part(T::Morning, false)), ("sunrise", Part(T::Morning, false)),
        ("sunup", Part(T::Morning, false)), ("daylight", Part(T::Daytime, false)), ("daytime", Part(T::Daytime, false)),
        ("afternoon", Part(T::Afternoon, false)), ("afternoons", Part(T::Afternoon, true)),
        ("lunchtime", Part(T::Afternoon, false)), ("evening", Part(T::Evening, false)),
        ("evenings", Part(T::Evening, true)), ("dusk", Part(T::Evening, false)), ("sunset", Part(T::Evening, false)),
        ("sundown", Part(T::Evening, false)), ("nightfall", Part(T::Night, false)), ("night", Part(T::Night, false)),
        ("nites", Part(T::Night, true)), ("nights", Part(T::Night, true)), ("nite", Part(T::Night, false)),
        ("nighttime", Part(T::Night, false)), ("last", Sh(Shift::Last)), ("past", Sh(Shift::Past)),
        ("previous", Sh(Shift::Previous)), ("preceding", Sh(Shift::Previous)), ("this", Sh(Shift::This)),
        ("current", Sh(Shift::This)), ("next", Sh(Shift::Next)), ("nxt", Sh(Shift::Next)), ("coming", Sh(Shift::Next)),
        ("upcoming", Sh(Shift::Next)), ("following", Sh(Shift::Following)), ("ensuing", Sh(Shift::Following)),
        ("that", Sh(Shift::Same)), ("same", Word(W::Same)), ("yesterday", Day(-1)), ("today", Day(0)),
        ("tonight", Word(W::Tonight)), ("tomorrow", Day(1)), ("tmrw", Day(1)), ("tmr", Day(1)), ("tomoro", Day(1)),
        ("tomo", Day(1)), ("2moro", Day(1)), ("tdy", Day(0)), ("ytd", Day(-1)), ("now", Word(W::Now)),
        ("currently", Ref(Reference::Present)), ("nowadays", Ref(Reference::Present)),
        ("presently", Ref(Reference::Present)), ("recently", Ref(Reference::Past)), ("lately", Ref(Reference::Past)),
        ("soon", Word(W::Soon)), ("recent", Word(W::Latest)), ("noon", Word(W::Noon)), ("midday", Word(W::Noon)),
        ("midnight", Word(W::Midnight)), ("overnight", Word(W::Overnight)), ("daily", Adverb(U::Day)),
        ("weekdays", Adverb(U::Day)), ("weeknights", Adverb(U::Day)), ("nightly", Adverb(U::Day)),
        ("weekly", Adverb(U::Week)), ("fortnightly", Adverb(U::Fortnight)), ("biweekly", Adverb(U::Fortnight)),
        ("monthly", Adverb(U::Month)), ("quarterly", Adverb(U::Quarter)), ("annual", Adverb(U::Year)),
        ("annually", Adverb(U::Year)), ("yearly", Adverb(U::Year)), ("hourly", Adverb(U::Hour)),
        ("a.m", Meridiem(false)), ("am", Meridiem(false)), ("p.m", Meridiem(true)), ("pm", Meridiem(true)),
        ("gmt", Zone), ("utc", Zone), ("est", ZoneLarge), ("edt", Zone), ("pst", Zone), ("pdt", Zone), ("cst", Zone),
        ("cdt", Zone), ("mst", Zone), ("mdt", Zone), ("ist", Zone), ("cet", Zone), ("cest", Zone), ("cat", ZoneLarge),
        ("eat", ZoneLarge), ("wat", Zone), ("bst", Zone), ("sgt", ZoneLarge), ("hkt", Zone), ("aest", Zone),
        ("aedt", Zone), ("et", ZoneLarge), ("pt", ZoneLarge), ("ct", ZoneLarge), ("msk", Zone), ("jst", Zone),
        ("wib", Zone), ("pkt", Zone), ("wet", ZoneLarge), ("eet", Zone), ("nzst", Zone), ("nzdt", Zone),
        ("a", Word(W::A)), ("an", Word(W::A)), ("the", Word(W::The)), ("of", Word(W::Of)), ("in", Word(W::In)),
        ("on", Word(W::On)), ("at", Word(W::At)), ("by", Word(W::By)), ("to", Word(W::To)), ("from", Word(W::From)),
        ("and", Word(W::And)), ("&", Word(W::And)), ("or", Word(W::Or)), ("until", Word(W::Until)),
        ("till", Word(W::Till)), ("til", Word(W::Till)), ("per", Word(W::Per)), ("for", Word(W::For)),
        ("every", Word(W::Every)), ("each", Word(W::Each)), ("ago", Word(W::Ago)), ("before", Word(W::Before)),
        ("after", Word(W::After)), ("afterward", Word(W::Later)), ("afterwards", Word(W::Later)),
        ("earlier", Word(W::Earlier)), ("later", Word(W::Later)), ("hence", Word(W::Hence)), ("since", Word(W::Since)),
        ("more", Word(W::More)), ("less", Word(W::Less)), ("fewer", Word(W::Less)), ("than", Word(W::Than)),
        ("over", Word(W::Over)), ("under", Word(W::Under)), ("about", Word(W::About)), ("around", Word(W::Around)),
        ("roughly", Word(W::About)), ("approximately", Word(W::About)), ("some", Word(W::Some)),
        ("nearly", Word(W::Nearly)), ("almost", Word(W::Nearly)), ("close", Word(W::Near)), ("barely", Word(W::Barely)),
        ("scarcely", Word(W::Barely)), ("up", Word(W::Up)), ("least", Word(W::Least)), ("most", Word(W::Most)),
        ("no", Word(W::No)), ("not", Word(W::Not)), ("only", Word(W::Only)), ("just", Word(W::Just)),
        ("mere", Word(W::Only)), ("exactly", Word(W::Only)), ("within", Word(W::Within)), ("early", Word(W::Early)),
        ("late", Word(W::Late)), ("mid", Word(W::Mid)), ("middle", Word(W::Middle)), ("start", Word(W::Start)),
        ("beginning", Word(W::Beginning)), ("onset", Word(W::Start)), ("end", Word(W::End)), ("turn", Word(W::Start)),
        ("rest", Word(W::Rest)), ("remainder", Word(W::Rest)), ("half", Word(W::Half)), ("between", Word(W::Between)),
        ("through", Word(W::Through)), ("thru", Word(W::Through)), ("during", Word(W::During)),
        ("other", Word(W::Other)), ("another", Word(W::Another)), ("additional", Word(W::Additional)),
        ("extra", Word(W::Additional)), ("further", Word(W::Additional)), ("consecutive", Word(W::Additional)),
        ("successive", Word(W::Additional)), ("straight", Word(W::Additional)), ("full", Word(W::Full)),
        ("whole", Word(W::Whole)), ("entire", Word(W::Entire)), ("all", Word(W::All)), ("long", Word(W::Long)),
        ("old", Word(W::Old)), ("time", Word(W::Time)), ("times", Word(W::Times)), ("once", Word(W::Once)),
        ("twice", Word(W::Twice)), ("thrice", Word(W::Twice)), ("o'clock", Word(W::Clock)), ("oclock", Word(W::Clock)),
        ("o", Word(W::O)), ("oh", Word(W::O)), ("fiscal", Word(W::Fiscal)), ("financial", Word(W::Fiscal)),
        ("latest", Word(W::Latest)), ("period", Word(W::Period)), ("future", Word(W::Future)),
        ("point", Word(W::Point)), ("moment", Word(W::Point)), ("date", Word(W::Date)), ("present", Word(W::Present)),
        ("term", Word(W::Term)), ("ahead", Word(W::Ahead)), ("these", Word(W::These)), ("those", Word(W::These)),
        ("well", Word(W::Well)), ("as", Word(W::As)), ("so", Word(W::So)), ("much", Word(W::Much)),
        ("round", Word(W::Round)), ("very", Word(W::Very)), ("back", Word(W::Back)), ("upon", Word(W::Upon)),
        ("while", Word(W::While)), ("down", Word(W::Down)), ("ad", Word(W::Ad)), ("a.d", Word(W::Ad)),
        ("ce", Word(W::Ad)), ("c.e", Word(W::Ad)), ("bc", Word(W::Bc)), ("b.c", Word(W::Bc)), ("bce", Word(W::Bc)),
        ("b.c.e", Word(W::Bc)), ("christ", Word(W::Christ)), ("sharp", Word(W::Sharp)), ("era", Word(W::Era)),
        ("s", Word(W::S)), ("'s", Word(W::Possessive)), ("percent", Word(W::Percent)), ("%", Word(W::Percent)),
        ("ended", Word(W::Ended)), ("ending", Word(W::Ended)), ("-", Word(W::Hyphen)), ("–", Word(W::Dash)),
        ("—", Word(W::Dash)), ("--", Word(W::Dash)), ("/", Word(W::Slash)), (",", Word(W::Comma)), (".", Word(W::Dot)),
        (":", Word(W::Colon)), ("'", Word(W::Apostrophe)), ("‘", Word(W::Apostrophe)), ("’", Word(W::Apostrophe)),
        ("`", Word(W::Apostrophe)), ("(", Word(W::Paren)), ("+", Word(W::Plus)), ("$", Word(W::Currency)),
        ("€", Word(W::Currency)), ("£", Word(W::Currency)), ("¥", Word(W::Currency)), ("₹", Word(W::Currency)),
        ("#", Word(W::Currency)), ("twenties", Term::Decade(1920, false)), ("thirties", Term::Decade(1930, false)),
        ("forties", Term::Decade(1940, false)), ("fifties", Term::Decade(1950, false)),
        ("sixties", Term::Decade(1960, false)), ("seventies", Term::Decade(1970, false)),
        ("eighties", Term::Decade(1980, false)), ("nineties", Term::Decade(1990, false)),
        ("noughties", Term::Decade(2000, true)), ("tens", Term::Decade(2010, false)),
    ]
};

/// The ordinal of "final".
pub const LAST: u32 = u32::MAX;

/// Longest look-up form in the table.
const LONGEST: usize = 13;
const SLOTS: usize = 2048;

/// An open-addressed table from look-up form to term; an empty word marks a free slot.
struct Table {
    slots: Vec<(&'static str, Term)>,
    /// For each length, the first letters of its words as bits: most words are none of ours, and this says so at once.
    first: [u32; LONGEST + 1],
}

/// The bit of a word's first letter; all other characters share one.
fn first_bit(word: &str) -> u32 {
    match word.as_bytes().first() {
        Some(letter @ b'a'..=b'z') => 1 << (letter - b'a'),
        _ => 1 << 31,
    }
}

impl Table {
    fn get() -> &'static Table {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(|| {
            let mut table = Table { slots: vec![("", Term::Other); SLOTS], first: [0; LONGEST + 1] };
            for (word, term) in WORDS {
                table.add(word, *term);
            }
            for word in holidays::first_words() {
                table.add(word, Term::Holiday);
            }
            table
        })
    }

    /// The first entry of a word wins.
    fn add(&mut self, word: &'static str, term: Term) {
        if let Some(first) = self.first.get_mut(word.len()) {
            *first |= first_bit(word);
        }
        let mut at = hash(word) % SLOTS;
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.0.is_empty() {
                *slot = (word, term);
                return;
            }
            if slot.0 == word {
                return;
            }
            at = (at + 1) % SLOTS;
        }
    }

    fn find(&self, word: &str) -> Term {
        if self.first.get(word.len()).is_none_or(|first| first & first_bit(word) == 0) {
            return Term::Other;
        }
        let mut at = hash(word) % SLOTS;
        while let Some((known, term)) = self.slots.get(at) {
            if known.is_empty() {
                break;
            }
            if *known == word {
                return *term;
            }
            at = (at + 1) % SLOTS;
        }
        Term::Other
    }
}

/// FNV-1a.
fn hash(word: &str) -> usize {
    word.bytes().fold(0xcbf2_9ce4_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) as usize
}

/// What a folded word or sign is.
pub fn term(folded: &str) -> Term {
    if folded.is_empty() || folded.len() > LONGEST { Term::Other } else { Table::get().find(folded) }
}

/// What is glued to digits, and what both are together: "13th", "10am", "90s", "4h", "22april".
pub fn tail(folded: &str) -> Option<Term> {
    Some(match folded {
        "st" | "nd" | "rd" | "th" => Term::Ordinal(0),
        "s" => Term::Decade(0, false),
        "h" => Term::Unit(TimeUnit::Hour),
        _ => match term(folded) {
            found @ (Term::Meridiem(_) | Term::Unit(_) | Term::Units(_) | Term::Month(_)) => found,
            _ => return None,
        },
    })
}

/// Whether a word names a month or a weekday in full, so that its capital makes no name of it.
pub fn is_calendar_name(folded: &str) -> bool {
    folded.len() > 3 && matches!(term(folded), Term::Month(_) | Term::Weekday(_) | Term::Weekdays(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_words() {
        assert_eq!(term("january"), Term::Month(1));
        assert_eq!(term("fridays"), Term::Weekdays(Weekday::Friday));
        assert_eq!(term("the"), Term::Word(W::The));
        assert_eq!(term("christmas"), Term::Holiday);
        assert_eq!(term("camel"), Term::Other);
        assert!(WORDS.iter().all(|(word, _)| word.len() <= LONGEST), "a word is longer than LONGEST");
        assert!(is_calendar_name("march") && !is_calendar_name("mar"));
    }
}
