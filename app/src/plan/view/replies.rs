//! Replies to the plan, with the team's answers.

use std::collections::HashMap;

use jiff::civil::Date;
use leptos::prelude::*;
use model::id::{FamilyId, TextId};
use model::plan::reply::{PlanSection, ReplyKind, ReplyOutcome};
use store::authored_text::AuthoredText;
use store::plan::replies::PlanReply;

use super::reader::PlanReader;
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::page::team_answer::{answer_view, due_date_view, local_day};
use crate::paths;
use crate::request::context::RequestContext;

/// The label of a kind of reply, in the first person.
pub fn reply_kind_label(text: Localizer, kind: ReplyKind) -> String {
    text.get_value(kind)
}

/// The label of the team's answer to a kind of reply.
pub fn outcome_label(text: Localizer, kind: ReplyKind, outcome: ReplyOutcome) -> String {
    // "Kept" would be unclear for a proposal: what is kept is the plan without it.
    if kind.is_proposal() && outcome == ReplyOutcome::Kept {
        return text.get("plan-outcome-not-now");
    }
    text.get_value(outcome)
}

/// The title of a section of the plan, in the form for its reader.
pub fn section_title(text: Localizer, reader: PlanReader, section: PlanSection) -> String {
    text.get(reader.heading_key(match section {
        PlanSection::Strengths => "plan-strengths",
        PlanSection::Needs => "plan-needs",
        PlanSection::Worries => "plan-worries",
        PlanSection::ClosureConditions => "plan-changes",
        PlanSection::Goals => "plan-goals",
        PlanSection::Safety => "plan-safety",
        PlanSection::WellBeing => "plan-children",
    }))
}

/// What is needed to render the replies of a page.
pub struct ReplyList<'a> {
    pub context: &'a RequestContext,
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
        let Some(wording) = id
            .and_then(|id| self.texts.get(&id))
            .map(to_translated_text)
        else {
            return ().into_any();
        };
        view! {
            <blockquote>{wording.inline_text(self.text)}</blockquote>
            {wording.translation_details(self.text, &self.context.path_and_query)}
        }
        .into_any()
    }

    /// A link to what a reply is about, showing the line's words or the section's title.
    fn target_link(&self, reply: &PlanReply) -> AnyView {
        if !self.shows_target {
            return ().into_any();
        }
        // Without permission to see a line the reader has no words of it, and so gets no link.
        let line = reply.line_id.and_then(|id| self.texts.get(&id));
        let (href, words) = match (reply.section, reply.item_id, line) {
            (Some(section), ..) => (
                paths::plan_section(self.family, section.slug()),
                section_title(
                    self.text,
                    PlanReader::of(self.context, self.family),
                    section,
                )
                .into_any(),
            ),
            (None, Some(item), Some(line)) => (
                paths::plan_item(self.family, item),
                to_translated_text(line).inline_text(self.text),
            ),
            _ => return ().into_any(),
        };
        view! {
            <p class="muted">
                <a href=href>{words}</a>
            </p>
        }
        .into_any()
    }

    /// The answer to a reply; without one, the date by which the team owes it, if it owes one.
    fn answer_or_due_date(&self, reply: &PlanReply) -> AnyView {
        // The store sets outcome and `answered_by` together. Kinds that need no answer, such as a
        // comment, have no due date.
        match (reply.outcome, &reply.answered_by, &reply.answer_due) {
            (Some(outcome), Some(by), _) => self.answer_view(reply, outcome, by),
            (_, _, Some(due)) => self.due_date_view(reply, due.to_jiff()),
            _ => ().into_any(),
        }
    }

    fn answer_view(&self, reply: &PlanReply, outcome: ReplyOutcome, by: &str) -> AnyView {
        answer_view(
            self.context,
            outcome_label(self.text, reply.kind, outcome),
            self.quoted_text(reply.answer_id),
            (by, reply.answered_at.as_ref()),
        )
    }

    /// The date by which the team owes an answer, and a link for those who may give it.
    fn due_date_view(&self, reply: &PlanReply, due: Date) -> AnyView {
        // "This isn't helping" opens a review by the team, which has its own deadline.
        let key = if reply.kind == ReplyKind::NotHelping {
            "plan-review-by"
        } else {
            "plan-answer-by"
        };
        let page = self
            .can_answer
            .then(|| paths::plan_reply(self.family, reply.id));
        due_date_view(self.context, due, key, page)
    }

    /// One reply.
    pub fn reply_row(&self, reply: &PlanReply) -> AnyView {
        let text = self.text;
        let me = self
            .context
            .profile
            .as_ref()
            .map(|profile| profile.actor.person);
        let name = if me == Some(reply.author_id) {
            text.get("plan-you")
        } else {
            reply.author.clone()
        };
        let by = text.format(
            "plan-who-when",
            &[
                ("name", name.into()),
                ("day", local_day(self.context, &reply.created_at).into()),
            ],
        );
        // The redirect after a reply or an answer has this id as its fragment.
        view! {
            <li id=format!("r{}", reply.id) class="card">
                {self.target_link(reply)}
                <p>
                    <b>{reply_kind_label(text, reply.kind)}</b>
                    " "
                    <span class="muted">{by}</span>
                </p>
                {self.quoted_text(reply.text_id)}
                {self.answer_or_due_date(reply)}
            </li>
        }
        .into_any()
    }

    /// The heading and the replies; empty without replies.
    pub fn reply_section(&self, replies: &[PlanReply]) -> AnyView {
        if replies.is_empty() {
            return ().into_any();
        }
        view! {
            <h2>{self.text.get("plan-talk")}</h2>
            {self.reply_list(replies)}
        }
        .into_any()
    }

    /// Replies as a list; empty without replies.
    pub fn reply_list(&self, replies: &[PlanReply]) -> AnyView {
        if replies.is_empty() {
            return ().into_any();
        }
        view! {
            <ol class="card-list" role="list">
                {replies.iter().map(|reply| self.reply_row(reply)).collect_view()}
            </ol>
        }
        .into_any()
    }
}
