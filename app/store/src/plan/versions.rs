//! Published versions of a plan and the differences between them, the comparison of the working
//! copy with the newest version, and publishing.

use std::collections::HashMap;

use model::id::{ChildId, FamilyId, ItemId, PersonId, TextId};
use model::plan::edit::Missing;
use model::plan::reply::Section;
use model::plan::week::Load;
use model::plan::{Area, Kind};
use model::policy::may_edit_plan;

use super::child::{self, Child};
use super::heading::{Direction, direction};
use super::{by_id, held, keep_lines};
use crate::access::{RecordPart, open_record, open_record_for_update};
use crate::db::{Inner, on, once};
use crate::text::{Said, said, said_joins};
use crate::visibility::sees;
use crate::{Error, Tx, text};

/// A plan item as stored in a published version, or in the working copy.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Line {
    pub item_id: ItemId,
    pub kind: Kind,
    pub text_id: TextId,
    pub goal_id: Option<ItemId>,
    pub order_id: Option<ItemId>,
    pub after_id: Option<ItemId>,
    pub child_id: Option<ChildId>,
    pub area: Option<Area>,
    pub benchmark_id: Option<TextId>,
    pub so_far_id: Option<TextId>,
    pub owner_id: Option<PersonId>,
    pub owner: Option<String>,
    pub owed: bool,
    pub due: Option<jiff_sqlx::Date>,
    #[sqlx(flatten)]
    pub load: Load,
    pub why_id: Option<TextId>,
}

/// The difference of one plan item between two versions. `Changed` holds the old and the new item.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "a version changes dozens of lines, not thousands")]
pub enum Change {
    Added(Line),
    Gone(Line),
    Changed(Line, Line),
}

/// The differences between two versions, in the order of the newer version, with removed items
/// last. A new reason or a renamed owner alone is not a difference.
pub fn changes(old: &[Line], new: &[Line]) -> Vec<Change> {
    let before: HashMap<ItemId, &Line> = old.iter().map(|line| (line.item_id, line)).collect();
    let after: HashMap<ItemId, &Line> = new.iter().map(|line| (line.item_id, line)).collect();
    let same = |a: &Line, b: &Line| Line { why_id: None, owner: None, ..a.clone() } == Line { why_id: None, owner: None, ..b.clone() };
    let mut all: Vec<Change> = new
        .iter()
        .filter_map(|line| match before.get(&line.item_id) {
            None => Some(Change::Added(line.clone())),
            Some(old) if same(old, line) => None,
            Some(old) => Some(Change::Changed((*old).clone(), line.clone())),
        })
        .collect();
    all.extend(old.iter().filter(|line| !after.contains_key(&line.item_id)).map(|line| Change::Gone(line.clone())));
    all
}

/// The header of a version; `since` is its publication date.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Kept {
    pub version: i32,
    pub since: jiff_sqlx::Date,
    #[sqlx(flatten)]
    pub direction: Direction,
    pub why_id: Option<TextId>,
    pub by_name: Option<String>,
}

/// A version, the items of the version before it (`old`), and the texts of both.
#[derive(Debug, Clone)]
pub struct Version {
    pub head: Kept,
    /// The number of the previous version that the actor may see.
    pub before: Option<i32>,
    /// The number of the next version that the actor may see.
    pub after: Option<i32>,
    pub lines: Vec<Line>,
    pub old: Vec<Line>,
    /// The permanency goals of the previous version.
    pub old_direction: Option<Direction>,
    pub children: Vec<Child>,
    pub texts: HashMap<TextId, Said>,
}

/// A query for the headers (`Kept`) of the versions of the family `$3` that the actor may see.
macro_rules! heads {
    () => {
        concat!(
            "SELECT v.version, v.since, ",
            direction!("v"),
            ", v.why_id, ",
            "coalesce(b.chosen_name, b.name) AS by_name FROM plan_version v LEFT JOIN person b ON b.id = v.by_id WHERE v.family_id = $3 AND ",
            sees!(plan_version "v")
        )
    };
}

