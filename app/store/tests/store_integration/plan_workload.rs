//! Weekly workload.
#![allow(clippy::unwrap_used)]

use crate::plan_item_kinds::find_item;
use crate::support::{self, OwnerPool, TestDatabase, on_each_engine};
use jiff::civil::date;
use model::id::{FamilyId, PersonId};
use model::plan::PlanItemKind;
use model::plan::workload::{BusyPart, DayPart, Effort, TimeSlot, WorkloadWarning};
use store::plan::workload::{self, WeeklyCapacity};
use store::{Error, Tx};

// The time of María's step at the clinic in the demo.
const TUESDAY_SLOT: TimeSlot = TimeSlot {
    weekday: 2,
    starts: 15 * 60 + 30,
    ends: 16 * 60 + 30,
};

fn busy_ids(parts: &[BusyPart]) -> Vec<String> {
    parts.iter().copied().map(BusyPart::field_id).collect()
}

on_each_engine! {
    async fn weekly_workload_adds_up_steps_and_events(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let mut tx = database.begin_as("maria-luna").await;
        let found = workload::read_workload(&mut tx, luna, date(2026, 11, 24), "en")
            .await
            .unwrap();
        let [maria] = found.people.as_slice() else {
            panic!("her own week alone")
        };
        assert_eq!(
            maria.capacity,
            WeeklyCapacity {
                minutes: Some(360),
                trips: Some(3)
            }
        );
        // The file says from four until ten, on two days.
        assert_eq!(
            busy_ids(&maria.unavailable),
            ["1-afternoon", "1-evening", "3-afternoon", "3-evening"]
        );
        // One hour for the clinic step, two for the reading step, and a meeting of one hour on
        // Wednesday.
        assert_eq!(
            (maria.demand.minutes, maria.demand.appointments),
            (180 + 60, 1)
        );
        assert!(found.texts.contains_key(&maria.steps[0].text_id));
        // Finished steps add no workload.
        drop(tx);
        database
            .execute_sql("UPDATE plan_item SET state = 'done' WHERE kind = 'step'")
            .await
            .unwrap();
        let mut tx = database.begin_as("maria-luna").await;
        let done = workload::read_workload(&mut tx, luna, date(2026, 11, 24), "en")
            .await
            .unwrap();
        assert_eq!(done.people[0].demand.minutes, 60);
    }
}

