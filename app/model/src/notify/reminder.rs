//! Reminders before an event: which ones a person wants, and when each is due.

use jiff::{ToSpan, Zoned};

use super::{NotificationFrequency, NotificationPreferences, NotificationSchedule, minute_of_day};
use crate::slug_enum::slug_enum;

slug_enum! {
    /// When a person is reminded of an event.
    #[derive(Default, strum::VariantArray)]
    pub enum ReminderChoice {
        Never = "none",
        #[default]
        DayBefore = "day_before",
        TwoHoursBefore = "two_hours_before",
        Both = "both",
    }
}

impl ReminderChoice {
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    pub const fn includes(self, kind: ReminderKind) -> bool {
        matches!(
            (self, kind),
            (Self::Both, _)
                | (Self::DayBefore, ReminderKind::DayBefore)
                | (Self::TwoHoursBefore, ReminderKind::TwoHoursBefore)
        )
    }
}

slug_enum! {
    /// A reminder of an event. Its slug is that of the choice of this reminder alone.
    #[derive(strum::VariantArray)]
    pub enum ReminderKind {
        DayBefore = "day_before",
        TwoHoursBefore = "two_hours_before",
    }
}

impl ReminderKind {
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// The time for this reminder of an event at `starts`, whatever the safe hours: the same time
    /// on the clock a day before, or two hours before, however the clocks change in between.
    fn time_before(self, starts: &Zoned) -> Option<Zoned> {
        let before = match self {
            Self::DayBefore => starts.checked_sub(1.day()),
            Self::TwoHoursBefore => starts.checked_sub(2.hours()),
        };
        before.ok()
    }
}

/// How long before the end of the safe hours a reminder is sent for which a later time would be
/// outside of them, in minutes: enough for the job, and for another attempt after a failure.
const MINUTES_BEFORE_END: i32 = 30;

impl NotificationPreferences {
    /// When this reminder of an event at `starts` is due: in the safe hours, and never later than a
    /// day or two hours before. With a daily notification, when the safe hours begin. `None` when
    /// the person does not want it.
    pub fn reminder_time(self, kind: ReminderKind, starts: &Zoned) -> Option<Zoned> {
        if !self.reminder.includes(kind) {
            return None;
        }
        let wanted = kind.time_before(starts)?;
        match self.frequency {
            NotificationFrequency::Off => None,
            // A daily notification is sent when the safe hours begin.
            NotificationFrequency::Daily => Some(self.last_window(&wanted)),
            NotificationFrequency::Immediate if self.in_safe_hours(minute_of_day(&wanted)) => {
                Some(wanted)
            }
            NotificationFrequency::Immediate => Some(self.last_safe_time(&wanted)),
        }
    }

    /// The last start of the safe hours until `at`.
    fn last_window(self, at: &Zoned) -> Zoned {
        let today = self.window_start(at.date(), at);
        if today <= *at {
            today
        } else {
            self.window_start(at.date() - 1.day(), at)
        }
    }

    /// Shortly before the end of the last safe hours that are over at `at`, a time outside of them.
    fn last_safe_time(self, at: &Zoned) -> Zoned {
        let start = self.last_window(at);
        let length = (self.safe_until - self.safe_from).rem_euclid(24 * 60);
        // By the clock and not by its length: the clocks may change within these hours.
        let end = start.datetime().checked_add(length.minutes());
        let last = end
            .and_then(|end| end.to_zoned(at.time_zone().clone()))
            .and_then(|end| end.checked_sub(MINUTES_BEFORE_END.minutes()));
        last.map_or_else(|_| start.clone(), |last| last.max(start.clone()))
    }

