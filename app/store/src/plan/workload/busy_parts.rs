//! The parts of the week in which a person is busy: one row of `plan_unavailability` for each
//! weekday.

use model::id::{FamilyId, PersonId};
use model::plan::workload::{BusyPart, DayPart, TimeSlot};

use crate::db::run_on;
use crate::{Error, Tx};

/// The last minute of the day that an earlier version of the portal accepts as the end of a time.
const LAST_MINUTE: i32 = 24 * 60 - 1;

/// The columns of a busy weekday; all `None` for a person without one.
#[derive(sqlx::FromRow)]
pub(crate) struct BusyDayRow {
    weekday: Option<i32>,
    morning: Option<bool>,
    afternoon: Option<bool>,
    evening: Option<bool>,
    starts: Option<i32>,
    ends: Option<i32>,
}

impl BusyDayRow {
    /// The busy parts of this weekday, in the order of the day.
    pub(crate) fn parts(&self) -> Vec<BusyPart> {
        let (Some(weekday), Some(starts), Some(ends)) = (self.weekday, self.starts, self.ends)
        else {
            return Vec::new();
        };
        let stored: Vec<BusyPart> = [
            (DayPart::Morning, self.morning),
            (DayPart::Afternoon, self.afternoon),
            (DayPart::Evening, self.evening),
        ]
        .into_iter()
        .filter(|(_, is_busy)| *is_busy == Some(true))
        .map(|(part, _)| BusyPart { weekday, part })
        .collect();
        if !stored.is_empty() {
            return stored;
        }
        // An earlier version of the portal, which runs until every server is updated, stores times
        // only.
        BusyPart::overlapping(TimeSlot {
            weekday,
            starts,
            ends,
        })
        .collect()
    }
}

/// The columns of a fixed weekly time of a step; all `None` for a step without one.
#[derive(sqlx::FromRow)]
pub(crate) struct StepTimeRow {
    step_weekday: Option<i32>,
    step_starts: Option<i32>,
    step_ends: Option<i32>,
}

impl StepTimeRow {
    pub(crate) fn time_slot(&self) -> Option<TimeSlot> {
        Some(TimeSlot {
            weekday: self.step_weekday?,
            starts: self.step_starts?,
            ends: self.step_ends?,
        })
    }
}

/// Replaces the busy parts of a person.
pub(super) async fn replace_busy_parts(
    tx: &mut Tx,
    family: FamilyId,
    person: PersonId,
    busy: &[BusyPart],
) -> Result<(), Error> {
    // All are replaced, because a weekday that is empty in the form must lose its parts.
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM plan_unavailability WHERE family_id = $1 AND person_id = $2"
    )
    .bind(family)
    .bind(person)
    .execute(c))?;
    insert_busy_parts(tx, family, person, busy).await
}

/// Inserts a row for each weekday with a busy part. A weekday that has a row keeps it.
pub(crate) async fn insert_busy_parts(
    tx: &mut Tx,
    family: FamilyId,
    person: PersonId,
    busy: &[BusyPart],
) -> Result<(), Error> {
    for weekday in 1..=7 {
        let is_busy = |part| busy.contains(&BusyPart { weekday, part });
        let mut parts = DayPart::ALL.iter().filter(|part| is_busy(**part));
        let Some(first) = parts.next() else {
            continue;
        };
        let last = parts.next_back().unwrap_or(first);
        // From the first part to the end of the last one, for an earlier version of the portal.
        let (starts, _) = first.minutes_of_day();
        let (_, ends) = last.minutes_of_day();
        run_on!(tx, |c| {
            sqlx::query(
                "INSERT INTO plan_unavailability (family_id, person_id, weekday, starts, ends, \
                morning, afternoon, evening) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
                ON CONFLICT DO NOTHING",
            )
            .bind(family)
            .bind(person)
            .bind(weekday)
            .bind(starts)
            .bind(ends.min(LAST_MINUTE))
            .bind(is_busy(DayPart::Morning))
            .bind(is_busy(DayPart::Afternoon))
            .bind(is_busy(DayPart::Evening))
            .execute(c)
        })?;
    }
    Ok(())
}