/// The versions that the actor may see, the newest first, and the texts of the reasons for them.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub async fn list(tx: &mut Tx, family: FamilyId, language: &str) -> Result<(Vec<Kept>, HashMap<TextId, Said>), Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let (person, today) = (tx.person()?, tx.today());
    let heads: Vec<Kept> = on!(tx, c => sqlx::query_as(concat!(heads!(), " ORDER BY v.version DESC")).bind(person).bind(today).bind(family).fetch_all(c))?;
    let texts: Vec<Said> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT ", said!(), " FROM text t ", said_joins!(), "WHERE t.family_id = $4 AND ", sees!(text "t"),
        " AND t.id IN (SELECT v.why_id FROM plan_version v WHERE v.family_id = $4)"))
        .bind(person).bind(today).bind(language).bind(family).fetch_all(c))?;
    Ok((heads, by_id(texts)))
}

#[derive(sqlx::FromRow)]
struct Row {
    version: i32,
    #[sqlx(flatten)]
    line: Line,
}

/// One version and the version before it. An item must be visible to the actor both under its
/// audience of that version and under its current audience.
///
/// # Errors
/// `NotFound` when there is no such version that the actor may see.
pub async fn read(tx: &mut Tx, family: FamilyId, version: i32, language: &str) -> Result<Version, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let (person, today) = (tx.person()?, tx.today());
    let heads: Vec<Kept> = on!(tx, c => sqlx::query_as(concat!(heads!(), " ORDER BY v.version")).bind(person).bind(today).bind(family).fetch_all(c))?;
    let at = heads.iter().position(|head| head.version == version).ok_or(Error::NotFound)?;
    let before = at.checked_sub(1).and_then(|at| heads.get(at)).map(|head| head.version);
    let after = heads.get(at + 1).map(|head| head.version);
    let other = before.unwrap_or(version);
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT l.version, l.item_id, l.kind, ", held!("l"), ", coalesce(o.chosen_name, o.name) AS owner, l.why_id ",
        "FROM plan_line l JOIN plan_item i ON i.id = l.item_id LEFT JOIN person o ON o.id = l.owner_id ",
        "WHERE l.family_id = $3 AND (l.version = $4 OR l.version = $5) AND ", sees!(plan_line "l", plan_item "i"), " ",
        "ORDER BY l.position, l.item_id"))
        .bind(person).bind(today).bind(family).bind(version).bind(other).fetch_all(c))?;
    let texts: Vec<Said> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT ", said!(), " FROM text t ", said_joins!(), "WHERE t.family_id = $4 AND ", sees!(text "t"), " AND t.id IN (",
        "SELECT l.text_id FROM plan_line l WHERE l.family_id = $4 AND (l.version = $5 OR l.version = $6)",
        " UNION SELECT l.benchmark_id FROM plan_line l WHERE l.family_id = $4 AND (l.version = $5 OR l.version = $6)",
        " UNION SELECT l.so_far_id FROM plan_line l WHERE l.family_id = $4 AND (l.version = $5 OR l.version = $6)",
        " UNION SELECT l.why_id FROM plan_line l WHERE l.family_id = $4 AND l.version = $5",
        " UNION SELECT v.permanency_why FROM plan_version v WHERE v.family_id = $4 AND (v.version = $5 OR v.version = $6)",
        " UNION SELECT v.concurrent_why FROM plan_version v WHERE v.family_id = $4 AND (v.version = $5 OR v.version = $6)",
        " UNION SELECT v.why_id FROM plan_version v WHERE v.family_id = $4 AND v.version = $5)"))
        .bind(person).bind(today).bind(language).bind(family).bind(version).bind(other).fetch_all(c))?;
    let (lines, old): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.version == version);
    let plain = |rows: Vec<Row>| rows.into_iter().map(|row| row.line).collect::<Vec<_>>();
    let old_direction = before.and_then(|number| heads.iter().find(|head| head.version == number)).map(|head| head.direction.clone());
    Ok(Version {
        head: heads[at].clone(),
        before,
        after,
        lines: plain(lines),
        old: plain(old),
        old_direction,
        children: child::list(tx, family).await?,
        texts: by_id(texts),
    })
}

/// When the family was last consulted about a section of the plan: the time of the newest record of
/// a worker, or of the newest reply by a family member, whichever is later.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Asked {
    pub section: Section,
    pub at: jiff_sqlx::Timestamp,
}

