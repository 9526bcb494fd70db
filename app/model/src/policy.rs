//! Who may do what: the one table. `docs/access.md` is printed from it.
//!
//! The table says what a role may ever see. Each item of a record has, besides, its own audience, which can
//! only narrow it or name a person; "never" beats every role. Confirm these defaults with counsel.

use crate::Code;
use crate::id::PersonId;
use crate::messages::ThreadKind;
use crate::plan::Kind;
use crate::plan::reply::ReplyKind;
use crate::role::Role;

/// A kind of thing in a family's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    SharedPlan,
    OwnWords,
    Safety,
    Treatment,
    PlacementAddress,
    ChildLife,
    Team,
    Dates,
    Thread,
    Transition,
    ContactRecord,
    AccessLog,
}

impl Thing {
    pub const ALL: [Self; 12] = [
        Self::SharedPlan,
        Self::OwnWords,
        Self::Safety,
        Self::Treatment,
        Self::PlacementAddress,
        Self::ChildLife,
        Self::Team,
        Self::Dates,
        Self::Thread,
        Self::Transition,
        Self::ContactRecord,
        Self::AccessLog,
    ];

    /// Plain words, for the printed table.
    pub const fn title(self) -> &'static str {
        match self {
            Self::SharedPlan => "The family plan: shared goals and steps",
            Self::OwnWords => "A parent's own words and own goals",
            Self::Safety => "Safety concerns",
            Self::Treatment => "A parent's treatment, address, phone",
            Self::PlacementAddress => "A child's placement address",
            Self::ChildLife => "A child's health, school, routine, family time",
            Self::Team => "The team list",
            Self::Dates => "Meetings, hearings, family time",
            Self::Thread => "A conversation",
            Self::Transition => "A youth's transition plan",
            Self::ContactRecord => "A mentor's contact record",
            Self::AccessLog => "Who looked at the record",
        }
    }
}

/// How far a role's reading goes before the audience of the single item is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Never, whatever an audience says.
    Never,
    /// Only when the item's audience names the person.
    WhenNamed,
    /// By role, unless the item's audience leaves the role out.
    ByRole,
}

impl Reach {
    pub const fn words(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::WhenNamed => "when named",
            Self::ByRole => "yes",
        }
    }
}

use Reach::{ByRole as Y, Never as N, WhenNamed as S};

/// How far `role` reads `thing`. Own words, own treatment and own contact records belong to one named person,
/// so even parents see them only when named: that is what keeps two parents apart.
pub const fn reach(role: Role, thing: Thing) -> Reach {
    //                      parent youth caregiver mentor coord worker superv tribal interp admin
    let row: [Reach; 10] = match thing {
        Thing::SharedPlan => [Y, S, S, S, N, Y, Y, N, N, N],
        Thing::OwnWords => [S, S, N, S, N, S, N, N, N, N],
        Thing::Safety => [Y, S, N, S, N, Y, Y, S, N, N],
        Thing::Treatment => [S, N, N, S, N, S, N, N, N, N],
        Thing::PlacementAddress => [S, S, S, N, N, Y, Y, S, N, N],
        Thing::ChildLife => [Y, S, Y, N, N, Y, Y, Y, N, N],
        Thing::Team => [Y, Y, Y, Y, N, Y, Y, Y, N, N],
        Thing::Dates => [S, S, S, S, N, Y, Y, S, S, N],
        Thing::Thread => [S, S, S, S, S, S, N, S, N, N],
        Thing::Transition => [S, S, S, S, N, S, S, S, N, N],
        Thing::ContactRecord => [S, N, N, S, Y, N, N, N, N, N],
        Thing::AccessLog => [S, S, N, N, N, N, Y, N, N, N],
    };
    row[column(role)]
}

const fn column(role: Role) -> usize {
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

/// The roles an item is shown to when its audience does not say.
pub fn default_roles(thing: Thing) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| reach(*role, thing) == Reach::ByRole).collect()
}

/// Whether this role's own looks are shown to the family in its log.
pub const fn is_logged(role: Role) -> bool {
    !role.is_family()
}

/// Whether a role may open a family's record at all, and so stand on a team page.
pub const fn opens_record(role: Role) -> bool {
    !matches!(role, Role::Interpreter | Role::Administrator | Role::MentorCoordinator)
}

/// People the agency or the tribe sends to work with a family.
pub const fn serves(role: Role) -> bool {
    matches!(role, Role::Worker | Role::Supervisor | Role::TribalRepresentative)
}

/// Whether one person may begin a conversation of two with another on the same team. Someone who works for
/// families is always one of the two: the portal never becomes a way for one parent to reach the other.
pub const fn may_begin(from: Role, to: Role, walks_together: bool) -> bool {
    match (from, to) {
        (Role::Mentor, Role::MentorCoordinator) | (Role::MentorCoordinator, Role::Mentor) => true,
        (Role::Mentor, _) => walks_together || serves(to),
        (_, Role::Mentor) => walks_together || serves(from),
        (Role::Interpreter | Role::Administrator | Role::MentorCoordinator, _) => false,
        (_, Role::Interpreter | Role::Administrator | Role::MentorCoordinator) => false,
        _ => serves(from) || serves(to),
    }
}

/// Someone who is to read a conversation of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Together {
    pub person: PersonId,
    pub role: Role,
    /// The parent a mentor walks with.
    pub walks_with: Option<PersonId>,
}

