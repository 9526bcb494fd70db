//! The composer's controls to attach a photo, a document or a voice recording.

use leptos::prelude::*;
use model::files::FILE_INPUT_ACCEPT;

use crate::i18n::Localizer;
use crate::request::form::FormState;
use crate::ui::error_summary::field_error_message;
use crate::ui::field::{described_by, error_view, hint_view};
use crate::ui::icon::Icon;

/// The controls to attach a photo, a document or a voice recording.
pub(in crate::messages) fn attachment_controls(
    text: Localizer,
    state: Option<&FormState>,
) -> AnyView {
    // Attachments of a message that was not sent yet are held on the server: browsers do not
    // restore file inputs.
    let held: i64 = state
        .and_then(|s| s.field_value("held").parse().ok())
        .unwrap_or(0);
    // Files that are not held have to be chosen again, so the page names them.
    let again = state
        .map(|state| text.format_list(&state.files))
        .filter(|names| held == 0 && !names.is_empty());
    let error = field_error_message(text, state, "file");
    let open = error.is_some() || held > 0 || again.is_some();
    view! {
        <details class="add-file" open=open>
            <summary class="btn secondary small">
                {Icon::Add.view()} <span>{text.get("messages-file-add")}</span>
            </summary>
            {(held > 0).then(|| held_files(text, state, held))}
            {again
                .map(|names| {
                    view! {
                        <p>{text.format("messages-file-again", &[("names", names.into())])}</p>
                    }
                })}
            {file_input(text, error, held > 0)}
            {voice_recorder(text)}
        </details>
    }
    .into_any()
}

/// How many files are held for this form, and the choice to send the message without them.
fn held_files(text: Localizer, state: Option<&FormState>, held: i64) -> AnyView {
    let without = state.is_some_and(|state| state.field_value("without") == "1");
    view! {
        <p>{text.format("messages-file-held", &[("count", held.into())])}</p>
        // The names come back with the form, because its next submission contains no files.
        {state
            .map(|state| {
                view! { <input type="hidden" name="brought" value=state.files.join("\n") /> }
            })}
        <label class="choice" for="without">
            <input type="checkbox" id="without" name="without" value="1" checked=without />
            <span>{text.get("messages-file-without")}</span>
        </label>
    }
    .into_any()
}

fn file_input(text: Localizer, error: Option<String>, has_held_files: bool) -> AnyView {
    let hint = if has_held_files {
        "messages-file-others"
    } else {
        "messages-file-hint"
    };
    view! {
        <div class="field">
            <label for="file">{text.get("messages-file-label")}</label>
            {hint_view("file", text.get(hint))}
            {error_view("file", error.clone())}
            <input
                type="file"
                id="file"
                name="file"
                multiple
                accept=FILE_INPUT_ACCEPT
                aria-describedby=described_by("file", true, error.is_some())
                aria-invalid=error.is_some().then_some("true")
            />
        </div>
    }
    .into_any()
}

/// The controls to record a voice message, and to hear or remove it before it is sent. `speech.js`
/// reveals them where the browser can record.
fn voice_recorder(text: Localizer) -> AnyView {
    view! {
        <div
            id="voice"
            hidden
            data-start=text.get("messages-voice-start")
            data-stop=text.get("messages-voice-stop")
            data-on=text.get("messages-voice-on")
            data-done=text.get("messages-voice-done")
            data-no=text.get("messages-voice-no")
            data-removed=text.get("messages-voice-removed")
            data-play=text.get("messages-voice-play")
            data-pause=text.get("messages-voice-play-stop")
        >
            <p class="row">
                <button type="button" class="btn secondary small">
                    {text.get("messages-voice-start")}
                </button>
                <button type="button" class="btn secondary small" hidden>
                    {text.get("messages-voice-play")}
                </button>
                <button type="button" class="btn neutral small" hidden>
                    {text.get("messages-voice-remove")}
                </button>
            </p>
            <p class="muted" role="status"></p>
        </div>
    }
    .into_any()
}
