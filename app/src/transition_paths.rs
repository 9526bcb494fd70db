//! The addresses of a young person's transition plan. Those below `/transition` are the signed-in
//! person's own; those below a family are for the adults of its team.

use model::id::{FamilyId, PersonId, VaultFileId};
use model::transition::{DocumentKind, TransitionPart};

/// The signed-in young person's own plan.
pub const TRANSITION: &str = "/transition";

/// Who sees a part of one's own plan.
pub fn transition_release(part: TransitionPart) -> String {
    format!("{TRANSITION}/release/{}", part.slug())
}

/// The note of a part that only its owner reads.
pub fn transition_note(part: TransitionPart) -> String {
    format!("{TRANSITION}/note/{}", part.slug())
}

/// The page of a part of one's own plan.
pub fn transition_part(part: TransitionPart) -> String {
    match part {
        TransitionPart::Documents => format!("{TRANSITION}/documents"),
        TransitionPart::People => format!("{TRANSITION}/people"),
        TransitionPart::Budget => format!("{TRANSITION}/budget"),
        TransitionPart::Skills => format!("{TRANSITION}/skills"),
        _ => format!("{TRANSITION}/area/{}", part.slug()),
    }
}

/// The young people of a family of whose plan the reader may see something.
pub fn transition_of_family(family: FamilyId) -> String {
    format!("/family/{family}/transition")
}

/// What a young person has released to the reader.
pub fn transition_of(family: FamilyId, youth: PersonId) -> String {
    format!("/family/{family}/transition/{youth}")
}

/// The dates from which the terms of a young person are counted.
pub fn transition_dates(family: FamilyId, youth: PersonId) -> String {
    format!("/family/{family}/transition/{youth}/dates")
}

/// Everything in one's own plan and vault, as one file.
pub const TRANSITION_ARCHIVE: &str = "/transition/archive";

/// One of one's own documents.
pub fn own_document(kind: DocumentKind) -> String {
    format!("{TRANSITION}/documents/{}", kind.slug())
}

/// One's own vault; with a document whose copy is to be added.
pub fn vault(kind: Option<DocumentKind>) -> String {
    let vault = format!("{TRANSITION}/vault");
    match kind {
        Some(kind) => format!("{vault}?document={}", kind.slug()),
        None => vault,
    }
}

/// A file in one's own vault.
pub fn vault_file(file: VaultFileId) -> String {
    format!("{TRANSITION}/vault/{file}")
}

/// A document of a young person, for the worker who says by when the agency gets it.
pub fn promised_document(family: FamilyId, youth: PersonId, kind: DocumentKind) -> String {
    format!(
        "/family/{family}/transition/{youth}/documents/{}",
        kind.slug()
    )
}

/// A file that a young person has released to the reader.
pub fn released_file(family: FamilyId, youth: PersonId, file: VaultFileId) -> String {
    format!("/family/{family}/transition/{youth}/file/{file}")
}
