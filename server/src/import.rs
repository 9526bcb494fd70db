//! Streaming import: reads the files record by record without holding them in memory. Each person
//! and each family is validated against the JSON Schema, then against rules that a schema cannot
//! express, then written to the target. If there is any fault, nothing is imported.

mod checked_json;
mod court_list;
mod encoding;
mod records;
mod schema;
mod stream;
mod target;

use std::collections::{HashMap, HashSet};
use std::io::Read;

use anyhow::bail;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::calendar::EventKind;
use model::import::ImportFault;
use store::Db;
use store::import::ImportFindings;

use crate::config::Installation;
use stream::stream_records;
use target::ImportTarget;

pub use court_list::import_court_lists;
pub use schema::{RecordValidators, file_schema};

/// Number of records read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ImportCounts {
    pub people: u64,
    pub families: u64,
}

/// An import of one or more files.
pub struct Importer {
    target: ImportTarget,
    schemas: RecordValidators,
    installation: Installation,
    today: Date,
    /// Number of days by which the dates of a demo file are shifted.
    shift_days: i32,
    has_agency: bool,
    family_keys: HashSet<String>,
    person_keys: HashSet<String>,
    /// The kinds of events of this file's agency, by their keys.
    event_kinds: HashMap<String, EventKind>,
    faults: Vec<(String, ImportFault)>,
    counts: ImportCounts,
}

impl Importer {
    /// Begins an import. One of the demo shifts all dates so that the file's `as_of` becomes today,
    /// and marks the database as a demo.
    ///
    /// # Errors
    /// When the target cannot be begun: the database fails or is busy, or on SQLite another import
    /// is running.
    pub async fn begin(db: &Db, installation: Installation) -> anyhow::Result<Self> {
        // The zone of the demo agency: only its dates are shifted, before the agency has been read.
        let today = db
            .clock()
            .today(&TimeZone::get("America/Chicago").unwrap_or(TimeZone::UTC));
        Ok(Self {
            target: ImportTarget::begin(db, installation).await?,
            schemas: RecordValidators::new()?,
            installation,
            today,
            shift_days: 0,
            has_agency: false,
            family_keys: HashSet::new(),
            person_keys: HashSet::new(),
            event_kinds: HashMap::new(),
            faults: Vec::new(),
            counts: ImportCounts::default(),
        })
    }

    pub const fn counts(&self) -> ImportCounts {
        self.counts
    }

    /// Reads and validates one file. Faults are collected for `finish`, not returned as an error.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read_file(
        &mut self,
        name: &str,
        file: impl Read + Send + 'static,
    ) -> anyhow::Result<()> {
        // Each file names its own agency and its own `as_of`.
        (self.has_agency, self.shift_days) = (false, 0);
        // A person may be in several files; the later one updates the earlier one.
        self.person_keys.clear();
        let mut records = stream_records(file);
        while let Some(record) = records.recv().await {
            self.import_record(name, record).await?;
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
    pub fn total_work(&self) -> u64 {
        if self.faults.is_empty() {
            self.target.total_work()
        } else {
            0
        }
    }

    /// As `finish`. `progress` is called with the amount of work done since its last call. Returns
    /// what the operator is told.
    ///
    /// # Errors
    /// As `finish`.
    pub async fn finish_with(
        self,
        progress: &mut (dyn FnMut(u64) + Send),
    ) -> anyhow::Result<ImportFindings> {
        if self.faults.is_empty() {
            return Ok(self.target.commit(progress).await?);
        }
        self.target.discard().await;
        let lines = self
            .faults
            .iter()
            .map(|(file, fault)| format!("{file} {fault}"))
            .collect::<Vec<_>>()
            .join("\n");
        bail!(
            "nothing was imported; errors to fix: {}\n{lines}",
            self.faults.len()
        );
    }

    fn add_fault(&mut self, file: &str, pointer: &str, message: &str) {
        self.faults.push((
            file.to_owned(),
            ImportFault {
                pointer: pointer.to_owned(),
                message: message.to_owned(),
            },
        ));
    }

    fn add_faults(&mut self, file: &str, faults: Vec<ImportFault>) -> bool {
        let none = faults.is_empty();
        self.faults
            .extend(faults.into_iter().map(|fault| (file.to_owned(), fault)));
        none
    }
}
