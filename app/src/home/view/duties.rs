//! What has to be done for the families of a worker, and for a supervisor what is late. Rows name
//! the family and the person, and nothing of the record's texts, which are logged when they are
//! read.

use jiff::civil::DateTime;
use leptos::prelude::*;
use model::calendar::{EventKind, days_until};
use model::id::{EventId, FamilyId};
use store::Actor;
use store::home::duties::{Duty, DutySubject, NeedDuty, NeedDutyReason};

use crate::calendar::view::answer::ANSWERS_ID;
use crate::calendar::view::event_kind::event_kind_name;
use crate::calendar::view::needs::NEEDS_ID;
use crate::i18n::{Localizer, isolate_bidi};
use crate::paths;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, RowTag, folded_list};

/// The number of rows of a list that staff see at once.
pub const SHOWN_ROWS: usize = 8;

/// Replies without an answer, promises, and requested translations.
pub fn duty_section(text: Localizer, actor: &Actor, duties: &[Duty], is_worker: bool) -> AnyView {
    let rows = duties
        .iter()
        .filter_map(|duty| duty_row(text, actor, duty))
        .collect::<Vec<_>>();
    let title = if is_worker {
        "home-duties"
    } else {
        "home-duties-late"
    };
    let list = if rows.is_empty() {
        empty_state(text.get("home-duties-empty"), None)
    } else {
        folded_list(text, rows, SHOWN_ROWS)
    };
    view! {
        <h2>{text.get(title)}</h2>
        {list}
    }
    .into_any()
}

/// The events of the next seven days; nothing if there are none.
pub fn week_section(text: Localizer, actor: &Actor, duties: &[Duty]) -> Option<AnyView> {
    let rows = duties
        .iter()
        .filter_map(|duty| match duty.subject {
            DutySubject::Event(event, kind, starts) => {
                Some(event_row(text, actor, duty, event, (kind, starts)))
            }
            _ => None,
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{text.get("home-week")}</h2>
            {folded_list(text, rows, SHOWN_ROWS)}
        }
        .into_any()
    })
}

/// The name of a family of the actor.
pub fn family_name(actor: &Actor, family: FamilyId) -> &str {
    actor
        .membership_in(family)
        .map(|team| team.family.as_str())
        .unwrap_or_default()
}

/// Whether a day has passed by which something was due.
pub fn is_late(actor: &Actor, duty: &Duty) -> bool {
    let is_event = matches!(
        duty.subject,
        DutySubject::Event(..)
            | DutySubject::NewTime(..)
            | DutySubject::Need(..)
            | DutySubject::MakeUp(_)
    );
    !is_event && duty.day < actor.today
}

fn duty_row(text: Localizer, actor: &Actor, duty: &Duty) -> Option<ListRow> {
    let (href, title, by) = match duty.subject {
        DutySubject::Answer(reply) => (
            paths::plan_reply(duty.family_id, reply),
            text.format(
                "home-duty-answer",
                &[("name", duty.person.clone().unwrap_or_default().into())],
            ),
            "home-answer-by",
        ),
        // The name and nothing else: an objection is read where its reader is logged.
        DutySubject::TeamAnswer(request) => (
            paths::team_request(duty.family_id, request),
            text.format(
                "home-duty-team",
                &[("name", duty.person.clone().unwrap_or_default().into())],
            ),
            "home-answer-by",
        ),
        DutySubject::Promise(item) => (
            paths::plan_item(duty.family_id, item),
            promise_title(text, actor, duty),
            "home-by",
        ),
        DutySubject::Translation(request) => (
            // The list, where there is more than one to write.
            if duty.texts == 1 {
                paths::translation(duty.family_id, request)
            } else {
                paths::translations(duty.family_id)
            },
            translation_title(text, duty),
            "home-translation-by",
        ),
        DutySubject::MakeUp(_) => return Some(make_up_row(text, actor, duty)),
        DutySubject::Clock(kind) => (
            paths::calendar_clocks(duty.family_id),
            text.get_value(kind),
            "home-by",
        ),
        DutySubject::Notes(event, kind) => (
            paths::event_notes(duty.family_id, event),
            text.format(
                "home-duty-notes",
                &[("kind", kind_name(text, duty, kind).into())],
            ),
            "home-notes-by",
        ),
        DutySubject::NewTime(event, kind, starts) => {
            return Some(new_time_row(text, actor, duty, event, (kind, starts)));
        }
        DutySubject::Need(event, kind, starts, need) => {
            return Some(need_row(text, actor, duty, event, (kind, starts, need)));
        }
        DutySubject::LateDocuments(youth) => (
            paths::transition_of(duty.family_id, youth),
            text.format(
                "home-duty-documents",
                &[("name", duty.person.clone().unwrap_or_default().into())],
            ),
            "home-by",
        ),
        DutySubject::RightQuestion(youth) => (
            paths::rights_of(duty.family_id, youth),
            text.format(
                "home-duty-right",
                &[("name", duty.person.clone().unwrap_or_default().into())],
            ),
            "home-answer-by",
        ),
        DutySubject::Event(..) => return None,
    };
    let today = actor.today;
    let (when, tag) = if is_late(actor, duty) {
        let days = days_until(duty.day, today);
        (
            text.format("home-was-due", &[("day", text.format_day(duty.day).into())]),
            Some(RowTag::urgent(
                text.format("home-late", &[("days", days.into())]),
            )),
        )
    } else {
        let day = text.relative_day(today, duty.day);
        (text.format(by, &[("day", day.into())]), None)
    };
    Some(ListRow {
        href: Some(href),
        title: Some(title.into_any()),
        small: format!(
            "{} · {when}",
            isolate_bidi(family_name(actor, duty.family_id))
        ),
        tag,
        ..ListRow::default()
    })
}

