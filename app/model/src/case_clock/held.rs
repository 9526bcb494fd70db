//! The form with which a worker notes that a permanency review or hearing was held.

use jiff::civil::Date;

use super::{CaseDateKind, ClockKind};
use crate::field_errors::{FieldError, FieldErrors};
use crate::id::ChildId;
use crate::typed_date::parse_date;

/// The choice in the form for dates that are about all children of the family.
pub const ALL_CHILDREN: &str = "all";

impl CaseDateKind {
    /// What can be noted as held.
    pub const HELD: [Self; 2] = [Self::ReviewHeld, Self::HearingHeld];

    /// The clock that begins anew when this was held; `None` for other dates.
    pub const fn held_for(self) -> Option<ClockKind> {
        match self {
            Self::ReviewHeld => Some(ClockKind::PermanencyReview),
            Self::HearingHeld => Some(ClockKind::PermanencyHearing),
            Self::Removal | Self::EffortsNotRequired | Self::CareEnded => None,
        }
    }
}

/// What was held, for whom and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldDateInput {
    /// One of `CaseDateKind::HELD`.
    pub kind: CaseDateKind,
    /// `None` for all children of the family.
    pub child: Option<ChildId>,
    pub day: Date,
}

impl HeldDateInput {
    /// `child` is the id of a child or `ALL_CHILDREN`.
    ///
    /// # Errors
    /// Every invalid field: `kind` and `child` with `plan-choose`; `day` with `plan-date` for a
    /// date that is none, `team-tribe-later` for one after `today`.
    pub fn parse(kind: &str, child: &str, day: &str, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        // The other dates of a case are imported, and no form may write them.
        let kind = CaseDateKind::parse(kind).filter(|kind| kind.held_for().is_some());
        let kind = errors.take(kind.map(Some).ok_or(("kind", "plan-choose")));
        let child = errors.take(parse_child(child).map(Some));
        let day = errors.take(match parse_date(day) {
            None => Err(("day", "plan-date")),
            Some(day) if day > today => Err(("day", "team-tribe-later")),
            Some(day) => Ok(Some(day)),
        });
        let all = kind.zip(child).zip(day);
        errors.finish(all.map(|((kind, child), day)| Self { kind, child, day }))
    }
}

fn parse_child(typed: &str) -> Result<Option<ChildId>, FieldError> {
    if typed == ALL_CHILDREN {
        return Ok(None);
    }
    let child = typed.parse().map_err(|_| ("child", "plan-choose"))?;
    Ok(Some(child))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn a_review_of_today_is_read_and_other_kinds_and_later_days_are_refused() {
        let child = ChildId(uuid::Uuid::from_u128(7));
        let parse =
            |kind: &str, child: &str, day: &str| HeldDateInput::parse(kind, child, day, TODAY);
        assert_eq!(
            parse("review_held", &child.to_string(), "11/23/2026"),
            Ok(HeldDateInput {
                kind: CaseDateKind::ReviewHeld,
                child: Some(child),
                day: TODAY
            })
        );
        let of_all = parse("hearing_held", ALL_CHILDREN, "2026-11-02").unwrap();
        assert_eq!(of_all.child, None);
        assert_eq!(
            parse("removal", "", "2026-11-24"),
            Err(vec![
                ("kind", "plan-choose"),
                ("child", "plan-choose"),
                ("day", "team-tribe-later")
            ])
        );
        let no_date = parse("review_held", ALL_CHILDREN, "soon");
        assert_eq!(no_date, Err(vec![("day", "plan-date")]));
    }
}
