//! The letter of an invitation: on the page that shows it once, and as a file that prints without
//! the portal.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;
use model::account::group_code;
use model::language::Language;

use super::qr::qr_view;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::paths;
use crate::ui::phone::call_link;

/// What a letter says. Without `Debug`, which would print the code.
pub struct LetterContent<'a> {
    pub language: Language,
    /// The name of the invited person.
    pub name: &'a str,
    /// The agency that runs the portal for them.
    pub agency: &'a str,
    /// Scheme and host of the portal, without a slash at the end.
    pub origin: &'a str,
    pub code: &'a str,
    /// The last whole day on which the code works.
    pub last_day: Date,
    pub help_line: &'a str,
}

/// The last whole day on which a code works, where the agency is.
pub fn last_whole_day(expires: Timestamp, zone: &TimeZone) -> Date {
    let before = expires
        .checked_sub(SignedDuration::from_hours(24))
        .unwrap_or(expires);
    before.to_zoned(zone.clone()).date()
}

/// The paper itself, in the language of the invited person.
///
/// # Errors
/// `Internal` when the address is too long for a QR code.
pub fn letter_view(letter: &LetterContent<'_>) -> Result<AnyView, AppError> {
    let text = Localizer(letter.language);
    let day = text.format_date(letter.last_day);
    let run_by = text.format(
        "account-run-by",
        &[("agency", letter.agency.to_owned().into())],
    );
    let address = format!("{}{}", letter.origin, paths::WELCOME);
    let link = format!("{}{}", letter.origin, paths::welcome_code(letter.code));
    let name = text.format(
        "account-letter-for",
        &[("name", letter.name.to_owned().into())],
    );
    let view = view! {
        <article
            class="print letter"
            lang=letter.language.language_tag()
            dir=letter.language.writing_direction()
        >
            <h1>{text.get("account-letter-title")}</h1>
            <p>
                <b>{name}</b>
            </p>
            <p>{text.get("account-about")} " " {run_by}</p>
            <h2>{text.get("account-letter-how")}</h2>
            <p>{text.get("account-letter-scan")}</p>
            {qr_view(text.get("account-letter-square"), &link)?}
            <p>{text.get("account-letter-address")}</p>
            <p>
                <bdi class="letter-code" dir="ltr">
                    {address}
                </bdi>
            </p>
            <p>{text.get("account-letter-code")}</p>
            <p>
                <bdi class="letter-code" dir="ltr">
                    {group_code(letter.code)}
                </bdi>
            </p>
            <p>{text.get("account-letter-choose")}</p>
            <p>{text.format("account-letter-until", &[("day", day.into())])}</p>
            <p>{text.get("account-letter-keep")}</p>
            <p>{text.get("account-letter-lost")} " " {call_link(letter.help_line)}</p>
        </article>
    };
    Ok(view.into_any())
}

/// What the file says before its title, with its styles: it has no style sheet beside it.
const FILE_HEAD: &str = include_str!("letter_head.html");

/// The letter as a document of its own, which needs no other file and no network.
///
/// # Errors
/// The same as `letter_view`.
pub fn letter_document(letter: &LetterContent<'_>) -> Result<String, AppError> {
    let title = Localizer(letter.language).get("account-letter-title");
    // Rendered outside of a page, so that it needs an owner of its own.
    let (title, paper) = Owner::new().with(|| {
        let title = view! { <title>{title}</title> }.to_html();
        letter_view(letter).map(|paper| (title, paper.to_html()))
    })?;
    Ok(format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n{FILE_HEAD}{title}\n</head>\n\
            <body>{paper}</body>\n</html>\n",
        letter.language.language_tag(),
        letter.language.writing_direction(),
    ))
}
