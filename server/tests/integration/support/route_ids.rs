//! Data of the demo's Carter and Luna families that the placeholders of routes and forms refer to.

use jiff::tz::TimeZone;
use model::calendar::needs::{EventNeed, NeedWords, NewEventNeed};
use model::calendar::{EventForm, EventInput, NewEventAnswer};
use model::id::{EventId, FormId, ReplyId, ReviewId, ThreadId};
use model::messages::{BodyRule, MessageDestination, NewMessage, ThreadKind};
use model::plan::PlanItemKind;
use model::plan::progress::NewReview;
use model::plan::reply::{NewReply, ReplyTarget, Sharing};
use store::calendar::{answers, needs};
use store::messages::interpretation;
use store::plan::PlanItem;

use super::interpretation_records::{claim_interpretation, request_translation};
use super::rights_records::ASKED_RIGHT;
use super::team_records::{create_team_records, find_child_tribe, name_days, note_review};
use super::transition_people::RileyIds;
use super::transition_records::find_youth;
use super::vault_records::create_vault_file;
use super::{TestApp, event_notes};

/// The ids for the placeholders of routes and forms.
pub struct RouteIds {
    pub family: String,
    pub thread: String,
    pub person: String,
    /// A plan item that parents, worker and supervisor see; no item is visible to the whole team.
    pub item: String,
    /// The text of that item.
    pub text: String,
    /// A step that Tasha owns.
    pub step: String,
    /// Tasha's reply to that item, shared with everyone who reads the item.
    pub reply: String,
    /// Her other reply to it, which no one reads: a form withdraws it.
    pub withdrawn: String,
    /// The hearing of the Carter family, for which Tasha has asked for another time.
    pub event: String,
    /// The interpreter whom she needs for it.
    pub need: String,
    /// A meeting that Ben Ortiz has added, without anyone else.
    pub added_event: String,
    /// Days that Tasha keeps.
    pub observance: String,
    /// A review of the case that Ben Ortiz noted as held.
    pub held_date: String,
    /// What Tasha brings to the hearing, the published decision, and the field that says that she
    /// was there.
    pub event_words: String,
    pub decision: String,
    pub there: String,
    /// A review of the Carter family.
    pub review: String,
    /// A thread of Ben Ortiz, Tasha Carter and Nora Price, the caregiver.
    pub group_thread: String,
    pub caregiver: String,
    /// June Bell's message with a PDF.
    pub seq: String,
    /// Dana Fox's audio message, for which María Luna has requested an interpretation, and that
    /// request.
    pub interpreted_seq: String,
    pub request: String,
    /// Tasha's request for the text of that item in Spanish.
    pub translation: String,
    pub tasha: String,
    pub contact: String,
    /// Ben Ortiz, Pat Nguyen and Lena Bird.
    pub serving: [String; 3],
    /// Someone without an account on the team, and Tasha's proposal, shared with the family.
    pub team_contact: String,
    pub team_request: String,
    /// Tasha's plan for family time in the demo, and its visit.
    pub family_time: String,
    pub visit: String,
    /// That contact, as the value of the form of an objection.
    pub objection: String,
    /// Leo, what is known about his tribe, and an active effort.
    pub child: String,
    pub child_tribe: String,
    pub tribe_entry: String,
    /// The Riley family and Jay, its youth: the Carter family has none.
    pub youth_family: String,
    pub youth: String,
    pub riley: RileyIds,
    /// A file in the vault of Jay Riley.
    pub vault_file: String,
}

