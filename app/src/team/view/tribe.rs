//! The cards of the tribe panel: the facts about a child and a tribe, each with its source in the
//! law, active efforts, and the words of the tribe.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::FamilyId;
use model::role::Role;
use model::team::tribe::{TribeEntryKind, may_write_tribe_facts, tribe_entry_kind};
use store::team::tribe::{ChildTribe, TribeChild, TribeEntry, TribePanel};

use super::person_card::quoted_text;
pub use super::tribe_facts::earlier_facts;
use super::tribe_facts::{
    ASKED, EFFORTS, NOTIFIED, PREFERENCE, TAKING_PART, TribeFact, answer_value, asked_value,
    day_and, followed_sentence, notified_value,
};
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::page::form::button_form;
use crate::page::notice::notice_about;
use crate::paths;
use crate::request::context::RequestContext;
use crate::team::forms::tribe::WithdrawTribeEntry;
use crate::ui::empty::empty_state;
use crate::ui::summary_list::summary_list;

/// How many active efforts are shown before the earlier ones are folded.
const OPEN_EFFORTS: usize = 3;

/// The day of a moment in the agency's time zone.
pub fn local_date(context: &RequestContext, at: &jiff_sqlx::Timestamp) -> String {
    let zone = context
        .profile
        .as_ref()
        .map_or(jiff::tz::TimeZone::UTC, |profile| {
            profile.actor.zone.clone()
        });
    let day = at.to_jiff().to_zoned(zone).date();
    context.localizer().format_date(day)
}

/// Who wrote a version, and when.
pub fn written_line(
    context: &RequestContext,
    by: Option<&str>,
    at: &jiff_sqlx::Timestamp,
) -> String {
    let (text, day) = (context.localizer(), local_date(context, at));
    match by {
        Some(name) => text.format(
            "team-tribe-written",
            &[("name", name.to_owned().into()), ("day", day.into())],
        ),
        None => text.format("team-tribe-imported", &[("day", day.into())]),
    }
}

/// What is needed to draw the panel.
pub struct TribeView<'a> {
    pub context: &'a RequestContext,
    pub text: Localizer,
    pub family: FamilyId,
    pub panel: &'a TribePanel,
}

