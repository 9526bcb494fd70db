//! Renders the changes between two plan versions: before and after side by side, and the reason.

use std::collections::HashMap;

use leptos::prelude::*;
use model::id::TextId;
use model::plan::Kind;
use store::plan::version::{Change, Line};
use store::text::Said;

use crate::home::part::words;
use crate::plan::plain;
use crate::text::{Text, name};

/// Message key of the label for a line's `benchmark` text: what would make a worry safe; for other
/// kinds, how everyone will know.
pub const fn known(kind: Kind) -> &'static str {
    if matches!(kind, Kind::Worry) { "plan-safe-when" } else { "plan-how-we-know" }
}

/// Renders changes in the reader's language.
pub struct Changes<'a> {
    pub text: Text,
    pub texts: &'a HashMap<TextId, Said>,
    pub from: &'a str,
    /// True on the publish page, which shows the worker plain-language hints.
    pub helps: bool,
}

impl Changes<'_> {
    fn say(&self, id: TextId) -> AnyView {
        self.texts.get(&id).map(words).map(|said| view! { {said.inline(self.text)}{said.beneath(self.text, self.from)} }).into_any()
    }

    /// Owner and due date in one line; empty without either.
    fn facts(&self, line: &Line) -> String {
        let text = self.text;
        let who = if line.owed { Some(text.say("plan-agency")) } else { line.owner.as_deref().map(name) };
        let due = line.due.as_ref().map(|due| text.with("plan-by", &[("day", text.day(due.to_jiff()).into())]));
        [who, due].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// Plain-language hints for the new text of a line if `helps` is set, but never for texts of
    /// the family itself.
    fn help(&self, line: &Line) -> AnyView {
        let agency = !matches!(line.kind, Kind::OwnWords | Kind::FamilyGoal);
        let said = self.texts.get(&line.text_id).filter(|_| self.helps && agency);
        said.map(|said| plain::help(self.text, &said.language, &said.body)).into_any()
    }

    fn side(&self, key: &'static str, line: &Line) -> AnyView {
        let facts = self.facts(line);
        view! {
            <div>
                <p class="soft">{self.text.say(key)}</p>
                <blockquote>{self.say(line.text_id)}</blockquote>
                {line.benchmark_id.map(|id| view! { <p><span class="soft">{self.text.say(known(line.kind))}</span> " " {self.say(id)}</p> })}
                {line.so_far_id.map(|id| view! { <p><span class="soft">{self.text.say("plan-so-far")}</span> " " {self.say(id)}</p> })}
                {(!facts.is_empty()).then(|| view! { <p class="soft">{facts}</p> })}
            </div>
        }
        .into_any()
    }

    fn why(&self, line: &Line) -> AnyView {
        line.why_id.map(|id| view! { <p class="why"><b>{self.text.say("plan-why")}</b> " " {self.say(id)}</p> }).into_any()
    }

    /// The list of changes.
    pub fn list(&self, changes: &[Change]) -> AnyView {
        let rows = changes
            .iter()
            .map(|change| {
                let (key, sides, why) = match change {
                    Change::Added(line) => ("plan-change-added", view! { {self.side("plan-now", line)}{self.help(line)} }.into_any(), self.why(line)),
                    Change::Gone(line) => ("plan-change-gone", self.side("plan-before", line), self.why(line)),
                    Change::Changed(old, new) => {
                        let sides = view! { <div class="sides">{self.side("plan-before", old)}{self.side("plan-now", new)}</div>{self.help(new)} };
                        ("plan-change-changed", sides.into_any(), self.why(new))
                    }
                };
                view! { <li class="card"><p><b>{self.text.say(key)}</b></p>{sides}{why}</li> }
            })
            .collect_view();
        view! { <ol class="changes" role="list">{rows}</ol> }.into_any()
    }
}
