//! Input for creating and changing plan items, and the conditions for publishing a plan.

use jiff::civil::Date;

use super::reply::{PlanSection, parse_optional_text};
use super::workload::Effort;
use super::{DecisionMaker, Permanency, PlanItemKind, WellBeingArea};
use crate::field_errors::{FieldError, FieldErrors};
use crate::id::{ChildId, ItemId, PersonId};
use crate::typed_date::parse_date;

/// Validated input for a plan item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanItemInput {
    /// The assumed language of the texts, as a language tag; see `language::detect_language`.
    pub language: String,
    pub words: String,
    /// For a goal: how everyone can tell that it is met (S1 "benchmarks of positive change"). For a
    /// worry: what would make it safe.
    pub benchmark: Option<String>,
    /// For a worry: what has been done so far.
    pub so_far: Option<String>,
    /// For a step: who does it. For a goal and for well-being: who is responsible for progress.
    pub owner: Option<PersonId>,
    /// For a step: true when the agency owes it to the family.
    pub owed_by_agency: bool,
    /// For a step: the court order that it fulfills.
    pub order: Option<ItemId>,
    /// For a step: the goal it belongs to.
    pub goal: Option<ItemId>,
    /// For a step: the step that must be done before it.
    pub prerequisite: Option<ItemId>,
    /// For well-being: which child, and which area.
    pub child: Option<ChildId>,
    pub area: Option<WellBeingArea>,
    /// For a step: its weekly effort.
    pub effort: Effort,
    pub due: Option<Date>,
    pub audience: AudienceChoice,
    /// Reason for a change or removal (S1 "well informed and well reasoned").
    pub why: Option<String>,
}

/// Requested audience of a plan item. Workers, the supervisor and the item's owner always see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AudienceChoice {
    /// Keeps the current audience. For a new item: as `All`.
    #[default]
    KeepCurrent,
    /// The default audience of the item's kind, or for a step of a goal the audience of that goal.
    All,
    /// One person. This hides one parent's step from the other parent.
    Only(PersonId),
}

/// Form fields of a plan item, before validation.
#[derive(Debug, Clone, Default)]
pub struct PlanItemForm<'a> {
    pub words: &'a str,
    pub benchmark: &'a str,
    pub so_far: &'a str,
    pub owner: &'a str,
    pub owed: bool,
    pub order: &'a str,
    pub goal: &'a str,
    pub after: &'a str,
    pub child: &'a str,
    pub area: &'a str,
    pub hours: &'a str,
    pub trips: &'a str,
    pub weekday: &'a str,
    pub starts: &'a str,
    pub ends: &'a str,
    pub due: &'a str,
    pub seen: &'a str,
    pub why: &'a str,
}

/// What the form of a plan item does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditKind {
    /// It adds an item, which needs no reason.
    Add,
    /// It changes an item that exists already. This needs a reason, except in the family's own
    /// words.
    Change,
}

impl PlanItemInput {
    /// Validates the form fields.
    ///
    /// # Errors
    /// Every invalid field with its error code.
    pub fn parse(
        kind: PlanItemKind,
        edit_kind: EditKind,
        typed: &PlanItemForm<'_>,
        language: &str,
    ) -> Result<Self, Vec<FieldError>> {
        // The kind decides which fields count, and not the request: a field that the form of this
        // kind does not show is never stored.
        let mut errors = FieldErrors::default();
        let words = errors.take(parse_required_words(typed.words));
        let benchmark = if is_goal(kind) || kind == PlanItemKind::Worry {
            errors.take(parse_text_field("benchmark", typed.benchmark))
        } else {
            None
        };
        let so_far = if kind == PlanItemKind::Worry {
            errors.take(parse_text_field("so_far", typed.so_far))
        } else {
            None
        };
        let child = errors.take(parse_child(kind, typed.child));
        let area = errors.take(parse_area(kind, typed.area));
        let owner = errors.take(parse_owner(kind, typed));
        let goal = errors.take(parse_step_link(kind, "goal", typed.goal));
        let prerequisite = errors.take(parse_step_link(kind, "after", typed.after));
        let order = errors.take(parse_step_link(kind, "order", typed.order));
        let effort = parse_effort(kind, typed, &mut errors);
        let due = errors.take(parse_due_date(kind, typed.due));
        let audience = errors.take(parse_audience(typed.seen));
        let why = errors.take(parse_reason(kind, edit_kind, typed.why));
        errors.finish(Some(Self {
            language: language.to_owned(),
            words,
            benchmark,
            so_far,
            owner,
            owed_by_agency: kind == PlanItemKind::Step && typed.owed,
            order,
            goal,
            prerequisite,
            child,
            area,
            effort,
            due,
            audience,
            why,
        }))
    }
}

fn is_goal(kind: PlanItemKind) -> bool {
    matches!(kind, PlanItemKind::FamilyGoal | PlanItemKind::AgencyGoal)
}

/// Whether items of this kind have a responsible person and a date.
fn has_owner_and_date(kind: PlanItemKind) -> bool {
    is_goal(kind) || matches!(kind, PlanItemKind::Step | PlanItemKind::WellBeing)
}

fn parse_text_field(field: &'static str, typed: &str) -> Result<Option<String>, FieldError> {
    parse_optional_text(typed).map_err(|code| (field, code))
}

