//! `/family/{id}/plan/add/{kind}` and `/family/{id}/plan/edit/{item}`: one line of the working
//! copy, or a family member's own words.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::{FamilyId, ItemId};
use model::plan::workload::Effort;
use model::plan::{PlanItemKind, WellBeingArea as AreaOf};
use store::Tx;
use store::plan::form_options::{self, Assignee};
use store::plan::working_copy::{self};
use store::plan::workload;

use super::form_values::base_revision;
use super::item::{family_id_from_path, plan_link};
use super::item_fields::item_fields;
use crate::error::AppError;
use crate::form::{FormState, is_rejected};
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::plain_language;
use crate::plan::workload::workload_warnings_view;
use crate::request_context::RequestContext;
use crate::ui::banner::info_notice;
use crate::ui::error_summary::error_summary;
use crate::ui::writing_language::writing_language_select;

/// The warnings and the checkbox to save anyway, for a form that was refused because of the owner's
/// week; `None` for any other form. `except` is the step being edited.
async fn workload_confirmation(
    tx: &mut Tx,
    family: FamilyId,
    text: Localizer,
    state: Option<&FormState>,
    members: &[Assignee],
    except: Option<ItemId>,
) -> Result<Option<AnyView>, AppError> {
    let Some(state) = state.filter(|state| state.field_error("load").is_some()) else {
        return Ok(None);
    };
    let value = |name: &str| state.field_value(name);
    let Ok(load) = Effort::parse(
        &value("hours"),
        &value("trips"),
        &value("weekday"),
        &value("starts"),
        &value("ends"),
    ) else {
        return Ok(None);
    };
    let Some(owner) = members
        .iter()
        .find(|one| one.person_id.to_string() == value("owner"))
    else {
        return Ok(None);
    };
    let warnings = workload::workload_warnings(tx, family, owner.person_id, &load, except).await?;
    Ok(Some(workload_warnings_view(text, &owner.name, &warnings)))
}

