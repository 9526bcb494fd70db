//! Files of a vault in a list.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::transition::Release;
use store::transition::release::PartRelease;
use store::transition::vault::VaultFile;

use crate::i18n::Localizer;
use crate::page::form::button_form;
use crate::paths;
use crate::request::context::RequestContext;
use crate::transition::forms::vault::RemoveVaultFile;
use crate::ui::link_list::ListRow;

/// What a file is called: its name, else the document that it is a copy of.
pub fn file_label(text: Localizer, file: &VaultFile) -> String {
    if !file.name.is_empty() {
        return file.name.clone();
    }
    match file.kind {
        Some(kind) => text.get_value(kind),
        None => text.get("transition-vault-unnamed"),
    }
}

/// Which document it is a copy of where its name does not say so, its size, and when it was added.
fn file_details(context: &RequestContext, file: &VaultFile) -> String {
    let text = context.localizer();
    let kind = file.kind.filter(|_| !file.name.is_empty());
    let size = text.format(
        "transition-vault-size",
        // Rounded up, so that no file has the size 0.
        &[("size", (file.size_bytes + 1023).div_euclid(1024).into())],
    );
    let day = context.profile.as_ref().map(|profile| {
        let actor = &profile.actor;
        let at = file.added_at.to_jiff().to_zoned(actor.zone.clone());
        text.format_date(at.date())
    });
    let parts = [kind.map(|kind| text.get_value(kind)), Some(size), day];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A row whose link opens the file.
pub fn file_row(context: &RequestContext, file: &VaultFile, href: String) -> ListRow {
    let label = file_label(context.localizer(), file);
    ListRow {
        href: Some(href),
        title: Some(view! { <bdi dir="auto">{label}</bdi> }.into_any()),
        small: file_details(context, file),
        ..ListRow::default()
    }
}

/// A row of one's own vault, with the button that deletes the file.
pub fn own_file_row(context: &RequestContext, file: &VaultFile) -> ListRow {
    let text = context.localizer();
    let label = text.format(
        "transition-vault-remove",
        &[("name", file_label(text, file).into())],
    );
    let remove = button_form(
        RemoveVaultFile::PATH,
        vec![("row", file.id.to_string()), ("act", "remove".to_owned())],
        "btn link small",
        label,
    );
    ListRow {
        below: Some(view! { <div class="row-action">{remove}</div> }.into_any()),
        ..file_row(context, file, paths::vault_file(file.id))
    }
}

/// Who opens the files of one's own vault, from the release of the part `documents`.
pub fn vault_readers(text: Localizer, release: &PartRelease) -> String {
    match release.release {
        // Also `Required`: by law adults see the state of each document, and not the files.
        Release::Required | Release::Private => text.get("transition-vault-private"),
        Release::Team => text.get("transition-vault-team"),
        Release::Named => {
            let names: Vec<String> = release
                .readers
                .iter()
                .map(|reader| reader.name.clone())
                .collect();
            text.format(
                "transition-vault-named",
                &[("names", text.format_list(&names).into())],
            )
        }
    }
}
