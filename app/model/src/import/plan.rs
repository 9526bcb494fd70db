//! The plan of an import file.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Audience, Words};
use crate::plan::{Area, Decider, Permanency, State};

/// The plan, first shape.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    pub since: Date,
    #[schemars(range(min = 1, max = 10000))]
    pub version: i32,
    /// Out-of-home cases only.
    #[serde(default)]
    pub permanency: Option<Decision>,
    /// What happens if the first goal cannot be.
    #[serde(default)]
    pub concurrent: Option<Decision>,
    #[serde(default)]
    pub own_words: Vec<Item>,
    #[serde(default)]
    pub strengths: Vec<Item>,
    #[serde(default)]
    pub needs: Vec<Item>,
    #[serde(default)]
    pub worries: Vec<Item>,
    /// What must be true for the case to close.
    #[serde(default)]
    pub changes: Vec<Item>,
    #[serde(default)]
    pub family_goals: Vec<Goal>,
    #[serde(default)]
    pub agency_goals: Vec<Goal>,
    /// What a court ordered; steps name the order they meet.
    #[serde(default)]
    pub orders: Vec<Item>,
    /// The scale on which the team says how it is going. Without it: 1 to 5.
    #[serde(default)]
    pub scale: Option<Scale>,
    /// Reviews that were held, with what each voice said.
    #[serde(default)]
    pub reviews: Vec<Review>,
    /// The safety plan: what to do when it gets hard.
    #[serde(default)]
    pub safety_do: Vec<Item>,
    /// The safety plan: whom to call, with the number in the words.
    #[serde(default)]
    pub safety_call: Vec<Item>,
    /// How each child is, area by area.
    #[serde(default)]
    pub well_being: Vec<WellBeing>,
    /// What people of the family said they can carry in a week. What they say in the portal is never overwritten.
    #[serde(default)]
    pub carry: Vec<Carry>,
}

/// How one child is, in one area of well-being.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WellBeing {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    /// Key of the child.
    pub child: String,
    pub area: Area,
    pub words: Words,
    /// Key of the person who is responsible.
    #[serde(default)]
    pub owner: Option<String>,
    /// The next date for it.
    #[serde(default)]
    pub due: Option<Date>,
    #[serde(default)]
    pub audience: Option<Audience>,
}

/// What somebody said they can carry in a week, and when they are busy with other things.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Carry {
    /// Key of a parent, guardian, Indian custodian or youth of this family.
    pub by: String,
    #[serde(default)]
    #[schemars(range(min = 0, max = 168))]
    pub hours: Option<f64>,
    #[serde(default)]
    #[schemars(range(min = 0, max = 99))]
    pub trips: Option<i32>,
    /// At most one time for each weekday.
    #[serde(default)]
    pub busy: Vec<Time>,
}

/// A fixed time of the week, on the agency's wall clock.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Time {
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
pub struct Week {
    #[serde(default)]
    #[schemars(range(min = 0, max = 168))]
    pub hours: Option<f64>,
    #[serde(default)]
    #[schemars(range(min = 0, max = 99))]
    pub trips: Option<i32>,
    #[serde(default)]
    pub at: Option<Time>,
}

/// The scale the team chose: 1 to `top`, with words for both ends.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    #[schemars(range(min = 3, max = 10))]
    pub top: i32,
    #[serde(default)]
    pub low: Option<Words>,
    #[serde(default)]
    pub high: Option<Words>,
}

/// A review that was held.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    pub held: Date,
    /// What the team learned there.
    #[serde(default)]
    pub words: Option<Words>,
    #[serde(default)]
    pub ratings: Vec<Rating>,
}

/// What one voice said at a review. What somebody says in the portal is never overwritten.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// Key of a parent, guardian, Indian custodian, youth or worker of this family.
    pub by: String,
    /// From 1 up to the top of the scale.
    pub value: i32,
    /// True for everyone who sees the plan; else the person, the workers and the supervisor.
    #[serde(default)]
    pub shared: bool,
}

/// A permanency goal: what, since when, why, decided by whom.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    pub goal: Permanency,
    pub since: Date,
    /// Who decided it.
    #[serde(default)]
    pub by: Option<Decider>,
    pub why: Words,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    pub words: Words,
    /// For a worry alone: what would make it safe.
    #[serde(default)]
    pub safe_when: Option<Words>,
    /// For a worry alone: what is done so far.
    #[serde(default)]
    pub so_far: Option<Words>,
    #[serde(default)]
    pub audience: Option<Audience>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    pub words: Words,
    /// The benchmark: how everyone will know.
    #[serde(default)]
    pub how_we_know: Option<Words>,
    /// Key of the person who keeps it moving.
    #[serde(default)]
    pub owner: Option<String>,
    #[serde(default)]
    pub due: Option<Date>,
    #[serde(default)]
    pub audience: Option<Audience>,
    #[serde(default)]
    pub steps: Vec<Step>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    pub words: Words,
    /// Key of the person who does it.
    #[serde(default)]
    pub owner: Option<String>,
    /// True when the agency owes it to the family.
    #[serde(default)]
    pub owed: bool,
    #[serde(default)]
    pub due: Option<Date>,
    #[serde(default)]
    pub state: Option<State>,
    /// Key of the court order that this step meets.
    #[serde(default)]
    pub order: Option<String>,
    /// Key of the step that must be done first.
    #[serde(default)]
    pub after: Option<String>,
    #[serde(default)]
    pub week: Option<Week>,
    #[serde(default)]
    pub audience: Option<Audience>,
}
