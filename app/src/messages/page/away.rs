//! `/messages/away`: staff set the dates of their absence and who covers for them.

use leptos::prelude::*;
use model::policy::may_be_away;
use store::Intent;
use store::messages::{self, away};

use crate::actor::Visit;
use crate::error::Error;
use crate::form::refused;
use crate::ui::error_summary::{error, error_summary};
use crate::ui::field::{Field, Select};
use crate::ui::form::{button_form, main_form};
use crate::ui::page::{Layout, Place, document, draw};

/// `/messages/away`
#[component]
pub fn Away() -> impl IntoView {
    draw(async |visit: Visit| {
        let (text, actor) = (visit.text(), visit.actor()?);
        if !actor.has(may_be_away) {
            return Err(Error::NotFound);
        }
        let mut tx = visit.act(Intent::Read).await?;
        let (mine, people) = (away::mine(&mut tx).await?, messages::people(&mut tx).await?);
        drop(tx);
        let state = visit.kept_form("messages/away").await?;
        let value = |name: &str, kept: Option<String>| state.as_ref().map(|s| s.value(name)).or(kept).unwrap_or_default();
        let starts = Field {
            name: "starts",
            kind: "date",
            label: text.say("messages-away-starts"),
            value: value("starts", mine.as_ref().map(|m| m.starts.to_string())),
            error: error(text, state.as_ref(), "starts"),
            ..Field::default()
        };
        let ends = Field {
            name: "ends",
            kind: "date",
            label: text.say("messages-away-ends"),
            value: value("ends", mine.as_ref().map(|m| m.ends.to_string())),
            error: error(text, state.as_ref(), "ends"),
            ..Field::default()
        };
        let mut options = vec![(String::new(), text.say("messages-away-nobody"))];
        options.extend(
            people
                .iter()
                .filter(|p| may_be_away(p.role))
                .map(|p| (p.person_id.to_string(), text.with("messages-name-role", &[("name", p.name.clone().into()), ("role", text.role(p.role).into())]))),
        );
        let cover = Select {
            name: "cover",
            label: text.say("messages-away-who"),
            hint: text.say("messages-away-who-hint"),
            options,
            chosen: value("cover", mine.as_ref().and_then(|m| m.cover).map(|id| id.to_string())),
            ..Select::default()
        };
        let fields = view! { {starts.view()}{ends.view()}{cover.view()}<button class="btn">{text.say("messages-away-save")}</button> };
        let back = mine.is_some().then(|| button_form("/api/messages/away", vec![("back", "yes".into())], "btn plain", text.say("messages-away-back")));
        let body = view! {
            <h1>{text.say("messages-away-title")}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.say("messages-away-hint")}</p>
            {main_form(&visit, "/api/messages/away", fields.into_any())}
            {back}
        };
        let layout =
            Layout { title: text.say("messages-away-title"), place: Place::Messages, refused: refused(state.as_ref()), form: true, ..Layout::default() };
        Ok(document(&visit, layout, body.into_any()))
    })
}
