//! What must hold in a plan of an import file.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::check::FamilyValidator;
use super::{ImportFamily, ImportPlan, ImportTimeSlot};
use crate::calendar::age_in_years;
use crate::plan::progress::{DEFAULT_SCALE_MAX, RaterGroup};
use crate::plan::workload::parse_time;
use crate::plan::{OTHER_PLANNED_MIN_AGE, Permanency, PlanItemKind};
use crate::policy::ResourceKind;
use crate::role::Role;

/// A step and its prerequisite. `pointer` is the prerequisite's place in the file.
struct StepPrerequisite<'a> {
    key: &'a str,
    after: Option<&'a str>,
    pointer: String,
}

/// The steps of a plan, in the order of its goals.
fn steps_in_order<'a>(at: &str, plan: &'a ImportPlan) -> Vec<StepPrerequisite<'a>> {
    let mut steps = Vec::new();
    for (name, goals) in [
        ("family_goals", &plan.family_goals),
        ("agency_goals", &plan.agency_goals),
    ] {
        for (i, goal) in goals.iter().enumerate() {
            for (j, step) in goal.steps.iter().enumerate() {
                steps.push(StepPrerequisite {
                    key: &step.key,
                    after: step.after.as_deref(),
                    pointer: format!("{at}/{name}/{i}/steps/{j}/after"),
                });
            }
        }
    }
    steps
}

