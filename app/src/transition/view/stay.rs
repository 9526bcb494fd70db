//! How staying in care or coming back is explained: the self-check, by when to ask, and what one
//! agrees to.

use jiff::civil::Date;
use leptos::prelude::*;
use model::transition::stay::{
    AGREEMENT_FORM, AgreementTerm, LetterKind, STAY_SOURCE, StayOutlook, StayQuestion, StayTerms,
    stay_outlook,
};

use crate::i18n::Localizer;
use crate::paths;
use crate::ui::summary_list::summary_list;

/// The self-check, with the answers to `StayQuestion::ALL` in their order: each answer is a link to
/// the page with that answer, so that nothing is stored.
pub(crate) fn stay_check(text: Localizer, answers: &[Option<bool>]) -> AnyView {
    let questions = StayQuestion::ALL
        .iter()
        .zip(answers)
        .map(|(question, answer)| check_question(text, answers, *question, *answer))
        .collect_view();
    let outlook = stay_outlook(answers).map(|outlook| {
        let key = match outlook {
            StayOutlook::MayBeAble => "transition-stay-may",
            StayOutlook::MayNotFit => "transition-stay-may-not",
        };
        view! {
            <p>
                <b>{text.get(key)}</b>
            </p>
        }
    });
    view! {
        <section class="card stay-check" id=paths::STAY_CHECK_ID>
            <h2>{text.get("transition-stay-check")}</h2>
            <p class="muted">{text.get("transition-stay-check-hint")}</p>
            {questions}
            {outlook}
        </section>
    }
    .into_any()
}

fn check_question(
    text: Localizer,
    answers: &[Option<bool>],
    question: StayQuestion,
    answer: Option<bool>,
) -> AnyView {
    let link = |yes: bool, key: &str| {
        let others = StayQuestion::ALL.iter().copied().zip(answers);
        let chosen: Vec<(StayQuestion, bool)> = others
            .filter_map(|(one, known)| {
                let value = if one == question { Some(yes) } else { *known };
                value.map(|value| (one, value))
            })
            .collect();
        let is_chosen = answer == Some(yes);
        view! {
            <a
                class="btn secondary small"
                href=paths::stay_check(&chosen)
                aria-current=is_chosen.then_some("true")
            >
                {text.get(key)}
            </a>
        }
    };
    let id = format!("question-{}", question.slug());
    view! {
        <p id=id.clone()>{text.get_value(question)}</p>
        <div class="row" role="group" aria-labelledby=id>
            {link(true, "transition-stay-yes")}
            {link(false, "transition-stay-no")}
        </div>
    }
    .into_any()
}

/// By when to ask; after the 21st birthday that it has ended.
pub(crate) fn stay_days(text: Localizer, terms: Option<StayTerms>, today: Date) -> AnyView {
    let Some(terms) = terms else {
        return view! { <p>{text.get("transition-stay-over")}</p> }.into_any();
    };
    let day = |key: &str, day: Date| (text.get(key), text.format_date(day).into_any());
    let (rows, words) = match terms.kind {
        LetterKind::Stay => {
            let key = if today > terms.asked_by {
                "transition-stay-ask-today"
            } else {
                "transition-stay-ask-soon"
            };
            let rows = vec![
                day("transition-stay-asked-by", terms.asked_by),
                day("transition-stay-ends", terms.ends),
            ];
            (rows, text.get(key))
        }
        LetterKind::ComeBack => {
            let rows = vec![
                day("transition-stay-ended", terms.ends),
                day("transition-stay-last-day", terms.last_day),
            ];
            (rows, text.get("transition-stay-ask-back"))
        }
    };
    view! {
        {summary_list(rows)}
        <p>{words}</p>
    }
    .into_any()
}

/// What one agrees to, with the numbers of the rule and the name of the state's form.
pub(crate) fn agreement_terms(text: Localizer) -> AnyView {
    let rows = AgreementTerm::ALL
        .iter()
        .map(|term| {
            view! {
                <li>{text.get_value(*term)} " " <small class="muted">{term.number()}</small></li>
            }
        })
        .collect_view();
    let form = text.format("transition-stay-form", &[("form", AGREEMENT_FORM.into())]);
    view! {
        <details class="card">
            <summary>{text.get("transition-stay-terms")}</summary>
            <p>{form}</p>
            <ul>{rows}</ul>
            <p>{text.get("transition-stay-terms-end")}</p>
            <p class="muted">
                <small>{text.format("transition-law", &[("law", STAY_SOURCE.into())])}</small>
            </p>
        </details>
    }
    .into_any()
}
