//! The request context (`Visit`): signed-in person, language, page, session and database. The
//! server middleware creates it once per request from the session cookie. Pages and forms get an
//! `Actor` only from here.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use http::request::Parts;
use jiff::tz::TimeZone;
use leptos::prelude::*;
use model::id::{FamilyId, PersonId};
use model::language::Language;
use model::policy::is_logged;
use model::role::Role;
use serde::{Deserialize, Serialize};
use store::actor::Frame;
use store::files::Files;
use store::{Actor, Db, Intent, Tx};
use tower_sessions::Session;

use crate::error::Error;
use crate::exits::ExitAddresses;
use crate::messages::machine::Machine;
use crate::text::Text;
use crate::ui::paper::Fonts;

/// Query parameter that marks a redirect on which a cookie was set; see `Visit::marked`.
pub const COOKIE_MARK: &str = "cookie";

/// Maximum time that a response waits for its read mark to be written, so that the next page shows
/// the right unread count.
const MARK_WAIT: Duration = Duration::from_millis(400);

/// Notification channels that this installation supports.
#[derive(Debug, Clone, Default)]
pub struct Tells {
    pub mail: bool,
    pub sms: bool,
    /// The VAPID public key, which browsers need to subscribe to push messages.
    pub push: Option<String>,
    /// Hosts of the allowed push services.
    pub push_hosts: Vec<String>,
}

/// Configuration of the installation, shared by all requests.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// True when visitors may sign in as demo people without a passphrase.
    pub demo: bool,
    /// True when the public address is https: cookies are then `Secure` with the `__Host-` prefix.
    pub secure: bool,
    /// Help line and exit address to show before sign-in.
    pub phone: String,
    pub exit_address: String,
    /// Exit addresses of the agencies, for quick exit without a database query.
    pub exits: ExitAddresses,
    /// Asset file names with content hashes, below `/pkg/`.
    pub style: String,
    pub exit_script: String,
    pub module: String,
    pub notify_script: String,
    pub thread_script: String,
    /// Message retention in days, if the agency has set one.
    pub keep_days: Option<u32>,
    /// Client of the machine translation service, if one is configured.
    pub machine: Option<Machine>,
    /// Attachment storage. If there is none, pages offer no attachments.
    pub files: Option<Files>,
    /// Configured notification channels.
    pub tells: Tells,
    /// Fonts for PDFs. If there are none, pages offer no PDFs.
    pub fonts: Option<Fonts>,
}

/// The context of one request, for pages and forms.
#[derive(Debug, Clone)]
pub struct Visit {
    pub db: Db,
    pub site: Arc<Site>,
    pub session: Session,
    pub frame: Option<Arc<Frame>>,
    pub language: Language,
    /// True if the person has chosen a language before, in a cookie or in their profile.
    pub language_chosen: bool,
    /// True if the request carries one of the portal's cookies, so the browser accepts cookies.
    pub has_cookie: bool,
    /// Set when a form of this request was rejected, so that its stored copy is not removed.
    pub refused: Arc<AtomicBool>,
    /// Path and query of this request.
    pub path: String,
    pub trace: Arc<str>,
    /// Client network as rate limits count it: an IPv4 address, or the /64 of an IPv6 address.
    /// `None` if the request has no connection, as in tests.
    pub network: Option<IpAddr>,
}

/// The signed-in person, as stored in the session.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignedIn {
    pub id: PersonId,
    /// IANA name of the agency's time zone, so that the first query uses the right date.
    pub zone: String,
}

/// Session key of `SignedIn`.
pub const SIGNED_IN: &str = "person";

/// The context of the current request.
#[expect(clippy::expect_used, reason = "the server puts it there for every request before any page is drawn")]
pub fn visit() -> Visit {
    expect_context::<Parts>().extensions.get::<Visit>().cloned().expect("a visit")
}

impl Visit {
    pub fn text(&self) -> Text {
        Text(self.language)
    }

    /// The profile of the signed-in person.
    ///
    /// # Errors
    /// `SignedOut` without a signed-in person; the response then redirects to the sign-in page.
    pub fn frame(&self) -> Result<&Frame, Error> {
        self.frame.as_deref().ok_or(Error::SignedOut)
    }

    /// # Errors
    /// `SignedOut` without a signed-in person; the response then redirects to the sign-in page.
    pub fn actor(&self) -> Result<&Actor, Error> {
        self.frame().map(|frame| &frame.actor)
    }

    /// Authorization check: the signed-in person's role on the family's team, if `may` allows it.
    /// Call it before validating form fields, so that without permission the answer is 404 whatever
    /// was typed.
    ///
    /// # Errors
    /// `NotFound` when the person is not on the team or `may` refuses their role, `SignedOut`
    /// without a signed-in person.
    pub fn role_that(&self, family: FamilyId, may: impl FnOnce(Role) -> bool) -> Result<Role, Error> {
        let role = self.actor()?.team(family)?.role;
        if may(role) { Ok(role) } else { Err(Error::NotFound) }
    }

