//! A commitment: its terms, its state, and its earlier versions.

use jiff::civil::Date;
use leptos::prelude::*;
use model::transition::people::{CommitmentAct, CommitmentKind, CommitmentParty};
use store::transition::people::{Commitment, CommitmentHistory, CommitmentVersion};

use crate::i18n::{Localizer, isolate_bidi};
use crate::ui::link_list::{ListRow, RowTag};
use crate::ui::summary_list::summary_list;

/// What the adult is asked for, and how the two keep in touch.
pub fn terms_list(text: Localizer, version: &CommitmentVersion) -> AnyView {
    // A kind of one's own is what the words say.
    let kind = (version.kind != CommitmentKind::Own).then(|| {
        let kind = text.get_value(version.kind);
        (text.get("transition-people-what"), kind.into_any())
    });
    let words = version.words.as_ref().map(|words| {
        let words = own_words(words, &version.language);
        (text.get("transition-people-words"), words)
    });
    let touch = format!(
        "{} · {}",
        text.get_value(version.contact_way),
        text.get_value(version.contact_rhythm)
    );
    let touch = (text.get("transition-people-touch"), touch.into_any());
    summary_list([kind, words, Some(touch)].into_iter().flatten().collect())
}

/// Words of a person, in their language.
pub fn own_words(words: &str, language: &str) -> AnyView {
    let (words, language) = (words.to_owned(), language.to_owned());
    view! {
        <bdi dir="auto" lang=language>
            {words}
        </bdi>
    }
    .into_any()
}

fn sentence(text: Localizer, key: &str, name: &str) -> String {
    text.format(key, &[("name", name.to_owned().into())])
}

/// The day of a version: of a yes that was written down, the day on which it was said.
pub fn version_day(text: Localizer, today: Date, version: &CommitmentVersion) -> String {
    let day = version.said_on.as_ref().unwrap_or(&version.day).to_jiff();
    if day.year() == today.year() {
        text.relative_day(today, day)
    } else {
        text.format_date(day)
    }
}

/// How a commitment stands, for the young person, without blame for anyone.
pub fn standing_for_owner(text: Localizer, today: Date, commitment: &Commitment) -> String {
    let key = match commitment.version.act {
        CommitmentAct::Ask if commitment.adult_id.is_none() => "transition-people-is-open",
        CommitmentAct::Ask if commitment.is_silent(today) => "transition-people-is-silent",
        CommitmentAct::Ask => "transition-people-is-asked",
        CommitmentAct::Suggest => "transition-people-is-suggested",
        CommitmentAct::Accept | CommitmentAct::SaidYes => "transition-people-is-yes",
        CommitmentAct::Decline => "transition-people-is-no",
        CommitmentAct::Withdraw => "transition-people-is-taken-back",
        CommitmentAct::End => "transition-people-is-ended",
    };
    sentence(text, key, &commitment.adult)
}

/// How a commitment stands, for the adult.
pub fn standing_for_adult(text: Localizer, commitment: &Commitment) -> String {
    let key = match commitment.version.act {
        // `SaidYes` is for adults without an account, who never read this.
        CommitmentAct::Ask | CommitmentAct::SaidYes => "transition-people-for-asked",
        CommitmentAct::Suggest => "transition-people-for-suggested",
        CommitmentAct::Accept => "transition-people-for-yes",
        CommitmentAct::Decline => "transition-people-for-no",
        CommitmentAct::Withdraw => "transition-people-for-taken-back",
        CommitmentAct::End => "transition-people-for-ended",
    };
    sentence(text, key, &commitment.owner)
}

/// The row of a commitment in a list, with the name of the other one of the two.
pub fn commitment_row(
    text: Localizer,
    commitment: &Commitment,
    party: CommitmentParty,
    href: String,
) -> ListRow {
    let name = match party {
        CommitmentParty::Owner => &commitment.adult,
        CommitmentParty::Adult => &commitment.owner,
    };
    let version = &commitment.version;
    let small = match (version.kind, &version.words) {
        (CommitmentKind::Own, Some(words)) => isolate_bidi(words),
        (kind, _) => text.get_value(kind),
    };
    ListRow {
        href: Some(href),
        title: Some(isolate_bidi(name).into_any()),
        small,
        tag: Some(commitment_tag(text, commitment, party)),
        ..ListRow::default()
    }
}

fn commitment_tag(text: Localizer, commitment: &Commitment, party: CommitmentParty) -> RowTag {
    let waits_for = match commitment.version.act {
        CommitmentAct::Ask => Some(CommitmentParty::Adult),
        CommitmentAct::Suggest => Some(CommitmentParty::Owner),
        _ => None,
    };
    let (class, key) = match commitment.version.act {
        // First, because an adult who has left the team cannot answer what waits for them.
        _ if party == CommitmentParty::Owner && commitment.has_left() => {
            ("", "transition-people-tag-left")
        }
        _ if waits_for == Some(party) => ("attention", "transition-people-tag-you"),
        CommitmentAct::Ask | CommitmentAct::Suggest => ("", "transition-people-tag-waiting"),
        CommitmentAct::Accept | CommitmentAct::SaidYes => ("done", "transition-people-tag-yes"),
        CommitmentAct::Decline | CommitmentAct::Withdraw => ("", "transition-people-tag-no"),
        CommitmentAct::End => ("", "transition-people-tag-ended"),
    };
    RowTag {
        class,
        label: text.get(key),
    }
}

/// Why the adult said no or cannot any more, if they wrote it.
pub fn reason(text: Localizer, version: &CommitmentVersion) -> Option<AnyView> {
    let words = version.reason.as_ref()?;
    let language = version.reason_language.as_deref().unwrap_or_default();
    let view = view! {
        <p class="muted">{text.get("transition-people-reason-is")}</p>
        <p>{own_words(words, language)}</p>
    };
    Some(view.into_any())
}

/// What the two did before, the newest first.
pub fn earlier(text: Localizer, today: Date, history: &CommitmentHistory) -> Option<AnyView> {
    let rows = history
        .earlier
        .iter()
        .map(|version| {
            let who = if version.actor_id == history.commitment.owner_id {
                &history.commitment.owner
            } else {
                &history.commitment.adult
            };
            let line = sentence(text, act_key(version.act), who);
            let day = version_day(text, today, version);
            view! {
                <li>
                    <p>{line} " · " {day}</p>
                    {version.act.has_words().then(|| terms_list(text, version))}
                    {reason(text, version)}
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>{text.get("transition-people-earlier")}</summary>
                <ul class="stack" role="list">
                    {rows}
                </ul>
            </details>
        }
        .into_any()
    })
}

/// What was done, as a sentence with the name of the one who did it.
const fn act_key(act: CommitmentAct) -> &'static str {
    match act {
        CommitmentAct::Ask => "transition-people-did-ask",
        CommitmentAct::Suggest => "transition-people-did-suggest",
        CommitmentAct::Accept => "transition-people-did-accept",
        CommitmentAct::Decline => "transition-people-did-decline",
        CommitmentAct::Withdraw => "transition-people-did-withdraw",
        CommitmentAct::SaidYes => "transition-people-did-note",
        CommitmentAct::End => "transition-people-did-end",
    }
}
