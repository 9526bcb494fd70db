//! The rights of a young person: who reads what they say, who answers their questions and by when;
//! and what they keep about staying in care for themself alone.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use jiff::civil::date;
use model::id::{FormId, RightQuestionId, RightsSignatureId};
use model::transition::DocumentKind;
use model::transition::clock::TransitionDutyKind;
use model::transition::document::DocumentInput;
use model::transition::rights::{SignatureInput, YouthRight};
use model::transition::stay::{LetterKind, LetterWords, StayRequestInput};
use store::Error;
use store::home::duties::{DutySubject, list_duties};
use store::transition::documents::{read_own_document, save_own_document};
use store::transition::done::{Done, DoneDuty, read_done};
use store::transition::owed::read_owed;
use store::transition::right_questions::{
    RightQuestion, answer_question, ask_about_right, list_questions, read_questions,
    save_question_words, set_question_taken_back,
};
use store::transition::rights::{
    list_marks, list_signatures, read_rights, set_signature_taken_back, set_understood, sign_rights,
};
use store::transition::rights_due::rights_due;
use store::transition::stay::{
    list_stay_requests, load_letter, note_stay_request, save_letter, set_stay_request_removed,
};
use store::transition::{own_transition, read_released};

const JAY: &str = "jay-riley";
/// Everyone else of Jay's team, and people of other families.
const ADULTS: [&str; 6] = [
    "grace-hall",
    "pat-nguyen",
    "lena-bird",
    "denise-riley",
    "tasha-carter",
    "dana-fox",
];

async fn ask(database: &TestDatabase, right: YouthRight) -> RightQuestionId {
    let form: FormId = database.clock.new_id();
    let mut tx = database.begin_as(JAY).await;
    let (id, due) = ask_about_right(&mut tx, form, right, "en").await.unwrap();
    tx.commit().await.unwrap();
    // The fifth working day after Monday, November 23: the 26th is Thanksgiving.
    assert_eq!(due, date(2026, 12, 1));
    id
}

/// The questions of Jay that this person reads, without the gate of the pages: the statement itself
/// shows no more.
async fn questions(database: &TestDatabase, who: &str) -> Vec<RightQuestion> {
    let jay = database.person_id(JAY).await;
    let mut tx = database.begin_as(who).await;
    list_questions(&mut tx, jay).await.unwrap()
}

async fn answer(
    database: &TestDatabase,
    who: &str,
    id: RightQuestionId,
    words: &str,
) -> Result<(), Error> {
    let about = (
        database.family_id("riley").await,
        database.person_id(JAY).await,
    );
    let mut tx = database.begin_as(who).await;
    answer_question(&mut tx, about, id, (words, "en")).await?;
    tx.commit().await
}

async fn take_back(database: &TestDatabase, id: RightQuestionId, is: bool) -> Result<(), Error> {
    let mut tx = database.begin_as(JAY).await;
    set_question_taken_back(&mut tx, id, is).await?;
    tx.commit().await
}

on_each_engine! {
    async fn a_question_is_for_the_worker_and_the_supervisor(database: TestDatabase) {
        let id = ask(&database, YouthRight::Health).await;
        // A second tap opens no second question.
        assert_eq!(ask(&database, YouthRight::Health).await, id);
        let mut tx = database.begin_as(JAY).await;
        save_question_words(&mut tx, id, "Who pays?", "en").await.unwrap();
        tx.commit().await.unwrap();
        let (riley, jay) = (
            database.family_id("riley").await,
            database.person_id(JAY).await,
        );
        for who in ADULTS {
            let reads = ["grace-hall", "pat-nguyen"].contains(&who);
            let found = questions(&database, who).await;
            assert_eq!(found.len(), usize::from(reads), "{who}");
            let mut tx = database.begin_as(who).await;
            let page = read_questions(&mut tx, riley, jay, YouthRight::Health).await;
            assert_eq!(page.is_ok(), reads, "{who}: {page:?}");
            let may_answer = page.is_ok_and(|page| page.may_answer);
            assert_eq!(may_answer, who == "grace-hall", "{who}");
        }
        let mut tx = database.begin_as("grace-hall").await;
        let due = rights_due(&mut tx, riley).await.unwrap();
        assert_eq!((due.len(), due[0].kind), (1, YouthRight::Health));
        let duties = list_duties(&mut tx, "en").await.unwrap();
        assert!(duties.iter().any(|duty| duty.subject == DutySubject::RightQuestion(jay)
            && duty.day == date(2026, 12, 1)));
        drop(tx);
        // Of a supervisor only what is late.
        let mut tx = database.begin_as("pat-nguyen").await;
        let duties = list_duties(&mut tx, "en").await.unwrap();
        assert!(duties.iter().all(|duty| duty.subject != DutySubject::RightQuestion(jay)));
        drop(tx);
        for who in ["pat-nguyen", "lena-bird", "denise-riley", JAY, "dana-fox"] {
            let refused = answer(&database, who, id, "The agency.").await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}: {refused:?}");
        }
        // What is taken back is gone, and can come back.
        take_back(&database, id, true).await.unwrap();
        assert!(questions(&database, "grace-hall").await.is_empty());
        let mut tx = database.begin_as(JAY).await;
        let late = save_question_words(&mut tx, id, "Who pays for it?", "en").await;
        assert!(matches!(late, Err(Error::Conflict)), "said to be saved, and read by no one");
        drop(tx);
        let refused = answer(&database, "grace-hall", id, "The agency.").await;
        assert!(matches!(refused, Err(Error::NotFound)));
        take_back(&database, id, false).await.unwrap();
        assert_eq!(questions(&database, "grace-hall").await[0].body, "Who pays?");
    }
}

