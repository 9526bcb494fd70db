//! Importing what the agency's system knows of transition plans. Nothing that a person said in the
//! portal is overwritten: dates and documents about which a person said something else there stay,
//! and so does a service or a credit report that a worker removed.

use std::collections::HashMap;

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, PersonId};
use model::import::{
    ImportAssessment, ImportCreditStep, ImportDocument, ImportFamily, ImportService,
    ImportTransitionDates,
};
use model::transition::credit::CreditStep;
use model::transition::document::DocumentInput;
use model::transition::services_got::ServiceKind;
use model::transition::{DocumentKind, DocumentState, TransitionDates};

use super::ImportTransaction;
use super::import_text::{FamilyContext, language_tag};
use crate::Error;
use crate::db::run_on;
use crate::transition::documents::{ImportedDocument, import_documents};

/// The young person, and the family that is imported.
type Subject = (PersonId, FamilyId);

#[derive(sqlx::FromRow)]
struct StoredDates {
    revision: i32,
    written_by_id: Option<PersonId>,
    care_since: Option<jiff_sqlx::Date>,
    discharge_on: Option<jiff_sqlx::Date>,
    order_ends_on: Option<jiff_sqlx::Date>,
}

impl StoredDates {
    fn dates(&self) -> TransitionDates {
        let day = |column: Option<jiff_sqlx::Date>| column.map(|day| day.to_jiff());
        TransitionDates {
            care_since: day(self.care_since),
            discharge_on: day(self.discharge_on),
            order_ends_on: day(self.order_ends_on),
        }
    }
}

#[derive(sqlx::FromRow)]
struct StoredService {
    id: uuid::Uuid,
    kind: ServiceKind,
    began_on: jiff_sqlx::Date,
    ended_on: Option<jiff_sqlx::Date>,
    is_removed: bool,
}

impl ImportTransaction {
    /// Adds what the file knows of the young people of a family. Returns what it left as it is in
    /// the portal, such as `jay/documents/state_id`.
    ///
    /// # Errors
    /// As `upsert_family`.
    pub(super) async fn import_transitions(
        &mut self,
        context: &FamilyContext<'_>,
        family: &ImportFamily,
    ) -> Result<Vec<String>, Error> {
        let mut kept = Vec::new();
        for one in &family.transition {
            let subject = (self.person_id(&one.person)?, context.family);
            // Before any other row, because the rules for its readers depend on this one.
            self.store_transition_youth(subject).await?;
            let mut left = Vec::new();
            if let Some(dates) = one.dates {
                left.extend(self.import_dates(subject, dates).await?);
            }
            left.extend(self.import_documents(subject, &one.documents).await?);
            left.extend(self.import_services(subject, &one.services).await?);
            left.extend(self.import_credit(subject, &one.credit_reports).await?);
            self.upsert_assessments(subject, &one.assessments).await?;
            kept.extend(
                left.into_iter()
                    .map(|what| format!("{}/{what}", one.person)),
            );
        }
        Ok(kept)
    }

    /// Stores the owner of the plan, on whom the rules for readers depend. The family of one who is
    /// stored already is that of their own last act.
    async fn store_transition_youth(&mut self, (owner, family): Subject) -> Result<(), Error> {
        let now = self.tx.now();
        run_on!(self.tx, |c| sqlx::query(
            "INSERT INTO transition_youth (owner_id, family_id, created_at) VALUES ($1, $2, $3) ON \
                CONFLICT (owner_id) DO NOTHING"
        )
        .bind(owner)
        .bind(family)
        .bind(now)
        .execute(c))?;
        Ok(())
    }