impl RouteIds {
    pub async fn create_data(app: &TestApp) -> Self {
        let database = &app.database;
        let serving = [
            database.person_id("ben-ortiz").await,
            database.person_id("pat-nguyen").await,
            database.person_id("lena-bird").await,
        ];
        let plan = create_plan_records(app).await;
        let (group_thread, review) = create_worker_records(app).await;
        let (team_contact, team_request) = create_team_records(app).await;
        let event = answer_hearing(app).await;
        let (event_words, decision) = event_notes::create_event_notes(app, event).await;
        let tasha = database.person_id("tasha-carter").await;
        let [child, child_tribe, tribe_entry] = find_child_tribe(app).await;
        let [youth_family, youth] = find_youth(app).await;
        let seq = send_attachment(app, "june-bell", "tasha-june", "with a paper").await;
        let interpreted_seq = send_attachment(app, "dana-fox", "maria-dana", "").await;
        Self {
            item: plan.item.id.to_string(),
            text: plan.item.text_id.to_string(),
            step: plan.step.id.to_string(),
            reply: plan.reply.to_string(),
            withdrawn: plan.withdrawn.to_string(),
            event: event.to_string(),
            event_words: event_words.to_string(),
            decision: decision.to_string(),
            there: format!("there-{tasha}"),
            need: ask_for_interpreter(app).await,
            added_event: add_meeting(app).await.to_string(),
            observance: name_days(app).await,
            held_date: note_review(app).await,
            review: review.to_string(),
            family_time: event_notes::plan_of_tasha(app).await,
            visit: event_id(app, "ft-tasha").await.to_string(),
            objection: format!("contact:{team_contact}"),
            team_contact,
            team_request,
            child,
            child_tribe,
            tribe_entry,
            youth_family,
            youth,
            riley: RileyIds::create_data(app).await,
            vault_file: create_vault_file(app).await,
            group_thread: group_thread.to_string(),
            seq: seq.to_string(),
            interpreted_seq: interpreted_seq.to_string(),
            request: claim_interpretation(app, interpreted_seq).await,
            translation: request_translation(app, &plan.item).await,
            tasha: tasha.to_string(),
            // Not stored yet: one form records a contact under this id, and a later one deletes it.
            contact: database.clock.new_id::<FormId>().to_string(),
            serving: serving.map(|id| id.to_string()),
            caregiver: database.person_id("nora-price").await.to_string(),
            family: database.family_id("carter").await.to_string(),
            thread: database.thread_id("tasha-june").await.to_string(),
            person: database.person_id("june-bell").await.to_string(),
        }
    }

    pub fn fill_path(&self, pattern: &str) -> String {
        // `{id}` is a thread in the addresses of messages, and a family in all others: that of the
        // youth for their transition plan.
        let (id, person) = if pattern.starts_with("/messages") {
            (&self.thread, &self.person)
        } else if pattern.starts_with("/family/{id}/transition/") {
            (&self.youth_family, &self.youth)
        } else {
            (&self.family, &self.person)
        };
        pattern
            .replace("{id}", id)
            .replace("{person}", person)
            .replace("{part}", "housing")
            // June Bell, who can hand over and be given another role.
            .replace("{member}", &self.person)
            .replace("{holder}", &self.tasha)
            .replace("{role}", "caregiver")
            .replace(
                "{seq}",
                // The interpreter is on the team of another family, so the request is about another
                // thread.
                if pattern.starts_with("/messages/queue") {
                    &self.interpreted_seq
                } else {
                    &self.seq
                },
            )
            .replace(
                "{request}",
                // Among the pages of a family, one translates a text that was requested.
                if pattern.starts_with("/family") {
                    &self.translation
                } else {
                    &self.request
                },
            )
            .replace("{n}", "0")
            .replace("{code}", "NOSUCHCODE")
            .replace("{item}", &self.item)
            .replace("{section}", "needs")
            .replace("{question}", "now")
            .replace("{right}", ASKED_RIGHT)
            .replace("{kind}", "strength")
            // The version of the Carter plan in the demo.
            .replace("{version}", "5")
            .replace("{reply}", &self.reply)
            .replace("{contact}", &self.team_contact)
            .replace("{team_request}", &self.team_request)
            .replace("{family_time}", &self.family_time)
            .replace("{child_tribe}", &self.child_tribe)
            .replace("{commitment}", &self.riley.commitment)
            // A young person has no meetings but those of their own family.
            .replace("/say/{event}", &format!("/say/{}", self.riley.review))
            .replace("{event}", &self.event)
            .replace("{document}", "birth_record")
            .replace("{vault_file}", &self.vault_file)
    }
}

/// An item of the plan, a step of Tasha Carter, and her replies to the item.
struct PlanRecords {
    item: PlanItem,
    step: PlanItem,
    reply: ReplyId,
    withdrawn: ReplyId,
}

async fn create_plan_records(app: &TestApp) -> PlanRecords {
    let carter = app.database.family_id("carter").await;
    let tasha = app.database.person_id("tasha-carter").await;
    let mut tx = app.database.begin_as("tasha-carter").await;
    let plan = store::plan::read_plan(&mut tx, carter, "en").await.unwrap();
    let find = |is_wanted: &dyn Fn(&PlanItem) -> bool| {
        plan.items
            .iter()
            .find(|item| is_wanted(item))
            .unwrap()
            .clone()
    };
    let item = find(&|item| item.kind == PlanItemKind::AgencyGoal);
    let step = find(&|item| item.kind == PlanItemKind::Step && item.owner_id == Some(tasha));
    let mut replies = Vec::new();
    for (kind, words) in [("change", "Slower, please"), ("agree", "")] {
        let form = app.database.clock.new_id();
        let about = ReplyTarget::Item(item.id);
        let draft = NewReply::parse(form, about, kind, words, Sharing::Shared, "en").unwrap();
        let reply = store::plan::reply_submission::add_reply(&mut tx, carter, &draft)
            .await
            .unwrap();
        replies.push(reply);
    }
    tx.commit().await.unwrap();
    let (reply, withdrawn) = (replies[0], replies[1]);
    PlanRecords {
        item,
        step,
        reply,
        withdrawn,
    }
}

