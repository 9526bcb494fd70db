//! Editing the working copy of a plan: plan items are added, changed and removed. A change becomes
//! visible to the family when a version is published. The family's own words (`Kind::OwnWords`) are
//! the exception: family members write them, and they are visible immediately.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, FormId, ItemId, PersonId, TextId};
use model::plan::edit::{Edit, Seen};
use model::plan::{Kind, State};
use model::policy::{default_roles, may_edit_plan, thing_of};
use model::role::Role;

use super::child;
use super::choice::{Choice, choice, known, members};
use super::{Item, by_id, held};
use crate::access::{RecordPart, open_record, open_record_for_update};
use crate::audience::{self, Entry};
use crate::db::{on, once};
use crate::text::{Said, said, said_joins};
use crate::visibility::sees;
use crate::{Error, Tx, text};

/// The result of saving with optimistic concurrency control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved<T = ItemId> {
    Kept(T),
    /// Nothing was written, because the form was rendered from an older revision. The page shows
    /// both texts.
    Stale,
}

/// One entry of a plan item's edit history.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Earlier {
    pub revision: i32,
    pub text_id: TextId,
    pub why_id: Option<TextId>,
    pub by_name: String,
    pub at: jiff_sqlx::Timestamp,
}

/// A plan item of the working copy with everything its form needs: the form's options, the edit
/// history (the newest revision first) and the texts.
#[derive(Debug, Clone)]
pub struct Desk {
    pub item: Item,
    pub gone: bool,
    pub choice: Choice,
    pub earlier: Vec<Earlier>,
    pub texts: HashMap<TextId, Said>,
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    item: Item,
    gone: bool,
}

/// A plan item of the working copy, for its edit form. A worker may edit every item except the
/// family's own words, which only their author may edit.
///
/// # Errors
/// `NotFound` when there is no such item that the actor may edit.
pub async fn read(tx: &mut Tx, family: FamilyId, id: ItemId, language: &str) -> Result<Desk, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    desk(tx, family, role, id, language).await
}

async fn desk(tx: &mut Tx, family: FamilyId, role: Role, id: ItemId, language: &str) -> Result<Desk, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let row: Option<Row> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT i.id, i.audience_id, i.kind, ", held!("i"), ", coalesce(o.chosen_name, o.name) AS owner, i.state, i.revision, i.gone ",
        "FROM plan_item i JOIN text t ON t.id = i.text_id LEFT JOIN person o ON o.id = i.owner_id ",
        "WHERE i.family_id = $3 AND i.id = $4 AND (i.kind <> 'own_words' OR (t.author_id = $1 AND $5)) AND ", sees!(plan_item "i")))
        .bind(person).bind(today).bind(family).bind(id).bind(role.is_family()).fetch_optional(c))?;
    let row = row.ok_or(Error::NotFound)?;
    if row.item.kind != Kind::OwnWords && !may_edit_plan(role) {
        return Err(Error::NotFound);
    }
    let earlier: Vec<Earlier> = on!(tx, c => sqlx::query_as(
        "SELECT e.revision, e.text_id, e.why_id, coalesce(p.chosen_name, p.name) AS by_name, e.at FROM plan_edit e JOIN person p ON p.id = e.by_id
         WHERE e.family_id = $1 AND e.item_id = $2 ORDER BY e.revision DESC")
        .bind(family).bind(id).fetch_all(c))?;
    let texts: Vec<Said> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT ", said!(), " FROM text t ", said_joins!(), "WHERE t.family_id = $4 AND ", sees!(text "t"), " AND (t.id = $6 OR t.id = $7 OR t.id = $8 OR t.id IN (",
        "SELECT e.text_id FROM plan_edit e WHERE e.item_id = $5 UNION SELECT e.why_id FROM plan_edit e WHERE e.item_id = $5))"))
        .bind(person).bind(today).bind(language).bind(family).bind(id).bind(row.item.text_id).bind(row.item.benchmark_id)
        .bind(row.item.so_far_id).fetch_all(c))?;
    let choice = if row.item.kind == Kind::OwnWords { Choice::default() } else { choice(tx, family, row.item.kind, language).await? };
    Ok(Desk { item: row.item, gone: row.gone, choice, earlier, texts: by_id(texts) })
}