on_each_engine! {
    async fn one_parents_workload_is_hidden_from_the_other_parent(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let mut luis = database.begin_as("luis-luna").await;
        let week = workload::read_workload(&mut luis, luna, date(2026, 11, 24), "en")
            .await
            .unwrap();
        assert_eq!(week.people.len(), 1);
        assert!(week.people[0].name.contains("Luis") && week.people[0].unavailable.is_empty());
        drop(luis);
        // They answer for what the agency asks of a parent in a week.
        for who in ["dana-fox", "pat-nguyen"] {
            let mut tx = database.begin_as(who).await;
            assert_eq!(
                workload::read_workload(&mut tx, luna, date(2026, 11, 24), "en")
                    .await
                    .unwrap()
                    .people
                    .len(),
                2,
                "{who}"
            );
        }
        // What a parent can carry in a week is between the family, its worker and the supervisor.
        for who in ["rosa-jimenez", "alma-brooks", "tasha-carter"] {
            let mut tx = database.begin_as(who).await;
            assert!(
                matches!(
                    workload::read_workload(&mut tx, luna, date(2026, 11, 24), "en").await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
            assert!(
                matches!(
                    workload::save_capacity(&mut tx, luna, WeeklyCapacity::default(), &[]).await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
        }
    }
}

const MONDAY_EVENING: TimeSlot = TimeSlot {
    weekday: 1,
    starts: 17 * 60,
    ends: 18 * 60,
};

fn weekly_minutes(minutes: i32) -> Effort {
    Effort {
        minutes: Some(minutes),
        ..Effort::default()
    }
}

fn fixed_time(slot: TimeSlot) -> Effort {
    Effort {
        weekday: Some(slot.weekday),
        starts: Some(slot.starts),
        ends: Some(slot.ends),
        ..Effort::default()
    }
}

/// The warnings for a new step of María's with this effort.
async fn new_step_warnings(
    tx: &mut Tx,
    luna: FamilyId,
    maria: PersonId,
    effort: &Effort,
) -> Vec<WorkloadWarning> {
    workload::workload_warnings(tx, luna, maria, effort, None)
        .await
        .unwrap()
}

/// A step that takes too long, one at the time of another step, and one in a time for which she
/// said that she is busy.
async fn assert_full_week_is_warned_of(dana: &mut Tx, luna: FamilyId, maria: PersonId) {
    let full = new_step_warnings(dana, luna, maria, &weekly_minutes(600)).await;
    assert!(
        matches!(
            full.as_slice(),
            [WorkloadWarning::Overloaded {
                minutes: Some(360),
                ..
            }]
        ),
        "{full:?}"
    );
    let clash = new_step_warnings(dana, luna, maria, &fixed_time(TUESDAY_SLOT)).await;
    assert!(
        clash.contains(&WorkloadWarning::Clash(TUESDAY_SLOT)),
        "{clash:?}"
    );
    let mut busy = new_step_warnings(dana, luna, maria, &fixed_time(MONDAY_EVENING)).await;
    busy.retain(|warning| matches!(warning, WorkloadWarning::Busy(_)));
    assert!(
        // The warning names the part of the day, so that the worker can choose another one. She is
        // busy in the afternoon, too, which this step does not touch.
        busy == [WorkloadWarning::Busy(BusyPart {
            weekday: 1,
            part: DayPart::Evening
        })],
        "{busy:?}"
    );
}

/// She raises her capacity and clears her busy times. Importing a file does not revert what was
/// entered in the portal.
async fn raise_capacity_and_import(database: &TestDatabase, luna: FamilyId) {
    let capacity = WeeklyCapacity {
        minutes: Some(6000),
        trips: None,
    };
    let mut hers = database.begin_as("maria-luna").await;
    workload::save_capacity(&mut hers, luna, capacity, &[])
        .await
        .unwrap();
    hers.commit().await.unwrap();
    database.import_files(&support::DEMO_FILES).await;
}

on_each_engine! {
    async fn only_a_worker_is_warned_of_a_full_week(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let maria = database.person_id("maria-luna").await;
        let mut dana = database.begin_as("dana-fox").await;
        assert_eq!(
            new_step_warnings(&mut dana, luna, maria, &Effort::default()).await,
            vec![]
        );
        assert_full_week_is_warned_of(&mut dana, luna, maria).await;
        // A step does not conflict with itself.
        let clinic = find_item(&mut dana, luna, PlanItemKind::Step, "Call the clinic").await;
        assert!(
            !workload::workload_warnings(
                &mut dana,
                luna,
                maria,
                &fixed_time(TUESDAY_SLOT),
                Some(clinic)
            )
            .await
            .unwrap()
            .contains(&WorkloadWarning::Clash(TUESDAY_SLOT))
        );
        drop(dana);
        // A warning says when the other parent is busy.
        let mut luis = database.begin_as("luis-luna").await;
        assert!(matches!(
            workload::workload_warnings(&mut luis, luna, maria, &weekly_minutes(600), None).await,
            Err(Error::NotFound)
        ));
        drop(luis);
        raise_capacity_and_import(&database, luna).await;
        let mut dana = database.begin_as("dana-fox").await;
        // The efforts that were warned of above, before she changed what she can carry.
        for effort in [weekly_minutes(600), fixed_time(MONDAY_EVENING)] {
            assert_eq!(
                new_step_warnings(&mut dana, luna, maria, &effort).await,
                vec![]
            );
        }
    }
}

/// Runs the statements as the owner of the database.
async fn run_as_owner(database: &TestDatabase, sqlite: &'static str, postgres: &'static str) {
    match &database.owner_pool {
        OwnerPool::Sqlite(pool) => sqlx::raw_sql(sqlite).execute(pool).await.map(|_| ()),
        OwnerPool::Postgres(pool) => sqlx::raw_sql(postgres).execute(pool).await.map(|_| ()),
    }
    .unwrap();
}

/// The table as version 0.1.0 left it, with times of María that are in two parts of the day, and at
/// night.
const TIMES_ONLY: &str = "
    ALTER TABLE plan_unavailability DROP COLUMN morning;
    ALTER TABLE plan_unavailability DROP COLUMN afternoon;
    ALTER TABLE plan_unavailability DROP COLUMN evening;
    DELETE FROM plan_unavailability;
    INSERT INTO plan_unavailability (family_id, person_id, weekday, starts, ends)
        SELECT c.family_id, c.person_id, d.weekday, d.starts, d.ends
        FROM plan_capacity c JOIN person p ON p.id = c.person_id AND p.key = 'maria-luna',
        (SELECT 1 AS weekday, 600 AS starts, 750 AS ends UNION ALL SELECT 5, 1320, 1439) d;";
/// A row that version 0.1.0 writes after the migration.
const LATE_TIME: &str =
    "INSERT INTO plan_unavailability (family_id, person_id, weekday, starts, ends)
    SELECT family_id, person_id, 6, 720, 900 FROM plan_unavailability WHERE weekday = 1";

on_each_engine! {
    async fn stored_times_become_parts_of_the_day_and_still_warn(database: TestDatabase) {
        run_as_owner(&database, TIMES_ONLY, TIMES_ONLY).await;
        run_as_owner(
            &database,
            include_str!("../../migrations/sqlite/0013_plan_busy_parts.sql"),
            include_str!("../../migrations/postgres/0013_plan_busy_parts.sql"),
        )
        .await;
        let stored = "SELECT count(*) FROM plan_unavailability WHERE weekday = 1 AND morning AND \
            afternoon AND NOT evening";
        assert_eq!(database.query_number(stored).await, 1, "by the migration");
        database.execute_sql(LATE_TIME).await.unwrap();
        let luna = database.family_id("luna").await;
        let maria = database.person_id("maria-luna").await;
        let mut hers = database.begin_as("maria-luna").await;
        let week = workload::read_workload(&mut hers, luna, date(2026, 11, 24), "en")
            .await
            .unwrap();
        drop(hers);
        let busy = &week.people[0].unavailable;
        assert_eq!(
            busy_ids(busy),
            ["1-morning", "1-afternoon", "5-evening", "6-afternoon"]
        );
        let mut dana = database.begin_as("dana-fox").await;
        for part in busy {
            let effort = fixed_time(part.time_slot());
            let warned = new_step_warnings(&mut dana, luna, maria, &effort).await;
            assert!(warned.contains(&WorkloadWarning::Busy(*part)), "{warned:?}");
        }
        drop(dana);
        // Saved in the form, they are what she ticked.
        let ticked = [BusyPart {
            weekday: 7,
            part: DayPart::Morning,
        }];
        let mut hers = database.begin_as("maria-luna").await;
        workload::save_capacity(&mut hers, luna, WeeklyCapacity::default(), &ticked)
            .await
            .unwrap();
        let week = workload::read_workload(&mut hers, luna, date(2026, 11, 24), "en")
            .await
            .unwrap();
        assert_eq!(week.people[0].unavailable, ticked);
    }
}

on_each_engine! {
    async fn an_event_past_midnight_clashes_on_both_of_its_days(database: TestDatabase) {
        // From Thursday evening until Friday at two.
        database
            .execute_sql(
                "UPDATE event SET starts = '2026-11-26T22:00:00', ends = '2026-11-27T02:00:00' \
                WHERE kind = 'meeting' AND family_id = (SELECT f.id FROM family f WHERE f.key = 'luna')",
            )
            .await
            .unwrap();
        let luna = database.family_id("luna").await;
        let maria = database.person_id("maria-luna").await;
        let slot = |weekday, from_hour: i32, to_hour: i32| TimeSlot {
            weekday,
            starts: from_hour * 60,
            ends: to_hour * 60,
        };
        let mut dana = database.begin_as("dana-fox").await;
        for (step, clash) in [
            (slot(4, 23, 24), Some(slot(4, 22, 24))),
            (slot(5, 1, 3), Some(slot(5, 0, 2))),
            (slot(5, 2, 3), None),
            (slot(5, 22, 24), None),
        ] {
            // The week may be too full as well.
            let mut warned = new_step_warnings(&mut dana, luna, maria, &fixed_time(step)).await;
            warned.retain(|warning| matches!(warning, WorkloadWarning::Clash(_)));
            let clashes: Vec<_> = clash.map(WorkloadWarning::Clash).into_iter().collect();
            assert_eq!(warned, clashes, "{step:?}");
        }
    }
}
