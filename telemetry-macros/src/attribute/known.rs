//! Which helper attributes there are, and where each belongs.

/// A helper attribute.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Event,
    Origin,
    EnumOnly,
    OmitIfRemote,
    HashRemote,
    Hash,
    Bucket,
    Scrub,
    MaskSql,
    Signature,
    MaskArgs,
    Safe,
    Skip,
    Label,
    Remote,
    RenameAll,
    Crate,
}

/// What a helper attribute is written above.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A struct under `TelemetryEvent`.
    Event,
    /// A struct under `TelemetryCommon`.
    Common,
    Field,
    Enum,
    Variant,
}

impl Place {
    pub fn name(self) -> &'static str {
        match self {
            Self::Event => "the struct of an event",
            Self::Common => "a struct of common properties",
            Self::Field => "a field",
            Self::Enum => "an enum",
            Self::Variant => "a variant",
        }
    }
}

/// A derive, which takes the helpers of some places.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Derive {
    Event,
    Common,
    Enum,
}

impl Derive {
    /// What it is written above.
    pub fn place(self) -> Place {
        match self {
            Self::Event => Place::Event,
            Self::Common => Place::Common,
            Self::Enum => Place::Enum,
        }
    }

    /// What helpers are written above inside of that.
    fn inside(self) -> Place {
        match self {
            Self::Event | Self::Common => Place::Field,
            Self::Enum => Place::Variant,
        }
    }
}

/// How a helper is called, where it belongs, and how it is written there.
pub struct Known {
    pub kind: Kind,
    pub name: &'static str,
    pub places: &'static [Place],
    pub example: &'static str,
    /// Whether it is written inside `#[telemetry(..)]` only: another derive owns the short name, or the
    /// language does.
    pub is_long_only: bool,
}

impl Known {
    /// Whether the derive registers the short spelling.
    pub fn is_helper_of(&self, derive: Derive) -> bool {
        let takes = |place| self.places.contains(&place);
        !self.is_long_only && (takes(derive.place()) || takes(derive.inside()))
    }
}

pub const KNOWN: [Known; 17] = [
    short(Kind::Event, "event", &[Place::Event], "#[event(why = \"..\")]"),
    short(Kind::Origin, "origin", FIELD, "#[origin]"),
    short(Kind::EnumOnly, "enum_only", FIELD, "#[enum_only(\"a\", \"b\", other = \"other\")]"),
    short(Kind::OmitIfRemote, "omit_if_remote", FIELD, "#[omit_if_remote]"),
    short(Kind::HashRemote, "hash_remote", FIELD, "#[hash_remote]"),
    short(Kind::Hash, "hash", FIELD, "#[hash]"),
    short(Kind::Bucket, "bucket", FIELD, "#[bucket(10, 100, 1000)]"),
    short(Kind::Scrub, "scrub", FIELD, "#[scrub(max = 500)]"),
    short(Kind::MaskSql, "mask_sql", FIELD, "#[mask_sql(max = 2000)]"),
    short(Kind::Signature, "signature", FIELD, "#[signature]"),
    short(Kind::MaskArgs, "mask_args", FIELD, "#[mask_args]"),
    short(Kind::Safe, "safe", FIELD, "#[safe(\"why nobody can be recognised\")]"),
    short(Kind::Skip, "skip", FIELD, "#[skip]"),
    short(Kind::Label, "label", &[Place::Variant], "#[label = \"..\"]"),
    short(Kind::Remote, "remote", &[Place::Variant], "#[remote]"),
    long(Kind::RenameAll, "rename_all", &[Place::Enum], "#[telemetry(rename_all = \"camelCase\")]"),
    long(Kind::Crate, "crate", ITEMS, "#[telemetry(crate = path::to::telemetry)]"),
];

const FIELD: &[Place] = &[Place::Field];

const ITEMS: &[Place] = &[Place::Event, Place::Common, Place::Enum];

const fn short(
    kind: Kind,
    name: &'static str,
    places: &'static [Place],
    example: &'static str,
) -> Known {
    Known { kind, name, places, example, is_long_only: false }
}

const fn long(
    kind: Kind,
    name: &'static str,
    places: &'static [Place],
    example: &'static str,
) -> Known {
    Known { kind, name, places, example, is_long_only: true }
}

pub fn find(name: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.name == name)
}
