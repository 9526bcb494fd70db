//! The page of one line with its replies.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::{FamilyId, ItemId};
use model::plan::PlanItemKind;
use model::plan::reply::ReplyKind;
use model::policy::may_reply;
use model::role::Role;
use store::plan::ItemDetail;
use store::plan::Viewer;

use crate::error::AppError;
use crate::form::is_rejected;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::authored_text::to_translated_text;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::children::area_label;
use crate::plan::replies::{ReplyFormSpec, ReplyList, reply_form, step_form};
use crate::plan::version_diff::benchmark_label_key;
use crate::plan::workload::effort_summary;
use crate::request_context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;
use crate::ui::summary_list::summary_list;

/// The family id in the path; `None` if it is not an id.
pub fn family_id_from_path() -> Option<FamilyId> {
    use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok())
}

/// A link back to the plan page.
pub fn plan_link(text: Localizer, family: FamilyId) -> AnyView {
    view! {
        <p>
            <a href=format!("/family/{family}/plan")>{text.get("plan-back")}</a>
        </p>
    }
    .into_any()
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
    render_page(async move |visit: RequestContext| {
        let (text, family, id) = (
            visit.localizer(),
            family.ok_or(AppError::NotFound)?,
            item.ok_or(AppError::NotFound)?,
        );
        let mut tx = visit.begin_record_read(family).await?;
        let detail =
            store::plan::read_item(&mut tx, family, id, visit.language.language_tag()).await?;
        tx.commit().await?;
        let state = visit.stored_form("plan/reply").await?;
        let step_state = visit.stored_form("plan/step").await?;
        let ItemDetail {
            item,
            replies_with_texts,
            viewers,
        } = &detail;
        let role = replies_with_texts.role;
        let reply_list = ReplyList {
            visit: &visit,
            text,
            family,
            texts: &replies_with_texts.texts,
            can_answer: role == Role::Worker,
            shows_target: false,
        };
        let title = text.get(item_title_key(item.kind));
        let said = replies_with_texts
            .texts
            .get(&item.text_id)
            .map(to_translated_text);
        let me = visit.actor()?.person;
        let mine = item.kind == PlanItemKind::Step
            && ((item.owner_id == Some(me) && !item.owed) || role == Role::Worker);
        let kinds: Vec<ReplyKind> = ReplyKind::FOR_ITEM
            .into_iter()
            .filter(|kind| may_reply(role, *kind) && is_reply_offered(item.kind, *kind))
            .collect();
        let spec = ReplyFormSpec {
            family,
            section: None,
            item: Some(id),
            kinds: &kinds,
            legend: "plan-think",
            label: "plan-words",
            shared_label: "plan-who-wide",
            offers_audience: role.is_family(),
        };
        let errors = state
            .as_ref()
            .filter(|s| !s.errors.is_empty())
            .or(step_state.as_ref());
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, errors)}
            <div class=if item.kind == PlanItemKind::OwnWords { "ours" } else { "card" }>
                <blockquote>{said.as_ref().map(|said| said.inline_text(text))}</blockquote>
                {said.as_ref().map(|said| said.translation_details(text, &visit.path_and_query))}
                {item_facts(&visit, &detail)}
            </div>
            {viewer_list(text, viewers)}
            {mine
                .then(|| {
                    view! {
                        <h2>{text.get("plan-how-goes")}</h2>
                        {step_form(&visit, family, id, true, step_state.as_ref())}
                    }
                })}
            <h2>{text.get("plan-talk")}</h2>
            {if replies_with_texts.replies.is_empty() {
                empty_state(text.get("plan-talk-empty"), None)
            } else {
                reply_list.reply_list(&replies_with_texts.replies)
            }}
            {(!kinds.is_empty())
                .then(|| {
                    view! {
                        <h2 id="say">{text.get("plan-say")}</h2>
                        {reply_form(&visit, &spec, state.as_ref())}
                    }
                })}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Plan,
            has_errors: is_rejected(errors),
            has_main_form: !kinds.is_empty(),
            ..PageLayout::default()
        };
        Ok(html_document(&visit, layout, body.into_any()))
    })
}

