//! `/messages/away`: staff set the dates of their absence and who covers for them.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::policy::may_set_absence;
use store::Intent;
use store::messages::absences::{self, Absence};
use store::messages::{self, RecipientCandidate};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::messages::forms::participants::SetAbsence;
use crate::page::form::{button_form, page_form};
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::error_summary::{error_summary, field_error_message};
use crate::ui::field::{InputField, SelectField};

/// `/messages/away`
#[component]
pub fn AbsencePage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let (text, actor) = (context.localizer(), context.actor()?);
        if !actor.has_role_where(may_set_absence) {
            return Err(AppError::NotFound);
        }
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let (mine, people) = (
            absences::my_absence(&mut tx).await?,
            messages::list_recipients(&mut tx).await?,
        );
        drop(tx);
        let state = context.stored_form(SetAbsence::PATH).await?;
        let fields = absence_fields(text, state.as_ref(), mine.as_ref(), &people);
        // A form of its own, so that one tap ends an absence without any date to type.
        let back = mine.is_some().then(|| {
            button_form(
                SetAbsence::PATH,
                vec![("back", "yes".into())],
                "btn secondary",
                text.get("messages-away-back"),
            )
        });
        let body = view! {
            <h1>{text.get("messages-away-title")}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("messages-away-hint")}</p>
            {page_form(&context, SetAbsence::PATH, fields)}
            {back}
        };
        let layout = PageLayout {
            title: text.get("messages-away-title"),
            nav_item: NavItem::Messages,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

fn absence_fields(
    text: Localizer,
    state: Option<&FormState>,
    mine: Option<&Absence>,
    people: &[RecipientCandidate],
) -> AnyView {
    // What was typed comes before what is stored, or a rejected form would lose it.
    let value = |name: &str, saved: Option<String>| {
        state
            .map(|s| s.field_value(name))
            .or(saved)
            .unwrap_or_default()
    };
    let date_field = |name: &'static str, label: &str, saved: Option<String>| InputField {
        name,
        kind: "date",
        label: text.get(label),
        value: value(name, saved),
        error: field_error_message(text, state, name),
        ..InputField::default()
    };
    let starts = date_field(
        "starts",
        "messages-away-starts",
        mine.map(|m| m.starts.to_string()),
    );
    let ends = date_field(
        "ends",
        "messages-away-ends",
        mine.map(|m| m.ends.to_string()),
    );
    let cover = SelectField {
        name: "cover",
        label: text.get("messages-away-who"),
        hint: text.get("messages-away-who-hint"),
        options: cover_options(text, people),
        chosen: value("cover", mine.and_then(|m| m.cover).map(|id| id.to_string())),
        ..SelectField::default()
    };
    view! {
        <div class="field-pair">{starts.view()} {ends.view()}</div>
        {cover.view()}
        <button class="btn">{text.get("messages-away-save")}</button>
    }
    .into_any()
}

/// Nobody, or one of the staff to whom the signed-in person may write.
fn cover_options(text: Localizer, people: &[RecipientCandidate]) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), text.get("messages-away-nobody"))];
    // The absent person's contacts are told to write to the cover, so it must be someone who works
    // for families.
    options.extend(people.iter().filter(|p| may_set_absence(p.role)).map(|p| {
        (
            p.person_id.to_string(),
            text.format(
                "messages-name-role",
                &[
                    ("name", p.name.clone().into()),
                    ("role", text.role_name(p.role).into()),
                ],
            ),
        )
    }));
    options
}
