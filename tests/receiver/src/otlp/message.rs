//! Protobuf messages in JSON, by the rules of OTLP (contract 4.3).

use std::collections::HashSet;
use std::str::FromStr;

use serde_json::Value;

use crate::breach::Breach;
use crate::json::Json;
use crate::refusal::Refusal;

/// A message whose fields are being read. Null stands for a field that is not there.
#[derive(Debug)]
pub(super) struct Message<'a> {
    path: String,
    members: &'a [(String, Json)],
}

impl<'a> Message<'a> {
    /// Opens the message at `path`. A field that is none of `known` is lost in silence, which is
    /// noted; a field that is there twice is refused.
    pub(super) fn open(
        json: &'a Json,
        path: &str,
        known: &[&str],
        notes: &mut Notes,
    ) -> Result<Self, Breach> {
        let members =
            json.as_object().ok_or_else(|| breach(format!("`{path}` is not an object")))?;
        let mut seen = HashSet::new();
        for (name, _) in members {
            if !seen.insert(name) {
                return Err(breach(format!("`{path}.{name}` is there twice")));
            }
            if !known.contains(&name.as_str()) {
                notes.add(format!("`{path}.{name}` is no field and lost"));
            }
        }
        Ok(Self { path: path.to_owned(), members })
    }

    /// The path of a field.
    pub(super) fn at(&self, name: &str) -> String {
        format!("{}.{name}", self.path)
    }

    pub(super) fn field(&self, name: &str) -> Option<&'a Json> {
        let (_, value) = self.members.iter().find(|(key, _)| key == name)?;
        (*value != Json::Null).then_some(value)
    }

    pub(super) fn text(&self, name: &str) -> Result<&'a str, Breach> {
        self.field(name).map_or(Ok(""), |value| {
            value.as_str().ok_or_else(|| self.fault(name, "is not a string"))
        })
    }

    pub(super) fn list(&self, name: &str) -> Result<&'a [Json], Breach> {
        self.field(name).map_or(Ok(&[]), |value| {
            value.as_array().ok_or_else(|| self.fault(name, "is not an array"))
        })
    }

    /// A 64-bit integer, which is a decimal string.
    pub(super) fn decimal<N: FromStr>(&self, name: &str) -> Result<Option<N>, Breach> {
        let Some(value) = self.field(name) else {
            return Ok(None);
        };
        // `FromStr` would take a plus sign.
        let digits = value.as_str().filter(|text| !text.starts_with('+'));
        match digits.and_then(|digits| digits.parse().ok()) {
            Some(number) => Ok(Some(number)),
            None => Err(self.fault(name, "is not a 64-bit integer as a decimal string")),
        }
    }

    /// A 32-bit integer or an enum, which are numbers.
    pub(super) fn number(&self, name: &str) -> Result<u32, Breach> {
        self.field(name).map_or(Ok(0), |value| {
            let number = Value::from(value).as_u64().and_then(|number| number.try_into().ok());
            number.ok_or_else(|| self.fault(name, "is not a 32-bit integer"))
        })
    }

    /// Bytes that are written as so many hex digits, if they are there.
    pub(super) fn check_hex(&self, name: &str, digits: usize) -> Result<(), Breach> {
        let text = self.text(name)?;
        let hex = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if hex || self.field(name).is_none() {
            return Ok(());
        }
        Err(self.fault(name, &format!("is not {digits} hex digits")))
    }

    pub(super) fn fault(&self, name: &str, complaint: &str) -> Breach {
        breach(format!("`{}` {complaint}", self.at(name)))
    }
}

pub(super) fn breach(reason: String) -> Breach {
    Breach::of("4.3", reason)
}

/// What is taken, but not as it was meant.
#[derive(Debug, Default)]
pub(super) struct Notes {
    refusals: Vec<Refusal>,
    /// The number of the record that is being read.
    pub(super) record: Option<usize>,
}

impl Notes {
    pub(super) fn add(&mut self, reason: String) {
        self.push(breach(reason));
    }

    pub(super) fn push(&mut self, breach: Breach) {
        self.refusals.push(Refusal { event: self.record, ..breach.tolerated() });
    }

    pub(super) fn into_refusals(self) -> Vec<Refusal> {
        self.refusals
    }
}
