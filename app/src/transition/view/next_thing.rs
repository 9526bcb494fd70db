//! The one next thing of the page "today".

use jiff::civil::Date;
use leptos::prelude::*;
use model::calendar::days_until;
use model::transition::TransitionPart;
use model::transition::clock::{
    ASK_TO_STAY_DAYS, MilestoneKind, PLAN_DAYS, TransitionDutyKind, care_ends, milestones,
};
use store::transition::OwnTransition;
use store::transition::done::Done;

use crate::i18n::Localizer;
use crate::paths;

/// What a young person could do next: the sentence, the label of its link, and the address.
struct NextThing {
    words: String,
    label_key: &'static str,
    href: String,
}

/// The most pressing thing of today. One, because a list is put off: first an answer that they wait
/// for, then what the clock says.
fn next_thing(text: Localizer, own: &OwnTransition, today: Date, done: &Done) -> NextThing {
    if let Some(right) = done.answered {
        return NextThing {
            words: text.get("transition-next-answer"),
            label_key: "transition-next-answer-open",
            href: paths::own_right(right),
        };
    }
    // The list is due early, and the terms of the end of care are more pressing.
    let is_signed = done.find(TransitionDutyKind::RightsList).is_some();
    // Care has no end only where the calendar ends.
    let ends = care_ends(own.born, &own.dates);
    let left = ends.map_or(0, |ends| days_until(today, ends));
    if !is_signed && left > ASK_TO_STAY_DAYS + 30 {
        return NextThing {
            words: text.get("transition-next-rights"),
            label_key: "transition-next-rights-open",
            href: paths::OWN_RIGHTS.to_owned(),
        };
    }
    next_by_clock(text, own, today, left)
}

/// The most pressing thing by the clock, with this many days left in care.
fn next_by_clock(text: Localizer, own: &OwnTransition, today: Date, left: i32) -> NextThing {
    let road = milestones(own.born, &own.dates);
    let has_come = |kind: MilestoneKind| {
        let found = road.iter().find(|one| one.kind == kind);
        found.is_some_and(|one| one.has_come(today))
    };
    let documents = || paths::transition_part(TransitionPart::Documents);
    let (words, label_key, href) = if left <= 0 {
        let key = if has_come(MilestoneKind::TwentyOne) {
            "transition-next-keep"
        } else {
            "transition-next-after"
        };
        (text.get(key), "transition-next-documents-open", documents())
    } else if left <= PLAN_DAYS {
        (
            text.format("transition-next-ninety-days", &[("days", left.into())]),
            "transition-next-documents-open",
            documents(),
        )
    } else if left <= ASK_TO_STAY_DAYS + 30 {
        (
            text.get("transition-next-stay"),
            "transition-next-stay-open",
            paths::TRANSITION_STAY.to_owned(),
        )
    } else if has_come(MilestoneKind::SeventeenAndHalf) {
        (
            text.get("transition-next-documents"),
            "transition-next-documents-open",
            documents(),
        )
    } else if has_come(MilestoneKind::Sixteen) {
        (
            text.get("transition-next-skills"),
            "transition-next-skills-open",
            paths::transition_part(TransitionPart::Skills),
        )
    } else {
        (
            text.get("transition-next-people"),
            "transition-next-people-open",
            paths::transition_part(TransitionPart::People),
        )
    };
    NextThing {
        words,
        label_key,
        href,
    }
}

/// The card with the one next thing.
pub(in crate::transition) fn next_card(
    text: Localizer,
    own: &OwnTransition,
    today: Date,
    done: &Done,
) -> AnyView {
    let next = next_thing(text, own, today, done);
    view! {
        <div class="card">
            <h2>{text.get("transition-today")}</h2>
            <p>{next.words}</p>
            <a class="btn wide" href=next.href>
                {text.get(next.label_key)}
            </a>
        </div>
    }
    .into_any()
}
