//! Reading a family's plan.

use std::collections::HashMap;

use model::id::{FamilyId, ItemId, PersonId, TextId};
use model::plan::{Kind, Permanency, State};

use crate::db::on;
use crate::sharing::look;
use crate::text::{Said, said, said_joins, sees};
use crate::{Error, Tx};

/// A line of the plan; its words are in `Plan::texts`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Item {
    pub id: ItemId,
    pub kind: Kind,
    pub text_id: TextId,
    pub goal_id: Option<ItemId>,
    pub benchmark_id: Option<TextId>,
    pub owner_id: Option<PersonId>,
    pub owner: Option<String>,
    /// True when the agency owes it to the family.
    pub owed: bool,
    pub due: Option<jiff_sqlx::Date>,
    pub state: State,
}

/// What stands above the lines.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Head {
    pub version: i32,
    pub since: jiff_sqlx::Date,
    pub permanency: Option<Permanency>,
    pub permanency_since: Option<jiff_sqlx::Date>,
    pub permanency_why: Option<TextId>,
    pub concurrent: Option<Permanency>,
    pub concurrent_why: Option<TextId>,
}

/// A family's plan as one reader sees it. Without a head there is no plan yet, or none for this reader.
#[derive(Debug, Clone)]
pub struct Plan {
    pub head: Option<Head>,
    pub items: Vec<Item>,
    pub texts: HashMap<TextId, Said>,
}

impl Plan {
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.kind == kind)
    }

    pub fn steps(&self, goal: ItemId) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.goal_id == Some(goal))
    }
}

/// The plan of a family, with every text in `language` where a translation exists.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub async fn read(tx: &mut Tx, family: FamilyId, language: &str) -> Result<Plan, Error> {
    look(tx, family, "plan", None).await?;
    let (person, today) = (tx.person()?, tx.today());
    let head: Option<Head> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT l.version, l.since, l.permanency, l.permanency_since, l.permanency_why, l.concurrent, l.concurrent_why ",
        "FROM plan l WHERE l.family_id = $3 AND ", sees!("l")))
        .bind(person).bind(today).bind(family).fetch_optional(c))?;
    let items: Vec<Item> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT i.id, i.kind, i.text_id, i.goal_id, i.benchmark_id, i.owner_id, coalesce(o.chosen_name, o.name) AS owner, i.owed, i.due, i.state ",
        "FROM plan_item i LEFT JOIN person o ON o.id = i.owner_id WHERE i.family_id = $3 AND ", sees!("i"), " ORDER BY i.position, i.id"))
        .bind(person).bind(today).bind(family).fetch_all(c))?;
    let texts: Vec<Said> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT ", said!(), " FROM text t ", said_joins!(), "WHERE t.family_id = $4 AND ", sees!("t")))
        .bind(person).bind(today).bind(language).bind(family).fetch_all(c))?;
    Ok(Plan { head, items, texts: texts.into_iter().map(|text| (text.text_id, text)).collect() })
}