on_each_engine! {
    async fn a_question_is_not_taken_back_while_it_is_answered(database: TestDatabase) {
        let id = ask(&database, YouthRight::Court).await;
        let about = (
            database.family_id("riley").await,
            database.person_id(JAY).await,
        );
        let mut tx = database.begin_as("grace-hall").await;
        answer_question(&mut tx, about, id, ("On Friday.", "en")).await.unwrap();
        // Longer than taking back takes when it waits for nothing.
        let committed = async {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            tx.commit().await.unwrap();
        };
        let (taken_back, ()) = tokio::join!(take_back(&database, id, true), committed);
        assert!(matches!(taken_back, Err(Error::Conflict)), "{taken_back:?}");
        assert_eq!(questions(&database, "grace-hall").await.len(), 1);
    }
}

on_each_engine! {
    async fn an_answer_stays_and_a_worker_who_left_reads_nothing(database: TestDatabase) {
        let id = ask(&database, YouthRight::Court).await;
        // The button is pressed twice.
        for _ in 0..2 {
            answer(&database, "grace-hall", id, "On Friday.").await.unwrap();
        }
        let other = answer(&database, "grace-hall", id, "On Monday.").await;
        assert!(matches!(other, Err(Error::Conflict)));
        let refused = take_back(&database, id, true).await;
        assert!(matches!(refused, Err(Error::Conflict)));
        let mut tx = database.begin_as(JAY).await;
        let late = save_question_words(&mut tx, id, "When?", "en").await;
        assert!(matches!(late, Err(Error::Conflict)));
        drop(tx);
        let found = questions(&database, JAY).await;
        let said = found[0].answer().unwrap();
        assert_eq!((said.body, said.answered_by), ("On Friday.", Some("Grace Hall")));
        let riley = database.family_id("riley").await;
        let mut tx = database.begin_as("grace-hall").await;
        assert!(rights_due(&mut tx, riley).await.unwrap().is_empty());
        drop(tx);
        // A new question about the same right, after the answer.
        let next = ask(&database, YouthRight::Court).await;
        assert_ne!(next, id);
        database.end_membership("grace-hall").await;
        assert!(questions(&database, "grace-hall").await.is_empty());
        let refused = answer(&database, "grace-hall", next, "x").await;
        assert!(matches!(refused, Err(Error::NotFound)));
        // Jay has left the team, too, and still reads and asks.
        database.end_membership(JAY).await;
        assert_eq!(questions(&database, JAY).await.len(), 2);
        ask(&database, YouthRight::Safety).await;
        assert_eq!(questions(&database, "pat-nguyen").await.len(), 3);
    }
}

