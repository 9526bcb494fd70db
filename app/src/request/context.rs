//! The request context (`RequestContext`): signed-in person, language, page, session and database.
//! The server middleware creates it once per request from the session cookie. Pages and forms get
//! an `Actor` only from here.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use attachments::AttachmentStore;
use clients::machine_translation::TranslationClient;
use documents::Fonts;
use http::request::Parts;
use leptos::prelude::*;
use model::account::{ClientDevice, CredentialKind, DeviceUse};
use model::id::{FamilyId, PersonId};
use model::language::Language;
use model::policy::is_logged;
use model::role::Role;
use serde::{Deserialize, Serialize};
use store::profile::Profile;
use store::{Actor, Db, Intent, Tx};
use tower_sessions::Session;
use webauthn_rs::prelude::Webauthn;

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::request::exit_addresses::ExitAddresses;
use crate::request::identity_provider::IdentityProvider;
use crate::request::notice::RequestNotice;

/// Query parameter that marks a redirect on which a cookie was set; see
/// `RequestContext::with_cookie_mark`.
pub const COOKIE_MARK: &str = "cookie";

/// Maximum time that a response waits for its read mark to be written, so that the next page shows
/// the right unread count.
const READ_MARK_TIMEOUT: Duration = Duration::from_millis(400);

/// Notification channels that this installation supports.
#[derive(Debug, Clone, Default)]
pub struct NotificationChannels {
    pub email: bool,
    pub sms: bool,
    /// The VAPID public key, which browsers need to subscribe to push messages.
    pub push: Option<String>,
    /// Hosts of the allowed push services.
    pub push_hosts: Vec<String>,
}

/// Configuration of the installation, shared by all requests.
#[derive(Debug, Clone, Default)]
pub struct AppConfig {
    /// True when visitors may sign in as demo people without a passphrase.
    pub demo: bool,
    /// True when the public address is https: cookies are then `Secure` with the `__Host-` prefix.
    pub secure: bool,
    /// Help line and exit address to show before sign-in.
    pub help_line: String,
    pub exit_address: String,
    /// Name of the agency to show before sign-in, if it is set.
    pub agency_name: Option<String>,
    /// Exit addresses of the agencies, for quick exit without a database query.
    pub exit_addresses: ExitAddresses,
    /// Asset file names with content hashes, below `/pkg/`.
    pub style: String,
    pub exit_script: String,
    pub module: String,
    pub push_subscribe_script: String,
    pub speech_script: String,
    pub autosave_script: String,
    pub passkey_script: String,
    /// Settings for passkeys of the public address. `None` where browsers make none: on an IP
    /// address.
    pub webauthn: Option<Arc<Webauthn>>,
    /// Message retention in days, if the agency has set one.
    pub message_retention_days: Option<u32>,
    /// Client of the machine translation service, if one is configured.
    pub translation_client: Option<TranslationClient>,
    /// Attachment storage. If there is none, pages offer no attachments.
    pub attachment_store: Option<AttachmentStore>,
    /// Configured notification channels.
    pub notification_channels: NotificationChannels,
    /// The identity provider of staff, if one is configured.
    pub identity_provider: Option<IdentityProvider>,
    /// Fonts for PDFs. If there are none, pages offer no PDFs.
    pub pdf_fonts: Option<Fonts>,
}

/// The context of one request, for pages and forms.
#[derive(Debug, Clone)]
pub struct RequestContext {
    pub db: Db,
    pub config: Arc<AppConfig>,
    pub session: Session,
    pub profile: Option<Arc<Profile>>,
    /// What the signed-in person has said about this device. `None` before sign-in.
    pub device_use: Option<DeviceUse>,
    pub language: Language,
    /// True if the person has chosen a language before, in a cookie or in their profile.
    pub language_chosen: bool,
    /// True if the request carries one of the portal's cookies, so the browser accepts cookies.
    pub has_cookie: bool,
    /// Set when a form of this request was rejected, so that its stored copy is not removed.
    pub form_rejected: Arc<AtomicBool>,
    /// What the form did that redirected to this page.
    pub notice: Option<RequestNotice>,
    /// Path and query of this request.
    pub path_and_query: String,
    pub trace_id: Arc<str>,
    /// Client network as rate limits count it: an IPv4 address, or the /64 of an IPv6 address.
    /// `None` if the request has no connection, as in tests.
    pub client_network: Option<IpAddr>,
}

