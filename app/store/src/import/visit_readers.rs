//! Who reads of an imported event and who knows its place. For a visit of family time its plan
//! decides too: a worker may have withheld the place in the portal, and the file does not know.

use model::id::PersonId;
use model::import::ImportEvent;
use model::policy::ResourceKind;
use model::role::Role;

use super::ImportTransaction;
use super::import_text::FamilyContext;
use crate::Error;
use crate::audience::{AudienceEntry, intersect_audiences, parse_key};
use crate::db::run_on;

/// The plans of a family, by their keys in the file.
#[derive(Default)]
pub(super) struct PlanReaders {
    plans: Vec<PlanRow>,
    roles_of: Vec<(PersonId, Role)>,
}

#[derive(sqlx::FromRow)]
struct PlanRow {
    key: String,
    /// Whether a worker changed it in the portal.
    is_changed: bool,
    readers: String,
    /// The audience of its place, where that is another one.
    of_place: Option<String>,
}

/// The audience entries of an event.
pub(super) struct FileReaders {
    pub event: Vec<AudienceEntry>,
    /// Those of its place, where not everyone who sees the event may know it.
    pub place: Option<Vec<AudienceEntry>>,
}

impl ImportTransaction {
    /// The readers of the plans to which these events belong. The plans must be written.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn load_plan_readers(
        &mut self,
        context: &FamilyContext<'_>,
        events: &[ImportEvent],
    ) -> Result<PlanReaders, Error> {
        if events.iter().all(|event| event.visit.is_none()) {
            return Ok(PlanReaders::default());
        }
        let mut plans: Vec<PlanRow> = run_on!(self.tx, |c| {
            sqlx::query_as(
            "SELECT p.key, EXISTS (SELECT 1 FROM family_time_change h WHERE h.plan_id = p.id) AS \
                is_changed, a.key AS readers, b.key AS of_place FROM family_time_plan p JOIN \
                audience a ON a.id = p.audience_id LEFT JOIN family_time_place w ON w.plan_id = \
                p.id LEFT JOIN audience b ON b.id = w.audience_id AND b.id <> p.audience_id WHERE \
                p.family_id = $1 AND p.key IS NOT NULL"
        )
        .bind(context.family)
        .fetch_all(c)
        })?;
        plans.retain(|plan| plan.is_changed || plan.of_place.is_some());
        if plans.is_empty() {
            return Ok(PlanReaders::default());
        }
        // From the database: a member who was added in the portal is not in the file.
        let roles_of: Vec<(PersonId, Role)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT person_id, role FROM membership WHERE family_id = $1"
        )
        .bind(context.family)
        .fetch_all(c))?;
        Ok(PlanReaders { plans, roles_of })
    }

    /// Who reads of an event, and who may know a place that not all of them may: those whom the
    /// file names, and of them for a visit only those whom its plan lets in.
    ///
    /// # Errors
    /// `NotFound` for an unknown person.
    pub(super) fn event_readers(
        &self,
        context: &FamilyContext<'_>,
        event: &ImportEvent,
        plans: &PlanReaders,
    ) -> Result<FileReaders, Error> {
        let of_file = self.audience_entries(event.audience.as_ref(), ResourceKind::Dates, &[])?;
        let mut readers = FileReaders {
            place: self.place_readers(context, event, &of_file)?,
            event: of_file,
        };
        let of_visit = event.visit.as_ref();
        let plan = of_visit.and_then(|visit| plans.plans.iter().find(|one| one.key == visit.plan));
        let Some(plan) = plan else {
            return Ok(readers);
        };
        let narrow = |entries: &[AudienceEntry], key: &str| {
            intersect_audiences(entries, &parse_key(key), &plans.roles_of)
        };
        // A plan that no worker has changed is as in the file, which then names the readers of its
        // visits itself.
        if plan.is_changed {
            readers.event = narrow(&readers.event, &plan.readers);
            readers.place = readers.place.map(|place| narrow(&place, &plan.readers));
        }
        if let Some(of_place) = &plan.of_place {
            let known_to = readers.place.as_ref().unwrap_or(&readers.event);
            readers.place = Some(narrow(known_to, of_place));
        }
        Ok(readers)
    }

    /// Who may know a place to which the file gives an audience of its own: those who see the
    /// event, too. A text about the way is also read where texts are read without their event, as
    /// among the requests for translations.
    fn place_readers(
        &self,
        context: &FamilyContext<'_>,
        event: &ImportEvent,
        of_event: &[AudienceEntry],
    ) -> Result<Option<Vec<AudienceEntry>>, Error> {
        let Some(given) = &event.place_audience else {
            return Ok(None);
        };
        let roles_of = context
            .roles
            .iter()
            .map(|(key, role)| Ok((self.person_id(key)?, *role)))
            .collect::<Result<Vec<_>, Error>>()?;
        let given = self.audience_entries(Some(given), ResourceKind::Dates, &[])?;
        Ok(Some(intersect_audiences(of_event, &given, &roles_of)))
    }
}
