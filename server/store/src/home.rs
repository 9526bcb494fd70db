//! The one short page: what is next, what is owed, whose turn it is, what is new.

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

/// A step that waits, for the reader or for the agency.
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

/// Something new: unread words of somebody, or a version of a plan that was published lately.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct News {
    /// The conversation; without one it is a plan.
    pub thread_id: Option<ThreadId>,
    /// Who wrote, or who published.
    pub name: Option<String>,
    pub role: Option<Role>,
    pub unread: i64,
    pub family_id: Option<FamilyId>,
    pub version: i32,
    at: Option<jiff_sqlx::Timestamp>,
    /// The day of the version.
    pub since: Option<jiff_sqlx::Date>,
}

/// A family's home page as one reader sees it.
#[derive(Debug, Clone)]
pub struct Home {
    pub role: Role,
    pub events: Vec<Event>,
    pub steps: Vec<Step>,
    pub news: Vec<News>,
    /// For a worker: translations the family asked for.
    pub wanted: Vec<Wanted>,
    /// What was said to the plan and waits for an answer, or has just been answered.
    pub waiting: Vec<Waiting>,
}

/// What is next, owed, to do and new in a family.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub async fn read(tx: &mut Tx, family: FamilyId, language: &str) -> Result<Home, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Home).await?;
    let role = tx.role;
    let (person, today) = (tx.person()?, tx.today());
    let events = calendar::coming(tx, family, language, 4).await?;
    // Of the version that everyone reads: what a worker still edits is nobody's to do yet.
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

/// A parent partner, and how many parents they walk with.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Partner {
    pub person_id: PersonId,
    pub name: String,
    pub parents: i64,
}

/// For a parent partner coordinator: the parent partners on the teams they coordinate for, without the families' names.
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

/// Days for which a new version of a plan is news.
const NEWS_DAYS: i32 = 14;

/// What is new for the actor, in any family: who wrote and waits to be read, and plans that changed lately. The newest
/// words first, then the plans.
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
    // In Rust, because SQLite keeps times as text that does not sort.
    news.sort_by_key(|one| std::cmp::Reverse(one.at.as_ref().map(|at| at.to_jiff())));
    Ok(news)
}
