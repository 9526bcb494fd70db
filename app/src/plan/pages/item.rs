//! The page of one line with its replies.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::{FamilyId, ItemId, TextId};
use model::plan::reply::ReplyKind;
use model::plan::{PlanItemKind, StepState};
use model::policy::{may_edit_plan, may_reply};
use model::role::Role;
use store::plan::{ItemDetail, PlanItem, Viewer};
use store::translations::{RequestedText, list_requested_texts};

use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::authored_text::to_translated_text;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::children::area_label;
use crate::plan::view::reader::PlanReader;
use crate::plan::view::replies::ReplyList;
use crate::plan::view::reply_forms::{
    ReplyFormSpec, StepFormFields, reply_form_section, step_form,
};
use crate::plan::view::translation_requests::requested_section;
use crate::plan::view::version_diff::benchmark_label_key;
use crate::plan::view::workload::effort_summary;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::error_summary::error_summary;
use crate::ui::summary_list::summary_list;

/// The family id in the path; `None` if it is not an id.
pub fn family_id_from_path() -> Option<FamilyId> {
    // Untracked: a page is rendered once, and Leptos warns of a tracked read outside a reactive
    // context.
    use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok())
}

/// A link back to the plan page.
pub fn plan_link(text: Localizer, family: FamilyId) -> AnyView {
    view! {
        <p>
            <a href=paths::plan(family)>{text.get("plan-back")}</a>
        </p>
    }
    .into_any()
}

/// The line with its replies, and the page's two forms if they came back.
struct ItemPage {
    detail: ItemDetail,
    /// For a worker: the texts of the line that wait for a translation.
    requested: Vec<RequestedText>,
    reply_state: Option<FormState>,
    step_state: Option<FormState>,
}

async fn load_item_page(
    context: &RequestContext,
    family: FamilyId,
    item: ItemId,
) -> Result<ItemPage, AppError> {
    let mut tx = context.begin_record_read(family).await?;
    let detail =
        store::plan::read_item(&mut tx, family, item, context.language.language_tag()).await?;
    let mut requested = Vec::new();
    if may_edit_plan(detail.replies_with_texts.role) {
        requested = list_requested_texts(&mut tx, family).await?;
        requested.retain(|one| one.item_id == Some(item));
    }
    tx.commit().await?;
    // The session is read after the commit, because a reader whose access is logged holds the write
    // lock of SQLite until then.
    Ok(ItemPage {
        detail,
        requested,
        reply_state: context.stored_form("plan/reply").await?,
        step_state: context.stored_form("plan/step").await?,
    })
}

