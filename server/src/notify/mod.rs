//! Notification dispatcher: claims due notifications from the outbox, applies each person's
//! notification preferences, and delivers by web push, e-mail or text message (SMS). The text is
//! one neutral sentence in the person's language, the same for every event, so that it reveals
//! nothing.

pub mod inbound;
pub mod mail;
pub mod push;
pub mod sms;

use std::time::Duration;

use app::text::Text;
use jiff::{SignedDuration, Timestamp};
use model::language::Language;
use model::notify::{Due, Mode, Way};
use store::Db;
use store::notify::outbox::{self, Address, Became, For, Notice, Standing, TRIES};
use store::notify::{consent, trouble};

use crate::config::Settings;

/// Timeout for each call to a delivery service.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// Result of one delivery attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handed {
    /// The service accepted the notification.
    Over,
    /// A temporary failure: retry later.
    NotNow,
    /// A permanent failure: this address can never be delivered to.
    Never,
    /// The browser's push subscription no longer exists; it is deleted.
    Gone,
    /// The owner of the number has opted out (STOP) at the SMS gateway.
    Stopped,
}

/// Results of all delivery attempts for one notification, by channel (`Way`).
#[derive(Debug, Default)]
struct Tried {
    /// Channels that accepted the notification.
    by: Vec<Way>,
    /// Channels with a temporary failure.
    not_now: Vec<Way>,
    /// Channels with a permanent failure.
    never: Vec<Way>,
}

/// The notification dispatcher, with the delivery channels that this installation has configured.
#[derive(Debug, Clone)]
pub struct Teller {
    mail: Option<mail::Mail>,
    sms: Option<sms::Sms>,
    push: Option<push::Push>,
    escalate: SignedDuration,
}

impl Teller {
    /// # Errors
    /// When a setting of a channel is missing or invalid.
    pub fn new(settings: &Settings) -> anyhow::Result<Self> {
        store::tls::ready();
        Ok(Self {
            mail: settings.smtp.as_deref().map(|url| mail::Mail::new(url, settings.mail_from.as_deref())).transpose()?,
            sms: settings.sms_url.as_deref().map(|url| sms::Sms::new(settings, url)).transpose()?,
            push: settings.vapid_key.as_deref().map(|key| push::Push::new(settings, key)).transpose()?,
            escalate: SignedDuration::from_hours(settings.escalate_hours.into()),
        })
    }

    /// Dispatches every notification that is due. Returns how many were processed.
    ///
    /// # Errors
    /// When the database fails. Claimed notifications that were not processed become due again
    /// after two minutes.
    pub async fn tell(&self, db: &Db) -> Result<usize, store::Error> {
        let mut looked = 0;
        loop {
            let taken = outbox::take(db).await?;
            if taken.is_empty() {
                return Ok(looked);
            }
            looked += taken.len();
            for notice in taken {
                self.one(db, notice).await?;
            }
        }
    }

