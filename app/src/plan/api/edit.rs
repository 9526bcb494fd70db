//! Server functions that edit the plan: lines of the working copy, own words.
#![expect(
    clippy::too_many_arguments,
    reason = "the arguments of a server fn are the fields of its form"
)]

use leptos::prelude::*;

/// Adds a line to the working copy. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "plan/add")]
pub async fn add_item(
    #[server(default)] form: String,
    #[server(default)] family: String,
    #[server(default)] kind: String,
    #[server(default)] goal: String,
    #[server(default)] words: String,
    #[server(default)] benchmark: String,
    #[server(default)] so_far: String,
    #[server(default)] owner: String,
    #[server(default)] order: String,
    #[server(default)] after: String,
    #[server(default)] child: String,
    #[server(default)] area: String,
    #[server(default)] hours: String,
    #[server(default)] trips: String,
    #[server(default)] weekday: String,
    #[server(default)] starts: String,
    #[server(default)] ends: String,
    #[server(default)] load: String,
    #[server(default)] due: String,
    #[server(default)] seen: String,
) -> Result<(), ServerFnError> {
    let load = ssr::SubmittedEffort {
        hours,
        trips,
        weekday,
        starts,
        ends,
        sure: load,
    };
    let submitted = ssr::SubmittedPlanItem {
        family,
        kind,
        words,
        benchmark,
        so_far,
        owner,
        order,
        goal,
        after,
        child,
        area,
        load,
        due,
        seen,
        why: String::new(),
    };
    crate::form::respond(ssr::create_item(form, submitted).await);
    Ok(())
}

/// Changes a line of the working copy or the signed-in person's own words, removes it (`act` is
/// `remove`) or restores it. `revision` is the one the form was filled in against; an older one
/// than the stored one is an edit conflict.
#[server(prefix = "/api", endpoint = "plan/save")]
pub async fn save_item(
    #[server(default)] family: String,
    #[server(default)] item: String,
    #[server(default)] kind: String,
    #[server(default)] revision: i32,
    #[server(default)] goal: String,
    #[server(default)] words: String,
    #[server(default)] benchmark: String,
    #[server(default)] so_far: String,
    #[server(default)] owner: String,
    #[server(default)] order: String,
    #[server(default)] after: String,
    #[server(default)] child: String,
    #[server(default)] area: String,
    #[server(default)] hours: String,
    #[server(default)] trips: String,
    #[server(default)] weekday: String,
    #[server(default)] starts: String,
    #[server(default)] ends: String,
    #[server(default)] load: String,
    #[server(default)] due: String,
    #[server(default)] seen: String,
    #[server(default)] why: String,
    #[server(default)] act: String,
) -> Result<(), ServerFnError> {
    let load = ssr::SubmittedEffort {
        hours,
        trips,
        weekday,
        starts,
        ends,
        sure: load,
    };
    let submitted = ssr::SubmittedPlanItem {
        family,
        kind,
        words,
        benchmark,
        so_far,
        owner,
        order,
        goal,
        after,
        child,
        area,
        load,
        due,
        seen,
        why,
    };
    crate::form::respond(ssr::update_item(item, revision, act == "remove", submitted).await);
    Ok(())
}

