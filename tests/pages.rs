//! Pages: their facts, where their text is from, and what is read of a text in another language.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod common;

use whowhen::{Analysis, Find, Input, Options, analyze};

const PAGE: &str = "<!doctype html><html lang=en-GB><head><title>Mill burns down | The Lake Post</title>\
    <meta property=og:site_name content='The Lake Post'><meta property=article:published_time content=2014-01-07T10:00:00Z>\
    <meta name=author content='Maria Low'></head><body><nav><a href=/>Home</a> <a href=/news>News</a></nav><article>\
    <h1>Mill burns down</h1><p class=byline>By Maria Low</p>\
    <p>The old mill at Eastwick burnt down on Friday, its owner, <b>Piotr</b> Zieliński, said in a short statement.</p>\
    <p>Nobody was hurt, and the fire brigade of Eastwick was at the scene within ten minutes, the town's mayor said.</p>\
    <p>A new mill is to be built in its place, and work on it may begin on March 3, 2014, if the weather allows it.</p>\
    </article><aside><h2>More news</h2><a href=/a>Bridge closes for a week</a></aside></body></html>";

fn read(input: Input<'_>, options: Options) -> Analysis {
    let analysis = analyze(input, &options).unwrap();
    common::check_promises(&analysis);
    analysis
}

#[test]
fn an_article_alone_is_text_blocks_and_facts() {
    let analysis = read(Input::Html(PAGE), Options { find: Find::Article, ..Options::default() });
    assert!(analysis.mentions.is_empty() && analysis.dates.is_empty() && analysis.sources.is_empty());
    let article = &analysis.article;
    let words = |words: &Option<whowhen::Words>| words.as_ref().map(|words| words.text.clone());
    assert_eq!(words(&article.title).as_deref(), Some("Mill burns down"));
    assert_eq!(words(&article.byline).as_deref(), Some("Maria Low"));
    assert_eq!(article.published.unwrap().date.to_string(), "2014-01-07");
    assert_eq!((article.site.as_deref(), article.language.as_deref()), (Some("The Lake Post"), Some("en-GB")));
    assert!(analysis.text.starts_with("Mill burns down\n\nBy Maria Low\n\nThe old mill"), "{}", analysis.text);
    assert!(!analysis.text.contains("Bridge closes"), "{}", analysis.text);
}

#[test]
fn a_name_of_a_snapshot_is_traced_to_its_text_nodes() {
    let mut snapshot = String::from("\u{1}html\u{1}body\u{1}article\u{1}h1\u{4}Mill burns down\u{3}");
    let nodes = [
        "The old mill at Eastwick burnt down on Friday, its owner, ",
        "Piotr\n  ",
        "Zieliński, said in a short statement to the press.",
    ];
    snapshot += &format!("\u{1}p\u{4}{}\u{1}b\u{4}{}\u{3}\u{4}{}\u{3}", nodes[0], nodes[1], nodes[2]);
    let analysis = read(Input::Snapshot(&snapshot), Options::default());
    let owner = analysis.entities.iter().find(|entity| entity.name == "Piotr Zieliński").expect("the owner");
    let span = analysis.mentions[owner.mentions[0] as usize].span;
    let parts: Vec<_> = analysis
        .sources
        .iter()
        .filter(|source| source.span.start < span.end && span.start < source.span.end)
        .map(|source| (source.node, source.offset))
        .collect();
    assert_eq!(parts, [(2, 0), (3, 0)]);
}

#[test]
fn a_text_in_another_language_is_said_to_be_one() {
    let text = "Die Ministerin Anna Duval traf sich am Freitag in Genf mit den Vertretern der Bauern, und die Gespräche \
        dauern nach ihren Worten noch bis März. Der Vertrag, der am 2014-01-13 endet, wird nicht verlängert, sagte sie.";
    let analysis = read(Input::Text(text), Options::default());
    assert_eq!(analysis.article.language.as_deref(), Some("de"));
    let note = analysis.notes.iter().find(|note| note.code == "not_english").expect("a note");
    assert!(note.message.contains("German"), "{}", note.message);
    assert_eq!(analysis.dates.iter().map(|date| &*date.value).collect::<Vec<_>>(), ["2014-01-13"]);
    assert!(analysis.mentions.iter().all(|mention| mention.score <= 0.4));
}

#[test]
fn a_page_without_an_article_says_so() {
    let analysis = read(Input::Html("<title>x</title><nav><a href=/>Home</a></nav>"), Options::default());
    assert_eq!(analysis.notes[0].code, "no_article");
}
