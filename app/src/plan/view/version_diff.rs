//! Renders the changes between two plan versions: before and after side by side, and the reason.

use std::collections::HashMap;

use leptos::prelude::*;
use model::id::{ChildId, TextId};
use model::plan::PlanItemKind;
use store::authored_text::AuthoredText;
use store::plan::version_diff::{PlanItemChange, VersionItem};

use crate::i18n::{Localizer, isolate_bidi};
use crate::page::authored_text::to_translated_text;
use crate::plan::plain_language;
use crate::plan::view::reader::{PlanReader, item_title_key};
use crate::plan::view::workload::effort_summary;

/// Message key of the label for a line's `benchmark` text: what would make a worry safe; for other
/// kinds, how everyone will know.
pub const fn benchmark_label_key(kind: PlanItemKind) -> &'static str {
    if matches!(kind, PlanItemKind::Worry) {
        "plan-safe-when"
    } else {
        "plan-how-we-know"
    }
}

/// Who does what a line says, by when, and how much of a week it takes, as one line of text; empty
/// without any of them.
pub fn line_facts(text: Localizer, line: &VersionItem) -> String {
    // For the family it is the agency that owes the step, whichever worker does it.
    let who = if line.owed_by_agency {
        Some(text.get("plan-agency"))
    } else {
        line.owner.as_deref().map(isolate_bidi)
    };
    let key = if line.kind == PlanItemKind::WellBeing {
        "plan-next-date"
    } else {
        "plan-by"
    };
    // With its year and never as "tomorrow", because versions and paper are read later.
    let due = line
        .due
        .as_ref()
        .map(|due| text.format(key, &[("day", text.format_date(due.to_jiff()).into())]));
    let weekly = Some(effort_summary(text, &line.load)).filter(|words| !words.is_empty());
    [who, due, weekly]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Renders changes in the reader's language.
pub struct VersionDiff<'a> {
    pub text: Localizer,
    pub reader: PlanReader,
    pub texts: &'a HashMap<TextId, AuthoredText>,
    /// The children that the reader may know.
    pub child_names: HashMap<ChildId, String>,
    pub return_path: &'a str,
    /// True on the publish page, which shows the worker plain-language hints.
    pub shows_hints: bool,
}

impl VersionDiff<'_> {
    fn render_text(&self, id: TextId) -> AnyView {
        self.texts
            .get(&id)
            .map(to_translated_text)
            .map(|wording| {
                view! {
                    {wording.inline_text(self.text)}
                    {wording.translation_details(self.text, self.return_path)}
                }
            })
            .into_any()
    }

    /// What kind of line it is, and of how a child is doing also which child and area.
    fn line_title(&self, line: &VersionItem) -> String {
        let text = self.text;
        let kind = text.get(self.reader.heading_key(item_title_key(line.kind)));
        let child = line.child_id.and_then(|id| self.child_names.get(&id));
        let area = line.area.map(|area| text.get_value(area));
        let child = child.map(|name| isolate_bidi(name));
        [Some(kind), child, area]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// Plain-language hints for the new text of a line if `shows_hints` is set, but never for texts
    /// of the family itself.
    fn plain_language_hints(&self, line: &VersionItem) -> AnyView {
        // The family chooses its own words; no one suggests others for them.
        let agency = !matches!(line.kind, PlanItemKind::OwnWords | PlanItemKind::FamilyGoal);
        let wording = self
            .texts
            .get(&line.text_id)
            .filter(|_| self.shows_hints && agency);
        wording
            .map(|wording| {
                plain_language::hint_list(self.text, &wording.language, &wording.body, None)
            })
            .into_any()
    }

    /// A line as it is in one of the versions. `key` is the label above it where both are shown.
    fn render_side(&self, key: Option<&'static str>, line: &VersionItem) -> AnyView {
        // Without the state of a step: its owner reports it, and it is part of no version.
        let facts = line_facts(self.text, line);
        view! {
            <div>
                {key.map(|key| view! { <p class="muted">{self.text.get(key)}</p> })}
                <blockquote>{self.render_text(line.text_id)}</blockquote>
                {line
                    .benchmark_text_id
                    .map(|id| {
                        view! {
                            <p>
                                <span class="muted">
                                    {self.text.get(benchmark_label_key(line.kind))}
                                </span>
                                " "
                                {self.render_text(id)}
                            </p>
                        }
                    })}
                {line
                    .progress_text_id
                    .map(|id| {
                        view! {
                            <p>
                                <span class="muted">{self.text.get("plan-so-far")}</span>
                                " "
                                {self.render_text(id)}
                            </p>
                        }
                    })}
                {(!facts.is_empty()).then(|| view! { <p class="muted">{facts}</p> })}
            </div>
        }
        .into_any()
    }

    fn reason_view(&self, line: &VersionItem) -> AnyView {
        line.why_id
            .map(|id| {
                view! {
                    <p class="reason">
                        <b>{self.text.get("plan-why")}</b>
                        " "
                        {self.render_text(id)}
                    </p>
                }
            })
            .into_any()
    }

    /// The list of changes.
    pub fn change_list(&self, changes: &[PlanItemChange]) -> AnyView {
        let rows = changes
            .iter()
            .map(|change| {
                let (key, line, sides, why) = match change {
                    PlanItemChange::Added(line) => (
                        "plan-change-added",
                        line,
                        view! {
                            {self.render_side(None, line)}
                            {self.plain_language_hints(line)}
                        }
                        .into_any(),
                        self.reason_view(line),
                    ),
                    PlanItemChange::Removed(line) => (
                        "plan-change-gone",
                        line,
                        self.render_side(None, line),
                        self.reason_view(line),
                    ),
                    PlanItemChange::Changed(old, new) => {
                        // Hints only for the new words: published ones are never changed.
                        let sides = view! {
                            <div class="side-by-side">
                                {self.render_side(Some("plan-before"), old)}
                                {self.render_side(Some("plan-after"), new)}
                            </div>
                            {self.plain_language_hints(new)}
                        };
                        (
                            "plan-change-changed",
                            new,
                            sides.into_any(),
                            self.reason_view(new),
                        )
                    }
                };
                view! {
                    <li class="card">
                        <p>
                            <b>{self.text.get(key)}</b>
                            " · "
                            {self.line_title(line)}
                        </p>
                        {sides}
                        {why}
                    </li>
                }
            })
            .collect_view();
        view! {
            <ol class="changes" role="list">
                {rows}
            </ol>
        }
        .into_any()
    }
}
