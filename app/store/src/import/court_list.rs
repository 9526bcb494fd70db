//! Importing the dates of court lists, for families that are in the database.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::DateTime;
use model::calendar::EventKind;
use model::id::{AgencyId, FamilyId, PersonId};
use model::import::ImportEvent;
use model::policy::{ResourceKind, default_roles};
use serde_json::{Value, json};

use super::import_text::FamilyContext;
use super::{AgencyState, ImportTransaction};
use crate::db::run_on;
use crate::{Db, Error};

/// An agency, with what a list may name.
#[derive(Debug, Clone)]
pub struct CourtAgency {
    pub id: AgencyId,
    pub key: String,
    /// The name of its time zone.
    pub zone: String,
    /// The keys of its families.
    pub families: HashSet<String>,
    /// The kinds that it added, with those whose rules they follow.
    pub kinds: HashMap<String, EventKind>,
}

/// A date of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourtDate {
    pub agency: AgencyId,
    /// The key of the family.
    pub family: String,
    /// Local time of the agency.
    pub starts: DateTime,
    pub kind: EventKind,
    pub own_kind: Option<String>,
    pub branch: Option<String>,
}

/// What an import of lists did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CourtCounts {
    pub imported: usize,
    /// The agency has an event of that kind at that time already, which stays as it is.
    pub known: usize,
}

/// The agencies of the database.
///
/// # Errors
/// When the database fails.
pub async fn load_court_agencies(db: &Db) -> Result<Vec<CourtAgency>, Error> {
    let mut tx = db.acting_as_system("families for a court list").await?;
    let agencies: Vec<(AgencyId, String, String)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT id, key, time_zone FROM agency ORDER BY key"
    )
    .fetch_all(c))?;
    let families: Vec<(AgencyId, String)> =
        run_on!(tx, |c| sqlx::query_as("SELECT agency_id, key FROM family")
            .fetch_all(c))?;
    let kinds: Vec<(AgencyId, String, EventKind)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT agency_id, slug, kind FROM event_kind"
    )
    .fetch_all(c))?;
    let mut found: Vec<CourtAgency> = agencies
        .into_iter()
        .map(|(id, key, zone)| CourtAgency {
            id,
            key,
            zone,
            families: HashSet::new(),
            kinds: HashMap::new(),
        })
        .collect();
    for agency in &mut found {
        let of_agency = families.iter().filter(|(id, _)| *id == agency.id);
        agency.families = of_agency.map(|(_, key)| key.clone()).collect();
        let of_agency = kinds.iter().filter(|(id, ..)| *id == agency.id);
        agency.kinds = of_agency
            .map(|(_, slug, kind)| (slug.clone(), *kind))
            .collect();
    }
    Ok(found)
}

/// Imports the dates in one transaction. The parents, guardians and Indian custodians of a family
/// are invited, and those who see dates by their role. A date that was imported before is updated,
/// unless a worker changed it in the portal. `about` says what the dates are.
///
/// # Errors
/// `Refused` when a family is not in the database any more. Also when the database fails.
pub async fn import_court_dates(
    db: &Db,
    dates: &[CourtDate],
    about: &Value,
) -> Result<CourtCounts, Error> {
    // Sorted by agency, so that each agency is entered once.
    let mut by_family: BTreeMap<(AgencyId, &str), Vec<&CourtDate>> = BTreeMap::new();
    for date in dates {
        let key = (date.agency, date.family.as_str());
        by_family.entry(key).or_default().push(date);
    }
    let tx = db.acting_as_system("import of a court list").await?;
    let mut import = ImportTransaction::continue_with(tx, AgencyState::default());
    let mut counts = CourtCounts::default();
    for ((agency, family), dates) in by_family {
        import.enter_agency(agency).await?;
        let done = import.import_family_dates(family, &dates, about).await?;
        counts.imported += done.imported;
        counts.known += done.known;
    }
    import.commit().await?;
    Ok(counts)
}

/// The key of an event from a list: the same family and time is the same event.
fn event_key(starts: DateTime) -> String {
    format!("court {starts}")
}