/// The signed-in person, as stored in the session.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignedIn {
    pub id: PersonId,
    /// IANA name of the agency's time zone, so that the first query uses the right date.
    pub zone: String,
    #[serde(default)]
    pub device: DeviceUse,
    #[serde(default)]
    pub client: ClientDevice,
    #[serde(default)]
    pub credential: CredentialKind,
    /// The version of the account's credentials with which this one was checked.
    #[serde(default)]
    pub credential_version: Option<i64>,
}

/// Session key of `SignedIn`.
pub const SIGNED_IN_KEY: &str = "person";
/// Session key of the `SignedIn` of a session that is locked because of its idle timeout. Its
/// requests have no signed-in person, and the forms that were kept stay in it for the same person.
pub const LOCKED_KEY: &str = "locked";

/// Session key of the refresh token of a new session of staff. Never stored under it: the session
/// store keeps the token in a column of its own.
pub const IDENTITY_TOKEN_KEY: &str = "identity_token";

/// Session key that asks the session store for a new token (ASVS 7.2.4): the session goes on, and
/// its former token is of no use. Never stored.
pub const RENEW_KEY: &str = "renew";

/// Query of a page that the browser reloads by itself on a shared device.
pub const IDLE_RELOAD: &str = "reload=idle";

/// The context of the current request.
#[expect(
    clippy::expect_used,
    reason = "the server puts it there for every request before any page is rendered"
)]
pub fn request_context() -> RequestContext {
    expect_context::<Parts>()
        .extensions
        .get::<RequestContext>()
        .cloned()
        .expect("a request context")
}

impl RequestContext {
    pub fn localizer(&self) -> Localizer {
        Localizer(self.language)
    }

    /// The profile of the signed-in person.
    ///
    /// # Errors
    /// `SignedOut` without a signed-in person; the response then redirects to the sign-in page.
    pub fn profile(&self) -> Result<&Profile, AppError> {
        self.profile.as_deref().ok_or(AppError::SignedOut)
    }

    /// # Errors
    /// `SignedOut` without a signed-in person; the response then redirects to the sign-in page.
    pub fn actor(&self) -> Result<&Actor, AppError> {
        self.profile().map(|profile| &profile.actor)
    }

    /// Authorization check: the signed-in person's role on the family's team, if `may` allows it.
    /// Call it before validating form fields, so that without permission the answer is 404 whatever
    /// was typed.
    ///
    /// # Errors
    /// `NotFound` when the person is not on the team or `may` refuses their role, `SignedOut`
    /// without a signed-in person.
    pub fn require_role(
        &self,
        family: FamilyId,
        may: impl FnOnce(Role) -> bool,
    ) -> Result<Role, AppError> {
        let role = self.actor()?.membership_in(family)?.role;
        if may(role) {
            Ok(role)
        } else {
            Err(AppError::NotFound)
        }
    }

    /// Begins a transaction that reads one family's record. It is a write transaction for roles
    /// whose access must be written to the access log.
    ///
    /// # Errors
    /// `NotFound` when the actor is not on that family's team, `SignedOut` without a signed-in
    /// person, `Busy` when the database is overloaded.
    pub async fn begin_record_read(&self, family: FamilyId) -> Result<Tx, AppError> {
        let actor = self.actor()?;
        // Reads by the family are not logged, and on SQLite only writers wait for one another.
        let intent = if actor.membership_in(family)?.role.is_family() {
            Intent::Read
        } else {
            Intent::Write
        };
        Ok(self.db.acting_as(actor, intent).await?)
    }

