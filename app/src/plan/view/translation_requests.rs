//! The texts that people requested in their language, for the worker who can translate them.

use jiff::civil::Date;
use leptos::prelude::*;
use model::id::FamilyId;
use store::translations::RequestedText;

use crate::i18n::Localizer;
use crate::paths;
use crate::ui::link_list::{ListRow, RowTag, link_list, shorten_for_row};

/// The language that was requested, when, and the day by which the translation is promised.
pub fn request_facts(text: Localizer, today: Date, one: &RequestedText) -> String {
    text.format(
        "plan-translation-into",
        &[
            ("language", text.language_name(&one.into_language).into()),
            (
                "asked",
                text.relative_day(today, one.asked_on.to_jiff()).into(),
            ),
            (
                "due",
                text.relative_day(today, one.answer_due.to_jiff()).into(),
            ),
        ],
    )
}

/// The requested texts of one item; empty without any.
pub fn requested_section(
    text: Localizer,
    today: Date,
    family: FamilyId,
    waiting: &[RequestedText],
) -> Option<AnyView> {
    (!waiting.is_empty()).then(|| {
        view! {
            <h2>{text.get("plan-translations")}</h2>
            {request_rows(text, today, family, waiting)}
        }
        .into_any()
    })
}

/// One row for each text, with a link to the page that translates it.
pub fn request_rows(
    text: Localizer,
    today: Date,
    family: FamilyId,
    waiting: &[RequestedText],
) -> AnyView {
    link_list(
        waiting
            .iter()
            .map(|one| {
                let words = view! {
                    <bdi lang=one.language.clone() dir="auto">
                        {shorten_for_row(&one.body)}
                    </bdi>
                };
                let tag = if one.is_claimed {
                    Some(RowTag::plain(text.get("plan-translation-claimed")))
                } else if one.answer_due.to_jiff() < today {
                    Some(RowTag::urgent(text.get("plan-late")))
                } else {
                    None
                };
                ListRow {
                    href: Some(paths::translation(family, one.id)),
                    title: Some(words.into_any()),
                    small: request_facts(text, today, one),
                    tag,
                    ..ListRow::default()
                }
            })
            .collect(),
    )
}
