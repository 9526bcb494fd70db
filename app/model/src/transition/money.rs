//! Amounts of US dollars in whole cents, as people type them in the languages of the portal.

use crate::ErrorCode;
use crate::text::{normalize_token, with_ascii_digits};

/// The largest amount that is accepted, in cents: 100,000 dollars.
pub const MAX_CENTS: i64 = 10_000_000;
/// Digits before the cents of the largest number that is read; longer ones are too large.
// Twelve digits and two of cents are far below what an `i64` holds.
const MAX_WHOLE_DIGITS: usize = 12;

/// What people write around an amount, in small letters. Longer ones first, because a mark may
/// begin another.
const CURRENCY_MARKS: [&str; 15] = [
    "dollars",
    "dollar",
    "dólares",
    "dolares",
    "dólar",
    "dolar",
    "دولارات",
    "دولارًا",
    "دولارا",
    "دولار",
    "duas las",
    "duas",
    "usd",
    "us",
    "$",
];

/// An amount in cents. One that was typed is at least 0 and at most `MAX_CENTS`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, sqlx::Type)]
#[sqlx(transparent)]
pub struct Cents(pub i64);

impl Cents {
    /// Reads an amount such as "20", "$1,200.50", "1.200,50" or "١٬٢٠٠٫٥٠".
    ///
    /// The last point or comma begins the cents if one or two digits follow it and it is the only
    /// one of its kind. Otherwise points, commas and spaces group thousands. A comma before three
    /// digits groups them, as the United States write. A single point before three digits is
    /// refused: "1.200" is 1,200 in one language and a slip of the finger in another.
    ///
    /// # Errors
    /// `transition-money-missing` without an amount, `transition-money-unclear` for anything that
    /// is no amount or could be two, `transition-money-negative`, `transition-money-large` above
    /// `MAX_CENTS`.
    pub fn parse(typed: &str) -> Result<Self, ErrorCode> {
        let typed = with_ascii_digits(&normalize_token(typed)).to_lowercase();
        if typed.is_empty() {
            return Err("transition-money-missing");
        }
        // The sign is judged after the digits: a minus alone is unclear, and not a negative amount.
        let (bare, is_negative) = strip_marks(&typed);
        let number: String = bare.chars().map(to_ascii_separator).collect();
        let (whole, fraction) = split_cents(&number).ok_or("transition-money-unclear")?;
        if is_negative {
            return Err("transition-money-negative");
        }
        to_cents(&whole, &fraction)
            .filter(|cents| *cents <= MAX_CENTS)
            .map(Self)
            .ok_or("transition-money-large")
    }

    /// The amount without a sign, with two digits of cents and a comma between thousands, as the
    /// United States write it in every language: "1,200.50".
    pub fn to_plain_text(self) -> String {
        let cents = self.0.unsigned_abs();
        let digits = (cents / 100).to_string();
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 + 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        format!("{grouped}.{:02}", cents % 100)
    }
}

/// The number without currency marks and signs, and whether a sign made it negative.
fn strip_marks(typed: &str) -> (&str, bool) {
    let (mut rest, mut is_negative) = (typed, false);
    // Signs, marks and spaces can stand in any order, such as in "-$20" and "$ -20".
    loop {
        let before = rest.len();
        rest = rest.trim();
        for mark in CURRENCY_MARKS {
            rest = rest.strip_prefix(mark).unwrap_or(rest);
            rest = rest.strip_suffix(mark).unwrap_or(rest);
        }
        if let Some(positive) = rest.strip_prefix('+') {
            rest = positive;
        }
        if let Some(positive) = rest.strip_prefix(begins_negative) {
            (rest, is_negative) = (positive, true);
        }
        if let Some(positive) = rest.strip_suffix(ends_negative) {
            (rest, is_negative) = (positive, true);
        }
        if rest.len() == before {
            return (rest, is_negative);
        }
    }
}

