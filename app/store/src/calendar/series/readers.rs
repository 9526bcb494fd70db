//! Who learns of a change of a series: what is the same in its events.

use std::collections::BTreeSet;

use model::calendar::EventTopic;
use model::calendar::series::SeriesTime;
use model::id::{AudienceId, EventId, FamilyId, TextId};

use super::SeriesEvent;
use crate::Error;
use crate::access::OpenRecord;
use crate::audience::{self, parse_key};
use crate::calendar::editable::EditableEvent;
use crate::db::run_on;

pub(super) type DetailRow = (EventId, EventTopic, TextId);

/// The topics and texts of one event.
pub(super) fn details_of(all: &[DetailRow], event: EventId) -> BTreeSet<(&'static str, TextId)> {
    all.iter()
        .filter(|(of, ..)| *of == event)
        .map(|(_, topic, text)| (topic.slug(), *text))
        .collect()
}

/// Whether a later event was as the first one in all but its time before the change.
pub(super) fn was_like(stored: &EditableEvent, event: &SeriesEvent, details: &[DetailRow]) -> bool {
    let first = &stored.event;
    let place = event.place.as_ref().or(event.withheld_place.as_ref());
    let of_first: BTreeSet<(&str, TextId)> = stored
        .details
        .iter()
        .map(|one| (one.topic.slug(), one.words.text_id))
        .collect();
    event.audience_id == stored.audience.id
        && event.place_audience_id == stored.of_place.as_ref().map(|place| place.id)
        && (event.kind, &event.own_kind) == (first.kind, &first.own_kind)
        && (event.about_id, place) == (first.about.text_id, first.place.as_ref())
        && event.remote_link == first.remote_link
        && details_of(details, event.id) == of_first
}

/// Who learns of the change of a later event: where it differs in a withheld place or the way there
/// only, those who may know the place. `details` are those of the whole series.
pub(super) fn change_readers(
    event: &SeriesEvent,
    (pattern, time): (&SeriesEvent, SeriesTime),
    details: &[DetailRow],
) -> Option<AudienceId> {
    let for_all = |of: EventId| {
        let mut details = details_of(details, of);
        details.retain(|(slug, _)| !EventTopic::parse(slug).is_some_and(EventTopic::tells_place));
        details
    };
    // A person who is invited only now learns of it, whether they may know the place or not.
    let is_same = (event.time(), event.audience_id) == (time, pattern.audience_id)
        && (event.kind, &event.own_kind) == (pattern.kind, &pattern.own_kind)
        && (event.about_id, &event.remote_link) == (pattern.about_id, &pattern.remote_link)
        && for_all(event.id) == for_all(pattern.id);
    // Also where the place is not withheld any more: the earlier readers learn of it.
    let of_place = pattern.place_audience_id.or(event.place_audience_id);
    of_place.filter(|_| is_same)
}

/// Who learns that the change from `before` to `event` is taken back: those who learned of the
/// change (`knew`), and those who see the event again. `None`: everyone who sees it.
///
/// # Errors
/// When the database fails.
pub(super) async fn undo_readers(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    (event, before): (&SeriesEvent, &SeriesEvent),
    knew: Option<AudienceId>,
) -> Result<Option<AudienceId>, Error> {
    // The words have other ids after a change of who is invited, so ids do not tell for whom
    // something is different again.
    let Some(knew) = knew.filter(|_| event.audience_id != before.audience_id) else {
        return Ok(knew);
    };
    let rows: Vec<(AudienceId, String)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT a.id, a.key FROM audience a WHERE a.family_id = $1 AND a.id IN ($2, $3, $4)"
    )
    .bind(family)
    .bind(knew)
    .bind(event.audience_id)
    .bind(before.audience_id)
    .fetch_all(c))?;
    let entries_of = |id: AudienceId| {
        let row = rows.iter().find(|(of, _)| *of == id);
        row.map_or_else(Vec::new, |(_, key)| parse_key(key))
    };
    let now = entries_of(event.audience_id);
    let mut entries = entries_of(before.audience_id);
    entries.retain(|entry| !now.contains(entry));
    entries.extend(entries_of(knew));
    audience::find_or_add(tx, family, entries).await.map(Some)
}
