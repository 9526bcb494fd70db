//! The authenticated person (`Actor`) on whose behalf a transaction runs. A request gets its actor
//! from the session (`authentication`); a transaction of the system has none.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::account::staff::is_staff;
use model::id::{AgencyId, FamilyId, PersonId};
use model::role::Role;

use crate::error::Error;

/// A signed-in person, today's date in their agency's time zone, and their team memberships today.
#[derive(Debug, Clone)]
pub struct Actor {
    pub person: PersonId,
    pub agency: AgencyId,
    pub zone: TimeZone,
    pub today: Date,
    pub teams: Vec<TeamMembership>,
}

/// One membership of a family's team.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TeamMembership {
    pub family_id: FamilyId,
    pub family: String,
    pub in_home: bool,
    pub role: Role,
    /// The parent whom a mentor supports.
    pub mentee_id: Option<PersonId>,
}

impl Actor {
    /// The actor's membership of this family's team.
    ///
    /// # Errors
    /// `NotFound` when the actor is not a member today.
    pub fn membership_in(&self, family: FamilyId) -> Result<&TeamMembership, Error> {
        // `NotFound`, so that a family whose team the actor is not on cannot be told from one that
        // does not exist.
        self.teams
            .iter()
            .find(|team| team.family_id == family)
            .ok_or(Error::NotFound)
    }

    /// Whether any of the person's roles satisfies `wanted`.
    pub fn has_role_where(&self, wanted: impl Fn(Role) -> bool) -> bool {
        self.teams.iter().any(|team| wanted(team.role))
    }

    /// Whether the person is a family member on any of their teams.
    pub fn is_family_member(&self) -> bool {
        self.has_role_where(Role::is_family)
    }

    /// Whether the person's agency decides how they sign in, because of their role on any team.
    pub fn is_staff(&self) -> bool {
        self.has_role_where(is_staff)
    }
}
