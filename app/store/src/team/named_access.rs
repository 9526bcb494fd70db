//! Audiences that name a person who handed over. From the first day of the person who takes over,
//! the entry by name of the earlier worker is that of the new one.
//!
//! Of an earlier mentor only what the agency wrote for the plan goes to the next one: what a family
//! member wrote, and what was said or happened, was shared with one mentor and not with another.
//! The earlier mentor is out of all of it. A person who stays on the team in another role keeps
//! their entries. What only the person who left can read was written for themself, and stays.

use jiff_sqlx::Date;
use model::id::{AgencyId, AudienceId, FamilyId, FormId, PersonId};
use model::role::Role;

use crate::audience::{self, AudienceEntry, parse_key};
use crate::change_bus::ChangeEvent;
use crate::db::run_on;
use crate::visibility::family_roles;
use crate::{Db, Error, Tx};

/// A handover whose day has come.
#[derive(sqlx::FromRow)]
struct DueHandover {
    id: FormId,
    family_id: FamilyId,
    role: Role,
    person_id: PersonId,
    successor_id: PersonId,
    /// Whether the person who handed over has another role on the team.
    stays: bool,
}

/// The handovers with the alias `g` that meet the condition, the earliest first. `$2` is today. One
/// that was undone, or after which the person came back and left again, has another last day.
macro_rules! select_handovers {
    ($condition:literal) => {
        concat!(
            "SELECT g.id, g.family_id, g.role, g.person_id, g.successor_id, EXISTS (SELECT 1 FROM \
                membership besides WHERE besides.family_id = g.family_id AND besides.person_id = \
                g.person_id AND besides.role NOT IN (g.role, 'administrator') AND besides.since <= \
                $2 AND (besides.until IS NULL OR besides.until > $2)) AS stays FROM \
                membership_change g JOIN family f ON f.id = g.family_id JOIN membership left_by \
                ON left_by.family_id = g.family_id AND left_by.person_id = g.person_id AND \
                left_by.role = g.role AND left_by.until = g.until WHERE g.act = 'hand_over' AND \
                g.until <= $2 AND ",
            $condition,
            " ORDER BY g.id"
        )
    };
}

/// Every table whose rows have an audience, with the statement that gives the rows of the family
/// `$1` with the audience `$2` the audience `$3`.
macro_rules! tables_with_readers {
    ($($table:literal),+ $(,)?) => {
        [$((
            $table,
            concat!(
                "UPDATE ",
                $table,
                " SET audience_id = $3 WHERE family_id = $1 AND audience_id = $2"
            ),
        )),+]
    };
}

const TABLES: [(&str, &str); 24] = tables_with_readers![
    "case_date",
    "child",
    "child_tribe",
    "event",
    "event_change",
    "event_notes",
    "event_place",
    "event_version",
    "event_words",
    "family_observance",
    "family_time_place",
    "family_time_plan",
    "family_time_version",
    "plan",
    "plan_item",
    "plan_rating",
    "plan_reply",
    "plan_review",
    "plan_version",
    "plan_version_item",
    "team_contact",
    "team_pick",
    "team_request",
    "text",
];

/// Who could read an event before a change, with the parameters of `TABLES`: the change may be
/// taken back.
const EARLIER_READERS: &str = "UPDATE event_version SET event_audience_id = $3 WHERE family_id = $1 \
    AND event_audience_id = $2";

/// The tables whose audiences are passed on, for the test that compares them with the database.
pub fn tables_with_readers() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|(table, _)| *table)
}

/// SQL condition: the row of `plan_item` or `plan_version_item` with this name is by the agency.
macro_rules! item_is_by_agency {
    ($row:literal) => {
        concat!(
            "(",
            $row,
            ".kind NOT IN ('own_words', 'family_goal') AND NOT EXISTS (SELECT 1 FROM text said \
                JOIN membership kin ON kin.family_id = said.family_id AND kin.person_id = \
                said.author_id AND kin.role IN (",
            family_roles!(),
            ") WHERE said.id = ",
            $row,
            ".text_id))"
        )
    };
}

