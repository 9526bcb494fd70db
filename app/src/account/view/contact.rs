//! Whether one's e-mail address and telephone number are confirmed.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use leptos::prelude::*;
use model::notify::NotificationChannel;
use store::notifications::confirmation::{ContactState, OwnContact};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::link_list::{ListRow, RowTag, link_list};

/// Since when an address is confirmed.
pub(in crate::account) fn confirmed_sentence(
    text: Localizer,
    at: Timestamp,
    zone: &TimeZone,
) -> String {
    let day = at.to_zoned(zone.clone()).date();
    text.format(
        "account-confirm-since",
        &[("date", text.format_date(day).into())],
    )
}

/// A row for each address of a channel that is configured, to the page that confirms it; nothing
/// without addresses.
///
/// # Errors
/// `SignedOut` without a signed-in person.
pub fn confirmation_rows(
    context: &RequestContext,
    contacts: &[OwnContact],
) -> Result<AnyView, AppError> {
    let (text, zone) = (context.localizer(), &context.actor()?.zone);
    let channels = &context.config.notification_channels;
    let rows = contacts
        .iter()
        .filter_map(|contact| {
            let (page, title) = match contact.channel {
                NotificationChannel::Email if channels.email => {
                    (paths::CONFIRM_EMAIL, "account-confirm-email-title")
                }
                NotificationChannel::Sms if channels.sms => {
                    (paths::CONFIRM_PHONE, "account-confirm-phone-title")
                }
                // Nothing can be sent there now, so there is nothing to confirm.
                _ => return None,
            };
            let (small, tag) = match contact.state {
                ContactState::Confirmed(at) => (confirmed_sentence(text, at, zone), None),
                ContactState::Unconfirmed | ContactState::CodeSent | ContactState::NotSent => (
                    String::new(),
                    Some(RowTag::attention(text.get("account-confirm-tag"))),
                ),
            };
            Some(ListRow {
                href: Some(page.to_owned()),
                title: Some(text.get(title).into_any()),
                small,
                tag,
                ..ListRow::default()
            })
        })
        .collect();
    Ok(link_list(rows))
}
