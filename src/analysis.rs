//! The product: what was found in one article, as plain data.
//!
//! The same names serve in Rust, JSON and TypeScript (`www/lib/index.d.ts`). All positions are in one [`Unit`], bytes
//! until [`Analysis::into_unit`] says otherwise. Same input and options give the same bytes of JSON on every machine.

use serde::Serialize;

use crate::dates::Date;
use crate::error::Error;
use crate::offsets::OffsetTable;
use crate::span::{Span, Unit};

/// The version of the shape of [`Analysis`]; changes when a field changes its meaning.
pub const SCHEMA: &str = "whowhen/1";

/// Everything that was found in one article.
///
/// `mentions` and `dates` are sorted by position and no two overlap, also not one of each.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Analysis {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The one text that every span points into: for pasted text the input itself, character for character.
    pub text: String,
    /// The page's own facts and the blocks of its text.
    pub article: Article,
    /// Who and what: each with all its mentions, in order of first mention.
    pub entities: Vec<Entity>,
    /// Every place where an entity is named.
    pub mentions: Vec<Mention>,
    /// Every expression of time.
    pub dates: Vec<DateMention>,
    /// Direct speech.
    pub quotes: Vec<Quote>,
    /// The day that "today" means, and how it is known.
    pub anchor: Anchor,
    /// What a careful reader should know: assumptions, contradictions, limits.
    pub notes: Vec<Note>,
    /// Counts.
    pub stats: Stats,
    /// Where the sentences are, in the order of the text and none across two blocks; where
    /// [`crate::Options::sentences`] asks for them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<Span>,
    /// Of a live page always, of HTML where [`crate::Options::sources`] asks for it: which text node each stretch of the
    /// text stands in, in the order of the text. White space between stretches was folded, or parts blocks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// A stretch of the text that stands in one text node of the page, character for character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Where it stands in the text.
    #[serde(flatten)]
    pub span: Span,
    /// Which of the page's text nodes, counted from 0 in document order; in HTML white space between elements is a node,
    /// too, and what is in a `<template>` is none.
    pub node: u32,
    /// Where it begins in the node's text, in UTF-16 code units whatever the unit of the spans is.
    pub offset: u32,
}

/// The page's own facts. What is not known is `null`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Article {
    /// The headline.
    pub title: Option<Words>,
    /// Who wrote it, without "By".
    pub byline: Option<Words>,
    /// Place, day and agency before the first sentence: "LONDON, March 3 (Reuters) -".
    pub dateline: Option<Dateline>,
    /// The day of publication, where the page states it.
    pub published: Option<Published>,
    /// The day of its last change, where the page states it.
    pub modified: Option<Published>,
    /// The name of the paper or site.
    pub site: Option<String>,
    /// BCP 47 tag of the language that the page states, else the one that the text seems to be in.
    pub language: Option<String>,
    /// The address that the page states as its own.
    pub url: Option<String>,
    /// What each stretch of text is. Sorted, never overlapping; white space between blocks belongs to none.
    pub blocks: Vec<Block>,
}

/// Words of the page, with their place in the text when they stand there too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The words, white space folded.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub span: Option<Span>,
}

/// The opening of an agency story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dateline {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The place, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The day it states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The agency, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
}

/// A stated day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Published {
    /// The civil day.
    pub date: Date,
    /// Where it was found.
    pub basis: Basis,
}

/// A stretch of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The page's header: its name, its clock, its editor, its trail of sections.
    Masthead,
    /// The headline, each time it stands there.
    Title,
    /// Who wrote it.
    Byline,
    /// Place, day and agency before the first sentence.
    Dateline,
    /// A heading inside the story.
    Heading,
    /// Running text.
    Paragraph,
    /// A block quotation.
    Quote,
    /// An item of a list.
    Item,
    /// Words under a picture.
    Caption,
    /// Who supplied or helped: "(Reuters)", "Additional reporting by ...".
    Credit,
    /// Share lines, newsletters, related stories, cookies.
    Boilerplate,
}

