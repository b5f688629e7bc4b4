//! The page's own facts: what its head, its JSON-LD and the lines around the headline say of title, author, day of
//! publication, site and language.

mod byline;
mod day;
mod linked;
mod page;
mod role;
mod title;
mod written;
mod zone;

pub use day::of_address as day_of_address;

use crate::analysis::{Article, Words};
use crate::article::dom::{Dom, Id};
use crate::lexicon::is_invisible;

use linked::Linked;
use page::Page;
use zone::Zone;

/// Reads what the page says of itself; `story` is the element that holds the article, `url` the page's address.
pub fn read(dom: &Dom, story: Id, url: Option<&str>) -> Article {
    let page = Page::read(dom, story);
    let linked = Linked::read(&page.scripts);
    let address = [page.canonical.map(clean), page.meta(&["og:url"])].into_iter().flatten().find(|url| is_address(url));
    let here = url.or(address.as_deref());
    let mut own: Vec<String> =
        [page.meta(&["og:title"]), page.meta(&["twitter:title"]), page.title.clone()].into_iter().flatten().collect();
    own.retain(|title| !title.is_empty() && !is_markup(title));
    let objects = linked.objects(&own, here);
    let known =
        own.iter().map(|own| title::alike(own, objects.article("headline").unwrap_or_default())).fold(0.0, f64::max);
    if let Some(headline) =
        objects.article("headline").filter(|headline| (own.is_empty() || known > 0.5) && !is_markup(headline))
    {
        own.push(clean(headline));
    }
    let site = page
        .meta(&["og:site_name", "application-name"])
        .filter(|site| own.iter().all(|own| title::alike(site, own) < 0.8 || site.len() < own.len()))
        .or_else(|| objects.publisher().map(clean));
    let mut sites: Vec<String> = site.iter().cloned().chain(objects.publisher().map(clean)).collect();
    sites.extend(here.into_iter().chain(address.as_deref()).flat_map(title::sites_of));
    let (headline, line) = title::choose(&page, &own, &sites);
    let zone = Zone::new(&page, line);
    let byline = byline::choose(&page, &zone, &objects, &sites, headline.as_deref().unwrap_or_default());
    let language = page.language.map(clean).filter(|tag| !tag.is_empty());
    let language = language
        .or_else(|| {
            page.meta(&["og:locale", "content-language", "language", "dc.language"]).map(|tag| tag.replace('_', "-"))
        })
        .or_else(|| objects.article("inLanguage").map(clean));
    let days = day::choose(&page, &zone, &objects, here, language.as_deref());
    let words = |text: String| Some(Words { text: clean(&text), span: None }).filter(|words| !words.text.is_empty());
    Article {
        title: headline.and_then(words),
        byline: byline.and_then(words),
        published: days.published,
        modified: days.modified,
        site: site.filter(|site| !site.is_empty() && !is_markup(site)),
        language,
        url: address,
        ..Article::default()
    }
}

/// Whether words are nothing but an element: no title, no name.
fn is_markup(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('<') && text.ends_with('>')
}

fn is_address(url: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// Whether a word is one of a list, which is a line of words.
#[inline(never)]
fn is_one_of(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|known| known == word)
}

// One copy of the search for a part of a string, not one at each place that searches.

#[inline(never)]
fn has(text: &str, part: &str) -> bool {
    text.contains(part)
}

#[inline(never)]
fn cut<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    text.split_once(mark)
}

#[inline(never)]
fn cut_last<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    text.rsplit_once(mark)
}

/// White space folded, control and invisible characters gone: these words stand outside the text.
fn clean(text: &str) -> String {
    let visible: String =
        text.chars().filter(|char| !is_invisible(*char) && (!char.is_control() || char.is_whitespace())).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}
