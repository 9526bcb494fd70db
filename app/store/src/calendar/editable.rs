//! An event as the worker's form shows it: who is invited, and who may not know its place.

use std::collections::BTreeSet;

use model::calendar::{EventInput, EventTopic};
use model::id::{AudienceId, EventId, FamilyId, PersonId, TextId};
use model::policy::{can_open_record, may_change_events};
use model::role::Role;

use super::{EventDetail, find_summary, load_details};
use crate::access::{OpenRecord, RecordPart, open_record};
use crate::audience::{AudienceEntry, audience_key, parse_key};
use crate::db::run_on;
use crate::events::EventSummary;
use crate::team::{TeamMember, load_members};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// An event for its form, and the people on the team whom the form lists.
#[derive(Debug, Clone)]
pub struct EditableEvent {
    pub event: EventSummary,
    pub details: Vec<EventDetail>,
    /// Those of `invitable` who are invited.
    pub people: BTreeSet<PersonId>,
    /// Those of `people` who may not know the place.
    pub hidden: BTreeSet<PersonId>,
    pub invitable: Vec<TeamMember>,
    /// How many later events of its series take place, without those that were changed alone.
    pub later: i64,
    /// How many later events of its series take place and were changed alone: a change of all later
    /// ones leaves them as they are.
    pub kept: i64,
    pub(super) changed_alone: bool,
    pub(super) audience: EventAudience,
    /// The audience of a place that has one of its own and that the actor may know.
    pub(super) of_place: Option<EventAudience>,
}

/// An audience with its entries.
#[derive(Debug, Clone)]
pub(super) struct EventAudience {
    pub id: AudienceId,
    pub entries: Vec<AudienceEntry>,
}

impl EditableEvent {
    /// The words about a topic.
    pub fn detail(&self, topic: EventTopic) -> Option<&str> {
        let detail = self.details.iter().find(|one| one.topic == topic)?;
        Some(detail.words.body.as_str())
    }

    /// The stored text about a topic.
    pub(super) fn detail_text(&self, topic: EventTopic) -> Option<TextId> {
        let detail = self.details.iter().find(|one| one.topic == topic)?;
        Some(detail.words.text_id)
    }

    /// Whether `input` says what is stored.
    pub(super) fn is_unchanged(&self, input: &EventInput) -> bool {
        let stored = &self.event;
        !self.is_moved(input)
            && (stored.kind, &stored.own_kind) == (input.kind, &input.own_kind)
            && stored.about.body == input.about
            && stored.place == input.place
            && stored.remote_link == input.remote_link
            && EventTopic::ALL
                .iter()
                .all(|topic| self.detail(*topic) == input.detail(*topic))
            && self.people == input.people
            && self.hidden == input.hidden
    }

    /// Whether `input` has another time.
    pub(super) fn is_moved(&self, input: &EventInput) -> bool {
        let ends = self.event.ends.as_ref().map(|ends| ends.to_jiff());
        (self.event.starts.to_jiff(), ends) != (input.starts, input.ends)
    }
}

/// The people on the team whom an event can name. The workers of the family come to every event
/// that was added in the portal, and are not named.
pub(super) fn invitable(members: Vec<TeamMember>) -> Vec<TeamMember> {
    let mut seen = BTreeSet::new();
    members
        .into_iter()
        // A person whose role may not open the record could not read the invitation.
        .filter(|one| one.role != Role::Worker && can_open_record(one.role))
        // A person with two roles on the team is listed once.
        .filter(|one| seen.insert(one.person_id))
        .collect()
}

/// For a new event: the people whom it can invite. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker. Also when the database fails.
pub async fn list_invitable(tx: &mut Tx, family: FamilyId) -> Result<Vec<TeamMember>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    Ok(invitable(load_members(tx, family).await?))
}

/// An event for its form, in its own words. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for an event that they may not see. Also
/// when the database fails.
pub async fn read_editable(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<EditableEvent, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    load_editable(tx, family, event, language)
        .await?
        .ok_or(Error::NotFound)
}

