//! Server functions that edit the plan: lines of the working copy, own words.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::plan::forms::submitted_item::PlanItemFields;

/// Adds a line to the working copy. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "plan/add")]
pub async fn add_item(#[server(flatten)] fields: PlanItemFields) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::create_item(fields).await);
    Ok(())
}

/// Changes a line of the working copy or the signed-in person's own words, removes it (`act` is
/// `remove`) or restores it. `revision` is the one the form was filled in against; an older one
/// than the stored one is an edit conflict.
#[server(prefix = "/api", endpoint = "plan/save")]
pub async fn save_item(
    // Not a field of the struct: a flattened struct gets every value of a form as text, from which
    // serde does not parse a number.
    #[server(default)] revision: i32,
    #[server(flatten)] fields: PlanItemFields,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::update_item(revision, fields).await);
    Ok(())
}

/// The form that adds a family member's own words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnWordsForm {
    pub form: String,
    pub family: String,
    pub words: String,
    /// Who may read them: `wide` for everyone who sees the plan, `partner` for the author's
    /// mentors, `own` for neither.
    pub who: String,
}

/// Adds a family member's own words. They are in the plan at once, without publishing.
#[server(prefix = "/api", endpoint = "plan/own")]
pub async fn add_own_words(#[server(flatten)] fields: OwnWordsForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::create_own_words(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::field_errors::FieldError;
    use model::id::{FamilyId, ItemId};
    use model::plan::PlanItemKind;
    use model::plan::edit::{EditKind, PlanItemForm, PlanItemInput};
    use model::policy::may_edit_plan;
    use model::role::Role;
    use store::Intent;
    use store::plan::item_audience::OwnWordsAudience;
    use store::plan::item_creation;
    use store::plan::item_revisions::ItemAction;
    use store::plan::working_copy::{self, SaveOutcome};

    use super::OwnWordsForm;
    use crate::error::AppError;
    use crate::paths;
    use crate::plan::forms::submitted_item::{
        PlanItemFields, SubmittedItem, needs_workload_confirmation, to_field_error,
    };
    use crate::plan::plain_language;
    use crate::request::context::request_context;
    use crate::request::form::{FormState, retry_on_race};
    use crate::request::notice::PageNotice;

    /// The error of a step that needs `needs_workload_confirmation`.
    const WEEK_IS_FULL: FieldError = ("load", "plan-week-full");

    /// Where to redirect after a line was saved: to the plan editor, or back to the line if there
    /// are plain-language hints for its words.
    fn path_after_save(family: FamilyId, item: ItemId, edit: &PlanItemInput) -> String {
        if plain_language::has_hints(&edit.language, &edit.words) {
            paths::edit_plan_item(family, item)
        } else {
            paths::edit_plan(family)
        }
    }

    /// The notice of a line or of own words that were saved or taken out, with the way back.
    fn saved_notice(
        family: FamilyId,
        item: ItemId,
        kind: PlanItemKind,
        action: ItemAction,
    ) -> PageNotice {
        let page = paths::edit_plan_item(family, item);
        match (kind == PlanItemKind::OwnWords, action) {
            (true, ItemAction::Save) => PageNotice::new("plan-notice-own-saved"),
            (true, ItemAction::Remove) => {
                PageNotice::new("plan-notice-own-removed").with_link("plan-notice-own-back", page)
            }
            (false, ItemAction::Save) => PageNotice::new("plan-notice-item-saved"),
            (false, ItemAction::Remove) => {
                PageNotice::new("plan-notice-item-removed").with_link("plan-notice-item-back", page)
            }
        }
    }

    pub async fn create_item(fields: PlanItemFields) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let id = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let SubmittedItem { family, kind, edit } =
            fields.parse(EditKind::Add, &context.submitted_language())?;
        // Checked before an invalid field is reported, so that anyone who may not edit the plan
        // gets 404 whatever they typed.
        context.require_role(family, may_edit_plan)?;
        let goal = fields.parse_goal()?;
        // The page of a new step answers 404 without the goal in its address.
        let page = match goal {
            Some(goal) => format!("{}?goal={goal}", paths::add_plan_item(family, kind)),
            None => paths::add_plan_item(family, kind),
        };
        let refuse = |errors: Vec<FieldError>| {
            context.redisplay_with_errors(FormState::from_request().with_errors(errors), &page)
        };
        let edit = match edit {
            Ok(edit) => edit,
            Err(errors) => return refuse(errors).await,
        };
        let added = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            if needs_workload_confirmation(&mut tx, family, &fields, &edit, None).await? {
                return Ok(Err(vec![WEEK_IS_FULL]));
            }
            match item_creation::add_item(&mut tx, family, id, kind, goal, &edit).await {
                Ok(item) => {
                    tx.commit().await?;
                    Ok(Ok(item))
                }
                Err(error) => to_field_error(error),
            }
        })?;
        match added {
            Ok(item) => {
                let notice = saved_notice(family, item, kind, ItemAction::Save);
                context
                    .answer_with_notice(&path_after_save(family, item, &edit), notice)
                    .await
            }
            Err(errors) => refuse(errors).await,
        }
    }

    pub async fn update_item(revision: i32, fields: PlanItemFields) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let item = fields.item.parse().map_err(|_| AppError::NotFound)?;
        let SubmittedItem { family, kind, edit } =
            fields.parse(EditKind::Change, &context.submitted_language())?;
        let page = paths::edit_plan_item(family, item);
        let refuse = |errors: Vec<FieldError>| {
            context.redisplay_with_errors(FormState::from_request().with_errors(errors), &page)
        };
        let edit = match edit {
            Ok(edit) => edit,
            Err(errors) => {
                // Anyone who may not edit this item gets 404 here too, whatever they typed.
                working_copy::read_working_item(
                    &mut context.begin_record_read(family).await?,
                    family,
                    item,
                    context.language.language_tag(),
                )
                .await?;
                return refuse(errors).await;
            }
        };
        let action = fields.action();
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            // A removed step takes none of its owner's time.
            if action == ItemAction::Save
                && needs_workload_confirmation(&mut tx, family, &fields, &edit, Some(item)).await?
            {
                return Ok(Err(vec![WEEK_IS_FULL]));
            }
            match working_copy::save_item(&mut tx, family, item, revision, action, &edit).await {
                Ok(saved) => {
                    tx.commit().await?;
                    Ok(Ok(saved))
                }
                Err(error) => to_field_error(error),
            }
        })?;
        match saved {
            Err(errors) => refuse(errors).await,
            // Someone else saved this item meanwhile. The page then shows both texts.
            Ok(SaveOutcome::Stale) => refuse(vec![("stale", "plan-stale")]).await,
            Ok(SaveOutcome::Saved(_)) => {
                // Own words get no plain-language hints: no one suggests other words to the family.
                // Its members have no plan editor to return to.
                let page = if kind == PlanItemKind::OwnWords {
                    paths::plan_words(family)
                } else {
                    path_after_save(family, item, &edit)
                };
                let notice = saved_notice(family, item, kind, action);
                context.answer_with_notice(&page, notice).await
            }
        }
    }

    pub async fn create_own_words(fields: OwnWordsForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        let id = fields.form.parse().map_err(|_| AppError::NotFound)?;
        // Before an invalid field is reported: for anyone but the family the answer is 404,
        // whatever was typed.
        context.require_role(family, Role::is_family)?;
        let edit = match PlanItemInput::parse(
            PlanItemKind::OwnWords,
            EditKind::Add,
            &PlanItemForm {
                words: &fields.words,
                ..PlanItemForm::default()
            },
            &context.submitted_language(),
        ) {
            Ok(edit) => edit,
            Err(errors) => {
                return context
                    .redisplay_with_errors(
                        FormState::from_request().with_errors(errors),
                        &paths::own_words(family),
                    )
                    .await;
            }
        };
        let share = match fields.who.as_str() {
            "wide" => OwnWordsAudience::Shared,
            "partner" => OwnWordsAudience::Mentors,
            // A missing or unknown choice must not show the words to more people, such as the other
            // parent.
            _ => OwnWordsAudience::Own,
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            item_creation::add_own_words(&mut tx, family, id, share, &edit).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let notice = PageNotice::new("plan-notice-own-saved");
        context
            .answer_with_notice(&paths::plan_words(family), notice)
            .await
    }
}