    /// When to send, as of `now`, a reminder that is due of an event at `starts`; never after it
    /// has started.
    pub fn schedule_reminder(self, starts: &Zoned, now: &Zoned) -> NotificationSchedule {
        if self.frequency == NotificationFrequency::Off || now >= starts {
            return NotificationSchedule::Never;
        }
        if self.in_safe_hours(minute_of_day(now)) {
            return NotificationSchedule::Now;
        }
        // Late, because no server ran, or no channel worked in time.
        let next = self.next_window(now);
        if next < *starts {
            NotificationSchedule::Later(next)
        } else {
            NotificationSchedule::Never
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chicago(text: &str) -> Zoned {
        format!("{text}[America/Chicago]").parse().unwrap()
    }

    fn both() -> NotificationPreferences {
        NotificationPreferences {
            reminder: ReminderChoice::Both,
            ..NotificationPreferences::default()
        }
    }

    /// When both reminders of an event at this time are due.
    fn due(choice: NotificationPreferences, starts: &str) -> [Option<Zoned>; 2] {
        let starts = chicago(starts);
        [ReminderKind::DayBefore, ReminderKind::TwoHoursBefore]
            .map(|kind| choice.reminder_time(kind, &starts))
    }

    fn at(day: &str, hours: &str) -> [Option<Zoned>; 2] {
        [Some(chicago(day)), Some(chicago(hours))]
    }

    #[test]
    fn a_person_is_reminded_only_as_chosen() {
        let starts = "2026-12-14T16:00:00";
        let wanted = |reminder| {
            let choice = NotificationPreferences { reminder, ..both() };
            due(choice, starts).map(|time| time.is_some())
        };
        assert_eq!(wanted(ReminderChoice::default()), [true, false]);
        assert_eq!(wanted(ReminderChoice::TwoHoursBefore), [false, true]);
        assert_eq!(wanted(ReminderChoice::Both), [true, true]);
        assert_eq!(wanted(ReminderChoice::Never), [false, false]);
        let off = NotificationPreferences {
            frequency: NotificationFrequency::Off,
            ..both()
        };
        assert_eq!(due(off, starts), [None, None]);
    }

    #[test]
    fn a_reminder_follows_the_calendar_and_the_clocks() {
        // The clocks change on 2026-11-01 and 2027-03-14 at 2:00.
        let any_hour = NotificationPreferences {
            safe_from: 0,
            safe_until: 0,
            ..both()
        };
        for (starts, day, hours) in [
            (
                "2026-11-01T10:00:00",
                "2026-10-31T10:00:00",
                "2026-11-01T08:00:00",
            ),
            // Two hours before 3:00 is the second 1:00 of that night, and the 0:00 of the other.
            (
                "2026-11-01T03:00:00",
                "2026-10-31T03:00:00",
                "2026-11-01T01:00:00-06:00",
            ),
            (
                "2027-03-14T03:00:00",
                "2027-03-13T03:00:00",
                "2027-03-14T00:00:00",
            ),
            // There is no 2:30 a day before, which moves to 3:30.
            (
                "2027-03-15T02:30:00",
                "2027-03-14T03:30:00",
                "2027-03-15T00:30:00",
            ),
            (
                "2028-03-01T10:00:00",
                "2028-02-29T10:00:00",
                "2028-03-01T08:00:00",
            ),
            (
                "2028-02-29T10:00:00",
                "2028-02-28T10:00:00",
                "2028-02-29T08:00:00",
            ),
            (
                "2027-03-01T10:00:00",
                "2027-02-28T10:00:00",
                "2027-03-01T08:00:00",
            ),
        ] {
            assert_eq!(due(any_hour, starts), at(day, hours), "{starts}");
        }
    }

    #[test]
    fn outside_the_safe_hours_a_reminder_comes_before_them() {
        // From 8 to 20 o'clock.
        assert_eq!(
            due(both(), "2026-12-14T09:00:00"),
            at("2026-12-13T09:00:00", "2026-12-13T19:30:00")
        );
        assert_eq!(
            due(both(), "2026-12-14T21:00:00"),
            at("2026-12-13T19:30:00", "2026-12-14T19:00:00")
        );
        let night = NotificationPreferences {
            safe_from: 22 * 60,
            safe_until: 6 * 60,
            ..both()
        };
        assert_eq!(
            due(night, "2026-12-14T10:00:00"),
            at("2026-12-13T05:30:00", "2026-12-14T05:30:00")
        );
        // By the clock also in the night that is an hour shorter.
        assert_eq!(
            due(night, "2027-03-14T10:00:00")[1],
            Some(chicago("2027-03-14T05:30:00"))
        );
        let daily = NotificationPreferences {
            frequency: NotificationFrequency::Daily,
            ..both()
        };
        assert_eq!(
            due(daily, "2026-12-14T09:00:00"),
            at("2026-12-13T08:00:00", "2026-12-13T08:00:00")
        );
    }

    #[test]
    fn a_late_reminder_waits_for_the_safe_hours_or_is_not_sent() {
        let schedule =
            |starts: &str, now: &str| both().schedule_reminder(&chicago(starts), &chicago(now));
        let (early, late) = ("2026-12-14T07:30:00", "2026-12-14T10:00:00");
        let evening = "2026-12-13T21:00:00";
        assert_eq!(
            schedule(early, "2026-12-13T19:30:00"),
            NotificationSchedule::Now
        );
        assert_eq!(schedule(early, evening), NotificationSchedule::Never);
        assert_eq!(
            schedule(late, evening),
            NotificationSchedule::Later(chicago("2026-12-14T08:00:00"))
        );
        assert_eq!(schedule(late, late), NotificationSchedule::Never);
    }
}
