//! The header of a thread: its state for the actor, its other participants, and their read
//! positions.

use model::id::{FamilyId, PersonId, ThreadId};
use model::messages::ThreadKind;
use model::role::Role;

use super::drafts::draft_is_unsent;
use super::{actor_reads_thread, participants_overlapped};
use crate::authored_text::actor_is_member;
use crate::db::run_on;
use crate::{Error, Tx};

#[derive(Debug, Clone)]
pub struct OtherParticipant {
    pub person_id: PersonId,
    pub name: String,
    pub role: Option<Role>,
    /// The last day (inclusive) of a current absence.
    pub away_until: Option<jiff::civil::Date>,
    /// The person who stands in during the absence.
    pub cover: Option<PersonId>,
    /// True when a notification about an unread message of the actor could not be delivered.
    pub undelivered: bool,
    /// The person's preferred reading language, as a tag.
    pub preferred_language: Option<String>,
}

#[derive(sqlx::FromRow)]
pub(super) struct ThreadHeadRow {
    pub(super) kind: ThreadKind,
    pub(super) family_id: Option<FamilyId>,
    pub(super) last_seq: i64,
    pub(super) visible_from_seq: i64,
    pub(super) read_seq: i64,
    pub(super) receipts: Option<bool>,
    pub(super) my_role: Option<Role>,
    pub(super) draft: Option<String>,
    pub(super) o_id: Option<PersonId>,
    pub(super) name: Option<String>,
    pub(super) role: Option<Role>,
    pub(super) gone: bool,
    pub(super) o_read: Option<i64>,
    pub(super) o_delivered: Option<i64>,
    pub(super) o_receipts: Option<bool>,
    pub(super) away_until: Option<jiff_sqlx::Date>,
    pub(super) cover_id: Option<PersonId>,
    pub(super) untold: i64,
    pub(super) o_language: Option<String>,
    pub(super) o_reads: Option<sqlx::types::Json<Vec<String>>>,
}

/// A person's preferred reading language: the language they selected for the portal, else the first
/// of the languages recorded as ones they read.
pub(super) fn preferred_language(chosen: Option<&str>, reads: &[String]) -> Option<String> {
    chosen
        .or(reads.first().map(String::as_str))
        .map(str::to_owned)
}

impl ThreadHeadRow {
    pub(super) fn to_other_participant(&self) -> Option<OtherParticipant> {
        Some(OtherParticipant {
            person_id: self.o_id?,
            name: self.name.clone()?,
            role: self.role,
            away_until: self.away_until.as_ref().map(|day| day.to_jiff()),
            cover: self.cover_id,
            undelivered: self.untold > 0,
            preferred_language: preferred_language(
                self.o_language.as_deref(),
                self.o_reads
                    .as_ref()
                    .map_or(&[], |reads| reads.0.as_slice()),
            ),
        })
    }
}

/// The header of a thread, with one row for each other participant, active or former. Empty when
/// the actor is not a participant.
pub(super) async fn thread_head(
    tx: &mut Tx,
    thread: ThreadId,
) -> Result<Vec<ThreadHeadRow>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT h.kind, h.family_id, h.last_seq, r.visible_from_seq, r.read_seq, r.receipts, \
            d.body AS draft, ",
        "(SELECT min(a.role) FROM membership a WHERE a.family_id = h.family_id AND a.person_id = \
            $1) AS my_role, ",
        "o.person_id AS o_id, coalesce(p.chosen_name, p.name) AS name, ",
        // `min`, because a person can have several memberships in a family. Ended ones count too: a
        // name in an old conversation is shown with its role.
        "(SELECT min(a.role) FROM membership a WHERE a.family_id = h.family_id AND a.person_id = \
            p.id) AS role, (o.left_at IS NOT NULL) AS gone, ",
        "o.read_seq AS o_read, o.delivered_seq AS o_delivered, o.receipts AS o_receipts, \
            p.language AS o_language, p.languages_read AS o_reads, w.ends AS away_until, \
            w.cover_id, ",
        // Only notifications of the actor's own messages: whether other people can be reached is
        // not the actor's to know.
        "(SELECT count(*) FROM notification_outbox b WHERE b.thread_id = h.id AND b.person_id = \
            o.person_id AND b.author_id = $1 AND b.state = 'failed' AND b.seq > o.read_seq) AS \
            untold ",
        "FROM thread_participant r JOIN thread h ON h.id = r.thread_id LEFT JOIN draft d ON \
            d.person_id = $1 AND d.target_id = h.id AND ", draft_is_unsent!(), " ",
        "LEFT JOIN thread_participant o ON o.thread_id = h.id AND o.person_id <> $1 AND ", participants_overlapped!(), " LEFT JOIN person p ON p.id = o.person_id ",
        "LEFT JOIN absence w ON w.person_id = o.person_id AND w.starts <= $2 AND w.ends >= $2 ",
        "WHERE h.id = $3 AND ", actor_reads_thread!(), " ORDER BY o.person_id"))
        .bind(person).bind(today).bind(thread).fetch_all(c)
    })
}
