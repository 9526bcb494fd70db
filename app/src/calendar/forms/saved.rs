//! The notice after an event was saved or canceled: with the names of invited people who have a
//! clash, and for a series what became of the later events.

use model::calendar::EventInput;
use model::id::{EventId, FamilyId};
use store::Tx;
use store::calendar::clashes::{EventTime, PersonClash, find_clashes};
use store::calendar::series::LaterChange;

use crate::calendar::view::clashes::names_of_clashes;
use crate::error::AppError;
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::notice::{NoticeButton, NoticeSentence, PageNotice};

/// What keeps those who are invited from coming. They can be invited all the same.
pub(super) async fn clashes_of(
    tx: &mut Tx,
    (family, id): (FamilyId, EventId),
    input: &EventInput,
    language: &str,
) -> Result<Vec<PersonClash>, store::Error> {
    let time = EventTime {
        starts: input.starts,
        ends: input.ends,
        id: Some(id),
    };
    find_clashes(tx, family, &time, &input.people, language).await
}

/// Ends a form that was saved, on the page of the event. Says who has something else then.
pub(super) async fn answer_saved(
    context: &RequestContext,
    (family, event): (FamilyId, EventId),
    notice: PageNotice,
    clashes: &[PersonClash],
) -> Result<(), AppError> {
    let notice = if clashes.is_empty() {
        notice
    } else {
        notice.with_sentence(NoticeSentence {
            key: "calendar-notice-clash".to_owned(),
            names: names_of_clashes(clashes),
            ..NoticeSentence::default()
        })
    };
    context
        .answer_with_notice(&paths::calendar_event(family, event), notice)
        .await
}

/// That an event and the later ones of its series are changed: how many, and which of them stay as
/// they were changed alone. With a link to the later ones, and with the button that takes the
/// change back, which is sent to `undo_action`. `changed` are all events that it changed, as
/// `series::save_later` returns them.
pub(super) fn series_notice(
    undo_action: &str,
    (family, event): (FamilyId, EventId),
    later: &LaterChange,
    changed: &[(EventId, i32)],
) -> PageNotice {
    let sentence = |key: &str| NoticeSentence {
        key: key.to_owned(),
        ..NoticeSentence::default()
    };
    let mut notice = PageNotice::new("calendar-notice-series-saved");
    if !later.changed.is_empty() {
        notice = notice.with_sentence(NoticeSentence {
            count: i64::try_from(later.changed.len()).unwrap_or(i64::MAX),
            ..sentence("calendar-notice-series-count")
        });
    }
    if !later.kept.is_empty() {
        notice = notice.with_sentence(NoticeSentence {
            days: later.kept.clone(),
            ..sentence("calendar-notice-series-kept")
        });
    }
    if !changed.is_empty() {
        notice.button = Some(undo_button(undo_action, (family, event), changed));
    }
    match later.changed.first().or(later.kept.first()) {
        Some(day) => notice.with_link(
            "calendar-later",
            format!("{}?from={day}", paths::calendar(family)),
        ),
        None => notice,
    }
}

/// The button that takes back a change of these events, each with the revision that it got by it.
fn undo_button(
    action: &str,
    (family, event): (FamilyId, EventId),
    changed: &[(EventId, i32)],
) -> NoticeButton {
    let changed: Vec<String> = changed
        .iter()
        .map(|(id, revision)| format!("{id}:{revision}"))
        .collect();
    let fields = [
        ("family", family.to_string()),
        ("event", event.to_string()),
        ("act", "undo".to_owned()),
        ("changed", changed.join(",")),
    ];
    NoticeButton {
        label_key: "plan-notice-undo".to_owned(),
        action: action.to_owned(),
        fields: fields
            .map(|(field, value)| (field.to_owned(), value))
            .to_vec(),
    }
}

/// That an event is canceled, with the button that takes that back, which is sent to
/// `undo_action`. `later` are the events of its series that were canceled with it; `None` if it
/// was canceled alone.
pub(super) fn cancelled_notice(
    undo_action: &str,
    (family, event): (FamilyId, EventId),
    later: Option<&[EventId]>,
) -> PageNotice {
    let also: Vec<String> = later
        .unwrap_or_default()
        .iter()
        .map(ToString::to_string)
        .collect();
    let fields = [
        ("family", family.to_string()),
        ("event", event.to_string()),
        ("act", "restore".to_owned()),
        ("also", also.join(",")),
    ];
    PageNotice {
        button: Some(NoticeButton {
            label_key: "plan-notice-undo".to_owned(),
            action: undo_action.to_owned(),
            fields: fields
                .map(|(field, value)| (field.to_owned(), value))
                .to_vec(),
        }),
        ..PageNotice::new(if later.is_some() {
            "calendar-notice-series-cancelled"
        } else {
            "calendar-notice-cancelled"
        })
    }
}
