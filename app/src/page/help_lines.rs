//! The telephone numbers for help, each as a link that says whom it reaches.

use leptos::prelude::*;
use model::language::Language;

use crate::i18n::Localizer;
use crate::request::context::RequestContext;
use crate::ui::phone::{labeled_call_link, labeled_sms_link};

/// Whom a number reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpLine {
    /// The agency.
    Agency,
    /// 911, in danger.
    Emergency,
    /// 988, to talk to someone.
    Crisis,
    /// 211, for food and shelter.
    BasicNeeds,
    /// 711, the relay service for people who do not hear or speak well.
    Relay,
}

/// A list of numbers to call, in the given order.
pub fn help_line_list(context: &RequestContext, lines: &[HelpLine]) -> AnyView {
    let rows = lines
        .iter()
        .map(|line| help_line_rows(context, *line))
        .collect_view();
    // `role`, because WebKit does not expose a list without markers as a list.
    view! {
        <ul class="call-tiles" role="list">
            {rows}
        </ul>
    }
    .into_any()
}

/// The number of a line; for 988 also the link to write to it.
fn help_line_rows(context: &RequestContext, line: HelpLine) -> AnyView {
    let text = context.localizer();
    let (label, number) = match line {
        HelpLine::Agency => ("help-line-agency", context.help_line()),
        HelpLine::Emergency => ("help-line-danger", "911"),
        HelpLine::Crisis => ("help-line-talk", "988"),
        HelpLine::BasicNeeds => ("help-line-needs", "211"),
        HelpLine::Relay => ("help-line-relay", "711"),
    };
    let sms = if line == HelpLine::Crisis {
        crisis_sms_link(text)
    } else {
        None
    };
    view! {
        <li>{labeled_call_link(text.get(label), number)}</li>
        {sms.map(|link| view! { <li>{link}</li> })}
    }
    .into_any()
}

/// A link to write to 988; `None` in the languages in which it answers calls only.
pub fn crisis_sms_link(text: Localizer) -> Option<AnyView> {
    let href = match text.0 {
        Language::En => "sms:988",
        // 988 answers in Spanish if the first message is this word. Android reads `?body=`, and
        // iOS `&body=`.
        Language::Es => "sms:988?&body=AYUDA",
        Language::Hmn | Language::Ar => return None,
    };
    Some(labeled_sms_link(text.get("help-line-text"), "988", href))
}
