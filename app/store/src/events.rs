//! Events of a family, such as hearings, meetings and family time.

use jiff_sqlx::ToSqlx;
use model::calendar::needs::{EventNeed, NeedState, decode_need_states};
use model::calendar::{EventAnswer, EventKind};
use model::id::{EventId, FamilyId};

use crate::access::OpenRecord;
use crate::authored_text::AuthoredText;
use crate::db::run_on;
use crate::{Error, Tx};

/// An event, as the actor sees it. Times are local times in the agency's time zone.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct EventSummary {
    pub id: EventId,
    pub kind: EventKind,
    /// The kind that the agency added, of which `kind` is the one whose rules it follows.
    pub own_kind: Option<String>,
    /// What the agency calls the kind in the actor's language, if it has a name for it.
    pub kind_label: Option<String>,
    pub starts: jiff_sqlx::DateTime,
    pub ends: Option<jiff_sqlx::DateTime>,
    /// `None` also when the place is withheld from the actor.
    pub place: Option<String>,
    pub remote_link: Option<String>,
    /// How often the event was changed.
    pub revision: i32,
    pub cancelled: bool,
    /// The day of the court list that the event is from.
    pub listed_on: Option<jiff_sqlx::Date>,
    /// What the actor answered.
    pub own_answer: Option<EventAnswer>,
    /// For a visit of a plan that the actor sees and is to confirm: a `ConfirmRule`.
    pub confirm: Option<String>,
    /// Whether the actor answered for another start: the event was moved since.
    pub is_asked_again: bool,
    /// What the actor needs, as `own_need_digits!` writes it.
    pub(crate) own_need_digits: Option<i64>,
    #[sqlx(flatten)]
    pub about: AuthoredText,
}

impl EventSummary {
    /// What the actor asked for to come, and what came of it; without what they withdrew.
    pub fn own_needs(&self) -> Vec<(EventNeed, NeedState)> {
        self.own_need_digits
            .map(decode_need_states)
            .unwrap_or_default()
    }
}

/// SQL expression: what the actor needs for the event `v`, a number for
/// `model::calendar::needs::decode_need_states`. One number, and no statement of its own: Today has
/// none to spare.
macro_rules! own_need_digits {
    () => {
        "(SELECT sum(CASE needed.need WHEN 'interpreter' THEN 1 WHEN 'ride' THEN 4 WHEN 'child_care' \
            THEN 16 WHEN 'remote_link' THEN 64 WHEN 'food' THEN 256 WHEN 'support_person' THEN 1024 \
            WHEN 'accommodation' THEN 4096 ELSE 0 END * CASE said.outcome WHEN 'confirmed' THEN 2 \
            WHEN 'unavailable' THEN 3 ELSE 1 END) FROM event_need needed LEFT JOIN \
            event_need_answer said ON said.need_id = needed.id WHERE needed.event_id = v.id AND \
            needed.person_id = $1 AND NOT needed.withdrawn)"
    };
}

/// SQL condition: the event `v` is upcoming, by the bounds of `upcoming_bounds` in these
/// parameters.
macro_rules! event_is_upcoming {
    ($midnight:literal, $now:literal) => {
        concat!(
            "((v.ends IS NULL AND v.starts >= ",
            $midnight,
            ") OR v.ends > ",
            $now,
            ")"
        )
    };
}

/// SQL expression: the place of the event `v`, or null when it is withheld from the actor. No
/// statement reads `event.place` without it.
macro_rules! visible_event_place {
    () => {
        concat!(
            "coalesce(v.place, (SELECT withheld.place FROM event_place withheld WHERE \
                withheld.event_id = v.id AND ",
            $crate::visibility::visible_to_actor!(event_place "withheld"),
            "))"
        )
    };
}

/// SQL expression: what the agency calls the kind of the event `v` in this language; null without a
/// name of its own. A kind that the agency added and that has no name in the language has the name
/// of the kind whose rules it follows.
macro_rules! event_kind_label {
    ($language:literal) => {
        concat!(
            // Without ORDER BY: SQLite knows no column of the outer statement in it.
            "(SELECT coalesce(max(CASE WHEN named.slug = v.own_kind THEN named.label END), \
                max(CASE WHEN named.slug = v.kind THEN named.label END)) FROM event_kind_label \
                named JOIN family of_agency ON of_agency.agency_id = named.agency_id WHERE \
                of_agency.id = v.family_id AND named.language = ",
            $language,
            " AND named.slug IN (v.own_kind, v.kind))"
        )
    };
}

