//! Streams the records of an import file, one person or family at a time.

use std::collections::HashSet;
use std::io::Read;

use model::import::Fault;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::encoding::utf8;
use super::value::{Checked, Walk};

/// One record of an import file, sent in the order of the file. The number of a person or family is
/// its index in the list.
#[derive(Debug)]
pub enum Piece {
    Format(Value),
    AsOf(Value),
    Agency(Value),
    Person(usize, Value),
    Family(usize, Value),
    Unknown(String),
    Fault(Fault),
    /// The file cannot be read or is not valid JSON; the text says where parsing failed.
    Broken(String),
}

/// Parses a file on a blocking thread. The channel is bounded, so that the parser never holds more
/// than a few records ahead of the consumer.
pub fn pieces(file: impl Read + Send + 'static) -> Receiver<Piece> {
    let (to, from) = channel(64);
    tokio::task::spawn_blocking(move || {
        if let Err(words) = read(file, &to) {
            let _ = to.blocking_send(Piece::Broken(words));
        }
    });
    from
}

fn read(file: impl Read, to: &Sender<Piece>) -> Result<(), String> {
    let file = utf8(file).map_err(|error| format!("can't be read: {error}"))?;
    let file = file.ok_or("is UTF-16 or UTF-32; save it as UTF-8")?;
    let mut reader = serde_json::Deserializer::from_reader(file);
    let read = reader.deserialize_map(Top(to)).and_then(|()| reader.end());
    read.map_err(|error| format!("is not readable as JSON at line {}, column {}", error.line(), error.column()))
}

struct Top<'a>(&'a Sender<Piece>);

impl Top<'_> {
    fn send<E: serde::de::Error>(&self, piece: Piece) -> Result<(), E> {
        self.0.blocking_send(piece).map_err(|_| E::custom("stopped"))
    }

    fn send_checked<E: serde::de::Error>(&self, walk: Walk, piece: Piece) -> Result<(), E> {
        walk.into_faults().into_iter().try_for_each(|fault| self.send(Piece::Fault(fault)))?;
        self.send(piece)
    }
}

impl<'de> Visitor<'de> for Top<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an import file")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if !seen.insert(key.clone()) {
                self.send(Piece::Fault(Fault { pointer: format!("/{key}"), words: "is given twice; keep one of the two".into() }))?;
            }
            match key.as_str() {
                "format" => self.send(Piece::Format(map.next_value()?))?,
                "as_of" => self.send(Piece::AsOf(map.next_value()?))?,
                "agency" => {
                    let mut walk = Walk::at([key]);
                    let agency = map.next_value_seed(Checked(&mut walk))?;
                    self.send_checked(walk, Piece::Agency(agency))?;
                }
                "people" => map.next_value_seed(Each(&self, "people", Piece::Person))?,
                "families" => map.next_value_seed(Each(&self, "families", Piece::Family))?,
                _ => {
                    let _: serde::de::IgnoredAny = map.next_value()?;
                    self.send(Piece::Unknown(key))?;
                }
            }
        }
        Ok(())
    }
}

struct Each<'a, 'b>(&'a Top<'b>, &'static str, fn(usize, Value) -> Piece);

impl<'de> DeserializeSeed<'de> for Each<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Each<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut at = 0;
        loop {
            let mut walk = Walk::at([self.1.to_owned(), at.to_string()]);
            let Some(value) = seq.next_element_seed(Checked(&mut walk))? else { return Ok(()) };
            self.0.send_checked(walk, (self.2)(at, value))?;
            at += 1;
        }
    }
}
