//! Links that call a telephone number or begin a text message to it.

use leptos::prelude::*;
use model::text::with_ascii_digits;

use super::phone_numbers::{EXTENSION_MARKS, TextPart, split_phone_numbers};

/// A telephone number as it was written, linked to call it; without the link where no number is
/// found in it.
pub fn call_link(number: &str) -> AnyView {
    match tel_uri(number) {
        Some(href) => linked_number(href, number),
        None => number_view(number),
    }
}

/// A link that says whom its number reaches, such as `Our help line 608-555-0142`.
pub fn labeled_call_link(label: String, number: &str) -> AnyView {
    let shown = labeled_number(label, number);
    match tel_uri(number) {
        Some(href) => view! { <a href=href>{shown}</a> }.into_any(),
        None => shown,
    }
}

/// Like `labeled_call_link`, for a text message. `href` is an `sms:` URI.
pub fn labeled_sms_link(label: String, number: &str, href: &'static str) -> AnyView {
    view! { <a href=href>{labeled_number(label, number)}</a> }.into_any()
}

/// A sentence in which every telephone number is a link to call it. Its words do not change.
pub fn text_with_call_links(sentence: &str) -> AnyView {
    split_phone_numbers(sentence)
        .into_iter()
        .map(|part| match part {
            TextPart::Words(words) => words.to_owned().into_any(),
            TextPart::Number { written, uri } => linked_number(uri, written),
        })
        .collect_view()
        .into_any()
}

/// `dir` on the link itself and not on an element in it, because the link's background could then
/// begin at the end of the line before.
fn linked_number(href: String, number: &str) -> AnyView {
    view! {
        <a href=href dir="ltr">
            {number.to_owned()}
        </a>
    }
    .into_any()
}

fn labeled_number(label: String, number: &str) -> AnyView {
    view! {
        <span>{label}</span>
        " "
        {number_view(number)}
    }
    .into_any()
}

/// A number reads from left to right in a right-to-left page too.
fn number_view(number: &str) -> AnyView {
    view! { <bdi dir="ltr">{number.to_owned()}</bdi> }.into_any()
}

/// The `tel:` URI of a telephone number as people write it; `None` without a digit. A URI has only
/// the digits (RFC 3966), and an extension is a parameter: its digits appended to the number would
/// call another person.
fn tel_uri(number: &str) -> Option<String> {
    let number = with_ascii_digits(number);
    let start = number.find(|c: char| c.is_ascii_digit() || c == '+')?;
    let number = &number[start..];
    // Words, and characters that separate two numbers, end the number.
    let end = number
        .find(|c: char| c.is_alphabetic() || "#,;/".contains(c))
        .unwrap_or(number.len());
    let (number, rest) = number.split_at(end);
    let (plus, number) = match number.strip_prefix('+') {
        // `(0)` is a trunk prefix, dialed only inside the country.
        Some(number) => ("+", number.replacen("(0)", "", 1)),
        None => ("", number.to_owned()),
    };
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let extension = extension_digits(rest)
        .map(|digits| format!(";ext={digits}"))
        .unwrap_or_default();
    (!digits.is_empty()).then(|| format!("tel:{plus}{digits}{extension}"))
}

/// The digits of an extension such as `ext. 3` or `x3`, written after a number.
fn extension_digits(rest: &str) -> Option<String> {
    let rest = rest.to_lowercase();
    let digits = EXTENSION_MARKS
        .iter()
        .find_map(|mark| rest.strip_prefix(*mark))?
        .trim_start_matches([' ', '.', ':']);
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tel_uri_accepts_common_number_formats() {
        for (written, uri) in [
            ("911", "tel:911"),
            ("608-555-0142", "tel:6085550142"),
            ("608.555.0142", "tel:6085550142"),
            ("(608) 555-0142", "tel:6085550142"),
            ("+1 (608) 555-0142", "tel:+16085550142"),
            ("+44 (0)20 7946 0958", "tel:+442079460958"),
            ("٦٠٨-٥٥٥-٠١٤٢", "tel:6085550142"),
            ("(608) 555-0142 ext. 3", "tel:6085550142;ext=3"),
            ("608-555-0142 Extension 31", "tel:6085550142;ext=31"),
            ("608-555-0142 x3", "tel:6085550142;ext=3"),
            ("608-555-0142 #3", "tel:6085550142;ext=3"),
            ("608-555-0142 (Monday to Friday)", "tel:6085550142"),
            ("608-555-0142 / 608-555-0143", "tel:6085550142"),
            ("Call 608-555-0142", "tel:6085550142"),
        ] {
            assert_eq!(tel_uri(written).as_deref(), Some(uri), "{written}");
        }
        for written in ["", "+", "ask at the desk"] {
            assert_eq!(tel_uri(written), None, "{written}");
        }
    }
}
