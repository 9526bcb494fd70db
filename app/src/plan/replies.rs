//! Replies to the plan, and the forms to add them.

use std::collections::HashMap;

use leptos::prelude::*;
use model::id::{FamilyId, ItemId, TextId};
use model::plan::reply::{PlanSection, ReplyKind, ReplyOutcome};
use store::authored_text::AuthoredText;
use store::plan::replies::PlanReply;

use crate::form::FormState;
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::page::form::{page_form, return_fields};
use crate::request_context::RequestContext;
use crate::ui::error_summary::field_error_message;
use crate::ui::field::{RadioGroup, TextAreaField};
use crate::ui::writing_language::writing_language_select;

/// The label of a kind of reply, in the first person. keys: plan-kind-*
pub fn reply_kind_label(text: Localizer, kind: ReplyKind) -> String {
    text.get(&format!("plan-kind-{}", kind.slug().replace('_', "-")))
}

/// The label of the team's answer to a kind of reply. keys: plan-outcome-*
pub fn outcome_label(text: Localizer, kind: ReplyKind, outcome: ReplyOutcome) -> String {
    if kind.is_proposal() && outcome == ReplyOutcome::Kept {
        return text.get("plan-outcome-not-now");
    }
    text.get(&format!("plan-outcome-{}", outcome.slug()))
}

/// The title of a section of the plan.
pub fn section_title(text: Localizer, section: PlanSection) -> String {
    text.get(match section {
        PlanSection::Strengths => "plan-strengths",
        PlanSection::Needs => "plan-needs",
        PlanSection::Worries => "plan-worries",
        PlanSection::ClosureConditions => "plan-changes",
        PlanSection::Goals => "plan-goals",
        PlanSection::Safety => "plan-safety",
        PlanSection::WellBeing => "plan-children",
    })
}

/// What is needed to render the replies of a page.
pub struct ReplyList<'a> {
    pub visit: &'a RequestContext,
    pub text: Localizer,
    pub family: FamilyId,
    pub texts: &'a HashMap<TextId, AuthoredText>,
    /// True when the reader may answer replies.
    pub can_answer: bool,
    /// True when each reply has to say what it is about, because the page does not.
    pub shows_target: bool,
}

impl ReplyList<'_> {
    fn quoted_text(&self, id: Option<TextId>) -> AnyView {
        let Some(said) = id
            .and_then(|id| self.texts.get(&id))
            .map(to_translated_text)
        else {
            return ().into_any();
        };
        view! {
            <blockquote>{said.inline_text(self.text)}</blockquote>
            {said.translation_details(self.text, &self.visit.path_and_query)}
        }
        .into_any()
    }

    fn local_day(&self, at: &jiff_sqlx::Timestamp) -> String {
        let zone = self
            .visit
            .profile
            .as_ref()
            .map_or(jiff::tz::TimeZone::UTC, |frame| frame.actor.zone.clone());
        self.text.format_day(at.to_jiff().to_zoned(zone).date())
    }

    /// A link to what a reply is about, showing the line's words or the section's title.
    fn target_link(&self, reply: &PlanReply) -> AnyView {
        if !self.shows_target {
            return ().into_any();
        }
        let plan = format!("/family/{}/plan", self.family);
        match (
            reply.section,
            reply.item_id,
            reply.line_id.and_then(|id| self.texts.get(&id)),
        ) {
            (Some(one), ..) => view! {
                <p class="soft">
                    <a href=format!(
                        "{plan}/section/{}",
                        one.slug(),
                    )>{section_title(self.text, one)}</a>
                </p>
            }
            .into_any(),
            (None, Some(item), Some(line)) => view! {
                <p class="soft">
                    <a href=format!(
                        "{plan}/item/{item}",
                    )>{to_translated_text(line).inline_text(self.text)}</a>
                </p>
            }
            .into_any(),
            _ => ().into_any(),
        }
    }

    /// The answer to a reply; without one, the date by which the team owes it, if it owes one.
    fn answer_or_due_date(&self, reply: &PlanReply) -> AnyView {
        let text = self.text;
        if let (Some(result), Some(by)) = (reply.outcome, &reply.answered_by) {
            let when = reply
                .answered_at
                .as_ref()
                .map(|at| self.local_day(at))
                .unwrap_or_default();
            return view! {
                <div class="answer">
                    <p>
                        <b>{outcome_label(text, reply.kind, result)}</b>
                    </p>
                    {self.quoted_text(reply.answer_id)}
                    <p class="soft">
                        {text
                            .format(
                                "plan-who-when",
                                &[("name", by.clone().into()), ("day", when.into())],
                            )}
                    </p>
                </div>
            }
            .into_any();
        }
        let Some(due) = reply.answer_due.as_ref().map(|due| due.to_jiff()) else {
            return ().into_any();
        };
        let today = self
            .visit
            .profile
            .as_ref()
            .map_or(due, |frame| frame.actor.today);
        let key = match (reply.kind == ReplyKind::NotHelping, due < today) {
            (_, true) => "plan-answer-late",
            (true, false) => "plan-review-by",
            (false, false) => "plan-answer-by",
        };
        let answer = self.can_answer.then(|| {
            let href = format!("/family/{}/plan/reply/{}", self.family, reply.id);
            view! {
                <p>
                    <a class="btn plain" href=href>
                        {text.get("plan-answer")}
                    </a>
                </p>
            }
        });
        view! {
            <p class="soft">{text.format(key, &[("day", text.format_day(due).into())])}</p>
            {answer}
        }
        .into_any()
    }

    /// One reply.
    pub fn reply_row(&self, reply: &PlanReply) -> AnyView {
        let text = self.text;
        let me = self.visit.profile.as_ref().map(|frame| frame.actor.person);
        let name = if me == Some(reply.author_id) {
            text.get("plan-you")
        } else {
            reply.author.clone()
        };
        let by = text.format(
            "plan-who-when",
            &[
                ("name", name.into()),
                ("day", self.local_day(&reply.at).into()),
            ],
        );
        view! {
            <li id=format!("r{}", reply.id) class="card">
                {self.target_link(reply)}
                <p class="said">
                    <b>{reply_kind_label(text, reply.kind)}</b>
                    " "
                    <span class="soft">{by}</span>
                </p>
                {self.quoted_text(reply.text_id)}
                {self.answer_or_due_date(reply)}
            </li>
        }
        .into_any()
    }

    /// Replies as a list; empty without replies.
    pub fn reply_list(&self, replies: &[PlanReply]) -> AnyView {
        if replies.is_empty() {
            return ().into_any();
        }
        view! {
            <ol class="talk" role="list">
                {replies.iter().map(|reply| self.reply_row(reply)).collect_view()}
            </ol>
        }
        .into_any()
    }
}

