//! `/help`

use leptos::prelude::*;

use crate::actor::Visit;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::summary_list::summary_list;

/// Child-welfare terms that the portal uses. keys: help-word-*
const WORDS: [&str; 10] = ["plan", "goal", "permanency", "concurrent", "family-time", "hearing", "gal", "mentor", "coordinator", "like-kin"];

/// `/help`
#[component]
pub fn Help() -> impl IntoView {
    draw(async |visit: Visit| {
        let text = visit.text();
        let phone = visit.phone().to_owned();
        let call = |number: &str| view! { <a href=format!("tel:{number}")><bdi dir="ltr">{number.to_owned()}</bdi></a> }.into_any();
        let lines = summary_list(vec![
            (text.say("help-line-agency"), call(&phone)),
            (text.say("help-line-danger"), call("911")),
            (text.say("help-line-talk"), call("988")),
            (text.say("help-line-needs"), call("211")),
            (text.say("help-line-relay"), call("711")),
        ]);
        let words = WORDS
            .into_iter()
            .map(|word| {
                let term = text.say(&format!("help-word-{word}"));
                let meaning = text.say(&format!("help-word-{word}-means"));
                view! { <details class="term"><summary>{term}</summary><p>{meaning}</p></details> }
            })
            .collect_view();
        let body = view! {
            <h1>{text.say("help-title")}</h1>
            <h2>{text.say("help-call")}</h2>
            {lines}
            <p class="soft">{text.say("help-clock")}</p>
            <h2>{text.say("help-words")}</h2>
            {words}
            <h2>{text.say("help-private")}</h2>
            <p>{text.say("help-private-body")}</p>
            <p><a href="/exit">{text.say("help-exit")}</a></p>
        };
        Ok(document(&visit, Layout { title: text.say("help-title"), place: Place::Help, ..Layout::default() }, body.into_any()))
    })
}
