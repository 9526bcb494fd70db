//! The identity provider with which the staff of this installation sign in.

use clients::openid::OpenIdClient;
use model::account::staff::GroupRoles;
use store::Actor;

/// The provider, and what its groups allow.
#[derive(Debug, Clone)]
pub struct IdentityProvider {
    pub client: OpenIdClient,
    pub group_roles: GroupRoles,
}

impl IdentityProvider {
    /// Whether a person in these groups may have a session: they work with a family today, and the
    /// groups allow every one of their roles as staff.
    pub fn allows_session(&self, actor: &Actor, groups: &[String]) -> bool {
        let roles = actor.teams.iter().map(|team| team.role);
        actor.is_staff() && self.group_roles.allow_roles(groups, roles)
    }
}
