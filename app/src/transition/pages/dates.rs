//! `/family/{id}/transition/{person}/dates`: the dates from which terms are counted, with their
//! history.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::{FamilyId, PersonId};
use store::transition::ReleasedTransition;
use store::transition::dates::{WrittenDates, read_dates};

use super::adult::{family_from_path, youth_from_path};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::dates::SaveDates;
use crate::transition::view::plan_links::released_plan_link;
use crate::ui::error_summary::error_summary;
use crate::ui::field::InputField;
use crate::ui::summary_list::summary_list;

/// `/family/{id}/transition/{person}/dates`
#[component]
pub fn TransitionDatesPage() -> impl IntoView {
    let (family, youth) = (family_from_path(), youth_from_path());
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let youth = youth.ok_or(AppError::NotFound)?;
        let state = context.stored_form(SaveDates::PATH).await?;
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to anyone but a worker. The page has no other check of the role.
        let (released, history) = read_dates(&mut tx, family, youth).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = text.format(
            "transition-dates-title",
            &[("name", released.name.clone().into())],
        );
        let past = history_section(&context, &history)?;
        let body = view! {
            {released_plan_link(text, (family, youth), &released.name)}
            <h1>{title.clone()}</h1>
            {released.born.map(|born| birth_line(text, born))}
            {error_summary(text, state.as_ref())}
            {stored_card(text, &released, state.as_ref())}
            {dates_form(&context, (family, youth), &released, state.as_ref())}
            {past}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The birth date, which is corrected where it comes from.
fn birth_line(text: Localizer, born: Date) -> AnyView {
    let day = text.format_date(born);
    view! { <p>{text.format("transition-dates-born", &[("day", day.into())])}</p> }.into_any()
}

fn dates_form(
    context: &RequestContext,
    (family, youth): (FamilyId, PersonId),
    released: &ReleasedTransition,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let dates = &released.dates;
    let field = |name: &'static str, label: &'static str, hint: &str, stored: Option<Date>| {
        InputField {
            name,
            kind: "date",
            label: text.get(label),
            hint: if hint.is_empty() {
                String::new()
            } else {
                text.get(hint)
            },
            value: filled.value_or_stored(name, stored.map(|day| day.to_string())),
            error: filled.field_error_message(name),
            autocomplete: "off",
            ..InputField::default()
        }
        .view()
    };
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state) />
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="youth" value=youth.to_string() />
        <input
            type="hidden"
            name="revision"
            value=base_revision(state, "revision", released.dates_revision)
        />
        {field("care_since", "transition-dates-care", "", dates.care_since)}
        {field(
            "discharge_on",
            "transition-dates-discharge",
            "transition-dates-discharge-hint",
            dates.discharge_on,
        )}
        {field(
            "order_ends_on",
            "transition-dates-order",
            "transition-dates-order-hint",
            dates.order_ends_on,
        )}
        <button class="btn">{text.get("transition-save")}</button>
    };
    page_form(context, SaveDates::PATH, fields.into_any())
}

fn facts(text: Localizer, dates: &model::transition::TransitionDates) -> Vec<(String, AnyView)> {
    [
        ("transition-dates-care", dates.care_since),
        ("transition-dates-discharge", dates.discharge_on),
        ("transition-dates-order", dates.order_ends_on),
    ]
    .into_iter()
    .map(|(key, day)| {
        let day = day.map_or_else(
            || text.get("transition-dates-unknown"),
            |day| text.format_date(day),
        );
        (text.get(key), day.into_any())
    })
    .collect()
}

/// After another worker's change: what is stored, above what was typed.
fn stored_card(
    text: Localizer,
    released: &ReleasedTransition,
    state: Option<&FormState>,
) -> Option<AnyView> {
    state?.field_error("stale")?;
    let view = view! {
        <div class="card" id="stale">
            <h2>{text.get("transition-note-stored")}</h2>
            {summary_list(facts(text, &released.dates))}
        </div>
    };
    Some(view.into_any())
}

/// The dates as they were written, the newest first.
fn history_section(
    context: &RequestContext,
    history: &[WrittenDates],
) -> Result<Option<AnyView>, AppError> {
    let (text, zone) = (context.localizer(), &context.actor()?.zone);
    let rows = history.iter().map(|one| {
        let day = text.format_date(one.written_at.to_zoned(zone.clone()).date());
        let written = match &one.written_by {
            Some(name) => text.format(
                "transition-dates-written",
                &[("name", name.clone().into()), ("day", day.into())],
            ),
            None => text.format("transition-dates-imported", &[("day", day.into())]),
        };
        view! {
            <li>
                <p>
                    <b>{written}</b>
                </p>
                {summary_list(facts(text, &one.dates))}
            </li>
        }
    });
    let rows = rows.collect_view();
    Ok((!history.is_empty()).then(|| {
        view! {
            <details class="card">
                <summary>{text.get("transition-dates-history")}</summary>
                <ul>{rows}</ul>
            </details>
        }
        .into_any()
    }))
}
