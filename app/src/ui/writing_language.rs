//! The language that a writer chooses for their words. A person may read the page in English and
//! write in Spanish, and the characters do not tell the two apart.

use leptos::prelude::*;
use model::language::Language;

use crate::request::context::RequestContext;
use crate::request::form::{FormState, submitted_value};

/// The form field with the chosen language.
const WRITING_LANGUAGE_FIELD: &str = "writing_language";

/// The choice of the language that the words of the page's main form are in; `None` when there is
/// only one to choose from. Preselected is the one in `state`, else `preset`, else the page's.
pub fn writing_language_select(
    context: &RequestContext,
    state: Option<&FormState>,
    preset: Option<&str>,
) -> Option<AnyView> {
    select_with_id(WRITING_LANGUAGE_FIELD, context, state, preset)
}

/// The same for a form beside the main form of its page, whose id for the field is taken.
pub fn second_writing_language_select(
    context: &RequestContext,
    state: Option<&FormState>,
) -> Option<AnyView> {
    select_with_id("second_writing_language", context, state, None)
}

fn select_with_id(
    id: &'static str,
    context: &RequestContext,
    state: Option<&FormState>,
    preset: Option<&str>,
) -> Option<AnyView> {
    let text = context.localizer();
    let chosen = state
        .map(|state| state.field_value(WRITING_LANGUAGE_FIELD))
        .filter(|tag| !tag.is_empty());
    let chosen = chosen
        .as_deref()
        .or(preset)
        .unwrap_or(context.language.language_tag());
    let mut tags = context.writable_languages();
    // The language of an inserted quick reply, which the author may not read: for this text only.
    let once = !tags.contains(&chosen);
    if once {
        tags.push(chosen);
    }
    if tags.len() < 2 {
        return None;
    }
    let options = tags
        .into_iter()
        .map(|tag| {
            view! {
                <option value=tag.to_owned() selected=tag == chosen>
                    {text.language_name(tag)}
                </option>
            }
        })
        .collect_view();
    // A form with `data-once` is submitted normally, so that the page is rendered again without a
    // language that the author does not read.
    Some(
        view! {
            <div class="writing-language">
                <label for=id>{text.get("common-writing-language")}</label>
                <select id=id name=WRITING_LANGUAGE_FIELD data-once=once>
                    {options}
                </select>
            </div>
        }
        .into_any(),
    )
}

impl RequestContext {
    /// Tags of the languages the reader may write in: the page's, and those they say they read.
    pub fn writable_languages(&self) -> Vec<&str> {
        let mut tags = vec![self.language.language_tag()];
        for tag in self
            .profile
            .iter()
            .flat_map(|profile| &profile.languages_read)
        {
            if !tags.contains(&tag.as_str()) {
                tags.push(tag);
            }
        }
        tags
    }

    /// The language of the words in the submitted form: the one its writer chose, else the page's.
    pub fn submitted_language(&self) -> String {
        // Read from the request, so that not every form struct needs a field for it.
        self.validated_language(&submitted_value(WRITING_LANGUAGE_FIELD))
    }

    /// Validates a submitted language tag: `tag` if it is a language of the portal or of the
    /// reader, else the page's. The result is stored with the words and rendered as their `lang`
    /// attribute.
    pub fn validated_language(&self, tag: &str) -> String {
        let known = Language::parse(tag)
            .map(Language::language_tag)
            // A person can read languages that the portal is not translated into.
            .or_else(|| {
                self.writable_languages()
                    .into_iter()
                    .find(|known| *known == tag)
            });
        known.unwrap_or(self.language.language_tag()).to_owned()
    }
}
