//! Telephone numbers inside sentences, as people in the United States write them: `608-555-0163`,
//! `(608) 555-0163`, `555-0163`, `+52 55 1234 5678`, in the digits of any script, and the short
//! numbers for help. Dates, times, amounts of money and the numbers of rooms are no telephone
//! numbers.

mod short_number_context;

use model::text::{is_digit_separator, with_ascii_digits};

/// Words and characters before an extension, longer ones first.
pub(super) const EXTENSION_MARKS: [&str; 6] = ["extensión", "extension", "تحويلة", "ext", "x", "#"];

/// Numbers of three digits that reach help from everywhere in the country.
const SHORT_NUMBERS: [&str; 4] = ["911", "988", "211", "711"];

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextPart<'a> {
    Words(&'a str),
    /// A telephone number as it was written, and the `tel:` URI that calls it.
    Number {
        written: &'a str,
        uri: String,
    },
}

/// Splits a text at its telephone numbers. The parts together are the text.
pub fn split_phone_numbers(text: &str) -> Vec<TextPart<'_>> {
    // A digit of any script becomes one ASCII digit, so the characters keep their positions.
    let chars: Vec<char> = with_ascii_digits(text).chars().collect();
    let offsets: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let mut parts = Vec::new();
    // Where the words before the next number begin, and where the search is.
    let (mut words, mut at) = (0, 0);
    while at < chars.len() {
        let Some((end, uri)) = number_at(&chars, at) else {
            at += 1;
            continue;
        };
        if words < at {
            parts.push(TextPart::Words(&text[offsets[words]..offsets[at]]));
        }
        let written = &text[offsets[at]..offsets[end]];
        parts.push(TextPart::Number { written, uri });
        (words, at) = (end, end);
    }
    if words < chars.len() {
        parts.push(TextPart::Words(&text[offsets[words]..]));
    }
    parts
}

/// The exclusive end (index into `chars`) and the `tel:` URI of the number that begins at `at`.
fn number_at(chars: &[char], at: usize) -> Option<(usize, String)> {
    if !may_begin(chars, at) {
        return None;
    }
    if let Some(end) = after_short_number(chars, at)
        .filter(|end| !short_number_context::is_other_number(chars, at, *end))
    {
        let digits: String = chars[at..end].iter().collect();
        return Some((end, format!("tel:{digits}")));
    }
    let end = after_country_number(chars, at)
        .or_else(|| after_national_number(chars, at))
        .or_else(|| after_local_number(chars, at))
        .or_else(|| after_international_number(chars, at))?;
    let number: String = chars[at..end].iter().collect();
    // `(0)` is a trunk prefix, dialed only inside the country.
    let digits: String = number
        .replacen("(0)", "", usize::from(number.starts_with('+')))
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    if let Some((end, extension)) = extension_at(chars, end) {
        return Some((end, format!("tel:{digits};ext={extension}")));
    }
    may_end(chars, end).then(|| (end, format!("tel:{digits}")))
}

/// Whether a number may begin here: not inside a longer number, a code or an amount of money.
fn may_begin(chars: &[char], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|at| chars[at]) else {
        return true;
    };
    let follows_digit = at >= 2 && chars[at - 2].is_ascii_digit();
    // Only ASCII letters: an Arabic preposition is written in one word with the number.
    !(before.is_ascii_alphanumeric()
        || "#$€+".contains(before)
        || (follows_digit && joins_digits(before)))
}

/// Whether a number may end here.
fn may_end(chars: &[char], end: usize) -> bool {
    let Some(after) = chars.get(end) else {
        return true;
    };
    let precedes_digit = chars.get(end + 1).is_some_and(char::is_ascii_digit);
    !(after.is_ascii_alphanumeric() || (precedes_digit && joins_digits(*after)))
}

/// Whether digits on both sides of the character are one number, date or time.
fn joins_digits(c: char) -> bool {
    c == ':' || (is_digit_separator(c) && !c.is_whitespace() && !"()/".contains(c))
}

fn after_short_number(chars: &[char], at: usize) -> Option<usize> {
    let end = after_digits(chars, at, 3)?;
    let digits: String = chars[at..end].iter().collect();
    // A hyphen makes it a part of a code, such as the number of an apartment.
    let is_hyphen = |c: &char| joins_digits(*c) && !".:·•".contains(*c);
    let in_code = (at > 0 && is_hyphen(&chars[at - 1]))
        || (chars.get(end).is_some_and(is_hyphen)
            && chars.get(end + 1).is_some_and(|c| c.is_alphanumeric()));
    (SHORT_NUMBERS.contains(&digits.as_str()) && !in_code && may_end(chars, end)).then_some(end)
}