/// The working copy, which a worker edits and publishes, compared with the newest version.
#[derive(Debug, Clone)]
pub struct Working {
    /// The number of the newest version; 0 before the first is published.
    pub version: i32,
    pub lines: Vec<Line>,
    pub changes: Vec<Change>,
    /// The permanency goals of the newest version; `direction` holds those of the working copy.
    pub old_direction: Direction,
    pub direction: Direction,
    pub missing: Vec<Missing>,
    pub asked: Vec<Asked>,
    pub texts: HashMap<TextId, Said>,
}

#[derive(sqlx::FromRow)]
struct Heading {
    /// 0 for the working copy, 1 for the newest published version.
    kept: i32,
    version: i32,
    #[sqlx(flatten)]
    direction: Direction,
}

#[derive(sqlx::FromRow)]
struct Draft {
    #[sqlx(flatten)]
    line: Line,
    changed_at: Option<jiff_sqlx::Timestamp>,
}

/// The working copy, its differences from the newest version, and what still prevents publishing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker.
pub async fn working(tx: &mut Tx, family: FamilyId, language: &str) -> Result<Working, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !may_edit_plan(role) {
        return Err(Error::NotFound);
    }
    let (person, today) = (tx.person()?, tx.today());
    let mut heads: Vec<Heading> = on!(tx, c => sqlx::query_as(concat!("SELECT 0 AS kept, p.version, ", direction!("p"), " FROM plan p WHERE p.family_id = $3 AND ", sees!(plan "p"),
        " UNION ALL SELECT 1, v.version, ", direction!("v"), " FROM plan w JOIN plan_version v ON v.family_id = w.family_id AND v.version = w.version WHERE v.family_id = $3 AND ", sees!(plan_version "v"),
        " ORDER BY 1"))
        .bind(person).bind(today).bind(family).fetch_all(c))?;
    let old_direction = if heads.last().is_some_and(|head| head.kept == 1) { heads.pop() } else { None }.map(|head| head.direction).unwrap_or_default();
    let (version, direction) = heads.pop().map(|head| (head.version, head.direction)).unwrap_or_default();
    let drafts: Vec<Draft> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT i.id AS item_id, i.kind, ", held!("i"), ", coalesce(o.chosen_name, o.name) AS owner, i.why_id, i.changed_at ",
        "FROM plan_item i LEFT JOIN person o ON o.id = i.owner_id WHERE i.family_id = $3 AND NOT i.gone AND ", sees!(plan_item "i"), " ORDER BY i.position, i.id"))
        .bind(person).bind(today).bind(family).fetch_all(c))?;
    let old: Vec<Line> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT l.item_id, l.kind, ", held!("l"), ", coalesce(o.chosen_name, o.name) AS owner, i.why_id ",
        "FROM plan_line l JOIN plan_item i ON i.id = l.item_id LEFT JOIN person o ON o.id = l.owner_id ",
        "WHERE l.family_id = $3 AND l.version = $4 AND ", sees!(plan_line "l", plan_item "i"), " ORDER BY l.position, l.item_id"))
        .bind(person).bind(today).bind(family).bind(version).fetch_all(c))?;
    // A section counts as consulted when a worker recorded it, or when a family member replied to
    // it.
    let asked: Vec<Asked> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT x.section, max(x.at) AS at FROM (SELECT a.section, a.at FROM plan_asked a WHERE a.family_id = $3 ",
        "UNION ALL SELECT r.section, r.at FROM plan_reply r WHERE r.family_id = $3 AND r.section IS NOT NULL AND ", sees!(plan_reply "r"),
        " AND EXISTS (SELECT 1 FROM membership f WHERE f.family_id = r.family_id AND f.person_id = r.author_id AND f.role IN ('parent', 'guardian', 'indian_custodian', 'youth'))",
        ") x GROUP BY x.section"))
        .bind(person).bind(today).bind(family).fetch_all(c))?;
    let texts: Vec<Said> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT ", said!(), " FROM text t ", said_joins!(), "WHERE t.family_id = $4 AND ", sees!(text "t"), " AND t.id IN (",
        "SELECT i.text_id FROM plan_item i WHERE i.family_id = $4 UNION SELECT i.benchmark_id FROM plan_item i WHERE i.family_id = $4",
        " UNION SELECT i.so_far_id FROM plan_item i WHERE i.family_id = $4",
        " UNION SELECT i.why_id FROM plan_item i WHERE i.family_id = $4",
        " UNION SELECT l.text_id FROM plan_line l WHERE l.family_id = $4 AND l.version = $5",
        " UNION SELECT l.benchmark_id FROM plan_line l WHERE l.family_id = $4 AND l.version = $5",
        " UNION SELECT l.so_far_id FROM plan_line l WHERE l.family_id = $4 AND l.version = $5",
        " UNION SELECT p.permanency_why FROM plan p WHERE p.family_id = $4 UNION SELECT p.concurrent_why FROM plan p WHERE p.family_id = $4",
        " UNION SELECT v.permanency_why FROM plan_version v WHERE v.family_id = $4 AND v.version = $5",
        " UNION SELECT v.concurrent_why FROM plan_version v WHERE v.family_id = $4 AND v.version = $5)"))
        .bind(person).bind(today).bind(language).bind(family).bind(version).fetch_all(c))?;
    let changed: Vec<(Kind, Option<jiff::Timestamp>)> =
        drafts.iter().map(|draft| (draft.line.kind, draft.changed_at.as_ref().map(|at| at.to_jiff()))).collect();
    let lines: Vec<Line> = drafts.into_iter().map(|draft| draft.line).collect();
    let changes = changes(&old, &lines);
    let missing = missing(&changed, &changes, direction != old_direction, &asked);
    Ok(Working { version, lines, changes, old_direction, direction, missing, asked, texts: by_id(texts) })
}

