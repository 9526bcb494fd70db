//! The outcomes of the visits of a plan, counted.

use std::collections::HashSet;

use strum::VariantArray;

use super::{VisitCanceller, VisitOutcome};
use crate::id::EventId;

/// The outcome of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisitState {
    /// Still to come, or nothing was recorded yet.
    Open,
    /// With how many minutes it took, where that is known.
    Held(Option<i64>),
    Unconfirmed,
    Cancelled(VisitCanceller),
}

impl VisitState {
    /// The state from the calendar and from what was recorded: `cancelled` is that of the event,
    /// `planned` how long it was to take in minutes, and `recorded` the outcome with the minutes of
    /// a shorter visit and who canceled it.
    pub fn new(
        cancelled: bool,
        planned: Option<i64>,
        recorded: Option<(VisitOutcome, Option<i32>, Option<VisitCanceller>)>,
    ) -> Self {
        match (cancelled, recorded) {
            // Kept apart from the canceled ones: no one has to make up for a visit that was not
            // confirmed.
            (true, Some((VisitOutcome::Unconfirmed, ..))) => Self::Unconfirmed,
            // The calendar does not say who canceled: the agency, unless a record names another
            // canceller.
            (true, recorded) => Self::Cancelled(
                recorded
                    .and_then(|(.., by)| by)
                    .unwrap_or(VisitCanceller::Agency),
            ),
            (false, Some((VisitOutcome::Held, ..))) => Self::Held(planned),
            (false, Some((VisitOutcome::HeldShorter, minutes, _))) => {
                Self::Held(minutes.map(i64::from))
            }
            // An outcome that was recorded before the event was restored.
            (false, _) => Self::Open,
        }
    }

    const fn owes_make_up(self) -> bool {
        matches!(self, Self::Cancelled(by) if by.owes_make_up())
    }
}

/// A visit, as it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    pub id: EventId,
    /// The visit that it makes up for.
    pub makes_up: Option<EventId>,
    pub state: VisitState,
    /// How long it was to take.
    pub minutes: Option<i64>,
}

/// The numbers of visits and of their minutes. `planned` is the sum of `held`, `cancelled` and
/// `open`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VisitBalance {
    pub planned: usize,
    pub held: usize,
    /// Those that were not confirmed, too.
    pub cancelled: usize,
    pub unconfirmed: usize,
    pub open: usize,
    pub planned_minutes: i64,
    pub held_minutes: i64,
    /// Number of canceled visits for each canceller who has any, without unconfirmed visits.
    pub cancelled_by: Vec<(VisitCanceller, usize)>,
    /// The visits that had to be made up, and those of them that were.
    pub to_make_up: usize,
    pub made_up: usize,
}

impl VisitBalance {
    pub fn of(visits: &[Visit]) -> Self {
        let count = |matches: &dyn Fn(&Visit) -> bool| visits.iter().filter(|v| matches(v)).count();
        let cancelled_by = |who: VisitCanceller| {
            let found = count(&|visit| visit.state == VisitState::Cancelled(who));
            (found > 0).then_some((who, found))
        };
        let is_held = |visit: &Visit| matches!(visit.state, VisitState::Held(_));
        let held_minutes = visits.iter().filter_map(|visit| match visit.state {
            VisitState::Held(minutes) => minutes,
            _ => None,
        });
        let unconfirmed = count(&|visit| visit.state == VisitState::Unconfirmed);
        let cancelled = count(&|visit| matches!(visit.state, VisitState::Cancelled(_)));
        Self {
            planned: visits.len(),
            held: count(&is_held),
            cancelled: cancelled + unconfirmed,
            unconfirmed,
            open: count(&|visit| visit.state == VisitState::Open),
            planned_minutes: visits.iter().filter_map(|visit| visit.minutes).sum(),
            held_minutes: held_minutes.sum(),
            cancelled_by: VisitCanceller::VARIANTS
                .iter()
                .filter_map(|who| cancelled_by(*who))
                .collect(),
            to_make_up: count(&is_to_make_up),
            made_up: visits.iter().filter(|v| is_made_up(v, visits)).count(),
        }
    }

    /// How many visits are owed.
    pub const fn owed(&self) -> usize {
        self.to_make_up - self.made_up
    }

    /// The visits of `visits` that are owed: they were canceled by the agency, the caregiver or
    /// the provider, and no visit was held in their place.
    pub fn owed_visits(visits: &[Visit]) -> HashSet<EventId> {
        visits
            .iter()
            .filter(|visit| is_to_make_up(visit) && !is_made_up(visit, visits))
            .map(|visit| visit.id)
            .collect()
    }
}

