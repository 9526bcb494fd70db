//! What every route is tried with: people of one family and of others, the ids of their data, and
//! valid forms.

use model::messages::ThreadKind;
use model::plan::PlanItemKind;
use model::plan::progress::NewReview;
use model::plan::reply::{NewReply, ReplyTarget};

use super::{TestApp, TestBrowser, TestResponse};

/// The Carter family's team, and one person of each kind from elsewhere. Alma Brooks also
/// coordinates the Carter family's parent partners, but sees no more of the family than an
/// outsider.
pub const CARTER_TEAM: [&str; 7] = [
    "tasha-carter",
    "marcus-reed",
    "ben-ortiz",
    "pat-nguyen",
    "nora-price",
    "june-bell",
    "lena-bird",
];
pub const OUTSIDERS: [&str; 8] = [
    "elena-ruiz",
    "maria-luna",
    "rosa-jimenez",
    "dana-fox",
    "youa-xiong",
    "jay-riley",
    "kou-lee",
    "alma-brooks",
];

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
    pub tasha: String,
    pub contact: String,
    /// Ben Ortiz, Pat Nguyen and Lena Bird.
    pub serving: [String; 3],
}

impl RouteIds {
    pub async fn create_data(app: &TestApp) -> Self {
        let carter = app.database.family_id("carter").await;
        let tasha = app.database.person_id("tasha-carter").await;
        let mut tx = app.database.begin_as("tasha-carter").await;
        let plan = store::plan::read_plan(&mut tx, carter, "en").await.unwrap();
        let line = plan
            .items
            .iter()
            .find(|item| item.kind == PlanItemKind::AgencyGoal)
            .unwrap();
        let step = plan
            .items
            .iter()
            .find(|item| item.kind == PlanItemKind::Step && item.owner_id == Some(tasha))
            .unwrap();
        let draft = NewReply::parse(
            app.database.clock.new_id(),
            ReplyTarget::Item(line.id),
            "change",
            "Slower, please",
            true,
            "en",
        )
        .unwrap();
        let reply = store::plan::replies::add_reply(&mut tx, carter, &draft)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut tx = app.database.begin_as("ben-ortiz").await;
        let people = vec![tasha, app.database.person_id("nora-price").await];
        let new = store::messages::NewGroupThread {
            form: app.database.clock.new_id(),
            family: carter,
            kind: ThreadKind::Team,
            people,
        };
        let several = store::messages::create_group(&mut tx, &new).await.unwrap();
        let held = NewReview::parse("2026-11-20", "", "", "", "", "en").unwrap();
        let review =
            store::plan::reviews::add_review(&mut tx, carter, app.database.clock.new_id(), &held)
                .await
                .unwrap();
        tx.commit().await.unwrap();
        let thread = app.database.thread_id("tasha-june").await;
        let mut draft = model::messages::NewMessage::parse(
            app.database.clock.new_id(),
            model::messages::MessageDestination::Thread(thread),
            "en",
            "with a paper",
        )
        .unwrap();
        let id = app.database.clock.new_id();
        draft.id = Some(id);
        draft.files = app
            .files
            .store_files(
                id,
                app.files
                    .process_files(vec![b"%PDF-1.4 %%EOF".to_vec()])
                    .await
                    .unwrap(),
            )
            .await
            .unwrap();
        let mut tx = app.database.begin_as("june-bell").await;
        let seq = store::messages::send(&mut tx, &draft).await.unwrap().seq;
        tx.commit().await.unwrap();
        let luna = app.database.thread_id("maria-dana").await;
        let mut draft = model::messages::NewMessage::parse_with_attachments(
            app.database.clock.new_id(),
            model::messages::MessageDestination::Thread(luna),
            "en",
            "",
            true,
        )
        .unwrap();
        let id = app.database.clock.new_id();
        draft.id = Some(id);
        draft.files = app
            .files
            .store_files(
                id,
                app.files
                    .process_files(vec![b"OggS a voice".to_vec()])
                    .await
                    .unwrap(),
            )
            .await
            .unwrap();
        let mut tx = app.database.begin_as("dana-fox").await;
        let given = store::messages::send(&mut tx, &draft).await.unwrap().seq;
        tx.commit().await.unwrap();
        let mut tx = app.database.begin_as("maria-luna").await;
        store::messages::interpretation::request_interpretation(&mut tx, luna, given, "es", 0)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut tx = app.database.begin_as("elena-ruiz").await;
        let request = store::messages::interpretation::load_queue(&mut tx)
            .await
            .unwrap()[0]
            .id;
        store::messages::interpretation::claim(&mut tx, request)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let request = request.to_string();
        Self {
            item: line.id.to_string(),
            text: line.text_id.to_string(),
            step: step.id.to_string(),
            reply: reply.to_string(),
            review: review.to_string(),
            group_thread: several.to_string(),
            seq: seq.to_string(),
            interpreted_seq: given.to_string(),
            request,
            tasha: tasha.to_string(),
            contact: app.database.clock.new_id::<model::id::FormId>().to_string(),
            serving: [
                app.database.person_id("ben-ortiz").await,
                app.database.person_id("pat-nguyen").await,
                app.database.person_id("lena-bird").await,
            ]
            .map(|id| id.to_string()),
            caregiver: app.database.person_id("nora-price").await.to_string(),
            family: app.database.family_id("carter").await.to_string(),
            thread: app.database.thread_id("tasha-june").await.to_string(),
            person: app.database.person_id("june-bell").await.to_string(),
        }
    }

