//! The visit: who asks, in which language, from which page. Made once a request by the server from the session
//! cookie; the only way to get an actor.

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

/// The name of the mark in an address that a cookie was set on the way there.
pub const COOKIE_MARK: &str = "cookie";

/// How long an answer waits for its read mark to be written, so that the next page counts right.
const MARK_WAIT: Duration = Duration::from_millis(400);

/// By which ways this installation can tell people that there is something new.
#[derive(Debug, Clone, Default)]
pub struct Tells {
    pub mail: bool,
    pub sms: bool,
    /// The portal's public key, as browsers ask for it.
    pub push: Option<String>,
    /// The push services whose addresses are taken.
    pub push_hosts: Vec<String>,
}

/// What the whole installation shares.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// True when visitors may look around as demo people.
    pub demo: bool,
    /// True when the public address is https: then cookies are `__Host-` and Secure.
    pub secure: bool,
    /// The help line and the neutral address before anybody has signed in.
    pub phone: String,
    pub exit_address: String,
    /// The neutral addresses of agencies, for leaving without asking the database.
    pub exits: ExitAddresses,
    /// File names with their hashes, below `/pkg/`.
    pub style: String,
    pub exit_script: String,
    pub module: String,
    pub notify_script: String,
    pub thread_script: String,
    /// After how many days messages are kept no longer, where the agency has set an end.
    pub keep_days: Option<u32>,
    /// The machine that translates, where the agency has set one up.
    pub machine: Option<Machine>,
    /// Where pictures, papers and voice messages are kept; without it none are offered.
    pub files: Option<Files>,
    /// By which ways people can be told.
    pub tells: Tells,
    /// What PDFs are set in; without it none are offered.
    pub fonts: Option<Fonts>,
}

/// One request, as pages and forms see it.
#[derive(Debug, Clone)]
pub struct Visit {
    pub db: Db,
    pub site: Arc<Site>,
    pub session: Session,
    pub frame: Option<Arc<Frame>>,
    pub language: Language,
    /// True once the visitor has chosen a language here before.
    pub language_chosen: bool,
    /// True when the browser sent a cookie of ours, and so keeps them.
    pub has_cookie: bool,
    /// Set once a form of this request was refused, and so is not done with.
    pub refused: Arc<AtomicBool>,
    /// Path and query of this request.
    pub path: String,
    pub trace: Arc<str>,
    /// Where the request came from, as limits count it: an address, or the /64 of an IPv6 address. Unknown where there is
    /// no connection.
    pub network: Option<IpAddr>,
}

/// Who has signed in, as the session keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignedIn {
    pub id: PersonId,
    /// The agency's time zone, so that the first statement knows what day it is.
    pub zone: String,
}

/// The session's key for `SignedIn`.
pub const SIGNED_IN: &str = "person";

/// The visit of the request being answered.
#[expect(clippy::expect_used, reason = "the server puts it there for every request before any page is drawn")]
pub fn visit() -> Visit {
    expect_context::<Parts>().extensions.get::<Visit>().cloned().expect("a visit")
}

impl Visit {
    pub fn text(&self) -> Text {
        Text(self.language)
    }

    /// The frame of whoever has signed in.
    ///
    /// # Errors
    /// `SignedOut`, which sends the reader to the sign-in page.
    pub fn frame(&self) -> Result<&Frame, Error> {
        self.frame.as_deref().ok_or(Error::SignedOut)
    }

    /// # Errors
    /// `SignedOut`, which sends the reader to the sign-in page.
    pub fn actor(&self) -> Result<&Actor, Error> {
        self.frame().map(|frame| &frame.actor)
    }

    /// The reader's role on a family's team, where it may do this. Asked before the fields of a form are looked at: who may
    /// not do a thing hears that it is absent, whatever they have typed.
    ///
    /// # Errors
    /// `NotFound` for everyone else.
    pub fn role_that(&self, family: FamilyId, may: impl FnOnce(Role) -> bool) -> Result<Role, Error> {
        let role = self.actor()?.team(family)?.role;
        if may(role) { Ok(role) } else { Err(Error::NotFound) }
    }

    /// A transaction of the reader's, for a look at one family: it can write the log where a log line is due.
    ///
    /// # Errors
    /// `NotFound` when the reader is not on that family's team.
    pub async fn look(&self, family: FamilyId) -> Result<Tx, Error> {
        let actor = self.actor()?;
        let intent = if actor.team(family)?.role.is_family() { Intent::Read } else { Intent::Write };
        Ok(self.db.acting_as(actor, intent).await?)
    }

    /// A transaction of the reader's, for looks at conversations of any of their families: it can write the log where a
    /// log line may be due. Who writes no log lines only reads, on SQLite, and so does not wait while another program writes;
    /// PostgreSQL lets many write at once, and a read mark costs least beside the reading. `end_look` ends it.
    ///
    /// # Errors
    /// `SignedOut` without a reader, `Busy` when the database has no room.
    pub async fn look_at_threads(&self) -> Result<Tx, Error> {
        let writes = self.db.is_postgres() || self.actor()?.has(is_logged);
        self.act(if writes { Intent::Write } else { Intent::Read }).await
    }

    /// Ends a look at a conversation. A read mark that the look could not write is written by a transaction of its own, for
    /// which the answer waits a moment and no longer; one that could not be written is found again at the next look.
    ///
    /// # Errors
    /// When the database fails.
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

    /// A transaction of the reader's.
    ///
    /// # Errors
    /// `SignedOut` without a reader, `Busy` when the database has no room.
    pub async fn act(&self, intent: Intent) -> Result<Tx, Error> {
        Ok(self.db.acting_as(self.actor()?, intent).await?)
    }

    /// The address to go to after a cookie was set, with a mark where the browser has shown no cookie yet: one that comes to
    /// the marked page without it keeps none, and is told so. The mark is a time, because it may stay in a bookmark.
    pub fn marked(&self, page: &str) -> String {
        if self.has_cookie {
            return page.to_owned();
        }
        let (page, fragment) = page.split_once('#').map_or((page, String::new()), |(page, fragment)| (page, format!("#{fragment}")));
        let sign = if page.contains('?') { '&' } else { '?' };
        format!("{page}{sign}{COOKIE_MARK}={}{fragment}", self.db.clock().now().as_second())
    }

    /// The number to call: the agency's, or the installation's before sign-in.
    pub fn phone(&self) -> &str {
        self.frame.as_deref().map_or(&self.site.phone, |frame| &frame.phone)
    }

    pub fn exit_address(&self) -> &str {
        self.frame.as_deref().map_or(&self.site.exit_address, |frame| &frame.exit_address)
    }

    /// The visit after `count` messages have been read on this very page, so that its own count is right.
    #[must_use]
    pub fn having_read(mut self, count: usize) -> Self {
        if let Some(frame) = &mut self.frame {
            let frame = Arc::make_mut(frame);
            frame.unread = (frame.unread - i64::try_from(count).unwrap_or(0)).max(0);
        }
        self
    }

    /// Remembers in a fresh session who has signed in.
    ///
    /// # Errors
    /// When the session cannot be kept.
    pub async fn sign_in(&self, person: PersonId) -> Result<(), Error> {
        let zone = self.db.frame(person, &TimeZone::UTC).await?.actor.zone;
        // A new token, so that one seen before signing in is worth nothing after it.
        self.session.cycle_id().await.map_err(Error::session)?;
        let zone = zone.iana_name().unwrap_or("UTC").to_owned();
        self.session.insert(SIGNED_IN, SignedIn { id: person, zone }).await.map_err(Error::session)
    }
}
