//! The page's own facts: what its head and its JSON-LD say of title, author, day of publication, site and language.

use serde_json::Value;

use crate::analysis::{Article, Basis, Published, Words};
use crate::article::dom::{Dom, Id, Step};
use crate::dates::Date;
use crate::lexicon::is_invisible;

/// JSON-LD deeper than this is not read.
const LINKED_DATA_DEPTH: usize = 6;

/// Reads what the page says of itself; `story` is the element that holds the article.
pub fn read(dom: &Dom, story: Id) -> Article {
    let meta = |names: &[&str]| names.iter().find_map(|name| meta(dom, name));
    let linked: Vec<Value> = tags(dom, "script")
        .filter(|id| dom.attribute(*id, "type") == Some("application/ld+json"))
        .filter_map(|id| serde_json::from_str(&dom.text(id)).ok())
        .collect();
    let article = linked.iter().find_map(|value| find_article(value, LINKED_DATA_DEPTH));
    let linked = |key: &str| article.and_then(|article| article.get(key));
    let site = meta(&["og:site_name", "application-name"]);
    let title = meta(&["og:title", "twitter:title"])
        .or_else(|| tags(dom, "title").next().map(|id| clean(&dom.text(id))))
        .map(|title| without_site(&title, site.as_deref()));
    let published = linked("datePublished")
        .and_then(|value| value.as_str()?.parse().ok())
        .or_else(|| {
            meta(&["article:published_time", "datePublished", "date", "dc.date", "DC.date.issued", "pubdate"])?
                .parse()
                .ok()
        })
        .or_else(|| times(dom, story).find_map(|time| time.parse().ok()))
        .filter(|date: &Date| (1600..=2200).contains(&date.year()));
    let author = linked("author").and_then(author).or_else(|| meta(&["author", "byl", "article:author"]));
    let words = |text: String| Some(Words { text: clean(&text), span: None }).filter(|words| !words.text.is_empty());
    Article {
        title: title.and_then(words),
        byline: author.filter(|author| !author.starts_with("http")).map(without_by).and_then(words),
        published: published.map(|date| Published { date, basis: Basis::Metadata }),
        site: site.filter(|site| !site.is_empty()),
        language: tags(dom, "html").find_map(|id| dom.attribute(id, "lang")).map(clean).filter(|tag| !tag.is_empty()),
        ..Article::default()
    }
}

/// The day in the path of an address: "/2014/01/03/", "/2014-01-03-".
pub fn day_of_address(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next()?;
    let numbers: Vec<&str> = path.split(['/', '-', '_']).collect();
    let day = numbers.windows(3).find_map(|parts| match parts {
        [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
            format!("{year}-{month}-{day}").parse().ok()
        }
        _ => None,
    });
    day.filter(|date: &Date| (1990..=2200).contains(&date.year()))
}

fn tags<'d>(dom: &'d Dom, tag: &'static str) -> impl Iterator<Item = Id> + 'd {
    dom.ids().filter(move |id| dom.tag(*id) == tag)
}

/// What the story's own `<time>` elements say: a clock in the page's header is not the story's day.
fn times(dom: &Dom, story: Id) -> impl Iterator<Item = &str> {
    let mut found = Vec::new();
    dom.walk(
        story,
        |_| true,
        |step| {
            if let Step::Enter(id) = step
                && dom.tag(id) == "time"
            {
                found.extend(dom.attribute(id, "datetime"));
            }
        },
    );
    found.into_iter()
}

fn meta(dom: &Dom, name: &str) -> Option<String> {
    let named = |id: &Id| {
        ["property", "name", "itemprop"]
            .iter()
            .any(|key| dom.attribute(*id, key).is_some_and(|value| value.eq_ignore_ascii_case(name)))
    };
    tags(dom, "meta")
        .filter(named)
        .find_map(|id| dom.attribute(id, "content"))
        .map(clean)
        .filter(|content| !content.is_empty())
}

/// The first object that describes an article. Lists of other stories are passed over.
fn find_article(value: &Value, depth: usize) -> Option<&Value> {
    let depth = depth.checked_sub(1)?;
    let is_article = |kind: &Value| {
        kind.as_str().is_some_and(|kind| ["Article", "Report", "Posting"].iter().any(|ending| kind.ends_with(ending)))
    };
    match value {
        Value::Object(fields) => match fields.get("@type") {
            Some(kind) if is_article(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(is_article)) => {
                Some(value)
            }
            _ => {
                let inside = fields
                    .iter()
                    .filter(|(key, _)| !matches!(key.as_str(), "itemListElement" | "hasPart" | "isPartOf"));
                inside.into_iter().find_map(|(_, field)| find_article(field, depth))
            }
        },
        Value::Array(items) => items.iter().find_map(|item| find_article(item, depth)),
        _ => None,
    }
}

fn author(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(fields) => fields.get("name").and_then(author),
        Value::Array(items) => Some(items.iter().filter_map(author).collect::<Vec<_>>().join(", ")),
        _ => None,
    }
}

/// "Talks begin | The Lake Post" -> "Talks begin".
fn without_site(title: &str, site: Option<&str>) -> String {
    let cut = [" | ", " - ", " – ", " — ", " :: "].iter().find_map(|mark| {
        let (head, tail) = title.rsplit_once(mark)?;
        let is_site = match site {
            Some(site) => tail.eq_ignore_ascii_case(site),
            None => *mark == " | " && tail.split_whitespace().count() <= 4,
        };
        is_site.then_some(head)
    });
    cut.unwrap_or(title).to_owned()
}

fn without_by(author: String) -> String {
    author.strip_prefix("By ").or_else(|| author.strip_prefix("by ")).unwrap_or(&author).to_owned()
}

/// White space folded, control and invisible characters gone: these words stand outside the text.
fn clean(text: &str) -> String {
    let visible: String =
        text.chars().filter(|char| !is_invisible(*char) && (!char.is_control() || char.is_whitespace())).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}
