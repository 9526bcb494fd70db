//! The composer's text field as an island: saves a draft on the server during typing, shows how
//! many characters are left, grows with the text, and sends without a page load. The form also
//! works without JavaScript.

use leptos::prelude::*;

use crate::messages::wire::ComposerLabels;
use crate::ui::changing_text::changing_text;
use crate::ui::textarea::TextArea;

/// The text field of the composer.
#[island]
pub fn Composer(
    thread: Option<String>,
    to: Option<String>,
    /// The initial text: a draft, the text of a redisplayed form, or a quick reply.
    body: String,
    described: String,
    invalid: bool,
    says: ComposerLabels,
) -> impl IntoView {
    let status = RwSignal::new(String::new());
    let length = RwSignal::new(String::new());
    let field = NodeRef::<leptos::html::Textarea>::new();

    #[cfg(feature = "hydrate")]
    {
        let (says, body) = (says.clone(), body.clone());
        let drafts = std::rc::Rc::new(super::draft_saver::DraftSaver {
            thread,
            to,
            labels: says.clone(),
            field,
            status,
        });
        field.on_load(move |element| {
            // Text typed before this module was loaded is in the field, but not in `body`.
            let start = element.value();
            super::draft_saver::fit_height(&element);
            length.set(remaining_text(&says, &start));
            super::composer_send::enable_ajax_submit(&element, &drafts);
            // No input event will come for text that was typed before, so its draft is saved now.
            if start != body {
                drafts.save_after_pause(super::draft_saver::SaveNotice::Shown);
            }
            super::draft_saver::on_input(&element, move |element| {
                super::draft_saver::fit_height(element);
                length.set(remaining_text(&says, &element.value()));
                drafts.save_after_pause(super::draft_saver::SaveNotice::Shown);
            });
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (&thread, &to, &says);

    let area = TextArea {
        name: "body".to_owned(),
        rows: 2,
        described_by: Some(described),
        invalid,
        value: body,
        node_ref: Some(field),
    };
    view! {
        {area.view()}
        {changing_text("muted composer-status", Some("status"), Box::new(move || status.get()))}
        {changing_text("muted", None, Box::new(move || length.get()))}
    }
}

/// How many characters are left, if there are at most 500, or by how many the text is too long.
#[cfg(feature = "hydrate")]
fn remaining_text(labels: &ComposerLabels, body: &str) -> String {
    match model::messages::remaining_chars(body) {
        left if left < 0 => labels.too_long.replace("{n}", &(-left).to_string()),
        left if left <= 500 => labels.left.replace("{n}", &left.to_string()),
        _ => String::new(),
    }
}
