//! The permanency goal and the concurrent goal of a case, each with its start date, who decided it,
//! and the reason.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, TextId};
use model::plan::edit::Heading;
use model::plan::{Decider, OTHER_PLANNED_FROM, Permanency};
use model::policy::may_edit_plan;

use super::by_id;
use super::edit::Saved;
use crate::access::{RecordPart, open_record, open_record_for_update};
use crate::db::on;
use crate::text::{Said, said, said_joins};
use crate::visibility::sees;
use crate::{Error, Tx, text};

/// Both goals of a published version, or of the working copy. `*_why` is the text of the reason.
#[derive(Debug, Clone, Default, PartialEq, sqlx::FromRow)]
pub struct Direction {
    pub permanency: Option<Permanency>,
    pub permanency_since: Option<jiff_sqlx::Date>,
    pub permanency_by: Option<Decider>,
    pub permanency_why: Option<TextId>,
    pub concurrent: Option<Permanency>,
    pub concurrent_since: Option<jiff_sqlx::Date>,
    pub concurrent_by: Option<Decider>,
    pub concurrent_why: Option<TextId>,
}

impl Direction {
    pub const fn is_none(&self) -> bool {
        self.permanency.is_none() && self.concurrent.is_none()
    }
}

/// The columns of `Direction`, selected from the table alias `$t`.
macro_rules! direction {
    ($t:literal) => {
        concat!(
            $t,
            ".permanency, ",
            $t,
            ".permanency_since, ",
            $t,
            ".permanency_by, ",
            $t,
            ".permanency_why, ",
            $t,
            ".concurrent, ",
            $t,
            ".concurrent_since, ",
            $t,
            ".concurrent_by, ",
            $t,
            ".concurrent_why"
        )
    };
}
pub(crate) use direction;

/// The working copy of both goals, with the texts of their reasons, for the edit form.
#[derive(Debug, Clone)]
pub struct Desk {
    pub direction: Direction,
    /// Incremented by every change; 0 when the family has no plan yet.
    pub revision: i32,
    pub texts: HashMap<TextId, Said>,
}

#[derive(sqlx::FromRow)]
struct Row {
    audience_id: AudienceId,
    revision: i32,
    #[sqlx(flatten)]
    direction: Direction,
}

async fn row(tx: &mut Tx, family: FamilyId) -> Result<Option<Row>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    on!(tx, c => sqlx::query_as(concat!("SELECT p.audience_id, p.revision, ", direction!("p"), " FROM plan p WHERE p.family_id = $3 AND ", sees!(plan "p")))
        .bind(person).bind(today).bind(family).fetch_optional(c))
}

/// The working copy of both goals, for the edit form of a worker.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a family whose children live at home:
/// they have no permanency goal.
pub async fn read(tx: &mut Tx, family: FamilyId, language: &str) -> Result<Desk, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !may_edit_plan(role) || tx.actor()?.team(family)?.in_home {
        return Err(Error::NotFound);
    }
    let found = row(tx, family).await?;
    let (direction, revision) = found.map(|row| (row.direction, row.revision)).unwrap_or_default();
    let texts = whys(tx, family, &direction, language).await?;
    Ok(Desk { direction, revision, texts })
}

/// The texts of the reasons of both goals.
async fn whys(tx: &mut Tx, family: FamilyId, direction: &Direction, language: &str) -> Result<HashMap<TextId, Said>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let texts: Vec<Said> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT ", said!(), " FROM text t ", said_joins!(), "WHERE t.family_id = $4 AND ", sees!(text "t"), " AND (t.id = $5 OR t.id = $6)"))
        .bind(person).bind(today).bind(language).bind(family).bind(direction.permanency_why).bind(direction.concurrent_why).fetch_all(c))?;
    Ok(by_id(texts))
}

/// Changes the working copy of both goals, and creates the plan when the family has none.
/// `revision` is the revision the form was rendered from. Unchanged goals are a no-op that returns
/// `Kept`.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a family whose children live at home;
/// `Invalid("plan-permanency-age")` for the goal `OtherPlanned` while no child of the family is 16.
pub async fn save(tx: &mut Tx, family: FamilyId, revision: i32, first: &Heading, second: &Heading, language: &str) -> Result<Saved<()>, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !may_edit_plan(role) || tx.actor()?.team(family)?.in_home {
        return Err(Error::NotFound);
    }
    if [first, second].iter().any(|one| one.goal == Some(Permanency::OtherPlanned)) && !super::child::anyone_is(tx, family, OTHER_PLANNED_FROM).await? {
        return Err(Error::Invalid("plan-permanency-age"));
    }
    super::version::begin(tx, family).await?;
    let now = row(tx, family).await?.ok_or(Error::NotFound)?;
    let texts = whys(tx, family, &now.direction, language).await?;
    let same = |goal, since: &Option<jiff_sqlx::Date>, by, why: Option<TextId>, one: &Heading| {
        (goal, since.as_ref().map(|d| d.to_jiff()), by) == (one.goal, one.since, one.by)
            && why.and_then(|id| texts.get(&id)).map(|said| &said.body) == one.why.as_ref()
    };
    let d = &now.direction;
    if same(d.permanency, &d.permanency_since, d.permanency_by, d.permanency_why, first)
        && same(d.concurrent, &d.concurrent_since, d.concurrent_by, d.concurrent_why, second)
    {
        return Ok(Saved::Kept(()));
    }
    // A form rendered before the plan existed carries revision 0. The plan was created above with
    // revision 1.
    if now.revision != revision.max(1) {
        return Ok(Saved::Stale);
    }
    let mut reasons = [None, None];
    for (slot, (one, old)) in reasons.iter_mut().zip([(first, d.permanency_why), (second, d.concurrent_why)]) {
        let kept = old.filter(|id| texts.get(id).map(|said| &said.body) == one.why.as_ref());
        *slot = match (&one.why, kept) {
            (_, Some(id)) => Some(id),
            (Some(words), None) => Some(text::add(tx, family, now.audience_id, None, language, words).await?),
            (None, None) => None,
        };
    }
    let (person, today) = (tx.person()?, tx.today());
    let touched = on!(tx, c => sqlx::query(concat!(
        "UPDATE plan SET permanency = $5, permanency_since = $6, permanency_by = $7, permanency_why = $8, concurrent = $9, concurrent_since = $10, ",
        "concurrent_by = $11, concurrent_why = $12, revision = revision + 1 WHERE family_id = $3 AND revision = $4 AND ", sees!(plan "plan")))
        .bind(person).bind(today).bind(family).bind(now.revision).bind(first.goal).bind(first.since.map(|d| d.to_sqlx())).bind(first.by).bind(reasons[0])
        .bind(second.goal).bind(second.since.map(|d| d.to_sqlx())).bind(second.by).bind(reasons[1]).execute(c))?;
    Ok(if touched == 0 { Saved::Stale } else { Saved::Kept(()) })
}
