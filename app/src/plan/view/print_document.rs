//! Converts a plan version to the blocks that the print page and the PDF are rendered from.

use documents::{DocumentBlock, DocumentItem, TextRun};
use jiff::civil::Date;
use model::id::ItemId;
use model::plan::reply::PlanSection;
use model::plan::{PlanItemKind, WellBeingArea};
use store::plan::version_diff::VersionItem;
use store::plan::versions::{PlanVersion, VersionSummary};

use crate::i18n::{Localizer, isolate_bidi};
use crate::page::authored_text::printed_run;
use crate::plan::view::children::area_label;
use crate::plan::view::permanency::{decision_maker_label, permanency_label};
use crate::plan::view::reader::PlanReader;
use crate::plan::view::replies;
use crate::plan::view::version_diff::line_facts;

/// The number and date of a version in one line.
pub fn version_title(text: Localizer, head: &VersionSummary) -> String {
    // As a string, because Fluent would group the digits of a number.
    text.format(
        "plan-version-by",
        &[
            ("version", head.version.to_string().into()),
            ("day", text.format_date(head.since.to_jiff()).into()),
        ],
    )
}

/// What tells a printed document from others: the family, the version, and the day of printing.
pub fn document_facts(
    text: Localizer,
    family: &str,
    version: Option<&VersionSummary>,
    today: Date,
) -> Vec<String> {
    let family = text.format(
        "common-paper-family",
        &[("family", family.to_owned().into())],
    );
    let printed = text.format(
        "common-paper-printed",
        &[("day", text.format_date(today).into())],
    );
    let version = version.map(|head| version_title(text, head));
    std::iter::once(family)
        .chain(version)
        .chain([printed])
        .collect()
}

/// Builds the blocks of one version in the reader's language.
pub struct PlanDocument<'a> {
    pub text: Localizer,
    pub family: &'a str,
    pub version: &'a PlanVersion,
    /// The day of printing.
    pub today: Date,
}