/// The audience of a plan item whose form selects a new one: the one person selected in the form,
/// else the audience of its goal, else the default roles for its kind. The owner, and the child of
/// a well-being item, are always added.
///
/// # Errors
/// `Invalid("plan-choose")` and `Invalid("plan-owner")` for a person who cannot be assigned,
/// `NotFound` for a goal that the actor cannot see.
async fn entries(tx: &mut Tx, family: FamilyId, kind: Kind, goal: Option<ItemId>, edit: &Edit) -> Result<Vec<Entry>, Error> {
    let mut entries: Vec<Entry> = match (edit.seen, goal) {
        (Seen::Only(one), _) => {
            if !members(tx, family).await?.iter().any(|member| member.person_id == one) {
                return Err(Error::Invalid("plan-choose"));
            }
            audience::own(one)
        }
        (_, Some(goal)) => {
            let (person, today) = (tx.person()?, tx.today());
            let key: Option<(String,)> = on!(tx, c => sqlx::query_as(concat!(
                "SELECT a.key FROM plan_item i JOIN audience a ON a.id = i.audience_id ",
                "WHERE i.family_id = $3 AND i.id = $4 AND i.kind IN ('family_goal', 'agency_goal') AND ", sees!(plan_item "i")))
                .bind(person).bind(today).bind(family).bind(goal).fetch_optional(c))?;
            audience::parse(&key.ok_or(Error::NotFound)?.0)
        }
        (_, None) => default_roles(thing_of(kind)).into_iter().map(|role| (Some(role), None, false)).collect(),
    };
    if let Some(child) = edit.child {
        // A child with a person record (from the age of 14) may read about their own well-being.
        let of = child::list(tx, family).await?.into_iter().find(|one| one.id == child).and_then(|one| one.person_id);
        entries.extend(of.map(|person| (None, Some(person), false)));
    }
    if let Some(owner) = edit.owner {
        let known = members(tx, family).await?;
        if !known.iter().any(|member| member.person_id == owner) {
            return Err(Error::Invalid("plan-owner"));
        }
        entries.push((None, Some(owner), false));
    }
    Ok(entries)
}

/// Adds a plan item to the working copy. Idempotent: resubmitting the same form returns the
/// existing item.
///
/// # Errors
/// `NotFound` for anyone but a worker, for a kind that cannot be added here, and for a reference to
/// an item that the actor cannot see; `Invalid` for a value that fails validation, such as
/// `Invalid("plan-owner")` for an owner who is not on the team; `Conflict` when the form id was
/// already used with other words.
pub async fn add(tx: &mut Tx, family: FamilyId, form: FormId, kind: Kind, goal: Option<ItemId>, edit: &Edit) -> Result<ItemId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !may_edit_plan(role) || matches!(kind, Kind::OwnWords | Kind::FamilyGoal) || (kind == Kind::Step) != goal.is_some() {
        return Err(Error::NotFound);
    }
    known(tx, family, None, edit).await?;
    let entries = entries(tx, family, kind, goal, edit).await?;
    insert(tx, family, form, kind, goal, entries, edit).await
}

/// Adds a family member's own words to the plan. They are visible immediately, without publishing.
/// Idempotent like `add`.
///
/// # Errors
/// `NotFound` for anyone but a family member, `Conflict` when the form id was already used with
/// other words.
pub async fn add_own(tx: &mut Tx, family: FamilyId, form: FormId, share: Share, edit: &Edit) -> Result<ItemId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !role.is_family() {
        return Err(Error::NotFound);
    }
    let entries = own_entries(tx, family, share).await?;
    insert(tx, family, form, Kind::OwnWords, None, entries, edit).await
}

