//! The words that JSON has for the kinds of things, for those who write other formats and who read JSON back.

use crate::analysis::{Basis, BlockKind, DateBasis, DateKind, EntityType, Known, PlaceKind};

/// A kind that has a word.
pub(crate) trait Word: Copy + 'static {
    /// The words of all kinds.
    const WORDS: &'static [&'static str];
    /// The kinds, in the same order.
    const KINDS: &'static [Self];
    /// The first of them.
    const FIRST: Self;

    /// The word in JSON.
    fn word(self) -> &'static str;
}

/// One list a kind, from which both directions come. A kind that is missing here does not compile.
macro_rules! words {
    ($($kind:ident: $first:literal $First:ident $(, $word:literal $variant:ident)*;)+) => {$(
        impl Word for $kind {
            const WORDS: &'static [&'static str] = &[$first $(, $word)*];
            const KINDS: &'static [$kind] = &[$kind::$First $(, $kind::$variant)*];
            const FIRST: $kind = $kind::$First;

            fn word(self) -> &'static str {
                match self {
                    $kind::$First => $first,
                    $($kind::$variant => $word),*
                }
            }
        }
    )+};
}

words! {
    EntityType: "person" Person, "organization" Organization, "place" Place, "group" Group, "event" Event, "work" Work;
    PlaceKind: "country" Country, "capital" Capital, "city" City;
    DateKind: "date" Date, "time" Time, "duration" Duration, "set" Set;
    DateBasis: "given" Given, "stated" Stated, "anchor" Anchor, "text" Text, "none" None;
    Known: "stated" Stated, "implied" Implied;
    Basis: "given" Given, "metadata" Metadata, "dateline" Dateline, "byline" Byline, "masthead" Masthead, "inferred" Inferred,
        "none" None;
    BlockKind: "masthead" Masthead, "title" Title, "byline" Byline, "dateline" Dateline, "heading" Heading,
        "paragraph" Paragraph, "quote" Quote, "item" Item, "caption" Caption, "credit" Credit, "boilerplate" Boilerplate;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words are those that serde writes.
    fn as_in_json<K: Word + serde::Serialize>() {
        for (word, kind) in K::WORDS.iter().zip(K::KINDS) {
            assert_eq!(serde_json::to_value(kind).unwrap(), *word);
            assert_eq!(kind.word(), *word);
        }
    }

    #[test]
    fn words_are_those_of_json() {
        as_in_json::<EntityType>();
        as_in_json::<PlaceKind>();
        as_in_json::<DateKind>();
        as_in_json::<DateBasis>();
        as_in_json::<Known>();
        as_in_json::<Basis>();
        as_in_json::<BlockKind>();
    }
}