impl PlanDocument<'_> {
    fn localized_run(&self, words: String) -> TextRun {
        TextRun {
            language: self.text.0.language_tag().to_owned(),
            words,
        }
    }

    fn message_run(&self, key: &str) -> TextRun {
        self.localized_run(self.text.get(key))
    }

    /// The text as a run: its translation into the reader's language, else the original in its own
    /// language. `None` when the reader may not see it.
    fn authored_run(&self, id: model::id::TextId) -> Option<TextRun> {
        let authored = self.version.texts.get(&id)?;
        Some(printed_run(self.text, authored))
    }

    fn items_of_kind(&self, kind: PlanItemKind) -> impl Iterator<Item = &VersionItem> {
        self.version
            .items
            .iter()
            .filter(move |line| line.kind == kind)
    }

    /// Owner, due date and weekly load in one line; `None` without any of them.
    fn item_facts(&self, line: &VersionItem) -> Option<TextRun> {
        let all = line_facts(self.text, line);
        (!all.is_empty()).then(|| self.localized_run(all))
    }

    fn list_item(&self, line: &VersionItem) -> Option<DocumentItem> {
        Some(DocumentItem {
            run: self.authored_run(line.text_id)?,
            small: self.item_facts(line),
        })
    }

    fn push_items(&self, out: &mut Vec<DocumentBlock>, kind: PlanItemKind, title: String) {
        let items: Vec<DocumentItem> = self
            .items_of_kind(kind)
            .filter_map(|line| self.list_item(line))
            .collect();
        if !items.is_empty() {
            out.push(DocumentBlock::Heading(2, self.localized_run(title)));
            out.push(DocumentBlock::Items(items));
        }
    }

    fn push_goals(&self, out: &mut Vec<DocumentBlock>, kind: PlanItemKind, title: &str) {
        if self.items_of_kind(kind).next().is_none() {
            return;
        }
        out.push(DocumentBlock::Heading(2, self.message_run(title)));
        for goal in self.items_of_kind(kind) {
            // Without this heading, the steps would be printed below the goal before it. They are
            // printed among the steps without a goal.
            let Some(words) = self.authored_run(goal.text_id) else {
                continue;
            };
            out.push(DocumentBlock::Heading(3, words));
            if let Some(known) = goal.benchmark_text_id.and_then(|id| self.authored_run(id)) {
                out.push(DocumentBlock::Facts(vec![(
                    self.message_run("plan-how-we-know"),
                    known,
                )]));
            }
            out.extend(self.item_facts(goal).map(DocumentBlock::Small));
            let steps: Vec<DocumentItem> = self
                .items_of_kind(PlanItemKind::Step)
                .filter(|step| step.goal_id == Some(goal.item_id))
                .filter_map(|step| self.list_item(step))
                .collect();
            if !steps.is_empty() {
                out.push(DocumentBlock::Items(steps));
            }
        }
    }

    fn push_permanency(&self, out: &mut Vec<DocumentBlock>) {
        let (text, d) = (self.text, &self.version.summary.permanency_goals);
        let mut rows = Vec::new();
        for (name, goal, since, by, why) in [
            (
                "plan-goal",
                d.permanency,
                &d.permanency_since,
                d.permanency_by,
                d.permanency_why,
            ),
            (
                "plan-concurrent",
                d.concurrent,
                &d.concurrent_since,
                d.concurrent_by,
                d.concurrent_why,
            ),
        ] {
            let Some(goal) = goal else { continue };
            rows.push((
                self.message_run(name),
                self.localized_run(permanency_label(text, goal)),
            ));
            rows.extend(since.as_ref().map(|since| {
                (
                    self.message_run("plan-since"),
                    self.localized_run(text.format_date(since.to_jiff())),
                )
            }));
            rows.extend(by.map(|by| {
                (
                    self.message_run("plan-decided-by"),
                    self.localized_run(decision_maker_label(text, by)),
                )
            }));
            rows.extend(
                why.and_then(|why| self.authored_run(why))
                    .map(|why| (self.message_run("plan-why"), why)),
            );
        }
        if !rows.is_empty() {
            out.push(DocumentBlock::Heading(2, self.message_run("plan-heading")));
            out.push(DocumentBlock::Facts(rows));
        }
    }

    fn push_children(&self, out: &mut Vec<DocumentBlock>) {
        if self.items_of_kind(PlanItemKind::WellBeing).next().is_none() {
            return;
        }
        out.push(DocumentBlock::Heading(2, self.message_run("plan-children")));
        for child in &self.version.children {
            let mut lines: Vec<&VersionItem> = self
                .items_of_kind(PlanItemKind::WellBeing)
                .filter(|line| line.child_id == Some(child.id))
                .collect();
            lines.sort_by_key(|line| {
                line.area
                    .and_then(|one| WellBeingArea::ALL.iter().position(|area| *area == one))
            });
            if lines.is_empty() {
                continue;
            }
            out.push(DocumentBlock::Heading(
                3,
                self.localized_run(isolate_bidi(&child.name)),
            ));
            for line in lines {
                let (Some(one), Some(words)) = (line.area, self.authored_run(line.text_id)) else {
                    continue;
                };
                out.push(DocumentBlock::Facts(vec![(
                    self.localized_run(area_label(self.text, one)),
                    words,
                )]));
                out.extend(self.item_facts(line).map(DocumentBlock::Small));
            }
        }
    }

    fn push_worries(&self, out: &mut Vec<DocumentBlock>) {
        if self.items_of_kind(PlanItemKind::Worry).next().is_some() {
            out.push(DocumentBlock::Heading(
                2,
                self.localized_run(replies::section_title(
                    self.text,
                    PlanReader::Family,
                    PlanSection::Worries,
                )),
            ));
        }
        for worry in self.items_of_kind(PlanItemKind::Worry) {
            out.extend(
                self.authored_run(worry.text_id)
                    .map(|run| DocumentBlock::Items(vec![DocumentItem { run, small: None }])),
            );
            let more = [
                ("plan-safe-when", worry.benchmark_text_id),
                ("plan-so-far", worry.progress_text_id),
            ];
            let rows: Vec<_> = more
                .into_iter()
                .filter_map(|(key, id)| Some((self.message_run(key), self.authored_run(id?)?)))
                .collect();
            if !rows.is_empty() {
                out.push(DocumentBlock::Facts(rows));
            }
        }
    }

    /// The title, and below it what tells this document from others.
    fn title_blocks(&self) -> Vec<DocumentBlock> {
        let head = &self.version.summary;
        let facts = document_facts(self.text, self.family, Some(head), self.today)
            .into_iter()
            .map(|fact| DocumentBlock::Small(self.localized_run(fact)));
        std::iter::once(DocumentBlock::Heading(1, self.message_run("plan-title")))
            .chain(facts)
            .collect()
    }

    fn push_own_words(&self, out: &mut Vec<DocumentBlock>) {
        if self.items_of_kind(PlanItemKind::OwnWords).next().is_some() {
            out.push(DocumentBlock::Heading(2, self.message_run("plan-ours")));
        }
        for own in self.items_of_kind(PlanItemKind::OwnWords) {
            let by = self
                .version
                .texts
                .get(&own.text_id)
                .and_then(|wording| wording.author.clone());
            out.extend(self.authored_run(own.text_id).map(|words| {
                DocumentBlock::Quote(words, by.map(|by| self.localized_run(isolate_bidi(&by))))
            }));
        }
    }

    /// Whether the goal has a heading of its own, below which its steps are printed: it is in this
    /// version, and the reader may see it.
    fn prints_goal(&self, goal: ItemId) -> bool {
        self.version
            .items
            .iter()
            .any(|line| line.item_id == goal && self.version.texts.contains_key(&line.text_id))
    }

    /// Steps without a goal, or whose goal is not printed: the goal was removed from the plan, or
    /// the reader may see only the step.
    fn push_steps_without_goal(&self, out: &mut Vec<DocumentBlock>) {
        let steps_without_goal: Vec<DocumentItem> = self
            .items_of_kind(PlanItemKind::Step)
            .filter(|step| step.goal_id.is_none_or(|goal| !self.prints_goal(goal)))
            .filter_map(|step| self.list_item(step))
            .collect();
        if !steps_without_goal.is_empty() {
            out.extend([
                DocumentBlock::Heading(2, self.message_run("plan-more-steps")),
                DocumentBlock::Items(steps_without_goal),
            ]);
        }
    }

    /// The whole document. The family's own words come first.
    pub fn to_blocks(&self) -> Vec<DocumentBlock> {
        let text = self.text;
        let mut out = self.title_blocks();
        // The order of the plan page: own words and strengths come before needs and worries.
        self.push_own_words(&mut out);
        self.push_items(
            &mut out,
            PlanItemKind::Strength,
            replies::section_title(text, PlanReader::Family, PlanSection::Strengths),
        );
        self.push_permanency(&mut out);
        self.push_goals(&mut out, PlanItemKind::FamilyGoal, "plan-family-goals");
        self.push_goals(&mut out, PlanItemKind::AgencyGoal, "plan-agency-goals");
        self.push_steps_without_goal(&mut out);
        self.push_children(&mut out);
        self.push_items(
            &mut out,
            PlanItemKind::Need,
            replies::section_title(text, PlanReader::Family, PlanSection::Needs),
        );
        self.push_worries(&mut out);
        self.push_items(
            &mut out,
            PlanItemKind::ClosureCondition,
            replies::section_title(text, PlanReader::Family, PlanSection::ClosureConditions),
        );
        self.push_items(&mut out, PlanItemKind::CourtOrder, text.get("plan-orders"));
        self.push_items(
            &mut out,
            PlanItemKind::SafetyAction,
            text.get("plan-safety-do"),
        );
        self.push_items(
            &mut out,
            PlanItemKind::SafetyContact,
            text.get("plan-safety-call"),
        );
        out
    }
}
