//! A young person's own transition plan: its parts, who sees each, and the dates that it is counted
//! from (Wis. Stat. 48.385; 42 U.S.C. 675(5)(H)).

pub mod agreed_plan;
pub mod area;
pub mod budget;
pub mod clock;
pub mod credit;
pub mod dates;
pub mod document;
pub mod money;
pub mod part;
pub mod people;
pub mod rights;
pub mod say;
pub mod services_got;
pub mod skills;
pub mod stay;
pub mod vault;

use jiff::civil::Date;

pub use self::document::{DocumentKind, DocumentState};
pub use self::part::{Release, TransitionPart};
use crate::calendar::age_in_years;

/// Age in years from which a young person has a transition plan.
pub const MIN_AGE: i16 = 14;

/// Whether a person with this birth date has a transition plan. Without a known one the answer is
/// no. There is no greatest age: the plan stays its owner's.
pub fn is_of_age_for_plan(born: Option<Date>, today: Date) -> bool {
    born.is_some_and(|born| age_in_years(born, today) >= MIN_AGE)
}

/// The dates of the case from which terms are counted, besides the birth date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TransitionDates {
    /// The first day of out-of-home care.
    pub care_since: Option<Date>,
    /// The day on which care is expected to end.
    pub discharge_on: Option<Date>,
    /// The day on which an order or an agreement that goes beyond the 18th birthday ends.
    pub order_ends_on: Option<Date>,
}
