//! Who invites people, vouches for them, and reads who was on a team.

use crate::role::Role;

/// Whether this role reads who was on the team, and why a membership was changed or ended. Families
/// read neither.
pub const fn may_read_former_members(role: Role) -> bool {
    matches!(role, Role::Worker | Role::Supervisor)
}

/// Whether this role invites people of the team to make an account. Whom is decided by
/// `may_be_invited_by`.
pub const fn may_invite(role: Role) -> bool {
    matches!(role, Role::Worker | Role::MentorCoordinator)
}

/// Whether a person of the role `inviter` may invite one of the role `invited` on the same team. A
/// coordinator of mentors is shown the mentors of a team, and no one else on it.
pub const fn may_be_invited_by(inviter: Role, invited: Role) -> bool {
    match inviter {
        Role::Worker => may_be_invited_by_worker(invited),
        Role::MentorCoordinator => matches!(invited, Role::Mentor),
        _ => false,
    }
}

/// Whether a worker may invite a person of this role. Other roles can read more than a worker, and a
/// worker holds the code on the letter, so the agency invites them.
pub const fn may_be_invited_by_worker(role: Role) -> bool {
    role.is_family() || matches!(role, Role::Caregiver | Role::Mentor)
}

/// Whether this role vouches for people who cannot sign in. For whom is decided by
/// `store::authentication::recovery::find_holder`.
pub const fn may_vouch(role: Role) -> bool {
    matches!(role, Role::Worker | Role::MentorCoordinator)
}
