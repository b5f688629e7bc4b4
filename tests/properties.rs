//! What holds for any text at all.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod common;

use proptest::prelude::*;
use whowhen::{Error, Input, Limits, Options, analyze};

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