pub(super) fn require_worker(tx: &OpenRecord<'_>) -> Result<(), Error> {
    if may_change_events(tx.role) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

#[derive(sqlx::FromRow)]
struct AudienceRow {
    audience_id: AudienceId,
    key: String,
    place_audience_id: Option<AudienceId>,
    place_key: Option<String>,
    later: i64,
    kept: i64,
    changed_alone: bool,
}

/// The event, if the actor may see it.
pub(super) async fn load_editable(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<Option<EditableEvent>, Error> {
    let Some(found) = find_summary(tx, family, event, language).await? else {
        return Ok(None);
    };
    let details = load_details(tx, family, event, language).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let row: Option<AudienceRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT v.audience_id, a.key, w.audience_id AS place_audience_id, b.key AS place_key, \
            v.changed_alone, (SELECT count(*) FROM event o WHERE o.series_id = v.series_id AND \
            o.starts > v.starts AND NOT o.cancelled AND NOT o.changed_alone AND ",
        visible_to_actor!(event "o"),
        ") AS later, (SELECT count(*) FROM event o WHERE o.series_id = v.series_id AND o.starts > \
            v.starts AND NOT o.cancelled AND o.changed_alone AND ",
        visible_to_actor!(event "o"),
        ") AS kept FROM event v JOIN audience a ON a.id = v.audience_id LEFT JOIN event_place w \
            ON w.event_id = v.id AND ",
        visible_to_actor!(event_place "w"),
        " LEFT JOIN audience b ON b.id = w.audience_id WHERE v.family_id = $3 AND v.id = $4"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(event)
    .fetch_optional(c)
    })?;
    let row = row.ok_or(Error::NotFound)?;
    let invitable = invitable(load_members(tx, family).await?);
    let audience = EventAudience {
        id: row.audience_id,
        entries: parse_key(&row.key),
    };
    let of_place = row
        .place_audience_id
        .zip(row.place_key)
        .map(|(id, key)| EventAudience {
            id,
            entries: parse_key(&key),
        });
    let people = included(&audience.entries, &invitable);
    let hidden = of_place.as_ref().map_or_else(BTreeSet::new, |place| {
        let readers = included(&place.entries, &invitable);
        people.difference(&readers).copied().collect()
    });
    Ok(Some(EditableEvent {
        event: found,
        details,
        people,
        hidden,
        invitable,
        later: row.later,
        kept: row.kept,
        changed_alone: row.changed_alone,
        audience,
        of_place,
    }))
}

/// Those of these people whom an audience lets in.
pub(super) fn included(entries: &[AudienceEntry], people: &[TeamMember]) -> BTreeSet<PersonId> {
    let is_in = |one: &&TeamMember| {
        let (name, never) = (
            AudienceEntry::for_person(one.person_id),
            AudienceEntry::excluding_person(one.person_id),
        );
        // By role as well: an imported event can name roles, whose members the form then shows as
        // invited.
        let is_named =
            entries.contains(&name) || entries.contains(&AudienceEntry::for_role(one.role));
        is_named && !entries.contains(&never)
    };
    people
        .iter()
        .filter(is_in)
        .map(|one| one.person_id)
        .collect()
}

/// The audience of a new event before anyone is invited.
pub(super) fn workers() -> Vec<AudienceEntry> {
    vec![AudienceEntry::for_role(Role::Worker)]
}

/// `entries` with exactly these of the `invitable` people. Entries for the workers, and for people
/// whom the form does not list, stay as they are.
pub(super) fn with_people(
    entries: &[AudienceEntry],
    invitable: &BTreeSet<PersonId>,
    people: &BTreeSet<PersonId>,
) -> Vec<AudienceEntry> {
    // Other roles come from an import. The form shows their members by name, and stores them so.
    let stays = |entry: &&AudienceEntry| match (entry.role, entry.person) {
        (Some(role), _) => role == Role::Worker,
        (None, Some(person)) => {
            !invitable.contains(&person) || (entry.denied && !people.contains(&person))
        }
        (None, None) => false,
    };
    let named = people.iter().copied().map(AudienceEntry::for_person);
    entries.iter().filter(stays).copied().chain(named).collect()
}

/// The entries of the audience of a place, from those of its event and of an earlier audience of
/// the place; `None` when everyone in the audience of the event may know it.
pub(super) fn place_entries(
    of_event: &[AudienceEntry],
    before: Option<&[AudienceEntry]>,
    invitable: &BTreeSet<PersonId>,
    input: &EventInput,
) -> Option<Vec<AudienceEntry>> {
    let readers: BTreeSet<PersonId> = input.people.difference(&input.hidden).copied().collect();
    let hidden = input.hidden.iter().copied();
    if input.hidden.is_empty() && before.is_none() {
        return None;
    }
    let mut entries = with_people(before.unwrap_or(of_event), invitable, &readers);
    // By name, because a role in the audience can include them.
    entries.extend(hidden.map(AudienceEntry::excluding_person));
    // Then no row of its own is needed: the column of the event shows the place to the same people.
    let is_for_all = audience_key(&mut entries) == audience_key(&mut of_event.to_vec());
    (!is_for_all).then_some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entries_that_the_form_does_not_list_stay() {
        let person = |number| PersonId(uuid::Uuid::from_u128(number));
        let name = AudienceEntry::for_person;
        let never = AudienceEntry::excluding_person;
        let (her, him, other) = (person(1), person(2), person(3));
        let workers = AudienceEntry::for_role(Role::Worker);
        let parents = AudienceEntry::for_role(Role::Parent);
        let stored = [workers, parents, never(him), never(other)];
        let listed = BTreeSet::from([her, him]);
        assert_eq!(
            with_people(&stored, &listed, &BTreeSet::from([her])),
            [workers, never(him), never(other), name(her)]
        );
        assert_eq!(
            with_people(&stored, &listed, &listed),
            [workers, never(other), name(her), name(him)],
            "whoever is invited again is not excluded"
        );
    }
}
