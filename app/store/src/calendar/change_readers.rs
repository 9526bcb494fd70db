//! Who learns of a change of an event. Not everyone who sees an event sees all of it: a place, and
//! the way there, can be withheld from someone. That it was changed would tell them that there is
//! one.

use std::collections::BTreeSet;

use model::calendar::{EventInput, EventTopic};
use model::id::{AudienceId, FamilyId, PersonId};

use super::editable::{EditableEvent, workers};
use crate::Error;
use crate::access::OpenRecord;
use crate::audience::{self, AudienceEntry};

/// The audience of a change from `stored` to `input`; `None`: everyone who sees the event.
///
/// # Errors
/// When the database fails.
pub(super) async fn find_or_add_readers(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &EditableEvent,
    input: &EventInput,
) -> Result<Option<AudienceId>, Error> {
    let Some(people) = people_who_notice(stored, input) else {
        return Ok(None);
    };
    // A worker who did not make the change finds it in the history as well.
    let mut entries = workers();
    entries.extend(people.into_iter().map(AudienceEntry::for_person));
    audience::find_or_add(tx, family, entries).await.map(Some)
}

/// Those of the invited people for whom something is different; `None`: all of them.
fn people_who_notice(stored: &EditableEvent, input: &EventInput) -> Option<BTreeSet<PersonId>> {
    let event = &stored.event;
    let is_other = |topic| stored.detail(topic) != input.detail(topic);
    // All who see the event read these parts, so it is no secret that they changed.
    let is_different_for_all = stored.is_moved(input)
        || (event.kind, &event.own_kind) != (input.kind, &input.own_kind)
        || event.about.body != input.about
        || event.remote_link != input.remote_link
        || EventTopic::ALL
            .iter()
            .any(|topic| !topic.tells_place() && is_other(*topic));
    if is_different_for_all {
        return None;
    }
    // The way to a place tells where it is, so it counts as the place.
    let is_other_place = event.place != input.place
        || EventTopic::ALL
            .iter()
            .any(|topic| topic.tells_place() && is_other(*topic));
    let notices = |person: &&PersonId| {
        let (knew, knows) = (
            !stored.hidden.contains(*person),
            !input.hidden.contains(*person),
        );
        // Who is newly invited, who is told the place or not any more, and who knows it.
        !stored.people.contains(*person) || knew != knows || (knows && is_other_place)
    };
    let people: BTreeSet<PersonId> = input.people.iter().filter(notices).copied().collect();
    // `None` and no list of all, so that people who are invited later read of the change, too.
    (people != input.people).then_some(people)
}