/// What prevents publishing. `lines` holds the kind and the time of the last edit of every item of
/// the working copy; `turned` is true when the permanency goals changed. The family must have been
/// consulted about a section after its last edit.
fn missing(lines: &[(Kind, Option<jiff::Timestamp>)], changes: &[Change], turned: bool, asked: &[Asked]) -> Vec<Missing> {
    let mut all = Vec::new();
    if !lines.iter().any(|(kind, _)| *kind == Kind::OwnWords) {
        all.push(Missing::OwnWords);
    }
    if !lines.iter().any(|(kind, _)| *kind == Kind::Strength) {
        all.push(Missing::Strengths);
    }
    for section in Section::ALL {
        let of = lines.iter().filter(|(kind, _)| Section::of(*kind) == Some(*section));
        let Some(last) = of.map(|(_, at)| *at).max() else { continue };
        let heard = asked.iter().find(|asked| asked.section == *section).map(|asked| asked.at.to_jiff());
        if heard.is_none() || last > heard {
            all.push(Missing::Asked(*section));
        }
    }
    if !turned
        && !changes.iter().any(|change| !matches!(change, Change::Added(line) | Change::Gone(line) | Change::Changed(_, line) if line.kind == Kind::OwnWords))
    {
        all.push(Missing::Change);
    }
    all
}

/// Records the worker's statement that the family was consulted about these sections. The record is
/// visible to the family, which can dispute it in a reply.
///
/// # Errors
/// `NotFound` for anyone but this family's worker.
pub async fn ask(tx: &mut Tx, family: FamilyId, sections: &[Section]) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !may_edit_plan(role) {
        return Err(Error::NotFound);
    }
    let (person, now) = (tx.person()?, tx.now());
    for section in sections {
        let id: uuid::Uuid = tx.clock().mint();
        on!(tx, c => sqlx::query("INSERT INTO plan_asked (id, family_id, section, by_id, at) VALUES ($1, $2, $3, $4, $5)")
            .bind(id).bind(family).bind(*section).bind(person).bind(now).execute(c))?;
    }
    Ok(())
}

