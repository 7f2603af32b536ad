//! A serializer that writes what a value is instead of the value.

use std::fmt::{self, Display};

use serde_core::ser::{Error, Serialize, Serializer};

use super::count::characters;
use super::list::{Entries, Items};

/// Why nothing was written.
#[derive(Debug)]
pub(super) enum Stop {
    /// The text would become too long.
    Full,
    /// The value refused to be serialized. Its reason may hold values and is not kept.
    Failed,
}

impl Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full => "no room is left",
            Self::Failed => "the value does not serialize",
        })
    }
}

impl std::error::Error for Stop {}

impl Error for Stop {
    fn custom<T: Display>(_reason: T) -> Self {
        Self::Failed
    }
}

/// Where to write, how long the text may become, and how many more levels to show.
pub(super) struct Outline<'a> {
    pub(super) out: &'a mut String,
    pub(super) room: usize,
    pub(super) depth: usize,
}

/// JSON of at most `max` characters; all of them are ASCII.
pub(super) fn outline<T: Serialize + ?Sized>(value: &T, max: usize, depth: usize) -> String {
    let mut out = String::new();
    let written = value.serialize(Outline { out: &mut out, room: max, depth });
    match written {
        Ok(()) => out,
        Err(_) => "null".to_owned(),
    }
}

impl Outline<'_> {
    pub(super) fn put(&mut self, text: &str) -> Result<(), Stop> {
        if self.out.len() + text.len() > self.room {
            return Err(Stop::Full);
        }
        self.out.push_str(text);
        Ok(())
    }

    fn counted(mut self, kind: &str, count: usize) -> Result<(), Stop> {
        self.put(&format!("\"{kind}:{count}\""))
    }

    fn number(mut self) -> Result<(), Stop> {
        self.put("\"number\"")
    }
}

macro_rules! numbers {
    ($($method:ident $type:ty),*) => {
        $(fn $method(self, _value: $type) -> Result<(), Stop> {
            self.number()
        })*
    };
}

impl<'a> Serializer for Outline<'a> {
    type Ok = ();
    type Error = Stop;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeTupleStruct = Items<'a>;
    type SerializeTupleVariant = Items<'a>;
    type SerializeMap = Entries<'a>;
    type SerializeStruct = Entries<'a>;
    type SerializeStructVariant = Entries<'a>;

    numbers! {
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_i128 i128,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_u128 u128,
        serialize_f32 f32, serialize_f64 f64
    }

    fn serialize_bool(mut self, _value: bool) -> Result<(), Stop> {
        self.put("\"boolean\"")
    }

    fn serialize_char(self, _value: char) -> Result<(), Stop> {
        self.counted("string", 1)
    }

    fn serialize_str(self, value: &str) -> Result<(), Stop> {
        self.counted("string", value.chars().count())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Stop> {
        self.counted("string", characters(value))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Stop> {
        self.counted("bytes", value.len())
    }

    fn serialize_none(mut self) -> Result<(), Stop> {
        self.put("\"null\"")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Stop> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Stop> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Stop> {
        self.serialize_none()
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), Stop> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), Stop> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        value: &T,
    ) -> Result<(), Stop> {
        value.serialize(self)
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Items<'a>, Stop> {
        Items::start(self)
    }

    fn serialize_tuple(self, _length: usize) -> Result<Items<'a>, Stop> {
        Items::start(self)
    }

    fn serialize_tuple_struct(
        self,
        _name: &'static str,
        _length: usize,
    ) -> Result<Items<'a>, Stop> {
        Items::start(self)
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<Items<'a>, Stop> {
        Items::start(self)
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Entries<'a>, Stop> {
        Entries::start(self)
    }

    fn serialize_struct(self, _name: &'static str, _length: usize) -> Result<Entries<'a>, Stop> {
        Entries::start(self)
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<Entries<'a>, Stop> {
        Entries::start(self)
    }
}
