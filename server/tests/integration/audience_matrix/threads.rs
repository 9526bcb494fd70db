//! Messages, files and drafts of the generated family's people, each recorded in the oracle.

use std::collections::BTreeMap;

use model::id::{PersonId, ThreadId};
use model::messages::{MessageDestination, ThreadKind};
use store::messages::{self, NewGroupThread, interpretation, participants};

use super::oracle::OracleAudience;
use super::portal::MatrixPortal;

impl MatrixPortal {
    /// Creates a thread that the mentor leaves before the other parent joins, and that everyone
    /// except that parent leaves afterwards.
    pub async fn add_departed_thread(&mut self) {
        let (family, form) = (
            self.database().family_id("matrix").await,
            self.database().clock.new_id(),
        );
        let mut ids: BTreeMap<&str, PersonId> = BTreeMap::new();
        for who in ["parent-a", "parent-b", "mentor-a"] {
            ids.insert(who, self.database().person_id(who).await);
        }
        let new = NewGroupThread {
            form,
            family,
            kind: ThreadKind::Team,
            people: vec![ids["parent-a"], ids["mentor-a"]],
        };
        let mut tx = self.database().begin_as("worker").await;
        let thread = messages::create_group(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        // Who could read this message leaves the thread, and who joins later sees nothing from
        // before: the oracle allows it to no person.
        let before = self.oracle.new_canary(
            "said before the other parent came",
            None,
            Some(OracleAudience::default()),
        );
        self.oracle.may_be_unseen(1);
        self.database()
            .send_message("mentor-a", MessageDestination::Thread(thread), &before)
            .await
            .unwrap();
        // The parent who joins next must not learn from the participants, present or former, that
        // the other one has a mentor.
        self.leave_thread("mentor-a", thread).await;
        let mut tx = self.database().begin_as("worker").await;
        participants::add(&mut tx, thread, ids["parent-b"])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let after = self.oracle.new_canary(
            "said after the other parent came",
            None,
            Some(OracleAudience::default().with_people(["parent-b"])),
        );
        self.database()
            .send_message("parent-a", MessageDestination::Thread(thread), &after)
            .await
            .unwrap();
        for who in ["parent-a", "worker"] {
            self.leave_thread(who, thread).await;
        }
        self.threads.insert("left".into(), thread);
    }

    async fn leave_thread(&self, who: &str, thread: ThreadId) {
        let person = self.database().person_id(who).await;
        let mut tx = self.database().begin_as(who).await;
        participants::remove(&mut tx, thread, person).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Sends a message with a file, saves a draft, and requests an interpretation.
    pub async fn send_file_and_draft(&mut self) {
        let thread = self.threads["a-mentor"];
        let word = self.oracle.new_canary(
            "a file",
            None,
            Some(OracleAudience::default().with_people(["parent-a", "mentor-a"])),
        );
        let mut draft = model::messages::NewMessage::parse(
            self.database().clock.new_id(),
            MessageDestination::Thread(thread),
            "en",
            "with a paper",
        )
        .unwrap();
        let id = self.database().clock.new_id();
        draft.id = Some(id);
        let ready = self
            .app
            .files
            // Not compressed, so that the word is found in the downloaded bytes.
            .process_files(vec![format!("%PDF-1.4 {word} %%EOF").into_bytes()])
            .await
            .unwrap();
        draft.files = self.app.files.store_files(id, ready).await.unwrap();
        let mut tx = self.database().begin_as("parent-a").await;
        messages::send(&mut tx, &draft).await.unwrap();
        tx.commit().await.unwrap();
        // A draft is its writer's alone, among the participants as well.
        let word = self.oracle.new_canary(
            "a draft",
            None,
            Some(OracleAudience::default().with_people(["parent-a"])),
        );
        let mut tx = self.database().begin_as("parent-a").await;
        messages::save_draft(
            &mut tx,
            MessageDestination::Thread(self.threads["a-worker"]),
            None,
            &word,
        )
        .await
        .unwrap();
        interpretation::request_interpretation(&mut tx, self.threads["a-worker"], 1, "hmn", 0)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        // The request shows this message, and none before it, to the interpreter.
        let asked = self
            .oracle
            .canaries
            .iter_mut()
            .find(|canary| canary.place == "a-worker message 0")
            .unwrap();
        asked.audience.as_mut().unwrap().people.push("interpreter");
    }
}
