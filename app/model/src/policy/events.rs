//! Which roles may change events, answers to events, family time and observances.

use crate::role::Role;

/// Whether this role reads the answers to an event, and settles what has to change.
pub const fn may_settle_event_answer(role: Role) -> bool {
    matches!(role, Role::Worker)
}

/// Whether this role reads what others need to come to an event, and says what came of it.
pub const fn may_answer_event_needs(role: Role) -> bool {
    matches!(role, Role::Worker)
}

/// Whether this role adds, changes and cancels events.
pub const fn may_change_events(role: Role) -> bool {
    matches!(role, Role::Worker)
}

/// Whether this role writes plans for family time, adds visits and records what came of them.
pub const fn may_keep_family_time(role: Role) -> bool {
    matches!(role, Role::Worker)
}

/// Whether this role may cancel a visit, recorded as its own act. A worker uses the visit's record
/// and names who canceled.
pub const fn may_cancel_visit(role: Role) -> bool {
    matches!(role, Role::Caregiver)
}

/// Whether this role may give written comments before a permanency review or hearing.
pub const fn may_comment_before_review(role: Role) -> bool {
    role.is_family() || matches!(role, Role::Caregiver | Role::TribalRepresentative)
}

/// Whether this role notes that a permanency review or hearing was held, and corrects that.
pub const fn may_note_held_dates(role: Role) -> bool {
    matches!(role, Role::Worker)
}

/// Whether this role names days that they keep, on which no event should be.
pub const fn may_name_observances(role: Role) -> bool {
    role.is_family()
}
