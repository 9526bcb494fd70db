//! What a young person and their agency say about a document, and what an import says.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use jiff::civil::date;
use model::transition::document::DocumentInput;
use model::transition::{DocumentKind, DocumentState};
use store::Error;
use store::plan::working_copy::SaveOutcome;
use store::transition::documents::{
    DocumentStatus, ImportedDocument, import_documents, promise_document, read_own_document,
    save_own_document,
};
use store::transition::owed::read_owed;
use store::transition::{own_transition, read_released};

const JAY: &str = "jay-riley";

/// Jay says it; a document that is coming is due on November 20, three days before the test's day.
async fn say(
    database: &TestDatabase,
    kind: DocumentKind,
    revision: i32,
    state: &str,
) -> Result<SaveOutcome<()>, Error> {
    let input = DocumentInput::parse(state, "My aunt", "2026-11-20").unwrap();
    let mut tx = database.begin_as(JAY).await;
    let saved = save_own_document(&mut tx, kind, revision, &input).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn promise(
    database: &TestDatabase,
    who: &str,
    revision: i32,
    due: &str,
) -> Result<SaveOutcome<()>, Error> {
    let (family, jay) = (
        database.family_id("riley").await,
        database.person_id(JAY).await,
    );
    let input = DocumentInput::parse_promise(due).unwrap();
    let about = (DocumentKind::StateId, revision);
    let mut tx = database.begin_as(who).await;
    let saved = promise_document(&mut tx, family, jay, about, &input).await?;
    tx.commit().await?;
    Ok(saved)
}

/// Everything that was said about the state ID, the newest first.
async fn said(database: &TestDatabase) -> Vec<DocumentStatus> {
    let mut tx = database.begin_as(JAY).await;
    let own = own_transition(&mut tx).await.unwrap();
    read_own_document(&mut tx, &own, DocumentKind::StateId)
        .await
        .unwrap()
}

/// The kinds that are late, as the worker sees them.
async fn late(database: &TestDatabase) -> Vec<DocumentKind> {
    let (family, jay) = (
        database.family_id("riley").await,
        database.person_id(JAY).await,
    );
    let mut tx = database.begin_as("grace-hall").await;
    let released = read_released(&mut tx, family, jay).await.unwrap();
    let owed = read_owed(&mut tx, &released).await.unwrap();
    owed.late_documents
        .into_iter()
        .map(|(kind, _)| kind)
        .collect()
}

on_each_engine! {
    async fn a_document_has_a_state_that_both_say_and_neither_overwrites(database: TestDatabase) {
        let jay = database.person_id(JAY).await;
        // The worker is first: Jay has written nothing yet.
        promise(&database, "grace-hall", 0, "2026-11-20")
            .await
            .unwrap();
        // The supervisor, the tribal representative, the caregiver, the young person and another
        // family's worker: the promise is the worker's.
        for who in ["pat-nguyen", "lena-bird", "denise-riley", JAY, "dana-fox"] {
            let refused = promise(&database, who, 1, "2026-12-01").await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who} {refused:?}");
        }
        assert_eq!(late(&database).await, [DocumentKind::StateId]);
        let now = said(&database).await.remove(0);
        assert!(now.is_by_agency(jay) && now.is_overdue(date(2026, 11, 23)));
        assert_eq!(now.written_by.as_deref(), Some("Grace Hall"));
        // Jay's form was filled in before the worker said it.
        let stale = say(&database, DocumentKind::StateId, 0, "unsure")
            .await
            .unwrap();
        assert_eq!(stale, SaveOutcome::Stale);
        for _ in 0..2 {
            // The second is the same form once more, which changes nothing.
            let saved = say(&database, DocumentKind::StateId, 1, "coming")
                .await
                .unwrap();
            assert_eq!(saved, SaveOutcome::Saved(()));
        }
        assert_eq!(late(&database).await, [DocumentKind::StateId]);
        // The worker's form is from before the young person said it.
        assert_eq!(
            promise(&database, "grace-hall", 1, "2026-12-01")
                .await
                .unwrap(),
            SaveOutcome::Stale
        );
        promise(&database, "grace-hall", 2, "2026-12-01")
            .await
            .unwrap();
        assert!(late(&database).await.is_empty());
        say(&database, DocumentKind::StateId, 3, "have")
            .await
            .unwrap();
        // A promise to get what the young person holds would have them wait for nothing.
        let refused = promise(&database, "grace-hall", 4, "2026-12-02").await;
        assert!(
            matches!(refused, Err(Error::Invalid("transition-document-has"))),
            "{refused:?}"
        );
        let history: Vec<_> = said(&database)
            .await
            .iter()
            .map(|row| (row.revision, row.state))
            .collect();
        assert_eq!(
            history,
            [
                (4, DocumentState::Have),
                (3, DocumentState::Coming),
                (2, DocumentState::Coming),
                (1, DocumentState::Coming),
            ]
        );
    }
}

on_each_engine! {
    async fn an_import_never_repeats_itself_over_what_the_youth_said(database: TestDatabase) {
        say(&database, DocumentKind::StateId, 0, "unsure")
            .await
            .unwrap();
        let imported = |due: &str| {
            vec![ImportedDocument {
                kind: DocumentKind::StateId,
                input: DocumentInput::parse_promise(due).unwrap(),
            }]
        };
        // What the agency's system says for the first time is stored beside what the young person
        // said.
        assert_eq!(import(&database, &imported("2026-12-01")).await, 1);
        say(&database, DocumentKind::StateId, 2, "have")
            .await
            .unwrap();
        assert_eq!(import(&database, &imported("2026-12-01")).await, 0);
        assert_eq!(said(&database).await[0].state, DocumentState::Have);
        // The agency's system says something new.
        assert_eq!(import(&database, &imported("2026-12-15")).await, 1);
        let now = said(&database).await.remove(0);
        assert_eq!((now.revision, now.written_by_id), (4, None));
    }
}

async fn import(database: &TestDatabase, imported: &[ImportedDocument]) -> usize {
    let (family, jay) = (
        database.family_id("riley").await,
        database.person_id(JAY).await,
    );
    // As an import runs: by the system's login, without an actor.
    let mut tx = database.db.acting_as_system("test").await.unwrap();
    let changed = import_documents(&mut tx, jay, family, imported)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    changed
}
