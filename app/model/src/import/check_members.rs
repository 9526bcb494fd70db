//! What must hold in the memberships of an import file.

use jiff::civil::Date;

use super::check::FamilyValidator;
use super::{ImportFamily, ImportMembership};
use crate::policy::{may_have_account, of_age_to_interpret};
use crate::role::Role;

impl FamilyValidator<'_> {
    pub(super) fn check_members(&mut self, pointer: &str, family: &ImportFamily) {
        for (i, member) in family.members.iter().enumerate() {
            self.check_member(&format!("{pointer}/members/{i}"), member);
        }
        let members = &family.members;
        let leads = || members.iter().filter(|member| member.coordinator);
        let mut pairs = leads()
            .enumerate()
            .flat_map(|(i, one)| leads().take(i).map(move |other| (one, other)));
        // Families who do not know whom to ask are led to this one person.
        if pairs.any(|(one, other)| one.overlaps(other)) {
            self.add_fault(
                format!("{pointer}/members"),
                "has more than one team coordinator at a time",
            );
        }
    }

    fn check_member(&mut self, at: &str, member: &ImportMembership) {
        // Ages are judged on the first day on the team, from which the person can have an account.
        let born = self.people.get(&member.person).copied().flatten();
        self.check_known_person(format!("{at}/person"), &member.person);
        if member.until.is_some_and(|until| until < member.since) {
            self.add_fault(format!("{at}/until"), "is before since");
        }
        if member.role == Role::Interpreter && !of_age_to_interpret(born, member.since) {
            self.add_fault(format!("{at}/role"), "is interpreter, of somebody under 18");
        }
        // A mentor without it would be shown to everyone on the team, the other parent included.
        if let Some(parent) = &member.walks_with {
            self.check_team_member(format!("{at}/walks_with"), parent);
            if member.role != Role::Mentor {
                self.add_fault(format!("{at}/walks_with"), "is only for mentors");
            }
        } else if member.role == Role::Mentor {
            self.add_fault(
                format!("{at}/walks_with"),
                "is missing: say which parent this mentor walks with",
            );
        }
        if member.coordinator && member.role != Role::Worker {
            self.add_fault(format!("{at}/coordinator"), "can only be true for a worker");
        }
        self.check_member_age(at, member, born);
    }

    /// Team members can be given an account, and no one under 14 has one, whatever their role.
    fn check_member_age(&mut self, at: &str, member: &ImportMembership, born: Option<Date>) {
        match born {
            None if member.role == Role::Youth => self.add_fault(
                format!("{at}/person"),
                "is a youth, so people must give a birth date",
            ),
            _ if !may_have_account(born, member.since) => {
                self.add_fault(
                    format!("{at}/since"),
                    "is before this person's 14th birthday; nobody \
                    younger is on a team or has an account",
                );
            }
            _ => {}
        }
    }
}
