//! What must hold in a plan of an import file.

use std::collections::{HashMap, HashSet};

use super::check::Check;
use super::{Family, Plan, Time};
use crate::calendar::age;
use crate::plan::progress::{TOP, Voice};
use crate::plan::week::clock;
use crate::plan::{Kind, OTHER_PLANNED_FROM, Permanency};
use crate::policy::Thing;
use crate::role::Role;

impl<'a> Check<'a> {
    pub(super) fn children(&mut self, pointer: &str, family: &'a Family) {
        for (i, child) in family.children.iter().enumerate() {
            let at = format!("{pointer}/children/{i}");
            self.unique(format!("{at}/key"), &child.key);
            self.children.insert(&child.key);
            self.audience(&at, child.audience.as_ref(), Thing::ChildLife);
            if let Some(person) = &child.person
                && self.roles.get(person.as_str()) != Some(&Role::Youth)
            {
                self.fault(format!("{at}/person"), "must be one of this family's members with the role youth");
            }
        }
    }

    fn sixteen(&self, family: &Family, on: jiff::civil::Date) -> bool {
        let youth = family.members.iter().filter(|m| m.role == Role::Youth).filter_map(|m| self.people.get(&m.person).copied().flatten());
        youth.chain(family.children.iter().map(|child| child.born)).any(|born| age(born, on) >= OTHER_PLANNED_FROM)
    }

    pub(super) fn week(&mut self, at: &str, hours: Option<f64>, time: Option<&Time>) {
        if hours.is_some_and(|hours| !(0.0..=168.0).contains(&hours)) {
            self.fault(format!("{at}/hours"), "is not a number of hours in a week");
        }
        if let Some(time) = time {
            self.time(&format!("{at}/at"), time);
        }
    }

    fn time(&mut self, at: &str, time: &Time) {
        if !(1..=7).contains(&time.weekday) {
            self.fault(format!("{at}/weekday"), "must be 1 for Monday to 7 for Sunday");
        }
        match (clock(&time.starts), clock(&time.ends)) {
            (Some(starts), Some(ends)) if starts < ends => {}
            _ => self.fault(format!("{at}/ends"), "is not after starts, or one of the two is no time of day such as 18:00"),
        }
    }

    /// No step may wait for itself, over others or not.
    fn waiting(&mut self, at: &str, plan: &'a Plan) {
        let mut steps: HashMap<&str, (Option<&str>, String)> = HashMap::new();
        for (name, goals) in [("family_goals", &plan.family_goals), ("agency_goals", &plan.agency_goals)] {
            for (i, goal) in goals.iter().enumerate() {
                for (j, step) in goal.steps.iter().enumerate() {
                    steps.insert(&step.key, (step.after.as_deref(), format!("{at}/{name}/{i}/steps/{j}/after")));
                }
            }
        }
        for (key, (after, pointer)) in &steps {
            let mut next = *after;
            for _ in 0..=steps.len() {
                match next.map(|one| steps.get(one)) {
                    None => break,
                    Some(None) => {
                        self.fault(pointer.clone(), "names a step that is not in this plan");
                        break;
                    }
                    Some(Some(_)) if next == Some(key) => {
                        self.fault(pointer.clone(), "makes a step wait for itself");
                        break;
                    }
                    Some(Some((after, _))) => next = *after,
                }
            }
        }
    }

    fn well_being(&mut self, at: &str, plan: &'a Plan) {
        for (i, one) in plan.well_being.iter().enumerate() {
            let at = format!("{at}/well_being/{i}");
            self.unique(format!("{at}/key"), &one.key);
            self.words(&format!("{at}/words"), &one.words);
            self.audience(&at, one.audience.as_ref(), Thing::ChildLife);
            if !self.children.contains(one.child.as_str()) {
                self.fault(format!("{at}/child"), "names a child who is not in this family's children");
            }
            if let Some(owner) = &one.owner {
                self.on_team(format!("{at}/owner"), owner);
            }
        }
        for (i, carry) in plan.carry.iter().enumerate() {
            let at = format!("{at}/carry/{i}");
            if !self.roles.get(carry.by.as_str()).is_some_and(|role| role.is_family()) {
                self.fault(format!("{at}/by"), "must be a parent, guardian, Indian custodian or youth of this family");
            }
            self.week(&at, carry.hours, None);
            let mut days = HashSet::new();
            for (j, time) in carry.busy.iter().enumerate() {
                self.time(&format!("{at}/busy/{j}"), time);
                if !days.insert(time.weekday) {
                    self.fault(format!("{at}/busy/{j}/weekday"), "is there already; one time for each weekday");
                }
            }
        }
    }

    pub(super) fn plan(&mut self, at: &str, family: &'a Family, plan: &'a Plan) {
        if family.in_home && (plan.permanency.is_some() || plan.concurrent.is_some()) {
            self.fault(format!("{at}/permanency"), "must be left out: the children live at home");
        }
        for (name, decision) in [("permanency", &plan.permanency), ("concurrent", &plan.concurrent)] {
            if let Some(decision) = decision {
                self.words(&format!("{at}/{name}/why"), &decision.why);
                if decision.goal == Permanency::OtherPlanned && !self.sixteen(family, decision.since) {
                    self.fault(format!("{at}/{name}/goal"), "is only possible from 16 years on (Wis. Stat. 48.38(4)(fg)5)");
                }
            }
        }
        self.items(&format!("{at}/own_words"), &plan.own_words, Kind::OwnWords);
        self.items(&format!("{at}/strengths"), &plan.strengths, Kind::Strength);
        self.items(&format!("{at}/needs"), &plan.needs, Kind::Need);
        self.items(&format!("{at}/worries"), &plan.worries, Kind::Worry);
        self.items(&format!("{at}/changes"), &plan.changes, Kind::Change);
        self.items(&format!("{at}/orders"), &plan.orders, Kind::Order);
        self.items(&format!("{at}/safety_do"), &plan.safety_do, Kind::SafetyDo);
        self.items(&format!("{at}/safety_call"), &plan.safety_call, Kind::SafetyCall);
        self.orders = plan.orders.iter().map(|order| order.key.as_str()).collect();
        let top = plan.scale.as_ref().map_or(TOP, |scale| scale.top);
        for (i, review) in plan.reviews.iter().enumerate() {
            let at = format!("{at}/reviews/{i}");
            self.unique(format!("{at}/key"), &review.key);
            if let Some(words) = &review.words {
                self.words(&format!("{at}/words"), words);
            }
            for (j, rating) in review.ratings.iter().enumerate() {
                let role = self.roles.get(rating.by.as_str()).copied();
                if role.and_then(Voice::of).is_none() {
                    self.fault(format!("{at}/ratings/{j}/by"), "must be a parent, guardian, Indian custodian, youth or worker of this family");
                }
                if !(1..=top).contains(&rating.value) {
                    self.fault(format!("{at}/ratings/{j}/value"), "is not on the scale");
                }
            }
        }
        self.goals(&format!("{at}/family_goals"), &plan.family_goals, Kind::FamilyGoal);
        self.goals(&format!("{at}/agency_goals"), &plan.agency_goals, Kind::AgencyGoal);
        self.waiting(at, plan);
        self.well_being(at, plan);
    }
}