/// The audience that a family member selects for their own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// The author, the workers and the supervisor.
    Own,
    /// As `Own`, and the author's mentors (parent partners).
    Partner,
    /// As `Own`, and every role that sees the shared plan.
    Wide,
}

async fn own_entries(tx: &mut Tx, family: FamilyId, share: Share) -> Result<Vec<Entry>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let mut entries = audience::own(person);
    match share {
        Share::Own => {}
        Share::Partner => {
            let partners: Vec<(PersonId,)> = on!(tx, c => sqlx::query_as(
                "SELECT m.person_id FROM membership m WHERE m.family_id = $3 AND m.role = 'mentor' AND m.walks_with = $1 AND m.since <= $2 AND (m.until IS NULL OR m.until > $2)")
                .bind(person).bind(today).bind(family).fetch_all(c))?;
            entries.extend(partners.into_iter().map(|(partner,)| (None, Some(partner), false)));
        }
        Share::Wide => entries.extend(default_roles(model::policy::Thing::SharedPlan).into_iter().map(|role| (Some(role), None, false))),
    }
    Ok(entries)
}

async fn insert(tx: &mut Tx, family: FamilyId, form: FormId, kind: Kind, goal: Option<ItemId>, entries: Vec<Entry>, edit: &Edit) -> Result<ItemId, Error> {
    let (person, now) = (tx.person()?, tx.now());
    let key = format!("portal {person} {form}");
    let before: Option<(ItemId, String)> = on!(tx, c => sqlx::query_as(
        "SELECT i.id, coalesce((SELECT t.body FROM plan_edit e JOIN text t ON t.id = e.text_id WHERE e.item_id = i.id AND e.revision = 1), '') FROM plan_item i WHERE i.family_id = $1 AND i.key = $2")
        .bind(family).bind(&key).fetch_optional(c))?;
    if let Some((id, words)) = before {
        return if words == edit.words { Ok(id) } else { Err(Error::Conflict) };
    }
    let audience = audience::find_or_add(tx, family, entries).await?;
    let id: ItemId = tx.clock().mint();
    let written = write(tx, family, id, audience, edit, None).await?;
    let done = on!(tx, c => sqlx::query(
        "INSERT INTO plan_item (id, family_id, audience_id, key, kind, position, text_id, goal_id, order_id, benchmark_id, owner_id, owed, due, state, revision, gone, why_id, changed_at,
             after_id, child_id, area, minutes, trips, weekday, starts, ends, so_far_id)
         SELECT $1, $2, $3, $4, $5, (SELECT coalesce(max(position), 0) + 1 FROM plan_item WHERE family_id = $2), $6, $7, $16, $8, $9, $10, $11, $12, 1, $13, $14, $15,
             $17, $18, $19, $20, $21, $22, $23, $24, $25")
        .bind(id).bind(family).bind(audience).bind(&key).bind(kind).bind(written.text).bind(goal).bind(written.benchmark).bind(edit.owner)
        .bind(edit.owed).bind(edit.due.map(|due| due.to_sqlx())).bind(State::Open).bind(false).bind(written.why).bind(now).bind(edit.order)
        .bind(edit.after).bind(edit.child).bind(edit.area).bind(edit.load.minutes).bind(edit.load.trips).bind(edit.load.weekday).bind(edit.load.starts)
        .bind(edit.load.ends).bind(written.so_far).execute(c));
    once(done)?;
    history(tx, family, id, 1, &written, &Edit { goal, ..edit.clone() }, false).await?;
    Ok(id)
}

struct Written {
    text: TextId,
    benchmark: Option<TextId>,
    so_far: Option<TextId>,
    why: Option<TextId>,
}

/// The stored plan item. An unchanged text reuses its row, which keeps the row's translations.
struct Old<'a> {
    item: &'a Item,
    texts: &'a HashMap<TextId, Said>,
}

