//! Times of a week that are taken: those of steps and events, and the parts of the day in which
//! a person is busy.

use strum::VariantArray;

use super::MINUTES_PER_DAY;
use crate::slug_enum::slug_enum;

/// An occupied time of the week, in minutes after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeSlot {
    pub weekday: i32,
    pub starts: i32,
    pub ends: i32,
}

impl TimeSlot {
    /// The times of the week of something that begins on `weekday` at `starts` and takes `minutes`:
    /// one for each day that it touches, because a time slot never passes midnight.
    pub fn split_by_day(weekday: i32, starts: i32, minutes: i32) -> Vec<Self> {
        let ends = starts + minutes;
        (0..)
            .map(|day| {
                let midnight = day * MINUTES_PER_DAY;
                Self {
                    weekday: (weekday - 1 + day) % 7 + 1,
                    starts: (starts - midnight).max(0),
                    ends: (ends - midnight).min(MINUTES_PER_DAY),
                }
            })
            .take_while(|slot| slot.starts < slot.ends)
            // The eighth day is the weekday of the first, of which only a part was taken. After it
            // nothing is new.
            .take(8)
            .collect()
    }

    /// Whether the two times overlap. Adjacent times do not.
    pub const fn overlaps(self, other: Self) -> bool {
        self.weekday == other.weekday && self.starts < other.ends && other.starts < self.ends
    }
}

slug_enum! {
    /// A part of the day, in which a family member is busy or not.
    // Together the parts are the whole day, without gaps: a night shift or an early bus is in one
    // of them, so that no time of an import file or of an older form is lost. Noon and 5 pm are
    // where people change the word, and 5 pm is when most offices, schools and day care have
    // closed.
    #[derive(VariantArray)]
    pub enum DayPart {
        Morning = "morning",
        Afternoon = "afternoon",
        Evening = "evening",
    }
}

impl DayPart {
    pub const ALL: &'static [Self] = Self::VARIANTS;
    /// When the evening begins, in minutes after midnight.
    pub const EVENING_STARTS: i32 = 17 * 60;

    /// Start and end, in minutes after midnight. `0013_plan_busy_parts.sql` has the same.
    pub const fn minutes_of_day(self) -> (i32, i32) {
        match self {
            Self::Morning => (0, 12 * 60),
            Self::Afternoon => (12 * 60, Self::EVENING_STARTS),
            Self::Evening => (Self::EVENING_STARTS, MINUTES_PER_DAY),
        }
    }
}

/// A part of a weekday in which a person is busy every week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BusyPart {
    /// 1 for Monday to 7 for Sunday.
    pub weekday: i32,
    pub part: DayPart,
}

impl BusyPart {
    /// The parts of a weekday that a time overlaps.
    pub fn overlapping(slot: TimeSlot) -> impl Iterator<Item = Self> {
        DayPart::ALL
            .iter()
            .map(move |part| Self {
                weekday: slot.weekday,
                part: *part,
            })
            .filter(move |busy| busy.time_slot().overlaps(slot))
    }

    pub const fn time_slot(self) -> TimeSlot {
        let (starts, ends) = self.part.minutes_of_day();
        TimeSlot {
            weekday: self.weekday,
            starts,
            ends,
        }
    }

    /// The id in the name of a form field, such as `1-morning`.
    pub fn field_id(self) -> String {
        format!("{}-{}", self.weekday, self.part.slug())
    }

    /// Parses a `field_id`.
    pub fn parse_field_id(id: &str) -> Option<Self> {
        let (weekday, part) = id.split_once('-')?;
        Some(Self {
            weekday: weekday.parse().ok().filter(|day| (1..=7).contains(day))?,
            part: DayPart::parse(part)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_things_clash_only_when_they_want_the_same_minutes() {
        let one = TimeSlot {
            weekday: 2,
            starts: 600,
            ends: 660,
        };
        assert!(one.overlaps(TimeSlot {
            starts: 630,
            ends: 700,
            ..one
        }));
        // Adjacent: the other begins when this one ends.
        assert!(!one.overlaps(TimeSlot {
            starts: 660,
            ends: 700,
            ..one
        }));
        assert!(!one.overlaps(TimeSlot { weekday: 3, ..one }));
    }

    #[test]
    fn what_passes_midnight_takes_time_on_each_of_its_days() {
        let slot = |weekday, starts, ends| TimeSlot {
            weekday,
            starts,
            ends,
        };
        assert_eq!(TimeSlot::split_by_day(2, 600, 60), vec![slot(2, 600, 660)]);
        // From Sunday evening at ten until Monday at two.
        assert_eq!(
            TimeSlot::split_by_day(7, 22 * 60, 4 * 60),
            vec![slot(7, 22 * 60, 24 * 60), slot(1, 0, 2 * 60)]
        );
        // What ends at midnight takes nothing of the next day.
        assert_eq!(
            TimeSlot::split_by_day(1, 23 * 60, 60),
            vec![slot(1, 23 * 60, 24 * 60)]
        );
        // Two weeks away take every hour of the week, and each day once more at most.
        let away = TimeSlot::split_by_day(3, 12 * 60, 14 * 24 * 60);
        assert_eq!(away.len(), 8);
        for weekday in 1..=7 {
            for starts in [0, 23 * 60] {
                let hour = slot(weekday, starts, starts + 60);
                assert!(away.iter().any(|slot| slot.overlaps(hour)), "{hour:?}");
            }
        }
        assert_eq!(TimeSlot::split_by_day(1, 600, 0), vec![]);
    }

    #[test]
    fn every_minute_is_in_one_part_of_the_day() {
        let mut next = 0;
        for part in DayPart::ALL {
            let (starts, ends) = part.minutes_of_day();
            assert!(starts == next && ends > starts, "{part:?}");
            next = ends;
        }
        assert_eq!(next, MINUTES_PER_DAY);
        let parts = |starts, ends| {
            let slot = TimeSlot {
                weekday: 4,
                starts,
                ends,
            };
            BusyPart::overlapping(slot)
                .map(BusyPart::field_id)
                .collect::<Vec<_>>()
        };
        assert_eq!(parts(16 * 60, 22 * 60), ["4-afternoon", "4-evening"]);
        // A night shift, and one that ends when the next part begins.
        assert_eq!(parts(22 * 60, 23 * 60 + 59), ["4-evening"]);
        assert_eq!(parts(5 * 60, 12 * 60), ["4-morning"]);
    }

    #[test]
    fn field_of_a_busy_part_is_read_back() {
        for part in DayPart::ALL {
            let busy = BusyPart {
                weekday: 7,
                part: *part,
            };
            assert_eq!(BusyPart::parse_field_id(&busy.field_id()), Some(busy));
        }
        for bad in ["0-morning", "8-morning", "1-night", "1", "x-morning", ""] {
            assert_eq!(BusyPart::parse_field_id(bad), None, "{bad}");
        }
    }
}
