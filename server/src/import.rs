//! Reads import files from top to bottom without holding them in memory: each person and each family is checked
//! against the schema, then for sense, then written. One fault, and nothing is kept.

mod schema;
mod stream;

use std::collections::HashSet;
use std::io::Read;

use anyhow::bail;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::import::{Agency, Family, Fault, Person, check_family, check_person, shift};
use serde_json::Value;
use store::Db;
use store::import::{Import, KeepsAccess, add_family, mark_demo};

use stream::{Piece, pieces};

pub use schema::{Schemas, file_schema};

/// How much was read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    pub people: u64,
    pub families: u64,
}

/// An import of one or more files.
pub struct Importer {
    import: Import,
    schemas: Schemas,
    demo: bool,
    today: Date,
    /// Days to move a demo's dates by.
    days: i32,
    agency: bool,
    families: HashSet<String>,
    people: HashSet<String>,
    faults: Vec<(String, Fault)>,
    counts: Counts,
}

impl Importer {
    /// Begins. `demo` moves dates so that `as_of` is today, and marks the database.
    ///
    /// # Errors
    /// When the database is busy.
    pub async fn begin(db: &Db, demo: bool) -> anyhow::Result<Self> {
        let today = db.clock().today(&TimeZone::get("America/Chicago").unwrap_or(TimeZone::UTC));
        Ok(Self {
            import: Import::begin(db).await?,
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

    /// People who can still open a family that was read, although its file does not name them any more.
    pub fn keeps_access(&self) -> &[KeepsAccess] {
        self.import.keeps_access()
    }

    /// Reads one file. Faults are collected, not returned.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(&mut self, name: &str, file: impl Read + Send + 'static) -> anyhow::Result<()> {
        (self.agency, self.days) = (false, 0);
        self.people.clear();
        let mut pieces = pieces(file);
        while let Some(piece) = pieces.recv().await {
            self.piece(name, piece).await?;
            // Enough to mend at once; a file of another kind altogether would give millions.
            if self.faults.len() > 1000 {
                break;
            }
        }
        Ok(())
    }

    /// Keeps everything, or, where there was a fault, nothing.
    ///
    /// # Errors
    /// With every fault, a line each.
    pub async fn finish(self) -> anyhow::Result<()> {
        if self.faults.is_empty() {
            self.import.save().await?;
            return Ok(());
        }
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

    async fn piece(&mut self, file: &str, piece: Piece) -> anyhow::Result<()> {
        match piece {
            Piece::Broken(words) => self.fault(file, "/", &words),
            Piece::Unknown(key) => self.fault(file, &format!("/{key}"), "is not a field of an import file"),
            Piece::Format(value) if value != model::import::FORMAT => self.fault(file, "/format", "must be alongside-case/1"),
            Piece::Format(_) => {}
            Piece::AsOf(value) => match value.as_str().and_then(|text| text.parse::<Date>().ok()) {
                Some(as_of) if self.demo => {
                    self.days = model::calendar::days_until(as_of, self.today);
                    mark_demo(&mut self.import, &as_of.to_string()).await?;
                }
                Some(_) => {}
                None => self.fault(file, "/as_of", "must be a date such as 2026-11-30"),
            },
            Piece::Agency(value) => {
                if self.faults_of(file, "/agency", &value, Schemas::agency) {
                    let agency: Agency = serde_json::from_value(value)?;
                    if TimeZone::get(&agency.time_zone).is_err() {
                        self.fault(file, "/agency/time_zone", "is not a time zone; write it like America/Chicago");
                    }
                    self.import.agency(&agency).await?;
                    self.agency = true;
                }
            }
            Piece::Person(at, mut value) => {
                self.keep_young(&mut value);
                let pointer = format!("/people/{at}");
                if self.ready(file, &pointer) && self.faults_of(file, &pointer, &value, Schemas::person) {
                    let person: Person = serde_json::from_value(value)?;
                    let twice = !self.people.insert(person.key.clone());
                    let known = if twice { self.import.known().clone() } else { model::import::People::new() };
                    if self.faults(file, check_person(&pointer, &person, &known)) {
                        self.import.person(&person).await?;
                        self.counts.people += 1;
                    }
                }
            }
            Piece::Family(at, mut value) => {
                self.keep_young(&mut value);
                let pointer = format!("/families/{at}");
                if self.ready(file, &pointer) && self.faults_of(file, &pointer, &value, Schemas::family) {
                    let family: Family = serde_json::from_value(value)?;
                    if !self.families.insert(family.key.clone()) {
                        self.fault(file, &format!("{pointer}/key"), "is used twice in families; keys must differ");
                    }
                    let faults = check_family(&pointer, &family, self.import.known());
                    // After the first fault nothing is kept, so nothing more needs writing.
                    if self.faults(file, faults) && self.faults.is_empty() {
                        add_family(&mut self.import, &family).await?;
                    }
                    self.counts.families += 1;
                }
            }
        }
        Ok(())
    }

    /// A demo's dates move with the calendar; anyone else's stay as they are.
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
