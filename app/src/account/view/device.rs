//! A device, and a date with a time, in plain words.

use jiff::Timestamp;
use model::account::ClientDevice;
use store::Actor;

use crate::i18n::{Localizer, capitalize_line};

/// A device by its kind and its browser: "Android phone · Chrome".
pub(in crate::account) fn device_name(text: Localizer, client: ClientDevice) -> String {
    let device = match client.device {
        Some(device) => text.get_value(device),
        None => text.get("account-device-unknown"),
    };
    match client.browser {
        // Not a sentence: the two words stand beside each other in every language.
        Some(browser) => format!("{device} · {}", browser.name()),
        None => device,
    }
}

/// The day of `at`, relative to today, and its time, in the time zone of the person's agency:
/// "Today · 4:30 pm".
pub(in crate::account) fn relative_day_and_time(
    text: Localizer,
    actor: &Actor,
    at: Timestamp,
) -> String {
    let local = at.to_zoned(actor.zone.clone()).datetime();
    let day = capitalize_line(&text.relative_day(actor.today, local.date()));
    let time = text.format_unbroken_time(local);
    text.format("home-when", &[("day", day.into()), ("time", time.into())])
}
