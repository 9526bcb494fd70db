//! `/account/invitation`: the letter of an invitation that was just made, to print.

use http::header;
use http::request::Parts;
use leptos::prelude::*;
use store::authentication;
use store::team::invitations::list_invitable;

use crate::account::letter::{NewLetter, take_letter};
use crate::account::view::letter::{LetterContent, last_whole_day, letter_view};
use crate::error::AppError;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;

/// `/account/invitation`. Not below the address of the family, whose name would be on the paper.
#[component]
pub fn InvitationLetter() -> impl IntoView {
    // The middleware accepts only hosts of this portal.
    let host = use_context::<Parts>().and_then(|parts| {
        let host = parts.headers.get(header::HOST)?;
        host.to_str().ok().map(str::to_owned)
    });
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let letter = take_letter(&context).await?;
        let body = match letter.zip(host) {
            Some((letter, host)) => fresh_letter(&context, &letter, &host).await?,
            None => None,
        };
        let title = text.get("account-letter-title");
        let body = body.unwrap_or_else(|| {
            view! {
                <h1>{title.clone()}</h1>
                <p>{text.get("account-letter-gone")}</p>
                <p>
                    <a href=paths::HOME>{text.get("account-letter-home")}</a>
                </p>
            }
            .into_any()
        });
        let layout = PageLayout {
            title,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body))
    })
}

/// The letter with its code; `None` when the code does not work any more, because another form has
/// replaced it meanwhile.
async fn fresh_letter(
    context: &RequestContext,
    letter: &NewLetter,
    host: &str,
) -> Result<Option<AnyView>, AppError> {
    let mut tx = context.begin_record_read(letter.family).await?;
    let people = list_invitable(&mut tx, letter.family).await?;
    // Commits the access log entry of a reader from outside the family.
    tx.commit().await?;
    let invited = people.iter().find(|one| one.person_id == letter.person);
    let invitee = match authentication::invited_person(&context.db, &letter.code).await {
        Ok(invitee) => invitee,
        Err(store::Error::NotFound) => return Ok(None),
        Err(other) => return Err(other.into()),
    };
    let Some(invited) = invited else {
        return Ok(None);
    };
    let scheme = if context.config.secure {
        "https"
    } else {
        "http"
    };
    let origin = format!("{scheme}://{host}");
    let expires = jiff::Timestamp::from_second(letter.expires).map_err(|_| AppError::Internal)?;
    let paper = letter_view(&LetterContent {
        language: letter.language,
        name: &invited.name,
        agency: &invitee.agency,
        origin: &origin,
        code: &letter.code,
        last_day: last_whole_day(expires, &context.actor()?.zone),
        help_line: context.help_line(),
    })?;
    let text = context.localizer();
    let view = view! {
        <div class="no-print">
            <p>
                <a href=paths::invite(letter.family)>{text.get("account-invite-title")}</a>
            </p>
            <p role="status">
                <b>{text.get("account-letter-once")}</b>
            </p>
            <p class="muted">{text.get("plan-print-how")}</p>
        </div>
        {paper}
    };
    Ok(Some(view.into_any()))
}
