//! Server functions that edit the plan: lines of the working copy, own words, publishing.
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

/// Publishes the working copy as the next version. `base` is the version the form was filled in
/// against. Each `asked_*` is `yes` if the worker ticked that the family was asked about it.
#[server(prefix = "/api", endpoint = "plan/publish")]
pub async fn publish_plan(
    #[server(default)] family: String,
    #[server(default)] base: i32,
    #[server(default)] why: String,
    #[server(default)] asked_strengths: String,
    #[server(default)] asked_needs: String,
    #[server(default)] asked_worries: String,
    #[server(default)] asked_changes: String,
    #[server(default)] asked_goals: String,
    #[server(default)] asked_safety: String,
    #[server(default)] asked_well_being: String,
) -> Result<(), ServerFnError> {
    let asked = [
        ("strengths", asked_strengths),
        ("needs", asked_needs),
        ("worries", asked_worries),
        ("changes", asked_changes),
        ("goals", asked_goals),
        ("safety", asked_safety),
        ("well_being", asked_well_being),
    ];
    crate::form::respond(ssr::publish_version(family, base, why, asked).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::{FamilyId, ItemId};
    use model::plan::PlanItemKind;
    use model::plan::edit::{PlanItemForm, PlanItemInput};
    use model::plan::reply::{PlanSection, parse_optional_text};
    use model::policy::may_edit_plan;
    use model::role::Role;
    use store::plan::working_copy::{self, OwnWordsAudience, SaveOutcome};
    use store::plan::{versions, workload};
    use store::{Intent, Tx};

    use crate::error::AppError;
    use crate::form::{FormState, retry_on_race, see_other};
    use crate::plan::plain_language;
    use crate::request_context::request_context;

    /// The weekly load of a step. `sure` is `yes` if the worker saves it despite the warnings about
    /// the owner's week.
    pub struct SubmittedEffort {
        pub hours: String,
        pub trips: String,
        pub weekday: String,
        pub starts: String,
        pub ends: String,
        pub sure: String,
    }

    /// The fields of a line's form.
    pub struct SubmittedPlanItem {
        pub family: String,
        pub kind: String,
        pub words: String,
        pub benchmark: String,
        pub so_far: String,
        pub owner: String,
        pub order: String,
        pub goal: String,
        pub after: String,
        pub child: String,
        pub area: String,
        pub load: SubmittedEffort,
        pub due: String,
        pub seen: String,
        pub why: String,
    }

    /// A valid edit, or the invalid field and its error code.
    type ParsedPlanItem = Result<PlanItemInput, (&'static str, model::ErrorCode)>;

    impl SubmittedPlanItem {
        fn parse(
            &self,
            is_update: bool,
            language: &str,
        ) -> Result<(FamilyId, PlanItemKind, ParsedPlanItem), AppError> {
            let family = self.family.parse().map_err(|_| AppError::NotFound)?;
            let kind = PlanItemKind::parse(&self.kind).ok_or(AppError::NotFound)?;
            let owed = self.owner == "agency";
            let owner = if owed { "" } else { &self.owner };
            let typed = PlanItemForm {
                words: &self.words,
                benchmark: &self.benchmark,
                so_far: &self.so_far,
                owner,
                owed,
                order: &self.order,
                goal: &self.goal,
                after: &self.after,
                child: &self.child,
                area: &self.area,
                hours: &self.load.hours,
                trips: &self.load.trips,
                weekday: &self.load.weekday,
                starts: &self.load.starts,
                ends: &self.load.ends,
                due: &self.due,
                seen: &self.seen,
                why: &self.why,
            };
            Ok((
                family,
                kind,
                PlanItemInput::parse(kind, is_update, &typed, language),
            ))
        }
    }

    /// The form field that an error code of the store belongs to.
    fn error_field(code: model::ErrorCode) -> &'static str {
        match code {
            "plan-circle" => "after",
            "plan-owner" => "owner",
            "plan-why-missing" => "why",
            _ => "seen",
        }
    }

    /// Where to redirect after a line was saved: to the plan editor, or back to the line if there
    /// are plain-language hints for its words.
    fn path_after_save(family: FamilyId, item: ItemId, edit: &PlanItemInput) -> String {
        if plain_language::has_hints(&edit.language, &edit.words) {
            format!("/family/{family}/plan/edit/{item}#plain")
        } else {
            format!("/family/{family}/plan/edit")
        }
    }

    /// True if saving this step gives warnings about its owner's week that the worker has not yet
    /// confirmed.
    async fn needs_workload_confirmation(
        tx: &mut Tx,
        family: FamilyId,
        submitted: &SubmittedPlanItem,
        edit: &PlanItemInput,
        item: Option<ItemId>,
    ) -> Result<bool, AppError> {
        let Some(owner) = edit
            .owner
            .filter(|_| submitted.load.sure != "yes" && !edit.effort.is_none())
        else {
            return Ok(false);
        };
        Ok(
            !workload::workload_warnings(tx, family, owner, &edit.effort, item)
                .await?
                .is_empty(),
        )
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

    pub async fn publish_version(
        family: String,
        base: i32,
        why: String,
        asked: [(&'static str, String); 7],
    ) -> Result<(), AppError> {
        let visit = request_context();
        visit.actor()?;
        let family: FamilyId = family.parse().map_err(|_| AppError::NotFound)?;
        visit.require_role(family, may_edit_plan)?;
        let page = format!("/family/{family}/plan/publish");
        let sections: Vec<PlanSection> = asked
            .iter()
            .filter(|(_, said)| said == "yes")
            .filter_map(|(slug, _)| PlanSection::parse(slug))
            .collect();
        let back =
            |field: &str, code| FormState::from_request("plan/publish").with_error(field, code);
        let words = match parse_optional_text(&why) {
            Ok(Some(words)) => words,
            Ok(None) => {
                return visit
                    .redisplay_with_errors(back("why", "plan-why-missing"), &page)
                    .await;
            }
            Err(code) => return visit.redisplay_with_errors(back("why", code), &page).await,
        };
        let mut tx = visit.begin_transaction(Intent::Write).await?;
        versions::record_consultations(&mut tx, family, &sections).await?;
        match versions::publish(&mut tx, family, base, &words, &visit.submitted_language()).await {
            Ok(version) => {
                tx.commit().await?;
                see_other(&format!("/family/{family}/plan/version/{version}"));
                Ok(())
            }
            Err(store::Error::Invalid(code)) => {
                drop(tx);
                visit
                    .redisplay_with_errors(back("asked", code), &page)
                    .await
            }
            Err(other) => Err(other.into()),
        }
    }
}
