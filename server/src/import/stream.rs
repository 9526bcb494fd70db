//! Takes an import file apart while it is read: one person or family at a time.

use std::io::Read;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// A part of an import file, in the order of the file.
#[derive(Debug)]
pub enum Piece {
    Format(Value),
    AsOf(Value),
    Agency(Value),
    Person(usize, Value),
    Family(usize, Value),
    Unknown(String),
    /// The file is no JSON object; the words say where it breaks.
    Broken(String),
}

/// The pieces of a file, read on a thread of its own and never more than a few ahead.
pub fn pieces(file: impl Read + Send + 'static) -> Receiver<Piece> {
    let (to, from) = channel(64);
    tokio::task::spawn_blocking(move || {
        let mut reader = serde_json::Deserializer::from_reader(file);
        let read = reader.deserialize_map(Top(&to)).and_then(|()| reader.end());
        if let Err(error) = read {
            let words = format!("is not readable as JSON at line {}, column {}", error.line(), error.column());
            let _ = to.blocking_send(Piece::Broken(words));
        }
    });
    from
}

struct Top<'a>(&'a Sender<Piece>);

impl Top<'_> {
    fn send<E: serde::de::Error>(&self, piece: Piece) -> Result<(), E> {
        self.0.blocking_send(piece).map_err(|_| E::custom("stopped"))
    }
}

impl<'de> Visitor<'de> for Top<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an import file")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "format" => self.send(Piece::Format(map.next_value()?))?,
                "as_of" => self.send(Piece::AsOf(map.next_value()?))?,
                "agency" => self.send(Piece::Agency(map.next_value()?))?,
                "people" => map.next_value_seed(Each(&self, Piece::Person))?,
                "families" => map.next_value_seed(Each(&self, Piece::Family))?,
                _ => {
                    let _: serde::de::IgnoredAny = map.next_value()?;
                    self.send(Piece::Unknown(key))?;
                }
            }
        }
        Ok(())
    }
}

struct Each<'a, 'b>(&'a Top<'b>, fn(usize, Value) -> Piece);

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
        while let Some(value) = seq.next_element::<Value>()? {
            self.0.send((self.1)(at, value))?;
            at += 1;
        }
        Ok(())
    }
}
