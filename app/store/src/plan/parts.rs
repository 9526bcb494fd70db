//! Reading the parts of a family's plan that have a page of their own.

use model::id::FamilyId;

use super::children::list_children;
use super::{PlanItem, PublishedPlan, count_replies, find_head, index_by_id, published_items};
use crate::access::{RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A part of the plan with a page of its own. The closing conditions and the safety plan have one
/// too, which reads a `PlanSection`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum PlanPart {
    /// The family's own words and the strengths.
    Words,
    /// The permanency goals, and the goals with their steps.
    Goals,
    /// The well-being of each child.
    Children,
    /// Needs and worries.
    Needs,
    /// The court orders, and the steps that fulfill them.
    Orders,
}

impl PlanPart {
    /// The value that `in_part!` compares with.
    fn slug(self) -> &'static str {
        self.into()
    }
}

/// SQL condition: the published item `l` belongs to the part whose slug is the parameter `$part`.
macro_rules! in_part {
    ($part:literal) => {
        concat!(
            "(CASE WHEN l.kind IN ('own_words', 'strength') THEN 'words' WHEN l.kind IN \
                ('family_goal', 'agency_goal', 'step') THEN 'goals' WHEN l.kind = 'well_being' \
                THEN 'children' WHEN l.kind IN ('need', 'worry') THEN 'needs' WHEN l.kind = \
                'order' THEN 'orders' END = ",
            $part,
            " OR (",
            $part,
            " = 'orders' AND l.kind = 'step' AND l.order_id IS NOT NULL))"
        )
    };
}

/// The published items of the part `$5` of the newest version of the family `$4`, for FROM.
macro_rules! items_of_part {
    () => {
        concat!(
            "plan_version_item l JOIN plan_current_version h ON h.family_id = l.family_id AND \
                h.version = l.version WHERE l.family_id = $4 AND ",
            in_part!("$5")
        )
    };
}

/// One part of the newest version, as `read_plan` reads the whole: `items` and `texts` are only
/// those of the part, `head` is read only for the goals, and `children` only for the children.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub async fn read_plan_part(
    tx: &mut Tx,
    family: FamilyId,
    part: PlanPart,
    language: &str,
) -> Result<PublishedPlan, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let head = if part == PlanPart::Goals {
        find_head(tx, family).await?
    } else {
        None
    };
    let children = if part == PlanPart::Children {
        list_children(tx, family).await?
    } else {
        Vec::new()
    };
    let items = load_items(tx, family, part).await?;
    let texts = load_texts(tx, family, part, language).await?;
    Ok(PublishedPlan {
        head,
        items,
        texts: index_by_id(texts),
        reply_counts: count_replies(tx, family).await?,
        children,
    })
}

async fn load_items(tx: &mut Tx, family: FamilyId, part: PlanPart) -> Result<Vec<PlanItem>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        published_items!(concat!("AND ", in_part!("$4"), " "), " AND $4 = 'words'"),
        "ORDER BY x.position, x.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(part.slug())
    .fetch_all(c))
}

async fn load_texts(
    tx: &mut Tx,
    family: FamilyId,
    part: PlanPart,
    language: &str,
) -> Result<Vec<AuthoredText>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM text t ",
        authored_text_joins!(),
        "WHERE t.family_id = $4 AND ",
        visible_to_actor!(text "t"),
        // The ids are not limited to what the actor may see, because the condition above checks the
        // audience of every text.
        " AND t.id IN (SELECT l.text_id FROM ",
        items_of_part!(),
        " UNION SELECT l.benchmark_text_id FROM ",
        items_of_part!(),
        " UNION SELECT l.progress_text_id FROM ",
        items_of_part!(),
        " UNION SELECT o.text_id FROM plan_item o WHERE o.family_id = $4 AND o.kind = 'own_words' \
            AND $5 = 'words'",
        " UNION SELECT v.permanency_why FROM plan_version v JOIN plan_current_version h ON \
            h.family_id = v.family_id AND h.version = v.version WHERE v.family_id = $4 AND $5 = \
            'goals'",
        " UNION SELECT v.concurrent_why FROM plan_version v JOIN plan_current_version h ON \
            h.family_id = v.family_id AND h.version = v.version WHERE v.family_id = $4 AND $5 = \
            'goals')"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(part.slug())
    .fetch_all(c))
}

#[cfg(test)]
mod tests {
    use model::plan::PlanItemKind;

    #[test]
    fn every_kind_is_in_a_part_or_has_a_page_that_reads_a_section() {
        let condition = in_part!("$4");
        for kind in PlanItemKind::ALL {
            let has_section_page = matches!(
                kind,
                PlanItemKind::ClosureCondition
                    | PlanItemKind::SafetyAction
                    | PlanItemKind::SafetyContact
            );
            assert_ne!(
                condition.contains(&format!("'{}'", kind.slug())),
                has_section_page,
                "{kind:?}"
            );
        }
    }
}