    async fn one(&self, db: &Db, mut notice: Notice) -> Result<(), store::Error> {
        let whom = match outbox::whom(db, &notice).await {
            Ok(whom) => whom,
            Err(store::Error::NotFound) => return outbox::note(db, &notice, Became::Gone, &[]).await,
            Err(other) => return Err(other),
        };
        match whom.standing {
            Standing::Gone => return outbox::note(db, &notice, Became::Gone, &[]).await,
            Standing::Read => return outbox::note(db, &notice, Became::Read, &[]).await,
            Standing::Told => return outbox::note(db, &notice, Became::Merged, &[]).await,
            Standing::Unread => {}
        }
        let now = db.clock().now().to_zoned(whom.zone.clone());
        let at = Timestamp::from_second(notice.at).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(whom.zone.clone());
        match whom.choice.due(&at, &now) {
            Due::Never => return outbox::note(db, &notice, Became::Off, &[]).await,
            Due::Later(then) => return outbox::note(db, &notice, Became::Later(then.timestamp()), &[]).await,
            Due::Now => {}
        }
        // Daily mode: at most one notification in 12 hours, across all conversations.
        if whom.choice.mode == Mode::Daily
            && notice.told_by.is_empty()
            && outbox::told_since(db, notice.person_id, now.timestamp() - SignedDuration::from_hours(12)).await?
        {
            return outbox::note(db, &notice, Became::Merged, &[]).await;
        }
        let before = notice.told();
        let left: Vec<&Address> = whom.ways.iter().filter(|one| !before.contains(&one.way) && self.has(one.way)).collect();
        if left.is_empty() {
            let became = if before.is_empty() { Became::NoWay } else { Became::Told };
            return outbox::note(db, &notice, became, &[]).await;
        }
        let words = words(&whom);
        let Tried { by, not_now, mut never } = self.hand_over(db, &notice, &left, &words, !before.is_empty()).await?;
        if by.is_empty() {
            notice.tries += 1;
            let wait = SignedDuration::from_mins(1 << notice.tries.clamp(0, 8));
            let last = notice.tries >= TRIES || not_now.is_empty();
            if last {
                never.extend(not_now);
            }
            trouble::tried(db, notice.person_id, &[], &never).await?;
            let became = if last { Became::Failed } else { Became::Later(now.timestamp() + wait) };
            return outbox::note(db, &notice, became, &[]).await;
        }
        trouble::tried(db, notice.person_id, &by, &never).await?;
        let more = left.iter().any(|one| !by.contains(&one.way));
        // Urgent messages are escalated: if still unread after `escalate`, the remaining channels
        // are used too.
        let became = if notice.urgent && before.is_empty() && more { Became::Later(now.timestamp() + self.escalate) } else { Became::Told };
        outbox::note(db, &notice, became, &by).await
    }

    /// Delivers by the first channel that works, or by all channels where `all` is true. `left` is
    /// ordered by preference.
    async fn hand_over(&self, db: &Db, notice: &Notice, left: &[&Address], words: &str, all: bool) -> Result<Tried, store::Error> {
        let mut tried = Tried::default();
        for one in left {
            if tried.by.contains(&one.way) && one.way != Way::Push {
                continue;
            }
            // A push notification goes to every browser of the person. Of the channels, the first
            // that works is enough.
            if !all && tried.by.first().is_some_and(|first| *first != one.way) {
                break;
            }
            let handed = match (one.way, &self.mail, &self.sms, &self.push) {
                (Way::Email, Some(mail), ..) => mail.hand_over(&one.address, words).await,
                (Way::Sms, _, Some(sms), _) => sms.hand_over(&one.address, words).await,
                (Way::Push, .., Some(push)) => push.hand_over(one, words, db.clock().now()).await,
                _ => Handed::NotNow,
            };
            // Privacy: the log must not contain the address of the recipient.
            tracing::info!(way = one.way.slug(), handed = ?handed, "a notice");
            match handed {
                Handed::Over if tried.by.contains(&one.way) => {}
                Handed::Over => tried.by.push(one.way),
                Handed::NotNow => tried.not_now.push(one.way),
                Handed::Never => tried.never.push(one.way),
                Handed::Gone => {
                    let mut tx = db.acting_as_system("a browser that is gone").await?;
                    store::notify::forget(&mut tx, notice.person_id, &one.address).await?;
                    tx.save().await?;
                }
                // Recorded as an opt-out: the person's settings page then says that texts are
                // stopped and how to resume them.
                Handed::Stopped => {
                    consent::stop(db, &one.address, "stopped at the gateway").await?;
                }
            }
        }
        Ok(tried)
    }

    const fn has(&self, way: Way) -> bool {
        match way {
            Way::Email => self.mail.is_some(),
            Way::Sms => self.sms.is_some(),
            Way::Push => self.push.is_some(),
        }
    }
}

/// The notification text, in the person's chosen language, or else the first supported language
/// that they read.
fn words(whom: &For) -> String {
    let language =
        whom.language.as_deref().and_then(Language::parse).or_else(|| whom.languages_read.iter().find_map(|tag| Language::parse(tag))).unwrap_or_default();
    Text(language).say("common-notice")
}
