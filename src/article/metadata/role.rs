//! What an element, or one around it, is by its name, classes and properties; a bit each.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::article::look::class_words;
use crate::lexicon::hash;

/// Class names such as "entry-date" and "timestamp".
pub const DATE: u16 = 1;
/// `itemprop=datePublished`, class names such as "published".
pub const PUBLISHED: u16 = 2;
/// `itemprop=dateModified`, class names such as "updated".
pub const MODIFIED: u16 = 4;
/// Class names such as "byline" and "author".
pub const AUTHOR: u16 = 8;
/// The name itself: `rel=author`, `itemprop=name` below an author.
pub const NAME: u16 = 16;
/// Beside the story: navigation, other stories, comments.
pub const ASIDE: u16 = 32;
/// Inside the story.
pub const STORY: u16 = 64;
/// The headline, or one of several.
pub const H1: u16 = 128;
/// Another heading.
pub const HEADING: u16 = 256;
/// For screen readers only.
pub const VEILED: u16 = 512;
/// A link.
pub const LINK: u16 = 1024;
/// Not to be seen.
pub const HIDDEN: u16 = 2048;
/// Within a line of text.
pub const INLINE: u16 = 4096;
/// What does not pass on to the elements inside.
pub const OWN: u16 = VEILED | INLINE;

/// What names of elements and words of class names say, by their hashes.
#[derive(Debug)]
pub struct Names {
    tags: FxHashMap<u32, u16>,
    words: FxHashMap<u32, u16>,
}

/// Class names that are longer, in bytes, are no names.
const LONGEST: usize = 400;

impl Names {
    /// The one that there is.
    pub fn get() -> &'static Names {
        static NAMES: OnceLock<Names> = OnceLock::new();
        NAMES.get_or_init(|| {
            let table = |lists: &[(u16, &str)]| {
                let words = |(role, list): &(u16, &str)| {
                    let role = *role;
                    list.split(' ').map(move |word| (hash(word.as_bytes()), role)).collect::<Vec<_>>()
                };
                lists.iter().flat_map(words).collect()
            };
            Names { tags: table(TAGS), words: table(WORDS) }
        })
    }

    /// What the name of an element says.
    pub fn of_tag(&self, tag: &str) -> u16 {
        find(&self.tags, tag.as_bytes())
    }

    /// What class names say: "entry-date", "postMeta__author", "related-stories".
    pub fn of_classes(&self, names: &str) -> u16 {
        let mut role = 0;
        if names.len() <= LONGEST {
            class_words(names.as_bytes(), u8::is_ascii_alphanumeric, |word| role |= find(&self.words, word));
        }
        role
    }
}

fn find(table: &FxHashMap<u32, u16>, word: &[u8]) -> u16 {
    table.get(&hash(word)).copied().unwrap_or(0)
}

/// Names of elements, and what they say.
const TAGS: &[(u16, &str)] = &[
    (H1, "h1"),
    (HEADING, "h2 h3 h4 h5 h6"),
    (ASIDE, "nav aside form"),
    (LINK | INLINE, "a"),
    (DATE | INLINE, "time"),
    (AUTHOR, "address"),
    (HIDDEN, "noscript template select button iframe textarea title"),
    (HIDDEN | INLINE, "script style svg"),
    (
        INLINE,
        "abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meta q s samp small span strong sub \
         sup u var wbr path use",
    ),
];

/// Words of class names, and what they say.
const WORDS: &[(u16, &str)] = &[
    (
        DATE,
        "\
            date dates datetime dateline timestamp time posted postdate datum fecha dato pubtime articledate \
            dateposted day postedon entrydate",
    ),
    (DATE | PUBLISHED, "published publish pubdate publication datepublished publishdate dtpublished"),
    (DATE | MODIFIED, "modified updated update lastmod datemodified"),
    (
        AUTHOR,
        "\
            author authors byline bylines autor autoren auteur autore writer contributor contributors \
            articleauthor postauthor vcard reporter journalist redakteur verfasser authorname",
    ),
    (
        ASIDE,
        "\
            related recommended recommendations recommend sidebar comments comment commentlist teaser teasers \
            popular trending newsletter promo nav navigation menu breadcrumb breadcrumbs carousel mostread \
            recirc outbrain taboola latest calendar cookie advert ad ads pager pagination navbar kommentare \
            kommentar weather clock copyright similar siblings disqus respond",
    ),
    (VEILED, "visuallyhidden visually sr sronly screenreader offscreen"),
];