/// A number with the country code of the United States: `+1 608 555 0163`, `1-608-555-0163`.
fn after_country_number(chars: &[char], at: usize) -> Option<usize> {
    let at = at + usize::from(chars[at] == '+');
    if chars.get(at) != Some(&'1') {
        return None;
    }
    after_national_number(chars, after_separators(chars, at + 1))
}

/// Ten digits in the groups that people use: 3-3-4, or 3-3-2-2.
fn after_national_number(chars: &[char], at: usize) -> Option<usize> {
    let opened = chars.get(at) == Some(&'(');
    let end = after_area_code(chars, at + usize::from(opened))?;
    if opened && chars.get(end) != Some(&')') {
        return None;
    }
    let end = after_area_code(chars, after_separators(chars, end))?;
    after_last_digits(chars, after_separators(chars, end))
}

/// Seven digits, with a character between the groups.
fn after_local_number(chars: &[char], at: usize) -> Option<usize> {
    let end = after_area_code(chars, at)?;
    let last = after_separators(chars, end);
    // Without the character it could be any two numbers.
    if !chars[end..last].iter().any(|c| joins_digits(*c)) {
        return None;
    }
    after_last_digits(chars, last)
}

/// The three digits of an area code or exchange code, of which the first is neither 0 nor 1.
fn after_area_code(chars: &[char], at: usize) -> Option<usize> {
    let end = after_digits(chars, at, 3)?;
    ('2'..='9').contains(&chars[at]).then_some(end)
}

/// The last four digits, together or in pairs.
fn after_last_digits(chars: &[char], at: usize) -> Option<usize> {
    let middle = after_digits(chars, at, 2)?;
    after_digits(chars, after_separators(chars, middle), 2)
}

/// A number of another country: a plus sign, then 8 to 15 digits (ITU-T E.164).
fn after_international_number(chars: &[char], at: usize) -> Option<usize> {
    if chars[at] != '+' {
        return None;
    }
    let (mut at, mut end, mut count) = (at + 1, None, 0);
    loop {
        let group = count_while(&chars[at..], 15, |c| c.is_ascii_digit());
        count += group;
        // One or two digits after a complete telephone number can be a time or a count, such as
        // `24 horas`. Dialing too few digits reaches no one, but too many reach a wrong number.
        let is_other =
            end.is_some() && (group == 1 || (group == 2 && (count > 12 || is_hour(chars, at + 2))));
        if group == 0 || count > 15 || is_other {
            return end;
        }
        at += group;
        if count >= 8 {
            end = Some(at);
        }
        at = after_separators(chars, at);
    }
}

/// Whether what follows makes the digits before `at` an hour, as in `10:30`, `10am` or `10 a.m.`.
fn is_hour(chars: &[char], at: usize) -> bool {
    let next = chars.get(at);
    let rest: String = chars[at..]
        .iter()
        .take(5)
        .filter(|c| c.is_ascii_alphabetic())
        .collect();
    next.is_some_and(|c| c.is_ascii_alphabetic() || ":/".contains(*c))
        || ["am", "pm"].contains(&rest.to_lowercase().as_str())
}

/// The extension after a number, such as `ext. 3`: where it ends, and its digits.
fn extension_at(chars: &[char], at: usize) -> Option<(usize, String)> {
    let start = at + count_while(&chars[at..], 2, |c| " ,".contains(c));
    let rest: String = chars[start..].iter().take(9).collect();
    let rest = rest.to_lowercase();
    let mark = EXTENSION_MARKS
        .iter()
        .find(|mark| rest.starts_with(**mark))?;
    let start = start + mark.chars().count();
    let start = start + count_while(&chars[start..], 2, |c| " .:".contains(c));
    let digits: String = chars[start..]
        .iter()
        .take_while(|c| c.is_ascii_digit())
        .collect();
    let end = start + digits.len();
    (!digits.is_empty() && may_end(chars, end)).then_some((end, digits))
}

/// The position after `count` digits.
fn after_digits(chars: &[char], at: usize, count: usize) -> Option<usize> {
    let digits = chars.get(at..at + count)?;
    digits
        .iter()
        .all(char::is_ascii_digit)
        .then_some(at + count)
}

/// The position after the characters that may be between two groups of digits.
fn after_separators(chars: &[char], at: usize) -> usize {
    at + count_while(&chars[at..], 4, |c| {
        c != '\n' && (is_digit_separator(c) || is_direction_mark(c))
    })
}

/// Marks that keep digits in order in a right-to-left text.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn count_while(chars: &[char], most: usize, holds: impl Fn(char) -> bool) -> usize {
    chars.iter().take(most).take_while(|c| holds(**c)).count()
}

#[cfg(test)]
mod tests;