/// SQL condition: the row of `text` is a text of such an item, in the working copy or in a version.
macro_rules! text_is_of_agency_item {
    ($table:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM ",
            $table,
            " line WHERE line.family_id = text.family_id AND text.id IN (line.text_id, \
                line.benchmark_text_id, line.progress_text_id, line.why_id) AND ",
            item_is_by_agency!("line"),
            ")"
        )
    };
}

/// What goes to the next mentor, with the parameters of `TABLES`.
const BY_AGENCY: [&str; 3] = [
    concat!(
        "UPDATE text SET audience_id = $3 WHERE family_id = $1 AND audience_id = $2 AND NOT EXISTS \
            (SELECT 1 FROM membership kin WHERE kin.family_id = text.family_id AND kin.person_id = \
            text.author_id AND kin.role IN (",
        family_roles!(),
        ")) AND (",
        text_is_of_agency_item!("plan_item"),
        " OR ",
        text_is_of_agency_item!("plan_version_item"),
        ")"
    ),
    concat!(
        "UPDATE plan_item SET audience_id = $3 WHERE family_id = $1 AND audience_id = $2 AND ",
        item_is_by_agency!("plan_item")
    ),
    concat!(
        "UPDATE plan_version_item SET audience_id = $3 WHERE family_id = $1 AND audience_id = $2 \
            AND ",
        item_is_by_agency!("plan_version_item")
    ),
];

/// Passes on what the handovers whose day has come concern, for every agency. Returns their number.
///
/// # Errors
/// When the database fails.
pub async fn pass_on_due(db: &Db) -> Result<usize, Error> {
    let mut tx = db
        .acting_as_system("pass on what names a person who handed over")
        .await?;
    // Agency by agency, because a membership ends on a date in the agency's time zone.
    let agencies: Vec<(AgencyId, String)> =
        run_on!(tx, |c| sqlx::query_as("SELECT id, time_zone FROM agency")
            .fetch_all(c))?;
    let mut done = 0;
    for (agency, zone) in agencies {
        let today = tx.today_in(&zone);
        let due: Vec<DueHandover> = run_on!(tx, |c| sqlx::query_as(select_handovers!(
            "f.agency_id = $1 AND g.passed_on_at IS NULL"
        ))
        .bind(agency)
        .bind(today)
        .fetch_all(c))?;
        for handover in &due {
            replace_in_audiences(&mut tx, handover).await?;
            // Marked, so that the next run leaves alone what a worker has changed since.
            let now = tx.now();
            run_on!(tx, |c| sqlx::query(
                "UPDATE membership_change SET passed_on_at = $2 WHERE id = $1"
            )
            .bind(handover.id)
            .bind(now)
            .execute(c))?;
        }
        done += due.len();
    }
    if done > 0 {
        tx.publish_on_commit(ChangeEvent::Membership);
    }
    tx.commit().await?;
    Ok(done)
}

/// Passes on again what an import has given to people who handed over: the file names them as
/// before.
///
/// # Errors
/// When the database fails.
pub(crate) async fn pass_on_after_import(
    tx: &mut Tx,
    family: FamilyId,
    today: Date,
) -> Result<(), Error> {
    let past: Vec<DueHandover> = run_on!(tx, |c| sqlx::query_as(select_handovers!("f.id = $1"))
        .bind(family)
        .bind(today)
        .fetch_all(c))?;
    for handover in &past {
        replace_in_audiences(tx, handover).await?;
    }
    Ok(())
}

