//! `/family/{id}/plan/publish`: the changes, what is still missing, and the reason for the version.

use leptos::prelude::*;
use model::plan::edit::PublishBlocker;
use store::plan::versions::{self, WorkingCopy};

use super::form_values::FormValues;
use super::item::family_id_from_path;
use crate::error::AppError;
use crate::form::is_rejected;
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::version_diff::VersionDiff;
use crate::plan::{permanency, replies};
use crate::request_context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;
use crate::ui::writing_language::writing_language_select;

/// The text of an unmet condition for publishing.
pub fn publish_blocker_text(text: Localizer, missing: PublishBlocker) -> String {
    match missing {
        PublishBlocker::NoStrengths => text.get("plan-missing-strengths"),
        PublishBlocker::NoOwnWords => text.get("plan-missing-own-words"),
        PublishBlocker::NothingChanged => text.get("plan-missing-change"),
        PublishBlocker::NotConsulted(section) => text.format(
            "plan-missing-asked",
            &[("section", replies::section_title(text, section).into())],
        ),
    }
}

/// `/family/{id}/plan/publish`
#[component]
pub fn PublishPlan() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |visit: RequestContext| {
        let (text, family) = (visit.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = visit.begin_record_read(family).await?;
        let working =
            versions::read_working_copy(&mut tx, family, visit.language.language_tag()).await?;
        tx.commit().await?;
        let state = visit.stored_form("plan/publish").await?;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let WorkingCopy {
            changes,
            publish_blockers: blockers,
            ..
        } = &working;
        let sections: Vec<_> = blockers
            .iter()
            .filter_map(|one| {
                if let PublishBlocker::NotConsulted(section) = one {
                    Some(*section)
                } else {
                    None
                }
            })
            .collect();
        let other: Vec<_> = blockers
            .iter()
            .filter(|one| !matches!(one, PublishBlocker::NotConsulted(_)))
            .map(|one| view! { <li>{publish_blocker_text(text, *one)}</li> })
            .collect();
        let asks = sections
            .iter()
            .map(|section| {
                let id = format!("asked_{}", section.slug());
                let checked = filled.value_or_stored(&id, None) == "yes";
                view! {
                    <label class="choice" for=id.clone()>
                        <input
                            type="checkbox"
                            id=id.clone()
                            name=id.clone()
                            value="yes"
                            checked=checked
                        />
                        <span>
                            {text
                                .format(
                                    "plan-we-asked",
                                    &[("section", replies::section_title(text, *section).into())],
                                )}
                        </span>
                    </label>
                }
            })
            .collect_view();
        let version_diff = VersionDiff {
            text,
            texts: &working.texts,
            return_path: &visit.path_and_query,
            shows_hints: true,
        };
        let fields = view! {
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="base" value=working.version.to_string() />
            {(!sections.is_empty())
                .then(|| {
                    view! {
                        <fieldset class="field choices" id="asked">
                            <legend>{text.get("plan-asked")}</legend>
                            <p class="hint">{text.get("plan-asked-hint")}</p>
                            {asks}
                        </fieldset>
                    }
                })}
            {filled.text_area("why", "plan-publish-why", None)}
            {writing_language_select(&visit, state.as_ref(), None)}
            <button class="btn">
                {text
                    .format(
                        "plan-publish",
                        &[("version", (working.version + 1).to_string().into())],
                    )}
            </button>
        };
        let say = |id| {
            working
                .texts
                .get(&id)
                .map(|said| to_translated_text(said).inline_text(text))
                .into_any()
        };
        let title = text.get("plan-publish-title");
        let body = view! {
            <p>
                <a href=format!("/family/{family}/plan/edit")>{text.get("plan-edit")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {(!other.is_empty())
                .then(|| {
                    view! {
                        <h2 id="missing">{text.get("plan-missing")}</h2>
                        <ul class="card lines" role="list">
                            {other}
                        </ul>
                    }
                })}
            <h2>{text.get("plan-what-changes")}</h2>
            {permanency::permanency_diff(
                text,
                &working.old_permanency_goals,
                &working.permanency_goals,
                &say,
            )}
            {if changes.is_empty() && working.permanency_goals != working.old_permanency_goals {
                ().into_any()
            } else if changes.is_empty() {
                empty_state(text.get("plan-missing-change"), None)
            } else {
                version_diff.change_list(changes)
            }}
            {page_form(&visit, "/api/plan/publish", fields.into_any())}
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
