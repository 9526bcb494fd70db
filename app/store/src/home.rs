//! A family's home page: upcoming events, open steps, replies that wait for an answer, and unread
//! activity.

use jiff::ToSpan;
use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, ItemId, PersonId, ThreadId};
use model::plan::State;
use model::role::Role;

use crate::access::{RecordPart, open_record};
use crate::calendar::{self, Event};
use crate::db::on;
use crate::plan::reply::{self, Waiting};
use crate::text::{self, Said, Wanted, on_team, said, said_joins};
use crate::visibility::sees;
use crate::{Error, Tx};

/// An open step that the actor owns or that the agency owes to the family.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Step {
    pub id: ItemId,
    pub owner_id: Option<PersonId>,
    pub owner: Option<String>,
    pub owed: bool,
    pub due: Option<jiff_sqlx::Date>,
    pub state: State,
    #[sqlx(flatten)]
    pub words: Said,
}

/// An activity item: one author's unread messages in a thread, or a recently published plan
/// version.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct News {
    /// The thread of the unread messages; `None` for a plan version.
    pub thread_id: Option<ThreadId>,
    /// The name of the author, or of the person who published the version.
    pub name: Option<String>,
    pub role: Option<Role>,
    pub unread: i64,
    pub family_id: Option<FamilyId>,
    pub version: i32,
    at: Option<jiff_sqlx::Timestamp>,
    /// The date of the plan version; `None` for messages.
    pub since: Option<jiff_sqlx::Date>,
}

/// The content of a family's home page, as the actor sees it.
#[derive(Debug, Clone)]
pub struct Home {
    pub role: Role,
    pub events: Vec<Event>,
    pub steps: Vec<Step>,
    pub news: Vec<News>,
    /// The translations that the family requested; empty unless the actor is a worker.
    pub wanted: Vec<Wanted>,
    /// Replies to the plan that wait for an answer or were answered recently.
    pub waiting: Vec<Waiting>,
}

/// Reads a family's home page in `language`, and logs the access.
///
/// # Errors
/// `NotFound` when the actor is not a member of this family's team, or when their role may not open
/// the record. Also when the database fails.
pub async fn read(tx: &mut Tx, family: FamilyId, language: &str) -> Result<Home, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Home).await?;
    let role = tx.role;
    let (person, today) = (tx.person()?, tx.today());
    let events = calendar::coming(tx, family, language, 4).await?;
    // Reads the published version: steps in a worker's draft are not in force yet.
    let steps: Vec<Step> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT i.id, l.owner_id, coalesce(o.chosen_name, o.name) AS owner, l.owed, l.due, i.state, ", said!(),
        " FROM plan_newest h JOIN plan_line l ON l.family_id = h.family_id AND l.version = h.version JOIN plan_item i ON i.id = l.item_id ",
        "JOIN text t ON t.id = l.text_id LEFT JOIN person o ON o.id = l.owner_id ", said_joins!(),
        "WHERE h.family_id = $4 AND l.kind = 'step' AND i.state <> 'done' AND (l.owed OR l.owner_id = $1) AND ", sees!(plan_line "l", plan_item "i"),
        " AND ", sees!(text "t"), " ORDER BY l.due IS NULL, l.due, l.position, i.id"))
        .bind(person).bind(today).bind(language).bind(family).fetch_all(c))?;
    let (news, wanted) = if role == Role::Worker { (Vec::new(), text::wanted(tx, family).await?) } else { (news(tx).await?, Vec::new()) };
    let answers = role.is_family() || matches!(role, Role::Worker | Role::Supervisor);
    let waiting = if answers { reply::waiting(tx, family, role).await? } else { Vec::new() };
    Ok(Home { role, events, steps, news, wanted, waiting })
}

/// A parent partner, and the number of parents whom they support.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Partner {
    pub person_id: PersonId,
    pub name: String,
    pub parents: i64,
}

/// For a parent partner coordinator: the parent partners on the teams that they coordinate. The
/// result does not contain the families' names.
///
/// # Errors
/// When the database fails.
pub async fn partners(tx: &mut Tx) -> Result<Vec<Partner>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    on!(tx, c => sqlx::query_as(
        "SELECT p.id AS person_id, coalesce(p.chosen_name, p.name) AS name, count(DISTINCT m.walks_with) AS parents
         FROM membership me JOIN membership m ON m.family_id = me.family_id AND m.role = 'mentor' AND m.since <= $2 AND (m.until IS NULL OR m.until > $2)
         JOIN person p ON p.id = m.person_id
         WHERE me.person_id = $1 AND me.role = 'mentor_coordinator' AND me.since <= $2 AND (me.until IS NULL OR me.until > $2)
         GROUP BY p.id, p.chosen_name, p.name ORDER BY 2")
        .bind(person).bind(today).fetch_all(c))
}

/// The number of days for which a published plan version counts as recent.
const NEWS_DAYS: i32 = 14;

/// The actor's unread messages, grouped by thread and author, and recent plan versions, across all
/// families. Messages come first, newest first, then the plan versions.
///
/// # Errors
/// When the database fails.
pub async fn news(tx: &mut Tx) -> Result<Vec<News>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let lately = (tx.actor()?.today - NEWS_DAYS.days()).to_sqlx();
    let mut news: Vec<News> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT h.id AS thread_id, coalesce(p.chosen_name, p.name) AS name, ",
        "(SELECT min(a.role) FROM membership a WHERE a.family_id = h.family_id AND a.person_id = p.id) AS role, count(*) AS unread, ",
        "h.family_id, 0 AS version, max(x.at) AS at, NULL AS since ",
        "FROM reader r JOIN thread h ON h.id = r.thread_id JOIN message x ON x.thread_id = h.id AND x.seq > r.read_seq AND x.seq >= r.from_seq AND x.kind = 'words' ",
        "JOIN person p ON p.id = x.author_id ",
        "WHERE r.person_id = $1 AND r.left_at IS NULL AND x.author_id <> $1 AND (h.family_id IS NULL OR ", on_team!("h.family_id"), ") ",
        "GROUP BY h.id, h.family_id, p.id, p.chosen_name, p.name ",
        "UNION ALL SELECT NULL, coalesce(b.chosen_name, b.name), NULL, 0, v.family_id, v.version, NULL, v.since ",
        "FROM plan h JOIN plan_version v ON v.family_id = h.family_id AND v.version = h.version JOIN person b ON b.id = v.by_id ",
        "WHERE v.by_id <> $1 AND v.since > $3 AND ", sees!(plan_version "v")))
        .bind(person).bind(today).bind(lately).fetch_all(c))?;
    // Sorted in Rust, because SQLite stores times as text that does not sort chronologically.
    news.sort_by_key(|one| std::cmp::Reverse(one.at.as_ref().map(|at| at.to_jiff())));
    Ok(news)
}
