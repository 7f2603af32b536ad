//! Objects and arrays that stop growing when the text is full, and say how much is missing.

use serde_core::ser::{self, Serialize, SerializeMap};

use super::key::{is_sensitive, is_written_by_a_programmer};
use super::outline::{Outline, Stop};

/// What closing may take: `,"...":` and a count, or `,"... "` and a count, and a bracket.
const CLOSING: usize = 7 + 20 + 1;

/// More elements of one array say nothing new about its shape.
const MOST_ITEMS: usize = 16;

/// The part of an object or array that was written so far.
struct List<'a> {
    outline: Outline<'a>,
    /// Nothing more is written, only counted.
    full: bool,
    written: usize,
    missing: usize,
}

impl<'a> List<'a> {
    fn start(mut outline: Outline<'a>, open: &str) -> Result<Self, Stop> {
        let counted = outline.depth == 0;
        if !counted {
            outline.room = outline.room.saturating_sub(CLOSING);
            outline.put(open)?;
        }
        Ok(Self { outline, full: counted, written: 0, missing: 0 })
    }

    /// Writes `prefix` and the value, or neither.
    fn add<T: Serialize + ?Sized>(&mut self, prefix: &str, value: Option<&T>) -> Result<(), Stop> {
        if self.full {
            self.missing += 1;
            return Ok(());
        }
        let before = self.outline.out.len();
        let comma = if self.written > 0 { "," } else { "" };
        let added =
            self.outline.put(comma).and_then(|()| self.outline.put(prefix)).and_then(|()| {
                match value {
                    Some(value) => value.serialize(Outline {
                        out: self.outline.out,
                        room: self.outline.room,
                        depth: self.outline.depth - 1,
                    }),
                    None => self.outline.put("\"****\""),
                }
            });
        match added {
            Ok(()) => self.written += 1,
            Err(Stop::Failed) => return Err(Stop::Failed),
            Err(Stop::Full) => {
                self.outline.out.truncate(before);
                self.full = true;
                self.missing = 1;
            }
        }
        Ok(())
    }

    fn end(mut self, kind: &str, note: impl Fn(usize) -> String, close: &str) -> Result<(), Stop> {
        if self.outline.depth == 0 {
            return self.outline.put(&format!("\"{kind}:{}\"", self.missing));
        }
        self.outline.room += CLOSING;
        if self.missing > 0 {
            let comma = if self.written > 0 { "," } else { "" };
            self.outline.put(&format!("{comma}{}", note(self.missing)))?;
        }
        self.outline.put(close)
    }
}

/// An array.
pub(super) struct Items<'a>(List<'a>);

impl<'a> Items<'a> {
    pub(super) fn start(outline: Outline<'a>) -> Result<Self, Stop> {
        List::start(outline, "[").map(Self)
    }

    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
        self.0.full |= self.0.written == MOST_ITEMS;
        self.0.add("", Some(value))
    }

    fn finish(self) -> Result<(), Stop> {
        self.0.end("array", |missing| format!("\"... {missing}\""), "]")
    }
}

/// An object.
pub(super) struct Entries<'a> {
    list: List<'a>,
    /// Keys that may be somebody's data, so far.
    unnamed: usize,
    /// The next key with its quotes, and whether its value is a credential.
    key: (String, bool),
}

impl<'a> Entries<'a> {
    pub(super) fn start(outline: Outline<'a>) -> Result<Self, Stop> {
        let list = List::start(outline, "{")?;
        Ok(Self { list, unnamed: 0, key: Default::default() })
    }

    fn name(&mut self, key: &str) {
        if self.list.full {
            return;
        }
        let shown = if is_written_by_a_programmer(key) {
            format!("\"{key}\":")
        } else {
            self.unnamed += 1;
            format!("\"<key {}>\":", self.unnamed)
        };
        self.key = (shown, is_sensitive(key));
    }

    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
        let (key, sensitive) = std::mem::take(&mut self.key);
        self.list.add(&key, (!sensitive).then_some(value))
    }

    fn finish(self) -> Result<(), Stop> {
        self.list.end("object", |missing| format!("\"...\":{missing}"), "}")
    }
}

macro_rules! items {
    ($($trait:ident $method:ident),*) => {
        $(impl ser::$trait for Items<'_> {
            type Ok = ();
            type Error = Stop;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
                self.add(value)
            }

            fn end(self) -> Result<(), Stop> {
                self.finish()
            }
        })*
    };
}

items! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element, SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field
}

impl SerializeMap for Entries<'_> {
    type Ok = ();
    type Error = Stop;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Stop> {
        // Keys of other types than text have no name that a programmer wrote.
        let text = if self.list.full {
            String::new()
        } else {
            serde_json::to_value(key)
                .ok()
                .and_then(|key| key.as_str().map(str::to_owned))
                .unwrap_or_default()
        };
        self.name(&text);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
        self.add(value)
    }

    fn end(self) -> Result<(), Stop> {
        self.finish()
    }
}

macro_rules! fields {
    ($($trait:ident)+) => {
        $(impl ser::$trait for Entries<'_> {
            type Ok = ();
            type Error = Stop;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), Stop> {
                self.name(key);
                self.add(value)
            }

            fn end(self) -> Result<(), Stop> {
                self.finish()
            }
        })+
    };
}

fields! { SerializeStruct SerializeStructVariant }