/// Links to add a common step: they prefill its words, which the worker adapts to the family.
fn common_step_links(text: Localizer, family: FamilyId, goal: ItemId) -> AnyView {
    let rows = COMMON_STEPS
        .iter()
        .map(|slug| {
            let words = text.get(&format!("plan-common-{slug}"));
            view! {
                <li>
                    <a
                        class="line"
                        href=format!("/family/{family}/plan/add/step?goal={goal}&common={slug}")
                    >
                        {words}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="card">
            <summary>{text.get("plan-common")}</summary>
            <ul class="lines" role="list">
                {rows}
            </ul>
        </details>
    }
    .into_any()
}

/// Steps that many plans have. keys: plan-common-*
const COMMON_STEPS: [&str; 10] = [
    "visit",
    "class",
    "doctor",
    "counseling",
    "school",
    "home",
    "ride",
    "papers",
    "work",
    "kin",
];

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
    render_page(async move |visit: RequestContext| {
        let (text, family, kind) = (
            visit.localizer(),
            family.ok_or(AppError::NotFound)?,
            kind.ok_or(AppError::NotFound)?,
        );
        if matches!(kind, PlanItemKind::OwnWords | PlanItemKind::FamilyGoal)
            || (kind == PlanItemKind::Step) != goal.is_some()
        {
            return Err(AppError::NotFound);
        }
        let state = visit
            .stored_form_where("plan/add", |form| {
                form.field_value("kind") == kind.slug()
                    && form.field_value("family") == family.to_string()
                    && form.field_value("goal")
                        == goal.map(|goal| goal.to_string()).unwrap_or_default()
            })
            .await?;
        let mut tx = visit.begin_record_read(family).await?;
        let choice =
            form_options::load_form_options(&mut tx, family, kind, visit.language.language_tag())
                .await?;
        let full = workload_confirmation(
            &mut tx,
            family,
            text,
            state.as_ref(),
            &choice.assignees,
            None,
        )
        .await?;
        tx.commit().await?;
        // The words of a common step are prefilled, unless a form came back to exactly this
        // address.
        let state = state
            .filter(|state| common_slug.is_none() || state.page == visit.path_and_query)
            .or_else(|| {
                let slug = COMMON_STEPS
                    .iter()
                    .find(|slug| Some(**slug) == common_slug.as_deref())?;
                Some(FormState::new(
                    "plan/add",
                    None,
                    [("words".to_owned(), text.get(&format!("plan-common-{slug}")))],
                ))
            });
        let title = text.get(super::item::item_title_key(kind));
        let fields = view! {
            <input type="hidden" name="form" value=visit.form_id(state.as_ref()) />
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="kind" value=kind.slug() />
            {goal.map(|goal| view! { <input type="hidden" name="goal" value=goal.to_string() /> })}
            {item_fields(text, kind, None, &choice, state.as_ref())}
            {writing_language_select(&visit, state.as_ref(), None)}
            {full}
            <button class="btn">{text.get("plan-save-draft")}</button>
        };
        let body = view! {
            <p>
                <a href=format!("/family/{family}/plan/edit")>{text.get("plan-edit")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {(kind == PlanItemKind::WellBeing && choice.children.is_empty())
                .then(|| info_notice(text.get("plan-no-children")))}
            {goal.map(|goal| common_step_links(text, family, goal))}
            {page_form(&visit, "/api/plan/add", fields.into_any())}
        };
        Ok(html_document(
            &visit,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// `/family/{id}/plan/edit/{item}`: a worker edits a line, a family member their own words.
#[component]
pub fn EditPlanItem() -> impl IntoView {
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
        let state = visit.stored_form("plan/save").await?;
        let mut tx = visit.begin_record_read(family).await?;
        let working_item =
            working_copy::read_working_item(&mut tx, family, id, visit.language.language_tag())
                .await?;
        let full = workload_confirmation(
            &mut tx,
            family,
            text,
            state.as_ref(),
            &working_item.options.assignees,
            Some(id),
        )
        .await?;
        tx.commit().await?;
        let kind = working_item.item.kind;
        let own = kind == PlanItemKind::OwnWords;
        let stale = state
            .as_ref()
            .is_some_and(|state| state.field_error("stale").is_some());
        let title = text.get(super::item::item_title_key(kind));
        let stored_words = working_item
            .texts
            .get(&working_item.item.text_id)
            .map(to_translated_text);
        // After an edit conflict the page shows both texts: the stored one here, the submitted one
        // in the form below. A family goal shows its words here because they have no field.
        let meanwhile = (stale || kind == PlanItemKind::FamilyGoal).then(|| {
            view! {
                <div class="card" id="stale">
                    <p class="soft">
                        {text.get(if stale { "plan-meanwhile" } else { "plan-their-words" })}
                    </p>
                    <blockquote>
                        {stored_words.as_ref().map(|said| said.inline_text(text))}
                    </blockquote>
                </div>
            }
        });
        let earlier = working_item
            .revisions
            .iter()
            .filter(|one| one.revision < working_item.item.revision)
            .filter_map(|one| {
                let said = working_item
                    .texts
                    .get(&one.text_id)
                    .map(to_translated_text)?;
                let why = one
                    .why_id
                    .and_then(|id| working_item.texts.get(&id))
                    .map(to_translated_text);
                let day = text.format_day(
                    one.at
                        .to_jiff()
                        .to_zoned(visit.profile.as_ref()?.actor.zone.clone())
                        .date(),
                );
                Some(view! {
                    <li>
                        <blockquote>{said.inline_text(text)}</blockquote>
                        {why.map(|why| view! { <p>{why.inline_text(text)}</p> })}
                        <p class="soft">
                            {text
                                .format(
                                    "plan-who-when",
                                    &[("name", one.by_name.clone().into()), ("day", day.into())],
                                )}
                        </p>
                    </li>
                })
            })
            .collect::<Vec<_>>();
        let fields = view! {
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="item" value=id.to_string() />
            <input type="hidden" name="kind" value=kind.slug() />
            <input
                type="hidden"
                name="revision"
                value=base_revision(state.as_ref(), "revision", working_item.item.revision)
            />
            {(kind == PlanItemKind::WellBeing)
                .then(|| {
                    view! {
                        <input
                            type="hidden"
                            name="child"
                            value=working_item.item.child_id.map(|id| id.to_string())
                        />
                        <input
                            type="hidden"
                            name="area"
                            value=working_item.item.area.map(AreaOf::slug)
                        />
                    }
                })}
            {item_fields(text, kind, Some(&working_item), &working_item.options, state.as_ref())}
            {writing_language_select(
                &visit,
                state.as_ref(),
                working_item
                    .texts
                    .get(&working_item.item.text_id)
                    .map(|said| said.language.as_str()),
            )}
            {full}
            <div class="row">
                <button class="btn" name="act" value="save">
                    {text.get(if own { "plan-save-own" } else { "plan-save-draft" })}
                </button>
                {if working_item.removed {
                    view! {
                        <button class="btn plain" name="act" value="back">
                            {text.get("plan-put-back")}
                        </button>
                    }
                        .into_any()
                } else {
                    view! {
                        <button class="btn plain" name="act" value="remove">
                            {text.get("plan-take-out")}
                        </button>
                    }
                        .into_any()
                }}
            </div>
        };
        let body = view! {
            {if own {
                plan_link(text, family)
            } else {
                view! {
                    <p>
                        <a href=format!("/family/{family}/plan/edit")>{text.get("plan-edit")}</a>
                    </p>
                }
                    .into_any()
            }}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {working_item.removed.then(|| info_notice(text.get("plan-taken-out")))}
            {meanwhile}
            {if own || kind == PlanItemKind::FamilyGoal {
                ().into_any()
            } else {
                working_item
                    .texts
                    .get(&working_item.item.text_id)
                    .map(|said| plain_language::hint_list(text, &said.language, &said.body))
                    .into_any()
            }}
            {page_form(&visit, "/api/plan/save", fields.into_any())}
            {(!earlier.is_empty())
                .then(|| {
                    view! {
                        <details class="card">
                            <summary>{text.get("plan-earlier")}</summary>
                            <ol class="lines" role="list">
                                {earlier}
                            </ol>
                        </details>
                    }
                })}
        };
        Ok(html_document(
            &visit,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}
