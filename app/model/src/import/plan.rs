//! The plan of an import file.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{ImportAudience, ImportText};
use crate::plan::{DecisionMaker, Permanency, StepState, WellBeingArea};

/// The plan, first shape.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Plan")]
pub struct ImportPlan {
    pub since: Date,
    #[schemars(range(min = 1, max = 10000))]
    pub version: i32,
    /// Out-of-home cases only.
    #[serde(default)]
    pub permanency: Option<ImportPermanencyGoal>,
    /// What happens if the first goal cannot be.
    #[serde(default)]
    pub concurrent: Option<ImportPermanencyGoal>,
    #[serde(default)]
    pub own_words: Vec<ImportPlanItem>,
    #[serde(default)]
    pub strengths: Vec<ImportPlanItem>,
    #[serde(default)]
    pub needs: Vec<ImportPlanItem>,
    #[serde(default)]
    pub worries: Vec<ImportPlanItem>,
    /// What must be true for the case to close.
    #[serde(default)]
    pub changes: Vec<ImportPlanItem>,
    #[serde(default)]
    pub family_goals: Vec<ImportGoal>,
    #[serde(default)]
    pub agency_goals: Vec<ImportGoal>,
    /// What a court ordered; steps name the order they meet.
    #[serde(default)]
    pub orders: Vec<ImportPlanItem>,
    /// The scale on which the team says how it is going. Without it: 1 to 5.
    #[serde(default)]
    pub scale: Option<ImportScale>,
    /// Reviews that were held, with what each voice said.
    #[serde(default)]
    pub reviews: Vec<ImportReview>,
    /// The safety plan: what to do when it gets hard.
    #[serde(default)]
    pub safety_do: Vec<ImportPlanItem>,
    /// The safety plan: whom to call, with the number in the words.
    #[serde(default)]
    pub safety_call: Vec<ImportPlanItem>,
    /// How each child is, area by area.
    #[serde(default)]
    pub well_being: Vec<ImportWellBeing>,
    /// How much family members said they can do in a week. Overwrites nothing that they entered.
    #[serde(default)]
    pub carry: Vec<ImportCapacity>,
}

/// How one child is, in one area of well-being.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "WellBeing")]
pub struct ImportWellBeing {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    /// Key of the child.
    pub child: String,
    pub area: WellBeingArea,
    pub words: ImportText,
    /// Key of the person who is responsible.
    #[serde(default)]
    pub owner: Option<String>,
    /// The next date for it.
    #[serde(default)]
    pub due: Option<Date>,
    #[serde(default)]
    pub audience: Option<ImportAudience>,
}

/// The weekly capacity that a person stated, and when they are busy.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Carry")]
pub struct ImportCapacity {
    /// Key of a parent, guardian, Indian custodian or youth of this family.
    pub by: String,
    #[serde(default)]
    // The limits of hours and trips are those of the forms (`parse_hours`, `parse_count`).
    #[schemars(range(min = 0, max = 168))]
    pub hours: Option<f64>,
    #[serde(default)]
    #[schemars(range(min = 0, max = 99))]
    pub trips: Option<i32>,
    /// At most one time for each weekday. It counts as every part of the day that it overlaps.
    #[serde(default)]
    pub busy: Vec<ImportTimeSlot>,
}

/// A fixed time of the week, on the agency's wall clock.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Time")]
pub struct ImportTimeSlot {
    /// 1 for Monday to 7 for Sunday.
    #[schemars(range(min = 1, max = 7))]
    pub weekday: i32,
    /// Such as `18:00`.
    #[schemars(regex(pattern = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"))]
    pub starts: String,
    #[schemars(regex(pattern = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"))]
    pub ends: String,
}

/// What a step takes each week until it is done.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Week")]
pub struct ImportEffort {
    #[serde(default)]
    #[schemars(range(min = 0, max = 168))]
    pub hours: Option<f64>,
    #[serde(default)]
    #[schemars(range(min = 0, max = 99))]
    pub trips: Option<i32>,
    #[serde(default)]
    pub at: Option<ImportTimeSlot>,
}

/// The scale the team chose: 1 to `top`, with words for both ends.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Scale")]
pub struct ImportScale {
    #[schemars(range(min = 3, max = 10))]
    pub top: i32,
    #[serde(default)]
    pub low: Option<ImportText>,
    #[serde(default)]
    pub high: Option<ImportText>,
}

/// A review that was held.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Review")]
pub struct ImportReview {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    pub held: Date,
    /// What the team learned there.
    #[serde(default)]
    pub words: Option<ImportText>,
    #[serde(default)]
    pub ratings: Vec<ImportRating>,
}

/// The rating of one person or group at a review. One given in the portal is never overwritten.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Rating")]
pub struct ImportRating {
    /// Key of a parent, guardian, Indian custodian, youth or worker of this family.
    pub by: String,
    /// From 1 up to the top of the scale.
    // The schema sets no range: only `check_reviews` knows the top of the scale.
    pub value: i32,
    /// True for everyone who sees the plan; else the person, the workers and the supervisor.
    #[serde(default)]
    pub shared: bool,
}

/// A permanency goal: what, since when, why, decided by whom.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Decision")]
pub struct ImportPermanencyGoal {
    pub goal: Permanency,
    pub since: Date,
    /// Who decided it.
    #[serde(default)]
    pub by: Option<DecisionMaker>,
    pub why: ImportText,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Item")]
pub struct ImportPlanItem {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    pub words: ImportText,
    /// For a worry alone: what would make it safe.
    #[serde(default)]
    // One type for all kinds of items: `check_items` rejects these fields where they do not belong.
    pub safe_when: Option<ImportText>,
    /// For a worry alone: what is done so far.
    #[serde(default)]
    pub so_far: Option<ImportText>,
    #[serde(default)]
    pub audience: Option<ImportAudience>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Goal")]
pub struct ImportGoal {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    pub words: ImportText,
    /// The benchmark: how everyone will know.
    #[serde(default)]
    pub how_we_know: Option<ImportText>,
    /// Key of the person who keeps it moving.
    #[serde(default)]
    pub owner: Option<String>,
    #[serde(default)]
    pub due: Option<Date>,
    #[serde(default)]
    pub audience: Option<ImportAudience>,
    #[serde(default)]
    pub steps: Vec<ImportStep>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Step")]
pub struct ImportStep {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    pub words: ImportText,
    /// Key of the person who does it.
    #[serde(default)]
    pub owner: Option<String>,
    /// True when the agency owes it to the family.
    #[serde(default)]
    // The owner is optional because of these steps; `check_step` requires one of the two.
    pub owed: bool,
    #[serde(default)]
    pub due: Option<Date>,
    #[serde(default)]
    pub state: Option<StepState>,
    /// Key of the court order that this step meets.
    #[serde(default)]
    pub order: Option<String>,
    /// Key of the step that must be done first.
    #[serde(default)]
    pub after: Option<String>,
    #[serde(default)]
    pub week: Option<ImportEffort>,
    #[serde(default)]
    pub audience: Option<ImportAudience>,
}
