//! Whom a youth picked, and who takes over from whom, on the team list.

use leptos::prelude::*;
use model::id::FamilyId;
use model::role::Role;
use store::team::Team;
use store::team::handover::Handover;
use store::team::picks::TeamPick;

use super::person_card::quoted_text;
use crate::paths;
use crate::request::context::RequestContext;

/// Whom a youth picked, in one sentence.
pub(crate) fn pick_sentence(context: &RequestContext, pick: &TeamPick) -> String {
    let text = context.localizer();
    let is_own = context
        .profile
        .as_ref()
        .is_some_and(|profile| profile.actor.person == pick.youth_id);
    let key = if is_own {
        "team-pick-you"
    } else {
        "team-pick-by"
    };
    text.format(
        key,
        &[
            ("name", pick.youth.clone().into()),
            ("person", pick.name().to_owned().into()),
        ],
    )
}

/// The people whom the youth of the family picked, with the page on which that changes; nothing
/// where there is no youth.
pub fn pick_section(context: &RequestContext, family: FamilyId, team: &Team) -> Option<AnyView> {
    let text = context.localizer();
    // A youth without a pick still gets the link with which the first one is made.
    let is_youth = team.role == Role::Youth;
    let rows = team
        .picks
        .iter()
        .filter(|pick| !pick.is_refused())
        .map(|pick| view! { <li>{pick_sentence(context, pick)}</li> })
        .collect_view();
    (is_youth || !team.picks.is_empty()).then(|| {
        let title = if is_youth {
            "team-picked-mine"
        } else {
            "team-picked"
        };
        view! {
            <h2>{text.get(title)}</h2>
            <ul>{rows}</ul>
            <p>
                <a class="btn secondary" href=paths::team_picks(family)>
                    {text.get(if is_youth { "team-pick-change" } else { "team-pick-open" })}
                </a>
            </p>
        }
        .into_any()
    })
}

/// Who takes over from whom, and what the family is told about it.
pub fn handover_section(context: &RequestContext, team: &Team) -> Option<AnyView> {
    let text = context.localizer();
    let card = |one: &Handover| {
        let sentence = text.format(
            "team-takes-over",
            &[
                ("name", one.name.clone().into()),
                ("successor", one.successor.clone().into()),
                ("day", text.format_day(one.until.to_jiff()).into()),
            ],
        );
        view! {
            <li class="card">
                <p>
                    <b>{sentence}</b>
                </p>
                <p class="muted">{text.role_name(one.role)}</p>
                {quoted_text(context, &team.texts, one.words_id)}
            </li>
        }
    };
    (!team.handovers.is_empty()).then(|| {
        view! {
            <h2>{text.get("team-handovers")}</h2>
            <ul role="list">{team.handovers.iter().map(card).collect_view()}</ul>
        }
        .into_any()
    })
}