/// The hearing of the Carter family.
pub async fn hearing_id(app: &TestApp) -> EventId {
    event_id(app, "hearing").await
}

/// The event of the Carter family with this key.
pub async fn event_id(app: &TestApp, wanted: &str) -> EventId {
    let sql = "SELECT e.key, e.id FROM event e JOIN family f ON f.id = e.family_id WHERE f.key = \
        'carter'";
    let found = app.database.query_keyed_ids(sql).await;
    EventId(found.into_iter().find(|(key, _)| key == wanted).unwrap().1)
}

async fn answer_hearing(app: &TestApp) -> EventId {
    let (carter, hearing) = (
        app.database.family_id("carter").await,
        hearing_id(app).await,
    );
    let draft = NewEventAnswer::parse("change", "In the afternoon, please", "en").unwrap();
    let mut tx = app.database.begin_as("tasha-carter").await;
    answers::save_answer(&mut tx, carter, hearing, &draft)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    hearing
}

/// Tasha Carter needs an interpreter for the hearing. Returns the id of the need.
async fn ask_for_interpreter(app: &TestApp) -> String {
    let (carter, hearing) = (
        app.database.family_id("carter").await,
        hearing_id(app).await,
    );
    let draft = NewEventNeed {
        need: EventNeed::Interpreter,
        language: Some("es".to_owned()),
        words: Some(NeedWords::parse("A woman, please", "en").unwrap()),
    };
    let mut tx = app.database.begin_as("tasha-carter").await;
    needs::ask_for_need(&mut tx, carter, hearing, &draft)
        .await
        .unwrap();
    let found = needs::read_own_needs(&mut tx, carter, hearing, "en").await;
    tx.commit().await.unwrap();
    found.unwrap().needs[0].id.to_string()
}

async fn add_meeting(app: &TestApp) -> EventId {
    let carter = app.database.family_id("carter").await;
    let form = EventForm {
        kind: "meeting",
        day: "2026-12-14",
        starts: "16:00",
        about: "To plan the holidays",
        ..EventForm::default()
    };
    let input = EventInput::parse(&form, "en", &TimeZone::UTC, None).unwrap();
    let mut tx = app.database.begin_as("ben-ortiz").await;
    let form = app.database.clock.new_id();
    let added = store::calendar::changes::add_event(&mut tx, carter, form, &input).await;
    tx.commit().await.unwrap();
    added.unwrap()
}

/// A thread of Ben Ortiz, Tasha Carter and Nora Price, and a review of the plan.
async fn create_worker_records(app: &TestApp) -> (ThreadId, ReviewId) {
    let carter = app.database.family_id("carter").await;
    let people = vec![
        app.database.person_id("tasha-carter").await,
        app.database.person_id("nora-price").await,
    ];
    // A parent and a caregiver may not write to each other; only a worker can start their thread.
    let mut tx = app.database.begin_as("ben-ortiz").await;
    let new = store::messages::NewGroupThread {
        form: app.database.clock.new_id(),
        family: carter,
        kind: ThreadKind::Team,
        people,
    };
    let thread = store::messages::create_group(&mut tx, &new).await.unwrap();
    // Before the day of the test clock: a review is recorded once it was held.
    let review = NewReview::parse("2026-11-20", "", "", "", "", "en").unwrap();
    let form = app.database.clock.new_id();
    let review = store::plan::reviews::add_review(&mut tx, carter, form, &review)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (thread, review)
}

/// Sends a message with an attachment: a PDF beside a text, or else a voice message. Returns its
/// sequence number.
async fn send_attachment(app: &TestApp, author: &str, thread: &str, body: &str) -> i64 {
    let bytes: &[u8] = if body.is_empty() {
        b"OggS a voice"
    } else {
        b"%PDF-1.4 %%EOF"
    };
    let mut message = NewMessage::parse_with_attachments(
        app.database.clock.new_id(),
        MessageDestination::Thread(app.database.thread_id(thread).await),
        "en",
        body,
        BodyRule::Optional,
    )
    .unwrap();
    let id = app.database.clock.new_id();
    let files = app.files.process_files(vec![bytes.to_vec()]).await.unwrap();
    // Files are stored before their message is inserted, so its id is reserved for them.
    message.id = Some(id);
    message.files = app.files.store_files(id, files).await.unwrap();
    let mut tx = app.database.begin_as(author).await;
    let seq = store::messages::send(&mut tx, &message).await.unwrap().seq;
    tx.commit().await.unwrap();
    seq
}
