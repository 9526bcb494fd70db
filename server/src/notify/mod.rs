//! Tells people that there is something new: takes notices from the outbox, decides with what each person has chosen, and
//! hands them to mail, text message or the browser's push service. What is handed over is one sentence in the person's
//! language, the same for everything.

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

/// How long any service may take to answer.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// What came of handing a notice over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handed {
    Over,
    /// It may work later.
    NotNow,
    /// This address will never work.
    Never,
    /// Nobody is there any more: the address is forgotten.
    Gone,
    /// Its owner has stopped texts at the gateway.
    Stopped,
}

/// What came of all the ways that were tried.
#[derive(Debug, Default)]
struct Tried {
    /// The ways that took it.
    by: Vec<Way>,
    /// The ways that may take it later.
    not_now: Vec<Way>,
    /// The ways that never will.
    never: Vec<Way>,
}

/// The ways that this installation has been given.
#[derive(Debug, Clone)]
pub struct Teller {
    mail: Option<mail::Mail>,
    sms: Option<sms::Sms>,
    push: Option<push::Push>,
    escalate: SignedDuration,
}

impl Teller {
    /// # Errors
    /// When a setting can't be understood.
    pub fn new(settings: &Settings) -> anyhow::Result<Self> {
        store::tls::ready();
        Ok(Self {
            mail: settings.smtp.as_deref().map(|url| mail::Mail::new(url, settings.mail_from.as_deref())).transpose()?,
            sms: settings.sms_url.as_deref().map(|url| sms::Sms::new(settings, url)).transpose()?,
            push: settings.vapid_key.as_deref().map(|key| push::Push::new(settings, key)).transpose()?,
            escalate: SignedDuration::from_hours(settings.escalate_hours.into()),
        })
    }

    /// Tells everything that is due; how many notices were looked at.
    ///
    /// # Errors
    /// When the database fails; the notices that were taken are due again in two minutes.
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
        // Once a day is once a day, however many conversations there are.
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
        // What can't wait is told by every other way too, where it was not read meanwhile.
        let became = if notice.urgent && before.is_empty() && more { Became::Later(now.timestamp() + self.escalate) } else { Became::Told };
        outbox::note(db, &notice, became, &by).await
    }

    /// Hands over by the first way that works, or by `all`.
    async fn hand_over(&self, db: &Db, notice: &Notice, left: &[&Address], words: &str, all: bool) -> Result<Tried, store::Error> {
        let mut tried = Tried::default();
        for one in left {
            if tried.by.contains(&one.way) && one.way != Way::Push {
                continue;
            }
            // Every browser of somebody shows it; of the other ways the first that works is enough.
            if !all && tried.by.first().is_some_and(|first| *first != one.way) {
                break;
            }
            let handed = match (one.way, &self.mail, &self.sms, &self.push) {
                (Way::Email, Some(mail), ..) => mail.hand_over(&one.address, words).await,
                (Way::Sms, _, Some(sms), _) => sms.hand_over(&one.address, words).await,
                (Way::Push, .., Some(push)) => push.hand_over(one, words, db.clock().now()).await,
                _ => Handed::NotNow,
            };
            // No address in the log: who is told of something is nobody's business.
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
                // The person sees on their page that texts are stopped, and how they begin again.
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

/// The one sentence, in the language the person chose, or the first they read that we have.
fn words(whom: &For) -> String {
    let language =
        whom.language.as_deref().and_then(Language::parse).or_else(|| whom.languages_read.iter().find_map(|tag| Language::parse(tag))).unwrap_or_default();
    Text(language).say("common-notice")
}
