//! What holds for any text at all.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod common;

use proptest::prelude::*;
use whowhen::dates::Date;
use whowhen::{Error, Find, Input, Limits, Options, analyze};

/// Pieces that news and its accidents are made of, and characters of every kind.
fn any_text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "MOSCOW - ",
        "President ",
        "Anna Duval",
        " said",
        "Duval",
        "U.N.",
        "al-Assad",
        "’s",
        "'s",
        "“",
        "”",
        "\"",
        "(Reuters)",
        "\n\n",
        "\r\n",
        "January 13",
        "Friday, ",
        "March 2011",
        "2014-01-13",
        "three weeks ago",
        "may",
        "on ",
        "in ",
        "the ",
        ". ",
        ".",
        "...",
        ", ",
        "-",
        "—",
        "10 a.m.",
        "Geneva 2",
        "\u{a0}",
        "\u{200b}",
        "\u{200d}",
        "\u{feff}",
        "e\u{301}",
        "👩‍👩‍👧",
        "🇫🇷",
        "Łódź",
        "北京",
        "Москва",
        "القاهرة",
        "Share this\n",
        "By Anna Duval\n",
        "# ",
        "- ",
        "> ",
        "9999999999",
        "0",
        "/",
        "1/1/1",
        "99:99",
        "the 1990s",
        "\u{202e}",
        "ß",
        "İ",
        "ǅ",
    ]);
    prop::collection::vec(
        prop_oneof![3 => words.prop_map(String::from), 1 => any::<char>().prop_map(String::from), 1 => "\\PC{0,8}"],
        0..24,
    )
    .prop_map(|pieces| pieces.concat())
}

/// Words of time in any order, most of them nonsense, with what stands between them.
fn any_time() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "the",
        "a",
        "of",
        "in",
        "on",
        "at",
        "to",
        "and",
        "or",
        "from",
        "until",
        "between",
        "before",
        "after",
        "ago",
        "later",
        "earlier",
        "every",
        "each",
        "last",
        "next",
        "this",
        "past",
        "coming",
        "previous",
        "following",
        "same",
        "early",
        "late",
        "mid",
        "about",
        "more than",
        "less than",
        "at least",
        "nearly",
        "the end of",
        "the beginning of",
        "half",
        "quarter",
        "first",
        "second",
        "third",
        "21st",
        "31st",
        "thirty-first",
        "final",
        "one",
        "two",
        "thirteen",
        "ninety-nine",
        "hundred",
        "million",
        "several",
        "a few",
        "couple",
        "0",
        "1",
        "7",
        "12",
        "13",
        "24",
        "29",
        "30",
        "31",
        "32",
        "60",
        "99",
        "366",
        "1000",
        "1066",
        "1984",
        "2000",
        "2014",
        "9999",
        "4294967296",
        "99,999",
        "2.5",
        "1.25",
        "½",
        "’90s",
        "1990s",
        "nineties",
        "January",
        "Feb.",
        "March",
        "may",
        "Sept",
        "December",
        "Monday",
        "Fri",
        "Sunday",
        "Fridays",
        "spring",
        "fall",
        "winter",
        "morning",
        "night",
        "noon",
        "midnight",
        "tonight",
        "a.m.",
        "pm",
        "GMT",
        "EST",
        "Z",
        "o'clock",
        "second",
        "minutes",
        "hour",
        "day",
        "days",
        "weekend",
        "week",
        "fortnight",
        "months",
        "quarter",
        "year",
        "years",
        "decade",
        "century",
        "millennia",
        "yesterday",
        "tomorrow",
        "now",
        "recently",
        "daily",
        "annual",
        "twice",
        "fiscal",
        "BC",
        "AD",
        "B.C.",
        "Christmas",
        "Easter",
        "Ramadan",
        "Thanksgiving",
        "New Year's Eve",
        "Eid al-Fitr",
        "29 February",
        "2014-01-13",
        "31/12/1999",
        "1/2/3",
        "2014-W05",
        "2020-W53-7",
        "10:30",
        "24:00",
        "23:59:60",
        "T10",
        "Q3",
        "H2",
        "FY2008",
        "20140113",
    ]);
    let between = prop::sample::select(vec![
        " ", " ", " ", " ", "-", ", ", "/", ":", ".", ". ", "–", "'s ", " (", ") ", "\n\n", "",
    ]);
    prop::collection::vec((words, between), 0..24)
        .prop_map(|pieces| pieces.iter().map(|(word, between)| format!("{word}{between}")).collect())
}

/// The days against which a text may be read: none, this one, the ends of the calendar.
fn any_day() -> impl Strategy<Value = Option<Date>> {
    let days = ["2014-01-03", "2024-02-29", "2000-12-31", "0001-01-01", "9999-12-31", "0000-03-01", "0000-01-01"];
    prop::option::of(prop::sample::select(days.to_vec()).prop_map(|day| day.parse().unwrap()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_of_time_keep_the_promises(text in any_time(), published in any_day(), all in any::<bool>()) {
        let find = if all { Find::All } else { Find::Dates };
        let analysis = analyze(Input::Text(&text), &Options { published, find, ..Options::default() }).unwrap();
        common::check_promises(&analysis);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_keeps_the_promises(text in any_text(), published in any::<bool>()) {
        let published = published.then(|| "2014-01-03".parse().unwrap());
        let analysis = analyze(Input::Text(&text), &Options { published, ..Options::default() }).unwrap();
        prop_assert_eq!(&analysis.text, &text);
        common::check_promises(&analysis);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_keeps_the_promises(pieces in prop::collection::vec(prop_oneof![
        prop::sample::select(vec!["<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<h1>", "<table>", "<tr>", "<li>", "<a href=x>", "</a>",
            "<script>", "</script>", "<!--", "-->", "<template>", "<svg>", "<title>", "<meta name=author content='", "'>", "&amp;", "&#x0;", "<br>",
            "<time datetime=2014-01-03>", "hidden", "<p hidden>"]).prop_map(String::from),
        any_text(),
    ], 0..16)) {
        let analysis = analyze(Input::Html(&pieces.concat()), &Options::default()).unwrap();
        common::check_promises(&analysis);
    }
}

#[test]
fn same_input_same_bytes() {
    let text =
        "MOSCOW - President Anna Duval met Duval and the U.N. envoy on Friday. “We will talk,” she said. (Reuters)"
            .repeat(20);
    let json = || serde_json::to_string(&analyze(Input::Text(&text), &Options::default()).unwrap()).unwrap();
    assert_eq!(json(), json());
}

#[test]
fn too_long_is_refused_and_says_the_limit() {
    let options = Options { limits: Limits { input_bytes: 4 }, ..Options::default() };
    assert_eq!(analyze(Input::Text("12345"), &options), Err(Error::InputTooLarge { bytes: 5, limit: 4 }));
    assert!(analyze(Input::Text("1234"), &options).is_ok());
}
