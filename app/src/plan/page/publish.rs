//! `/family/{id}/plan/publish`: the changes, what is still missing, and the reason for the version.

use leptos::prelude::*;
use model::plan::edit::Missing;
use store::plan::version::{self, Working};

use super::item::family;
use super::line::Filled;
use crate::actor::Visit;
use crate::error::Error;
use crate::form::refused;
use crate::home::part::words;
use crate::plan::change::Changes;
use crate::plan::{heading, talk};
use crate::text::Text;
use crate::ui::empty::empty;
use crate::ui::error_summary::error_summary;
use crate::ui::form::main_form;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::writing_language::writing_language;

/// The text of an unmet condition for publishing.
pub fn missing(text: Text, missing: Missing) -> String {
    match missing {
        Missing::Strengths => text.say("plan-missing-strengths"),
        Missing::OwnWords => text.say("plan-missing-own-words"),
        Missing::Change => text.say("plan-missing-change"),
        Missing::Asked(section) => text.with("plan-missing-asked", &[("section", talk::section(text, section).into())]),
    }
}

/// `/family/{id}/plan/publish`
#[component]
pub fn Publish() -> impl IntoView {
    let family = family();
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let working = version::working(&mut tx, family, visit.language.code()).await?;
        tx.save().await?;
        let state = visit.kept_form("plan/publish").await?;
        let filled = Filled { text, state: state.as_ref() };
        let Working { changes, missing: lacks, .. } = &working;
        let sections: Vec<_> = lacks.iter().filter_map(|one| if let Missing::Asked(section) = one { Some(*section) } else { None }).collect();
        let other: Vec<_> = lacks.iter().filter(|one| !matches!(one, Missing::Asked(_))).map(|one| view! { <li>{missing(text, *one)}</li> }).collect();
        let asks = sections
            .iter()
            .map(|section| {
                let id = format!("asked_{}", section.slug());
                let checked = filled.value(&id, None) == "yes";
                view! {
                    <label class="choice" for=id.clone()>
                        <input type="checkbox" id=id.clone() name=id.clone() value="yes" checked=checked/>
                        <span>{text.with("plan-we-asked", &[("section", talk::section(text, *section).into())])}</span>
                    </label>
                }
            })
            .collect_view();
        let drawn = Changes { text, texts: &working.texts, from: &visit.path, helps: true };
        let fields = view! {
            <input type="hidden" name="family" value=family.to_string()/>
            <input type="hidden" name="base" value=working.version.to_string()/>
            {(!sections.is_empty()).then(|| view! {
                <fieldset class="field choices" id="asked"><legend>{text.say("plan-asked")}</legend><p class="hint">{text.say("plan-asked-hint")}</p>{asks}</fieldset>
            })}
            {filled.area("why", "plan-publish-why", None)}
            {writing_language(&visit, state.as_ref(), None)}
            <button class="btn">{text.with("plan-publish", &[("version", (working.version + 1).to_string().into())])}</button>
        };
        let say = |id| working.texts.get(&id).map(|said| words(said).inline(text)).into_any();
        let title = text.say("plan-publish-title");
        let body = view! {
            <p><a href=format!("/family/{family}/plan/edit")>{text.say("plan-edit")}</a></p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {(!other.is_empty()).then(|| view! { <h2 id="missing">{text.say("plan-missing")}</h2><ul class="card lines" role="list">{other}</ul> })}
            <h2>{text.say("plan-what-changes")}</h2>
            {heading::turned(text, &working.old_direction, &working.direction, &say)}
            {if changes.is_empty() && working.direction != working.old_direction { ().into_any() } else if changes.is_empty() { empty(text.say("plan-missing-change"), None) } else { drawn.list(changes) }}
            {main_form(&visit, "/api/plan/publish", fields.into_any())}
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, refused: refused(state.as_ref()), form: true, ..Layout::default() }, body.into_any()))
    })
}
