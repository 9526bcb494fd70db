//! Streaming import: reads the files record by record without holding them in memory. Each person
//! and each family is validated against the JSON Schema, then against rules that a schema cannot
//! express, then written to the target. If there is any fault, nothing is imported.

mod checked_json;
mod court_list;
mod encoding;
mod schema;
mod stream;
mod target;

use std::collections::{HashMap, HashSet};
use std::io::Read;

use anyhow::bail;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::calendar::EventKind;
use model::import::{
    ImportAgency, ImportEvent, ImportFamily, ImportFault, ImportPerson, check_event_kinds,
    check_family, check_person, shift_dates,
};
use serde_json::Value;
use store::Db;
use store::import::{ImportFindings, RecordSource};

use crate::config::Installation;
use stream::{ImportRecord, stream_records};
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
            "nothing was imported; {} to mend:\n{lines}",
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

    /// Deserializes a record that is valid against its schema. A value that the schema accepts but
    /// the Rust type does not is recorded as a fault with its JSON pointer.
    fn parse_record<T: serde::de::DeserializeOwned>(
        &mut self,
        file: &str,
        pointer: &str,
        value: Value,
    ) -> Option<T> {
        serde_path_to_error::deserialize(value)
            .map_err(|error| {
                // A path such as `plan.goals[3].due` as a JSON pointer.
                let path = error.path().to_string();
                let inside: String = path
                    .split(['.', '['])
                    .map(|step| step.trim_end_matches(']'))
                    // serde_path_to_error writes `?` for a step that it does not know.
                    .filter(|step| *step != "?")
                    .map(|step| format!("/{step}"))
                    .collect();
                self.add_fault(
                    file,
                    &format!("{pointer}{inside}"),
                    &format!("can't be used: {}", error.inner()),
                );
            })
            .ok()
    }

    async fn import_record(&mut self, file: &str, piece: ImportRecord) -> anyhow::Result<()> {
        match piece {
            ImportRecord::Broken(words) => self.add_fault(file, "/", &words),
            ImportRecord::Fault(fault) => self.faults.push((file.to_owned(), fault)),
            ImportRecord::Unknown(key) => {
                self.add_fault(file, &format!("/{key}"), "is not a field of an import file")
            }
            // The file is read on in spite of it: an agency gets all faults of a file in one run.
            ImportRecord::Format(value) if value != model::import::IMPORT_FORMAT => {
                self.add_fault(file, "/format", "must be alongside-case/1")
            }
            ImportRecord::Format(_) => {}
            ImportRecord::AsOf(value) => self.read_as_of(file, &value).await?,
            ImportRecord::Agency(value) => self.import_agency(file, value).await?,
            ImportRecord::Person(at, value) => self.import_person(file, at, value).await?,
            ImportRecord::Family(at, value) => self.import_family(file, at, value).await?,
        }
        Ok(())
    }

    async fn read_as_of(&mut self, file: &str, value: &Value) -> anyhow::Result<()> {
        match value.as_str().and_then(|text| text.parse::<Date>().ok()) {
            Some(as_of) if self.installation.is_demo() => {
                self.shift_days = model::calendar::days_until(as_of, self.today);
                // In the transaction of the import, so that no demo data is ever stored without the
                // mark.
                self.target.mark_demo(&as_of.to_string()).await?;
            }
            // Only the dates of the demo are shifted, so that they stay current.
            Some(_) => {}
            None => self.add_fault(file, "/as_of", "must be a date such as 2026-11-30"),
        }
        Ok(())
    }

    async fn import_agency(&mut self, file: &str, value: Value) -> anyhow::Result<()> {
        if !self.validate_record(file, "/agency", &value, RecordValidators::agency_validator) {
            return Ok(());
        }
        let source = record_source(file, "/agency", &value);
        let Some(agency) = self.parse_record::<ImportAgency>(file, "/agency", value) else {
            return Ok(());
        };
        if TimeZone::get(&agency.time_zone).is_err() {
            self.add_fault(
                file,
                "/agency/time_zone",
                "is not a time zone; write it like America/Chicago",
            );
        }
        let faults = check_event_kinds("/agency/event_kinds", &agency.event_kinds);
        self.add_faults(file, faults);
        self.event_kinds = agency
            .event_kinds
            .iter()
            .map(|kind| (kind.key.clone(), kind.kind))
            .collect();
        // In spite of that fault, so that the people and families are validated too.
        self.target.add_agency(&agency, source).await?;
        self.has_agency = true;
        Ok(())
    }

    async fn import_person(
        &mut self,
        file: &str,
        at: usize,
        mut value: Value,
    ) -> anyhow::Result<()> {
        self.shift_demo_dates(&mut value);
        let pointer = format!("/people/{at}");
        if !self.require_agency(file, &pointer)
            || !self.validate_record(file, &pointer, &value, RecordValidators::person_validator)
        {
            return Ok(());
        }
        let source = record_source(file, &pointer, &value);
        let Some(person) = self.parse_record::<ImportPerson>(file, &pointer, value) else {
            return Ok(());
        };
        // The target also knows the people in the database, whom a file may update. Only a key that
        // this file has used before is a duplicate.
        let is_duplicate = !self.person_keys.insert(person.key.clone());
        let known = if is_duplicate {
            self.target.known_people().clone()
        } else {
            model::import::KnownPeople::new()
        };
        if self.add_faults(file, check_person(&pointer, &person, &known)) {
            self.target.add_person(&person, source).await?;
            self.counts.people += 1;
        }
        Ok(())
    }

    async fn import_family(
        &mut self,
        file: &str,
        at: usize,
        mut value: Value,
    ) -> anyhow::Result<()> {
        self.shift_demo_dates(&mut value);
        let pointer = format!("/families/{at}");
        if !self.require_agency(file, &pointer)
            || !self.validate_record(file, &pointer, &value, RecordValidators::family_validator)
        {
            return Ok(());
        }
        let source = record_source(file, &pointer, &value);
        let Some(family) = self.parse_record::<ImportFamily>(file, &pointer, value) else {
            return Ok(());
        };
        if !self.family_keys.insert(family.key.clone()) {
            self.add_fault(
                file,
                &format!("{pointer}/key"),
                "is used twice in families; keys must differ",
            );
        }
        let mut faults = check_family(&pointer, &family, self.target.known_people());
        faults.extend(self.own_kind_faults(&pointer, &family));
        // After the first fault nothing will be committed, so families are only validated.
        if self.add_faults(file, faults) && self.faults.is_empty() {
            self.target.add_family(&family, source).await?;
        }
        self.counts.families += 1;
        Ok(())
    }

    /// Kinds of events that the agency does not add, or that follow the rules of another kind. A file
    /// whose agency has no kinds may use those of an earlier file, which are not known here.
    fn own_kind_faults(&self, pointer: &str, family: &ImportFamily) -> Vec<ImportFault> {
        let is_wrong = |event: &ImportEvent| {
            let own = event.own_kind.as_ref();
            !self.event_kinds.is_empty()
                && own.is_some_and(|own| self.event_kinds.get(own) != Some(&event.kind))
        };
        let events = family.dates.iter().enumerate();
        events
            .filter(|(_, event)| is_wrong(event))
            .map(|(index, _)| ImportFault {
                pointer: format!("{pointer}/dates/{index}/own_kind"),
                message: "is not the key of a kind in event_kinds with the same kind".to_owned(),
            })
            .collect()
    }

    /// Shifts the dates of a demo record; the dates of real records are not changed.
    fn shift_demo_dates(&self, value: &mut Value) {
        if self.installation.is_demo() {
            shift_dates(value, self.shift_days);
        }
    }

    fn require_agency(&mut self, file: &str, pointer: &str) -> bool {
        // Only as the first fault: if the agency itself is faulty, that fault is the one to mend.
        if !self.has_agency && self.faults.is_empty() {
            self.add_fault(
                file,
                pointer,
                "stands before a good agency; put agency first, then people, then families",
            );
        }
        self.has_agency
    }

    fn validate_record(
        &mut self,
        file: &str,
        pointer: &str,
        value: &Value,
        select_validator: fn(&RecordValidators) -> &jsonschema::Validator,
    ) -> bool {
        let faults = schema::find_faults(select_validator(&self.schemas), pointer, value);
        self.add_faults(file, faults)
    }
}

fn record_source(file: &str, pointer: &str, value: &Value) -> RecordSource {
    RecordSource {
        place: format!("{file} {pointer}"),
        body: value.to_string(),
    }
}