/// A make-up visit that is canceled is not owed once more: the first one is owed until it is held.
fn is_to_make_up(visit: &Visit) -> bool {
    visit.makes_up.is_none() && visit.state.owes_make_up()
}

fn is_made_up(visit: &Visit, visits: &[Visit]) -> bool {
    is_to_make_up(visit)
        && visits.iter().any(|other| {
            // Only one that was held: with a planned one the family would still wait for its time.
            other.makes_up == Some(visit.id) && matches!(other.state, VisitState::Held(_))
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn id(number: usize) -> EventId {
        EventId(Uuid::from_u128(number as u128))
    }

    fn visit(number: usize, makes_up: Option<usize>, state: VisitState) -> Visit {
        Visit {
            id: id(number),
            makes_up: makes_up.map(id),
            state,
            minutes: Some(90),
        }
    }

    fn any_state() -> impl Strategy<Value = VisitState> {
        prop_oneof![
            Just(VisitState::Open),
            (0_i64..=90).prop_map(|minutes| VisitState::Held(Some(minutes))),
            Just(VisitState::Unconfirmed),
            proptest::sample::select(VisitCanceller::VARIANTS).prop_map(VisitState::Cancelled),
        ]
    }

    proptest! {
        /// Also where visits make up for others that are not owed, for each other, or for none of
        /// these.
        #[test]
        fn the_balance_of_any_visits_adds_up(
            drawn in proptest::collection::vec((any_state(), proptest::option::of(0_usize..40)), 0..40)
        ) {
            let visits: Vec<Visit> = drawn
                .iter()
                .enumerate()
                .map(|(number, (state, makes_up))| visit(number, *makes_up, *state))
                .collect();
            let balance = VisitBalance::of(&visits);
            prop_assert_eq!(balance.planned, balance.held + balance.cancelled + balance.open);
            let by_someone: usize = balance.cancelled_by.iter().map(|(_, count)| count).sum();
            prop_assert_eq!(balance.cancelled, by_someone + balance.unconfirmed);
            prop_assert!(balance.made_up <= balance.to_make_up);
            prop_assert!(balance.to_make_up <= by_someone);
            prop_assert_eq!(balance.owed(), VisitBalance::owed_visits(&visits).len());
            prop_assert!(balance.held_minutes <= balance.planned_minutes);
        }
    }

    #[test]
    fn a_visit_is_owed_until_another_is_held_in_its_place() {
        let first = visit(1, None, VisitState::Cancelled(VisitCanceller::Caregiver));
        let owed = |others: &[Visit]| {
            let all: Vec<Visit> = std::iter::once(first)
                .chain(others.iter().copied())
                .collect();
            VisitBalance::of(&all).owed()
        };
        assert_eq!(owed(&[]), 1);
        assert_eq!(owed(&[visit(2, Some(1), VisitState::Open)]), 1);
        let cancelled = VisitState::Cancelled(VisitCanceller::Agency);
        assert_eq!(owed(&[visit(2, Some(1), cancelled)]), 1, "not owed twice");
        let held = visit(3, Some(1), VisitState::Held(None));
        assert_eq!(owed(&[visit(2, Some(1), cancelled), held]), 0);
        assert_eq!(owed(&[held, visit(4, Some(1), VisitState::Held(None))]), 0);
    }

    #[test]
    fn nothing_is_owed_for_a_visit_that_was_not_confirmed() {
        let visits = [
            visit(1, None, VisitState::Unconfirmed),
            visit(2, None, VisitState::Cancelled(VisitCanceller::Parent)),
        ];
        let balance = VisitBalance::of(&visits);
        assert_eq!((balance.owed(), balance.cancelled), (0, 2));
    }

    #[test]
    fn the_calendar_and_the_record_say_together_how_a_visit_stands() {
        let by = |who| Some((VisitOutcome::Cancelled, None, Some(who)));
        let parent = VisitCanceller::Parent;
        assert_eq!(
            VisitState::new(true, Some(90), by(parent)),
            VisitState::Cancelled(parent)
        );
        // Canceled on the page of the event, which does not ask by whom.
        assert_eq!(
            VisitState::new(true, Some(90), None),
            VisitState::Cancelled(VisitCanceller::Agency)
        );
        assert_eq!(
            VisitState::new(false, Some(90), by(parent)),
            VisitState::Open
        );
        let shorter = Some((VisitOutcome::HeldShorter, Some(30), None));
        assert_eq!(
            VisitState::new(false, Some(90), shorter),
            VisitState::Held(Some(30))
        );
    }
}