/// Who waits for a translation, and into which language.
fn translation_title(text: Localizer, duty: &Duty) -> String {
    let language = duty.language.as_deref().unwrap_or_default();
    text.format(
        "home-duty-translation",
        &[
            ("name", duty.person.clone().unwrap_or_default().into()),
            ("count", duty.texts.into()),
            ("language", text.language_name(language).into()),
        ],
    )
}

/// Whose promise it is.
fn promise_title(text: Localizer, actor: &Actor, duty: &Duty) -> String {
    match &duty.person {
        _ if duty.person_id == Some(actor.person) => text.get("home-duty-promise-own"),
        Some(name) => text.format("home-duty-promise", &[("name", name.clone().into())]),
        None => text.get("home-duty-promise-agency"),
    }
}

/// The name of the kind of its event.
fn kind_name(text: Localizer, duty: &Duty, kind: EventKind) -> String {
    event_kind_name(text, kind, duty.kind_label.as_deref())
}

fn event_row(
    text: Localizer,
    actor: &Actor,
    duty: &Duty,
    event: EventId,
    (kind, starts): (EventKind, DateTime),
) -> ListRow {
    let when = text.format(
        "home-when",
        &[
            ("day", text.relative_day(actor.today, starts.date()).into()),
            ("time", text.format_time(starts).into()),
        ],
    );
    ListRow {
        href: Some(paths::calendar_event(duty.family_id, event)),
        title: Some(kind_name(text, duty, kind).into_any()),
        small: format!(
            "{} · {when}",
            isolate_bidi(family_name(actor, duty.family_id))
        ),
        ..ListRow::default()
    }
}

/// Who asks for another time, of which event.
fn new_time_row(
    text: Localizer,
    actor: &Actor,
    duty: &Duty,
    event: EventId,
    at: (EventKind, DateTime),
) -> ListRow {
    let row = event_row(text, actor, duty, event, at);
    let name = duty.person.clone().unwrap_or_default();
    let title = text.format("home-duty-new-time", &[("name", name.into())]);
    let kind = kind_name(text, duty, at.0);
    ListRow {
        href: row.href.map(|event| format!("{event}#{ANSWERS_ID}")),
        title: Some(title.into_any()),
        small: format!("{kind} · {}", row.small),
        ..row
    }
}

/// Who needs what to come to which event; urgent for an interpreter who has to be found at once.
fn need_row(
    text: Localizer,
    actor: &Actor,
    duty: &Duty,
    event: EventId,
    (kind, starts, need): (EventKind, DateTime, NeedDuty),
) -> ListRow {
    let row = event_row(text, actor, duty, event, (kind, starts));
    let key = match need.reason {
        NeedDutyReason::Open | NeedDutyReason::Urgent => "home-duty-need",
        NeedDutyReason::Withdrawn => "home-duty-need-withdrawn",
    };
    let title = text.format(
        key,
        &[
            ("name", duty.person.clone().unwrap_or_default().into()),
            ("need", text.get_value(need.need).into()),
        ],
    );
    ListRow {
        href: row.href.map(|event| format!("{event}#{NEEDS_ID}")),
        title: Some(title.into_any()),
        small: format!("{} · {}", kind_name(text, duty, kind), row.small),
        tag: duty
            .is_urgent()
            .then(|| RowTag::urgent(text.get("home-need-urgent"))),
        ..row
    }
}

/// A visit that has to be made up, and for how many days.
fn make_up_row(text: Localizer, actor: &Actor, duty: &Duty) -> ListRow {
    let days = days_until(duty.day, actor.today).max(0);
    ListRow {
        href: Some(paths::family_time(duty.family_id)),
        title: Some(text.get("home-duty-make-up").into_any()),
        small: format!(
            "{} · {}",
            isolate_bidi(family_name(actor, duty.family_id)),
            text.format_day(duty.day)
        ),
        tag: Some(RowTag::urgent(
            text.format("calendar-time-owed-for", &[("days", days.into())]),
        )),
        ..ListRow::default()
    }
}

/// How many duties a family has, and a tag where one is late.
pub fn family_summary(
    text: Localizer,
    actor: &Actor,
    duties: &[&Duty],
) -> (String, Option<RowTag>) {
    let count = i64::try_from(duties.len()).unwrap_or(i64::MAX);
    let late = duties.iter().any(|duty| is_late(actor, duty));
    let urgent = duties.iter().any(|duty| duty.is_urgent());
    let tag = match (late, urgent) {
        (_, true) => Some("home-need-urgent"),
        (true, false) => Some("plan-late"),
        (false, false) => None,
    };
    (
        text.format("home-family-duties", &[("count", count.into())]),
        tag.map(|key| RowTag::urgent(text.get(key))),
    )
}