fn to_event(date: &CourtDate, about: &Value, people: &[String]) -> Result<ImportEvent, Error> {
    let roles: Vec<&str> = default_roles(ResourceKind::Dates)
        .into_iter()
        .map(|role| role.slug())
        .collect();
    // As in an import file, whose other fields may be left out.
    let event = json!({
        "key": event_key(date.starts),
        "kind": date.kind.slug(),
        "own_kind": date.own_kind,
        "starts": date.starts.to_string(),
        "place": date.branch,
        "about": about,
        "audience": { "roles": roles, "people": people },
    });
    serde_json::from_value(event).map_err(|error| Error::Refused(error.to_string()))
}

impl ImportTransaction {
    async fn enter_agency(&mut self, agency: AgencyId) -> Result<(), Error> {
        if self.agency == agency {
            return Ok(());
        }
        let zone: Option<(String,)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT time_zone FROM agency WHERE id = $1"
        )
        .bind(agency)
        .fetch_optional(c))?;
        self.agency = agency;
        self.zone = zone.ok_or(Error::NotFound)?.0;
        // Keys of people are unique within an agency only.
        self.people.clear();
        Ok(())
    }

    async fn import_family_dates(
        &mut self,
        key: &str,
        dates: &[&CourtDate],
        about: &Value,
    ) -> Result<CourtCounts, Error> {
        let found: Option<(FamilyId,)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT id FROM family WHERE agency_id = $1 AND key = $2"
        )
        .bind(self.agency)
        .bind(key)
        .fetch_optional(c))?;
        let (family,) = found.ok_or_else(|| Error::Refused("a family is gone".into()))?;
        let known = self.load_agency_dates(family).await?;
        // What the agency entered itself stays, with what people have answered to it.
        let (known, new): (Vec<&CourtDate>, Vec<_>) = dates
            .iter()
            .copied()
            .partition(|date| known.contains(&(date.kind, date.starts)));
        let people = self.load_parties(family).await?;
        let events = new
            .iter()
            .map(|date| to_event(date, about, &people))
            .collect::<Result<Vec<_>, Error>>()?;
        let mut context = FamilyContext {
            family,
            roles: HashMap::new(),
            audiences: HashMap::new(),
            is_update: true,
        };
        self.upsert_events(&mut context, &events).await?;
        let today = self.tx.today_in(&self.zone);
        // An event that a worker changed was left as it is by `upsert_events`, and is not marked.
        for event in &events {
            run_on!(self.tx, |c| sqlx::query(
                "UPDATE event SET listed_on = $3 WHERE family_id = $1 AND key = $2 AND NOT EXISTS \
                    (SELECT 1 FROM event_change h WHERE h.event_id = event.id)"
            )
            .bind(family)
            .bind(&event.key)
            .bind(today)
            .execute(c))?;
        }
        Ok(CourtCounts {
            imported: events.len(),
            known: known.len(),
        })
    }

    /// The kinds and times of the family's events, without those that a list has at this time: also
    /// one from an earlier list that a worker moved there.
    async fn load_agency_dates(
        &mut self,
        family: FamilyId,
    ) -> Result<HashSet<(EventKind, DateTime)>, Error> {
        // A canceled event of the agency does not stand for a date that the court has listed.
        let rows: Vec<(String, EventKind, jiff_sqlx::DateTime)> =
            run_on!(self.tx, |c| sqlx::query_as(
                "SELECT key, kind, starts FROM event WHERE family_id = $1 AND NOT cancelled"
            )
            .bind(family)
            .fetch_all(c))?;
        Ok(rows
            .into_iter()
            .map(|(key, kind, starts)| (key, kind, starts.to_jiff()))
            .filter(|(key, _, starts)| *key != event_key(*starts))
            .map(|(_, kind, starts)| (kind, starts))
            .collect())
    }

    /// The keys of the family's parents, guardians and Indian custodians, who are told its dates.
    async fn load_parties(&mut self, family: FamilyId) -> Result<Vec<String>, Error> {
        let today = self.tx.today_in(&self.zone);
        let rows: Vec<(String, PersonId)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT DISTINCT p.key, p.id FROM membership m JOIN person p ON p.id = m.person_id \
                WHERE m.family_id = $1 AND m.role IN ('parent', 'guardian', 'indian_custodian') \
                AND m.since <= $2 AND (m.until IS NULL OR m.until > $2) ORDER BY p.key"
        )
        .bind(family)
        .bind(today)
        .fetch_all(c))?;
        let keys = rows.iter().map(|(key, _)| key.clone()).collect();
        self.people.extend(rows);
        Ok(keys)
    }
}
