//! The parents whom a mentor (parent partner) supports.

use leptos::prelude::*;
use store::Actor;
use store::home::mentees::Mentee;

use super::duties::family_name;
use crate::i18n::{Localizer, isolate_bidi};
use crate::paths;
use crate::ui::link_list::{ListRow, RowTag};
use crate::ui::spoken_name::spoken_name;

/// The parent, the last contact, the next event, the unread messages, and what to do next.
pub fn mentee_row(text: Localizer, actor: &Actor, mentee: &Mentee) -> ListRow {
    let family = isolate_bidi(family_name(actor, mentee.family_id));
    let tag = (mentee.unread > 0).then(|| {
        RowTag::attention(text.format("common-unread", &[("count", mentee.unread.into())]))
    });
    let small = [
        Some(family),
        Some(last_contact(text, actor, mentee)),
        next_event(text, actor, mentee),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ");
    ListRow {
        href: Some(paths::family(mentee.family_id)),
        title: Some(spoken_name(
            isolate_bidi(&mentee.name).into_any(),
            mentee.pronunciation.as_deref(),
        )),
        small,
        tag,
        below: Some(mentee_actions(text, mentee)),
    }
}

fn last_contact(text: Localizer, actor: &Actor, mentee: &Mentee) -> String {
    match mentee.last_contact() {
        Some(day) => text.format(
            "home-last-contact",
            &[("day", text.relative_day(actor.today, day).into())],
        ),
        None => text.get("home-no-contact"),
    }
}

fn next_event(text: Localizer, actor: &Actor, mentee: &Mentee) -> Option<String> {
    let starts = mentee.next_event()?;
    Some(text.format(
        "home-next-event",
        &[
            ("day", text.relative_day(actor.today, starts.date()).into()),
            ("time", text.format_time(starts).into()),
        ],
    ))
}

fn mentee_actions(text: Localizer, mentee: &Mentee) -> AnyView {
    view! {
        <div class="row row-action">
            <a class="btn secondary small" href=paths::new_thread(mentee.person_id)>
                {text.format("home-write-to", &[("name", mentee.name.clone().into())])}
            </a>
            <a class="btn secondary small" href=paths::mentor_contacts_with(mentee.person_id)>
                {text.get("home-log-contact")}
            </a>
        </div>
    }
    .into_any()
}
