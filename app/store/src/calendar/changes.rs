//! Adding, changing and canceling an event, by a worker of the family. Each change raises the
//! revision of the event and is a row of its history; what the event was before is another one.

use std::collections::BTreeSet;

use jiff_sqlx::ToSqlx;
use model::calendar::{EventAct, EventInput, EventTopic};
use model::id::{AudienceId, EventId, FamilyId, FormId, PersonId, TextId};

use super::change_readers::find_or_add_readers;
use super::editable::{
    EditableEvent, EventAudience, invitable, load_editable, place_entries, require_worker,
    with_people, workers,
};
use super::history::{insert_change, insert_change_for, insert_version};
use super::insert::{EventReaders, EventTexts, NewEvent, insert_detail, insert_hidden_place};
use super::needs::carry_from_earlier;
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::audience;
use crate::authored_text::{AuthoredText, insert_text};
use crate::db::run_on;
use crate::notifications::outbox::events::ChangedEvent;
use crate::plan::working_copy::SaveOutcome;
use crate::team::{TeamMember, load_members};
use crate::visibility::family_roles;
use crate::{Error, Tx};

/// Adds an event. Idempotent: resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker; `Invalid("calendar-not-on-team")` when someone
/// who is invited is not on the team; `Conflict` when the form id was already used with other
/// values; `Raced` when a concurrent request stored the same form.
pub async fn add_event(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    input: &EventInput,
) -> Result<EventId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    let id = EventId(form.0);
    // The id of the form is the id of the event, so a form that is sent twice finds its event.
    if let Some(known) = load_editable(tx, family, id, &input.language).await? {
        let is_same = known.is_unchanged(input);
        return is_same.then_some(id).ok_or(Error::Conflict);
    }
    // Read in this transaction: a person may have left the team since the form was opened.
    let listed = ids(invitable(load_members(tx, family).await?).iter());
    let readers = find_readers(tx, family, &listed, None, input).await?;
    let texts = EventTexts::insert(tx, family, &readers, input).await?;
    let new = NewEvent {
        id,
        series: None,
        time: (input.starts, input.ends),
    };
    new.insert(tx, family, &readers, &texts, input).await?;
    insert_change(tx, family, id, (EventAct::Add, 0), None).await?;
    Ok(id)
}

pub(super) fn ids<'a>(members: impl Iterator<Item = &'a TeamMember>) -> BTreeSet<PersonId> {
    members.map(|one| one.person_id).collect()
}

/// Changes an event. `revision` is the one that the form was filled in against. An unchanged form
/// is a no-op that returns `Saved`, which makes a retry idempotent. An event of a series then
/// counts as changed alone.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for an event that they may not see;
/// `Invalid("calendar-not-on-team")` as for `add_event`; `Raced` when a concurrent request changed
/// the event.
pub async fn save_event(
    tx: &mut Tx,
    family: FamilyId,
    id: EventId,
    revision: i32,
    input: &EventInput,
) -> Result<SaveOutcome<EventId>, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    let stored = load_editable(tx, family, id, &input.language)
        .await?
        .ok_or(Error::NotFound)?;
    // Before the revision, which the first request of a form that is sent twice has raised itself.
    if stored.is_unchanged(input) {
        return Ok(SaveOutcome::Saved(id));
    }
    // A canceled event takes place again before it is changed.
    if stored.event.revision != revision || stored.event.cancelled {
        return Ok(SaveOutcome::Stale);
    }
    let listed = ids(stored.invitable.iter());
    let readers = find_readers(tx, family, &listed, Some(&stored), input).await?;
    let about = TextChange {
        event: Some(id),
        old: Some(&stored.event.about),
        new: Some(input.about.as_str()),
        audience: readers.event.id,
        same_audience: readers.event.id == stored.audience.id,
    };
    let about = about
        .save(tx, family, &input.language)
        .await?
        .ok_or(Error::NotFound)?;
    if update_event(tx, (family, id, revision), &readers, about, input).await? == 0 {
        // Another transaction has changed the event since it was read above. The retry finds that
        // it has another revision, and the texts that were written here are rolled back.
        return Err(Error::Raced);
    }
    // After the update, which has checked the revision for all parts of the event.
    save_place(tx, family, &stored, &readers, input).await?;
    save_details(tx, family, &stored, &readers, input).await?;
    let act = if stored.is_moved(input) {
        EventAct::Move
    } else {
        EventAct::Change
    };
    let known_to = find_or_add_readers(tx, family, &stored, input).await?;
    let changed = ChangedEvent {
        event: id,
        known_to,
    };
    let change = insert_change_for(tx, family, changed, (act, revision + 1), None, None).await?;
    insert_version(tx, family, &stored, change).await?;
    // Someone who is invited to it only now may have asked for help at an earlier event of the
    // series.
    if readers.event.id != stored.audience.id {
        carry_from_earlier(tx, family, id).await?;
    }
    Ok(SaveOutcome::Saved(id))
}