on_each_engine! {
    async fn rights_are_signed_by_the_youth_and_read_by_required_roles(database: TestDatabase) {
        let input = SignatureInput {
            signed_on: date(2026, 11, 20),
            talked_with: Some("Grace".to_owned()),
        };
        let form: FormId = database.clock.new_id();
        // The button is pressed twice.
        for _ in 0..2 {
            let mut tx = database.begin_as(JAY).await;
            set_understood(&mut tx, YouthRight::Safety, true).await.unwrap();
            sign_rights(&mut tx, form, &input).await.unwrap();
            tx.commit().await.unwrap();
        }
        let (riley, jay) = (
            database.family_id("riley").await,
            database.person_id(JAY).await,
        );
        for who in ADULTS {
            let reads = ["grace-hall", "pat-nguyen", "lena-bird"].contains(&who);
            let mut tx = database.begin_as(who).await;
            assert_eq!(list_marks(&mut tx, jay).await.unwrap().len(), usize::from(reads), "{who}");
            let signed = list_signatures(&mut tx, jay).await.unwrap();
            assert_eq!(signed.len(), usize::from(reads), "{who}");
            assert_eq!(read_rights(&mut tx, riley, jay).await.is_ok(), reads, "{who}");
            drop(tx);
            let mut tx = database.begin_as(who).await;
            let refused = sign_rights(&mut tx, database.clock.new_id(), &input).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        let mut tx = database.begin_as(JAY).await;
        let id = RightsSignatureId(form.0);
        set_signature_taken_back(&mut tx, id, true).await.unwrap();
        set_understood(&mut tx, YouthRight::Safety, false).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.begin_as("lena-bird").await;
        assert!(list_signatures(&mut tx, jay).await.unwrap().is_empty());
        assert!(!list_marks(&mut tx, jay).await.unwrap()[0].understood);
    }
}

on_each_engine! {
    async fn a_letter_and_a_request_are_their_owners_alone(database: TestDatabase) {
        let words = LetterWords {
            english: "Please let me stay.".to_owned(),
            own: "Déjenme quedarme.".to_owned(),
        };
        let asked = StayRequestInput {
            asked_on: date(2026, 11, 20),
            asked_whom: "Grace".to_owned(),
        };
        let (kind, form) = (LetterKind::Stay, database.clock.new_id());
        // The button is pressed twice.
        for _ in 0..2 {
            let mut tx = database.begin_as(JAY).await;
            save_letter(&mut tx, kind, &words, "es", 0).await.unwrap();
            note_stay_request(&mut tx, form, kind, &asked).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = database.begin_as(JAY).await;
        let stale = save_letter(&mut tx, kind, &LetterWords::default(), "es", 0).await;
        assert!(matches!(stale, Err(Error::Conflict)));
        let own = own_transition(&mut tx).await.unwrap();
        let letter = load_letter(&mut tx, &own, kind).await.unwrap().unwrap();
        assert_eq!((letter.english, letter.revision), (words.english, 1));
        assert_eq!(load_letter(&mut tx, &own, LetterKind::ComeBack).await.unwrap(), None);
        let requests = list_stay_requests(&mut tx, &own).await.unwrap();
        assert_eq!(requests.len(), 1);
        drop(tx);
        for who in ADULTS {
            let mut tx = database.begin_as(who).await;
            let refused = set_stay_request_removed(&mut tx, requests[0].id, true).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        let mut tx = database.begin_as(JAY).await;
        set_stay_request_removed(&mut tx, requests[0].id, true).await.unwrap();
        assert!(list_stay_requests(&mut tx, &own).await.unwrap().is_empty());
        set_stay_request_removed(&mut tx, requests[0].id, false).await.unwrap();
        assert_eq!(list_stay_requests(&mut tx, &own).await.unwrap(), requests);
    }
}

/// What was done for Jay, without the gate of the pages: the statement itself shows no more.
async fn done(database: &TestDatabase, who: &str) -> Done {
    let jay = database.person_id(JAY).await;
    let mut tx = database.begin_as(who).await;
    read_done(&mut tx, jay, date(2009, 2, 23)).await.unwrap()
}

/// The right and the last day of each question that waits, as it is told on the page of adults.
async fn waiting(database: &TestDatabase, who: &str) -> Vec<(YouthRight, jiff::civil::Date)> {
    let riley = database.family_id("riley").await;
    let jay = database.person_id(JAY).await;
    let mut tx = database.begin_as(who).await;
    match read_released(&mut tx, riley, jay).await {
        Ok(released) => read_owed(&mut tx, &released).await.unwrap().questions,
        Err(_) => Vec::new(),
    }
}

on_each_engine! {
    async fn a_duty_is_done_once_the_data_says_so_for_those_who_read_it(database: TestDatabase) {
        let rights = DoneDuty {
            kind: TransitionDutyKind::RightsList,
            day: Some(date(2026, 11, 20)),
        };
        let documents = DoneDuty {
            kind: TransitionDutyKind::Documents,
            day: None,
        };
        assert!(done(&database, JAY).await.duties.is_empty());
        let input = SignatureInput {
            signed_on: date(2026, 11, 20),
            talked_with: None,
        };
        let have = DocumentInput::parse("have", "", "").unwrap();
        let mut tx = database.begin_as(JAY).await;
        sign_rights(&mut tx, database.clock.new_id(), &input).await.unwrap();
        for kind in DocumentKind::ALL {
            let own = own_transition(&mut tx).await.unwrap();
            let said = read_own_document(&mut tx, &own, *kind).await.unwrap();
            let revision = said.first().map_or(0, |status| status.revision);
            save_own_document(&mut tx, *kind, revision, &have).await.unwrap();
        }
        tx.commit().await.unwrap();
        for who in [JAY, "grace-hall", "pat-nguyen", "lena-bird"] {
            assert_eq!(done(&database, who).await.duties, [rights, documents], "{who}");
        }
        for who in ["denise-riley", "tasha-carter", "dana-fox"] {
            assert_eq!(done(&database, who).await, Done::default(), "{who}");
        }
        // A question waits for those who answer it, and a new answer is told to its owner alone.
        let id = ask(&database, YouthRight::Health).await;
        let expected = [(YouthRight::Health, date(2026, 12, 1))];
        for (who, reads) in [("grace-hall", true), ("pat-nguyen", true), ("lena-bird", false)] {
            let seen = waiting(&database, who).await;
            assert_eq!(seen == expected, reads, "{who}: {seen:?}");
        }
        answer(&database, "grace-hall", id, "The agency.").await.unwrap();
        assert!(waiting(&database, "grace-hall").await.is_empty());
        assert_eq!(done(&database, JAY).await.answered, Some(YouthRight::Health));
        assert_eq!(done(&database, "grace-hall").await.answered, None);
    }
}