/// Whether this character marks a negative amount: a minus sign, a dash typed as one, or the
/// opening parenthesis of accounting notation.
fn begins_negative(c: char) -> bool {
    matches!(c, '-' | '\u{2212}' | '\u{2010}'..='\u{2015}' | '(')
}

fn ends_negative(c: char) -> bool {
    c == ')' || (c != '(' && begins_negative(c))
}

/// The separators of Arabic numbers as the ones of the United States.
const fn to_ascii_separator(c: char) -> char {
    match c {
        '\u{066B}' => '.',
        // The thousands separator, and the comma of Arabic text.
        '\u{066C}' | '\u{060C}' => ',',
        c => c,
    }
}

/// The digits before and after the decimal separator; `None` for what is no amount or is ambiguous.
fn split_cents(number: &str) -> Option<(String, String)> {
    // A point that ends the sentence: "20."
    let number = number.strip_suffix(['.', ',']).unwrap_or(number);
    let Some(at) = number.rfind(['.', ',']) else {
        return Some((join_groups(number, ' ')?, String::new()));
    };
    // Both separators are one byte.
    let (head, tail) = (&number[..at], &number[at + 1..]);
    let separator = if number[at..].starts_with('.') {
        '.'
    } else {
        ','
    };
    let is_digits = !tail.is_empty() && tail.chars().all(|c| c.is_ascii_digit());
    if is_digits && tail.len() <= 2 && !head.contains(separator) {
        let other = if separator == '.' { ',' } else { '.' };
        let group = if head.contains(other) { other } else { ' ' };
        let whole = if head.is_empty() {
            String::new()
        } else {
            join_groups(head, group)?
        };
        return Some((whole, tail.to_owned()));
    }
    // "1.200" can be two different amounts, so the person is asked to write it in another way.
    if separator == '.' && !head.contains('.') {
        return None;
    }
    Some((join_groups(number, separator)?, String::new()))
}

/// The digits of a number whose thousands are grouped by `separator`, or not grouped.
fn join_groups(number: &str, separator: char) -> Option<String> {
    let groups: Vec<&str> = number.split(separator).collect();
    let is_digits = |group: &&str| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit());
    if !groups.iter().all(is_digits) {
        return None;
    }
    if let [first, rest @ ..] = groups.as_slice()
        && !rest.is_empty()
    {
        let is_grouped = first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
        // A group that begins with 0, as in "0,500", is a decimal fraction in some languages.
        if !is_grouped || first.starts_with('0') {
            return None;
        }
    }
    Some(groups.concat())
}