async fn update_event(
    tx: &mut OpenRecord<'_>,
    (family, id, revision): (FamilyId, EventId, i32),
    readers: &EventReaders,
    about: TextId,
    input: &EventInput,
) -> Result<u64, Error> {
    // The column is for a place that everyone who sees the event may know. Any other place is in
    // `event_place`, which has an audience of its own.
    let place = input.place.as_ref().filter(|_| readers.place.is_none());
    // `changed_alone` protects this change from a later change of the whole series.
    run_on!(tx, |c| {
        sqlx::query(
        "UPDATE event SET audience_id = $4, kind = $5, starts = $6, ends = $7, place = $8, \
            about_id = $9, remote_link = $10, own_kind = $11, changed_alone = series_id IS NOT NULL, \
            revision = revision + 1 WHERE family_id = $1 AND id = $2 AND revision = $3"
    )
    .bind(family)
    .bind(id)
    .bind(revision)
    .bind(readers.event.id)
    .bind(input.kind)
    .bind(input.starts.to_sqlx())
    .bind(input.ends.map(|ends| ends.to_sqlx()))
    .bind(place)
    .bind(about)
    .bind(&input.remote_link)
    .bind(&input.own_kind)
    .execute(c)
    })
}

/// Sets whether an event of a series counts as changed alone.
pub(super) async fn set_changed_alone(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    changed_alone: bool,
) -> Result<(), Error> {
    run_on!(tx, |c| sqlx::query(
        "UPDATE event SET changed_alone = $3 WHERE family_id = $1 AND id = $2 AND changed_alone <> \
            $3"
    )
    .bind(family)
    .bind(event)
    .bind(changed_alone)
    .execute(c))?;
    Ok(())
}

pub(super) async fn find_readers(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    listed: &BTreeSet<PersonId>,
    stored: Option<&EditableEvent>,
    input: &EventInput,
) -> Result<EventReaders, Error> {
    // A forged or an old form can name a person who is not on the team, who would get access by it.
    if !input.people.is_subset(listed) {
        return Err(Error::Invalid("calendar-not-on-team"));
    }
    // Unchanged, an audience that an import made stays as it is.
    let same_people = stored.filter(|stored| stored.people == input.people);
    let event = if let Some(stored) = same_people {
        stored.audience.clone()
    } else {
        let before = stored.map_or_else(workers, |stored| stored.audience.entries.clone());
        let entries = with_people(&before, listed, &input.people);
        EventAudience {
            id: audience::find_or_add(tx, family, entries.clone()).await?,
            entries,
        }
    };
    let before = stored.and_then(|stored| stored.of_place.as_ref());
    let place = match (same_people, before) {
        (Some(stored), Some(place)) if stored.hidden == input.hidden => Some(place.id),
        _ => {
            let before = before.map(|place| place.entries.as_slice());
            match place_entries(&event.entries, before, listed, input) {
                Some(entries) => Some(audience::find_or_add(tx, family, entries).await?),
                None => None,
            }
        }
    };
    Ok(EventReaders { event, place })
}

/// The words of an event, or of a plan for family time, that replace others.
pub(super) struct TextChange<'a> {
    /// The event; `None` for the words of a plan.
    pub(super) event: Option<EventId>,
    pub(super) old: Option<&'a AuthoredText>,
    pub(super) new: Option<&'a str>,
    pub(super) audience: AudienceId,
    pub(super) same_audience: bool,
}

