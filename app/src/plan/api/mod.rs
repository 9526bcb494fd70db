//! Server functions of the plan: replies and answers here, editing and publishing in `edit`.

pub mod edit;
pub mod heading;
pub mod progress;
pub mod week;

use leptos::prelude::*;

/// Requests a translation of a text into the reader's language, then redirects to the page `from`.
#[server(prefix = "/api", endpoint = "plan/ask-translation")]
pub async fn ask_translation(#[server(default)] text: String, #[server(default)] from: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::ask_translation(text, from).await);
    Ok(())
}

/// Adds a reply to a section or to a line; without either, a proposal for the plan. Idempotent for
/// each `form` id.
#[server(prefix = "/api", endpoint = "plan/reply")]
pub async fn reply(
    #[server(default)] form: String,
    #[server(default)] family: String,
    #[server(default)] section: String,
    #[server(default)] item: String,
    #[server(default)] kind: String,
    #[server(default)] words: String,
    #[server(default)] who: String,
) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::reply(ssr::Said { endpoint: "plan/reply", form, family, section, item, kind, words, who }).await);
    Ok(())
}

/// Reports how a step is going, or whether a closing condition is met: a reply whose `kind` sets
/// the state of the line. `why` is optional.
#[server(prefix = "/api", endpoint = "plan/step")]
pub async fn keep_step(
    #[server(default)] form: String,
    #[server(default)] family: String,
    #[server(default)] item: String,
    #[server(default)] kind: String,
    #[server(default)] why: String,
) -> Result<(), ServerFnError> {
    let said = ssr::Said { endpoint: "plan/step", form, family, section: String::new(), item, kind, words: why, who: String::new() };
    crate::form::settle(ssr::reply(said).await);
    Ok(())
}

/// Saves the team's answer to a reply.
#[server(prefix = "/api", endpoint = "plan/answer")]
pub async fn answer(
    #[server(default)] family: String,
    #[server(default)] reply: String,
    #[server(default)] outcome: String,
    #[server(default)] words: String,
) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::answer(family, reply, outcome, words).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::FamilyId;
    use model::plan::reply::{About, Answer, Draft, ReplyKind, Section};
    use model::policy::{may_edit_plan, may_reply};
    use model::role::Role;
    use store::Intent;
    use store::plan::reply;

    use crate::actor::visit;
    use crate::error::Error;
    use crate::form::{FormState, go, own_path, twice};

    pub async fn ask_translation(text: String, from: String) -> Result<(), Error> {
        let visit = visit();
        let text = text.parse().map_err(|_| Error::NotFound)?;
        let mut tx = visit.act(Intent::Write).await?;
        store::text::ask_translation(&mut tx, text, visit.language.code()).await?;
        tx.save().await?;
        go(&own_path(&from));
        Ok(())
    }

    /// The fields of `plan/reply` and `plan/step`.
    pub struct Said {
        pub endpoint: &'static str,
        pub form: String,
        pub family: String,
        pub section: String,
        pub item: String,
        pub kind: String,
        pub words: String,
        pub who: String,
    }

    pub async fn reply(said: Said) -> Result<(), Error> {
        let visit = visit();
        visit.actor()?;
        let family: FamilyId = said.family.parse().map_err(|_| Error::NotFound)?;
        let form = said.form.parse().map_err(|_| Error::NotFound)?;
        let (about, page) = match (said.section.as_str(), said.item.as_str()) {
            ("", "") => (About::Plan, format!("/family/{family}/plan/propose")),
            (section, "") => (About::Section(Section::parse(section).ok_or(Error::NotFound)?), format!("/family/{family}/plan/section/{section}")),
            (_, item) => (About::Item(item.parse().map_err(|_| Error::NotFound)?), format!("/family/{family}/plan/item/{item}")),
        };
        let role = visit.role_that(family, |role| may_reply(role, ReplyKind::Comment))?;
        let draft = match Draft::parse(form, about, &said.kind, &said.words, said.who == "wide", &visit.writing_language()) {
            Ok(draft) => draft,
            Err(code) => {
                // Authorize before the form comes back with an error: the person must see the line
                // and, for `plan/step`, be a worker or the owner of the step.
                if let About::Item(item) = about {
                    let close = store::plan::item(&mut visit.look(family).await?, family, item, visit.language.code()).await?;
                    let keeps = role == Role::Worker || (close.item.owner_id == Some(visit.actor()?.person) && !close.item.owed);
                    if said.endpoint == "plan/step" && !keeps {
                        return Err(Error::NotFound);
                    }
                }
                let field = match (code, said.endpoint) {
                    ("plan-choose", _) => "kind",
                    (_, "plan/step") => "why",
                    _ => "words",
                };
                return visit.refuse(FormState::posted(said.endpoint).with_error(field, code), &page).await;
            }
        };
        let id = twice!({
            let mut tx = visit.act(Intent::Write).await?;
            let id = reply::add(&mut tx, family, &draft).await?;
            tx.save().await?;
            Ok(id)
        })?;
        let page = if about == About::Plan { format!("/family/{family}/plan/replies") } else { page };
        go(&format!("{page}#r{id}"));
        Ok(())
    }

    pub async fn answer(family: String, id: String, outcome: String, words: String) -> Result<(), Error> {
        let visit = visit();
        visit.actor()?;
        let family: FamilyId = family.parse().map_err(|_| Error::NotFound)?;
        let reply = id.parse().map_err(|_| Error::NotFound)?;
        visit.role_that(family, may_edit_plan)?;
        let answer = match Answer::parse(reply, &outcome, &words, &visit.writing_language()) {
            Ok(answer) => answer,
            Err(code) => {
                reply::read(&mut visit.look(family).await?, family, reply, visit.language.code()).await?;
                let field = if code == "plan-choose" { "outcome" } else { "words" };
                return visit.refuse(FormState::posted("plan/answer").with_error(field, code), &format!("/family/{family}/plan/reply/{reply}")).await;
            }
        };
        let mut tx = visit.act(Intent::Write).await?;
        reply::answer(&mut tx, family, &answer).await?;
        tx.save().await?;
        go(&format!("/family/{family}/plan/replies#r{reply}"));
        Ok(())
    }
}
