//! `/family/{id}/plan/add/{kind}`: a worker adds a line to the working copy.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::{FamilyId, ItemId};
use model::plan::PlanItemKind;
use store::plan::form_options::{self, FormOptions};

use super::item::family_id_from_path;
use super::item_form::{edit_plan_link, workload_confirmation};
use crate::error::AppError;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::forms::edit::AddItem;
use crate::plan::view::common_steps::{common_step_links, prefilled_form};
use crate::plan::view::item_fields::item_fields;
use crate::plan::view::reader::{PlanReader, item_title_key};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::banner::info_notice;
use crate::ui::error_summary::error_summary;
use crate::ui::writing_language::writing_language_select;

/// The line that the address asks to add. A step is always added to a goal, other lines never.
#[derive(Clone, Copy)]
struct NewLine {
    family: FamilyId,
    kind: PlanItemKind,
    goal: Option<ItemId>,
}

impl NewLine {
    /// Own words have a page of their own, and only the family writes its goals.
    fn can_be_added(self) -> bool {
        !matches!(self.kind, PlanItemKind::OwnWords | PlanItemKind::FamilyGoal)
            && (self.kind == PlanItemKind::Step) == self.goal.is_some()
    }

    /// Whether a stored form is of such a line. Compared by these fields and not by the address,
    /// which can name a common step too.
    fn is_form_of(self, form: &FormState) -> bool {
        form.field_value("kind") == self.kind.slug()
            && form.field_value("family") == self.family.to_string()
            && form.field_value("goal")
                == self.goal.map(|goal| goal.to_string()).unwrap_or_default()
    }
}

/// What the form to add a line shows.
struct AddItemPage {
    choice: FormOptions,
    state: Option<FormState>,
    confirmation: Option<AnyView>,
}

/// `common` is the slug of a common step in the address.
async fn load_add_item_page(
    context: &RequestContext,
    line: NewLine,
    common: Option<&str>,
) -> Result<AddItemPage, AppError> {
    let text = context.localizer();
    // Before the transaction begins, because the warnings are computed from what was typed.
    let state = context
        .stored_form_where(AddItem::PATH, move |form| line.is_form_of(form))
        .await?;
    let language = context.language.language_tag();
    let mut tx = context.begin_record_read(line.family).await?;
    // Answers 404 to anyone but a worker. The page has no other check of the role.
    let choice = form_options::load_form_options(&mut tx, line.family, line.kind, language).await?;
    let confirmation = workload_confirmation(
        &mut tx,
        line.family,
        text,
        state.as_ref(),
        &choice.assignees,
        None,
    )
    .await?;
    tx.commit().await?;
    // The words of a common step are prefilled, unless a form came back to exactly this address.
    let state = state
        .filter(|state| common.is_none() || state.page == context.path_and_query)
        .or_else(|| prefilled_form(text, common?));
    Ok(AddItemPage {
        choice,
        state,
        confirmation,
    })
}

/// `/family/{id}/plan/add/{kind}`
#[component]
pub fn AddPlanItem() -> impl IntoView {
    let (family, kind) = (
        family_id_from_path(),
        use_params_map()
            .read_untracked()
            .get("kind")
            .and_then(|slug| PlanItemKind::parse(&slug)),
    );
    let goal: Option<ItemId> = use_query_map()
        .read_untracked()
        .get("goal")
        .and_then(|id| id.parse().ok());
    let common_slug = use_query_map().read_untracked().get("common");
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let line = NewLine {
            family: family.ok_or(AppError::NotFound)?,
            kind: kind.ok_or(AppError::NotFound)?,
            goal,
        };
        // The store refuses these too. Refused here as well, so that no one fills in a form that
        // cannot be saved.
        if !line.can_be_added() {
            return Err(AppError::NotFound);
        }
        let page = load_add_item_page(&context, line, common_slug.as_deref()).await?;
        let title = text.get(PlanReader::Team.heading_key(item_title_key(line.kind)));
        // A form with the words of a common step has a state too, but no errors.
        let has_errors = is_rejected(page.state.as_ref());
        let body = view! {
            {edit_plan_link(text, line.family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, page.state.as_ref())}
            {(line.kind == PlanItemKind::WellBeing && page.choice.children.is_empty())
                .then(|| info_notice(text.get("plan-no-children")))}
            {line.goal.map(|goal| common_step_links(text, line.family, goal))}
            {add_item_form(&context, line, page)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                has_errors,
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

fn add_item_form(context: &RequestContext, line: NewLine, page: AddItemPage) -> AnyView {
    let text = context.localizer();
    let AddItemPage {
        choice,
        state,
        confirmation,
    } = page;
    let goal = line
        .goal
        .map(|goal| view! { <input type="hidden" name="goal" value=goal.to_string() /> });
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
        <input type="hidden" name="family" value=line.family.to_string() />
        <input type="hidden" name="kind" value=line.kind.slug() />
        {goal}
        {item_fields(text, line.kind, None, &choice, state.as_ref())}
        {writing_language_select(context, state.as_ref(), None)}
        {confirmation}
        <button class="btn">{text.get("plan-save-draft")}</button>
    };
    page_form(context, AddItem::PATH, fields.into_any())
}
