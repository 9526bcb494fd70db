//! The buttons under a goal with which a family member says what they think of it, with one tap.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::plan::reply::ReplyKind;
use model::policy::may_reply;
use store::plan::PlanItem;

use super::items::PlanView;
use super::replies::reply_kind_label;
use crate::page::form::return_fields;
use crate::page::notice::notice_about;
use crate::plan::forms::AddReply;

/// The buttons to agree with a goal, ask about it or disagree, and the notice of what was sent;
/// empty for readers who may not say so. The pressed button shows what the reader last said.
pub fn agreement_controls(plan_view: &PlanView<'_>, goal: &PlanItem) -> AnyView {
    let (context, text) = (plan_view.context, plan_view.text);
    let may_agree = context
        .require_role(plan_view.family, |role| may_reply(role, ReplyKind::Agree))
        .is_ok();
    let Some(wording) = plan_view
        .plan
        .texts
        .get(&goal.text_id)
        .filter(|_| may_agree)
    else {
        return ().into_any();
    };
    // Each goal has these buttons; the name of the group tells them apart in a screen reader.
    let words = wording.tr_body.as_ref().unwrap_or(&wording.body);
    let label = text.format("plan-agree-of", &[("goal", words.clone().into())]);
    let said = plan_view
        .plan
        .reply_counts
        .iter()
        .find(|count| count.item_id == Some(goal.id))
        .and_then(|count| count.own_opinion);
    let buttons = ReplyKind::OPINIONS
        .into_iter()
        .map(|kind| {
            view! {
                <button
                    class="btn secondary small"
                    name="kind"
                    value=kind.slug()
                    aria-pressed=if said == Some(kind) { "true" } else { "false" }
                >
                    {reply_kind_label(text, kind)}
                </button>
            }
        })
        .collect_view();
    // Without `who`: as in the reply form, only the workers and the supervisor read it.
    view! {
        {notice_about(context, &goal.id.to_string())}
        <form method="post" action=AddReply::PATH class="step-form">
            {return_fields(context, AddReply::PATH)}
            <input type="hidden" name="form" value=context.form_id(None) />
            <input type="hidden" name="family" value=plan_view.family.to_string() />
            <input type="hidden" name="item" value=goal.id.to_string() />
            <div class="row" role="group" aria-label=label>
                {buttons}
            </div>
        </form>
    }
    .into_any()
}