/// Inserts the texts of the plan item `id` that are new or changed, and returns the ids of all its
/// texts. `old` is `None` for a new item.
async fn write(tx: &mut Tx, family: FamilyId, id: ItemId, audience: AudienceId, edit: &Edit, old: Option<&Old<'_>>) -> Result<Written, Error> {
    let same = |id: TextId, words: &str| old.and_then(|old| old.texts.get(&id)).is_some_and(|said| said.body == words);
    let text = match old.map(|old| old.item.text_id).filter(|id| same(*id, &edit.words)) {
        Some(id) => id,
        None => text::add(tx, family, audience, Some(id), &edit.language, &edit.words).await?,
    };
    let mut more = [None, None];
    for (slot, (words, stands)) in
        more.iter_mut().zip([(&edit.benchmark, old.and_then(|old| old.item.benchmark_id)), (&edit.so_far, old.and_then(|old| old.item.so_far_id))])
    {
        let Some(words) = words else { continue };
        *slot = match stands.filter(|id| same(*id, words)) {
            Some(id) => Some(id),
            None => Some(text::add(tx, family, audience, Some(id), &edit.language, words).await?),
        };
    }
    let [benchmark, so_far] = more;
    let why = match &edit.why {
        Some(words) => Some(text::add(tx, family, audience, Some(id), &edit.language, words).await?),
        None => None,
    };
    Ok(Written { text, benchmark, so_far, why })
}

async fn history(tx: &mut Tx, family: FamilyId, item: ItemId, revision: i32, written: &Written, edit: &Edit, gone: bool) -> Result<(), Error> {
    let (id, person, now): (uuid::Uuid, _, _) = (tx.clock().mint(), tx.person()?, tx.now());
    on!(tx, c => sqlx::query(
        "INSERT INTO plan_edit (id, family_id, item_id, revision, text_id, benchmark_id, owner_id, owed, due, gone, why_id, by_id, at, order_id,
             goal_id, after_id, child_id, area, minutes, trips, weekday, starts, ends, so_far_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)")
        .bind(id).bind(family).bind(item).bind(revision).bind(written.text).bind(written.benchmark).bind(edit.owner).bind(edit.owed)
        .bind(edit.due.map(|due| due.to_sqlx())).bind(gone).bind(written.why).bind(person).bind(now).bind(edit.order)
        .bind(edit.goal).bind(edit.after).bind(edit.child).bind(edit.area).bind(edit.load.minutes).bind(edit.load.trips).bind(edit.load.weekday)
        .bind(edit.load.starts).bind(edit.load.ends).bind(written.so_far).execute(c))?;
    Ok(())
}

/// Finds the audience that the form selects, and moves the item's current texts to it. Texts
/// written by a family member keep the audience their author selected.
///
/// # Errors
/// `Invalid("plan-choose")` for a family goal, whose audience its author selects.
async fn reseen(tx: &mut Tx, family: FamilyId, item: &Item, edit: &Edit) -> Result<AudienceId, Error> {
    if item.kind == Kind::FamilyGoal {
        return Err(Error::Invalid("plan-choose"));
    }
    let entries = entries(tx, family, item.kind, item.goal_id, edit).await?;
    let audience = audience::find_or_add(tx, family, entries).await?;
    let (person, today) = (tx.person()?, tx.today());
    on!(tx, c => sqlx::query(concat!(
        "UPDATE text SET audience_id = $6 WHERE family_id = $3 AND (id = $4 OR id = $5 OR id = $7) AND ", sees!(text "text"),
        " AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.family_id = text.family_id AND m.person_id = text.author_id ",
        "AND m.role IN ('parent', 'guardian', 'indian_custodian', 'youth'))"))
        .bind(person).bind(today).bind(family).bind(item.text_id).bind(item.benchmark_id).bind(audience).bind(item.so_far_id).execute(c))?;
    Ok(audience)
}

