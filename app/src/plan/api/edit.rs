//! Server functions that edit the plan: lines of the working copy, own words, publishing.
#![expect(clippy::too_many_arguments, reason = "the arguments of a server fn are the fields of its form")]

use leptos::prelude::*;

/// Adds a line to the working copy. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "plan/add")]
pub async fn add_line(
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
    let load = ssr::Load { hours, trips, weekday, starts, ends, sure: load };
    let line = ssr::Line { family, kind, words, benchmark, so_far, owner, order, goal, after, child, area, load, due, seen, why: String::new() };
    crate::form::settle(ssr::add(form, line).await);
    Ok(())
}

/// Changes a line of the working copy or the signed-in person's own words, removes it (`act` is
/// `remove`) or restores it. `revision` is the one the form was filled in against; an older one
/// than the stored one is an edit conflict.
#[server(prefix = "/api", endpoint = "plan/save")]
pub async fn save_line(
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
    let load = ssr::Load { hours, trips, weekday, starts, ends, sure: load };
    let line = ssr::Line { family, kind, words, benchmark, so_far, owner, order, goal, after, child, area, load, due, seen, why };
    crate::form::settle(ssr::save(item, revision, act == "remove", line).await);
    Ok(())
}

/// Adds a family member's own words. They are in the plan at once, without publishing.
#[server(prefix = "/api", endpoint = "plan/own")]
pub async fn add_own(
    #[server(default)] form: String,
    #[server(default)] family: String,
    #[server(default)] words: String,
    #[server(default)] who: String,
) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::own(form, family, words, who).await);
    Ok(())
}

