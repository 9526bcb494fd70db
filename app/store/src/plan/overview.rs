//! Reading what the overview of a family's plan shows: the first lines, the actor's next steps, and
//! how much is in each part.

use std::collections::HashMap;
use std::iter;

use model::id::{FamilyId, PersonId, TextId};
use model::plan::PlanItemKind;

use super::children::list_children;
use super::{PlanItem, PublishedPlan, count_replies, find_head, index_by_id, published_items};
use crate::access::{RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// The number of the family's own words, of strengths and of next steps that the overview shows, so
/// that it does not overwhelm. Their own pages have all of them.
pub const SHOWN_OWN_WORDS: usize = 1;
pub const SHOWN_STRENGTHS: usize = 2;
pub const SHOWN_NEXT_STEPS: usize = 3;
/// A next step has two texts: its own, and that of its unfinished prerequisite.
const SHOWN_TEXTS: usize = SHOWN_OWN_WORDS + SHOWN_STRENGTHS + 2 * SHOWN_NEXT_STEPS;

/// SQL condition for the published item `l` and the current item `i`: the overview counts or shows
/// it. Of the steps, those that the actor has to do with their prerequisites, and those without a
/// visible goal.
macro_rules! in_overview {
    () => {
        // No subquery depends on the row, so each is evaluated once and not for every step.
        concat!(
            "(l.kind <> 'step' OR (l.owner_id = $1 AND NOT l.owed_by_agency AND i.state <> 'done') \
                OR l.item_id IN (SELECT s.prerequisite_id FROM plan_version_item s JOIN \
                plan_current_version sv ON sv.family_id = s.family_id AND sv.version = s.version \
                WHERE s.family_id = $3 AND s.owner_id = $1) OR l.goal_id IS NULL OR l.goal_id NOT \
                IN (SELECT g.item_id FROM plan_version_item g JOIN plan_current_version gv ON \
                gv.family_id = g.family_id AND gv.version = g.version WHERE g.family_id = $3 AND \
                g.kind IN ('family_goal', 'agency_goal')))"
        )
    };
}

/// The overview of the newest version. As `read_plan` reads it, but `items` has only those steps
/// that the actor has to do, their prerequisites, and steps without a visible goal; and `texts` has
/// only the texts that the overview shows.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub async fn read_plan_overview(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<PublishedPlan, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let person = tx.actor_id()?;
    let head = find_head(tx, family).await?;
    let items = load_items(tx, family).await?;
    let mut plan = PublishedPlan {
        head,
        items,
        texts: HashMap::new(),
        reply_counts: count_replies(tx, family).await?,
        children: list_children(tx, family).await?,
    };
    let shown = shown_text_ids(&plan, person);
    plan.texts = index_by_id(load_texts(tx, family, language, shown).await?);
    Ok(plan)
}

async fn load_items(tx: &mut Tx, family: FamilyId) -> Result<Vec<PlanItem>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        published_items!(concat!("AND ", in_overview!(), " "), ""),
        "ORDER BY x.position, x.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))
}

/// The texts that the overview shows; `None` where it has fewer.
fn shown_text_ids(plan: &PublishedPlan, person: PersonId) -> [Option<TextId>; SHOWN_TEXTS] {
    let mut shown = [None; SHOWN_TEXTS];
    let first = |kind, most| plan.items_of_kind(kind).take(most);
    let steps = plan.open_steps_of(person);
    let steps = steps.into_iter().take(SHOWN_NEXT_STEPS);
    let ids = first(PlanItemKind::OwnWords, SHOWN_OWN_WORDS)
        .chain(first(PlanItemKind::Strength, SHOWN_STRENGTHS))
        .chain(steps.flat_map(|step| iter::once(step).chain(plan.unfinished_prerequisite(step))))
        .map(|item| item.text_id);
    for (slot, id) in shown.iter_mut().zip(ids) {
        *slot = Some(id);
    }
    shown
}

async fn load_texts(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
    shown: [Option<TextId>; SHOWN_TEXTS],
) -> Result<Vec<AuthoredText>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM text t ",
        authored_text_joins!(),
        // `coalesce`, so that SQLite finds the few texts by their ids and does not read all texts
        // of the family by the index of `family_id`.
        "WHERE coalesce(t.family_id, t.family_id) = $4 AND ",
        visible_to_actor!(text "t"),
        " AND t.id IN ($5, $6, $7, $8, $9, $10, $11, $12, $13)"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(shown[0])
    .bind(shown[1])
    .bind(shown[2])
    .bind(shown[3])
    .bind(shown[4])
    .bind(shown[5])
    .bind(shown[6])
    .bind(shown[7])
    .bind(shown[8])
    .fetch_all(c))
}
