//! What the team answered to a family member, or the day by which it owes an answer: for replies to
//! the plan and for requests about the team.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::request::context::RequestContext;

/// The day of a moment for its reader.
pub fn local_day(context: &RequestContext, at: &jiff_sqlx::Timestamp) -> String {
    // In the agency's time zone: an evening there can already be the next day in UTC.
    let zone = context
        .profile
        .as_ref()
        .map_or(jiff::tz::TimeZone::UTC, |profile| {
            profile.actor.zone.clone()
        });
    context
        .localizer()
        .format_day(at.to_jiff().to_zoned(zone).date())
}

/// An answer: its outcome, its words, and who gave it when.
pub fn answer_view(
    context: &RequestContext,
    outcome: String,
    words: AnyView,
    (by, at): (&str, Option<&jiff_sqlx::Timestamp>),
) -> AnyView {
    let day = at.map(|at| local_day(context, at)).unwrap_or_default();
    let by = context.localizer().format(
        "plan-who-when",
        &[("name", by.to_owned().into()), ("day", day.into())],
    );
    view! {
        <div class="answer">
            <p>
                <b>{outcome}</b>
            </p>
            {words}
            <p class="muted">{by}</p>
        </div>
    }
    .into_any()
}

/// The day by which the team owes an answer, and a link to `answer_page` for those who may give it.
/// `key` is that of the sentence while the day has not passed.
pub fn due_date_view(
    context: &RequestContext,
    due: Date,
    key: &'static str,
    answer_page: Option<String>,
) -> AnyView {
    let text = context.localizer();
    let today = context
        .profile
        .as_ref()
        // Without a profile nothing is called late.
        .map_or(due, |profile| profile.actor.today);
    // Called late for every reader: the family sees what the agency owes.
    let key = if due < today { "plan-answer-late" } else { key };
    let answer = answer_page.map(|page| {
        view! {
            <p>
                <a class="btn secondary" href=page>
                    {text.get("plan-answer")}
                </a>
            </p>
        }
    });
    view! {
        <p class="muted">{text.format(key, &[("day", text.format_day(due).into())])}</p>
        {answer}
    }
    .into_any()
}
