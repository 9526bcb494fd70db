//! The expected row-level security rules: for every table, which rows each actor may read, insert,
//! update and delete. Actors that a rule does not name are refused: other families, other agencies,
//! former members and requests without an actor. `row_security_matrix.rs` checks each rule on the
//! rows of `probe.sql` and prints `docs/row-security.md`.

mod access_rule;
mod calendar;
mod clocks;
mod details;
mod event_notes;
mod family_time;
mod messages;
mod people;
mod plan;
mod progress;
mod team;
mod transition_areas;
mod transition_assessments;
mod transition_base;
mod transition_documents;
mod transition_money;
mod transition_ninety_day;
mod transition_people;
mod transition_rights;
mod tribe;

pub use access_rule::{AccessRule, ActorSet, NOBODY, WHOLE_TEAM};
use calendar::calendar_rules;
use clocks::clock_rules;
use details::details_rules;
use event_notes::event_notes_rules;
use family_time::family_time_rules;
use messages::{message_rules, personal_rules};
use people::people_rules;
use plan::plan_rules;
use team::team_rules;
use transition_areas::transition_area_rules;
use transition_assessments::transition_assessment_rules;
use transition_base::transition_base_rules;
use transition_documents::transition_document_rules;
use transition_money::transition_money_rules;
use transition_ninety_day::transition_ninety_day_rules;
use transition_people::transition_people_rules;
use transition_rights::transition_rights_rules;
use tribe::tribe_rules;

pub fn all_rules() -> Vec<AccessRule> {
    [
        people_rules(),
        plan_rules(),
        team_rules(),
        tribe_rules(),
        transition_base_rules(),
        transition_area_rules(),
        transition_assessment_rules(),
        transition_people_rules(),
        transition_rights_rules(),
        transition_money_rules(),
        calendar_rules(),
        family_time_rules(),
        clock_rules(),
        event_notes_rules(),
        message_rules(),
        personal_rules(),
        transition_document_rules(),
        transition_ninety_day_rules(),
        details_rules(),
    ]
    .concat()
}
