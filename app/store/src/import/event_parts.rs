//! Importing what belongs to an event: a place with an audience of its own, and the details.

use model::calendar::EventTopic;
use model::id::{AudienceId, FamilyId, TextId};
use model::import::ImportEvent;

use super::ImportTransaction;
use super::import_text::FamilyContext;
use crate::Error;
use crate::db::run_on;

/// The parts of one event, whose texts and audiences are in the batch.
pub(super) struct EventParts<'a> {
    key: &'a str,
    /// A place that not everyone in the audience of the event may know.
    place: Option<(AudienceId, &'a str)>,
    details: Vec<(EventTopic, TextId)>,
}

/// The parts of all events that the family had before this import, each with the key of its event.
#[derive(Default)]
pub(super) struct StoredParts {
    places: Vec<(String,)>,
    details: Vec<(String, EventTopic, TextId)>,
}

/// The audiences of an event.
#[derive(Clone, Copy)]
pub(super) struct EventAudiences {
    pub event: AudienceId,
    /// That of its place, where not everyone who sees the event may know it.
    pub place: Option<AudienceId>,
}

impl ImportTransaction {
    /// The parts of the family's events; empty for a new family.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn load_stored_parts(
        &mut self,
        context: &FamilyContext<'_>,
    ) -> Result<StoredParts, Error> {
        if !context.is_update {
            return Ok(StoredParts::default());
        }
        let places: Vec<(String,)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT v.key FROM event_place w JOIN event v ON v.id = w.event_id WHERE \
                v.family_id = $1"
        )
        .bind(context.family)
        .fetch_all(c))?;
        let details: Vec<(String, EventTopic, TextId)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT v.key, d.topic, d.text_id FROM event_detail d JOIN event v ON v.id = \
                d.event_id WHERE v.family_id = $1"
        )
        .bind(context.family)
        .fetch_all(c))?;
        Ok(StoredParts { places, details })
    }

    /// Adds the texts of an event's parts to the batch.
    ///
    /// # Errors
    /// When the database fails; `NotFound` for an unknown person.
    pub(super) async fn add_event_parts<'a>(
        &mut self,
        context: &FamilyContext<'_>,
        event: &'a ImportEvent,
        audiences: EventAudiences,
        stored: &StoredParts,
    ) -> Result<EventParts<'a>, Error> {
        let mut details = Vec::new();
        for (topic, words) in event.details() {
            let old = stored
                .details
                .iter()
                .find(|(key, known, _)| *key == event.key && *known == topic);
            let of_place = audiences.place.filter(|_| topic.tells_place());
            let audience = of_place.unwrap_or(audiences.event);
            let text = self
                .upsert_text(context, old.map(|(.., text)| *text), audience, None, words)
                .await?;
            details.push((topic, text));
        }
        Ok(EventParts {
            key: &event.key,
            place: audiences.place.zip(event.place.as_deref()),
            details,
        })
    }

    /// Writes the parts of these events in the place of those that they had. The rows of the events
    /// must be written.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn write_event_parts(
        &mut self,
        family: FamilyId,
        parts: &[EventParts<'_>],
        stored: &StoredParts,
    ) -> Result<(), Error> {
        for event in parts {
            // Without a stored place there is no statement: one for each event would slow a large
            // import.
            if stored.places.iter().any(|(key,)| key == event.key) {
                run_on!(self.tx, |c| sqlx::query(
                    "DELETE FROM event_place WHERE event_id = (SELECT v.id FROM event v WHERE \
                        v.family_id = $1 AND v.key = $2)"
                )
                .bind(family)
                .bind(event.key)
                .execute(c))?;
            }
            if stored.details.iter().any(|(key, ..)| key == event.key) {
                run_on!(self.tx, |c| sqlx::query(
                    "DELETE FROM event_detail WHERE event_id = (SELECT v.id FROM event v WHERE \
                        v.family_id = $1 AND v.key = $2)"
                )
                .bind(family)
                .bind(event.key)
                .execute(c))?;
            }
            self.insert_event_parts(family, event).await?;
        }
        Ok(())
    }

    async fn insert_event_parts(
        &mut self,
        family: FamilyId,
        event: &EventParts<'_>,
    ) -> Result<(), Error> {
        // By key: an event that was imported before keeps its own id.
        if let Some((audience, place)) = event.place {
            run_on!(self.tx, |c| sqlx::query(
                "INSERT INTO event_place (event_id, family_id, audience_id, place) SELECT v.id, \
                    v.family_id, $3, $4 FROM event v WHERE v.family_id = $1 AND v.key = $2"
            )
            .bind(family)
            .bind(event.key)
            .bind(audience)
            .bind(place)
            .execute(c))?;
        }
        for (topic, text) in &event.details {
            run_on!(self.tx, |c| sqlx::query(
                "INSERT INTO event_detail (event_id, topic, text_id) SELECT v.id, $3, $4 FROM \
                    event v WHERE v.family_id = $1 AND v.key = $2"
            )
            .bind(family)
            .bind(event.key)
            .bind(*topic)
            .bind(*text)
            .execute(c))?;
        }
        Ok(())
    }
}
