//! The crates that are compiled: the same structs under different derives.

use std::fmt::Write as _;
use std::io::Result;
use std::path::Path;
use std::{fs, iter};

/// How many structs.
pub const STRUCTS: usize = 500;

/// The fields of each: what events are made of, in the kinds that need different code.
const SHAPE: [(&str, &str, &str); 8] = [
    ("kind", "Kind", ""),
    ("is_agent", "bool", ""),
    ("count", "u32", ""),
    ("elapsed_ms", "Option<u64>", ""),
    ("share", "f64", ""),
    ("size", "u32", "#[bucket(1, 10, 100)]"),
    ("model", "String", "#[hash]"),
    ("version", "String", "#[safe(\"a version of ours\")]"),
];

/// How many fields each has.
pub const FIELDS: usize = SHAPE.len();

/// The derive that a crate's structs have.
#[derive(Clone, Copy)]
pub enum Derive {
    /// None.
    None,
    /// `serde::Serialize`.
    Serde,
    /// `telemetry::TelemetryEvent`.
    Telemetry,
}

impl Derive {
    /// In the order of the table.
    pub const ALL: [Self; 3] = [Self::None, Self::Serde, Self::Telemetry];

    /// The name of the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "structs-plain",
            Self::Serde => "structs-serde",
            Self::Telemetry => "structs-telemetry",
        }
    }

    fn attribute(self, of_enum: bool) -> &'static str {
        match (self, of_enum) {
            (Self::None, _) => "",
            (Self::Serde, _) => "#[derive(serde::Serialize)]",
            (Self::Telemetry, false) => "#[derive(telemetry::TelemetryEvent)]",
            (Self::Telemetry, true) => "#[derive(telemetry::TelemetryEnum)]",
        }
    }

    fn dependency(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Serde => "serde = { version = \"1\", features = [\"derive\"] }".to_owned(),
            Self::Telemetry => {
                let facade = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
                format!("telemetry = {{ package = \"telemetry-events\", path = {facade:?} }}")
            }
        }
    }
}

/// Writes the crate and the workspace that all of them share.
pub fn write(folder: &Path, derive: Derive) -> Result<()> {
    let package = folder.join(derive.name());
    fs::create_dir_all(package.join("src"))?;
    let members: Vec<_> = Derive::ALL.iter().map(|derive| derive.name()).collect();
    fs::write(
        folder.join("Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"),
    )?;
    let manifest = format!(
        "[package]\nname = {:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{}\n",
        derive.name(),
        derive.dependency()
    );
    fs::write(package.join("Cargo.toml"), manifest)?;
    fs::write(package.join("src/lib.rs"), source(derive))
}

/// Has cargo compile the crate again.
pub fn touch(folder: &Path, derive: Derive) -> Result<()> {
    let source = folder.join(derive.name()).join("src/lib.rs");
    fs::File::options().append(true).open(source)?.set_modified(std::time::SystemTime::now())
}

fn source(derive: Derive) -> String {
    let mut source = String::from("//! Structs.\n\n");
    let kind = derive.attribute(true);
    let _ = write!(source, "/// A kind.\n{kind}\npub enum Kind {{ One, Two, Three }}\n\n");
    for number in 0..STRUCTS {
        let _ = write!(source, "{}", structure(derive, number));
    }
    source
}

fn structure(derive: Derive, number: usize) -> String {
    let fields = SHAPE.iter().flat_map(|(name, ty, treatment)| {
        let treatment = if matches!(derive, Derive::Telemetry) { *treatment } else { "" };
        [
            format!("    /// The {name}."),
            format!("    {treatment}"),
            format!("    pub {name}: {ty},"),
        ]
    });
    let lines = iter::once(format!("/// Number {number}.\n{}", derive.attribute(false)))
        .chain(iter::once(format!("pub struct ThingHappened{number} {{")))
        .chain(fields)
        .chain(iter::once("}\n".to_owned()));
    lines.map(|line| line + "\n").collect()
}
