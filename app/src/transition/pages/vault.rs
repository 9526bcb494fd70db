//! `/transition/vault`: the files that a young person keeps.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use model::files::{FILE_INPUT_ACCEPT, MAX_AUDIO_BYTES, MAX_IMAGE_BYTES, MAX_PDF_BYTES};
use model::transition::vault::{MAX_NAME_CHARS, MAX_VAULT_BYTES, MAX_VAULT_FILES};
use model::transition::{DocumentKind, TransitionPart};
use store::Intent;
use store::transition::own_transition;
use store::transition::release::{PartRelease, load_release};
use store::transition::vault::{VaultFile, list_own_files, total_bytes};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::upload_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::vault::AddVaultFiles;
use crate::transition::view::plan_links::own_plan_link;
use crate::transition::view::vault_files::{own_file_row, vault_readers};
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;
use crate::ui::field::{InputField, SelectField, described_by, error_view, hint_view};
use crate::ui::link_list::folded_list;

/// The number of files that the page shows at once.
const SHOWN_FILES: usize = 8;
/// Bytes of a megabyte, as the limits count it.
const MEGABYTE: i64 = 1024 * 1024;

/// `/transition/vault`; `?document=` names the document of which a copy is to be added.
#[component]
pub fn VaultPage() -> impl IntoView {
    let chosen = use_query_map()
        .read_untracked()
        .get("document")
        .and_then(|slug| DocumentKind::parse(&slug));
    render_page(async move |context: RequestContext| vault_page(&context, chosen).await)
}

async fn vault_page(
    context: &RequestContext,
    chosen: Option<DocumentKind>,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form(AddVaultFiles::PATH).await?;
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let release = load_release(&mut tx, &own, TransitionPart::Documents).await?;
    let files = list_own_files(&mut tx, &own).await?;
    tx.commit().await?;
    let title = text.get("transition-vault-title");
    let body = view! {
        {own_plan_link(text)}
        <h1>{title.clone()}</h1>
        {readers_line(text, &release)}
        {error_summary(text, state.as_ref())}
        {file_list(context, &files)}
        {add_form(context, chosen, state.as_ref())}
        {archive_section(text)}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

fn readers_line(text: Localizer, release: &PartRelease) -> AnyView {
    view! {
        <p>{text.get("transition-vault-intro")}</p>
        <p class="release-line">
            <span>{vault_readers(text, release)}</span>
            <a href=paths::transition_release(TransitionPart::Documents)>
                {text.get("transition-release-open")}
            </a>
        </p>
    }
    .into_any()
}

fn file_list(context: &RequestContext, files: &[VaultFile]) -> AnyView {
    let text = context.localizer();
    if files.is_empty() {
        return empty_state(text.get("transition-vault-empty"), None);
    }
    let rows = files
        .iter()
        .map(|file| own_file_row(context, file))
        .collect();
    // Rounded up: a vault with one small file is not empty.
    let used = (total_bytes(files) + MEGABYTE - 1).div_euclid(MEGABYTE);
    let used = text.format(
        "transition-vault-used",
        &[
            ("used", used.into()),
            ("all", (MAX_VAULT_BYTES / MEGABYTE).into()),
        ],
    );
    view! {
        {folded_list(text, rows, SHOWN_FILES)}
        <p class="muted">{used}</p>
    }
    .into_any()
}

fn add_form(
    context: &RequestContext,
    chosen: Option<DocumentKind>,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let mut options: Vec<(String, String)> = DocumentKind::ALL
        .iter()
        .map(|kind| (kind.slug().to_owned(), text.get_value(*kind)))
        .collect();
    options.push((String::new(), text.get("transition-vault-other")));
    let kind = SelectField {
        name: "row",
        label: text.get("transition-vault-what"),
        options,
        chosen: filled.value_or_stored("row", chosen.map(|kind| kind.slug().to_owned())),
        error: filled.field_error_message("row"),
        ..SelectField::default()
    };
    let name = InputField {
        name: "name",
        label: text.get("transition-vault-name"),
        hint: text.format(
            "transition-vault-name-hint",
            &[("count", MAX_NAME_CHARS.into())],
        ),
        value: filled.value_or_stored("name", None),
        error: filled.field_error_message("name"),
        autocomplete: "off",
        ..InputField::default()
    };
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state) />
        {file_input(&filled)}
        {kind.view()}
        {name.view()}
        <button class="btn">{text.get("transition-vault-save")}</button>
    };
    view! {
        <h2>{text.get("transition-vault-add")}</h2>
        {upload_form(context, AddVaultFiles::PATH, fields.into_any())}
    }
    .into_any()
}

/// The files. Browsers do not fill in a file field again, so after a refusal the page names those
/// that were chosen.
fn file_input(filled: &FormValues<'_>) -> AnyView {
    let text = filled.text;
    let megabytes = |bytes: usize| i64::try_from(bytes).unwrap_or(0) / MEGABYTE;
    let hint = text.format(
        "transition-vault-limits",
        &[
            ("photo", megabytes(MAX_IMAGE_BYTES).into()),
            ("paper", megabytes(MAX_PDF_BYTES).into()),
            ("voice", megabytes(MAX_AUDIO_BYTES).into()),
            ("files", MAX_VAULT_FILES.into()),
            ("all", (MAX_VAULT_BYTES / MEGABYTE).into()),
        ],
    );
    let again = filled
        .state
        .map(|state| text.format_list(&state.files))
        .filter(|names| !names.is_empty())
        .map(|names| text.format("transition-vault-again", &[("names", names.into())]));
    let error = filled.field_error_message("file");
    view! {
        <div class="field">
            <label for="file">{text.get("transition-vault-file")}</label>
            {hint_view("file", hint)}
            {error_view("file", error.clone())}
            {again.map(|again| view! { <p>{again}</p> })}
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

/// Everything as one file.
fn archive_section(text: Localizer) -> AnyView {
    view! {
        <h2>{text.get("transition-archive-title")}</h2>
        <p>{text.get("transition-archive-intro")}</p>
        <p>
            <a class="btn secondary" href=paths::TRANSITION_ARCHIVE download="plan.zip">
                {text.get("transition-archive-link")}
            </a>
        </p>
    }
    .into_any()
}
