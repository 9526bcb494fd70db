//! Server functions of the vault: adding files, deleting one, and putting it back.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that adds files. They are taken with `crate::request::form::take_uploads`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct VaultForm {
    pub form: String,
    /// Slug of the `DocumentKind` of which the files are copies; empty for anything else.
    pub row: String,
    pub name: String,
}

/// Adds files to the vault of a young person. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "transition/vault-add")]
pub async fn add_vault_files(#[server(flatten)] fields: VaultForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::add_files(fields).await);
    Ok(())
}

/// The form that deletes a file, or puts it back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct VaultRemovalForm {
    /// The id of the file.
    pub row: String,
    /// `restore` puts it back.
    pub act: String,
}

/// Deletes a file of the vault, or puts it back.
#[server(prefix = "/api", endpoint = "transition/vault-remove")]
pub async fn remove_vault_file(
    #[server(flatten)] fields: VaultRemovalForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::remove_file(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use attachments::{AttachmentStore, ProcessedFile};
    use leptos::server_fn::ServerFn;
    use model::ErrorCode;
    use model::id::{FormId, VaultFileId};
    use model::transition::DocumentKind;
    use model::transition::vault::{file_name, parse_file_name, vault_error};
    use store::Intent;
    use store::transition::vault::{self, NewVaultFile};

    use super::{RemoveVaultFile, VaultForm, VaultRemovalForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, Upload, retry_on_race, take_uploads};
    use crate::request::notice::{NoticeButton, PageNotice};
    use crate::request::stored_forms::{commit_or_refuse, refuse};

    pub async fn add_files(fields: VaultForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let form: FormId = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let kind = match fields.row.as_str() {
            "" => None,
            slug => Some(DocumentKind::parse(slug).ok_or(AppError::NotFound)?),
        };
        let page = paths::vault(None);
        let ready = process_uploads(&context)
            .await?
            .map_err(|code| ("file", code));
        let name = parse_file_name(&fields.name).map_err(|code| ("name", code));
        let (ready, name) = match (ready, name) {
            (Ok(ready), Ok(name)) => (ready, name),
            (ready, name) => {
                let errors = [ready.err(), name.err()].into_iter().flatten().collect();
                return refuse(&context, errors, &page).await;
            }
        };
        let storage = attachment_store(&context)?;
        // The names on the device, for a file for which the young person typed none.
        let names = FormState::from_request().files;
        let mut files = Vec::new();
        for (n, one) in ready.into_iter().enumerate() {
            let id: VaultFileId = context.db.clock().new_id();
            files.push(NewVaultFile {
                id,
                kind,
                name: file_name(&name, names.get(n).map_or("", String::as_str)),
                attachment: one.attachment.clone(),
            });
            // Before their rows are inserted: a row always has its file. A file without a row is
            // deleted after a day.
            storage.store_vault_file(id, one).await?;
        }
        let added = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let added = vault::add_files(&mut tx, form, &files).await;
            commit_or_refuse(tx, added, "file").await
        })?;
        match added {
            Ok(_) => {
                let notice = PageNotice::new("transition-vault-added");
                context.answer_with_notice(&page, notice).await
            }
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }

    fn attachment_store(context: &RequestContext) -> Result<&AttachmentStore, AppError> {
        let store = context.config.attachment_store.as_ref();
        store.ok_or(AppError::NotFound)
    }

    /// The uploaded files, scanned and without their metadata, or why they are refused. Checks
    /// before that the sender has a vault with space, so that only they use the processor.
    async fn process_uploads(
        context: &RequestContext,
    ) -> Result<Result<Vec<ProcessedFile>, ErrorCode>, AppError> {
        let uploads = take_uploads();
        let mut tx = context.begin_transaction(Intent::Read).await?;
        // Their size as they are stored is not known yet.
        let space = vault::require_own_space(&mut tx, uploads.len(), 1).await;
        drop(tx);
        match space {
            Ok(()) => {}
            Err(store::Error::Invalid(code)) => return Ok(Err(code)),
            Err(error) => return Err(error.into()),
        }
        // After the check of the sender, so that anyone without a vault gets 404 here, too.
        if uploads.is_empty() {
            return Ok(Err("transition-vault-missing"));
        }
        let bytes = uploads.into_iter().map(|one| match one {
            Upload::Bytes(bytes) => Ok(bytes),
            Upload::TooLarge => Err("messages-file-large"),
        });
        let bytes: Vec<Vec<u8>> = match bytes.collect::<Result<_, ErrorCode>>() {
            Ok(bytes) => bytes,
            Err(code) => return Ok(Err(code)),
        };
        let processed = attachment_store(context)?.process_files(bytes).await;
        Ok(processed.map_err(vault_error))
    }

    pub async fn remove_file(fields: VaultRemovalForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let file: VaultFileId = fields.row.parse().map_err(|_| AppError::NotFound)?;
        let is_removed = fields.act != "restore";
        let changed = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let changed = vault::set_removed(&mut tx, file, is_removed).await;
            commit_or_refuse(tx, changed, "file").await
        })?;
        let notice = match (changed, is_removed) {
            (Ok(()), true) => PageNotice {
                button: Some(restore_button(file)),
                ..PageNotice::new("transition-vault-removed")
            },
            (Ok(()), false) => PageNotice::new("transition-vault-restored"),
            // Only putting a file back is refused: other files can have taken its space.
            (Err(_), _) => PageNotice::new("transition-vault-no-space"),
        };
        context
            .answer_with_notice(&paths::vault(None), notice)
            .await
    }

    fn restore_button(file: VaultFileId) -> NoticeButton {
        let fields = [("row", file.to_string()), ("act", "restore".to_owned())];
        NoticeButton {
            label_key: "transition-vault-undo".to_owned(),
            action: RemoveVaultFile::PATH.to_owned(),
            fields: fields
                .map(|(field, value)| (field.to_owned(), value))
                .to_vec(),
        }
    }
}