impl TextChange<'_> {
    /// The text to use. The same words stay the same text, with their translations; words that are
    /// replaced stay for the workers alone.
    pub(super) async fn save(
        &self,
        tx: &mut OpenRecord<'_>,
        family: FamilyId,
        language: &str,
    ) -> Result<Option<TextId>, Error> {
        if let Some(old) = self.old {
            let is_same = self.new == Some(old.body.as_str());
            if is_same && self.same_audience {
                return Ok(Some(old.text_id));
            }
            // Replaced words stay stored, because a version in the history can refer to them.
            let readers = if is_same {
                self.audience
            } else {
                audience::find_or_add(tx, family, workers()).await?
            };
            let moved = move_text(tx, family, old.text_id, self.event, readers).await?;
            if is_same && moved {
                return Ok(Some(old.text_id));
            }
        }
        match self.new {
            Some(words) => insert_text(tx, family, self.audience, None, language, words)
                .await
                .map(Some),
            None => Ok(None),
        }
    }
}

/// Gives a text of an event, or without one of a plan, another audience. `false` for words of a
/// family member, which only they share, and for a text that another event of its series has, too.
pub(super) async fn move_text(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    text: TextId,
    event: Option<EventId>,
    audience: AudienceId,
) -> Result<bool, Error> {
    let touched = run_on!(tx, |c| {
        sqlx::query(concat!(
            "UPDATE text SET audience_id = $3 WHERE family_id = $1 AND id = $2 AND NOT EXISTS \
                (SELECT 1 FROM membership m WHERE m.family_id = text.family_id AND m.person_id = \
                text.author_id AND m.role IN (",
            family_roles!(),
            ")) AND NOT EXISTS (SELECT 1 FROM event o WHERE o.about_id = text.id AND o.id <> $4) \
                AND NOT EXISTS (SELECT 1 FROM event_detail o WHERE o.text_id = text.id AND \
                o.event_id <> $4)"
        ))
        .bind(family)
        .bind(text)
        .bind(audience)
        .bind(event)
        .execute(c)
    })?;
    Ok(touched > 0)
}

/// Writes a place that not everyone may know in the place of an earlier one.
async fn save_place(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &EditableEvent,
    readers: &EventReaders,
    input: &EventInput,
) -> Result<(), Error> {
    let before = stored.of_place.as_ref().map(|place| place.id);
    if before == readers.place && stored.event.place == input.place {
        return Ok(());
    }
    // Deleted, because the new place may be one for everyone, which has no row here.
    if before.is_some() {
        run_on!(tx, |c| sqlx::query(
            "DELETE FROM event_place WHERE event_id = $1 AND family_id = $2"
        )
        .bind(stored.event.id)
        .bind(family)
        .execute(c))?;
    }
    insert_hidden_place(tx, family, stored.event.id, readers, input).await
}

async fn save_details(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &EditableEvent,
    readers: &EventReaders,
    input: &EventInput,
) -> Result<(), Error> {
    let of_place = stored.of_place.as_ref().map(|place| place.id);
    let way_before = of_place.unwrap_or(stored.audience.id);
    for topic in EventTopic::ALL {
        let before = if topic.tells_place() {
            way_before
        } else {
            stored.audience.id
        };
        let detail = stored.details.iter().find(|one| one.topic == topic);
        let change = TextChange {
            event: Some(stored.event.id),
            old: detail.map(|detail| &detail.words),
            new: input.detail(topic),
            audience: readers.of_topic(topic),
            same_audience: before == readers.of_topic(topic),
        };
        let text = change.save(tx, family, &input.language).await?;
        let old = detail.map(|detail| detail.words.text_id);
        if text == old {
            continue;
        }
        if old.is_some() {
            run_on!(tx, |c| sqlx::query(
                "DELETE FROM event_detail WHERE event_id = $1 AND topic = $2"
            )
            .bind(stored.event.id)
            .bind(topic)
            .execute(c))?;
        }
        if let Some(text) = text {
            insert_detail(tx, stored.event.id, topic, text).await?;
        }
    }
    Ok(())
}
