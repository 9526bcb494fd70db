//! What a worker can do about one person on the team: change or end the membership, and help them
//! to sign in.

use leptos::prelude::*;
use model::policy::may_keep_memberships;
use store::team::TeamMember;
use store::team::invitations::SignInHelp;

use super::person_card::TeamView;
use crate::paths;

impl TeamView<'_> {
    /// For the worker: the page that changes and ends the membership.
    pub(super) fn membership_link(&self, member: &TeamMember) -> Option<AnyView> {
        if !may_keep_memberships(self.team.role) {
            return None;
        }
        let name = member.name.clone();
        let label = self
            .text
            .format("team-change-one", &[("name", name.into())]);
        let href = paths::team_member_as(self.family, member.person_id, member.role);
        let link = view! {
            <a class="btn link" href=href>
                {label}
            </a>
        };
        Some(link.into_any())
    }

    /// For the worker: for a person of the family, or a caregiver, the page that makes a code, and
    /// for one who never had an account the page that makes the letter with which they make one.
    /// Nothing for those whom only the agency helps.
    pub(super) fn sign_in_link(&self, member: &TeamMember) -> Option<AnyView> {
        let (key, href) = match self.team.sign_in_help.get(&member.person_id)? {
            SignInHelp::Invitation => ("account-invite-person", paths::invite(self.family)),
            SignInHelp::Vouching => {
                let href = paths::vouch(self.family, member.person_id);
                ("team-vouch-title", href)
            }
        };
        let label = self
            .text
            .format(key, &[("name", member.name.clone().into())]);
        let link = view! {
            <a class="btn link" href=href>
                {label}
            </a>
        };
        Some(link.into_any())
    }
}
