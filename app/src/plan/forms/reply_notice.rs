//! The notice of a reply that was sent: what was said, who reads it, by when the team answers, and
//! how to take it back.

use jiff::ToSpan;
use jiff::civil::Date;
use leptos::server_fn::ServerFn;
use model::id::{FamilyId, ReplyId};
use model::plan::reply::{NewReply, ReplyKind, ReplyTarget, Sharing};
use model::role::Role;

use crate::enum_messages::EnumMessage;
use crate::paths;
use crate::plan::forms::withdrawal::WithdrawReply;
use crate::request::notice::{NoticeButton, NoticeSentence, PageNotice};

/// Who reads a reply.
pub enum ReplyReaders {
    /// These people and the author.
    Named(Vec<String>),
    /// Everyone who sees what the reply is about.
    All,
}

/// The number of people who can read a shared reply up to which the notice names them.
const MAX_NAMED_READERS: usize = 2;

impl ReplyReaders {
    /// The readers of a reply by this role; `names` are the people who can read it.
    pub fn of_reply(role: Role, sharing: Sharing, names: Vec<String>) -> Self {
        // What others say is for everyone who sees what it is about. A young person may see a part
        // of the plan and not the plan: then what they share is private too.
        let is_named =
            role.is_family() && (sharing == Sharing::Private || names.len() <= MAX_NAMED_READERS);
        if is_named {
            Self::Named(names)
        } else {
            Self::All
        }
    }
}

/// The notice of a reply that was sent.
pub fn sent_notice(
    family: FamilyId,
    reply: ReplyId,
    draft: &NewReply,
    readers: ReplyReaders,
    today: Date,
) -> PageNotice {
    let said = NoticeSentence {
        key: "plan-notice-said".into(),
        label_key: draft.kind.message_key(),
        ..NoticeSentence::default()
    };
    let mut notice = PageNotice {
        sentences: vec![said, readers_sentence(draft, readers)],
        button: Some(NoticeButton {
            label_key: "plan-notice-undo".into(),
            action: WithdrawReply::PATH.into(),
            fields: vec![
                ("family".into(), family.to_string()),
                ("reply".into(), reply.to_string()),
            ],
        }),
        ..PageNotice::default()
    };
    if let Some(days) = draft.kind.answer_deadline_days() {
        let key = if draft.kind == ReplyKind::NotHelping {
            "plan-review-by"
        } else {
            "plan-answer-by"
        };
        notice.sentences.push(NoticeSentence {
            key: key.into(),
            day: Some(today + days.days()),
            ..NoticeSentence::default()
        });
    }
    if let ReplyTarget::Item(item) = draft.target {
        notice.subject = item.to_string();
        if draft.kind.is_opinion() && draft.words.is_none() {
            let page = paths::plan_item(family, item);
            notice = notice.with_link("plan-notice-more", format!("{page}?reply={reply}#say"));
        }
    }
    notice
}

fn readers_sentence(draft: &NewReply, readers: ReplyReaders) -> NoticeSentence {
    let is_report = draft.kind.step_state().is_some();
    let (key, names) = match readers {
        // The state of a step is in the plan, for everyone who sees the step.
        ReplyReaders::Named(names) if is_report && !names.is_empty() => {
            ("plan-notice-step-seen", names)
        }
        ReplyReaders::All | ReplyReaders::Named(_) if is_report => {
            ("plan-notice-step-seen-by-all", Vec::new())
        }
        ReplyReaders::Named(names) if names.is_empty() => ("plan-notice-seen-by-no-one", names),
        ReplyReaders::Named(names) => ("plan-notice-seen", names),
        ReplyReaders::All if draft.target == ReplyTarget::Plan => {
            ("plan-notice-seen-in-plan", Vec::new())
        }
        ReplyReaders::All => ("plan-notice-seen-by-all", Vec::new()),
    };
    NoticeSentence {
        key: key.into(),
        names,
        ..NoticeSentence::default()
    }
}
