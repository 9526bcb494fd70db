//! The vault of Jay Riley, for `route_ids`, and the forms of the documents, for `valid_forms` and
//! `form_fields`.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use model::id::VaultFileId;
use model::transition::DocumentKind;
use store::transition::vault::{NewVaultFile, add_files};

use super::TestApp;
use super::form_fields::FieldSamples;
use super::route_ids::RouteIds;
use super::valid_forms::Fields;

/// A paper in the vault of Jay Riley. Returns its id.
pub async fn create_vault_file(app: &TestApp) -> String {
    let id: VaultFileId = app.database.clock.new_id();
    let paper = vec![b"%PDF-1.4 %%EOF".to_vec()];
    let file = app.files.process_files(paper).await.unwrap().remove(0);
    let row = NewVaultFile {
        id,
        kind: Some(DocumentKind::BirthRecord),
        name: String::new(),
        attachment: file.attachment.clone(),
    };
    app.files.store_vault_file(id, file).await.unwrap();
    let mut tx = app.database.begin_as("jay-riley").await;
    let form = app.database.clock.new_id();
    add_files(&mut tx, form, &[row]).await.unwrap();
    tx.commit().await.unwrap();
    id.to_string()
}

/// As `valid_forms::valid_fields`.
pub(super) fn document_fields<'a>(
    path: &str,
    ids: &'a RouteIds,
    fresh: &'a str,
) -> Option<Fields<'a>> {
    let fields: &[(&str, &str)] = match path {
        "/api/transition/document" => &[
            ("row", "birth_record"),
            ("revision", "0"),
            ("state", "have"),
        ],
        "/api/transition/document-promise" => &[
            ("family", &ids.youth_family),
            ("of", &ids.youth),
            ("row", "state_id"),
            ("revision", "0"),
            ("due_on", "2026-12-18"),
        ],
        // Refused with a redirect, because it has no file.
        "/api/transition/vault-add" => &[("form", fresh), ("row", ""), ("name", "a word")],
        "/api/transition/vault-remove" => &[("row", &ids.vault_file), ("act", "restore")],
        _ => return None,
    };
    Some(fields.to_vec())
}

/// As `form_fields::FORM_SAMPLES`.
pub const DOCUMENT_FORM_SAMPLES: &[(&str, &str, FieldSamples)] = &[
    (
        "/api/transition/document",
        "jay-riley",
        &[
            ("row", "state_id"),
            ("revision", "0"),
            ("state", "coming"),
            ("helper", "a word"),
            ("due_on", "2026-12-18"),
        ],
    ),
    (
        "/api/transition/document-promise",
        "grace-hall",
        &[
            ("family", "{family}"),
            ("of", "{tasha}"),
            ("row", "state_id"),
            ("revision", "0"),
            ("due_on", "2026-12-18"),
        ],
    ),
    (
        "/api/transition/vault-add",
        "jay-riley",
        &[
            ("form", "{fresh}"),
            ("row", "case_file"),
            ("name", "a word"),
        ],
    ),
    (
        "/api/transition/vault-remove",
        "jay-riley",
        // No such file.
        &[("row", "{fresh}"), ("act", "remove")],
    ),
];
