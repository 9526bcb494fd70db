//! Replies of the generated family's people to the plan, with answers, each recorded in the oracle.

use model::id::ReplyId;
use model::plan::reply::{NewAnswer, NewReply, PlanSection, ReplyTarget, Sharing};
use model::policy::ResourceKind;
use store::plan::{reply_answers, reply_submission};

use super::oracle::OracleAudience;
use super::portal::MatrixPortal;

impl MatrixPortal {
    async fn add_reply(
        &mut self,
        who: &'static str,
        about: ReplyTarget,
        line: Option<&str>,
        sharing: Sharing,
        words: &str,
    ) -> ReplyId {
        let kind = if matches!(about, ReplyTarget::Plan) {
            "propose_step"
        } else {
            "change"
        };
        // Only the family may request changes and propose steps; the caregiver may comment.
        let kind = if super::oracle::role_of(who).unwrap().is_family() {
            kind
        } else {
            "comment"
        };
        let draft = NewReply::parse(
            self.database().clock.new_id(),
            about,
            kind,
            words,
            sharing,
            "en",
        )
        .unwrap();
        let family = self.database().family_id("matrix").await;
        let mut tx = self.database().begin_as(who).await;
        let reply = reply_submission::add_reply(&mut tx, family, &draft)
            .await
            .unwrap_or_else(|error| panic!("{who} to {line:?}: {error}"));
        tx.commit().await.unwrap();
        reply
    }

    async fn answer_reply(&self, reply: ReplyId, outcome: &str, words: &str) {
        let family = self.database().family_id("matrix").await;
        let mut tx = self.database().begin_as("worker").await;
        reply_answers::answer_reply(
            &mut tx,
            family,
            &NewAnswer::parse(reply, outcome, words, "en").unwrap(),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    /// Adds replies to items, to a section and to the plan, with answers; some narrow, some shared
    /// with everyone who reads their target.
    pub async fn add_replies(&mut self) {
        // A goal and its step, items with two different default audiences, and a step whose owner
        // reads it without the goal.
        for key in [
            "agency_goal-0",
            "agency_goal-0-inherits",
            "strength-0",
            "worry-0",
            "goal-named-step",
        ] {
            self.add_item_replies(key).await;
        }
        self.add_section_replies().await;
        self.add_accepted_proposal().await;
    }

    async fn add_item_replies(&mut self, key: &str) {
        let line = self.oracle.plan_items[key].audience.clone();
        let item = self.items[key];
        for (who, sharing) in [
            ("parent-a", Sharing::Private),
            ("parent-b", Sharing::Shared),
            ("caregiver", Sharing::Shared),
        ] {
            // Only a reader of the item can reply to it.
            if !line.includes_person(who) {
                continue;
            }
            let seen = if sharing == Sharing::Shared {
                line.clone()
            } else {
                OracleAudience::private_to(who)
            };
            let word =
                self.oracle
                    .new_canary(&format!("{who} to {key}"), Some(key), Some(seen.clone()));
            let reply = self
                .add_reply(who, ReplyTarget::Item(item), Some(key), sharing, &word)
                .await;
            // The caregiver's reply is a comment, which expects no answer.
            if who != "caregiver" {
                // An answer repeats what the reply was about, so it has the audience of the reply.
                let word = self.oracle.new_canary(
                    &format!("the answer to {who} to {key}"),
                    Some(key),
                    Some(seen),
                );
                self.answer_reply(reply, "changed", &word).await;
            }
        }
    }

    async fn add_section_replies(&mut self) {
        // The same section for both, so that one page shows or hides each of the two.
        for (who, about, sharing) in [
            (
                "parent-a",
                ReplyTarget::Section(PlanSection::Goals),
                Sharing::Private,
            ),
            (
                "parent-b",
                ReplyTarget::Section(PlanSection::Goals),
                Sharing::Shared,
            ),
        ] {
            let seen = if sharing == Sharing::Shared {
                OracleAudience::default_for(ResourceKind::SharedPlan)
            } else {
                OracleAudience::private_to(who)
            };
            let word = self
                .oracle
                .new_canary(&format!("{who} to a section"), None, Some(seen));
            self.add_reply(who, about, None, sharing, &word).await;
        }
    }

    /// An accepted proposal becomes a plan item; its text keeps the author's audience, here
    /// everyone who reads the plan.
    async fn add_accepted_proposal(&mut self) {
        let everyone = OracleAudience::default_for(ResourceKind::SharedPlan);
        let word = self
            .oracle
            .new_canary("a proposal", None, Some(everyone.clone()));
        let proposal = self
            .add_reply("parent-b", ReplyTarget::Plan, None, Sharing::Shared, &word)
            .await;
        let word = self
            .oracle
            .new_canary("why it is accepted", None, Some(everyone));
        self.answer_reply(proposal, "accepted", &word).await;
    }
}