    /// A correction of imported dates is a new row. Those that a worker wrote stay.
    async fn import_dates(
        &mut self,
        (owner, family): Subject,
        dates: ImportTransitionDates,
    ) -> Result<Option<String>, Error> {
        let dates = dates.to_dates();
        let stored: Option<StoredDates> = run_on!(self.tx, |c| {
            sqlx::query_as(
            "SELECT d.revision, d.written_by_id, d.care_since, d.discharge_on, d.order_ends_on FROM \
                transition_dates d WHERE d.owner_id = $1 AND d.family_id = $2 ORDER BY d.revision \
                DESC LIMIT 1"
        )
        .bind(owner)
        .bind(family)
        .fetch_optional(c)
        })?;
        // First, so that an agency that repeats the dates of a worker is not told that they were
        // kept.
        if stored
            .as_ref()
            .is_some_and(|stored| stored.dates() == dates)
        {
            return Ok(None);
        }
        if stored
            .as_ref()
            .is_some_and(|stored| stored.written_by_id.is_some())
        {
            return Ok(Some("dates".to_owned()));
        }
        let revision = stored.map_or(0, |stored| stored.revision) + 1;
        let now = self.tx.now();
        run_on!(self.tx, |c| {
            sqlx::query(
            "INSERT INTO transition_dates (owner_id, revision, family_id, care_since, discharge_on, \
                order_ends_on, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
        )
        .bind(owner)
        .bind(revision)
        .bind(family)
        .bind(dates.care_since.map(|day| day.to_sqlx()))
        .bind(dates.discharge_on.map(|day| day.to_sqlx()))
        .bind(dates.order_ends_on.map(|day| day.to_sqlx()))
        .bind(now)
        .execute(c)
        })?;
        Ok(None)
    }

    /// A document about which the young person or a worker said something else in the portal stays.
    async fn import_documents(
        &mut self,
        (owner, family): Subject,
        documents: &[ImportDocument],
    ) -> Result<Vec<String>, Error> {
        if documents.is_empty() {
            return Ok(Vec::new());
        }
        // Only states that a person wrote and that are the latest. What a person said before the
        // last import was replaced by it, and does not block the next one.
        let said: Vec<(DocumentKind, DocumentState, Option<jiff_sqlx::Date>)> =
            run_on!(self.tx, |c| sqlx::query_as(
                "SELECT x.kind, x.state, x.due_on FROM transition_document x WHERE x.owner_id = $1 \
                    AND x.written_by_id IS NOT NULL AND x.revision = (SELECT max(latest.revision) \
                    FROM transition_document latest WHERE latest.owner_id = x.owner_id AND \
                    latest.kind = x.kind)"
            )
            .bind(owner)
            .fetch_all(c))?;
        let said: HashMap<DocumentKind, (DocumentState, Option<Date>)> = said
            .into_iter()
            .map(|(kind, state, due)| (kind, (state, due.map(|due| due.to_jiff()))))
            .collect();
        let (mut imported, mut kept) = (Vec::new(), Vec::new());
        for document in documents {
            match said.get(&document.kind) {
                // The file says the same as the portal: nothing to store and nothing to report.
                Some(portal) if *portal == (document.state, document.due_on) => {}
                Some(_) => kept.push(format!("documents/{}", document.kind.slug())),
                None => imported.push(ImportedDocument {
                    kind: document.kind,
                    input: DocumentInput {
                        state: document.state,
                        helper: None,
                        due_on: document.due_on,
                    },
                }),
            }
        }
        import_documents(&mut self.tx, owner, family, &imported).await?;
        Ok(kept)
    }

    /// Adds services that are not there yet, by kind and first day, and the last day of one that
    /// went on. What the young person recorded is theirs, and is not compared.
    async fn import_services(
        &mut self,
        (owner, family): Subject,
        services: &[ImportService],
    ) -> Result<Vec<String>, Error> {
        if services.is_empty() {
            return Ok(Vec::new());
        }
        let stored: Vec<StoredService> = run_on!(self.tx, |c| {
            sqlx::query_as(
            "SELECT s.id, s.kind, s.began_on, s.ended_on, (s.removed_at IS NOT NULL) AS is_removed \
                FROM transition_service s WHERE s.owner_id = $1 AND s.recorded_by_id <> s.owner_id"
        )
        .bind(owner)
        .fetch_all(c)
        })?;
        let mut kept = Vec::new();
        for service in services {
            // The agency's system has no key for a service, so kind and first day identify it.
            let is_same = |row: &&StoredService| {
                row.kind == service.kind && row.began_on.to_jiff() == service.began_on
            };
            match stored.iter().find(is_same) {
                None => self.insert_service((owner, family), service).await?,
                // A worker removed it as a mistake. Adding it again with every import would undo
                // that.
                Some(row) if row.is_removed => {
                    let kind = service.kind.slug();
                    kept.push(format!("services/{kind}/{}", service.began_on));
                }
                // A last day that is stored is never changed: it may be a correction of a worker.
                Some(row) if row.ended_on.is_none() && service.ended_on.is_some() => {
                    run_on!(self.tx, |c| sqlx::query(
                        "UPDATE transition_service SET ended_on = $2 WHERE id = $1"
                    )
                    .bind(row.id)
                    .bind(service.ended_on.map(|day| day.to_sqlx()))
                    .execute(c))?;
                }
                Some(_) => {}
            }
        }
        Ok(kept)
    }

