//! What a worker can do about one person on the team: change or end the membership, and vouch for a
//! person who cannot sign in.

use leptos::prelude::*;
use model::policy::may_keep_memberships;
use store::team::TeamMember;

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

    /// For the worker: the page that makes a code for a person of the family, or a caregiver, who
    /// cannot sign in. The page is absent for those who work with families elsewhere.
    pub(super) fn vouch_link(&self, member: &TeamMember) -> Option<AnyView> {
        if !self.team.holders.contains(&member.person_id) {
            return None;
        }
        let name = member.name.clone();
        let label = self
            .text
            .format("team-vouch-title", &[("name", name.into())]);
        let link = view! {
            <a class="btn link" href=paths::vouch(self.family, member.person_id)>
                {label}
            </a>
        };
        Some(link.into_any())
    }
}
