//! What a word can be. Also compiled into `build.rs`, which packs the lists of `data/lexicon`.

/// What an entry of a word list is. `build.rs` says which list gives which class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    Abbreviation,
    AbbreviationMayEnd,
    Common,
    Country,
    City,
    Demonym,
    Event,
    EventHead,
    EventHeadBefore,
    Forename,
    Group,
    Honorific,
    Organization,
    OrganizationHead,
    OrganizationHeadOf,
    Particle,
    Place,
    PlaceHead,
    PlaceHeadBefore,
    Say,
    Surname,
    Title,
    Work,
    WorkHead,
    LineBoilerplate,
    LineCaption,
    LineCredit,
    LineMasthead,
    Never,
}
