//! The person of a session: their profile, and whether they may still be signed in.

use app::error::AppError;
use app::request::context::{SIGNED_IN_KEY, SignedIn};
use app::request::identity_provider::IdentityProvider;
use jiff::tz::TimeZone;
use store::Db;
use store::profile::Profile;

use crate::http::sessions::RequestSession;
use crate::http::staff_sessions::CheckedSession;

/// The person of a session.
pub enum LoadedProfile {
    SignedIn(Box<Profile>),
    SignedOut,
    /// The agency or its identity provider does not let the person in any more.
    Ended,
}

/// Loads the profile of the person of a session, and checks that they may still be signed in.
///
/// # Errors
/// `Busy` or `Internal` when the database or the session store fails.
pub async fn load_signed_in_profile(
    db: &Db,
    provider: Option<&IdentityProvider>,
    session: &RequestSession,
) -> Result<LoadedProfile, AppError> {
    let Some(signed_in) = session
        .session
        .get::<SignedIn>(SIGNED_IN_KEY)
        .await
        .map_err(AppError::from_session_error)?
    else {
        return Ok(LoadedProfile::SignedOut);
    };
    let SignedIn {
        id,
        zone,
        credential,
        ..
    } = signed_in;
    let profile = match db
        .load_profile(id, &TimeZone::get(&zone).unwrap_or(TimeZone::UTC))
        .await
    {
        Ok(profile) => profile,
        // The person no longer exists, or is too young for an account since their birth date was
        // corrected: treated as signed out.
        Err(store::Error::NotFound) => return Ok(LoadedProfile::SignedOut),
        Err(other) => return Err(other.into()),
    };
    let checked = CheckedSession {
        db,
        provider,
        token: session
            .session
            .id()
            .map(|id| id.to_string())
            .unwrap_or_default(),
        credential,
        identity: session.identity_times(),
    };
    Ok(if checked.may_go_on(&profile).await {
        LoadedProfile::SignedIn(Box::new(profile))
    } else {
        LoadedProfile::Ended
    })
}