/// Whether these people may read one conversation. A parent partner is met only by the parent they walk with and by those
/// who serve the family; a conversation of the family has nobody else in it.
///
/// # Errors
/// The code of what is wrong.
pub fn may_share(kind: ThreadKind, people: &[Together]) -> Result<(), Code> {
    if kind == ThreadKind::Family && people.iter().any(|p| !p.role.is_family()) {
        return Err("messages-family-only");
    }
    for mentor in people.iter().filter(|p| p.role == Role::Mentor) {
        let apart = |p: &&Together| p.person != mentor.person && Some(p.person) != mentor.walks_with && !serves(p.role);
        if people.iter().any(|p| apart(&p)) {
            return Err("messages-mentor-apart");
        }
    }
    Ok(())
}

/// Whether this role may begin a conversation that only the family reads, and put people in who may not write to each
/// other by themselves.
pub const fn may_gather(role: Role) -> bool {
    matches!(role, Role::Worker)
}

/// Years from which somebody may have an account, whatever their role.
#[cfg(feature = "server")]
pub const ACCOUNT_FROM: i16 = 14;

/// Whether somebody is old enough for an account. Where no birth date is known nobody is taken for a child.
#[cfg(feature = "server")]
pub fn may_have_account(born: Option<jiff::civil::Date>, today: jiff::civil::Date) -> bool {
    born.is_none_or(|born| crate::calendar::age(born, today) >= ACCOUNT_FROM)
}

/// Whether somebody is old enough to interpret. A child is never put between a parent and those who decide.
#[cfg(feature = "server")]
pub fn of_age_to_interpret(born: Option<jiff::civil::Date>, today: jiff::civil::Date) -> bool {
    born.is_none_or(|born| today.since((jiff::Unit::Year, born)).is_ok_and(|age| age.get_years() >= 18))
}

/// Whether this role says when it is away and who stands in for it.
pub const fn may_be_away(role: Role) -> bool {
    !role.is_family() && !matches!(role, Role::Caregiver)
}

/// Whether this role may say this to a plan it reads. The family says everything; whoever else reads a line may comment;
/// a worker also keeps the state of steps.
pub const fn may_reply(role: Role, kind: ReplyKind) -> bool {
    if role.is_family() {
        return true;
    }
    match role {
        Role::Worker => matches!(kind, ReplyKind::Comment) || kind.state().is_some(),
        Role::Caregiver | Role::Mentor | Role::Supervisor | Role::TribalRepresentative => {
            matches!(kind, ReplyKind::Comment) || (kind.state().is_some() && !matches!(role, Role::Supervisor))
        }
        _ => false,
    }
}

/// Whether this role edits and publishes the plan, and answers what people say to it. The family's own words are its own.
pub const fn may_edit_plan(role: Role) -> bool {
    matches!(role, Role::Worker)
}

/// What kind of thing a line of the plan is.
pub const fn thing_of(kind: Kind) -> Thing {
    match kind {
        Kind::OwnWords | Kind::FamilyGoal => Thing::OwnWords,
        Kind::Worry | Kind::Change | Kind::SafetyDo | Kind::SafetyCall => Thing::Safety,
        Kind::WellBeing => Thing::ChildLife,
        Kind::Strength | Kind::Need | Kind::AgencyGoal | Kind::Step | Kind::Order => Thing::SharedPlan,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_parents_treatment_is_never_shown_by_role() {
        for role in Role::ALL {
            assert_ne!(reach(role, Thing::Treatment), Reach::ByRole, "{role:?}");
        }
    }

    #[test]
    fn nobody_reads_a_conversation_without_being_named() {
        for role in Role::ALL {
            assert_ne!(reach(role, Thing::Thread), Reach::ByRole, "{role:?}");
        }
        assert_eq!(reach(Role::Supervisor, Thing::Thread), Reach::Never);
    }

    #[test]
    fn one_parent_cannot_begin_a_conversation_with_the_other() {
        assert!(!may_begin(Role::Parent, Role::Parent, false));
        assert!(!may_begin(Role::Parent, Role::Caregiver, false));
        assert!(may_begin(Role::Parent, Role::Mentor, true));
        assert!(!may_begin(Role::Parent, Role::Mentor, false));
        assert!(!may_begin(Role::Mentor, Role::Parent, false));
        assert!(may_begin(Role::Worker, Role::Youth, false));
        assert!(may_begin(Role::MentorCoordinator, Role::Mentor, false));
        assert!(!may_begin(Role::MentorCoordinator, Role::Parent, false));
    }

    #[test]
    fn a_parent_partner_is_not_met_by_the_other_parent() {
        let person = |n, role, walks: Option<u128>| Together {
            person: PersonId(uuid::Uuid::from_u128(n)),
            role,
            walks_with: walks.map(|n| PersonId(uuid::Uuid::from_u128(n))),
        };
        let (her, him, worker) = (person(1, Role::Parent, None), person(2, Role::Parent, None), person(3, Role::Worker, None));
        let mentor = person(4, Role::Mentor, Some(1));
        assert_eq!(may_share(ThreadKind::Team, &[her, worker, mentor]), Ok(()));
        assert_eq!(may_share(ThreadKind::Team, &[her, him, worker, mentor]), Err("messages-mentor-apart"));
        assert_eq!(may_share(ThreadKind::Family, &[her, him]), Ok(()));
        assert_eq!(may_share(ThreadKind::Family, &[her, worker]), Err("messages-family-only"));
    }

    #[test]
    fn administrators_and_interpreters_do_not_open_records() {
        for thing in Thing::ALL {
            assert_eq!(reach(Role::Administrator, thing), Reach::Never);
            assert_ne!(reach(Role::Interpreter, thing), Reach::ByRole);
        }
    }

    #[test]
    fn own_words_are_shared_only_by_name() {
        assert!(default_roles(Thing::OwnWords).is_empty());
        assert!(default_roles(Thing::SharedPlan).contains(&Role::Worker));
    }
}