/// Publishes the working copy as a new version, and returns its number. `base` is the version
/// number the form was rendered from. Idempotent: when the actor already published the version
/// after `base` with the same reason, its number is returned.
///
/// # Errors
/// `NotFound` for anyone but this family's worker; `Invalid("plan-not-ready")` when something
/// prevents publishing; `Conflict` when another version was published after the form was rendered;
/// `Raced` when a concurrent request publishes the same version.
pub async fn publish(tx: &mut Tx, family: FamilyId, base: i32, why: &str, language: &str) -> Result<i32, Error> {
    // A family whose plan was not imported has no `plan` row before its first version.
    begin(tx, family).await?;
    let working = working(tx, family, language).await?;
    let (person, today) = (tx.person()?, tx.today());
    if working.version != base {
        let mine: Option<(String,)> = on!(tx, c => sqlx::query_as(
            "SELECT t.body FROM plan_version v JOIN text t ON t.id = v.why_id WHERE v.family_id = $1 AND v.version = $2 AND v.by_id = $3")
            .bind(family).bind(base + 1).bind(person).fetch_optional(c))?;
        return if mine.is_some_and(|(body,)| body == why) { Ok(base + 1) } else { Err(Error::Conflict) };
    }
    if !working.missing.is_empty() {
        return Err(Error::Invalid("plan-not-ready"));
    }
    let version = base + 1;
    let touched = on!(tx, c => sqlx::query(concat!("UPDATE plan SET version = $4, since = $2 WHERE family_id = $3 AND version = $5 AND ", sees!(plan "plan")))
        .bind(person).bind(today).bind(family).bind(version).bind(base).execute(c))?;
    if touched == 0 {
        return Err(Error::Conflict);
    }
    let audience: Option<(model::id::AudienceId,)> =
        on!(tx, c => sqlx::query_as("SELECT audience_id FROM plan WHERE family_id = $1").bind(family).fetch_optional(c))?;
    let (audience,) = audience.ok_or(Error::NotFound)?;
    let words = text::add(tx, family, audience, None, language, why).await?;
    let kept = on!(tx, c => sqlx::query(
        "INSERT INTO plan_version (family_id, version, audience_id, since, permanency, permanency_since, permanency_by, permanency_why,
             concurrent, concurrent_since, concurrent_by, concurrent_why, why_id, by_id)
         SELECT family_id, version, audience_id, since, permanency, permanency_since, permanency_by, permanency_why,
             concurrent, concurrent_since, concurrent_by, concurrent_why, $2, $3 FROM plan WHERE family_id = $1").bind(family).bind(words).bind(person).execute(c));
    once(kept)?;
    // The version must also contain the items that this worker may not read. On PostgreSQL
    // row-level security hides those, so a function with the owner's rights copies the items.
    if matches!(tx.inner, Inner::Postgres(_)) {
        on!(tx, c => sqlx::query("SELECT alongside_keep_lines($1)").bind(family).execute(c))?;
    } else {
        on!(tx, c => sqlx::query(keep_lines!("i.why_id")).bind(family).execute(c))?;
    }
    on!(tx, c => sqlx::query(concat!("UPDATE plan_item SET why_id = NULL WHERE family_id = $3 AND why_id IS NOT NULL AND kind <> 'own_words' AND ", sees!(plan_item "plan_item")))
        .bind(person).bind(today).bind(family).execute(c))?;
    Ok(version)
}

/// Creates an empty plan with version 0, if the family has none.
///
/// # Errors
/// `NotFound` for anyone but this family's worker; `Raced` when a concurrent request creates it.
pub(super) async fn begin(tx: &mut Tx, family: FamilyId) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !may_edit_plan(role) {
        return Err(Error::NotFound);
    }
    let today = tx.today();
    let there: Option<(i32,)> = on!(tx, c => sqlx::query_as("SELECT version FROM plan WHERE family_id = $1").bind(family).fetch_optional(c))?;
    if there.is_some() {
        return Ok(());
    }
    let entries = model::policy::default_roles(model::policy::Thing::SharedPlan).into_iter().map(|role| (Some(role), None, false)).collect();
    let audience = crate::audience::find_or_add(tx, family, entries).await?;
    let made = on!(tx, c => sqlx::query("INSERT INTO plan (family_id, audience_id, version, since) VALUES ($1, $2, 0, $3)")
        .bind(family).bind(audience).bind(today).execute(c));
    once(made).map(|_| ())
}