/// Adds a family member's own words. They are in the plan at once, without publishing.
#[server(prefix = "/api", endpoint = "plan/own")]
pub async fn add_own_words(
    #[server(default)] form: String,
    #[server(default)] family: String,
    #[server(default)] words: String,
    #[server(default)] who: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::create_own_words(form, family, words, who).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::{FamilyId, ItemId};
    use model::plan::PlanItemKind;
    use model::plan::edit::{PlanItemForm, PlanItemInput};
    use model::policy::may_edit_plan;
    use model::role::Role;
    use store::Intent;
    use store::plan::working_copy::{self, OwnWordsAudience, SaveOutcome};

    use crate::error::AppError;
    use crate::form::{FormState, retry_on_race, see_other};
    pub use crate::plan::api::submitted_item::{SubmittedEffort, SubmittedPlanItem};
    use crate::plan::api::submitted_item::{error_field, needs_workload_confirmation};
    use crate::plan::plain_language;
    use crate::request_context::request_context;

    /// Where to redirect after a line was saved: to the plan editor, or back to the line if there
    /// are plain-language hints for its words.
    fn path_after_save(family: FamilyId, item: ItemId, edit: &PlanItemInput) -> String {
        if plain_language::has_hints(&edit.language, &edit.words) {
            format!("/family/{family}/plan/edit/{item}#plain")
        } else {
            format!("/family/{family}/plan/edit")
        }
    }

    pub async fn create_item(form: String, submitted: SubmittedPlanItem) -> Result<(), AppError> {
        let visit = request_context();
        visit.actor()?;
        let id = form.parse().map_err(|_| AppError::NotFound)?;
        let (family, kind, edit) = submitted.parse(false, &visit.submitted_language())?;
        visit.require_role(family, may_edit_plan)?;
        let goal = if submitted.goal.is_empty() {
            None
        } else {
            Some(submitted.goal.parse().map_err(|_| AppError::NotFound)?)
        };
        let page = match goal {
            Some(goal) => format!("/family/{family}/plan/add/{}?goal={goal}", kind.slug()),
            None => format!("/family/{family}/plan/add/{}", kind.slug()),
        };
        let edit = match edit {
            Ok(edit) => edit,
            Err((field, code)) => {
                return visit
                    .redisplay_with_errors(
                        FormState::from_request("plan/add").with_error(field, code),
                        &page,
                    )
                    .await;
            }
        };
        let item = retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            if needs_workload_confirmation(&mut tx, family, &submitted, &edit, None).await? {
                return Ok(None);
            }
            match working_copy::add_item(&mut tx, family, id, kind, goal, &edit).await {
                Ok(item) => {
                    tx.commit().await?;
                    Ok(Some(Ok(item)))
                }
                Err(store::Error::Invalid(code)) => Ok(Some(Err(code))),
                Err(other) => Err(other.into()),
            }
        })?;
        match item {
            None => {
                visit
                    .redisplay_with_errors(
                        FormState::from_request("plan/add").with_error("load", "plan-week-full"),
                        &page,
                    )
                    .await
            }
            Some(Err(code)) => {
                visit
                    .redisplay_with_errors(
                        FormState::from_request("plan/add").with_error(error_field(code), code),
                        &page,
                    )
                    .await
            }
            Some(Ok(item)) => {
                see_other(&path_after_save(family, item, &edit));
                Ok(())
            }
        }
    }

    pub async fn update_item(
        item: String,
        revision: i32,
        removed: bool,
        submitted: SubmittedPlanItem,
    ) -> Result<(), AppError> {
        let visit = request_context();
        visit.actor()?;
        let item = item.parse().map_err(|_| AppError::NotFound)?;
        let (family, kind, edit) = submitted.parse(true, &visit.submitted_language())?;
        let page = format!("/family/{family}/plan/edit/{item}");
        let edit = match edit {
            Ok(edit) => edit,
            Err((field, code)) => {
                working_copy::read_working_item(
                    &mut visit.begin_record_read(family).await?,
                    family,
                    item,
                    visit.language.language_tag(),
                )
                .await?;
                return visit
                    .redisplay_with_errors(
                        FormState::from_request("plan/save").with_error(field, code),
                        &page,
                    )
                    .await;
            }
        };
        let saved = retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            if !removed
                && needs_workload_confirmation(&mut tx, family, &submitted, &edit, Some(item))
                    .await?
            {
                return Ok(None);
            }
            match working_copy::save_item(&mut tx, family, item, revision, removed, &edit).await {
                Ok(saved) => {
                    tx.commit().await?;
                    Ok(Some(Ok(saved)))
                }
                Err(store::Error::Invalid(code)) => Ok(Some(Err(code))),
                Err(other) => Err(other.into()),
            }
        })?;
        let saved = match saved {
            None => {
                return visit
                    .redisplay_with_errors(
                        FormState::from_request("plan/save").with_error("load", "plan-week-full"),
                        &page,
                    )
                    .await;
            }
            Some(Err(code)) => {
                return visit
                    .redisplay_with_errors(
                        FormState::from_request("plan/save").with_error(error_field(code), code),
                        &page,
                    )
                    .await;
            }
            Some(Ok(saved)) => saved,
        };
        match saved {
            SaveOutcome::Stale => {
                visit
                    .redisplay_with_errors(
                        FormState::from_request("plan/save").with_error("stale", "plan-stale"),
                        &page,
                    )
                    .await
            }
            SaveOutcome::Saved(_) => {
                see_other(&if kind == PlanItemKind::OwnWords {
                    format!("/family/{family}/plan")
                } else {
                    path_after_save(family, item, &edit)
                });
                Ok(())
            }
        }
    }

    pub async fn create_own_words(
        form: String,
        family: String,
        words: String,
        who: String,
    ) -> Result<(), AppError> {
        let visit = request_context();
        visit.actor()?;
        let (family, id): (FamilyId, _) = (
            family.parse().map_err(|_| AppError::NotFound)?,
            form.parse().map_err(|_| AppError::NotFound)?,
        );
        visit.require_role(family, Role::is_family)?;
        let edit = match PlanItemInput::parse(
            PlanItemKind::OwnWords,
            false,
            &PlanItemForm {
                words: &words,
                ..PlanItemForm::default()
            },
            &visit.submitted_language(),
        ) {
            Ok(edit) => edit,
            Err((field, code)) => {
                return visit
                    .redisplay_with_errors(
                        FormState::from_request("plan/own").with_error(field, code),
                        &format!("/family/{family}/plan/own"),
                    )
                    .await;
            }
        };
        let share = match who.as_str() {
            "wide" => OwnWordsAudience::Shared,
            "partner" => OwnWordsAudience::Mentors,
            _ => OwnWordsAudience::Own,
        };
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            working_copy::add_own_words(&mut tx, family, id, share, &edit).await?;
            tx.commit().await?;
            Ok(())
        })?;
        see_other(&format!("/family/{family}/plan"));
        Ok(())
    }
}