impl BlockKind {
    /// Whether it is part of the story, not of the page around it.
    pub fn is_story(self) -> bool {
        !matches!(self, BlockKind::Masthead | BlockKind::Boilerplate | BlockKind::Credit)
    }
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityType {
    /// A named person, also fictional.
    Person,
    /// A company, agency, ministry, party, team, paper, armed group.
    Organization,
    /// A country, city, region, river, building, road.
    Place,
    /// Members of a nation, people, religion or party: "Syrian", "Sunnis", "Democrats".
    Group,
    /// A war, storm, tournament, summit.
    Event,
    /// A law, treaty, award, title of a work, product, ship, language, disease.
    Work,
}

impl std::str::FromStr for EntityType {
    type Err = Error;

    /// Reads the names of JSON: `person`, `organization`, `place`, `group`, `event`, `work`.
    fn from_str(name: &str) -> Result<EntityType, Error> {
        Ok(match name {
            "person" => EntityType::Person,
            "organization" => EntityType::Organization,
            "place" => EntityType::Place,
            "group" => EntityType::Group,
            "event" => EntityType::Event,
            "work" => EntityType::Work,
            other => {
                return Err(Error::InvalidOption(format!(
                    "A type is person, organization, place, group, event or work, and in lexicon also date or ignore, not \"{other}\"."
                )));
            }
        })
    }
}

/// One place where an entity is named.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mention {
    /// Where, without titles and without a possessive 's.
    #[serde(flatten)]
    pub span: Span,
    /// The type of its entity.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Index into [`Analysis::entities`], equal to that entity's `id`.
    pub entity: u32,
    /// How sure, above 0 and below 1, two decimals.
    pub score: f64,
}

/// Someone or something, with all its mentions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entity {
    /// Its index in [`Analysis::entities`].
    pub id: u32,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// The fullest name in the article.
    pub name: String,
    /// Its other names there, in order of first mention.
    pub aliases: Vec<String>,
    /// What the article says a person is: "Russian Foreign Minister".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Facts of a place, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceFacts>,
    /// Indexes into [`Analysis::mentions`], ascending.
    pub mentions: Vec<u32>,
}

/// What the lexicon knows of a place, or of the country that a group's name points at.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PlaceFacts {
    /// ISO 3166-1 alpha-2 code of the country it is or lies in.
    pub country: String,
    /// What it is, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<PlaceKind>,
    /// Degrees north, to a twentieth; of a country, where most of its people live.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_in_javascript")]
    pub latitude: Option<f64>,
    /// Degrees east, to a twentieth.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_in_javascript")]
    pub longitude: Option<f64>,
}

/// Whole degrees without a point, as JavaScript writes them: the JSON has to be the same bytes everywhere.
fn as_in_javascript<S: serde::Serializer>(degrees: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match degrees {
        Some(degrees) if degrees.fract() == 0.0 => serializer.serialize_i32(*degrees as i32),
        Some(degrees) => serializer.serialize_f64(*degrees),
        None => serializer.serialize_none(),
    }
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// A country, or a territory with a code of its own.
    Country,
    /// The capital of a country.
    Capital,
    /// Another town.
    City,
}

/// One expression of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DateMention {
    /// Where, as in TimeML: determiners and modifiers inside, a leading preposition outside.
    #[serde(flatten)]
    pub span: Span,
    /// Its TIMEX3 type.
    pub kind: DateKind,
    /// Its TIMEX3 value: `2014-01-13`, `2011-03`, `XXXX-01-13`, `P3W`, `PRESENT_REF`.
    pub value: String,
    /// Its TIMEX3 `mod`: `START`, `MID`, `END`, `APPROX`, ...
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifier: Option<&'static str>,
    /// First civil day of the interval; `null` where there is none.
    pub earliest: Option<Date>,
    /// Last civil day of the interval, inside it.
    pub latest: Option<Date>,
    /// How the value came about.
    pub basis: DateBasis,
    /// Which parts are written and which follow from the context.
    pub certainty: Certainty,
}

