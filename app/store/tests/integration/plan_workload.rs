//! Weekly workload.
#![allow(clippy::unwrap_used)]

use crate::plan_item_kinds::find_item;
use crate::support::{self, TestDatabase, on_each_engine};
use jiff::civil::date;
use model::id::{FamilyId, PersonId};
use model::plan::PlanItemKind;
use model::plan::workload::{Effort, TimeSlot, WorkloadWarning};
use store::plan::workload::{self, WeeklyCapacity};
use store::{Error, Tx};

// The time of María's step at the clinic in the demo.
const TUESDAY_SLOT: TimeSlot = TimeSlot {
    weekday: 2,
    starts: 15 * 60 + 30,
    ends: 16 * 60 + 30,
};

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
        assert_eq!(maria.unavailable.len(), 2);
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
    let busy = new_step_warnings(dana, luna, maria, &fixed_time(MONDAY_EVENING)).await;
    assert!(
        // The warning names the whole busy time, so that the worker can choose another hour.
        busy.contains(&WorkloadWarning::Busy(TimeSlot {
            weekday: 1,
            starts: 960,
            ends: 1320
        })),
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
