//! Sessions of staff: whether the agency and its identity provider still let the person in. Asked
//! at every request, so that a person whose work has ended is out with the next one.

use app::request::context::IDENTITY_TOKEN_KEY;
use app::request::identity_provider::IdentityProvider;
use clients::openid::OpenIdError;
use jiff::SignedDuration;
use model::account::CredentialKind;
use model::account::staff::IDENTITY_CHECK_SECONDS;
use store::Db;
use store::authentication::staff::{
    StaffIdentity, claim_identity_check, confirm_identity, find_staff_person,
};
use store::authentication::{self, IdentityTimes};
use store::profile::Profile;

/// A session to check.
pub struct CheckedSession<'a> {
    pub db: &'a Db,
    pub provider: Option<&'a IdentityProvider>,
    /// The session token.
    pub token: String,
    pub credential: CredentialKind,
    pub identity: Option<IdentityTimes>,
}

impl CheckedSession<'_> {
    /// Whether the person may go on. If not, the session is ended.
    pub async fn may_go_on(&self, profile: &Profile) -> bool {
        let may = !profile.refuses_credential(self.credential)
            && (self.credential != CredentialKind::StaffIdentity
                || self.is_staff_still(profile).await);
        if !may && let Err(error) = authentication::end_session(self.db, &self.token).await {
            // This request is refused in any case, and the next one is checked again.
            tracing::error!(%error, "could not end a staff session");
        }
        may
    }

    /// Whether a person who has signed in with the identity provider may go on.
    async fn is_staff_still(&self, profile: &Profile) -> bool {
        // An operator who takes the provider away ends the sessions that it vouched for.
        let (Some(provider), Some(times)) = (self.provider, self.identity) else {
            return false;
        };
        if !profile.actor.is_staff() {
            return false;
        }
        let age = self.db.clock().now().duration_since(times.checked);
        if age < SignedDuration::from_secs(IDENTITY_CHECK_SECONDS) {
            return true;
        }
        match claim_identity_check(self.db, &self.token, times.checked).await {
            Ok(Some(refresh_token)) => self.ask_provider(provider, profile, &refresh_token).await,
            // Another request of the person is asking, or the provider gave no token to ask with.
            Ok(None) => true,
            Err(error) => {
                tracing::warn!(
                    %error,
                    "could not claim the identity check of a staff session; the session continues"
                );
                true
            }
        }
    }

    /// Asks the provider. Where it does not answer, the session goes on until
    /// `IDENTITY_MAX_MINUTES` after the last answer.
    async fn ask_provider(
        &self,
        provider: &IdentityProvider,
        profile: &Profile,
        refresh_token: &str,
    ) -> bool {
        let (identity, newer_token) = match provider.client.check_again(refresh_token).await {
            Ok(answer) => answer,
            Err(error @ OpenIdError::Unavailable(_)) => {
                tracing::warn!(%error, "a session of staff was not checked");
                return true;
            }
            Err(error @ OpenIdError::Refused(_)) => {
                tracing::info!(%error, "a session of staff has ended");
                return false;
            }
        };
        if let Some(identity) = identity {
            let stored = StaffIdentity {
                issuer: &identity.issuer,
                subject: &identity.subject,
            };
            let is_same = match find_staff_person(self.db, stored).await {
                Ok(person) => person == profile.actor.person,
                Err(store::Error::NotFound) => false,
                // It is the database that fails, and the next request asks again.
                Err(_) => true,
            };
            let has_factors = identity.meets_requirement || !identity.names_requirement;
            if !is_same
                || !has_factors
                || !provider.allows_session(&profile.actor, &identity.groups)
            {
                tracing::info!("a session of staff has ended: the claims of the person changed");
                return false;
            }
        }
        if let Err(error) = confirm_identity(self.db, &self.token, newer_token.as_deref()).await {
            tracing::warn!(%error, "the answer of the identity provider was not stored");
        }
        true
    }
}

/// Takes the refresh token of the identity provider out of the data of a new session: it is stored
/// in a column of its own, where a request that stores the data never replaces a newer token.
pub(crate) fn take_identity_token(data: &mut serde_json::Value) -> Option<String> {
    match data.as_object_mut()?.remove(IDENTITY_TOKEN_KEY)? {
        serde_json::Value::String(token) => Some(token),
        _ => None,
    }
}
