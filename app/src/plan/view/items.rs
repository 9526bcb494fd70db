//! What every page of the plan is drawn from: its texts, own words, and links to replies.

use jiff::civil::Date;
use leptos::prelude::*;
use model::id::{FamilyId, TextId};
use model::plan::PlanItemKind;
use model::plan::reply::PlanSection;
use store::authored_text::AuthoredText;
use store::plan::{PlanItem, PublishedPlan};

use super::reader::PlanReader;
use super::replies;
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::translated_text::TranslatedText;

/// What every part needs: the plan, the reader and today's date.
pub struct PlanView<'a> {
    pub context: &'a RequestContext,
    pub text: Localizer,
    pub plan: &'a PublishedPlan,
    pub me: model::id::PersonId,
    pub today: Date,
    pub return_path: String,
    pub family: FamilyId,
    /// True when completed steps are listed too.
    pub shows_completed: bool,
    /// True when every text is shown as it was written, and not as translated.
    pub shows_original: bool,
}

/// The number of replies, and whether some of them wait for an answer.
pub fn reply_count_label(text: Localizer, replies: i64, waiting: i64) -> String {
    let key = if waiting > 0 {
        "plan-talk-waits"
    } else {
        "plan-talk-count"
    };
    text.format(key, &[("count", replies.into())])
}

impl PlanView<'_> {
    pub fn reader(&self) -> PlanReader {
        PlanReader::of(self.context, self.family)
    }

    /// A text of the plan in the language in which this page shows it; `None` when the reader may
    /// not see it.
    pub fn shown_text(&self, id: TextId) -> Option<TranslatedText> {
        let wording = to_translated_text(self.plan.texts.get(&id)?);
        Some(if self.shows_original {
            wording.into_original()
        } else {
            wording
        })
    }

    /// A text of the plan, inline and marked with its language; empty when the reader may not see
    /// it.
    pub fn render_text(&self, id: TextId) -> AnyView {
        self.shown_text(id)
            .map(|wording| wording.inline_text(self.text))
            .into_any()
    }

    /// What is shown below a text: the label of a machine translation. The originals of the whole
    /// page are one link away (`original_link`), and a translation is requested on the item's own
    /// page.
    pub fn translation_details(&self, id: TextId) -> AnyView {
        self.plan
            .texts
            .get(&id)
            // Before the text is copied, because most translations are made by people.
            .filter(|wording| wording.tr_body.is_some() && wording.tr_machine != Some(false))
            .and_then(|_| self.shown_text(id)?.machine_label(self.text))
            .map(|label| view! { <p class="muted">{label}</p> })
            .into_any()
    }

    /// A link that shows every text of the page as it was written, or leads back from there; `None`
    /// where no text of the page is translated.
    pub fn original_link(&self) -> Option<AnyView> {
        let is_translated = |wording: &AuthoredText| wording.tr_body.is_some();
        if !self.plan.texts.values().any(is_translated) {
            return None;
        }
        let path = self.return_path.split('?').next().unwrap_or_default();
        let query = [
            (self.shows_completed, "done=1"),
            (!self.shows_original, "original=1"),
        ]
        .into_iter()
        .filter_map(|(is_set, part)| is_set.then_some(part))
        .collect::<Vec<_>>()
        .join("&");
        let href = if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        };
        let label = if self.shows_original {
            let language = self.text.language_name(self.text.0.language_tag());
            self.text
                .format("plan-original-hide", &[("language", language.into())])
        } else {
            self.text.get("plan-original-show")
        };
        let link = view! {
            <p class="reply-link">
                <a href=href>{label}</a>
            </p>
        };
        Some(link.into_any())
    }

    /// Says once for the page that some of its items are in another language than the reader's,
    /// and where to request a translation; `None` where all are translated.
    pub fn untranslated_note(&self) -> Option<AnyView> {
        let tag = self.text.0.language_tag();
        let is_untranslated = self
            .plan
            .items
            .iter()
            // Own words have no link to a page of their own: each has its own request.
            .filter(|item| item.kind != PlanItemKind::OwnWords)
            .filter_map(|item| self.plan.texts.get(&item.text_id))
            .any(|wording| wording.tr_body.is_none() && wording.language != tag);
        is_untranslated.then(|| {
            let language = self.text.language_name(tag);
            let note = self
                .text
                .format("plan-not-translated", &[("language", language.into())]);
            view! { <p class="muted">{note}</p> }.into_any()
        })
    }

    /// Who wrote own words, and whether the agency typed them.
    pub fn byline(&self, wording: &AuthoredText) -> AnyView {
        // A text from an import file need not name its author.
        let author = wording.author.clone().unwrap_or_default();
        // Readers must be able to tell whether the author typed these words, or the agency did.
        let key = if wording.entered_by_agency {
            "plan-author-entered"
        } else {
            "plan-author"
        };
        view! { <p class="byline">{self.text.format(key, &[("name", author.into())])}</p> }
            .into_any()
    }

    /// One entry of the family's own words, with its author. Only the author gets the edit link.
    pub fn family_words(&self, item: &PlanItem) -> AnyView {
        let Some(wording) = self.plan.texts.get(&item.text_id) else {
            return ().into_any();
        };
        // For anyone but the author, a link to change these words would lead to a 404: the store
        // refuses the other parent and the worker too.
        view! {
            <div class="family-words" id=item.id.to_string()>
                <blockquote class="read-aloud">{self.render_text(item.text_id)}</blockquote>
                {self.byline(wording)}
                {self.translation_details(item.text_id)}
                {to_translated_text(wording).translation_request(self.text, &self.return_path)}
                {(wording.author_id == Some(self.me))
                    .then(|| {
                        view! {
                            <p class="reply-link">
                                <a href=paths::edit_plan_item(
                                    self.family,
                                    item.id,
                                )>{self.text.get("plan-own-change")}</a>
                            </p>
                        }
                    })}
                {self.reply_count(item)}
            </div>
        }
        .into_any()
    }

    /// The address of a line's own page.
    pub fn item_url(&self, item: &PlanItem) -> String {
        paths::plan_item(self.family, item.id)
    }

    /// The number of replies to a line, and whether some wait for an answer; empty without replies.
    pub fn reply_count(&self, item: &PlanItem) -> AnyView {
        // Counted by the store among the replies that this reader may see: a number that includes
        // the other parent's private reply would reveal it.
        let Some(talk) = self
            .plan
            .reply_counts
            .iter()
            .find(|talk| talk.item_id == Some(item.id))
        else {
            return ().into_any();
        };
        let label = reply_count_label(self.text, talk.replies, talk.waiting);
        view! { <p class="muted">{label}</p> }.into_any()
    }

    /// A link to the page with a section's replies and reply form, and the number of replies.
    pub fn reply_link(&self, section: PlanSection) -> AnyView {
        let text = self.text;
        let talk = self
            .plan
            .reply_counts
            .iter()
            .find(|talk| talk.section == Some(section));
        let reply_count = talk.map(|talk| reply_count_label(text, talk.replies, talk.waiting));
        let href = paths::plan_section(self.family, section.slug());
        // The page has this link several times; the accessible name tells them apart in a screen
        // reader's list of links.
        let label = text.format(
            "plan-think-of",
            &[(
                "section",
                replies::section_title(text, self.reader(), section).into(),
            )],
        );
        view! {
            <p class="reply-link">
                <a href=href aria-label=label>
                    {text.get("plan-think")}
                </a>
                {reply_count
                    .map(|reply_count| {
                        view! {
                            " "
                            <span class="muted">{reply_count}</span>
                        }
                    })}
            </p>
        }
        .into_any()
    }
}
