//! Streams the records of an import file, one person or family at a time.

use std::collections::HashSet;
use std::io::Read;

use model::import::ImportFault;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::checked_json::{CheckedValueSeed, FaultCollector};
use super::encoding::strip_utf8_bom;

/// One record of an import file, sent in the order of the file. The number of a person or family is
/// its index in the list.
#[derive(Debug)]
pub enum ImportRecord {
    Format(Value),
    AsOf(Value),
    Agency(Value),
    Person(usize, Value),
    Family(usize, Value),
    Unknown(String),
    Fault(ImportFault),
    /// The file cannot be read or is not valid JSON; the text says where parsing failed.
    Broken(String),
}

/// Parses a file on a blocking thread. The channel is bounded, so that the parser never holds more
/// than a few records ahead of the consumer.
pub fn stream_records(file: impl Read + Send + 'static) -> Receiver<ImportRecord> {
    let (sender, receiver) = channel(64);
    tokio::task::spawn_blocking(move || {
        if let Err(words) = parse_file(file, &sender) {
            // The receiver is closed if the import has stopped after too many faults.
            let _ = sender.blocking_send(ImportRecord::Broken(words));
        }
    });
    receiver
}

fn parse_file(file: impl Read, sender: &Sender<ImportRecord>) -> Result<(), String> {
    let file = strip_utf8_bom(file).map_err(|error| format!("can't be read: {error}"))?;
    let file = file.ok_or("is UTF-16 or UTF-32; save it as UTF-8")?;
    let mut reader = serde_json::Deserializer::from_reader(file);
    let read = reader
        .deserialize_map(TopLevelVisitor(sender))
        // Text after the object is an error: the second of two joined files would be ignored.
        .and_then(|()| reader.end());
    read.map_err(|error| {
        format!(
            "is not readable as JSON at line {}, column {}",
            error.line(),
            error.column()
        )
    })
}

struct TopLevelVisitor<'a>(&'a Sender<ImportRecord>);

impl TopLevelVisitor<'_> {
    fn send<E: serde::de::Error>(&self, record: ImportRecord) -> Result<(), E> {
        self.0
            .blocking_send(record)
            // Ends the parser when the importer has stopped receiving.
            .map_err(|_| E::custom("stopped"))
    }

    fn send_checked<E: serde::de::Error>(
        &self,
        collector: FaultCollector,
        record: ImportRecord,
    ) -> Result<(), E> {
        collector
            .into_faults()
            .into_iter()
            .try_for_each(|fault| self.send(ImportRecord::Fault(fault)))?;
        self.send(record)
    }
}

impl<'de> Visitor<'de> for TopLevelVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an import file")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            // Both values are read on, so that the faults of both are reported.
            if !seen.insert(key.clone()) {
                self.send(ImportRecord::Fault(ImportFault {
                    pointer: format!("/{key}"),
                    message: "is given twice; keep one of the two".into(),
                }))?;
            }
            match key.as_str() {
                // Not checked for control characters: the importer accepts no value that has one.
                "format" => self.send(ImportRecord::Format(map.next_value()?))?,
                "as_of" => self.send(ImportRecord::AsOf(map.next_value()?))?,
                "agency" => {
                    let mut collector = FaultCollector::starting_at([key]);
                    let agency = map.next_value_seed(CheckedValueSeed(&mut collector))?;
                    self.send_checked(collector, ImportRecord::Agency(agency))?;
                }
                "people" => {
                    map.next_value_seed(ArrayVisitor(&self, "people", ImportRecord::Person))?
                }
                "families" => {
                    map.next_value_seed(ArrayVisitor(&self, "families", ImportRecord::Family))?
                }
                _ => {
                    // Skipped without building it in memory, whatever its size.
                    let _: serde::de::IgnoredAny = map.next_value()?;
                    self.send(ImportRecord::Unknown(key))?;
                }
            }
        }
        // Only here is it known that a later line does not have it.
        if !seen.contains("format") {
            self.send(ImportRecord::Fault(ImportFault {
                pointer: "/format".into(),
                message: "is missing; it must be alongside-case/1".into(),
            }))?;
        }
        Ok(())
    }
}

struct ArrayVisitor<'a, 'b>(
    &'a TopLevelVisitor<'b>,
    &'static str,
    fn(usize, Value) -> ImportRecord,
);

impl<'de> DeserializeSeed<'de> for ArrayVisitor<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for ArrayVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut at = 0;
        loop {
            let mut collector = FaultCollector::starting_at([self.1.to_owned(), at.to_string()]);
            let Some(value) = seq.next_element_seed(CheckedValueSeed(&mut collector))? else {
                return Ok(());
            };
            self.0.send_checked(collector, (self.2)(at, value))?;
            at += 1;
        }
    }
}
