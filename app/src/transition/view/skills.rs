//! How the checklist of skills is drawn.

use std::collections::HashMap;

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::transition::skills::{LifeSkill, SkillGroup, SkillState};

use crate::enum_messages::skill_lesson_key;
use crate::i18n::Localizer;
use crate::page::form::return_fields;
use crate::page::notice::{has_notice_about, notice_about};
use crate::request::context::RequestContext;
use crate::transition::forms::skills::SetSkill;

/// What a young person says about each skill.
pub(crate) type SkillAnswers = HashMap<LifeSkill, SkillState>;

/// The id of a group in the page, which is also the value of the query `open`.
fn group_id(group: SkillGroup) -> String {
    format!("skills-{}", group.slug())
}

/// A group of the owner's checklist, folded unless `open`.
pub(crate) fn skill_group(
    context: &RequestContext,
    group: SkillGroup,
    answers: &SkillAnswers,
    open: bool,
) -> AnyView {
    let text = context.localizer();
    let (mut all, mut answered) = (0_usize, 0_usize);
    for skill in group.skills() {
        all += 1;
        answered += usize::from(answers.contains_key(&skill));
    }
    let count = text.format(
        "transition-skills-answered",
        &[("answered", answered.into()), ("all", all.into())],
    );
    let skills = group
        .skills()
        .map(|skill| skill_card(context, skill, answers.get(&skill).copied()))
        .collect_view();
    // A notice beside a skill would be hidden in a folded group.
    let open = open
        || group
            .skills()
            .any(|skill| has_notice_about(context, skill.slug()));
    view! {
        <details class="card collapsible skill-group" id=group_id(group) open=open>
            <summary>
                <h2>{text.get_value(group)}</h2>
                <small class="muted">{count}</small>
            </summary>
            <div class="stack">{skills}</div>
        </details>
    }
    .into_any()
}

/// A skill, how to learn it, and a button for each answer.
fn skill_card(context: &RequestContext, skill: LifeSkill, said: Option<SkillState>) -> AnyView {
    let text = context.localizer();
    let name = format!("skill-{}", skill.slug());
    let buttons = SkillState::ALL
        .iter()
        .map(|state| {
            // For screen readers, which cannot see which button is marked.
            let pressed = if said == Some(*state) {
                "true"
            } else {
                "false"
            };
            view! {
                <button
                    class="btn secondary small"
                    name="state"
                    value=state.slug()
                    aria-pressed=pressed
                >
                    {text.get_value(*state)}
                </button>
            }
        })
        .collect_view();
    view! {
        <form method="post" action=SetSkill::PATH class="step-form">
            {return_fields(context, SetSkill::PATH)}
            <h3 id=name.clone()>{text.get_value(skill)}</h3>
            {notice_about(context, skill.slug())}
            <p class="muted">{learn_text(text, skill)}</p>
            <input type="hidden" name="skill" value=skill.slug() />
            <div class="row" role="group" aria-labelledby=name>
                {buttons}
            </div>
        </form>
    }
    .into_any()
}

/// How to learn a skill, in one sentence.
fn learn_text(text: Localizer, skill: LifeSkill) -> String {
    text.get(&skill_lesson_key(skill))
}

/// The answers as adults read them: the skills of each answer, without those that were skipped.
/// `None` without any.
pub(crate) fn released_answers(text: Localizer, answers: &SkillAnswers) -> Option<AnyView> {
    let lists: Vec<AnyView> = SkillState::ALL
        .iter()
        // A skill that was skipped has no answer that adults could read.
        .filter(|state| **state != SkillState::Skip)
        .filter_map(|state| {
            let names: Vec<AnyView> = LifeSkill::ALL
                .iter()
                .filter(|skill| answers.get(*skill) == Some(state))
                .map(|skill| view! { <li>{text.get_value(*skill)}</li> }.into_any())
                .collect();
            (!names.is_empty()).then(|| {
                view! {
                    <h3>{text.get_value(*state)}</h3>
                    <ul>{names}</ul>
                }
                .into_any()
            })
        })
        .collect();
    (!lists.is_empty()).then(|| view! { {lists} }.into_any())
}
