//! The mentors (parent partners) of a coordinator, with what the coordinator can do for those who
//! cannot sign in.

use leptos::prelude::*;
use store::Actor;
use store::home::SupervisedMentor;

use crate::account::view::letter::last_whole_day;
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, link_list};

/// Mentors, for their coordinator: each row links to a thread with the mentor.
pub(super) fn mentor_section(
    context: &RequestContext,
    actor: &Actor,
    mentors: &[SupervisedMentor],
) -> AnyView {
    let text = context.localizer();
    let rows = mentors
        .iter()
        .map(|one| ListRow {
            href: Some(paths::new_thread(one.person_id)),
            title: Some(view! { <bdi>{one.name.clone()}</bdi> }.into_any()),
            small: text.format("home-partner-walks", &[("count", one.parents.into())]),
            below: sign_in_help(context, actor, one),
            ..ListRow::default()
        })
        .collect::<Vec<_>>();
    let list = if rows.is_empty() {
        empty_state(text.get("home-partners-empty"), None)
    } else {
        link_list(rows)
    };
    view! {
        <h2>{text.get("home-partners")}</h2>
        {list}
    }
    .into_any()
}

/// Vouching for a mentor with an account, and inviting one without; neither for those who also work
/// with families in another role, which both pages refuse.
fn sign_in_help(
    context: &RequestContext,
    actor: &Actor,
    one: &SupervisedMentor,
) -> Option<AnyView> {
    if one.by_agency {
        return None;
    }
    let text = context.localizer();
    let (key, href, state) = if one.has_account {
        let href = paths::vouch(one.family_id, one.person_id);
        ("team-vouch-title", href, None)
    } else {
        let state = invitation_state(context, actor, one);
        let href = paths::invite(one.family_id);
        ("account-invite-person", href, Some(state))
    };
    let label = text.format(key, &[("name", one.name.clone().into())]);
    let view = view! {
        <div class="row-action">
            {state.map(|state| view! { <p class="muted">{state}</p> })}
            <a class="btn link" href=href>
                {label}
            </a>
        </div>
    };
    Some(view.into_any())
}

/// How far the invitation of a mentor without an account is.
fn invitation_state(context: &RequestContext, actor: &Actor, one: &SupervisedMentor) -> String {
    let text = context.localizer();
    let now = context.db.clock().now();
    match one.invited_until.filter(|until| *until > now) {
        Some(until) => {
            let day = text.format_date(last_whole_day(until, &actor.zone));
            text.format("account-invite-open", &[("day", day.into())])
        }
        None => text.get("account-invite-not-yet"),
    }
}
