//! Input for creating and changing plan items, and the conditions for publishing a plan.

use jiff::civil::Date;

use super::reply::{PlanSection, parse_optional_text};
use super::workload::Effort;
use super::{DecisionMaker, Permanency, PlanItemKind, WellBeingArea};
use crate::ErrorCode;
use crate::id::{ChildId, ItemId, PersonId};

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

impl PlanItemInput {
    /// Validates the form fields. `is_update` is true for an item that exists already: a change
    /// then needs a reason, except in the family's own words.
    ///
    /// # Errors
    /// The name of the invalid field and the error code.
    pub fn parse(
        kind: PlanItemKind,
        is_update: bool,
        typed: &PlanItemForm<'_>,
        language: &str,
    ) -> Result<Self, (&'static str, ErrorCode)> {
        let words = parse_optional_text(typed.words)
            .map_err(|code| ("words", code))?
            .ok_or(("words", "plan-words-missing"))?;
        let goal = matches!(kind, PlanItemKind::FamilyGoal | PlanItemKind::AgencyGoal);
        let (step, well) = (kind == PlanItemKind::Step, kind == PlanItemKind::WellBeing);
        let worry = kind == PlanItemKind::Worry;
        let benchmark = if goal || worry {
            parse_optional_text(typed.benchmark).map_err(|code| ("benchmark", code))?
        } else {
            None
        };
        let so_far = if worry {
            parse_optional_text(typed.so_far).map_err(|code| ("so_far", code))?
        } else {
            None
        };
        let owner = if (step || well || goal) && !typed.owner.is_empty() {
            Some(typed.owner.parse().map_err(|_| ("owner", "plan-owner"))?)
        } else {
            None
        };
        if step && owner.is_none() && !typed.owed {
            return Err(("owner", "plan-owner"));
        }
        let one = |field: &'static str, id: &str| {
            if step && !id.is_empty() {
                id.parse().map(Some).map_err(|_| (field, "plan-choose"))
            } else {
                Ok(None)
            }
        };
        let (order, goal_of, after) = (
            one("order", typed.order)?,
            one("goal", typed.goal)?,
            one("after", typed.after)?,
        );
        let child = if well {
            Some(typed.child.parse().map_err(|_| ("child", "plan-choose"))?)
        } else {
            None
        };
        let area = if well {
            Some(WellBeingArea::parse(typed.area).ok_or(("area", "plan-choose"))?)
        } else {
            None
        };
        let load = if step {
            Effort::parse(
                typed.hours,
                typed.trips,
                typed.weekday,
                typed.starts,
                typed.ends,
            )?
        } else {
            Effort::default()
        };
        let due = if (goal || step || well) && !crate::text::is_blank(typed.due) {
            Some(typed.due.trim().parse().map_err(|_| ("due", "plan-date"))?)
        } else {
            None
        };
        let seen = match typed.seen {
            "" | "keep" => AudienceChoice::KeepCurrent,
            "all" => AudienceChoice::All,
            person => AudienceChoice::Only(person.parse().map_err(|_| ("seen", "plan-choose"))?),
        };
        let why = parse_optional_text(typed.why).map_err(|code| ("why", code))?;
        if is_update && why.is_none() && kind != PlanItemKind::OwnWords {
            return Err(("why", "plan-why-missing"));
        }
        let (language, owed) = (language.to_owned(), step && typed.owed);
        Ok(Self {
            language,
            words,
            benchmark,
            so_far,
            owner,
            owed_by_agency: owed,
            order,
            goal: goal_of,
            prerequisite: after,
            child,
            area,
            effort: load,
            due,
            audience: seen,
            why,
        })
    }
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
    /// The name of the invalid field and the error code.
    pub fn parse(
        fields: [&'static str; 4],
        goal: &str,
        since: &str,
        by: &str,
        why: &str,
    ) -> Result<Self, (&'static str, ErrorCode)> {
        if goal.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self {
            goal: Some(Permanency::parse(goal).ok_or((fields[0], "plan-choose"))?),
            since: Some(since.trim().parse().map_err(|_| (fields[1], "plan-date"))?),
            by: Some(DecisionMaker::parse(by).ok_or((fields[2], "plan-choose"))?),
            why: Some(
                parse_optional_text(why)
                    .map_err(|code| (fields[3], code))?
                    .ok_or((fields[3], "plan-answer-missing"))?,
            ),
        })
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
mod tests {
    use super::*;

    fn parse_item(
        kind: PlanItemKind,
        is_update: bool,
        typed: &PlanItemForm<'_>,
    ) -> Result<PlanItemInput, (&'static str, ErrorCode)> {
        PlanItemInput::parse(kind, is_update, typed, "en")
    }

    #[test]
    fn a_step_belongs_to_a_person_or_is_owed_by_the_agency() {
        let words = "Call the clinic";
        assert_eq!(
            parse_item(
                PlanItemKind::Step,
                false,
                &PlanItemForm {
                    words,
                    ..PlanItemForm::default()
                }
            ),
            Err(("owner", "plan-owner"))
        );
        assert!(
            parse_item(
                PlanItemKind::Step,
                false,
                &PlanItemForm {
                    words,
                    owed: true,
                    ..PlanItemForm::default()
                }
            )
            .unwrap()
            .owed_by_agency
        );
        // A strength has no owner, so the field is ignored.
        assert!(
            parse_item(
                PlanItemKind::Strength,
                false,
                &PlanItemForm {
                    words,
                    owner: "no id",
                    ..PlanItemForm::default()
                }
            )
            .unwrap()
            .owner
            .is_none()
        );
    }

    #[test]
    fn a_change_needs_its_reason_but_nobody_explains_their_own_words() {
        let typed = PlanItemForm {
            words: "We laugh a lot",
            ..PlanItemForm::default()
        };
        assert_eq!(
            parse_item(PlanItemKind::Strength, true, &typed),
            Err(("why", "plan-why-missing"))
        );
        assert!(parse_item(PlanItemKind::OwnWords, true, &typed).is_ok());
    }

    #[test]
    fn well_being_is_of_one_child_in_one_area() {
        let typed = PlanItemForm {
            words: "Sleeps well",
            child: "0198c0de-0000-7000-8000-000000000001",
            area: "physical",
            ..PlanItemForm::default()
        };
        assert_eq!(
            parse_item(PlanItemKind::WellBeing, false, &typed)
                .unwrap()
                .area,
            Some(WellBeingArea::Physical)
        );
        assert_eq!(
            parse_item(
                PlanItemKind::WellBeing,
                false,
                &PlanItemForm {
                    area: "weather",
                    ..typed.clone()
                }
            ),
            Err(("area", "plan-choose"))
        );
        assert_eq!(
            parse_item(
                PlanItemKind::WellBeing,
                false,
                &PlanItemForm { child: "", ..typed }
            ),
            Err(("child", "plan-choose"))
        );
    }

    #[test]
    fn a_goal_says_since_when_who_and_why_or_it_is_none() {
        let fields = [
            "permanency",
            "permanency_since",
            "permanency_by",
            "permanency_why",
        ];
        assert_eq!(
            PermanencyGoalInput::parse(fields, "", "x", "", ""),
            Ok(PermanencyGoalInput::default())
        );
        assert_eq!(
            PermanencyGoalInput::parse(fields, "return_home", "2026-11-02", "", "Because"),
            Err(("permanency_by", "plan-choose"))
        );
        assert_eq!(
            PermanencyGoalInput::parse(fields, "return_home", "2026-11-02", "court", " "),
            Err(("permanency_why", "plan-answer-missing"))
        );
        assert_eq!(
            PermanencyGoalInput::parse(fields, "return_home", "2026-11-02", "court", "Because")
                .unwrap()
                .by,
            Some(DecisionMaker::Court)
        );
    }

    #[test]
    fn a_date_is_a_date() {
        let typed = PlanItemForm {
            words: "Parenting class",
            due: "2026-02-30",
            ..PlanItemForm::default()
        };
        assert_eq!(
            parse_item(PlanItemKind::AgencyGoal, false, &typed),
            Err(("due", "plan-date"))
        );
        let typed = PlanItemForm {
            due: "2026-12-18",
            ..typed
        };
        assert_eq!(
            parse_item(PlanItemKind::AgencyGoal, false, &typed)
                .unwrap()
                .due,
            Some(jiff::civil::date(2026, 12, 18))
        );
    }
}
