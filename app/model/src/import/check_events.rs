//! What must hold in the coming dates of an import file.

use super::check::FamilyValidator;
use super::{ImportEvent, ImportFamily};
use crate::calendar::is_remote_link;
use crate::policy::ResourceKind;

impl<'a> FamilyValidator<'a> {
    pub(super) fn check_dates(&mut self, pointer: &str, family: &'a ImportFamily) {
        for (i, event) in family.dates.iter().enumerate() {
            let at = format!("{pointer}/dates/{i}");
            self.check_unique_key(format!("{at}/key"), &event.key);
            self.check_text(&format!("{at}/about"), &event.about);
            self.check_audience(&at, event.audience.as_ref(), ResourceKind::Dates);
            self.check_event_parts(&at, event);
            if event.ends.is_some_and(|ends| ends <= event.starts) {
                self.add_fault(format!("{at}/ends"), "is not after starts");
            }
        }
    }

    fn check_event_parts(&mut self, at: &str, event: &ImportEvent) {
        for (topic, words) in event.details() {
            self.check_text(&format!("{at}/{}", topic.slug()), words);
        }
        self.check_audience_at(
            &format!("{at}/place_audience"),
            event.place_audience.as_ref(),
            ResourceKind::Dates,
        );
        // The portal keeps with the place who may know it: without one, the next change of the
        // event would show the way and the court to everyone.
        let tells_place = event.details().any(|(topic, _)| topic.tells_place());
        if tells_place && event.place_audience.is_some() && event.place.is_none() {
            self.add_fault(format!("{at}/place"), "is missing beside place_audience");
        }
        let is_bad = |address: &String| !is_remote_link(address);
        if event.remote_link.as_ref().is_some_and(is_bad) {
            self.add_fault(
                format!("{at}/remote_link"),
                "is not an address that begins with https://",
            );
        }
    }
}