/// The first place in `steps` of the cycle to which the step at `member` belongs.
fn first_of_cycle(
    steps: &[StepPrerequisite<'_>],
    places: &HashMap<&str, usize>,
    member: usize,
) -> usize {
    let next = |place: &usize| {
        let after = steps[*place].after?;
        places.get(after).copied()
    };
    let others = std::iter::successors(next(&member), next).take_while(|place| *place != member);
    others.fold(member, usize::min)
}

impl<'a> FamilyValidator<'a> {
    pub(super) fn check_children(&mut self, pointer: &str, family: &'a ImportFamily) {
        for (i, child) in family.children.iter().enumerate() {
            let at = format!("{pointer}/children/{i}");
            self.check_unique_key(format!("{at}/key"), &child.key);
            self.children.insert(&child.key);
            self.check_audience(&at, child.audience.as_ref(), ResourceKind::ChildLife);
            self.check_tribes(&at, child);
            // From 14 on a child can have a place on the team, which is that of a youth.
            if let Some(person) = &child.person
                && self.roles.get(person.as_str()) != Some(&Role::Youth)
            {
                self.add_fault(
                    format!("{at}/person"),
                    "must be one of this family's members with the role youth",
                );
            }
        }
    }

    fn has_child_of_sixteen(&self, family: &ImportFamily, on: jiff::civil::Date) -> bool {
        // Both lists count, because an older child may be only a member of the team.
        let youth = family
            .members
            .iter()
            .filter(|m| m.role == Role::Youth)
            .filter_map(|m| self.people.get(&m.person).copied().flatten());
        youth
            .chain(family.children.iter().map(|child| child.born))
            // The age on the day of the decision, not on that of the import.
            .any(|born| age_in_years(born, on) >= OTHER_PLANNED_MIN_AGE)
    }

    pub(super) fn check_effort(
        &mut self,
        at: &str,
        hours: Option<f64>,
        time: Option<&ImportTimeSlot>,
    ) {
        if hours.is_some_and(|hours| !(0.0..=168.0).contains(&hours)) {
            self.add_fault(format!("{at}/hours"), "is not a number of hours in a week");
        }
        if let Some(time) = time {
            self.check_time_slot(&format!("{at}/at"), time);
        }
    }

    fn check_time_slot(&mut self, at: &str, time: &ImportTimeSlot) {
        if !(1..=7).contains(&time.weekday) {
            self.add_fault(
                format!("{at}/weekday"),
                "must be 1 for Monday to 7 for Sunday",
            );
        }
        match (parse_time(&time.starts), parse_time(&time.ends)) {
            (Some(starts), Some(ends)) if starts < ends => {}
            _ => self.add_fault(
                format!("{at}/ends"),
                "is not after starts, or one of the two is no time of day such as 18:00",
            ),
        }
    }

    /// No step may wait for itself, over others or not. Each cycle is reported once, at the first
    /// of its steps in the file.
    fn check_prerequisites(&mut self, at: &str, plan: &'a ImportPlan) {
        let steps = steps_in_order(at, plan);
        let places: HashMap<&str, usize> = steps
            .iter()
            .enumerate()
            .map(|(place, step)| (step.key, place))
            .collect();
        // Sorted by place, because a walk from an early step can find the fault of a later one.
        let mut faults: BTreeMap<usize, &str> = BTreeMap::new();
        // For each step, the start of the walk that reached it. A step has at most one
        // prerequisite, so a walk that reaches a step of an earlier walk finds nothing new.
        let mut reached_from: Vec<Option<usize>> = vec![None; steps.len()];
        for start in 0..steps.len() {
            let mut place = start;
            while reached_from[place].is_none() {
                reached_from[place] = Some(start);
                let Some(after) = steps[place].after else {
                    break;
                };
                let Some(next) = places.get(after).copied() else {
                    faults.insert(place, "names a step that is not in this plan");
                    break;
                };
                if reached_from[next] == Some(start) {
                    let first = first_of_cycle(&steps, &places, next);
                    faults.insert(first, "makes a step wait for itself");
                }
                place = next;
            }
        }
        for (place, message) in faults {
            self.add_fault(steps[place].pointer.clone(), message);
        }
    }

    fn check_well_being(&mut self, at: &str, plan: &'a ImportPlan) {
        for (i, one) in plan.well_being.iter().enumerate() {
            let at = format!("{at}/well_being/{i}");
            self.check_unique_key(format!("{at}/key"), &one.key);
            self.check_text(&format!("{at}/words"), &one.words);
            self.check_audience(&at, one.audience.as_ref(), ResourceKind::ChildLife);
            if !self.children.contains(one.child.as_str()) {
                self.add_fault(
                    format!("{at}/child"),
                    "names a child who is not in this family's children",
                );
            }
            if let Some(owner) = &one.owner {
                self.check_team_member(format!("{at}/owner"), owner);
            }
        }
    }

    fn check_capacities(&mut self, at: &str, plan: &ImportPlan) {
        for (i, capacity) in plan.carry.iter().enumerate() {
            let at = format!("{at}/carry/{i}");
            // Only the family states how much it can take on.
            if !self
                .roles
                .get(capacity.by.as_str())
                .is_some_and(|role| role.is_family())
            {
                self.add_fault(
                    format!("{at}/by"),
                    "must be a parent, guardian, Indian custodian or youth of this family",
                );
            }
            self.check_effort(&at, capacity.hours, None);
            let mut days = HashSet::new();
            for (j, time) in capacity.busy.iter().enumerate() {
                self.check_time_slot(&format!("{at}/busy/{j}"), time);
                // The table holds one time for each person and weekday.
                if !days.insert(time.weekday) {
                    self.add_fault(
                        format!("{at}/busy/{j}/weekday"),
                        "is there already; one time for each weekday",
                    );
                }
            }
        }
    }

    pub(super) fn check_plan(&mut self, at: &str, family: &'a ImportFamily, plan: &'a ImportPlan) {
        self.check_permanency_goals(at, family, plan);
        self.check_item_lists(at, plan);
        // Before the goals, whose steps refer to the orders by key.
        self.orders = plan.orders.iter().map(|order| order.key.as_str()).collect();
        self.check_reviews(at, plan);
        self.check_goals(
            &format!("{at}/family_goals"),
            &plan.family_goals,
            PlanItemKind::FamilyGoal,
        );
        self.check_goals(
            &format!("{at}/agency_goals"),
            &plan.agency_goals,
            PlanItemKind::AgencyGoal,
        );
        self.check_prerequisites(at, plan);
        self.check_well_being(at, plan);
        self.check_capacities(at, plan);
    }

    fn check_permanency_goals(&mut self, at: &str, family: &ImportFamily, plan: &ImportPlan) {
        if family.in_home && (plan.permanency.is_some() || plan.concurrent.is_some()) {
            self.add_fault(
                format!("{at}/permanency"),
                "must be left out: the children live at home",
            );
        }
        for (name, decision) in [
            ("permanency", &plan.permanency),
            ("concurrent", &plan.concurrent),
        ] {
            let Some(decision) = decision else { continue };
            self.check_text(&format!("{at}/{name}/why"), &decision.why);
            if decision.goal == Permanency::OtherPlanned
                && !self.has_child_of_sixteen(family, decision.since)
            {
                self.add_fault(
                    format!("{at}/{name}/goal"),
                    "is only possible from 16 years on (Wis. Stat. 48.38(4)(fg)5)",
                );
            }
        }
    }

    fn check_item_lists(&mut self, at: &str, plan: &'a ImportPlan) {
        // Each name is that of the field in the file, because it becomes a part of the pointer.
        for (name, items, kind) in [
            ("own_words", &plan.own_words, PlanItemKind::OwnWords),
            ("strengths", &plan.strengths, PlanItemKind::Strength),
            ("needs", &plan.needs, PlanItemKind::Need),
            ("worries", &plan.worries, PlanItemKind::Worry),
            ("changes", &plan.changes, PlanItemKind::ClosureCondition),
            ("orders", &plan.orders, PlanItemKind::CourtOrder),
            ("safety_do", &plan.safety_do, PlanItemKind::SafetyAction),
            (
                "safety_call",
                &plan.safety_call,
                PlanItemKind::SafetyContact,
            ),
        ] {
            self.check_items(&format!("{at}/{name}"), items, kind);
        }
    }

    fn check_reviews(&mut self, at: &str, plan: &'a ImportPlan) {
        let top = plan
            .scale
            .as_ref()
            .map_or(DEFAULT_SCALE_MAX, |scale| scale.top);
        if let Some(scale) = &plan.scale {
            for (name, words) in [("low", &scale.low), ("high", &scale.high)] {
                if let Some(words) = words {
                    self.check_text(&format!("{at}/scale/{name}"), words);
                }
            }
        }
        for (i, review) in plan.reviews.iter().enumerate() {
            let at = format!("{at}/reviews/{i}");
            self.check_unique_key(format!("{at}/key"), &review.key);
            if let Some(words) = &review.words {
                self.check_text(&format!("{at}/words"), words);
            }
            for (j, rating) in review.ratings.iter().enumerate() {
                let role = self.roles.get(rating.by.as_str()).copied();
                if role.and_then(RaterGroup::for_role).is_none() {
                    self.add_fault(
                        format!("{at}/ratings/{j}/by"),
                        "must be a parent, guardian, \
                        Indian custodian, youth or worker of this family",
                    );
                }
                if !(1..=top).contains(&rating.value) {
                    self.add_fault(format!("{at}/ratings/{j}/value"), "is not on the scale");
                }
            }
        }
    }
}