async fn replace_in_audiences(tx: &mut Tx, handover: &DueHandover) -> Result<(), Error> {
    // Entries that exclude the person are not passed on: the successor is someone else.
    let named: Vec<(AudienceId, String)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT a.id, a.key FROM audience a JOIN audience_entry e ON e.audience_id = a.id WHERE \
            a.family_id = $1 AND e.person_id = $2 AND NOT e.denied ORDER BY a.id"
    )
    .bind(handover.family_id)
    .bind(handover.person_id)
    .fetch_all(c)
    })?;
    for (old, key) in named {
        let entries = parse_key(&key);
        let Some((rest, gained)) = audiences_after(handover, &entries) else {
            continue;
        };
        let family = handover.family_id;
        let gained = audience::find_or_add_as_system(tx, family, gained).await?;
        // First, while these rows still have the old audience, by which they are found.
        if handover.role == Role::Mentor {
            for statement in BY_AGENCY {
                move_rows(tx, statement, family, (old, gained)).await?;
            }
        }
        // Of other roles than mentors everything goes to the successor, so nothing is left without
        // them.
        let rest = if handover.role == Role::Mentor {
            audience::find_or_add_as_system(tx, family, rest).await?
        } else {
            gained
        };
        // They are equal when a mentor stays on the team in another role.
        if rest != old {
            for (_, statement) in TABLES {
                move_rows(tx, statement, family, (old, rest)).await?;
            }
            move_rows(tx, EARLIER_READERS, family, (old, rest)).await?;
        }
    }
    Ok(())
}

async fn move_rows(
    tx: &mut Tx,
    statement: &'static str,
    family: FamilyId,
    (old, new): (AudienceId, AudienceId),
) -> Result<(), Error> {
    run_on!(tx, |c| sqlx::query(statement)
        .bind(family)
        .bind(old)
        .bind(new)
        .execute(c))?;
    Ok(())
}

/// An audience without the person who handed over, unless they stay on the team, and the same with
/// the person who takes over, unless it excludes them. `None` for what only the person who left can
/// read.
fn audiences_after(
    handover: &DueHandover,
    entries: &[AudienceEntry],
) -> Option<(Vec<AudienceEntry>, Vec<AudienceEntry>)> {
    let leaver = AudienceEntry::for_person(handover.person_id);
    let is_other = |entry: &&AudienceEntry| **entry != leaver;
    let others: Vec<AudienceEntry> = entries.iter().filter(is_other).copied().collect();
    if others.iter().all(|entry| entry.denied) {
        return None;
    }
    let rest = if handover.stays {
        entries.to_vec()
    } else {
        others
    };
    let mut gained = rest.clone();
    if !entries.contains(&AudienceEntry::excluding_person(handover.successor_id)) {
        gained.push(AudienceEntry::for_person(handover.successor_id));
    }
    Some((rest, gained))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_successor_takes_the_place_of_the_person_who_left_and_an_exclusion_stays() {
        let [leaver, successor, parent] = [1, 2, 3].map(|n| PersonId(uuid::Uuid::from_u128(n)));
        let handover = |stays: bool| DueHandover {
            id: FormId(uuid::Uuid::nil()),
            family_id: FamilyId(uuid::Uuid::nil()),
            role: Role::Worker,
            person_id: leaver,
            successor_id: successor,
            stays,
        };
        let name = AudienceEntry::for_person;
        let both = [name(leaver), name(parent)];
        assert_eq!(
            audiences_after(&handover(false), &both),
            Some((vec![name(parent)], vec![name(parent), name(successor)]))
        );
        // In another role they were named, too.
        let (rest, gained) = audiences_after(&handover(true), &both).unwrap();
        assert_eq!(rest, both);
        assert_eq!(gained, [name(leaver), name(parent), name(successor)]);
        let without = [
            name(leaver),
            name(parent),
            AudienceEntry::excluding_person(successor),
        ];
        let (rest, gained) = audiences_after(&handover(false), &without).unwrap();
        assert_eq!(gained, rest);
        assert_eq!(audiences_after(&handover(false), &[name(leaver)]), None);
    }
}
