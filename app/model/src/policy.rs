//! Access policy: which role may read and do what. `docs/access.md` is generated from this table.
//!
//! The table says what a role can ever see. In addition each item has its own audience, which can
//! only narrow the table or name a person; an entry that denies a person overrides every role.
//! Confirm these defaults with counsel.

mod events;
mod people;
mod threads;

pub use self::events::{
    may_answer_event_needs, may_cancel_visit, may_change_events, may_comment_before_review,
    may_keep_family_time, may_name_observances, may_note_held_dates, may_settle_event_answer,
};
pub use self::people::{
    may_answer_right_questions, may_be_invited_by, may_be_invited_by_worker, may_be_vouched_for,
    may_invite, may_read_former_members, may_read_right_questions, may_vouch,
};
pub use self::threads::{
    MentorPairing, ProposedParticipant, can_create_group, check_group, may_start_thread,
};
use crate::plan::PlanItemKind;
use crate::plan::reply::ReplyKind;
use crate::role::Role;

/// A kind of resource in a family's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::VariantArray)]
pub enum ResourceKind {
    SharedPlan,
    OwnWords,
    Safety,
    Treatment,
    PlacementAddress,
    ChildLife,
    Tribe,
    Team,
    Dates,
    Thread,
    Transition,
    ContactRecord,
    AccessLog,
}

impl ResourceKind {
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// Plain-language label for the generated table.
    pub const fn plain_label(self) -> &'static str {
        match self {
            Self::SharedPlan => "The family plan: shared goals and steps",
            Self::OwnWords => "A parent's own words and own goals",
            Self::Safety => "Safety concerns",
            Self::Treatment => "A parent's treatment, address, phone",
            Self::PlacementAddress => "A child's placement address",
            Self::ChildLife => "A child's health, school, routine, family time",
            Self::Tribe => "A child's tribe: notice, active efforts, placement preference",
            Self::Team => "The team list",
            Self::Dates => "Meetings, hearings, family time",
            Self::Thread => "A conversation",
            Self::Transition => "A youth's transition plan",
            Self::ContactRecord => "A mentor's contact record",
            Self::AccessLog => "Who looked at the record",
        }
    }
}

/// How far a role can read a kind of resource, before the audience of the single item is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Never, whatever the audience contains.
    Never,
    /// Only when the item's audience names the person.
    WhenNamed,
    /// By role, unless the item's audience excludes the role.
    ByRole,
}

impl Visibility {
    pub const fn plain_label(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::WhenNamed => "when named",
            Self::ByRole => "yes",
        }
    }
}

use Visibility::{ByRole as Y, Never as N, WhenNamed as S};

/// How far `role` can read `resource`. Own words, treatment and contact records belong to one
/// person, so even a parent sees them only when named: this keeps the two parents' data separate.
pub const fn role_visibility(role: Role, resource: ResourceKind) -> Visibility {
    //                      parent youth caregiver mentor coord worker superv tribal interp admin
    let row: [Visibility; 10] = match resource {
        // A tribal representative sees what concerns the child (`ChildLife`), and not the parents'
        // plan.
        ResourceKind::SharedPlan => [Y, S, S, S, N, Y, Y, N, N, N],
        ResourceKind::OwnWords => [S, S, N, S, N, S, N, N, N, N],
        // A youth gets a summary for their age, which names them.
        ResourceKind::Safety => [Y, S, N, S, N, Y, Y, S, N, N],
        ResourceKind::Treatment => [S, N, N, S, N, S, N, N, N, N],
        ResourceKind::PlacementAddress => [S, S, S, N, N, Y, Y, S, N, N],
        ResourceKind::ChildLife => [Y, S, Y, N, N, Y, Y, Y, N, N],
        // Facts about the child, for the family, for those who answer to the court, and for the
        // tribe.
        ResourceKind::Tribe => [Y, S, N, N, N, Y, Y, Y, N, N],
        ResourceKind::Team => [Y, Y, Y, Y, N, Y, Y, Y, N, N],
        ResourceKind::Dates => [S, S, S, S, N, Y, Y, S, S, N],
        // A supervisor learns how long messages have been unread, and never reads them. An
        // interpreter reads the one message that was requested, and is no participant.
        ResourceKind::Thread => [S, S, S, S, S, S, N, S, N, N],
        // The youth decides what adults see of it, apart from the parts that the law requires
        // (`transition::part::reads_required`).
        ResourceKind::Transition => [S, S, S, S, N, S, S, S, N, N],
        ResourceKind::ContactRecord => [S, N, N, S, Y, N, N, N, N, N],
        // An entry has the audience of what was read, or it would tell one parent of the other's
        // mentor.
        ResourceKind::AccessLog => [S, S, N, N, N, N, Y, N, N, N],
    };
    row[matrix_column(role)]
}

const fn matrix_column(role: Role) -> usize {
    match role {
        Role::Parent | Role::Guardian | Role::IndianCustodian => 0,
        Role::Youth => 1,
        Role::Caregiver => 2,
        Role::Mentor => 3,
        Role::MentorCoordinator => 4,
        Role::Worker => 5,
        Role::Supervisor => 6,
        Role::TribalRepresentative => 7,
        Role::Interpreter => 8,
        Role::Administrator => 9,
    }
}

/// The roles in an item's default audience.
pub fn default_roles(thing: ResourceKind) -> Vec<Role> {
    Role::ALL
        .iter()
        .copied()
        .filter(|role| role_visibility(*role, thing) == Visibility::ByRole)
        .collect()
}