impl TribeView<'_> {
    /// A child, with a card for each tribe.
    pub fn child_section(&self, child: &TribeChild) -> AnyView {
        let cards: Vec<AnyView> = self
            .panel
            .tribes_of(child.id)
            .map(|row| self.card(row))
            .collect();
        let cards = if cards.is_empty() {
            self.empty_child(child)
        } else {
            cards.into_any()
        };
        view! {
            <h2>
                <bdi>{child.name.clone()}</bdi>
            </h2>
            {cards}
        }
        .into_any()
    }

    fn empty_child(&self, child: &TribeChild) -> AnyView {
        let (text, role) = (self.text, self.panel.role);
        if may_write_tribe_facts(role) {
            let name = child.name.clone();
            let words = text.format("team-tribe-empty-worker", &[("name", name.into())]);
            let page = paths::add_child_tribe(self.family, Some(child.id));
            return empty_state(words, Some((page, text.get("team-tribe-add"))));
        }
        let key = match role {
            Role::Youth => "team-tribe-empty-youth",
            role if role.is_family() => "team-tribe-empty",
            _ => "team-tribe-missing",
        };
        empty_state(text.get(key), None)
    }

    fn card(&self, row: &ChildTribe) -> AnyView {
        let text = self.text;
        let name = row
            .facts
            .tribe
            .clone()
            .unwrap_or_else(|| text.get("team-tribe-unnamed"));
        // While no tribe is known, nothing more is owed than to ask.
        let of_tribe = row.facts.tribe.is_some().then(|| {
            view! {
                {self.efforts(row)}
                {self.tribe_words(row)}
            }
        });
        let written = written_line(self.context, row.written_by.as_deref(), &row.written_at);
        view! {
            <div class="card">
                {notice_about(self.context, &row.id.to_string())}
                <h3>
                    <bdi>{name}</bdi>
                </h3>
                {summary_list(self.fact_rows(row))}
                {of_tribe}
                <p class="muted">{written}</p>
                {self.actions(row)}
            </div>
        }
        .into_any()
    }

    fn fact_rows(&self, row: &ChildTribe) -> Vec<(String, AnyView)> {
        let (text, facts) = (self.text, &row.facts);
        let mut rows = vec![self.fact_row(&ASKED, asked_value(text, facts), None)];
        if facts.tribe.is_some() {
            let preference = facts.preference.map(|which| text.get_value(which));
            let followed = followed_sentence(text, facts).map(|sentence| {
                let cause = quoted_text(self.context, &self.panel.texts, facts.good_cause_id);
                view! {
                    <div>{sentence}</div>
                    {cause}
                }
                .into_any()
            });
            rows.push(self.fact_row(&NOTIFIED, notified_value(text, facts), None));
            rows.push(self.fact_row(&TAKING_PART, answer_value(text, facts), None));
            rows.push(self.fact_row(&PREFERENCE, preference, followed));
        }
        rows
    }

    fn fact_row(
        &self,
        fact: &TribeFact,
        value: Option<String>,
        below: Option<AnyView>,
    ) -> (String, AnyView) {
        let text = self.text;
        let value = value.unwrap_or_else(|| text.get(fact.missing_key(self.panel.role)));
        let view = view! {
            <div>{value}</div>
            {below}
            {fact.law_line(text)}
        };
        (text.get(fact.label), view.into_any())
    }

    /// The active efforts, the newest first.
    fn efforts(&self, row: &ChildTribe) -> AnyView {
        let text = self.text;
        let mut efforts: Vec<AnyView> = self
            .panel
            .entries_of(row.id, TribeEntryKind::ActiveEffort)
            .map(|entry| self.entry_item(entry))
            .collect();
        let earlier = efforts.split_off(efforts.len().min(OPEN_EFFORTS));
        let list = if efforts.is_empty() {
            view! { <p>{text.get(EFFORTS.missing_key(self.panel.role))}</p> }.into_any()
        } else {
            view! { <ul>{efforts}</ul> }.into_any()
        };
        let earlier = (!earlier.is_empty()).then(|| {
            view! {
                <details class="disclosure">
                    <summary>{text.get("team-tribe-efforts-earlier")}</summary>
                    <ul>{earlier}</ul>
                </details>
            }
        });
        view! {
            <h4>{text.get(EFFORTS.label)}</h4>
            {list}
            {earlier}
            <p>{EFFORTS.law_line(text)}</p>
        }
        .into_any()
    }

    /// What the tribe says; nothing while it has written nothing.
    fn tribe_words(&self, row: &ChildTribe) -> Option<AnyView> {
        let words: Vec<AnyView> = self
            .panel
            .entries_of(row.id, TribeEntryKind::TribeWords)
            .map(|entry| self.entry_item(entry))
            .collect();
        (!words.is_empty()).then(|| {
            view! {
                <h4>{self.text.get("team-tribe-words")}</h4>
                <ul>{words}</ul>
            }
            .into_any()
        })
    }

    /// One entry: its day, for words of the tribe also their author, and the words.
    fn entry_item(&self, entry: &TribeEntry) -> AnyView {
        let text = self.text;
        let author = entry
            .text
            .author
            .clone()
            .filter(|_| entry.kind == TribeEntryKind::TribeWords);
        let words = to_translated_text(&entry.text);
        view! {
            <li>
                <div>
                    <b>{day_and(text, &entry.day, author)}</b>
                </div>
                {words.inline_text_with_call_links(text)}
                {words.translation_details(text, &self.context.path_and_query)}
                {self.withdraw_button(entry)}
            </li>
        }
        .into_any()
    }

    fn withdraw_button(&self, entry: &TribeEntry) -> Option<AnyView> {
        let me = self
            .context
            .profile
            .as_ref()
            .map(|profile| profile.actor.person);
        let is_mine = match entry.kind {
            // Efforts belong to the agency: any worker of the family withdraws one.
            TribeEntryKind::ActiveEffort => true,
            // Words of the tribe belong to the person who wrote them.
            TribeEntryKind::TribeWords => entry.text.author_id == me,
        };
        let may = tribe_entry_kind(self.panel.role) == Some(entry.kind) && is_mine;
        may.then(|| {
            let fields = vec![
                ("family", self.family.to_string()),
                ("entry", entry.id.to_string()),
                ("act", "withdraw".to_owned()),
            ];
            let label = self.text.get("team-tribe-withdraw");
            button_form(WithdrawTribeEntry::PATH, fields, "btn link", label)
        })
    }

    /// What the reader may do about a row.
    fn actions(&self, row: &ChildTribe) -> Option<AnyView> {
        let (text, role) = (self.text, self.panel.role);
        let change = may_write_tribe_facts(role).then(|| {
            view! {
                <a class="btn secondary" href=paths::child_tribe(self.family, row.id)>
                    {text.get("team-tribe-change")}
                </a>
            }
        });
        // An effort or words need a tribe that is known.
        let kind = tribe_entry_kind(role).filter(|_| row.facts.tribe.is_some());
        let add = kind.map(|kind| {
            let label = match kind {
                TribeEntryKind::ActiveEffort => "team-tribe-effort-add",
                TribeEntryKind::TribeWords => "team-tribe-words-add",
            };
            view! {
                <a class="btn secondary" href=paths::write_tribe_entry(self.family, row.id)>
                    {text.get(label)}
                </a>
            }
        });
        (change.is_some() || add.is_some()).then(|| {
            view! {
                <p class="row">
                    {add}
                    {change}
                </p>
            }
            .into_any()
        })
    }
}
