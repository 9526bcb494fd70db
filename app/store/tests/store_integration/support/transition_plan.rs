//! What a young person writes into their transition plan, for the tests of who reads it. Each
//! function writes in the young person's transaction.

use model::files::{Attachment, AttachmentKind};
use model::id::{BudgetLineId, CommitmentId, FormId, VaultFileId};
use model::transition::area::{AnswerWords, AreaQuestion};
use model::transition::budget::{BudgetItem, BudgetLineInput, MoneyDirection};
use model::transition::money::Cents;
use model::transition::people::{CommitmentAdult, CommitmentTerms, NewCommitment, TermsFields};
use model::transition::{DocumentKind, Release, TransitionPart};
use store::Tx;
use store::transition::area_answers::save_answer;
use store::transition::area_form::AnswerForm;
use store::transition::budget::add_line;
use store::transition::ninety_day::read_own_plan;
use store::transition::ninety_day_changes::{agree_with_page, keep_copy};
use store::transition::people_changes::add_commitment;
use store::transition::release::set_release;
use store::transition::vault::{NewVaultFile, add_files};

use super::TestDatabase;

/// Where one is in an area; `revision` is 0 for the first words.
pub async fn write_answer(
    database: &TestDatabase,
    tx: &mut Tx,
    (part, revision): (TransitionPart, i32),
    body: &str,
) {
    let form = AnswerForm {
        form: database.clock.new_id(),
        part,
        question: AreaQuestion::Now,
        revision,
        sequence: 0,
        draft: None,
    };
    let words = AnswerWords::parse(body, "en").unwrap();
    save_answer(tx, &form, &words, &[]).await.unwrap();
}

/// Jay Riley lets these people read a part, or no one but himself, after `revision` choices.
pub async fn release_to(
    database: &TestDatabase,
    part: TransitionPart,
    readers: &[&str],
    revision: i32,
) {
    let mut people = Vec::new();
    for key in readers {
        people.push(database.person_id(key).await);
    }
    let release = if people.is_empty() {
        Release::Private
    } else {
        Release::Named
    };
    let form = database.clock.new_id();
    let mut tx = database.begin_as("jay-riley").await;
    set_release(&mut tx, form, part, release, &people, revision)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// The row of a file. What the file contains is in the attachment store, and not written.
pub async fn add_paper(
    database: &TestDatabase,
    tx: &mut Tx,
    kind: Option<DocumentKind>,
    name: &str,
) -> VaultFileId {
    let file = NewVaultFile {
        id: database.clock.new_id(),
        kind,
        name: name.to_owned(),
        attachment: Attachment {
            kind: AttachmentKind::Pdf,
            mime: "application/pdf".to_owned(),
            size: 1_000,
            dimensions: None,
            hash: Some("00".to_owned()),
        },
    };
    let files = std::slice::from_ref(&file);
    let form = database.clock.new_id();
    assert!(add_files(tx, form, files).await.unwrap());
    file.id
}

/// Asks an adult for a place to go on holidays.
pub async fn ask_adult(
    database: &TestDatabase,
    tx: &mut Tx,
    adult: CommitmentAdult,
) -> CommitmentId {
    let terms = TermsFields {
        kind: "holidays",
        words: "",
        way: "call",
        rhythm: "month",
    };
    let new = NewCommitment {
        adult,
        terms: CommitmentTerms::parse(terms, "en").unwrap(),
    };
    let form = database.clock.new_id();
    add_commitment(tx, form, &new).await.unwrap()
}

/// A line of the budget: $500 that goes out each month.
pub async fn add_expense(
    database: &TestDatabase,
    tx: &mut Tx,
    item: BudgetItem,
    name: Option<&str>,
) -> BudgetLineId {
    let line = BudgetLineInput {
        direction: MoneyDirection::Out,
        item,
        name: name.map(str::to_owned),
        amount: Cents(50_000),
    };
    let form: FormId = database.clock.new_id();
    add_line(tx, form, &line).await.unwrap();
    // The form's id is the line's, so that a form that is sent again adds no second line.
    BudgetLineId(form.0)
}

/// Agrees with every page of the ninety-day plan that has something on it, and keeps a copy.
pub async fn keep_plan(database: &TestDatabase, tx: &mut Tx) {
    let pages = read_own_plan(tx).await.unwrap().pages;
    for one in pages.into_iter().filter(|one| one.has_content()) {
        agree_with_page(tx, one.page.part, &one.digest)
            .await
            .unwrap();
    }
    let digest = read_own_plan(tx).await.unwrap().digest();
    let form = database.clock.new_id();
    keep_copy(tx, form, &digest).await.unwrap();
}
