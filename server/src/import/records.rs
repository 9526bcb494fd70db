//! Validates the records of an import file one by one, and writes them to the target.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::import::{
    ImportAgency, ImportEvent, ImportFamily, ImportFault, ImportPerson, check_event_kinds,
    check_family, check_person, shift_dates,
};
use serde_json::Value;
use store::import::RecordSource;

use super::Importer;
use super::schema::{self, RecordValidators};
use super::stream::ImportRecord;

impl Importer {
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

    pub(super) async fn import_record(
        &mut self,
        file: &str,
        record: ImportRecord,
    ) -> anyhow::Result<()> {
        match record {
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

    /// Kinds of events that the agency does not add, or that follow the rules of another kind. A
    /// file whose agency has no kinds may use those of an earlier file, which are not known here.
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
                "comes before a valid agency; put agency first, then people, then families",
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
