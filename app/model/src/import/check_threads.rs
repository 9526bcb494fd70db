//! What must hold in the conversations of an import file.

use uuid::Uuid;

use super::check::FamilyValidator;
use super::{ImportFamily, ImportThread};
use crate::id::PersonId;
use crate::messages::ThreadKind;
use crate::policy::{
    MentorPairing, ProposedParticipant, ResourceKind, Visibility, check_group, may_start_thread,
    role_visibility,
};
use crate::role::Role;

impl<'a> FamilyValidator<'a> {
    pub(super) fn check_threads(&mut self, pointer: &str, family: &'a ImportFamily) {
        for (i, thread) in family.threads.iter().enumerate() {
            let at = format!("{pointer}/threads/{i}");
            self.check_unique_key(format!("{at}/key"), &thread.key);
            self.check_thread_readers(&at, thread);
            self.check_thread_participants(&at, family, thread);
            self.check_thread_messages(&at, thread);
        }
    }

    fn check_thread_readers(&mut self, at: &str, thread: &ImportThread) {
        for (j, reader) in thread.readers.iter().enumerate() {
            self.check_team_member(format!("{at}/readers/{j}"), reader);
            // Supervisors, interpreters and administrators read no conversation, also if an
            // import names them.
            if self.roles.get(reader.as_str()).is_some_and(|role| {
                role_visibility(*role, ResourceKind::Thread) == Visibility::Never
            }) {
                self.add_fault(
                    format!("{at}/readers/{j}"),
                    "has a role that may never read a conversation",
                );
            }
        }
    }

    fn check_thread_messages(&mut self, at: &str, thread: &'a ImportThread) {
        for (j, message) in thread.messages.iter().enumerate() {
            self.check_unique_key(format!("{at}/messages/{j}/key"), &message.key);
            if !thread.readers.contains(&message.from) {
                self.add_fault(
                    format!("{at}/messages/{j}/from"),
                    "is not one of the readers",
                );
            }
        }
    }

    /// Readers who may not meet in the portal do not meet in a conversation of a file either: a
    /// mentor is met by the parent they walk with and by those who serve the family.
    fn check_thread_participants(
        &mut self,
        pointer: &str,
        family: &ImportFamily,
        thread: &ImportThread,
    ) {
        // Positions in the list stand in for ids, which the people of a file do not have yet.
        let number = |key: &str| {
            family
                .members
                .iter()
                .position(|member| member.person == key)
                .map(|at| PersonId(Uuid::from_u128(at as u128)))
        };
        let readers: Vec<ProposedParticipant> = thread
            .readers
            .iter()
            .filter_map(|key| family.members.iter().find(|member| member.person == *key))
            .filter_map(|one| {
                Some(ProposedParticipant {
                    person: number(&one.person)?,
                    role: one.role,
                    walks_with: one.walks_with.as_deref().and_then(number),
                })
            })
            .collect();
        let apart = match readers.as_slice() {
            [one, other] if one.role == Role::Mentor || other.role == Role::Mentor => {
                let supports = |mentor: &ProposedParticipant, parent: &ProposedParticipant| {
                    mentor.walks_with == Some(parent.person)
                };
                let pairing = if supports(one, other) || supports(other, one) {
                    MentorPairing::Supports
                } else {
                    MentorPairing::Unrelated
                };
                !may_start_thread(one.role, other.role, pairing)
            }
            // As a team thread: an imported thread counts as a family's only if all its readers are
            // family.
            [_, _, _, ..] => check_group(ThreadKind::Team, &readers).is_err(),
            // Other pairs are left to the agency: such a conversation may have taken place before
            // the portal.
            _ => false,
        };
        if apart {
            self.add_fault(
                format!("{pointer}/readers"),
                "puts a mentor together with somebody who does not meet them",
            );
        }
    }
}
