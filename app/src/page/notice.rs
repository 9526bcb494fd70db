//! The notice of what an accepted form did: beside its subject where a page shows that, otherwise
//! above the page.

use leptos::prelude::*;

use crate::i18n::Localizer;
use crate::request::context::RequestContext;
use crate::request::notice::{NOTICE_ID, NoticeButton, NoticeSentence, PageNotice, without_notice};
use crate::ui::icon::Icon;

/// Whether the notice is about `subject`, such as the id of a plan item.
pub fn has_notice_about(context: &RequestContext, subject: &str) -> bool {
    let notice = context.notice.as_ref();
    notice.is_some_and(|found| found.notice.subject == subject)
}

/// The notice if it is about `subject`, such as the id of a plan item; empty otherwise.
pub fn notice_about(context: &RequestContext, subject: &str) -> Option<AnyView> {
    let found = context.notice.as_ref()?;
    // Before `take`, which gives the notice away only once.
    if found.notice.subject != subject {
        return None;
    }
    found.take().map(|notice| notice_view(context, notice))
}

/// The notice that no part of the page has shown.
pub(super) fn remaining_notice(context: &RequestContext) -> Option<AnyView> {
    let notice = context.notice.as_ref()?.take()?;
    Some(notice_view(context, notice))
}

fn notice_view(context: &RequestContext, notice: &PageNotice) -> AnyView {
    let text = context.localizer();
    let sentences = notice
        .sentences
        .iter()
        .map(|sentence| view! { <p>{sentence_text(text, sentence)}</p> })
        .collect_view();
    let link = notice.link.as_ref().map(|link| {
        view! {
            <a class="btn secondary small" href=link.href.clone()>
                {text.get(&link.label_key)}
            </a>
        }
    });
    let button = notice
        .button
        .as_ref()
        .map(|button| button_view(context, button));
    let has_actions = button.is_some() || link.is_some();
    // `tabindex`, because the fragment of the address moves the focus here: a screen reader then
    // reads the notice, without JavaScript too. `status` is not announced in a page that loads.
    view! {
        <div id=NOTICE_ID class="notice-success" role="status" tabindex="-1">
            {Icon::Check.view()}
            <div>
                {sentences}
                {has_actions.then(|| view! { <div class="row">{button} {link}</div> })}
            </div>
        </div>
    }
    .into_any()
}

fn button_view(context: &RequestContext, button: &NoticeButton) -> AnyView {
    let hidden = button
        .fields
        .iter()
        .map(
            |(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone() /> },
        )
        .collect_view();
    view! {
        <form method="post" action=button.action.clone()>
            <input type="hidden" name="from" value=without_notice(&context.path_and_query) />
            {hidden}
            <button class="btn secondary small">{context.localizer().get(&button.label_key)}</button>
        </form>
    }
    .into_any()
}

fn sentence_text(text: Localizer, sentence: &NoticeSentence) -> String {
    let label = if sentence.label_key.is_empty() {
        String::new()
    } else {
        text.get(&sentence.label_key)
    };
    let day = sentence
        .day
        .map(|day| text.format_day(day))
        .unwrap_or_default();
    let days: Vec<String> = sentence
        .days
        .iter()
        .map(|day| text.format_day(*day))
        .collect();
    text.format(
        &sentence.key,
        &[
            ("names", text.format_list(&sentence.names).into()),
            ("day", day.into()),
            ("days", text.format_list(&days).into()),
            ("count", sentence.count.into()),
            ("label", label.into()),
        ],
    )
}