/// Publishes the working copy as the next version. `base` is the version the form was filled in
/// against. Each `asked_*` is `yes` if the worker ticked that the family was asked about it.
#[server(prefix = "/api", endpoint = "plan/publish")]
pub async fn publish(
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
    crate::form::settle(ssr::publish(family, base, why, asked).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::{FamilyId, ItemId};
    use model::plan::Kind;
    use model::plan::edit::{Edit, Typed};
    use model::plan::reply::{Section, optional};
    use model::policy::may_edit_plan;
    use model::role::Role;
    use store::plan::edit::{self, Saved, Share};
    use store::plan::{version, week};
    use store::{Intent, Tx};

    use crate::actor::visit;
    use crate::error::Error;
    use crate::form::{FormState, go, twice};
    use crate::plan::plain;

    /// The weekly load of a step. `sure` is `yes` if the worker saves it despite the warnings about
    /// the owner's week.
    pub struct Load {
        pub hours: String,
        pub trips: String,
        pub weekday: String,
        pub starts: String,
        pub ends: String,
        pub sure: String,
    }

    /// The fields of a line's form.
    pub struct Line {
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
        pub load: Load,
        pub due: String,
        pub seen: String,
        pub why: String,
    }

    /// A valid edit, or the invalid field and its error code.
    type Parsed = Result<Edit, (&'static str, model::Code)>;

    impl Line {
        fn parse(&self, again: bool, language: &str) -> Result<(FamilyId, Kind, Parsed), Error> {
            let family = self.family.parse().map_err(|_| Error::NotFound)?;
            let kind = Kind::parse(&self.kind).ok_or(Error::NotFound)?;
            let owed = self.owner == "agency";
            let owner = if owed { "" } else { &self.owner };
            let typed = Typed {
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
            Ok((family, kind, Edit::parse(kind, again, &typed, language)))
        }
    }

    /// The form field that an error code of the store belongs to.
    fn field_of(code: model::Code) -> &'static str {
        match code {
            "plan-circle" => "after",
            "plan-owner" => "owner",
            "plan-why-missing" => "why",
            _ => "seen",
        }
    }

    /// Where to redirect after a line was saved: to the plan editor, or back to the line if there
    /// are plain-language hints for its words.
    fn after(family: FamilyId, item: ItemId, edit: &Edit) -> String {
        if plain::any(&edit.language, &edit.words) { format!("/family/{family}/plan/edit/{item}#plain") } else { format!("/family/{family}/plan/edit") }
    }

    /// True if saving this step gives warnings about its owner's week that the worker has not yet
    /// confirmed.
    async fn too_full(tx: &mut Tx, family: FamilyId, line: &Line, edit: &Edit, item: Option<ItemId>) -> Result<bool, Error> {
        let Some(owner) = edit.owner.filter(|_| line.load.sure != "yes" && !edit.load.is_none()) else { return Ok(false) };
        Ok(!week::warnings(tx, family, owner, &edit.load, item).await?.is_empty())
    }

    pub async fn add(form: String, line: Line) -> Result<(), Error> {
        let visit = visit();
        visit.actor()?;
        let id = form.parse().map_err(|_| Error::NotFound)?;
        let (family, kind, edit) = line.parse(false, &visit.writing_language())?;
        visit.role_that(family, may_edit_plan)?;
        let goal = if line.goal.is_empty() { None } else { Some(line.goal.parse().map_err(|_| Error::NotFound)?) };
        let page = match goal {
            Some(goal) => format!("/family/{family}/plan/add/{}?goal={goal}", kind.slug()),
            None => format!("/family/{family}/plan/add/{}", kind.slug()),
        };
        let edit = match edit {
            Ok(edit) => edit,
            Err((field, code)) => return visit.refuse(FormState::posted("plan/add").with_error(field, code), &page).await,
        };
        let item = twice!({
            let mut tx = visit.act(Intent::Write).await?;
            if too_full(&mut tx, family, &line, &edit, None).await? {
                return Ok(None);
            }
            match edit::add(&mut tx, family, id, kind, goal, &edit).await {
                Ok(item) => {
                    tx.save().await?;
                    Ok(Some(Ok(item)))
                }
                Err(store::Error::Invalid(code)) => Ok(Some(Err(code))),
                Err(other) => Err(other.into()),
            }
        })?;
        match item {
            None => visit.refuse(FormState::posted("plan/add").with_error("load", "plan-week-full"), &page).await,
            Some(Err(code)) => visit.refuse(FormState::posted("plan/add").with_error(field_of(code), code), &page).await,
            Some(Ok(item)) => {
                go(&after(family, item, &edit));
                Ok(())
            }
        }
    }

    pub async fn save(item: String, revision: i32, gone: bool, line: Line) -> Result<(), Error> {
        let visit = visit();
        visit.actor()?;
        let item = item.parse().map_err(|_| Error::NotFound)?;
        let (family, kind, edit) = line.parse(true, &visit.writing_language())?;
        let page = format!("/family/{family}/plan/edit/{item}");
        let edit = match edit {
            Ok(edit) => edit,
            Err((field, code)) => {
                edit::read(&mut visit.look(family).await?, family, item, visit.language.code()).await?;
                return visit.refuse(FormState::posted("plan/save").with_error(field, code), &page).await;
            }
        };
        let saved = twice!({
            let mut tx = visit.act(Intent::Write).await?;
            if !gone && too_full(&mut tx, family, &line, &edit, Some(item)).await? {
                return Ok(None);
            }
            match edit::save(&mut tx, family, item, revision, gone, &edit).await {
                Ok(saved) => {
                    tx.save().await?;
                    Ok(Some(Ok(saved)))
                }
                Err(store::Error::Invalid(code)) => Ok(Some(Err(code))),
                Err(other) => Err(other.into()),
            }
        })?;
        let saved = match saved {
            None => return visit.refuse(FormState::posted("plan/save").with_error("load", "plan-week-full"), &page).await,
            Some(Err(code)) => return visit.refuse(FormState::posted("plan/save").with_error(field_of(code), code), &page).await,
            Some(Ok(saved)) => saved,
        };
        match saved {
            Saved::Stale => visit.refuse(FormState::posted("plan/save").with_error("stale", "plan-stale"), &page).await,
            Saved::Kept(_) => {
                go(&if kind == Kind::OwnWords { format!("/family/{family}/plan") } else { after(family, item, &edit) });
                Ok(())
            }
        }
    }

    pub async fn own(form: String, family: String, words: String, who: String) -> Result<(), Error> {
        let visit = visit();
        visit.actor()?;
        let (family, id): (FamilyId, _) = (family.parse().map_err(|_| Error::NotFound)?, form.parse().map_err(|_| Error::NotFound)?);
        visit.role_that(family, Role::is_family)?;
        let edit = match Edit::parse(Kind::OwnWords, false, &Typed { words: &words, ..Typed::default() }, &visit.writing_language()) {
            Ok(edit) => edit,
            Err((field, code)) => {
                return visit.refuse(FormState::posted("plan/own").with_error(field, code), &format!("/family/{family}/plan/own")).await;
            }
        };
        let share = match who.as_str() {
            "wide" => Share::Wide,
            "partner" => Share::Partner,
            _ => Share::Own,
        };
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            edit::add_own(&mut tx, family, id, share, &edit).await?;
            tx.save().await?;
            Ok(())
        })?;
        go(&format!("/family/{family}/plan"));
        Ok(())
    }

    pub async fn publish(family: String, base: i32, why: String, asked: [(&'static str, String); 7]) -> Result<(), Error> {
        let visit = visit();
        visit.actor()?;
        let family: FamilyId = family.parse().map_err(|_| Error::NotFound)?;
        visit.role_that(family, may_edit_plan)?;
        let page = format!("/family/{family}/plan/publish");
        let sections: Vec<Section> = asked.iter().filter(|(_, said)| said == "yes").filter_map(|(slug, _)| Section::parse(slug)).collect();
        let back = |field: &str, code| FormState::posted("plan/publish").with_error(field, code);
        let words = match optional(&why) {
            Ok(Some(words)) => words,
            Ok(None) => return visit.refuse(back("why", "plan-why-missing"), &page).await,
            Err(code) => return visit.refuse(back("why", code), &page).await,
        };
        let mut tx = visit.act(Intent::Write).await?;
        version::ask(&mut tx, family, &sections).await?;
        match version::publish(&mut tx, family, base, &words, &visit.writing_language()).await {
            Ok(version) => {
                tx.save().await?;
                go(&format!("/family/{family}/plan/version/{version}"));
                Ok(())
            }
            Err(store::Error::Invalid(code)) => {
                drop(tx);
                visit.refuse(back("asked", code), &page).await
            }
            Err(other) => Err(other.into()),
        }
    }
}