impl DateMention {
    /// A day that the caller knows.
    pub(crate) fn given(span: Span, day: Date) -> DateMention {
        let known = Some(Known::Implied);
        DateMention {
            span,
            kind: DateKind::Date,
            value: day.to_string(),
            modifier: None,
            earliest: Some(day),
            latest: Some(day),
            basis: DateBasis::Given,
            certainty: Certainty { year: known, month: known, day: known },
        }
    }
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DateKind {
    /// A day or anything longer on the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// How a date got its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DateBasis {
    /// The caller said so.
    Given,
    /// The words say it all.
    Stated,
    /// Resolved against the anchor.
    Anchor,
    /// Resolved against another date of the text.
    Text,
    /// Not resolved: the value stays partial.
    None,
}

/// For each component that the value has: written, or implied by the context.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Certainty {
    /// The year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<Known>,
    /// The month, or the week or season where the value has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<Known>,
    /// The day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Known>,
}

/// Whether a component is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Known {
    /// The words say it.
    Stated,
    /// The context says it.
    Implied,
}

/// Direct speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// From the opening to the closing mark, both inside.
    #[serde(flatten)]
    pub span: Span,
    /// Index into [`Analysis::entities`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<u32>,
}

/// The day against which dates are resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Anchor {
    /// The civil day; `null` when nothing tells it.
    pub date: Option<Date>,
    /// How it is known.
    pub basis: Basis,
}

/// How a day of publication is known, from the surest to the least sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The caller said so.
    Given,
    /// The page's metadata.
    Metadata,
    /// The story's dateline.
    Dateline,
    /// The byline, or a line beside it.
    Byline,
    /// The page's header: it may be the day of the visit, so this is an assumption.
    Masthead,
    /// Nothing states it: the dates of the story tell it, and a note says how.
    Inferred,
    /// Nothing tells it.
    None,
}

/// A remark for the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// A stable name for programs.
    pub code: &'static str,
    /// One or two sentences for people.
    pub message: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// Counts of the analysis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Length of the text, in the unit of the spans.
    pub length: u32,
    /// Sentences, in all blocks.
    pub sentences: u32,
    /// Tokens that are words or numbers.
    pub words: u32,
}

impl Analysis {
    /// The same analysis with every position in `unit`. The analysis must be in bytes, as [`crate::analyze`] returns
    /// it.
    ///
    /// ```
    /// use whowhen::{Input, Options, Unit, analyze};
    /// let analysis = analyze(Input::Text("“Très bien,” Anna Duval said."),
    /// &Options::default())?.into_unit(Unit::Utf16); let start = analysis.mentions[0].span.start;
    /// assert_eq!(start, 13); // 18 in bytes
    /// # Ok::<(), whowhen::Error>(())
    /// ```
    pub fn into_unit(mut self, unit: Unit) -> Analysis {
        let table = OffsetTable::new(&self.text, unit);
        self.stats.length = table.position(self.text.len() as u32);
        let article = &mut self.article;
        let words = article.title.iter_mut().chain(&mut article.byline);
        let spans = words
            .filter_map(|words| words.span.as_mut())
            .chain(article.dateline.iter_mut().map(|dateline| &mut dateline.span))
            .chain(article.blocks.iter_mut().map(|block| &mut block.span))
            .chain(self.mentions.iter_mut().map(|mention| &mut mention.span))
            .chain(self.dates.iter_mut().map(|date| &mut date.span))
            .chain(self.quotes.iter_mut().map(|quote| &mut quote.span))
            .chain(self.notes.iter_mut().filter_map(|note| note.span.as_mut()))
            .chain(&mut self.sentences)
            .chain(self.sources.iter_mut().map(|source| &mut source.span));
        for span in spans {
            *span = table.span(*span);
        }
        self
    }
}