/// The amount of these digits; `None` if it is too large to count.
fn to_cents(whole: &str, fraction: &str) -> Option<i64> {
    // Zeros before the number do not count as digits: "007" is seven dollars, however many there
    // are.
    let whole = whole.trim_start_matches('0');
    if whole.len() > MAX_WHOLE_DIGITS {
        return None;
    }
    let dollars: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let cents: i64 = match fraction.len() {
        0 => 0,
        // "12.5" is 12 dollars and 50 cents.
        1 => fraction.parse::<i64>().ok()?.checked_mul(10)?,
        _ => fraction.parse().ok()?,
    };
    dollars.checked_mul(100)?.checked_add(cents)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (typed, cents) in [
            ("20", 2_000),
            ("$20", 2_000),
            ("20 $", 2_000),
            ("US$ 20.00", 2_000),
            ("20 dólares", 2_000),
            ("20 duas las", 2_000),
            ("٢٠ دولار", 2_000),
            ("20.", 2_000),
            ("+20", 2_000),
            ("0", 0),
            ("007", 700),
            (".5", 50),
            ("12,5", 1_250),
            ("12.50", 1_250),
            ("1200.50", 120_050),
            ("1,200.50", 120_050),
            ("1.200,50", 120_050),
            ("1 200,50", 120_050),
            ("1\u{A0}200.5", 120_050),
            ("1,200", 120_000),
            ("1 200", 120_000),
            ("12,345.67", 1_234_567),
            ("١٬٢٠٠٫٥٠", 120_050),
            ("١٬٢٠٠", 120_000),
            ("۱۲۰۰", 120_000),
            ("١٢،٥٠", 1_250),
            ("\u{200F}٢٠\u{200E}", 2_000),
            ("\u{2067}$1,200.50\u{2069}", 120_050),
            ("１２．５０", 1_250),
            ("100,000", MAX_CENTS),
        ] {
            assert_eq!(Cents::parse(typed), Ok(Cents(cents)), "{typed}");
        }
    }

    #[test]
    fn no_amount_is_guessed() {
        for typed in [
            "1.200",
            "٢٫٥٠٠",
            "0,500",
            "12.345.67,8",
            "1,234,5",
            "12,345,6",
            "1,2000",
            "1.2.3",
            "12 50",
            "20-30",
            "a",
            "$",
            "-",
            "20 a month",
            "½",
            "1e3",
            "0x10",
            "1,200.500",
            "..",
            "1/2",
        ] {
            assert_eq!(
                Cents::parse(typed),
                Err("transition-money-unclear"),
                "{typed}"
            );
        }
        for typed in ["", "  ", "\u{200F}"] {
            assert_eq!(
                Cents::parse(typed),
                Err("transition-money-missing"),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn negative_and_huge_amounts_are_refused() {
        for typed in [
            "-20",
            "−20",
            "$-20",
            "-$20",
            "20-",
            "(20)",
            "\u{200F}-٢٠",
            "\u{2013} 20",
            "-99999999999999999999",
        ] {
            assert_eq!(
                Cents::parse(typed),
                Err("transition-money-negative"),
                "{typed}"
            );
        }
        for typed in [
            "100000.01",
            "1,000,000",
            "1.234.567",
            "9223372036854775807",
            "99999999999999999999999999",
            "٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩",
        ] {
            assert_eq!(
                Cents::parse(typed),
                Err("transition-money-large"),
                "{typed}"
            );
        }
        let zeros = format!("{}5", "0".repeat(1_000));
        assert_eq!(Cents::parse(&zeros), Ok(Cents(500)));
    }

    #[test]
    fn amounts_have_two_digits_of_cents_and_grouped_thousands() {
        for (cents, plain) in [
            (0, "0.00"),
            (5, "0.05"),
            (99_999, "999.99"),
            (100_000, "1,000.00"),
            (-123_456_789, "1,234,567.89"),
            (i64::MIN, "92,233,720,368,547,758.08"),
        ] {
            assert_eq!(Cents(cents).to_plain_text(), plain);
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(cents in 0..=MAX_CENTS) {
            let plain = Cents(cents).to_plain_text();
            let european = plain.replace(',', " ").replace('.', ",").replace(' ', ".");
            let arabic: String = plain
                .chars()
                .map(|c| match c {
                    '.' => '\u{066B}',
                    ',' => '\u{066C}',
                    digit => char::from_u32(u32::from(digit) - u32::from('0') + 0x0660).unwrap(),
                })
                .collect();
            for typed in [
                format!("${plain}"),
                format!("\u{200F}{plain}\u{200E} $"),
                european,
                format!("\u{2067}{arabic}\u{2069}"),
            ] {
                prop_assert_eq!(Cents::parse(&typed), Ok(Cents(cents)), "{}", typed);
            }
            if cents > 0 {
                let negative = format!("\u{200F}-{plain}");
                prop_assert_eq!(Cents::parse(&negative), Err("transition-money-negative"));
            }
        }

        #[test]
        fn whatever_is_typed_is_in_range_or_refused(typed in any::<String>()) {
            if let Ok(Cents(cents)) = Cents::parse(&typed) {
                prop_assert!((0..=MAX_CENTS).contains(&cents));
            }
        }

        #[test]
        fn digits_and_marks_never_overflow(typed in "[0-9٠-٩.,٫٬ $()\u{2212}-]{0,60}") {
            if let Ok(Cents(cents)) = Cents::parse(&typed) {
                prop_assert!((0..=MAX_CENTS).contains(&cents));
            }
        }
    }
}
