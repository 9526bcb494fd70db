//! The vault of a young person: who opens a file in every state of the release, and what it keeps.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use jiff::SignedDuration;
use model::files::{Attachment, AttachmentKind};
use model::id::{FormId, VaultFileId};
use model::transition::document::DocumentInput;
use model::transition::vault::{MAX_VAULT_BYTES, MAX_VAULT_FILES};
use model::transition::{DocumentKind, Release, TransitionPart};
use store::Error;
use store::transition::documents::{
    DocumentStatus, list_own_documents, list_released_documents, save_own_document,
};
use store::transition::release::set_release;
use store::transition::vault::{self, NewVaultFile, VaultFile};
use store::transition::{own_transition, read_released};

const JAY: &str = "jay-riley";
/// The worker, the supervisor and the tribal representative of the Riley family, who read the
/// states by law, and an aunt.
const TEAM: [&str; 4] = ["grace-hall", "pat-nguyen", "lena-bird", "denise-riley"];
/// A worker of other families, and a parent.
const STRANGERS: [&str; 2] = ["dana-fox", "tasha-carter"];

/// Jay chooses who sees the documents, after `revision` choices.
async fn release_documents(
    database: &TestDatabase,
    revision: i32,
    release: Release,
    readers: &[&str],
) {
    let mut people = Vec::new();
    for key in readers {
        people.push(database.person_id(key).await);
    }
    let (form, part) = (database.clock.new_id(), TransitionPart::Documents);
    let mut tx = database.begin_as(JAY).await;
    set_release(&mut tx, form, part, release, &people, revision)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// A file whose bytes are stored already.
fn new_file(database: &TestDatabase, size: usize) -> NewVaultFile {
    NewVaultFile {
        id: database.clock.new_id(),
        kind: Some(DocumentKind::BirthRecord),
        name: "Birth".to_owned(),
        attachment: Attachment {
            kind: AttachmentKind::Pdf,
            mime: "application/pdf".to_owned(),
            size,
            dimensions: None,
            hash: Some("00".to_owned()),
        },
    }
}

async fn add_files(
    database: &TestDatabase,
    who: &str,
    form: FormId,
    files: &[NewVaultFile],
) -> Result<bool, Error> {
    let mut tx = database.begin_as(who).await;
    let added = vault::add_files(&mut tx, form, files).await?;
    tx.commit().await?;
    Ok(added)
}

async fn add_one_file(database: &TestDatabase) -> VaultFileId {
    let file = new_file(database, 1_000);
    let form = database.clock.new_id();
    assert!(
        add_files(database, JAY, form, std::slice::from_ref(&file))
            .await
            .unwrap()
    );
    file.id
}

async fn open_released(
    database: &TestDatabase,
    who: &str,
    file: VaultFileId,
) -> Result<VaultFile, Error> {
    let (family, jay) = (
        database.family_id("riley").await,
        database.person_id(JAY).await,
    );
    let mut tx = database.begin_as(who).await;
    let opened = vault::open_released_file(&mut tx, family, jay, file).await?;
    tx.commit().await?;
    Ok(opened)
}

/// Opens the file as everyone of the team, and compares who may; the list shows it to the same
/// people.
async fn assert_opened_by(database: &TestDatabase, file: VaultFileId, readers: &[&str]) {
    let (family, jay) = (
        database.family_id("riley").await,
        database.person_id(JAY).await,
    );
    for who in TEAM {
        let is_reader = readers.contains(&who);
        match open_released(database, who, file).await {
            Ok(opened) => assert!(is_reader && opened.id == file, "{who}"),
            Err(error) => assert!(!is_reader && matches!(error, Error::NotFound), "{who}"),
        }
        let mut tx = database.begin_as(who).await;
        let Ok(released) = read_released(&mut tx, family, jay).await else {
            // Nothing was released to her, and the law gives her nothing.
            assert_eq!(who, "denise-riley");
            continue;
        };
        let files = vault::list_released_files(&mut tx, &released)
            .await
            .unwrap();
        assert_eq!(files.len(), usize::from(is_reader), "{who}");
        // The states are read by the others too, because the law requires the part.
        let statuses = list_released_documents(&mut tx, &released).await.unwrap();
        let record = |status: &DocumentStatus| status.kind == DocumentKind::BirthRecord;
        assert!(statuses.iter().any(record), "{who}");
    }
    for who in STRANGERS {
        let refused = open_released(database, who, file).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{who}");
    }
}

async fn open_own(database: &TestDatabase, who: &str, file: VaultFileId) -> Result<(), Error> {
    let mut tx = database.begin_as(who).await;
    vault::open_own_file(&mut tx, file).await.map(|_| ())
}

/// Jay has the birth certificate.
async fn say_birth_record(database: &TestDatabase) {
    let input = DocumentInput::parse("have", "", "").unwrap();
    let mut tx = database.begin_as(JAY).await;
    save_own_document(&mut tx, DocumentKind::BirthRecord, 0, &input)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_each_engine! {
    async fn a_file_is_opened_by_those_to_whom_it_is_released(database: TestDatabase) {
        say_birth_record(&database).await;
        let file = add_one_file(&database).await;
        // Before any choice the part is required by law: the states, and no file.
        assert_opened_by(&database, file, &[]).await;
        for (revision, (release, named, readers)) in (0..).zip([
            (Release::Named, &["denise-riley"][..], &["denise-riley"][..]),
            // Taken back.
            (Release::Required, &[], &[]),
            (Release::Named, &["lena-bird"], &["lena-bird"]),
            (Release::Team, &[], &TEAM),
        ]) {
            release_documents(&database, revision, release, named).await;
            assert_opened_by(&database, file, readers).await;
            open_own(&database, JAY, file).await.unwrap();
        }
        // A removed file is gone for everyone, and comes back for all.
        set_removed(&database, file, true).await.unwrap();
        assert_opened_by(&database, file, &[]).await;
        assert!(open_own(&database, JAY, file).await.is_err());
        set_removed(&database, file, false).await.unwrap();
        assert_opened_by(&database, file, &TEAM).await;
        // An adult whose membership has ended reads nothing, whatever was released to them.
        end_membership(&database, "lena-bird").await;
        let refused = open_released(&database, "lena-bird", file).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    }
}

on_each_engine! {
    async fn only_the_owner_opens_a_vault_also_after_leaving_the_team(database: TestDatabase) {
        say_birth_record(&database).await;
        let file = add_one_file(&database).await;
        for (who, id) in [
            (JAY, database.clock.new_id()),
            ("grace-hall", file),
            ("tasha-carter", file),
        ] {
            let refused = open_own(&database, who, id).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who} {refused:?}");
        }
        end_membership(&database, JAY).await;
        open_own(&database, JAY, file).await.unwrap();
        add_one_file(&database).await;
        let mut tx = database.begin_as(JAY).await;
        let own = own_transition(&mut tx).await.unwrap();
        assert!(!own.is_on_team);
        assert_eq!(vault::list_own_files(&mut tx, &own).await.unwrap().len(), 2);
        let own_documents = list_own_documents(&mut tx, &own).await.unwrap();
        let record = |status: &DocumentStatus| status.kind == DocumentKind::BirthRecord;
        assert!(own_documents.iter().any(record));
    }
}

/// The membership ended yesterday.
async fn end_membership(database: &TestDatabase, who: &str) {
    let sql = if who == JAY {
        "UPDATE membership SET until = '2026-11-22' WHERE person_id = (SELECT p.id FROM person p \
            WHERE p.key = 'jay-riley')"
    } else {
        "UPDATE membership SET until = '2026-11-22' WHERE person_id = (SELECT p.id FROM person p \
            WHERE p.key = 'lena-bird')"
    };
    database.execute_sql(sql).await.unwrap();
}

async fn set_removed(
    database: &TestDatabase,
    file: VaultFileId,
    is_removed: bool,
) -> Result<(), Error> {
    let mut tx = database.begin_as(JAY).await;
    vault::set_removed(&mut tx, file, is_removed).await?;
    tx.commit().await
}

on_each_engine! {
    async fn the_vault_keeps_what_fits_once_and_deletes_after_a_day(database: TestDatabase) {
        let form = database.clock.new_id();
        let file = new_file(&database, 1_000);
        let one = std::slice::from_ref(&file);
        assert!(add_files(&database, JAY, form, one).await.unwrap());
        // The button is pressed twice: the second upload has other ids.
        let again = [new_file(&database, 1_000)];
        assert!(!add_files(&database, JAY, form, &again).await.unwrap());
        let mut renamed = new_file(&database, 1_000);
        renamed.name = "Another name".to_owned();
        let conflict = add_files(&database, JAY, form, &[renamed]).await;
        assert!(matches!(conflict, Err(Error::Conflict)), "{conflict:?}");
        let refused = |files: Vec<NewVaultFile>| {
            let (database, form) = (&database, database.clock.new_id());
            async move { add_files(database, JAY, form, &files).await }
        };
        let large = usize::try_from(MAX_VAULT_BYTES).unwrap();
        let full = refused(vec![new_file(&database, large)]).await;
        assert!(
            matches!(full, Err(Error::Invalid("transition-vault-full"))),
            "{full:?}"
        );
        let many = (0..MAX_VAULT_FILES)
            .map(|_| new_file(&database, 1))
            .collect();
        let many = refused(many).await;
        assert!(
            matches!(many, Err(Error::Invalid("transition-vault-many"))),
            "{many:?}"
        );
        // Only a young person with a plan has a vault.
        let worker = add_files(&database, "grace-hall", database.clock.new_id(), one).await;
        assert!(matches!(worker, Err(Error::NotFound)), "{worker:?}");
        set_removed(&database, file.id, true).await.unwrap();
        delete_removed(&database).await;
        set_removed(&database, file.id, false).await.unwrap();
        set_removed(&database, file.id, true).await.unwrap();
        database
            .clock
            .advance(vault::REMOVED_FILE_LIFETIME + SignedDuration::from_secs(1));
        delete_removed(&database).await;
        let gone = set_removed(&database, file.id, false).await;
        assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
    }
}

async fn delete_removed(database: &TestDatabase) {
    let mut tx = database.db.acting_as_system("test").await.unwrap();
    vault::delete_removed_files(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}
