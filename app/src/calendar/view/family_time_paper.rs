//! Converts the family time that a reader sees to the blocks of its print page, such as for court.

use documents::{DocumentBlock, DocumentItem, TextRun};
use jiff::civil::DateTime;
use model::family_time::{Visit, VisitBalance};
use model::id::TextId;
use store::Actor;
use store::calendar::family_time::{FamilyTime, FamilyTimePlan, PlannedVisit};

use crate::calendar::view::event_row::length_in_words;
use crate::calendar::view::family_time::{confirm_words, plan_title, visit_state};
use crate::i18n::{Localizer, capitalize_line};
use crate::page::authored_text::printed_run;

/// Builds the blocks in the reader's language.
pub struct FamilyTimePaper<'a> {
    pub text: Localizer,
    pub actor: &'a Actor,
    pub family: &'a str,
    pub found: &'a FamilyTime,
    /// The present moment where the agency is.
    pub now: DateTime,
}

impl FamilyTimePaper<'_> {
    fn run(&self, words: String) -> TextRun {
        TextRun {
            language: self.text.0.language_tag().to_owned(),
            words,
        }
    }

    fn message(&self, key: &str) -> TextRun {
        self.run(self.text.get(key))
    }

    pub fn to_blocks(&self) -> Vec<DocumentBlock> {
        let text = self.text;
        let family = text.format(
            "common-paper-family",
            &[("family", self.family.to_owned().into())],
        );
        let printed = text.format(
            "common-paper-printed",
            &[("day", text.format_date(self.actor.today).into())],
        );
        let mut blocks = vec![
            DocumentBlock::Heading(1, self.message("calendar-time-title")),
            DocumentBlock::Small(self.run(family)),
            DocumentBlock::Small(self.run(printed)),
        ];
        for plan in &self.found.plans {
            self.push_plan(&mut blocks, plan);
        }
        if self.found.plans.is_empty() {
            blocks.push(DocumentBlock::Text(self.message("calendar-time-empty")));
        }
        blocks
    }

    fn push_plan(&self, blocks: &mut Vec<DocumentBlock>, plan: &FamilyTimePlan) {
        let title = plan_title(self.text, plan, &self.found.children_of(plan.id));
        blocks.push(DocumentBlock::Heading(2, self.run(title)));
        if plan.ended {
            blocks.push(DocumentBlock::Small(self.message("calendar-time-ended")));
        }
        blocks.push(DocumentBlock::Facts(self.plan_facts(plan)));
        let visits = self.found.visits_of(plan.id);
        blocks.push(DocumentBlock::Heading(
            3,
            self.message("calendar-balance-title"),
        ));
        blocks.push(DocumentBlock::Facts(self.balance_facts(&visits)));
        if !visits.is_empty() {
            blocks.push(DocumentBlock::Heading(
                3,
                self.message("calendar-time-visits"),
            ));
            let items = visits.iter().map(|visit| self.visit_item(visit));
            blocks.push(DocumentBlock::Items(items.collect()));
        }
    }

    fn plan_facts(&self, plan: &FamilyTimePlan) -> Vec<(TextRun, TextRun)> {
        let text = self.text;
        let words = |id: Option<TextId>| self.found.text(id).map(|words| printed_run(text, words));
        let name = |name: &Option<String>| name.clone().map(|name| self.run(name));
        let confirm = plan.confirm_rule().map(|rule| confirm_words(text, rule));
        let facts = [
            ("calendar-time-often", words(Some(plan.often_id))),
            ("calendar-where", name(&plan.place)),
            (
                "calendar-time-level",
                Some(self.run(text.get_value(plan.level))),
            ),
            ("calendar-time-supervisor", name(&plan.supervisor)),
            ("calendar-time-transport", words(plan.transport_id)),
            (
                "calendar-time-confirm",
                confirm.map(|words| self.run(words)),
            ),
            ("calendar-time-step", words(plan.next_id)),
        ];
        facts
            .into_iter()
            .filter_map(|(label, value)| Some((self.message(label), value?)))
            .collect()
    }

    fn balance_facts(&self, visits: &[&PlannedVisit]) -> Vec<(TextRun, TextRun)> {
        let text = self.text;
        let counted: Vec<Visit> = visits
            .iter()
            .map(|visit| visit.to_visit(&self.actor.zone))
            .collect();
        let balance = VisitBalance::of(&counted);
        let number = |count: usize| self.run(count.to_string());
        let length = |minutes: i64| {
            // No time at all is a number too.
            self.run(match minutes {
                0 => text.format("calendar-minutes", &[("minutes", 0_i64.into())]),
                minutes => length_in_words(text, minutes),
            })
        };
        let mut facts = vec![
            ("calendar-balance-planned", number(balance.planned)),
            ("calendar-balance-held", number(balance.held)),
            ("calendar-balance-open", number(balance.open)),
            ("calendar-balance-cancelled", number(balance.cancelled)),
            ("calendar-visit-unconfirmed", number(balance.unconfirmed)),
            (
                "calendar-balance-time-planned",
                length(balance.planned_minutes),
            ),
            ("calendar-balance-time-held", length(balance.held_minutes)),
            ("calendar-balance-to-make-up", number(balance.to_make_up)),
            ("calendar-balance-made-up", number(balance.made_up)),
            ("calendar-balance-owed", number(balance.owed())),
        ]
        .into_iter()
        .map(|(label, value)| (self.message(label), value))
        .collect::<Vec<_>>();
        let by = balance.cancelled_by.iter().map(|(who, count)| {
            let label = text.format(
                "calendar-visit-cancelled-by",
                &[("who", text.get_value(*who).into())],
            );
            (self.run(label), number(*count))
        });
        // Below the number of all that were canceled.
        facts.splice(4..4, by);
        facts
    }

    fn visit_item(&self, visit: &PlannedVisit) -> DocumentItem {
        let text = self.text;
        let starts = visit.starts.to_jiff();
        // With its year, because paper is read later.
        let when = text.format(
            "home-when",
            &[
                ("day", text.format_date(starts.date()).into()),
                ("time", text.format_time(starts).into()),
            ],
        );
        let state = visit_state(text, self.actor, self.now, visit);
        let makes_up = visit.makes_up_starts.as_ref().map(|starts| {
            let day = text.format_date(starts.to_jiff().date());
            text.format("calendar-visit-makes-up", &[("day", day.into())])
        });
        let facts = std::iter::once(when).chain([state]).chain(makes_up);
        DocumentItem {
            run: self.run(capitalize_line(&facts.collect::<Vec<_>>().join(" · "))),
            small: self
                .found
                .text(visit.text_id)
                .filter(|_| visit.outcome().is_some())
                .map(|reason| printed_run(text, reason)),
        }
    }
}
