//! The page's own facts: what its head, its JSON-LD and the lines around the headline say of title, author, day of
//! publication, site and language.

mod byline;
mod day;
mod linked;
mod page;
mod role;
mod title;
mod words;
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

/// The host of an address, "" where it has none.
fn host_of(url: &str) -> &str {
    url.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#', ':']).next()).unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Basis;

    const TEXT: &str = "<p>The ministers of five countries met at the lake to speak of grain, bread and the price of flour \
        in the coming year.</p><p>They will meet again in the spring, said the host of the talks, and until then nothing \
        at all will change for those who bake.</p>";

    fn article(head: &str, body: &str) -> Article {
        let html = format!("<html lang=en-GB><head>{head}</head><body><main>{body}{TEXT}</main></body></html>");
        crate::article::read_html(&html, Some("https://lakepost.example/world/talks")).article
    }

    fn day(head: &str, body: &str) -> Option<(String, Basis)> {
        article(head, body).published.map(|published| (published.date.to_string(), published.basis))
    }

    fn byline(head: &str, body: &str) -> Option<String> {
        article(head, body).byline.map(|words| words.text)
    }

    fn title(head: &str, body: &str) -> Option<String> {
        article(head, body).title.map(|words| words.text)
    }

    fn linked(json: &str) -> String {
        format!("<script type='application/ld+json'>{json}</script>")
    }

    #[test]
    fn days_of_machines() {
        for head in [
            linked(r#"{"@type":"NewsArticle","datePublished":"2014-03-03T09:00:00Z"}"#),
            linked(r#"{"@graph":[{"@type":["Thing","BlogPosting"],"datePublished":"March 3, 2014"}]}"#),
            linked("{\"@type\":\"Article\",/* old */ \"headline\":\"Two\nlines\",\"datePublished\":\"2014-03-03\",}"),
            linked(r#"{&quot;@type&quot;:&quot;Article&quot;,&quot;datePublished&quot;:&quot;2014-03-03&quot;}"#),
            linked(r#"{"@type":"Article","headline":"A "quoted" word","datePublished":"2014-03-03"}"#),
            "<meta property='article:published_time' content='2014-03-03'>".into(),
            "<meta name=parsely-pub-date content=1393804800>".into(),
            "<meta itemprop=datePublished content=2014-03-03>".into(),
        ] {
            assert_eq!(day(&head, "<h1>Talks on grain</h1>"), Some(("2014-03-03".into(), Basis::Metadata)), "{head}");
        }
        for (head, body) in [
            (linked(r#"{"@type":"NewsArticle","datePublished":"9999-99-99T99:99"}"#), ""),
            (
                linked(r#"{"@type":"ItemList","itemListElement":[{"@type":"Article","datePublished":"2014-03-03"}]}"#),
                "",
            ),
            (linked(&format!("{}1{}", "[".repeat(20_000), "]".repeat(20_000))), ""),
            (String::new(), "<aside><time datetime=2014-03-03>3 March</time></aside>"),
            (String::new(), "<h1>Talks on grain</h1><p>© 3 March 2014 The Lake Post</p>"),
            (String::new(), "<h1>Talks on grain</h1><p class=date>03/04/2014</p>"),
        ] {
            let day = day(&head, body).filter(|_| !body.contains("03/04"));
            assert_eq!(day, None, "{head} {body}");
        }
    }

    #[test]
    fn days_that_readers_see() {
        let seen = |body: &str| day("", &format!("<h1>Talks on grain</h1>{body}"));
        assert_eq!(seen("<p class=meta>Published 3 March 2014</p>"), Some(("2014-03-03".into(), Basis::Byline)));
        // The second day can be read in one way only, and says how the first is written.
        let both = "<p>Published: 12/02/2025, 17:05 | Updated: 13/02/2025, 09:10</p>";
        assert_eq!(seen(both).map(|(day, _)| day).as_deref(), Some("2025-02-12"));
        assert_eq!(seen("<span class=entry-date>3. März 2014</span>"), Some(("2014-03-03".into(), Basis::Byline)));
        assert_eq!(seen("<time datetime=2014-03-03>today</time>"), Some(("2014-03-03".into(), Basis::Metadata)));
        let both = article("", "<h1>Talks on grain</h1><p>Published 3 March 2014</p><p>Updated 5 March 2014</p>");
        assert_eq!(both.published.map(|day| day.date.to_string()).as_deref(), Some("2014-03-03"));
        assert_eq!(both.modified.map(|day| day.date.to_string()).as_deref(), Some("2014-03-05"));
        // The day of the reader's zone, not that of the machine's.
        let head = "<meta property='article:published_time' content='2014-03-04T01:00:00Z'>";
        let body = "<h1>Talks on grain</h1><time datetime='2014-03-03T20:00:00-05:00'>3 March 2014</time>";
        assert_eq!(day(head, body).map(|(day, _)| day).as_deref(), Some("2014-03-03"));
        // A story beside this one has a day of its own.
        let other = "<div class=related-stories><h3>Dog found</h3><time datetime=2014-03-09>9 March 2014</time></div>";
        assert_eq!(day("", &format!("{other}<h1>Talks on grain</h1>")), None);
    }

    #[test]
    fn days_of_addresses() {
        for url in [
            "https://a.example/2014/03/03/talks",
            "https://a.example/2014-03-03-talks",
            "https://a.example/talks-20140303.html",
            "/2014/3/3/x",
        ] {
            assert_eq!(day_of_address(url).map(|day| day.to_string()).as_deref(), Some("2014-03-03"), "{url}");
        }
        for url in ["https://a.example/2014/03/talks", "https://a.example/99999999", "https://a.example/?d=2014-03-03"]
        {
            assert_eq!(day_of_address(url), None, "{url}");
        }
    }

    #[test]
    fn bylines_are_names() {
        let named = |value: &str| byline(&format!("<meta name=author content='{value}'>"), "<h1>Talks on grain</h1>");
        assert_eq!(named("By Anna Duval and Kwame Mensah").as_deref(), Some("Anna Duval, Kwame Mensah"));
        assert_eq!(named("Anna Duval, Senior Reporter").as_deref(), Some("Anna Duval"));
        assert_eq!(named("\u{202e}Anna\u{202c} Duval\u{200b}").as_deref(), Some("Anna Duval"));
        for nobody in [
            "&lt;img src=x>",
            "https://lakepost.example/anna",
            "anna@lakepost.example",
            "3 March 2014",
            &"A".repeat(300_000),
        ] {
            assert_eq!(named(nobody), None, "{nobody:.40}");
        }
        let graph = r#"{"@graph":[{"@type":"Person","@id":"@a","name":"Anna Duval"},{"@type":"Article","author":[{"@id":"@a"},{"name":"Kwame Mensah"}]}]}"#;
        assert_eq!(byline(&linked(graph), "<h1>Talks on grain</h1>").as_deref(), Some("Anna Duval, Kwame Mensah"));
        let staff = "<meta name=author content='Lake Post Staff'>";
        assert_eq!(byline(staff, "<h1>Talks on grain</h1>").as_deref(), Some("Lake Post Staff"));
        assert_eq!(byline(staff, "<h1>Talks on grain</h1><p>By Anna Duval</p>").as_deref(), Some("Anna Duval"));
        assert_eq!(
            byline("", "<h1>Talks on grain</h1><a rel=author href=/a><b>Anna Duval</b></a>").as_deref(),
            Some("Anna Duval")
        );
    }

    #[test]
    fn titles_stand_over_the_story() {
        let site = "<meta property='og:site_name' content='The Lake Post'>";
        let h1 = "<h1>Talks on grain begin</h1>";
        for head in [
            "<title>Talks on grain begin | The Lake Post</title>",
            "<title>The Lake Post - Talks on grain begin</title>",
            "<title>Lake Post</title>",
        ] {
            assert_eq!(title(&format!("{site}{head}"), h1).as_deref(), Some("Talks on grain begin"), "{head}");
        }
        let head = format!("{site}<meta property='og:title' content='Talks on grain begin – Lake Post'>");
        assert_eq!(title(&head, "<h1>Lake Post</h1>").as_deref(), Some("Talks on grain begin"));
        let kicker = "<h1><span>Five countries</span> Talks on grain begin</h1>";
        assert_eq!(title(&head, kicker).as_deref(), Some("Talks on grain begin"));
        assert_eq!(
            title("<meta property='og:title' content='&amp;lt;b> is a tag of pages'>", "").as_deref(),
            Some("&lt;b> is a tag of pages")
        );
        assert_eq!(
            title("<meta property='og:title' content='&lt;img src=x>'>", h1).as_deref(),
            Some("Talks on grain begin")
        );
    }

    #[test]
    fn addresses_and_languages() {
        let head =
            "<link rel=canonical href='https://lakepost.example/a'><meta property='og:url' content='javascript:x'>";
        let article = article(head, "");
        assert_eq!(article.url.as_deref(), Some("https://lakepost.example/a"));
        assert_eq!(article.language.as_deref(), Some("en-GB"));
        let odd = super::tests::article("<link rel=canonical href='javascript:alert(1)'>", "");
        assert_eq!(odd.url, None);
    }
}