    async fn insert_service(
        &mut self,
        (owner, family): Subject,
        service: &ImportService,
    ) -> Result<(), Error> {
        let id: uuid::Uuid = self.tx.clock().new_id();
        let (by, now) = (self.person_id(&service.by)?, self.tx.now());
        run_on!(self.tx, |c| sqlx::query(
            "INSERT INTO transition_service (id, owner_id, family_id, kind, began_on, ended_on, \
                note, recorded_by_id, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        )
        .bind(id)
        .bind(owner)
        .bind(family)
        .bind(service.kind)
        .bind(service.began_on.to_sqlx())
        .bind(service.ended_on.map(|day| day.to_sqlx()))
        .bind(&service.note)
        .bind(by)
        .bind(now)
        .execute(c))?;
        Ok(())
    }

    /// Adds steps of credit reports that are not there yet, by year, step and day.
    async fn import_credit(
        &mut self,
        (owner, family): Subject,
        steps: &[ImportCreditStep],
    ) -> Result<Vec<String>, Error> {
        if steps.is_empty() {
            return Ok(Vec::new());
        }
        // What the young person recorded is theirs, and is not compared.
        let stored: Vec<(i32, CreditStep, jiff_sqlx::Date, bool)> =
            run_on!(self.tx, |c| sqlx::query_as(
                "SELECT s.age, s.step, s.day, (s.removed_at IS NOT NULL) AS is_removed FROM \
                    transition_credit s WHERE s.owner_id = $1 AND s.recorded_by_id <> s.owner_id"
            )
            .bind(owner)
            .fetch_all(c))?;
        let mut kept = Vec::new();
        for one in steps {
            let age = i32::from(one.age);
            let known = stored.iter().find(|(of, step, day, _)| {
                *of == age && *step == one.step && day.to_jiff() == one.day
            });
            match known {
                None => self.insert_credit((owner, family), one).await?,
                // Removed in the portal, as for services: it is reported and not added again.
                Some((.., true)) => {
                    kept.push(format!("credit_reports/{age}/{}", one.step.slug()));
                }
                Some(_) => {}
            }
        }
        Ok(kept)
    }

    async fn insert_credit(
        &mut self,
        (owner, family): Subject,
        one: &ImportCreditStep,
    ) -> Result<(), Error> {
        let id: uuid::Uuid = self.tx.clock().new_id();
        let (by, now) = (self.person_id(&one.by)?, self.tx.now());
        run_on!(self.tx, |c| sqlx::query(
            "INSERT INTO transition_credit (id, owner_id, family_id, age, step, day, note, \
                recorded_by_id, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        )
        .bind(id)
        .bind(owner)
        .bind(family)
        .bind(i32::from(one.age))
        .bind(one.step)
        .bind(one.day.to_sqlx())
        .bind(&one.note)
        .bind(by)
        .bind(now)
        .execute(c))?;
        Ok(())
    }

    /// Adds or updates assessments, which no one changes in the portal.
    async fn upsert_assessments(
        &mut self,
        (owner, family): Subject,
        assessments: &[ImportAssessment],
    ) -> Result<(), Error> {
        for one in assessments {
            run_on!(self.tx, |c| sqlx::query(
                "INSERT INTO transition_assessment (owner_id, key, family_id, tool, assessed_on, \
                    assessed_by, language, result) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON \
                    CONFLICT (owner_id, key) DO UPDATE SET family_id = excluded.family_id, tool = \
                    excluded.tool, assessed_on = excluded.assessed_on, assessed_by = \
                    excluded.assessed_by, language = excluded.language, result = excluded.result"
            )
            .bind(owner)
            .bind(&one.key)
            .bind(family)
            .bind(&one.tool)
            .bind(one.day.to_sqlx())
            .bind(&one.assessed_by)
            .bind(language_tag(&one.language))
            .bind(&one.result)
            .execute(c))?;
        }
        Ok(())
    }
}
