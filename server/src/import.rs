//! Streaming import: reads the files record by record without holding them in memory. Each person
//! and each family is validated against the JSON Schema, then against rules that a schema cannot
//! express, then written to the target. If there is any fault, nothing is imported.

mod encoding;
mod schema;
mod stream;
mod target;
mod value;

use std::collections::HashSet;
use std::io::Read;

use anyhow::bail;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::import::{Agency, Family, Fault, Person, check_family, check_person, shift};
use serde_json::Value;
use store::Db;
use store::import::{KeepsAccess, Source};

use stream::{Piece, pieces};
use target::Target;

pub use schema::{Schemas, file_schema};

/// Number of records read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    pub people: u64,
    pub families: u64,
}

/// An import of one or more files.
pub struct Importer {
    target: Target,
    schemas: Schemas,
    demo: bool,
    today: Date,
    /// Number of days by which the dates of a demo file are shifted.
    days: i32,
    agency: bool,
    families: HashSet<String>,
    people: HashSet<String>,
    faults: Vec<(String, Fault)>,
    counts: Counts,
}

impl Importer {
    /// Begins an import. `demo` shifts all dates so that the file's `as_of` becomes today, and
    /// marks the database as a demo.
    ///
    /// # Errors
    /// When the target cannot be begun: the database fails or is busy, or on SQLite another import
    /// is running.
    pub async fn begin(db: &Db, demo: bool) -> anyhow::Result<Self> {
        let today = db.clock().today(&TimeZone::get("America/Chicago").unwrap_or(TimeZone::UTC));
        Ok(Self {
            target: Target::begin(db, demo).await?,
            schemas: Schemas::new()?,
            demo,
            today,
            days: 0,
            agency: false,
            families: HashSet::new(),
            people: HashSet::new(),
            faults: Vec::new(),
            counts: Counts::default(),
        })
    }

    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// Reads and validates one file. Faults are collected for `finish`, not returned as an error.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(&mut self, name: &str, file: impl Read + Send + 'static) -> anyhow::Result<()> {
        (self.agency, self.days) = (false, 0);
        self.people.clear();
        let mut pieces = pieces(file);
        while let Some(piece) = pieces.recv().await {
            self.piece(name, piece).await?;
            // A file in another format could yield millions of faults.
            if self.faults.len() > 1000 {
                break;
            }
        }
        Ok(())
    }

    /// Commits the import if there were no faults; otherwise discards it.
    ///
    /// # Errors
    /// When there were faults, with one line for each; or when the database fails.
    pub async fn finish(self) -> anyhow::Result<()> {
        self.finish_with(&mut |_| {}).await.map(|_| ())
    }

    /// The total amount of work that `finish_with` reports to its `progress`.
    pub fn work(&self) -> u64 {
        if self.faults.is_empty() { self.target.work() } else { 0 }
    }

    /// As `finish`. `progress` is called with the amount of work done since its last call. Returns
    /// the people who still have access to an imported family although its file no longer names
    /// them.
    ///
    /// # Errors
    /// As `finish`.
    pub async fn finish_with(self, progress: &mut (dyn FnMut(u64) + Send)) -> anyhow::Result<Vec<KeepsAccess>> {
        if self.faults.is_empty() {
            return Ok(self.target.commit(progress).await?);
        }
        self.target.discard().await;
        let lines = self.faults.iter().map(|(file, fault)| format!("{file} {fault}")).collect::<Vec<_>>().join("\n");
        bail!("nothing was imported; {} to mend:\n{lines}", self.faults.len());
    }

    fn fault(&mut self, file: &str, pointer: &str, words: &str) {
        self.faults.push((file.to_owned(), Fault { pointer: pointer.to_owned(), words: words.to_owned() }));
    }

    fn faults(&mut self, file: &str, faults: Vec<Fault>) -> bool {
        let none = faults.is_empty();
        self.faults.extend(faults.into_iter().map(|fault| (file.to_owned(), fault)));
        none
    }

    /// Deserializes a record that is valid against its schema. A value that the schema accepts but
    /// the Rust type does not is recorded as a fault with its JSON pointer.
    fn parse<T: serde::de::DeserializeOwned>(&mut self, file: &str, pointer: &str, value: Value) -> Option<T> {
        serde_path_to_error::deserialize(value)
            .map_err(|error| {
                let path = error.path().to_string();
                let inside: String =
                    path.split(['.', '[']).map(|step| step.trim_end_matches(']')).filter(|step| *step != "?").map(|step| format!("/{step}")).collect();
                self.fault(file, &format!("{pointer}{inside}"), &format!("can't be used: {}", error.inner()));
            })
            .ok()
    }

    async fn piece(&mut self, file: &str, piece: Piece) -> anyhow::Result<()> {
        match piece {
            Piece::Broken(words) => self.fault(file, "/", &words),
            Piece::Fault(fault) => self.faults.push((file.to_owned(), fault)),
            Piece::Unknown(key) => self.fault(file, &format!("/{key}"), "is not a field of an import file"),
            Piece::Format(value) if value != model::import::FORMAT => self.fault(file, "/format", "must be alongside-case/1"),
            Piece::Format(_) => {}
            Piece::AsOf(value) => match value.as_str().and_then(|text| text.parse::<Date>().ok()) {
                Some(as_of) if self.demo => {
                    self.days = model::calendar::days_until(as_of, self.today);
                    self.target.mark_demo(&as_of.to_string()).await?;
                }
                Some(_) => {}
                None => self.fault(file, "/as_of", "must be a date such as 2026-11-30"),
            },
            Piece::Agency(value) => {
                if self.faults_of(file, "/agency", &value, Schemas::agency) {
                    let source = source(file, "/agency", &value);
                    let Some(agency) = self.parse::<Agency>(file, "/agency", value) else { return Ok(()) };
                    if TimeZone::get(&agency.time_zone).is_err() {
                        self.fault(file, "/agency/time_zone", "is not a time zone; write it like America/Chicago");
                    }
                    self.target.agency(&agency, source).await?;
                    self.agency = true;
                }
            }
            Piece::Person(at, mut value) => {
                self.keep_young(&mut value);
                let pointer = format!("/people/{at}");
                if self.ready(file, &pointer) && self.faults_of(file, &pointer, &value, Schemas::person) {
                    let source = source(file, &pointer, &value);
                    let Some(person) = self.parse::<Person>(file, &pointer, value) else { return Ok(()) };
                    let twice = !self.people.insert(person.key.clone());
                    let known = if twice { self.target.known().clone() } else { model::import::People::new() };
                    if self.faults(file, check_person(&pointer, &person, &known)) {
                        self.target.person(&person, source).await?;
                        self.counts.people += 1;
                    }
                }
            }
            Piece::Family(at, mut value) => {
                self.keep_young(&mut value);
                let pointer = format!("/families/{at}");
                if self.ready(file, &pointer) && self.faults_of(file, &pointer, &value, Schemas::family) {
                    let source = source(file, &pointer, &value);
                    let Some(family) = self.parse::<Family>(file, &pointer, value) else { return Ok(()) };
                    if !self.families.insert(family.key.clone()) {
                        self.fault(file, &format!("{pointer}/key"), "is used twice in families; keys must differ");
                    }
                    let faults = check_family(&pointer, &family, self.target.known());
                    // After the first fault nothing will be committed, so families are only
                    // validated.
                    if self.faults(file, faults) && self.faults.is_empty() {
                        self.target.family(&family, source).await?;
                    }
                    self.counts.families += 1;
                }
            }
        }
        Ok(())
    }

    /// Shifts the dates of a demo record; the dates of real records are not changed.
    fn keep_young(&self, value: &mut Value) {
        if self.demo {
            shift(value, self.days);
        }
    }

    fn ready(&mut self, file: &str, pointer: &str) -> bool {
        if !self.agency && self.faults.is_empty() {
            self.fault(file, pointer, "stands before a good agency; put agency first, then people, then families");
        }
        self.agency
    }

    fn faults_of(&mut self, file: &str, pointer: &str, value: &Value, of: fn(&Schemas) -> &jsonschema::Validator) -> bool {
        let faults = schema::faults(of(&self.schemas), pointer, value);
        self.faults(file, faults)
    }
}

fn source(file: &str, pointer: &str, value: &Value) -> Source {
    Source { place: format!("{file} {pointer}"), body: value.to_string() }
}
