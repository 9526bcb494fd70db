//! Tests of the access policy.

use super::MentorPairing::{Supports, Unrelated};
use super::*;
use crate::id::PersonId;
use crate::messages::ThreadKind;

#[test]
// Treatment of one parent would be readable for the other parent, who has the same role.
fn one_parents_treatment_is_never_shown_by_role() {
    for &role in Role::ALL {
        assert_ne!(
            role_visibility(role, ResourceKind::Treatment),
            Visibility::ByRole,
            "{role:?}"
        );
    }
}

#[test]
fn no_role_alone_allows_reading_a_conversation() {
    for &role in Role::ALL {
        assert_ne!(
            role_visibility(role, ResourceKind::Thread),
            Visibility::ByRole,
            "{role:?}"
        );
    }
    assert_eq!(
        role_visibility(Role::Supervisor, ResourceKind::Thread),
        Visibility::Never
    );
}

#[test]
fn one_parent_cannot_begin_a_conversation_with_the_other() {
    assert!(!may_start_thread(Role::Parent, Role::Parent, Unrelated));
    assert!(!may_start_thread(Role::Parent, Role::Caregiver, Unrelated));
    assert!(may_start_thread(Role::Parent, Role::Mentor, Supports));
    assert!(!may_start_thread(Role::Parent, Role::Mentor, Unrelated));
    assert!(!may_start_thread(Role::Mentor, Role::Parent, Unrelated));
    assert!(may_start_thread(Role::Worker, Role::Youth, Unrelated));
    assert!(may_start_thread(
        Role::MentorCoordinator,
        Role::Mentor,
        Unrelated
    ));
    assert!(!may_start_thread(
        Role::MentorCoordinator,
        Role::Parent,
        Unrelated
    ));
}

#[test]
fn a_parent_partner_is_not_met_by_the_other_parent() {
    let person = |n, role, walks: Option<u128>| ProposedParticipant {
        person: PersonId(uuid::Uuid::from_u128(n)),
        role,
        walks_with: walks.map(|n| PersonId(uuid::Uuid::from_u128(n))),
    };
    let (her, him, worker) = (
        person(1, Role::Parent, None),
        person(2, Role::Parent, None),
        person(3, Role::Worker, None),
    );
    let mentor = person(4, Role::Mentor, Some(1));
    assert_eq!(
        check_group(ThreadKind::Team, &[her, worker, mentor]),
        Ok(())
    );
    assert_eq!(
        check_group(ThreadKind::Team, &[her, him, worker, mentor]),
        Err("messages-mentor-apart")
    );
    // Only a worker starts such a conversation, so no parent can reach the other by it.
    assert_eq!(check_group(ThreadKind::Family, &[her, him]), Ok(()));
    assert_eq!(
        check_group(ThreadKind::Family, &[her, worker]),
        Err("messages-family-only")
    );
}

#[test]
fn administrators_and_interpreters_do_not_open_records() {
    for &thing in ResourceKind::ALL {
        assert_eq!(
            role_visibility(Role::Administrator, thing),
            Visibility::Never
        );
        assert_ne!(
            role_visibility(Role::Interpreter, thing),
            Visibility::ByRole
        );
    }
}

#[test]
fn own_words_are_shared_only_by_name() {
    // By role, one parent's own words would be shown to the other parent.
    assert!(default_roles(ResourceKind::OwnWords).is_empty());
    assert!(default_roles(ResourceKind::SharedPlan).contains(&Role::Worker));
}

#[test]
fn a_preview_says_what_the_table_says_and_nothing_where_no_record_opens() {
    for &role in Role::ALL {
        let preview = record_preview(role);
        if !can_open_record(role) {
            assert!(preview.is_empty(), "{role:?}");
            continue;
        }
        assert_eq!(preview.len(), ResourceKind::ALL.len());
        for (thing, visibility) in preview {
            assert_eq!(visibility, role_visibility(role, thing), "{role:?}");
        }
    }
}

#[test]
fn only_workers_and_coordinators_of_mentors_invite_and_each_no_one_who_reads_more() {
    for &inviter in Role::ALL {
        let invited = Role::ALL
            .iter()
            .copied()
            .filter(|role| may_be_invited_by(inviter, *role));
        assert_eq!(
            invited.clone().count() > 0,
            may_invite(inviter),
            "{inviter:?}"
        );
        for role in invited {
            // `redeem_invitation` checks the list of a worker for every code, also one of a
            // coordinator.
            assert!(may_be_invited_by_worker(role), "{inviter:?} {role:?}");
            assert!(!is_agency_staff(role), "{inviter:?} {role:?}");
        }
    }
    assert!(may_be_invited_by(Role::MentorCoordinator, Role::Mentor));
    assert!(!may_be_invited_by(Role::MentorCoordinator, Role::Parent));
}

#[test]
fn roles_that_read_withheld_data_are_not_combined_with_others() {
    for role in [Role::Mentor, Role::MentorCoordinator, Role::Interpreter] {
        for other in [
            Role::Parent,
            Role::Caregiver,
            Role::Worker,
            Role::Supervisor,
        ] {
            assert!(!may_be_combined(role, other), "{role:?} {other:?}");
            assert!(!may_be_combined(other, role), "{role:?} {other:?}");
        }
    }
    assert!(!may_be_combined(Role::Parent, Role::Worker));
    assert!(!may_be_combined(Role::TribalRepresentative, Role::Youth));
    for (one, other) in [
        (Role::Worker, Role::Supervisor),
        (Role::Guardian, Role::Caregiver),
        (Role::Administrator, Role::Interpreter),
    ] {
        assert!(may_be_combined(one, other), "{one:?} {other:?}");
    }
}