fn parse_required_words(typed: &str) -> Result<String, FieldError> {
    parse_text_field("words", typed)?.ok_or(("words", "plan-words-missing"))
}

fn parse_owner(
    kind: PlanItemKind,
    typed: &PlanItemForm<'_>,
) -> Result<Option<PersonId>, FieldError> {
    let owner = if has_owner_and_date(kind) && !typed.owner.is_empty() {
        Some(typed.owner.parse().map_err(|_| ("owner", "plan-owner"))?)
    } else {
        None
    };
    // A step that no one is responsible for would never be done.
    if kind == PlanItemKind::Step && owner.is_none() && !typed.owed {
        return Err(("owner", "plan-owner"));
    }
    Ok(owner)
}

/// A reference of a step to another item; `None` for other kinds.
fn parse_step_link(
    kind: PlanItemKind,
    field: &'static str,
    id: &str,
) -> Result<Option<ItemId>, FieldError> {
    if kind == PlanItemKind::Step && !id.is_empty() {
        // Whether the item exists and is of the right kind is checked by the store.
        id.parse().map(Some).map_err(|_| (field, "plan-choose"))
    } else {
        Ok(None)
    }
}

// The child and the area are required: the plan shows these items by both, and any other nowhere.
fn parse_child(kind: PlanItemKind, typed: &str) -> Result<Option<ChildId>, FieldError> {
    if kind != PlanItemKind::WellBeing {
        return Ok(None);
    }
    typed
        .parse()
        .map(Some)
        .map_err(|_| ("child", "plan-choose"))
}

fn parse_area(kind: PlanItemKind, typed: &str) -> Result<Option<WellBeingArea>, FieldError> {
    if kind != PlanItemKind::WellBeing {
        return Ok(None);
    }
    WellBeingArea::parse(typed)
        .map(Some)
        .ok_or(("area", "plan-choose"))
}

fn parse_effort(kind: PlanItemKind, typed: &PlanItemForm<'_>, errors: &mut FieldErrors) -> Effort {
    if kind != PlanItemKind::Step {
        return Effort::default();
    }
    Effort::parse_into(
        typed.hours,
        typed.trips,
        typed.weekday,
        typed.starts,
        typed.ends,
        errors,
    )
}

fn parse_due_date(kind: PlanItemKind, due: &str) -> Result<Option<Date>, FieldError> {
    if has_owner_and_date(kind) && !crate::text::is_blank(due) {
        Ok(Some(parse_date(due).ok_or(("due", "plan-date"))?))
    } else {
        Ok(None)
    }
}

fn parse_audience(seen: &str) -> Result<AudienceChoice, FieldError> {
    Ok(match seen {
        // A request without the field must not widen the audience: it may hide one parent's step
        // from the other parent.
        "" | "keep" => AudienceChoice::KeepCurrent,
        "all" => AudienceChoice::All,
        // Whether the person is on the team is checked by the store.
        person => AudienceChoice::Only(person.parse().map_err(|_| ("seen", "plan-choose"))?),
    })
}

fn parse_reason(
    kind: PlanItemKind,
    edit_kind: EditKind,
    why: &str,
) -> Result<Option<String>, FieldError> {
    let why = parse_text_field("why", why)?;
    // No one has to give a reason for a change of their own words.
    if edit_kind == EditKind::Change && why.is_none() && kind != PlanItemKind::OwnWords {
        return Err(("why", "plan-why-missing"));
    }
    Ok(why)
}

/// A permanency goal as a worker enters it (Wis. Stat. 48.38(4)(fg)).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PermanencyGoalInput {
    pub goal: Option<Permanency>,
    pub since: Option<Date>,
    pub by: Option<DecisionMaker>,
    pub why: Option<String>,
}

impl PermanencyGoalInput {
    /// `fields` are the form's names of the fields goal, since, by and why. With a goal all four
    /// are required; without one the others are ignored.
    ///
    /// # Errors
    /// Every invalid field with its error code.
    pub fn parse(
        fields: [&'static str; 4],
        goal: &str,
        since: &str,
        by: &str,
        why: &str,
    ) -> Result<Self, Vec<FieldError>> {
        // The other fields may still hold what described a goal that was just cleared.
        if goal.is_empty() {
            return Ok(Self::default());
        }
        let mut errors = FieldErrors::default();
        let parsed = Self {
            goal: errors.take(
                Permanency::parse(goal)
                    .map(Some)
                    .ok_or((fields[0], "plan-choose")),
            ),
            since: errors.take(parse_date(since).map(Some).ok_or((fields[1], "plan-date"))),
            by: errors.take(
                DecisionMaker::parse(by)
                    .map(Some)
                    .ok_or((fields[2], "plan-choose")),
            ),
            why: errors.take(match parse_optional_text(why) {
                Ok(None) => Err((fields[3], "plan-answer-missing")),
                Ok(why) => Ok(why),
                Err(code) => Err((fields[3], code)),
            }),
        };
        errors.finish(Some(parsed))
    }
}

/// Why a plan cannot be published yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishBlocker {
    /// The plan has no strength (S0 "strengths-based perspective").
    NoStrengths,
    /// The plan has no own words of the family.
    NoOwnWords,
    /// The family has not been consulted about this section since it last changed.
    NotConsulted(PlanSection),
    /// Nothing except the family's own words has changed since the last version.
    NothingChanged,
}

#[cfg(test)]
mod tests;