    /// Begins a transaction that reads threads of any of the actor's families. End it with
    /// `commit_thread_read`, so that read marks are written. On SQLite it is read-only for people
    /// whose access is not logged, so that they never wait for the write lock. On PostgreSQL, where
    /// writers run concurrently, it always writes, because a read mark is cheapest in the same
    /// transaction.
    ///
    /// # Errors
    /// `SignedOut` without a signed-in person, `Busy` when the database is overloaded.
    pub async fn begin_thread_read(&self) -> Result<Tx, AppError> {
        // A role in any family counts, because the family of the thread is known only once it is
        // read.
        let writes = self.db.is_postgres() || self.actor()?.has_role_where(is_logged);
        self.begin_transaction(if writes { Intent::Write } else { Intent::Read })
            .await
    }

    /// Commits a transaction of `begin_thread_read`. A read mark that a read-only transaction could
    /// not write is written in a separate transaction, which the response waits for at most
    /// `READ_MARK_TIMEOUT`. A failure there is only logged, because the next read finds the missing
    /// mark again.
    ///
    /// # Errors
    /// A database error of the commit.
    pub async fn commit_thread_read(&self, mut tx: Tx) -> Result<(), AppError> {
        let mark = tx.take_read_mark();
        tx.commit().await?;
        let Some(mark) = mark else { return Ok(()) };
        let (db, actor) = (self.db.clone(), self.actor()?.clone());
        let write = async move {
            let mut tx = db.acting_as(&actor, Intent::Write).await?;
            store::messages::save_read_mark(&mut tx, mark).await?;
            tx.commit().await
        };
        // Spawned, so that the write goes on when the response stops waiting for it.
        let marking = tokio::spawn(async move {
            if let Err(error) = write.await {
                tracing::info!(%error, "a read mark was not written");
            }
        });
        let _ = tokio::time::timeout(READ_MARK_TIMEOUT, marking).await;
        Ok(())
    }

    /// Begins a transaction of the signed-in person.
    ///
    /// # Errors
    /// `SignedOut` without a signed-in person, `Busy` when the database is overloaded.
    pub async fn begin_transaction(&self, intent: Intent) -> Result<Tx, AppError> {
        Ok(self.db.acting_as(self.actor()?, intent).await?)
    }

    /// The address to redirect to when a cookie is set. If the browser has not sent a cookie yet,
    /// the address gets the parameter `COOKIE_MARK`: a request for it without a cookie shows that
    /// the browser rejects cookies, and is redirected to `/cookies`. The value is a timestamp,
    /// because the address may be bookmarked.
    pub fn with_cookie_mark(&self, page: &str) -> String {
        if self.has_cookie {
            return page.to_owned();
        }
        // A query after the fragment would be part of the fragment, which browsers do not send.
        let (page, fragment) = page
            .split_once('#')
            .map_or((page, String::new()), |(page, fragment)| {
                (page, format!("#{fragment}"))
            });
        let separator = if page.contains('?') { '&' } else { '?' };
        format!(
            "{page}{separator}{COOKIE_MARK}={}{fragment}",
            self.db.clock().now().as_second()
        )
    }

    /// The help line: the agency's, or the installation's before sign-in.
    pub fn help_line(&self) -> &str {
        // Before sign-in it is not known which agency a person belongs to.
        self.profile
            .as_deref()
            .map_or(&self.config.help_line, |profile| &profile.phone)
    }

    pub fn exit_address(&self) -> &str {
        self.profile
            .as_deref()
            .map_or(&self.config.exit_address, |profile| &profile.exit_address)
    }

    /// Reduces the unread count of this context by the messages that are read on the current page.
    #[must_use]
    pub fn with_unread_reduced_by(mut self, count: usize) -> Self {
        // The profile was loaded before the page marked these messages as read.
        if let Some(profile) = &mut self.profile {
            let profile = Arc::make_mut(profile);
            profile.unread = (profile.unread - i64::try_from(count).unwrap_or(0)).max(0);
        }
        self
    }
}
