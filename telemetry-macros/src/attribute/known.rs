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
}

impl Known {
    /// Whether the derive registers the short spelling.
    pub fn is_helper_of(&self, derive: Derive) -> bool {
        let takes = |place| self.places.contains(&place);
        !self.is_long_only() && (takes(derive.place()) || takes(derive.inside()))
    }

    /// Whether it is written inside `#[telemetry(..)]` only: another derive owns the short name, or the
    /// language does.
    fn is_long_only(&self) -> bool {
        matches!(self.kind, Kind::RenameAll | Kind::Crate)
    }
}

pub const KNOWN: [Known; 17] = [
    known(Kind::Event, "event", &[Place::Event], "#[event(why = \"..\")]"),
    known(Kind::Origin, "origin", FIELD, "#[origin]"),
    known(Kind::EnumOnly, "enum_only", FIELD, "#[enum_only(\"a\", \"b\", other = \"other\")]"),
    known(Kind::OmitIfRemote, "omit_if_remote", FIELD, "#[omit_if_remote]"),
    known(Kind::HashRemote, "hash_remote", FIELD, "#[hash_remote]"),
    known(Kind::Hash, "hash", FIELD, "#[hash]"),
    known(Kind::Bucket, "bucket", FIELD, "#[bucket(10, 100, 1000)]"),
    known(Kind::Scrub, "scrub", FIELD, "#[scrub(max = 500)]"),
    known(Kind::MaskSql, "mask_sql", FIELD, "#[mask_sql(max = 2000)]"),
    known(Kind::Signature, "signature", FIELD, "#[signature]"),
    known(Kind::MaskArgs, "mask_args", FIELD, "#[mask_args]"),
    known(Kind::Safe, "safe", FIELD, "#[safe(\"why nobody can be recognised\")]"),
    known(Kind::Skip, "skip", FIELD, "#[skip]"),
    known(Kind::Label, "label", &[Place::Variant], "#[label = \"..\"]"),
    known(Kind::Remote, "remote", &[Place::Variant], "#[remote]"),
    known(
        Kind::RenameAll,
        "rename_all",
        &[Place::Enum],
        "#[telemetry(rename_all = \"camelCase\")]",
    ),
    known(Kind::Crate, "crate", ITEMS, "#[telemetry(crate = path::to::telemetry)]"),
];

const FIELD: &[Place] = &[Place::Field];

const ITEMS: &[Place] = &[Place::Event, Place::Common, Place::Enum];

const fn known(
    kind: Kind,
    name: &'static str,
    places: &'static [Place],
    example: &'static str,
) -> Known {
    Known { kind, name, places, example }
}

pub fn find(name: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.name == name)
}
