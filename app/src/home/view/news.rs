//! What is new for the reader: unread messages, changed plans, requested translations, changes and
//! notes of events, handovers, and commitments.

use jiff::civil::Date;
use leptos::prelude::*;
use model::calendar::EventAct;
use model::id::{CommitmentId, EventId, ThreadId};
use model::transition::people::CommitmentAct;
use store::home::ActivityItem;

use super::duties::SHOWN_ROWS;
use crate::i18n::{Localizer, isolate_bidi};
use crate::paths;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, RowTag, folded_list, link_list};

/// How people are named to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameForm {
    /// To a family, which knows its few people.
    First,
    /// To staff, who know many.
    Full,
}

impl NameForm {
    fn name_of(self, item: &ActivityItem) -> Option<String> {
        match self {
            Self::First => item.first_name(),
            Self::Full => item.name.clone(),
        }
    }
}

/// What is new. Without anything, a sentence and, where `may_write`, the way to write to someone.
pub fn news_section(
    text: Localizer,
    today: Date,
    news: &[ActivityItem],
    names: NameForm,
    may_write: bool,
) -> AnyView {
    let write = may_write.then(|| {
        (
            paths::CHOOSE_RECIPIENT.to_owned(),
            text.get("messages-start"),
        )
    });
    let rows = if news.is_empty() {
        empty_state(text.get("home-new-empty"), write)
    } else {
        folded_list(text, activity_rows(text, today, news, names), SHOWN_ROWS)
    };
    view! {
        <h2>{text.get("home-new")}</h2>
        {rows}
    }
    .into_any()
}

/// What is new on a family member's page: one row, or a count that opens to the rows. Nothing
/// without news.
pub fn folded_news_section(
    text: Localizer,
    today: Date,
    news: &[ActivityItem],
    names: NameForm,
) -> Option<AnyView> {
    match news {
        [] => None,
        [_] => {
            // The row says by itself what it is; screen readers jump from heading to heading.
            let row = view! {
                <h2 class="visually-hidden">{text.get("home-new")}</h2>
                {link_list(activity_rows(text, today, news, names))}
            };
            Some(row.into_any())
        }
        _ => {
            let summary = text.format("home-new-count", &[("count", news.len().into())]);
            let folded = view! {
                <details class="card collapsible news-list">
                    <summary>{summary}</summary>
                    {link_list(activity_rows(text, today, news, names))}
                </details>
            };
            Some(folded.into_any())
        }
    }
}

/// Unread messages, changed plans, translations and changes of events, as rows with links.
fn activity_rows(
    text: Localizer,
    today: Date,
    news: &[ActivityItem],
    names: NameForm,
) -> Vec<ListRow> {
    news.iter()
        .filter_map(|one| {
            let name = names.name_of(one);
            if let Some(event) = one.event_id {
                return event_row(text, today, (event, one.event_act), one, name);
            }
            if let (Some(commitment), Some(act)) = (one.commitment_id, one.commitment_act) {
                return Some(commitment_row(text, today, (commitment, act), one, name));
            }
            if let Some(day) = one.takes_over {
                return handover_row(text, today, day.to_jiff(), one);
            }
            match (one.thread_id, &one.language) {
                (Some(thread), _) => Some(unread_row(text, thread, one, name)),
                (None, Some(language)) => translation_row(text, today, language, one),
                (None, None) => plan_version_row(text, today, one, name),
            }
        })
        .collect()
}

/// Who wrote, and how many unread messages.
fn unread_row(
    text: Localizer,
    thread: ThreadId,
    one: &ActivityItem,
    name: Option<String>,
) -> ListRow {
    // Nothing of the text: showing it would be a read of the conversation, which the access log has
    // to record.
    let title = text.format("home-wrote", &[("name", name.unwrap_or_default().into())]);
    let small = one
        .role
        .map(|role| text.role_name(role))
        .unwrap_or_default();
    let tag = Some(RowTag::attention(
        text.format("common-unread", &[("count", one.unread.into())]),
    ));
    ListRow {
        href: Some(paths::thread(thread)),
        title: Some(title.into_any()),
        small,
        tag,
        ..ListRow::default()
    }
}