/// Whether access by this role is written to the access log that the family can read.
pub const fn is_logged(role: Role) -> bool {
    !role.is_family()
}

/// Whether this role may open a family's record and be on its team page.
pub const fn can_open_record(role: Role) -> bool {
    !matches!(
        role,
        Role::Interpreter | Role::Administrator | Role::MentorCoordinator
    )
}

/// Roles that work with a family on behalf of the agency or the tribe.
pub const fn is_agency_staff(role: Role) -> bool {
    matches!(
        role,
        Role::Worker | Role::Supervisor | Role::TribalRepresentative
    )
}

/// Whether this role adds, changes and ends memberships of the team, and hands them over.
pub const fn may_keep_memberships(role: Role) -> bool {
    matches!(role, Role::Worker)
}

/// Whether a person can be given this role on a team in the portal. Administrators look after
/// accounts, and are added by the agency.
pub const fn is_assignable(role: Role) -> bool {
    !matches!(role, Role::Administrator)
}

/// Whether one person can have both roles on a family's team at the same time. Interpreters,
/// mentors and coordinators of mentors can be given texts that the other roles may not read, and a
/// person who works on the case is not a member of the family. Administrators read nothing.
pub const fn may_be_combined(one: Role, other: Role) -> bool {
    if matches!(one, Role::Administrator) || matches!(other, Role::Administrator) {
        return true;
    }
    let is_on_both_sides =
        (one.is_family() && is_agency_staff(other)) || (is_agency_staff(one) && other.is_family());
    !(excludes_others(one) || excludes_others(other) || is_on_both_sides)
}

const fn excludes_others(role: Role) -> bool {
    matches!(
        role,
        Role::Interpreter | Role::Mentor | Role::MentorCoordinator
    )
}

/// Whether a person of this role can hand over to another.
pub const fn may_be_succeeded(role: Role) -> bool {
    matches!(role, Role::Worker | Role::Mentor)
}

/// How far a new member of this role will read each part of a family's record, in the order of
/// `ResourceKind::ALL`; nothing for a role that opens no record. What a page says before someone is
/// added comes from here, so that a new rule changes the page.
pub fn record_preview(role: Role) -> Vec<(ResourceKind, Visibility)> {
    if !can_open_record(role) {
        return Vec::new();
    }
    ResourceKind::ALL
        .iter()
        .map(|thing| (*thing, role_visibility(role, *thing)))
        .collect()
}

/// Minimum age in years for an account, whatever the role.
#[cfg(feature = "server")]
pub const ACCOUNT_MIN_AGE: i16 = 14;

/// Whether a person is old enough for an account. Without a known birth date the answer is yes.
#[cfg(feature = "server")]
pub fn may_have_account(born: Option<jiff::civil::Date>, today: jiff::civil::Date) -> bool {
    // An agency does not know the birth date of every adult; a youth without one is refused by the
    // import.
    born.is_none_or(|born| crate::calendar::age_in_years(born, today) >= ACCOUNT_MIN_AGE)
}

/// Whether a person is old enough (18) to interpret, so that no child interprets between a parent
/// and decision-makers. Without a known birth date the answer is yes.
#[cfg(feature = "server")]
pub fn of_age_to_interpret(born: Option<jiff::civil::Date>, today: jiff::civil::Date) -> bool {
    born.is_none_or(|born| {
        today
            .since((jiff::Unit::Year, born))
            .is_ok_and(|age| age.get_years() >= 18)
    })
}

/// Whether this role can set an absence with a substitute.
pub const fn may_set_absence(role: Role) -> bool {
    !role.is_family() && !matches!(role, Role::Caregiver)
}

/// Whether this role may send this kind of reply to a plan it can read. Family members may send
/// every kind; workers, caregivers, mentors and tribal representatives may comment and set the
/// state of a step; a supervisor may only comment.
pub const fn may_reply(role: Role, kind: ReplyKind) -> bool {
    if role.is_family() {
        return true;
    }
    match role {
        Role::Worker => matches!(kind, ReplyKind::Comment) || kind.step_state().is_some(),
        // Whether the step is their own is checked by the store, which knows its owner.
        Role::Caregiver | Role::Mentor | Role::Supervisor | Role::TribalRepresentative => {
            matches!(kind, ReplyKind::Comment)
                || (kind.step_state().is_some() && !matches!(role, Role::Supervisor))
        }
        _ => false,
    }
}

/// Whether this role may edit and publish the plan and answer replies. The family's own words
/// remain the family's to change.
pub const fn may_edit_plan(role: Role) -> bool {
    matches!(role, Role::Worker)
}

/// Whether this role reads what the people on the team tell its workers: the formats that they
/// need, and what they share of how they describe themselves.
pub const fn may_read_told_details(role: Role) -> bool {
    matches!(role, Role::Worker)
}

/// The resource kind of a plan item.
pub const fn resource_kind(kind: PlanItemKind) -> ResourceKind {
    match kind {
        PlanItemKind::OwnWords | PlanItemKind::FamilyGoal => ResourceKind::OwnWords,
        PlanItemKind::Worry
        | PlanItemKind::ClosureCondition
        | PlanItemKind::SafetyAction
        | PlanItemKind::SafetyContact => ResourceKind::Safety,
        PlanItemKind::WellBeing => ResourceKind::ChildLife,
        PlanItemKind::Strength
        | PlanItemKind::Need
        | PlanItemKind::AgencyGoal
        | PlanItemKind::Step
        | PlanItemKind::CourtOrder => ResourceKind::SharedPlan,
    }
}

#[cfg(test)]
mod tests;
