//! The rows of a dry run that its records refer to: the agency, and the people whom a family names.
//!
//! A dry run inserts them in one transaction, rolls it back, and then writes the families in
//! another, which therefore inserts what they refer to again. Their foreign keys are then checked
//! as in the pass that commits. `PRAGMA defer_foreign_keys` would do without these rows, but while
//! a foreign key is violated, SQLite searches every table that refers to an inserted row, most of
//! them without an index: the time for each family would grow with the number of families.

use std::collections::{HashMap, HashSet};

use model::id::PersonId;
use serde_json::Value;
use sqlx::types::Json;

use super::ImportTransaction;
use crate::Error;
use crate::db::{bulk_insert, run_on};

/// Calls `found` with every string in a JSON value; keys of objects are not included.
fn for_each_string<'a>(value: &'a Value, found: &mut impl FnMut(&'a str)) {
    match value {
        Value::String(text) => found(text),
        Value::Array(values) => {
            for value in values {
                for_each_string(value, found);
            }
        }
        Value::Object(fields) => {
            for value in fields.values() {
                for_each_string(value, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The people whom a record names: those whose key is one of its strings. A person whose key
/// happens to be a text is included, too, which does no harm: the row is rolled back.
fn named_people(record: &Value, people: &HashMap<String, PersonId>) -> Vec<(PersonId, String)> {
    // Every string is tried, because a record names people in many fields, and a list of them here
    // would miss the next one.
    let mut named = HashMap::new();
    for_each_string(record, &mut |text: &str| {
        if let Some(id) = people.get(text) {
            named.insert(*id, text.to_owned());
        }
    });
    named.into_iter().collect()
}

impl ImportTransaction {
    /// Inserts the current agency if the database does not contain it.
    pub(super) async fn insert_referenced_agency(&mut self, key: &str) -> Result<(), Error> {
        run_on!(self.tx, |c| {
            sqlx::query(
                "INSERT INTO agency (id, key, name, time_zone, languages, phone, exit_address) \
                VALUES ($1, $2, '', '', $3, '', '') ON CONFLICT DO NOTHING",
            )
            .bind(self.agency)
            .bind(key)
            .bind(Json(Vec::<String>::new()))
            .execute(c)
        })?;
        Ok(())
    }

    /// Inserts the people whom the record `body` names, unless the database contains them.
    /// `inserted` are those who need not be inserted again in this transaction.
    ///
    /// # Errors
    /// `Refused` when the record is not JSON; otherwise when the database fails.
    pub(super) async fn insert_referenced_people(
        &mut self,
        body: &str,
        inserted: &mut HashSet<PersonId>,
    ) -> Result<(), Error> {
        let record: Value =
            serde_json::from_str(body).map_err(|error| Error::Refused(error.to_string()))?;
        let mut rows = named_people(&record, &self.people);
        // A family names the same people as the one before it, such as workers; each is inserted
        // once.
        rows.retain(|(id, _)| inserted.insert(*id));
        let agency = self.agency;
        bulk_insert!(
            self.tx,
            "INSERT INTO person (id, agency_id, key, name, languages_spoken, languages_read) ",
            rows,
            |row, person| row
                .push_bind(person.0)
                .push_bind(agency)
                .push_bind(person.1.clone())
                .push_bind("")
                .push_bind(Json(Vec::<String>::new()))
                .push_bind(Json(Vec::<String>::new())),
            " ON CONFLICT DO NOTHING"
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_wherever_a_record_names_them() {
        let ids = [1, 2, 3].map(|n| PersonId(uuid::Uuid::from_u128(n)));
        let people = HashMap::from([
            ("ana \"ñ\" \\".to_owned(), ids[0]),
            ("ben".to_owned(), ids[1]),
            ("unnamed".to_owned(), ids[2]),
        ]);
        let record = serde_json::json!({
            "members": [{"person": "ben"}, {"person": "ben"}],
            "plan": {"own_words": [{"words": {"by": "ana \"ñ\" \\", "unnamed": 1}}]},
        });
        let named: HashSet<PersonId> = named_people(&record, &people)
            .into_iter()
            .map(|(id, _)| id)
            .collect();
        assert_eq!(named, HashSet::from([ids[0], ids[1]]));
    }
}