/// What was done to an event, or that there are notes of it. The event opens. Nothing of what it is
/// about, as for messages.
fn event_row(
    text: Localizer,
    today: Date,
    (event, act): (EventId, Option<EventAct>),
    one: &ActivityItem,
    name: Option<String>,
) -> Option<ListRow> {
    let key = match act {
        None => "home-notes-new",
        Some(EventAct::Add) => "home-date-added",
        Some(EventAct::Move) => "home-date-moved",
        Some(EventAct::Change) => "home-date-changed",
        Some(EventAct::Cancel) => "home-date-cancelled",
        Some(EventAct::Restore) => "home-date-restored",
    };
    Some(ListRow {
        href: Some(paths::calendar_event(one.family_id?, event)),
        title: Some(text.get(key).into_any()),
        small: name_and_day(text, today, name.as_deref(), one),
        ..ListRow::default()
    })
}

/// Who takes over from whom, or to the next mentor whom they support. The names in full, because
/// one of them is new to the reader.
fn handover_row(text: Localizer, today: Date, day: Date, one: &ActivityItem) -> Option<ListRow> {
    let (name, day) = (one.name.clone().unwrap_or_default(), text.format_day(day));
    let title = match &one.successor {
        Some(successor) => text.format(
            "team-takes-over",
            &[
                ("name", name.into()),
                ("successor", successor.clone().into()),
                ("day", day.into()),
            ],
        ),
        None => text.format(
            "team-you-support",
            &[("name", name.into()), ("day", day.into())],
        ),
    };
    let role = one.role.map(|role| text.role_name(role));
    Some(ListRow {
        href: Some(paths::team(one.family_id?)),
        title: Some(title.into_any()),
        small: name_and_day(text, today, role.as_deref(), one),
        ..ListRow::default()
    })
}

/// What someone asked the reader for, or how they answered. Nothing of the words, as for messages.
fn commitment_row(
    text: Localizer,
    today: Date,
    (commitment, act): (CommitmentId, CommitmentAct),
    one: &ActivityItem,
    name: Option<String>,
) -> ListRow {
    let key = if act == CommitmentAct::Ask {
        "home-commitment-asked"
    } else {
        "home-commitment-answered"
    };
    let title = text.format(key, &[("name", name.unwrap_or_default().into())]);
    ListRow {
        href: Some(paths::transition_commitment(commitment)),
        title: Some(title.into_any()),
        small: name_and_day(text, today, None, one),
        ..ListRow::default()
    }
}

fn plan_version_row(
    text: Localizer,
    today: Date,
    one: &ActivityItem,
    name: Option<String>,
) -> Option<ListRow> {
    // As a string, because Fluent would group the digits of a number.
    let title = text.format(
        "home-plan-changed",
        &[("version", one.version.to_string().into())],
    );
    Some(ListRow {
        href: Some(paths::plan_version(one.family_id?, one.version)),
        title: Some(title.into_any()),
        small: name_and_day(text, today, name.as_deref(), one),
        ..ListRow::default()
    })
}

/// A translation that the reader asked for, with a link to where its text is.
fn translation_row(
    text: Localizer,
    today: Date,
    language: &str,
    one: &ActivityItem,
) -> Option<ListRow> {
    let family = one.family_id?;
    let title = text.format(
        "home-translated",
        &[("language", text.language_name(language).into())],
    );
    // Texts that are neither a reply nor part of an item, such as reasons, are found from the plan.
    let href = match (one.reply_id, one.item_id) {
        (Some(reply), _) => paths::plan_reply(family, reply),
        (None, Some(item)) => paths::plan_item(family, item),
        (None, None) => paths::plan(family),
    };
    Some(ListRow {
        href: Some(href),
        title: Some(title.into_any()),
        // The name in full for every reader, as the translation itself shows it.
        small: name_and_day(text, today, one.name.as_deref(), one),
        ..ListRow::default()
    })
}

fn name_and_day(text: Localizer, today: Date, name: Option<&str>, one: &ActivityItem) -> String {
    let since = one
        .since
        .as_ref()
        .map(|since| text.relative_day(today, since.to_jiff()));
    [name.map(isolate_bidi), since]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}
