//! The letter of an invitation: on the page that shows it once, and as a file that prints without
//! the portal.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;
use model::account::group_code;
use model::language::Language;
use qrcode::{Color, EcLevel, QrCode};

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

/// The look of the file, which has no style sheet beside it. `.letter-…` as in style/account.css.
const FILE_STYLE: &str = "@page { size: letter; margin: .75in } \
    body { font: 12pt/1.5 system-ui, sans-serif; max-inline-size: 44rem; margin: 1rem auto; \
        padding-inline: 1rem; color: #000; background: #fff } \
    [dir=rtl] { line-height: 1.75 } \
    h1 { font-size: 20pt } h2 { font-size: 15pt } h1, h2 { break-after: avoid } \
    a { color: #000; text-decoration: none } \
    .letter-code { font-size: 15pt; font-weight: 700; overflow-wrap: anywhere } \
    .letter-square { inline-size: 12rem; block-size: 12rem; display: block; fill: #000; \
        shape-rendering: crispEdges } \
    @media print { body { margin: 0; padding: 0; max-inline-size: none } }";

/// The letter as a document of its own, which needs no other file and no network.
///
/// # Errors
/// The same as `letter_view`.
pub fn letter_document(letter: &LetterContent<'_>) -> Result<String, AppError> {
    let title = Localizer(letter.language).get("account-letter-title");
    // Rendered outside of a page, so that it needs an owner of its own.
    let html = Owner::new().with(|| {
        let paper = letter_view(letter)?;
        let document = view! {
            <html
                lang=letter.language.language_tag()
                dir=letter.language.writing_direction()
            >
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    // A code must not stand in the index of a search engine or of a disk.
                    <meta name="robots" content="noindex" />
                    <title>{title}</title>
                    <style inner_html=FILE_STYLE></style>
                </head>
                <body>{paper}</body>
            </html>
        };
        Ok::<String, AppError>(document.to_html())
    })?;
    Ok(format!("<!DOCTYPE html>\n{html}\n"))
}
