//! Who may write with whom.

use super::is_agency_staff;
use crate::ErrorCode;
use crate::id::PersonId;
use crate::messages::ThreadKind;
use crate::role::Role;

/// How a mentor is related to the other person of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MentorPairing {
    /// A mentor and the parent they support.
    Supports,
    /// Any other two people.
    Unrelated,
}

/// Whether `from` may start a two-person thread with `to` on the same team. One of the two always
/// works with families, so that the portal is never a channel from one parent to the other.
pub const fn may_start_thread(from: Role, to: Role, pairing: MentorPairing) -> bool {
    let walks_together = matches!(pairing, MentorPairing::Supports);
    match (from, to) {
        // First: a mentor coordinator writes with mentors and with no one else.
        (Role::Mentor, Role::MentorCoordinator) | (Role::MentorCoordinator, Role::Mentor) => true,
        (Role::Mentor, _) => walks_together || is_agency_staff(to),
        (_, Role::Mentor) => walks_together || is_agency_staff(from),
        (Role::Interpreter | Role::Administrator | Role::MentorCoordinator, _) => false,
        (_, Role::Interpreter | Role::Administrator | Role::MentorCoordinator) => false,
        _ => is_agency_staff(from) || is_agency_staff(to),
    }
}

/// A proposed participant of a group thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProposedParticipant {
    pub person: PersonId,
    pub role: Role,
    /// For a mentor: the parent they support.
    pub walks_with: Option<PersonId>,
}

/// Checks the participants of a thread. A mentor may share a thread only with the parent they
/// support and with agency or tribal staff; a family thread has only family members.
///
/// # Errors
/// `messages-family-only` for a family thread with anyone else, `messages-mentor-apart` for a
/// mentor with anyone they may not share a thread with.
pub fn check_group(kind: ThreadKind, people: &[ProposedParticipant]) -> Result<(), ErrorCode> {
    if kind == ThreadKind::Family && people.iter().any(|p| !p.role.is_family()) {
        return Err("messages-family-only");
    }
    for mentor in people.iter().filter(|p| p.role == Role::Mentor) {
        // The other parent must not learn that this parent has a mentor.
        let apart = |p: &&ProposedParticipant| {
            p.person != mentor.person
                && Some(p.person) != mentor.walks_with
                && !is_agency_staff(p.role)
        };
        if people.iter().any(|p| apart(&p)) {
            return Err("messages-mentor-apart");
        }
    }
    Ok(())
}

/// Whether this role may create a thread that only the family reads, and add people who may not
/// start a thread with each other.
pub const fn can_create_group(role: Role) -> bool {
    matches!(role, Role::Worker)
}