/// What a reply form is about, and the message keys of its labels.
pub struct ReplyFormSpec<'a> {
    pub family: FamilyId,
    pub section: Option<PlanSection>,
    pub item: Option<ItemId>,
    pub kinds: &'a [ReplyKind],
    pub legend: &'static str,
    pub label: &'static str,
    pub shared_label: &'static str,
    /// True when the writer may choose who can read the reply.
    pub offers_audience: bool,
}

/// The reply form: the kind of reply, the words, and who may read them.
pub fn reply_form(
    visit: &RequestContext,
    spec: &ReplyFormSpec<'_>,
    state: Option<&FormState>,
) -> AnyView {
    let text = visit.localizer();
    let value = |name: &str| {
        state
            .map(|state| state.field_value(name))
            .unwrap_or_default()
    };
    let error = |name: &str| field_error_message(text, state, name);
    let form = visit.form_id(state);
    let one = match spec.kinds {
        [only] => Some(view! { <input type="hidden" name="kind" value=only.slug() /> }),
        _ => None,
    };
    let choices = one.is_none().then(|| {
        RadioGroup {
            name: "kind",
            legend: text.get(spec.legend),
            options: spec
                .kinds
                .iter()
                .map(|one| (one.slug().to_owned(), reply_kind_label(text, *one)))
                .collect(),
            chosen: value("kind"),
            error: error("kind"),
            ..RadioGroup::default()
        }
        .view()
    });
    let area = TextAreaField {
        name: "words",
        label: text.get(spec.label),
        value: value("words"),
        error: error("words"),
        ..TextAreaField::default()
    };
    let who = spec.offers_audience.then(|| {
        RadioGroup {
            name: "who",
            legend: text.get("plan-who"),
            options: vec![
                ("own".into(), text.get("plan-who-own")),
                ("wide".into(), text.get(spec.shared_label)),
            ],
            chosen: Some(value("who"))
                .filter(|who| !who.is_empty())
                .unwrap_or_else(|| "own".into()),
            ..RadioGroup::default()
        }
        .view()
    });
    let fields = view! {
        <input type="hidden" name="form" value=form />
        <input type="hidden" name="family" value=spec.family.to_string() />
        {spec
            .section
            .map(|section| view! { <input type="hidden" name="section" value=section.slug() /> })}
        {spec.item.map(|item| view! { <input type="hidden" name="item" value=item.to_string() /> })}
        {one}
        {choices}
        {area.view()}
        {writing_language_select(visit, state, None)}
        {who}
        <button class="btn">{text.get("plan-send")}</button>
    };
    page_form(visit, "/api/plan/reply", fields.into_any())
}

/// Four submit buttons to report how a step is going; with `with_reason`, also an optional reason.
pub fn step_form(
    visit: &RequestContext,
    family: FamilyId,
    item: ItemId,
    with_reason: bool,
    state: Option<&FormState>,
) -> AnyView {
    let text = visit.localizer();
    let value = |name: &str| {
        state
            .map(|state| state.field_value(name))
            .unwrap_or_default()
    };
    let error = field_error_message(text, state, "why");
    let form = visit.form_id(state);
    let area = with_reason.then(|| {
        TextAreaField {
            name: "why",
            label: text.get("plan-step-why"),
            value: value("why"),
            error,
            ..TextAreaField::default()
        }
        .view()
    });
    let buttons = ReplyKind::FOR_STEP
        .into_iter()
        .map(|one| {
            view! {
                <button class="btn plain small" name="kind" value=one.slug()>
                    {reply_kind_label(text, one)}
                </button>
            }
        })
        .collect_view();
    view! {
        <form method="post" action="/api/plan/step" class="step-form">
            {return_fields(visit, "/api/plan/step")}
            <input type="hidden" name="form" value=form />
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="item" value=item.to_string() />
            {area}
            {with_reason.then(|| writing_language_select(visit, state, None))}
            <div class="row">{buttons}</div>
        </form>
    }
    .into_any()
}
