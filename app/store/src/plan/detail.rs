//! One plan item or one section, with the replies to it.

use model::id::{FamilyId, ItemId};
use model::plan::reply::{PlanSection, ReplyTarget};
use model::role::Role;

use super::replies::{self, RepliesWithTexts};
use super::viewers::{Viewer, list_viewers};
use super::{PlanItem, index_by_id, load_published_items, published_items};
use crate::authored_text::{
    AuthoredText, actor_is_member, authored_text_columns, authored_text_joins,
};
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// One plan item, with the replies to it and the people who can see it.
#[derive(Debug, Clone)]
pub struct ItemDetail {
    pub item: PlanItem,
    pub replies_with_texts: RepliesWithTexts,
    pub viewers: Vec<Viewer>,
}

/// One item of the newest version.
///
/// # Errors
/// `NotFound` when there is no such item that the actor may see.
pub async fn read_item(
    tx: &mut Tx,
    family: FamilyId,
    id: ItemId,
    language: &str,
) -> Result<ItemDetail, Error> {
    // Opens the record and writes the access log entry. A `NotFound` below rolls it back, because
    // nothing was shown then.
    let (role, replies) = replies::load_replies(tx, family, Some(ReplyTarget::Item(id))).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let item: Option<PlanItem> = run_on!(tx, |c| sqlx::query_as(published_items!(
        "AND l.item_id = $4 ",
        " AND i.id = $4"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(id)
    .fetch_optional(c))?;
    let item = item.ok_or(Error::NotFound)?;
    let texts = replies::load_item_texts(tx, family, &item, language).await?;
    let viewers = list_viewers(tx, family, &item).await?;
    Ok(ItemDetail {
        item,
        replies_with_texts: RepliesWithTexts {
            role,
            replies,
            texts,
        },
        viewers,
    })
}

/// A worker's record that the family was consulted about a section of the plan.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Consultation {
    pub by_name: String,
    pub created_at: jiff_sqlx::Timestamp,
}

/// One section of the newest version: its items, the replies to the section, and the newest record
/// that the family was consulted about it.
#[derive(Debug, Clone)]
pub struct SectionDetail {
    pub items: Vec<PlanItem>,
    pub replies_with_texts: RepliesWithTexts,
    pub consultation: Option<Consultation>,
}

/// One section of the newest version.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub async fn read_section(
    tx: &mut Tx,
    family: FamilyId,
    part: PlanSection,
    language: &str,
) -> Result<SectionDetail, Error> {
    let (role, replies) =
        replies::load_replies(tx, family, Some(ReplyTarget::Section(part))).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    // Filtered here and not in SQL: only `PlanSection::for_item_kind` knows the kinds of a section.
    // The statement below therefore reads the wordings of all items of the version, too.
    let mut items = load_published_items(tx, family).await?;
    items.retain(|item| PlanSection::for_item_kind(item.kind) == Some(part));
    let texts: Vec<AuthoredText> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT ", authored_text_columns!(), " FROM text t ", authored_text_joins!(), "WHERE \
            t.family_id = $4 AND ", visible_to_actor!(text "t"), " AND t.id IN (",
        "SELECT l.text_id FROM plan_version_item l JOIN plan_current_version h ON h.family_id = \
            l.family_id AND h.version = l.version WHERE l.family_id = $4",
        " UNION SELECT r.text_id FROM plan_reply r WHERE r.family_id = $4 AND r.section = $5",
        " UNION SELECT r.answer_id FROM plan_reply r WHERE r.family_id = $4 AND r.section = $5)"))
        .bind(person).bind(today).bind(language).bind(family).bind(part).fetch_all(c)
    })?;
    // The family may dispute the record; workers and supervisors are responsible for the plan.
    // No other role sees it.
    let may_see_record = role.is_family() || matches!(role, Role::Worker | Role::Supervisor);
    // The newest record is found by id: UUIDs of version 7 sort by time, and times on SQLite are
    // text that does not.
    let asked: Option<Consultation> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT coalesce(p.chosen_name, p.name) AS by_name, a.created_at FROM \
            plan_consultation a JOIN person p ON p.id = a.created_by_id ",
            "WHERE a.family_id = $3 AND a.section = $4 AND $5 AND ",
            actor_is_member!("a.family_id"),
            " ORDER BY a.id DESC LIMIT 1"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(part)
        .bind(may_see_record)
        .fetch_optional(c)
    })?;
    Ok(SectionDetail {
        items,
        replies_with_texts: RepliesWithTexts {
            role,
            replies,
            texts: index_by_id(texts),
        },
        consultation: asked,
    })
}