/// `/family/{id}/plan/item/{item}`
#[component]
pub fn PlanItemPage() -> impl IntoView {
    let (family, item) = (
        family_id_from_path(),
        use_params_map()
            .read_untracked()
            .get("item")
            .and_then(|id| id.parse::<ItemId>().ok()),
    );
    render_page(async move |context: RequestContext| {
        let (text, family, id) = (
            context.localizer(),
            family.ok_or(AppError::NotFound)?,
            item.ok_or(AppError::NotFound)?,
        );
        // For a worker too, this is the published wording. The working copy is on the page that
        // edits the line.
        let page = load_item_page(&context, family, id).await?;
        let (item, role) = (&page.detail.item, page.detail.replies_with_texts.role);
        let title = text.get(PlanReader::from_role(role).heading_key(item_title_key(item.kind)));
        let kinds = offered_reply_kinds(role, item.kind);
        // One summary for two forms: of the reply form if it was rejected, else of the step form.
        let errors = page
            .reply_state
            .as_ref()
            .filter(|state| !state.errors.is_empty())
            .or(page.step_state.as_ref());
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, errors)}
            {item_card(&context, &page.detail)}
            {requested_section(text, context.actor()?.today, family, &page.requested)}
            {viewer_list(text, &page.detail.viewers)}
            {step_section(&context, family, &page)?}
            {reply_sections(&context, family, &page, &kinds)}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Plan,
            has_errors: is_rejected(errors),
            // Must be false without the reply form: the language button submits the form with the
            // id of the main form, and does nothing where there is none.
            has_main_form: !kinds.is_empty(),
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The words of the line, with its facts.
fn item_card(context: &RequestContext, detail: &ItemDetail) -> AnyView {
    let (text, item) = (context.localizer(), &detail.item);
    let wording = detail
        .replies_with_texts
        .texts
        .get(&item.text_id)
        .map(to_translated_text);
    view! {
        <div class=if item.kind == PlanItemKind::OwnWords { "family-words" } else { "card" }>
            <blockquote>{wording.as_ref().map(|wording| wording.inline_text(text))}</blockquote>
            {wording
                .as_ref()
                .map(|wording| wording.translation_details(text, &context.path_and_query))}
            {item_facts(context, detail)}
        </div>
    }
    .into_any()
}

/// The form to report how a step is going; `None` for readers who may not report it.
fn step_section(
    context: &RequestContext,
    family: FamilyId,
    page: &ItemPage,
) -> Result<Option<AnyView>, AppError> {
    let (text, item) = (context.localizer(), &page.detail.item);
    let me = context.actor()?.person;
    // A step that the agency owes is reported by its worker, even if it names another owner.
    let may_report = item.kind == PlanItemKind::Step
        && ((item.owner_id == Some(me) && !item.owed_by_agency)
            || page.detail.replies_with_texts.role == Role::Worker);
    Ok(may_report.then(|| {
        view! {
            <h2>{text.get("plan-how-goes")}</h2>
            {step_form(
                context,
                family,
                item.id,
                StepFormFields::ButtonsAndReason,
                page.step_state.as_ref(),
            )}
        }
        .into_any()
    }))
}

/// The replies to the line, and the form to add one.
fn reply_sections(
    context: &RequestContext,
    family: FamilyId,
    page: &ItemPage,
    kinds: &[ReplyKind],
) -> AnyView {
    let talk = &page.detail.replies_with_texts;
    let reply_list = ReplyList {
        context,
        text: context.localizer(),
        family,
        texts: &talk.texts,
        can_answer: talk.role == Role::Worker,
        shows_target: false,
    };
    let spec = ReplyFormSpec {
        family,
        section: None,
        item: Some(page.detail.item.id),
        kinds,
        legend: "plan-think",
        label: "plan-words",
        shared_label: "plan-who-wide",
        offers_audience: talk.role.is_family(),
    };
    view! {
        {reply_list.reply_section(&talk.replies)}
        {reply_form_section(context, &spec, page.reply_state.as_ref())}
    }
    .into_any()
}

/// The kinds of reply that a role is offered for a kind of line.
fn offered_reply_kinds(role: Role, line: PlanItemKind) -> Vec<ReplyKind> {
    // What is offered, not what is allowed: the store accepts each of these kinds from a role that
    // may send it, whatever the kind of line.
    ReplyKind::FOR_ITEM
        .into_iter()
        .filter(|kind| may_reply(role, *kind) && is_reply_offered(line, *kind))
        .collect()
}

/// Whether a kind of reply is offered for a line: `NotHelping` only for steps and agency goals, and
/// only comments on the family's own words.
const fn is_reply_offered(line: PlanItemKind, kind: ReplyKind) -> bool {
    match kind {
        ReplyKind::NotHelping => matches!(line, PlanItemKind::Step | PlanItemKind::AgencyGoal),
        ReplyKind::Comment => true,
        // No one agrees or disagrees with what the family says in its own words.
        _ => !matches!(line, PlanItemKind::OwnWords),
    }
}

/// The message key of the title for a kind of line.
pub const fn item_title_key(kind: PlanItemKind) -> &'static str {
    match kind {
        PlanItemKind::OwnWords => "plan-ours",
        PlanItemKind::Strength => "plan-one-strength",
        PlanItemKind::Need => "plan-one-need",
        PlanItemKind::Worry => "plan-one-worry",
        PlanItemKind::ClosureCondition => "plan-one-change",
        PlanItemKind::FamilyGoal => "plan-one-family-goal",
        PlanItemKind::AgencyGoal => "plan-one-goal",
        PlanItemKind::Step => "plan-one-step",
        PlanItemKind::CourtOrder => "plan-one-order",
        PlanItemKind::SafetyAction => "plan-safety-do",
        PlanItemKind::SafetyContact => "plan-safety-call",
        PlanItemKind::WellBeing => "plan-one-well-being",
    }
}