/// Whether a kind of reply is offered for a line: `NotHelping` only for steps and agency goals, and
/// only comments on the family's own words.
const fn is_reply_offered(line: PlanItemKind, kind: ReplyKind) -> bool {
    match kind {
        ReplyKind::NotHelping => matches!(line, PlanItemKind::Step | PlanItemKind::AgencyGoal),
        ReplyKind::Comment => true,
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

/// Author, area, owner, due date, benchmark, weekly load and state of a line. keys: plan-state-*
fn item_facts(visit: &RequestContext, detail: &ItemDetail) -> AnyView {
    let (text, item) = (visit.localizer(), &detail.item);
    let mut rows = Vec::new();
    if let Some(said) = detail.replies_with_texts.texts.get(&item.text_id)
        && let Some(author) = &said.author
    {
        let by = if said.entered_by_agency {
            text.format("plan-author-entered", &[("name", author.clone().into())])
        } else {
            isolate_bidi(author)
        };
        rows.push((text.get("plan-written-by"), by.into_any()));
    }
    if let Some(one) = item.area {
        rows.push((
            text.get("plan-which-area"),
            area_label(text, one).into_any(),
        ));
    }
    let who = match (&item.owner, item.owed) {
        (Some(name), true) => {
            Some(text.format("plan-agency-who", &[("name", name.clone().into())]))
        }
        (None, true) => Some(text.get("plan-agency")),
        (Some(name), false) => Some(name.clone()),
        (None, false) => None,
    };
    if let Some(who) = who {
        let key = match item.kind {
            PlanItemKind::WellBeing => "plan-responsible",
            PlanItemKind::Step => "plan-who-does",
            _ => "plan-keeps",
        };
        rows.push((text.get(key), view! { <bdi>{who}</bdi> }.into_any()));
    }
    if let Some(due) = &item.due {
        rows.push((
            text.get(if item.kind == PlanItemKind::WellBeing {
                "plan-next-when"
            } else {
                "plan-when"
            }),
            visit
                .profile
                .as_ref()
                .map_or_else(
                    || text.format_day(due.to_jiff()),
                    |frame| text.relative_day(frame.actor.today, due.to_jiff()),
                )
                .into_any(),
        ));
    }
    if let Some(benchmark) = item
        .benchmark_id
        .and_then(|id| detail.replies_with_texts.texts.get(&id))
        .map(to_translated_text)
    {
        rows.push((
            text.get(benchmark_label_key(item.kind)),
            view! {
                {benchmark.inline_text(text)}
                {benchmark.translation_details(text, &visit.path_and_query)}
            }
            .into_any(),
        ));
    }
    let weekly = effort_summary(text, &item.load);
    if !weekly.is_empty() {
        rows.push((text.get("plan-week-takes"), weekly.into_any()));
    }
    if let Some(so_far) = item
        .so_far_id
        .and_then(|id| detail.replies_with_texts.texts.get(&id))
        .map(to_translated_text)
    {
        rows.push((
            text.get("plan-so-far"),
            view! {
                {so_far.inline_text(text)}
                {so_far.translation_details(text, &visit.path_and_query)}
            }
            .into_any(),
        ));
    }
    if item.kind == PlanItemKind::Step && item.state != model::plan::StepState::Open {
        rows.push((
            text.get("plan-how-stands"),
            text.get(&format!(
                "plan-state-{}",
                item.state.slug().replace('_', "-")
            ))
            .into_any(),
        ));
    }
    if rows.is_empty() {
        ().into_any()
    } else {
        summary_list(rows)
    }
}

/// Who can see a line, by name and role; only people the reader may know of.
fn viewer_list(text: Localizer, seers: &[Viewer]) -> AnyView {
    let names = seers
        .iter()
        .map(|seer| {
            text.format(
                "messages-name-role",
                &[
                    ("name", seer.name.clone().into()),
                    ("role", text.role_name(seer.role).into()),
                ],
            )
        })
        .map(|name| view! { <li>{name}</li> })
        .collect_view();
    view! {
        <details class="term">
            <summary>{text.get("plan-seen-by")}</summary>
            <ul>{names}</ul>
        </details>
    }
    .into_any()
}
