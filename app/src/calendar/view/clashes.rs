//! What else is at the time of an event: for the reader, and for a worker who invites others.

use jiff::civil::Date;
use leptos::prelude::*;
use model::id::FamilyId;
use store::calendar::clashes::{Clash, PersonClash};

use super::event_kind::event_kind_name;
use crate::i18n::Localizer;
use crate::paths;
use crate::plan::view::workload::busy_part_label;
use crate::ui::icon::Icon;

/// When another event is, and what it is, as a link to it.
fn event_link(
    text: Localizer,
    today: Date,
    family: FamilyId,
    one: &PersonClash,
) -> Option<AnyView> {
    let Clash::Event(id, kind, starts) = one.clash else {
        return None;
    };
    let kind = event_kind_name(text, kind, one.kind_label.as_deref());
    let when = text.format(
        "home-when",
        &[
            ("day", text.relative_day(today, starts.date()).into()),
            ("time", text.format_time(starts).into()),
        ],
    );
    let link = view! {
        <a href=paths::calendar_event(family, id)>{kind} " · " {when}</a>
    };
    Some(link.into_any())
}

fn notice(title: String, rows: Vec<AnyView>, after: Option<String>) -> AnyView {
    view! {
        <div class="notice-info" id="clashes">
            {Icon::Info.view()}
            <div>
                <p>
                    <b>{title}</b>
                </p>
                <ul class="stack" role="list">
                    {rows.into_iter().map(|row| view! { <li>{row}</li> }).collect_view()}
                </ul>
                {after.map(|after| view! { <p>{after}</p> })}
            </div>
        </div>
    }
    .into_any()
}

/// What the reader has at the time of an event; nothing without a clash.
pub fn own_clashes(
    text: Localizer,
    today: Date,
    family: FamilyId,
    clashes: &[PersonClash],
) -> Option<AnyView> {
    let rows: Vec<AnyView> = clashes
        .iter()
        .map(|one| match one.clash {
            Clash::Busy(busy) => {
                let part = busy_part_label(text, busy);
                let words = text.format("calendar-clash-busy", &[("part", part.into())]);
                words.into_any()
            }
            Clash::Step => text.get("calendar-clash-step").into_any(),
            Clash::Event(..) => event_link(text, today, family, one).into_any(),
        })
        .collect();
    (!rows.is_empty()).then(|| {
        let after = text.get("calendar-clash-change");
        notice(text.get("calendar-clash-own"), rows, Some(after))
    })
}

/// For a worker: who has something else at the time of an event. Of a person's week it says only
/// that they are not free.
pub fn invited_clashes(
    text: Localizer,
    today: Date,
    family: FamilyId,
    clashes: &[PersonClash],
) -> Option<AnyView> {
    let mut not_free = Vec::new();
    let rows: Vec<AnyView> = clashes
        .iter()
        .filter_map(|one| {
            if let Some(link) = event_link(text, today, family, one) {
                let row = view! {
                    <bdi>{one.name.clone()}</bdi>
                    ": "
                    {link}
                };
                return Some(row.into_any());
            }
            // Once for a person, however many parts of their week are taken.
            if not_free.contains(&one.person_id) {
                return None;
            }
            not_free.push(one.person_id);
            let words = text.format(
                "calendar-clash-busy-other",
                &[("name", one.name.clone().into())],
            );
            Some(words.into_any())
        })
        .collect();
    (!rows.is_empty()).then(|| notice(text.get("calendar-clash-invited"), rows, None))
}

/// The names of those who have something else at that time, each once.
pub fn names_of_clashes(clashes: &[PersonClash]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for one in clashes {
        if !names.contains(&one.name) {
            names.push(one.name.clone());
        }
    }
    names
}
