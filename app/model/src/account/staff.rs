//! How people who work with families sign in: with the identity provider of their agency, or with a
//! second factor beside the passphrase.

use crate::account::CredentialKind;
use crate::role::Role;
use crate::slug_enum::slug_enum;

/// How long, in seconds, a session of staff goes on before the identity provider is asked again
/// whether the person may still sign in. Each question is a request to the provider.
pub const IDENTITY_CHECK_SECONDS: i64 = 60;
/// Minutes after which a session of staff asks for a new sign-in when the provider has not
/// confirmed it in between, because it gives no refresh token or does not answer.
pub const IDENTITY_MAX_MINUTES: i64 = 60;

slug_enum! {
    /// What an agency asks of its staff at sign-in.
    #[derive(Default, strum::VariantArray)]
    pub enum StaffSignInRule {
        /// A passphrase is enough. An identity provider, where there is one, may be used too.
        #[default]
        Passphrase = "passphrase",
        /// A passphrase and a code of an authenticator app, or a passkey.
        SecondFactor = "second_factor",
        /// The identity provider of the agency, and nothing else.
        IdentityProvider = "identity_provider",
    }
}

/// Whether a valid credential of a person starts a session, or what is needed besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInDecision {
    Allowed,
    /// A code of the authenticator app, which a person without one sets up first.
    SecondStep,
    Refused,
}

impl StaffSignInRule {
    /// What a member of staff with this credential needs. `has_totp`: whether they have set up an
    /// authenticator app.
    pub const fn decide(self, credential: CredentialKind, has_totp: bool) -> SignInDecision {
        match (self, credential) {
            // Everyone signs in as the people of the demo.
            (_, CredentialKind::Demo | CredentialKind::StaffIdentity) => SignInDecision::Allowed,
            (Self::IdentityProvider, _) => SignInDecision::Refused,
            // A passkey is two factors: the device, and how it is unlocked.
            (_, CredentialKind::Passkey) => SignInDecision::Allowed,
            (Self::SecondFactor, _) => SignInDecision::SecondStep,
            (Self::Passphrase, _) if has_totp => SignInDecision::SecondStep,
            (Self::Passphrase, _) => SignInDecision::Allowed,
        }
    }
}

/// Roles whose sign-in the agency decides about: they open the records of families for their work.
pub const fn is_staff(role: Role) -> bool {
    matches!(
        role,
        Role::Worker | Role::Supervisor | Role::MentorCoordinator | Role::Administrator
    )
}

/// Whether this role can add an authenticator app. Families are not asked for a second factor: a
/// lost phone would lock them out.
pub const fn may_have_authenticator_app(role: Role) -> bool {
    !role.is_family() && !matches!(role, Role::Caregiver)
}

/// The groups of the identity provider, each with the role that it allows. They only narrow: no
/// group makes anyone a member of a team. Empty where groups are not looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupRoles(Vec<(String, Role)>);

impl GroupRoles {
    /// # Errors
    /// What is wrong with the setting, for the operator: an entry that is not `GROUP=ROLE`, or a
    /// role that is not one of staff.
    pub fn parse(entries: &[String]) -> Result<Self, String> {
        let parse_entry = |entry: &String| {
            // The last equals sign, because the name of a group may contain one.
            let (group, role) = entry
                .rsplit_once('=')
                .filter(|(group, _)| !group.trim().is_empty())
                .ok_or_else(|| {
                    format!("{entry:?} must be GROUP=ROLE, such as Caseworkers=worker")
                })?;
            let role = Role::parse(role.trim())
                .filter(|role| is_staff(*role))
                .ok_or_else(|| {
                    format!(
                        "{entry:?} must end with worker, supervisor, mentor_coordinator or \
                            administrator"
                    )
                })?;
            Ok((group.trim().to_owned(), role))
        };
        entries
            .iter()
            .map(parse_entry)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a person in these groups may use every one of their staff roles. All or nothing: a
    /// session has the whole of a person's rights, so a role that no group allows refuses it.
    pub fn allow_roles(&self, groups: &[String], mut roles: impl Iterator<Item = Role>) -> bool {
        let is_allowed = |role: Role| {
            self.0
                .iter()
                .any(|(group, allowed)| *allowed == role && groups.contains(group))
        };
        self.is_empty() || roles.all(|role| !is_staff(role) || is_allowed(role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn groups_narrow_what_a_person_may_and_never_add_to_it() {
        let mapping = GroupRoles::parse(&groups(&["CW = worker", "a=b=supervisor"])).unwrap();
        let may = |names: &[&str], roles: &[Role]| {
            mapping.allow_roles(&groups(names), roles.iter().copied())
        };
        assert!(may(&["CW"], &[Role::Worker]));
        assert!(may(&["CW", "a=b"], &[Role::Worker, Role::Supervisor]));
        assert!(!may(&["CW"], &[Role::Worker, Role::Supervisor]));
        assert!(!may(&[], &[Role::Worker]) && !may(&["cw"], &[Role::Worker]));
        assert!(may(&[], &[Role::Parent]), "no family depends on a group");
        assert!(GroupRoles::default().allow_roles(&[], [Role::Worker].into_iter()));
    }

    #[test]
    fn a_mapping_of_groups_that_is_no_mapping_is_refused() {
        for wrong in ["CW", "=worker", "CW=parent", "CW=", "CW=boss"] {
            assert!(GroupRoles::parse(&groups(&[wrong])).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_agency_with_an_identity_provider_takes_nothing_else_from_its_staff() {
        let rule = StaffSignInRule::IdentityProvider;
        for credential in [
            CredentialKind::Passphrase,
            CredentialKind::Passkey,
            CredentialKind::RecoveryCode,
            CredentialKind::Voucher,
        ] {
            assert_eq!(rule.decide(credential, true), SignInDecision::Refused);
        }
        assert_eq!(
            rule.decide(CredentialKind::StaffIdentity, false),
            SignInDecision::Allowed
        );
    }

    #[test]
    fn a_second_factor_is_asked_for_where_the_agency_or_the_person_wants_one() {
        let passphrase = CredentialKind::Passphrase;
        let asked = SignInDecision::SecondStep;
        assert_eq!(
            StaffSignInRule::SecondFactor.decide(passphrase, false),
            asked
        );
        assert_eq!(StaffSignInRule::Passphrase.decide(passphrase, true), asked);
        assert_eq!(
            StaffSignInRule::Passphrase.decide(passphrase, false),
            SignInDecision::Allowed
        );
        assert_eq!(
            StaffSignInRule::SecondFactor.decide(CredentialKind::Passkey, false),
            SignInDecision::Allowed
        );
        // A card that was found must not open what the passphrase alone does not.
        let card = CredentialKind::RecoveryCode;
        assert_eq!(StaffSignInRule::SecondFactor.decide(card, true), asked);
    }
}
