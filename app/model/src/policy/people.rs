//! Who invites people, vouches for them, reads who was on a team, and reads and answers what a
//! young person asks about their rights.

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

/// Whether a worker may invite a person of this role. Other roles can read more than a worker, and
/// a worker holds the code on the letter, so the agency invites them.
pub const fn may_be_invited_by_worker(role: Role) -> bool {
    role.is_family() || matches!(role, Role::Caregiver | Role::Mentor)
}

/// Whether this role vouches for people who cannot sign in. For whom is decided by
/// `store::authentication::recovery::find_holder`.
pub const fn may_vouch(role: Role) -> bool {
    matches!(role, Role::Worker | Role::MentorCoordinator)
}

/// Whether a person of the role `voucher` vouches for one of the role `holder`. Of a person with
/// several roles, on any team, each must be one of these: the code opens them all. A coordinator of
/// mentors vouches only for mentors and the people whom they support.
pub const fn may_be_vouched_for(voucher: Role, holder: Role) -> bool {
    let is_household = holder.is_family() || matches!(holder, Role::Caregiver);
    match voucher {
        Role::Worker => is_household,
        Role::MentorCoordinator => is_household || matches!(holder, Role::Mentor),
        _ => false,
    }
}

/// Whether this role reads the questions of a young person about their rights.
pub const fn may_read_right_questions(role: Role) -> bool {
    matches!(role, Role::Worker | Role::Supervisor)
}

/// Whether this role answers the questions of a young person about their rights.
pub const fn may_answer_right_questions(role: Role) -> bool {
    matches!(role, Role::Worker)
}
