//! The facts that the law asks for about a child and a tribe, in words.

use leptos::prelude::*;
use model::role::Role;
use model::team::tribe::may_write_tribe_facts;
use store::team::tribe::TribeFacts;

use crate::i18n::Localizer;

/// A fact that the law asks for.
pub(super) struct TribeFact {
    pub(super) label: &'static str,
    law: &'static str,
    /// What it says while nothing is written down: to the family, and to the worker.
    missing: [&'static str; 2],
}

pub(super) const ASKED: TribeFact = TribeFact {
    label: "team-tribe-asked",
    law: "team-tribe-law-asked",
    missing: ["team-tribe-asked-none", "team-tribe-asked-next"],
};
pub(super) const NOTIFIED: TribeFact = TribeFact {
    label: "team-tribe-notified",
    law: "team-tribe-law-notified",
    missing: ["team-tribe-notified-none", "team-tribe-notified-next"],
};
pub(super) const TAKING_PART: TribeFact = TribeFact {
    label: "team-tribe-part",
    law: "team-tribe-law-part",
    missing: ["team-tribe-part-none", "team-tribe-part-next"],
};
pub(super) const PREFERENCE: TribeFact = TribeFact {
    label: "team-tribe-preference",
    law: "team-tribe-law-preference",
    missing: ["team-tribe-preference-none", "team-tribe-preference-next"],
};
pub(super) const EFFORTS: TribeFact = TribeFact {
    label: "team-tribe-efforts",
    law: "team-tribe-law-efforts",
    missing: ["team-tribe-efforts-none", "team-tribe-efforts-next"],
};

impl TribeFact {
    /// What the reader is told while nothing is written down; for the worker it is the next act.
    pub(super) const fn missing_key(&self, role: Role) -> &'static str {
        if role.is_family() {
            self.missing[0]
        } else if may_write_tribe_facts(role) {
            self.missing[1]
        } else {
            // For every other reader. The message for the family addresses them, and the one for
            // the worker names the next step.
            "team-tribe-missing"
        }
    }

    pub(super) fn law_line(&self, text: Localizer) -> AnyView {
        view! { <small class="muted">{text.get(self.law)}</small> }.into_any()
    }
}

pub(super) fn day_and(text: Localizer, day: &jiff_sqlx::Date, what: Option<String>) -> String {
    let day = text.format_date(day.to_jiff());
    match what {
        Some(what) => text.format(
            "team-tribe-day-what",
            &[("day", day.into()), ("what", what.into())],
        ),
        None => day,
    }
}

pub(super) fn asked_value(text: Localizer, facts: &TribeFacts) -> Option<String> {
    let day = facts.asked_on.as_ref()?;
    Some(day_and(text, day, facts.asked_by.clone()))
}

pub(super) fn notified_value(text: Localizer, facts: &TribeFacts) -> Option<String> {
    let day = facts.notified_on.as_ref()?;
    let how = facts.notified_how.map(|how| text.get_value(how));
    Some(day_and(text, day, how))
}

pub(super) fn answer_value(text: Localizer, facts: &TribeFacts) -> Option<String> {
    let answer = text.get_value(facts.answer?);
    Some(match &facts.answered_on {
        Some(day) => day_and(text, day, Some(answer)),
        None => answer,
    })
}

/// Whether the preference was followed.
pub(super) fn followed_sentence(text: Localizer, facts: &TribeFacts) -> Option<String> {
    let key = if facts.preference_followed? {
        "team-tribe-followed-yes"
    } else {
        "team-tribe-followed-no"
    };
    Some(text.get(key))
}

/// The facts of an earlier version that were known, without their sources.
pub fn earlier_facts(
    text: Localizer,
    facts: &TribeFacts,
    good_cause: Option<String>,
) -> Vec<(String, AnyView)> {
    let values = [
        ("team-kind-tribe", facts.tribe.clone()),
        (ASKED.label, asked_value(text, facts)),
        (NOTIFIED.label, notified_value(text, facts)),
        (TAKING_PART.label, answer_value(text, facts)),
        (
            PREFERENCE.label,
            facts.preference.map(|which| text.get_value(which)),
        ),
        ("team-tribe-followed", followed_sentence(text, facts)),
        ("team-tribe-cause", good_cause),
    ];
    values
        .into_iter()
        .filter_map(|(label, value)| {
            let value = value?;
            let value = view! { <bdi dir="auto">{value}</bdi> };
            Some((text.get(label), value.into_any()))
        })
        .collect()
}