/// Author, area, owner, due date, benchmark, weekly load and state of a line.
fn item_facts(context: &RequestContext, detail: &ItemDetail) -> AnyView {
    let (text, item) = (context.localizer(), &detail.item);
    let area = item.area.map(|area| {
        (
            text.get("plan-which-area"),
            area_label(text, area).into_any(),
        )
    });
    let weekly = effort_summary(text, &item.load);
    let effort = (!weekly.is_empty()).then(|| (text.get("plan-week-takes"), weekly.into_any()));
    let rows: Vec<FactRow> = [
        author_row(text, detail),
        area,
        owner_row(text, item),
        due_date_row(context, item),
        text_row(
            context,
            detail,
            benchmark_label_key(item.kind),
            item.benchmark_text_id,
        ),
        effort,
        text_row(context, detail, "plan-so-far", item.progress_text_id),
        state_row(text, item),
    ]
    .into_iter()
    .flatten()
    .collect();
    if rows.is_empty() {
        ().into_any()
    } else {
        summary_list(rows)
    }
}

/// A label and its value in the list of facts.
type FactRow = (String, AnyView);

fn author_row(text: Localizer, detail: &ItemDetail) -> Option<FactRow> {
    let wording = detail.replies_with_texts.texts.get(&detail.item.text_id)?;
    let author = wording.author.as_ref()?;
    // Readers must be able to tell whether the author typed these words, or the agency did.
    let by = if wording.entered_by_agency {
        text.format("plan-author-entered", &[("name", author.clone().into())])
    } else {
        isolate_bidi(author)
    };
    Some((text.get("plan-written-by"), by.into_any()))
}

fn owner_row(text: Localizer, item: &PlanItem) -> Option<FactRow> {
    // An import file can name the worker who does a step that the agency owes; the form cannot.
    let who = match (&item.owner, item.owed_by_agency) {
        (Some(name), true) => text.format("plan-agency-who", &[("name", name.clone().into())]),
        (None, true) => text.get("plan-agency"),
        (Some(name), false) => name.clone(),
        (None, false) => return None,
    };
    let key = match item.kind {
        PlanItemKind::WellBeing => "plan-responsible",
        PlanItemKind::Step => "plan-who-does",
        _ => "plan-keeps",
    };
    Some((text.get(key), view! { <bdi>{who}</bdi> }.into_any()))
}

fn due_date_row(context: &RequestContext, item: &PlanItem) -> Option<FactRow> {
    let text = context.localizer();
    let due = item.due.as_ref()?.to_jiff();
    let key = if item.kind == PlanItemKind::WellBeing {
        "plan-next-when"
    } else {
        "plan-when"
    };
    let day = context.profile.as_ref().map_or_else(
        || text.format_day(due),
        |profile| text.relative_day(profile.actor.today, due),
    );
    Some((text.get(key), day.into_any()))
}

/// A text of the line below the label `key`; `None` when the reader may not see the text.
fn text_row(
    context: &RequestContext,
    detail: &ItemDetail,
    key: &'static str,
    id: Option<TextId>,
) -> Option<FactRow> {
    let text = context.localizer();
    // A text can have fewer readers than its line: when a worker changes the audience of a line,
    // texts by family members keep the audience that their author chose.
    let wording = to_translated_text(detail.replies_with_texts.texts.get(&id?)?);
    let words = view! {
        {wording.inline_text(text)}
        {wording.translation_details(text, &context.path_and_query)}
    };
    Some((text.get(key), words.into_any()))
}

/// What was last reported about a step; `None` before a first report.
fn state_row(text: Localizer, item: &PlanItem) -> Option<FactRow> {
    if item.kind != PlanItemKind::Step || item.state == StepState::Open {
        return None;
    }
    let label = text.get_value(item.state).into_any();
    Some((text.get("plan-how-stands"), label))
}

/// Who can see a line, by name and role; only people the reader may know of.
fn viewer_list(text: Localizer, viewers: &[Viewer]) -> AnyView {
    // Complete only for staff: the mentor of one parent is not listed for the other parent.
    let names = viewers
        .iter()
        .map(|viewer| {
            text.format(
                "messages-name-role",
                &[
                    ("name", viewer.name.clone().into()),
                    ("role", text.role_name(viewer.role).into()),
                ],
            )
        })
        .map(|name| view! { <li>{name}</li> })
        .collect_view();
    view! {
        <details class="disclosure">
            <summary>{text.get("plan-seen-by")}</summary>
            <ul>{names}</ul>
        </details>
    }
    .into_any()
}
