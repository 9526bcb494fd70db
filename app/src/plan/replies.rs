//! Replies to the plan, and the forms to add them.

use std::collections::HashMap;

use leptos::prelude::*;
use model::id::{FamilyId, ItemId, TextId};
use model::plan::reply::{Outcome, ReplyKind, Section};
use store::plan::reply::Reply;
use store::text::Said;

use crate::actor::Visit;
use crate::form::FormState;
use crate::home::part::words;
use crate::text::Text;
use crate::ui::error_summary;
use crate::ui::field::{Area, Choices};
use crate::ui::form::{main_form, way_back};
use crate::ui::writing_language::writing_language;

/// The label of a kind of reply, in the first person. keys: plan-kind-*
pub fn kind(text: Text, kind: ReplyKind) -> String {
    text.say(&format!("plan-kind-{}", kind.slug().replace('_', "-")))
}

/// The label of the team's answer to a kind of reply. keys: plan-outcome-*
pub fn outcome(text: Text, kind: ReplyKind, outcome: Outcome) -> String {
    if kind.is_proposal() && outcome == Outcome::Kept {
        return text.say("plan-outcome-not-now");
    }
    text.say(&format!("plan-outcome-{}", outcome.slug()))
}

/// The title of a section of the plan.
pub fn section(text: Text, section: Section) -> String {
    text.say(match section {
        Section::Strengths => "plan-strengths",
        Section::Needs => "plan-needs",
        Section::Worries => "plan-worries",
        Section::Changes => "plan-changes",
        Section::Goals => "plan-goals",
        Section::Safety => "plan-safety",
        Section::WellBeing => "plan-children",
    })
}

/// What is needed to render the replies of a page.
pub struct Talking<'a> {
    pub visit: &'a Visit,
    pub text: Text,
    pub family: FamilyId,
    pub texts: &'a HashMap<TextId, Said>,
    /// True when the reader may answer replies.
    pub answers: bool,
    /// True when each reply has to say what it is about, because the page does not.
    pub about: bool,
}

impl Talking<'_> {
    fn quote(&self, id: Option<TextId>) -> AnyView {
        let Some(said) = id.and_then(|id| self.texts.get(&id)).map(words) else { return ().into_any() };
        view! { <blockquote>{said.inline(self.text)}</blockquote>{said.beneath(self.text, &self.visit.path)} }.into_any()
    }

    fn day(&self, at: &jiff_sqlx::Timestamp) -> String {
        let zone = self.visit.frame.as_ref().map_or(jiff::tz::TimeZone::UTC, |frame| frame.actor.zone.clone());
        self.text.day(at.to_jiff().to_zoned(zone).date())
    }

    /// A link to what a reply is about, showing the line's words or the section's title.
    fn about(&self, reply: &Reply) -> AnyView {
        if !self.about {
            return ().into_any();
        }
        let plan = format!("/family/{}/plan", self.family);
        match (reply.section, reply.item_id, reply.line_id.and_then(|id| self.texts.get(&id))) {
            (Some(one), ..) => view! { <p class="soft"><a href=format!("{plan}/section/{}", one.slug())>{section(self.text, one)}</a></p> }.into_any(),
            (None, Some(item), Some(line)) => {
                view! { <p class="soft"><a href=format!("{plan}/item/{item}")>{words(line).inline(self.text)}</a></p> }.into_any()
            }
            _ => ().into_any(),
        }
    }

    /// The answer to a reply; without one, the date by which the team owes it, if it owes one.
    fn became(&self, reply: &Reply) -> AnyView {
        let text = self.text;
        if let (Some(result), Some(by)) = (reply.outcome, &reply.answered_by) {
            let when = reply.answered_at.as_ref().map(|at| self.day(at)).unwrap_or_default();
            return view! {
                <div class="answer">
                    <p><b>{outcome(text, reply.kind, result)}</b></p>
                    {self.quote(reply.answer_id)}
                    <p class="soft">{text.with("plan-who-when", &[("name", by.clone().into()), ("day", when.into())])}</p>
                </div>
            }
            .into_any();
        }
        let Some(due) = reply.answer_due.as_ref().map(|due| due.to_jiff()) else { return ().into_any() };
        let today = self.visit.frame.as_ref().map_or(due, |frame| frame.actor.today);
        let key = match (reply.kind == ReplyKind::NotHelping, due < today) {
            (_, true) => "plan-answer-late",
            (true, false) => "plan-review-by",
            (false, false) => "plan-answer-by",
        };
        let answer = self.answers.then(|| {
            let href = format!("/family/{}/plan/reply/{}", self.family, reply.id);
            view! { <p><a class="btn plain" href=href>{text.say("plan-answer")}</a></p> }
        });
        view! { <p class="soft">{text.with(key, &[("day", text.day(due).into())])}</p>{answer} }.into_any()
    }

    /// One reply.
    pub fn reply(&self, reply: &Reply) -> AnyView {
        let text = self.text;
        let me = self.visit.frame.as_ref().map(|frame| frame.actor.person);
        let name = if me == Some(reply.author_id) { text.say("plan-you") } else { reply.author.clone() };
        let by = text.with("plan-who-when", &[("name", name.into()), ("day", self.day(&reply.at).into())]);
        view! {
            <li id=format!("r{}", reply.id) class="card">
                {self.about(reply)}
                <p class="said"><b>{kind(text, reply.kind)}</b> " " <span class="soft">{by}</span></p>
                {self.quote(reply.text_id)}
                {self.became(reply)}
            </li>
        }
        .into_any()
    }

    /// Replies as a list; empty without replies.
    pub fn list(&self, replies: &[Reply]) -> AnyView {
        if replies.is_empty() {
            return ().into_any();
        }
        view! { <ol class="talk" role="list">{replies.iter().map(|reply| self.reply(reply)).collect_view()}</ol> }.into_any()
    }
}