    /// Begins a transaction that reads one family's record. It is a write transaction for roles
    /// whose access must be written to the access log.
    ///
    /// # Errors
    /// `NotFound` when the actor is not on that family's team, `SignedOut` without a signed-in
    /// person, `Busy` when the database is overloaded.
    pub async fn look(&self, family: FamilyId) -> Result<Tx, Error> {
        let actor = self.actor()?;
        let intent = if actor.team(family)?.role.is_family() { Intent::Read } else { Intent::Write };
        Ok(self.db.acting_as(actor, intent).await?)
    }

    /// Begins a transaction that reads threads of any of the actor's families. End it with
    /// `end_look`, so that read marks are written. On SQLite it is read-only for people whose
    /// access is not logged, so that they never wait for the write lock. On PostgreSQL, where
    /// writers run concurrently, it always writes, because a read mark is cheapest in the same
    /// transaction.
    ///
    /// # Errors
    /// `SignedOut` without a signed-in person, `Busy` when the database is overloaded.
    pub async fn look_at_threads(&self) -> Result<Tx, Error> {
        let writes = self.db.is_postgres() || self.actor()?.has(is_logged);
        self.act(if writes { Intent::Write } else { Intent::Read }).await
    }

    /// Commits a transaction of `look_at_threads`. A read mark that a read-only transaction could
    /// not write is written in a separate transaction, which the response waits for at most
    /// `MARK_WAIT`. A failure there is only logged, because the next read finds the missing mark
    /// again.
    ///
    /// # Errors
    /// A database error of the commit.
    pub async fn end_look(&self, mut tx: Tx) -> Result<(), Error> {
        let mark = tx.take_mark();
        tx.save().await?;
        let Some(mark) = mark else { return Ok(()) };
        let (db, actor) = (self.db.clone(), self.actor()?.clone());
        let write = async move {
            let mut tx = db.acting_as(&actor, Intent::Write).await?;
            store::messages::mark(&mut tx, mark).await?;
            tx.save().await
        };
        let marking = tokio::spawn(async move {
            if let Err(error) = write.await {
                tracing::info!(%error, "a read mark was not written");
            }
        });
        let _ = tokio::time::timeout(MARK_WAIT, marking).await;
        Ok(())
    }

    /// Begins a transaction of the signed-in person.
    ///
    /// # Errors
    /// `SignedOut` without a signed-in person, `Busy` when the database is overloaded.
    pub async fn act(&self, intent: Intent) -> Result<Tx, Error> {
        Ok(self.db.acting_as(self.actor()?, intent).await?)
    }

    /// The address to redirect to when a cookie is set. If the browser has not sent a cookie yet,
    /// the address gets the parameter `COOKIE_MARK`: a request for it without a cookie shows that
    /// the browser rejects cookies, and is redirected to `/cookies`. The value is a timestamp,
    /// because the address may be bookmarked.
    pub fn marked(&self, page: &str) -> String {
        if self.has_cookie {
            return page.to_owned();
        }
        let (page, fragment) = page.split_once('#').map_or((page, String::new()), |(page, fragment)| (page, format!("#{fragment}")));
        let sign = if page.contains('?') { '&' } else { '?' };
        format!("{page}{sign}{COOKIE_MARK}={}{fragment}", self.db.clock().now().as_second())
    }

    /// The help line: the agency's, or the installation's before sign-in.
    pub fn phone(&self) -> &str {
        self.frame.as_deref().map_or(&self.site.phone, |frame| &frame.phone)
    }

    pub fn exit_address(&self) -> &str {
        self.frame.as_deref().map_or(&self.site.exit_address, |frame| &frame.exit_address)
    }

    /// Reduces the unread count of this context by the messages that are read on the current page.
    #[must_use]
    pub fn having_read(mut self, count: usize) -> Self {
        if let Some(frame) = &mut self.frame {
            let frame = Arc::make_mut(frame);
            frame.unread = (frame.unread - i64::try_from(count).unwrap_or(0)).max(0);
        }
        self
    }

    /// Signs `person` in, with a new session token.
    ///
    /// # Errors
    /// `NotFound` when the person may not have an account, `Busy` when the session store fails.
    pub async fn sign_in(&self, person: PersonId) -> Result<(), Error> {
        let zone = self.db.frame(person, &TimeZone::UTC).await?.actor.zone;
        // Prevents session fixation: a token that was known before sign-in is invalid after it.
        self.session.cycle_id().await.map_err(Error::session)?;
        let zone = zone.iana_name().unwrap_or("UTC").to_owned();
        self.session.insert(SIGNED_IN, SignedIn { id: person, zone }).await.map_err(Error::session)
    }
}
