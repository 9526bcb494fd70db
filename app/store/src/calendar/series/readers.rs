//! Who learns of a change of a series: what is the same in its events.

use std::collections::BTreeSet;

use model::calendar::EventTopic;
use model::calendar::series::SeriesTime;
use model::id::{AudienceId, EventId, TextId};

use super::SeriesEvent;
use crate::calendar::editable::EditableEvent;

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
/// only, those who may know the place. `now` are the details of the event, `then` those of the
/// pattern.
pub(super) fn change_readers(
    event: &SeriesEvent,
    (pattern, time): (&SeriesEvent, SeriesTime),
    (now, then): (&[DetailRow], &[DetailRow]),
) -> Option<AudienceId> {
    let for_all = |all: &[DetailRow], of: EventId| {
        let mut details = details_of(all, of);
        details.retain(|(slug, _)| !EventTopic::parse(slug).is_some_and(EventTopic::tells_place));
        details
    };
    let is_same = event.time() == time
        && (event.kind, &event.own_kind) == (pattern.kind, &pattern.own_kind)
        && (event.about_id, &event.remote_link) == (pattern.about_id, &pattern.remote_link)
        && for_all(now, event.id) == for_all(then, pattern.id);
    // Also where the place is not withheld any more: the earlier readers learn of it.
    let of_place = pattern.place_audience_id.or(event.place_audience_id);
    of_place.filter(|_| is_same)
}