/// Changes a plan item, or removes it when `gone` is true. `revision` is the revision the form was
/// rendered from. An unchanged form is a no-op that returns `Kept`, which makes a retry idempotent.
///
/// # Errors
/// `NotFound` when the actor may not edit the item: a worker edits all but the family's words, a
/// family member edits their own. `Invalid` for a value that fails validation, such as `plan-owner`
/// without a valid owner, or `plan-why-missing` without a reason.
pub async fn save(tx: &mut Tx, family: FamilyId, id: ItemId, revision: i32, gone: bool, edit: &Edit) -> Result<Saved, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    let desk = desk(tx, family, role, id, &edit.language).await?;
    // A step keeps its goal unless the form selects another one. The child and the area of a
    // well-being item cannot be changed.
    let item = &desk.item;
    let edit = &Edit { goal: edit.goal.or(item.goal_id), child: item.child_id, area: item.area, ..edit.clone() };
    let own = desk.item.kind == Kind::OwnWords;
    if desk.item.kind == Kind::Step && edit.owner.is_none() && !edit.owed {
        return Err(Error::Invalid("plan-owner"));
    }
    if desk.item.kind == Kind::FamilyGoal && desk.texts.get(&desk.item.text_id).is_none_or(|said| said.body != edit.words) {
        // The team may change the steps and dates of a family goal, but not its wording.
        return Err(Error::NotFound);
    }
    let same = desk.texts.get(&desk.item.text_id).is_some_and(|said| said.body == edit.words)
        && desk.item.benchmark_id.and_then(|id| desk.texts.get(&id)).map(|said| &said.body) == edit.benchmark.as_ref()
        && desk.item.so_far_id.and_then(|id| desk.texts.get(&id)).map(|said| &said.body) == edit.so_far.as_ref()
        && (desk.item.order_id, desk.item.after_id, desk.item.goal_id, desk.item.load) == (edit.order, edit.after, edit.goal, edit.load)
        && edit.seen == Seen::Keep
        && (desk.item.owner_id, desk.item.owed, desk.item.due.as_ref().map(|due| due.to_jiff()), desk.gone) == (edit.owner, edit.owed, edit.due, gone);
    if same {
        // A resubmitted form carries an old revision, so this must precede the revision check.
        return Ok(Saved::Kept(id));
    }
    if desk.item.revision != revision {
        return Ok(Saved::Stale);
    }
    if !own && edit.why.is_none() {
        return Err(Error::Invalid("plan-why-missing"));
    }
    if let Some(owner) = edit.owner
        && !desk.choice.members.iter().any(|member| member.person_id == owner)
    {
        return Err(Error::Invalid("plan-owner"));
    }
    let (person, today, now) = (tx.person()?, tx.today(), tx.now());
    known(tx, family, Some(id), edit).await?;
    let old = Old { item: &desk.item, texts: &desk.texts };
    let audience = if own || edit.seen == Seen::Keep { desk.item.audience_id } else { reseen(tx, family, &desk.item, edit).await? };
    let written = write(tx, family, id, audience, edit, Some(&old)).await?;
    let touched = on!(tx, c => sqlx::query(concat!(
        "UPDATE plan_item SET text_id = $6, benchmark_id = $7, owner_id = $8, owed = $9, due = $10, gone = $11, why_id = $12, changed_at = $13, order_id = $14, audience_id = $15, ",
        "goal_id = $16, after_id = $17, minutes = $18, trips = $19, weekday = $20, starts = $21, ends = $22, so_far_id = $23, revision = revision + 1 ",
        "WHERE family_id = $3 AND id = $4 AND revision = $5 AND ", sees!(plan_item "plan_item")))
        .bind(person).bind(today).bind(family).bind(id).bind(revision).bind(written.text).bind(written.benchmark).bind(edit.owner)
        .bind(edit.owed).bind(edit.due.map(|due| due.to_sqlx())).bind(gone).bind(written.why).bind(now).bind(edit.order).bind(audience)
        .bind(edit.goal).bind(edit.after).bind(edit.load.minutes).bind(edit.load.trips).bind(edit.load.weekday).bind(edit.load.starts).bind(edit.load.ends)
        .bind(written.so_far).execute(c))?;
    if touched == 0 {
        return Ok(Saved::Stale);
    }
    history(tx, family, id, revision + 1, &written, edit, gone).await?;
    Ok(Saved::Kept(id))
}
