//! `/account/invitation`: the letter of an invitation that was just made, to print.

use leptos::prelude::*;
use model::account::group_code;
use model::language::direction_of_tag;
use qrcode::{Color, EcLevel, QrCode};
use store::authentication::{self, Invitee};
use store::team::invitations::{InvitablePerson, list_invitable};

use super::invite::last_day;
use crate::account::letter::{NewLetter, take_letter};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::host::request_host;
use crate::ui::phone::call_link;

/// `/account/invitation`. Not below the address of the family, whose name would be on the paper.
#[component]
pub fn InvitationLetter() -> impl IntoView {
    let host = request_host();
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
        {letter_view(context, letter, (invited, &invitee), &origin)?}
    };
    Ok(Some(view.into_any()))
}

/// The paper itself, in the language of the invited person.
fn letter_view(
    context: &RequestContext,
    letter: &NewLetter,
    (invited, invitee): (&InvitablePerson, &Invitee),
    origin: &str,
) -> Result<AnyView, AppError> {
    let text = Localizer(letter.language);
    let tag = letter.language.language_tag();
    let expires = jiff::Timestamp::from_second(letter.expires).map_err(|_| AppError::Internal)?;
    let day = text.format_date(last_day(context, expires)?);
    let run_by = text.format(
        "account-run-by",
        &[("agency", invitee.agency.clone().into())],
    );
    let address = format!("{origin}{}", paths::WELCOME);
    let link = format!("{origin}{}", paths::welcome_code(&letter.code));
    let name = text.format(
        "account-letter-for",
        &[("name", invited.name.clone().into())],
    );
    let view = view! {
        <article class="print letter" lang=tag dir=direction_of_tag(tag)>
            <h1>{text.get("account-letter-title")}</h1>
            <p>
                <b>{name}</b>
            </p>
            <p>{text.get("account-about")} " " {run_by}</p>
            <h2>{text.get("account-letter-how")}</h2>
            <p>{text.get("account-letter-scan")}</p>
            {qr_view(text, &link)?}
            <p>{text.get("account-letter-address")}</p>
            <p>
                <bdi class="letter-code" dir="ltr">
                    {address}
                </bdi>
            </p>
            <p>{text.get("account-letter-code")}</p>
            <p>
                <bdi class="letter-code" dir="ltr">
                    {group_code(&letter.code)}
                </bdi>
            </p>
            <p>{text.get("account-letter-choose")}</p>
            <p>{text.format("account-letter-until", &[("day", day.into())])}</p>
            <p>{text.get("account-letter-keep")}</p>
            <p>{text.get("account-letter-lost")} " " {call_link(context.help_line())}</p>
        </article>
    };
    Ok(view.into_any())
}

/// The code of squares that a phone's camera reads, with the margin of four squares that the
/// standard asks for. The style sheet draws it dark on white, also in dark colors.
fn qr_view(text: Localizer, link: &str) -> Result<AnyView, AppError> {
    // `M` restores 15 %, for a paper that was folded.
    let code = QrCode::with_error_correction_level(link.as_bytes(), EcLevel::M)
        .map_err(|_| AppError::Internal)?;
    let width = code.width();
    let mut path = String::new();
    for (index, color) in code.to_colors().iter().enumerate() {
        if *color == Color::Dark {
            path.push_str(&format!(
                "M{} {}h1v1h-1z",
                index % width + 4,
                index / width + 4
            ));
        }
    }
    let size = width + 8;
    let view = view! {
        <svg
            class="letter-square"
            role="img"
            aria-label=text.get("account-letter-square")
            viewBox=format!("0 0 {size} {size}")
        >
            <path d=path></path>
        </svg>
    };
    Ok(view.into_any())
}
