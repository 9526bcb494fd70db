//! Notifications of what an import changed about the events of a family.

use std::collections::HashMap;

use model::id::{AudienceId, EventId};

use super::ImportTransaction;
use super::import_text::FamilyContext;
use crate::Error;
use crate::db::run_on;
use crate::notifications::outbox::events::{ChangedEvent, enqueue_imported};

/// What tells whether an event was changed.
#[derive(sqlx::FromRow)]
pub(super) struct EventState {
    id: EventId,
    revision: i32,
    hidden_place: Option<String>,
    place_audience_id: Option<AudienceId>,
}

impl EventState {
    /// The change since `before`, which the event had before the import, if it was there.
    fn change_since(&self, before: Option<&Self>) -> Option<ChangedEvent> {
        let event = self.id;
        let is_changed = before.is_none_or(|before| before.revision != self.revision);
        if is_changed {
            let known_to = None;
            return Some(ChangedEvent { event, known_to });
        }
        let hidden_before = before.and_then(|before| before.hidden_place.as_ref());
        // Of a place that is withheld, only those learn who may know it, or might.
        let known_to = self
            .place_audience_id
            .or(before.and_then(|before| before.place_audience_id));
        (hidden_before != self.hidden_place.as_ref()).then_some(ChangedEvent { event, known_to })
    }
}

impl ImportTransaction {
    /// The state of the family's events; none for a new family, whose people have not seen the
    /// family yet.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn load_event_states(
        &mut self,
        context: &FamilyContext<'_>,
    ) -> Result<Vec<EventState>, Error> {
        if !context.is_update {
            return Ok(Vec::new());
        }
        run_on!(self.tx, |c| sqlx::query_as(
            "SELECT v.id, v.revision, w.place AS hidden_place, w.audience_id AS \
                place_audience_id FROM event v LEFT JOIN event_place w ON w.event_id = v.id \
                WHERE v.family_id = $1"
        )
        .bind(context.family)
        .fetch_all(c))
    }

    /// Inserts a notification for everyone who sees an event that is not as it was `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn enqueue_event_changes(
        &mut self,
        context: &FamilyContext<'_>,
        before: &[EventState],
    ) -> Result<(), Error> {
        let before: HashMap<EventId, &EventState> =
            before.iter().map(|state| (state.id, state)).collect();
        for state in self.load_event_states(context).await? {
            let known = before.get(&state.id).copied();
            let Some(changed) = state.change_since(known) else {
                continue;
            };
            if known.is_some_and(|known| known.revision == state.revision) {
                // The statement that writes the events does not read the place beside them.
                run_on!(self.tx, |c| sqlx::query(
                    "UPDATE event SET revision = revision + 1 WHERE family_id = $1 AND id = $2"
                )
                .bind(context.family)
                .bind(changed.event)
                .execute(c))?;
            }
            enqueue_imported(&mut self.tx, changed, &self.zone).await?;
        }
        Ok(())
    }
}