/// The start of a SELECT of `EventSummary`, up to a condition that begins with `AND`. `$1` is the
/// actor, `$2` their day, `$3` their language and `$4` the family.
macro_rules! event_summaries {
    () => {
        concat!(
            "SELECT v.id, v.kind, v.own_kind, ",
            $crate::events::event_kind_label!("$3"),
            " AS kind_label, v.starts, v.ends, ",
            $crate::events::visible_event_place!(),
            " AS place, v.remote_link, v.revision, v.cancelled, v.listed_on, (SELECT own.answer \
                FROM event_answer own WHERE own.event_id = v.id AND own.person_id = $1) AS \
                own_answer, EXISTS (SELECT 1 FROM event_answer own WHERE own.event_id = v.id AND \
                own.person_id = $1 AND own.starts <> v.starts) AS is_asked_again, (SELECT \
                arranged.confirm FROM family_time_visit held JOIN family_time_plan arranged ON \
                arranged.id = held.plan_id WHERE held.event_id = v.id AND arranged.parent_id = $1 AND ",
            $crate::visibility::visible_to_actor!(family_time_plan "arranged"),
            ") AS confirm, ",
            $crate::events::own_need_digits!(),
            " AS own_need_digits, ",
            $crate::authored_text::authored_text_columns!(),
            " FROM event v JOIN text t ON t.id = v.about_id ",
            $crate::authored_text::authored_text_joins!(),
            "WHERE v.family_id = $4 AND ",
            $crate::visibility::visible_to_actor!(event "v"),
            " "
        )
    };
}
pub(crate) use {
    event_is_upcoming, event_kind_label, event_summaries, own_need_digits, visible_event_place,
};

/// The beginning of the actor's day and the present moment, as local times. An event counts as
/// upcoming when it ends after the second, or has no end and starts after the first: then no one
/// knows when it is over, and it stays listed until the end of its day.
///
/// # Errors
/// `NotFound` when the transaction has no actor.
pub(crate) fn upcoming_bounds(
    tx: &Tx,
) -> Result<(jiff_sqlx::DateTime, jiff_sqlx::DateTime), Error> {
    let actor = tx.actor()?;
    let now = tx
        .clock()
        .now()
        .to_zoned(actor.zone.clone())
        .datetime()
        // SQLite compares these times as text; whole seconds give it the form of the stored times.
        .round(jiff::Unit::Second)
        .unwrap_or_default();
    Ok((actor.today.at(0, 0, 0, 0).to_sqlx(), now.to_sqlx()))
}

/// Up to `most` upcoming events of a family that the actor may see and that were not canceled,
/// earliest first.
///
/// # Errors
/// When the database fails.
pub(crate) async fn list_upcoming(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    language: &str,
    most: i64,
) -> Result<Vec<EventSummary>, Error> {
    let (midnight, now) = upcoming_bounds(tx)?;
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        event_summaries!(),
        "AND NOT v.cancelled AND ",
        event_is_upcoming!("$5", "$6"),
        " ORDER BY v.starts, v.id LIMIT $7"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(midnight)
    .bind(now)
    .bind(most)
    .fetch_all(c))
}

#[cfg(test)]
mod tests {
    use model::calendar::needs::{EventNeed, NeedOutcome, decode_need_states};

    #[test]
    fn the_digits_of_needs_are_in_the_order_of_the_enum() {
        let sql = own_need_digits!();
        for (place, need) in EventNeed::ALL.iter().enumerate() {
            let digit = format!("WHEN '{}' THEN {} ", need.slug(), 1 << (2 * place));
            assert!(sql.contains(&digit), "{digit}");
            let [(decoded, _)] = decode_need_states(1 << (2 * place))[..] else {
                panic!("one need");
            };
            assert_eq!(decoded, *need);
        }
        for outcome in NeedOutcome::ALL {
            assert!(sql.contains(&format!("WHEN '{}' THEN ", outcome.slug())));
        }
    }
}