    pub fn fill_path(&self, pattern: &str) -> String {
        let id = if pattern.starts_with("/messages") {
            &self.thread
        } else {
            &self.family
        };
        pattern
            .replace("{id}", id)
            .replace("{person}", &self.person)
            .replace(
                "{seq}",
                if pattern.starts_with("/messages/queue") {
                    &self.interpreted_seq
                } else {
                    &self.seq
                },
            )
            .replace("{request}", &self.request)
            .replace("{n}", "0")
            .replace("{code}", "NOSUCHCODE")
            .replace("{item}", &self.item)
            .replace("{section}", "needs")
            .replace("{kind}", "strength")
            .replace("{version}", "5")
            .replace("{reply}", &self.reply)
    }
}

/// Valid fields of a form, as an authorized person would send them.
pub fn valid_fields(path: &str, ids: &RouteIds) -> Vec<(String, String)> {
    let fresh = uuid::Uuid::from_u128(rand::random()).to_string();
    let fields: &[(&str, &str)] = match path {
        "/api/messages/send" => &[
            ("thread", &ids.thread),
            ("form", &fresh),
            ("body", "a word from the access test"),
        ],
        "/api/messages/post" => &[
            ("thread", &ids.thread),
            ("form", &fresh),
            ("body", "a word without leaving the page"),
        ],
        "/api/messages/newer" => &[("thread", &ids.thread), ("after", "0")],
        "/api/messages/draft" => &[("thread", &ids.thread), ("body", "half")],
        "/api/messages/begin" => {
            let people = ids.serving.clone().map(|id| format!("people-{id}"));
            let chosen = people.into_iter().map(|name| (name, "yes".to_owned()));
            let rest = [
                ("form", &fresh),
                ("family", &ids.family),
                ("kind", &"team".to_owned()),
            ]
            .map(|(name, value)| (name.to_owned(), value.clone()));
            return rest.into_iter().chain(chosen).collect();
        }
        "/api/messages/join" => &[("thread", &ids.group_thread), ("person", &ids.serving[2])],
        "/api/messages/leave" => &[("thread", &ids.group_thread), ("person", &ids.caregiver)],
        "/api/messages/receipts" => &[("thread", &ids.thread), ("show", "no")],
        "/api/messages/interpret" | "/api/messages/machine" => {
            &[("thread", &ids.thread), ("seq", &ids.seq), ("before", "0")]
        }
        "/api/messages/claim-interpretation" => &[("request", &ids.request)],
        "/api/messages/put-back" => &[("request", &ids.request)],
        "/api/messages/translate" => &[("request", &ids.request), ("body", "lo mismo")],
        "/api/messages/search" => &[("words", "paper")],
        "/api/messages/contact" => &[
            ("form", &ids.contact),
            ("parent", &ids.tasha),
            ("kind", "call"),
        ],
        "/api/messages/contact-out" => &[("contact", &ids.contact)],
        "/api/messages/notify" => &[("mode", "daily"), ("safe_from", "9"), ("safe_until", "17")],
        "/api/messages/browser" => &[
            ("endpoint", "https://fcm.googleapis.com/x"),
            ("key", "k"),
            ("secret", "s"),
        ],
        "/api/messages/browsers-off" => &[],
        "/api/messages/away" => &[("starts", "2026-11-24"), ("ends", "2026-11-30")],
        "/api/plan/ask-translation" => &[("text", &ids.text), ("from", "/")],
        "/api/plan/reply" => &[
            ("form", &fresh),
            ("family", &ids.family),
            ("item", &ids.item),
            ("kind", "comment"),
            ("words", "a word"),
        ],
        "/api/plan/step" => &[
            ("form", &fresh),
            ("family", &ids.family),
            ("item", &ids.step),
            ("kind", "not_yet"),
        ],
        "/api/plan/add" => &[
            ("form", &fresh),
            ("family", &ids.family),
            ("kind", "strength"),
            ("words", "a word"),
        ],
        "/api/plan/save" => &[
            ("family", &ids.family),
            ("item", &ids.item),
            ("kind", "agency_goal"),
            ("revision", "1"),
            ("words", "a word"),
            ("why", "because"),
        ],
        "/api/plan/own" => &[
            ("form", &fresh),
            ("family", &ids.family),
            ("words", "a word"),
        ],
        "/api/plan/publish" => &[("family", &ids.family), ("base", "5"), ("why", "because")],
        "/api/plan/heading" => &[("family", &ids.family), ("revision", "1")],
        "/api/plan/week" => &[
            ("family", &ids.family),
            ("hours", "5"),
            ("starts_2", "09:00"),
            ("ends_2", "12:00"),
        ],
        "/api/plan/rate" => &[
            ("family", &ids.family),
            ("review", &ids.review),
            ("value", "3"),
        ],
        "/api/plan/review" => &[
            ("form", &fresh),
            ("family", &ids.family),
            ("held", "2026-11-20"),
        ],
        "/api/plan/answer" => &[
            ("family", &ids.family),
            ("reply", &ids.reply),
            ("outcome", "changed"),
            ("words", "We will"),
        ],
        _ => unreachable!("{path}"),
    };
    fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// Sends a form with valid fields.
pub async fn post_valid_form(
    browser: &mut TestBrowser,
    path: &str,
    ids: &RouteIds,
) -> TestResponse {
    let fields = valid_fields(path, ids);
    browser
        .post(
            path,
            &fields
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect::<Vec<_>>(),
        )
        .await
}
