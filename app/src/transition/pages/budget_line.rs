//! `/transition/budget/line`: adding a line to one's own budget, or changing one.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use model::id::BudgetLineId;
use model::transition::TransitionPart;
use model::transition::budget::{BudgetItem, MoneyDirection};
use store::Intent;
use store::transition::budget::{BudgetLine, read_line};
use store::transition::own_transition;
use store::transition::release::{PartRelease, load_release};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{button_form, page_form};
use crate::page::stored_record::{is_stale, stored_card, stored_facts};
use crate::page::{PageLayout, html_document, render_page};
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::budget::{AddBudgetLine, RemoveBudgetLine, SaveBudgetLine};
use crate::transition::view::money::{amount_text, line_name};
use crate::transition::view::plan_links::part_link;
use crate::transition::view::release_line::release_line;
use crate::ui::error_summary::error_summary;
use crate::ui::field::{InputField, SelectField};

/// What the form is for.
#[derive(Debug, Clone, Copy)]
enum LineTarget {
    Add(MoneyDirection),
    Change(BudgetLineId),
}

/// `/transition/budget/line`, with the query `row` for a line, or `direction` for a new one.
#[component]
pub fn BudgetLinePage() -> impl IntoView {
    let query = use_query_map();
    let row = query.read_untracked().get("row");
    let direction = query
        .read_untracked()
        .get("direction")
        .and_then(|slug| MoneyDirection::parse(&slug))
        .unwrap_or(MoneyDirection::Out);
    let target = match row {
        Some(id) => id.parse().map(LineTarget::Change).ok(),
        None => Some(LineTarget::Add(direction)),
    };
    render_page(async move |context: RequestContext| {
        line_page(&context, target.ok_or(AppError::NotFound)?).await
    })
}

async fn line_page(context: &RequestContext, target: LineTarget) -> Result<AnyView, AppError> {
    let text = context.localizer();
    // The addresses of two forms differ only in the query, which a stored form is not told by.
    let state = match target {
        LineTarget::Add(direction) => context
            .stored_form(AddBudgetLine::PATH)
            .await?
            .filter(|state| state.field_value("direction") == direction.slug()),
        LineTarget::Change(id) => context
            .stored_form(SaveBudgetLine::PATH)
            .await?
            .filter(|state| state.field_value("row") == id.to_string()),
    };
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let line = match target {
        LineTarget::Add(_) => None,
        LineTarget::Change(id) => Some(read_line(&mut tx, &own, id).await?),
    };
    let release = load_release(&mut tx, &own, TransitionPart::Budget).await?;
    tx.commit().await?;
    let direction = match (target, &line) {
        (LineTarget::Add(direction), _) => direction,
        (LineTarget::Change(_), line) => line.as_ref().ok_or(AppError::NotFound)?.direction,
    };
    let page = LinePage {
        context,
        text,
        direction,
        line,
        state,
    };
    Ok(page.document(&release))
}

struct LinePage<'a> {
    context: &'a RequestContext,
    text: Localizer,
    direction: MoneyDirection,
    /// `None` for a new line.
    line: Option<BudgetLine>,
    state: Option<FormState>,
}

impl LinePage<'_> {
    fn document(&self, release: &PartRelease) -> AnyView {
        let text = self.text;
        let title = text.get(match (&self.line, self.direction) {
            (Some(_), _) => "transition-budget-change",
            (None, MoneyDirection::In) => "transition-budget-add-in",
            (None, MoneyDirection::Out) => "transition-budget-add-out",
        });
        let body = view! {
            {part_link(text, TransitionPart::Budget)}
            <h1>{title.clone()}</h1>
            {release_line(text, TransitionPart::Budget, release)}
            {error_summary(text, self.state.as_ref())}
            {self.stored()}
            {self.form()}
            {self.remove_button()}
        };
        html_document(
            self.context,
            PageLayout {
                title,
                has_errors: is_rejected(self.state.as_ref()),
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        )
    }

    /// What was stored in another window, above the form.
    fn stored(&self) -> Option<AnyView> {
        let line = self.line.as_ref()?;
        is_stale(self.state.as_ref()).then(|| {
            let facts = [
                ("transition-budget-what", Some(line_name(self.text, line))),
                (
                    "transition-budget-amount",
                    Some(amount_text(self.text, line.amount)),
                ),
            ];
            stored_card(self.context, None, stored_facts(self.text, facts))
        })
    }

    fn form(&self) -> AnyView {
        let state = self.state.as_ref();
        let direction = self.direction.slug();
        match &self.line {
            None => {
                let fields = view! {
                    <input type="hidden" name="form" value=self.context.form_id(state) />
                    <input type="hidden" name="direction" value=direction />
                    {self.fields()}
                };
                page_form(self.context, AddBudgetLine::PATH, fields.into_any())
            }
            Some(line) => {
                let revision = base_revision(state, "revision", line.revision);
                let fields = view! {
                    <input type="hidden" name="row" value=line.id.to_string() />
                    <input type="hidden" name="revision" value=revision />
                    <input type="hidden" name="direction" value=direction />
                    {self.fields()}
                };
                page_form(self.context, SaveBudgetLine::PATH, fields.into_any())
            }
        }
    }

    fn fields(&self) -> AnyView {
        let (text, line) = (self.text, self.line.as_ref());
        let filled = FormValues {
            text,
            state: self.state.as_ref(),
        };
        let choices = BudgetItem::choices(self.direction).into_iter();
        let mut options = vec![(String::new(), text.get("transition-budget-choose"))];
        options.extend(choices.map(|item| (item.slug().to_owned(), text.get_value(item))));
        let item = SelectField {
            name: "item",
            label: text.get("transition-budget-what"),
            options,
            chosen: filled.value_or_stored("item", line.map(|line| line.item.slug().to_owned())),
            error: filled.field_error_message("item"),
            ..SelectField::default()
        };
        let name = InputField {
            name: "name",
            label: text.get("transition-budget-name"),
            value: filled.value_or_stored("name", line.and_then(|line| line.name.clone())),
            error: filled.field_error_message("name"),
            autocomplete: "off",
            direction: Some("auto"),
            ..InputField::default()
        };
        let amount = InputField {
            name: "amount",
            label: text.get("transition-budget-amount"),
            hint: text.get("transition-budget-amount-hint"),
            value: filled.value_or_stored("amount", line.map(|line| line.amount.to_plain_text())),
            error: filled.field_error_message("amount"),
            autocomplete: "off",
            // Amounts are written from left to right in Arabic, too.
            direction: Some("ltr"),
            // A text field with a keyboard for numbers: a number field sends nothing for what it
            // cannot read.
            input_mode: Some("decimal"),
            ..InputField::default()
        };
        view! {
            {item.view()}
            {name.view()}
            {amount.view()}
            <button class="btn">{text.get("transition-budget-save")}</button>
        }
        .into_any()
    }

    fn remove_button(&self) -> Option<AnyView> {
        let line = self.line.as_ref()?;
        let fields = vec![("row", line.id.to_string()), ("act", "remove".to_owned())];
        let label = self.text.get("transition-budget-remove");
        Some(button_form(
            RemoveBudgetLine::PATH,
            fields,
            "btn secondary",
            label,
        ))
    }
}
