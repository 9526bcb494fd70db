//! The way to the rights of a young person, with how far the list has come, for the adults who read
//! it by law. It is no part of the plan and has no release.

use jiff::civil::Date;
use leptos::prelude::*;
use model::transition::rights::YouthRight;
use store::transition::ReleasedTransition;
use store::transition::rights_due::RightsSummary;

use crate::i18n::Localizer;
use crate::paths;
use crate::ui::link_list::{ListRow, RowTag, link_list};

/// The section of the page of adults; nothing for those who do not read the list.
pub(in crate::transition) fn rights_section(
    text: Localizer,
    released: &ReleasedTransition,
    summary: Option<RightsSummary>,
    today: Date,
) -> Option<AnyView> {
    let summary = summary?;
    let understood = text.format(
        "transition-rights-count",
        &[
            ("understood", summary.understood.into()),
            ("all", YouthRight::ALL.len().into()),
        ],
    );
    let signed = match summary.signed_on {
        Some(day) => text.format(
            "transition-rights-signature-short",
            &[("day", text.format_date(day).into())],
        ),
        None => text.get("transition-rights-unsigned-short"),
    };
    let tag = summary.answer_due.map(|due| {
        if due < today {
            RowTag::urgent(text.get("transition-right-late-tag"))
        } else {
            RowTag::attention(text.get("transition-right-question-tag"))
        }
    });
    let waits = summary.answer_due.map(|due| {
        let day = text.format_date(due);
        text.format("transition-rights-answer-due", &[("day", day.into())])
    });
    let row = ListRow {
        href: Some(paths::rights_of(released.family, released.youth)),
        title: Some(text.get("transition-rights-link").into_any()),
        small: [understood, signed]
            .into_iter()
            .chain(waits)
            .collect::<Vec<_>>()
            .join(" · "),
        tag,
        ..ListRow::default()
    };
    Some(link_list(vec![row]))
}