/// What a reply form is about, and the message keys of its labels.
pub struct Asks<'a> {
    pub family: FamilyId,
    pub section: Option<Section>,
    pub item: Option<ItemId>,
    pub kinds: &'a [ReplyKind],
    pub legend: &'static str,
    pub label: &'static str,
    pub wide: &'static str,
    /// True when the writer may choose who can read the reply.
    pub shares: bool,
}

/// The reply form: the kind of reply, the words, and who may read them.
pub fn reply_form(visit: &Visit, asks: &Asks<'_>, state: Option<&FormState>) -> AnyView {
    let text = visit.text();
    let value = |name: &str| state.map(|state| state.value(name)).unwrap_or_default();
    let error = |name: &str| state.and_then(|state| state.error(name)).map(|code| error_summary::words(text, code));
    let form = visit.form_id(state);
    let one = match asks.kinds {
        [only] => Some(view! { <input type="hidden" name="kind" value=only.slug()/> }),
        _ => None,
    };
    let choices = one.is_none().then(|| {
        Choices {
            name: "kind",
            legend: text.say(asks.legend),
            options: asks.kinds.iter().map(|one| (one.slug().to_owned(), kind(text, *one))).collect(),
            chosen: value("kind"),
            error: error("kind"),
            ..Choices::default()
        }
        .view()
    });
    let area = Area { name: "words", label: text.say(asks.label), value: value("words"), error: error("words"), ..Area::default() };
    let who = asks.shares.then(|| {
        Choices {
            name: "who",
            legend: text.say("plan-who"),
            options: vec![("own".into(), text.say("plan-who-own")), ("wide".into(), text.say(asks.wide))],
            chosen: Some(value("who")).filter(|who| !who.is_empty()).unwrap_or_else(|| "own".into()),
            ..Choices::default()
        }
        .view()
    });
    let fields = view! {
        <input type="hidden" name="form" value=form/>
        <input type="hidden" name="family" value=asks.family.to_string()/>
        {asks.section.map(|section| view! { <input type="hidden" name="section" value=section.slug()/> })}
        {asks.item.map(|item| view! { <input type="hidden" name="item" value=item.to_string()/> })}
        {one}
        {choices}
        {area.view()}
        {writing_language(visit, state, None)}
        {who}
        <button class="btn">{text.say("plan-send")}</button>
    };
    main_form(visit, "/api/plan/reply", fields.into_any())
}

/// Four submit buttons to report how a step is going; with `words`, also an optional reason.
pub fn step_form(visit: &Visit, family: FamilyId, item: ItemId, words: bool, state: Option<&FormState>) -> AnyView {
    let text = visit.text();
    let value = |name: &str| state.map(|state| state.value(name)).unwrap_or_default();
    let error = state.and_then(|state| state.error("why")).map(|code| error_summary::words(text, code));
    let form = visit.form_id(state);
    let area = words.then(|| Area { name: "why", label: text.say("plan-step-why"), value: value("why"), error, ..Area::default() }.view());
    let buttons = ReplyKind::OF_A_STEP
        .into_iter()
        .map(|one| view! { <button class="btn plain small" name="kind" value=one.slug()>{kind(text, one)}</button> })
        .collect_view();
    view! {
        <form method="post" action="/api/plan/step" class="step-form">
            {way_back(visit, "/api/plan/step")}
            <input type="hidden" name="form" value=form/>
            <input type="hidden" name="family" value=family.to_string()/>
            <input type="hidden" name="item" value=item.to_string()/>
            {area}
            {words.then(|| writing_language(visit, state, None))}
            <div class="row">{buttons}</div>
        </form>
    }
    .into_any()
}
