//! What the agency owes to a young person beside the terms of the law, each with the way there for
//! a worker, and the needs assessments.

use jiff::civil::Date;
use leptos::prelude::*;
use model::role::Role;
use model::transition::credit::CreditDue;
use model::transition::rights::YouthRight;
use model::transition::services_got::Survey;
use store::transition::ReleasedTransition;
use store::transition::assessments::Assessment;
use store::transition::owed::Owed;

use super::area::own_words;
use crate::i18n::Localizer;
use crate::paths;
use crate::ui::link_list::{ListRow, RowTag, link_list};

/// What is late or still to do; nothing where nothing is owed.
pub(in crate::transition) fn owed_list(
    text: Localizer,
    released: &ReleasedTransition,
    owed: &Owed,
    today: Date,
) -> Option<AnyView> {
    let (family, youth) = (released.family, released.youth);
    // The pages behind the links are for workers.
    let link = |page: String| (released.role == Role::Worker).then_some(page);
    let documents = owed.late_documents.iter().map(|(kind, due)| ListRow {
        href: link(paths::promised_document(family, youth, *kind)),
        title: Some(text.get_value(*kind).into_any()),
        small: text.format("home-was-due", &[("day", text.format_date(*due).into())]),
        tag: Some(RowTag::urgent(text.get("transition-document-late"))),
        ..ListRow::default()
    });
    let questions = question_rows(text, released, owed, today);
    let credit = owed.credit.map(|(year, due)| {
        let key = match due {
            CreditDue::Asking => "transition-credit-owed-asking-of",
            CreditDue::Receiving => "transition-credit-owed-receiving-of",
        };
        let by = text.format("home-by", &[("day", text.format_date(year.last).into())]);
        ListRow {
            href: link(paths::credit_of(family, youth)),
            title: Some(text.get("transition-credit-link").into_any()),
            small: format!("{} · {by}", text.get(key)),
            ..ListRow::default()
        }
    });
    let disputed = owed.disputed.iter().map(|kind| ListRow {
        href: link(paths::services_of(family, youth)),
        title: Some(text.get_value(*kind).into_any()),
        small: text.format(
            "transition-service-disputed-of",
            &[("name", released.name.clone().into())],
        ),
        ..ListRow::default()
    });
    let survey = owed.survey.map(|survey| ListRow {
        href: link(paths::services_of(family, youth)),
        title: Some(survey_words(text, survey).into_any()),
        ..ListRow::default()
    });
    let rows: Vec<ListRow> = documents
        .chain(questions)
        .chain(disputed)
        .chain(credit)
        .chain(survey)
        .collect();
    (!owed.is_empty()).then(|| link_list(rows))
}

/// The questions about rights that wait. Those to whom they are told also open their page.
fn question_rows(
    text: Localizer,
    released: &ReleasedTransition,
    owed: &Owed,
    today: Date,
) -> Vec<ListRow> {
    let row = |(kind, due): &(YouthRight, Date)| {
        let tag = if *due < today {
            RowTag::urgent(text.get("transition-right-late-tag"))
        } else {
            RowTag::attention(text.get("transition-right-question-tag"))
        };
        let day = text.format_date(*due);
        ListRow {
            href: Some(paths::right_questions(
                released.family,
                released.youth,
                *kind,
            )),
            title: Some(text.get_value(*kind).into_any()),
            small: text.format("transition-rights-answer-due", &[("day", day.into())]),
            tag: Some(tag),
            ..ListRow::default()
        }
    };
    owed.questions.iter().map(row).collect()
}

fn survey_words(text: Localizer, survey: Survey) -> String {
    text.format(
        "transition-owed-survey",
        &[
            // As a string, because Fluent would write the digits of the language.
            ("age", survey.age.to_string().into()),
            ("day", text.format_date(survey.last).into()),
        ],
    )
}

/// The needs assessments, the newest first, each folded; nothing without one. `title` is the
/// heading, and `lead` a sentence below it.
pub(in crate::transition) fn assessment_section(
    text: Localizer,
    title: &'static str,
    lead: Option<&'static str>,
    assessments: &[Assessment],
) -> Option<AnyView> {
    let rows = assessments
        .iter()
        .map(|one| {
            let day = text.format_date(one.assessed_on.to_jiff());
            let summary = match &one.assessed_by {
                Some(name) => text.format(
                    "transition-assessment-by",
                    &[
                        ("tool", one.tool.clone().into()),
                        ("day", day.into()),
                        ("name", name.clone().into()),
                    ],
                ),
                None => text.format(
                    "transition-assessment-day",
                    &[("tool", one.tool.clone().into()), ("day", day.into())],
                ),
            };
            view! {
                <details class="card">
                    <summary>{summary}</summary>
                    {own_words(text, &one.language, &one.result)}
                </details>
            }
        })
        .collect_view();
    (!assessments.is_empty()).then(|| {
        view! {
            <h2>{text.get(title)}</h2>
            {lead.map(|lead| view! { <p class="muted">{text.get(lead)}</p> })}
            {rows}
        }
        .into_any()
    })
}
