use proptest::prelude::*;

use super::*;

/// The numbers in a text, each as it was written and as its URI without the scheme.
fn found_numbers(text: &str) -> Vec<(&str, String)> {
    split_phone_numbers(text)
        .into_iter()
        .filter_map(|part| match part {
            TextPart::Words(_) => None,
            TextPart::Number { written, uri } => {
                Some((written, uri.strip_prefix("tel:").unwrap().to_owned()))
            }
        })
        .collect()
}

/// A text, the number in it as it was written, and the digits that call it.
const WRITTEN: [(&str, &str, &str); 36] = [
    (
        "La abuela Elena: 608-555-0163",
        "608-555-0163",
        "6085550163",
    ),
    ("Call (608) 555-0163.", "(608) 555-0163", "6085550163"),
    ("Nora (608-555-0163)", "608-555-0163", "6085550163"),
    ("Nora 608/555-0163", "608/555-0163", "6085550163"),
    ("6085550163 Nora", "6085550163", "6085550163"),
    ("Tía: 608 555 01 63", "608 555 01 63", "6085550163"),
    ("608.555.0163, day or night", "608.555.0163", "6085550163"),
    (
        "608\u{2011}555\u{2011}0163",
        "608\u{2011}555\u{2011}0163",
        "6085550163",
    ),
    (
        "608\u{A0}555\u{A0}0163",
        "608\u{A0}555\u{A0}0163",
        "6085550163",
    ),
    ("الجدة: ٦٠٨-٥٥٥-٠١٦٣", "٦٠٨-٥٥٥-٠١٦٣", "6085550163"),
    (
        "الجدة:\u{200E}608-555-0163\u{200E}",
        "608-555-0163",
        "6085550163",
    ),
    ("۶۰۸ ۵۵۵ ۰۱۶۳", "۶۰۸ ۵۵۵ ۰۱۶۳", "6085550163"),
    ("Elena 555-0163 (evenings)", "555-0163", "5550163"),
    ("1-800-799-7233", "1-800-799-7233", "18007997233"),
    ("+1 (608) 555-0163", "+1 (608) 555-0163", "+16085550163"),
    (
        "Tío +52 55 1234 5678 de noche",
        "+52 55 1234 5678",
        "+525512345678",
    ),
    (
        "Tío +52 55 1234 5678 10 a.m.",
        "+52 55 1234 5678",
        "+525512345678",
    ),
    (
        "Tío +52 55 1234 5678 24 horas",
        "+52 55 1234 5678",
        "+525512345678",
    ),
    (
        "+44 20 7946 0958. 24 hours",
        "+44 20 7946 0958",
        "+442079460958",
    ),
    (
        "+44 (0)20 7946 0958",
        "+44 (0)20 7946 0958",
        "+442079460958",
    ),
    (
        "+33 1 23 45 67 89 a diario",
        "+33 1 23 45 67 89",
        "+33123456789",
    ),
    (
        "608-555-0142 ext. 3",
        "608-555-0142 ext. 3",
        "6085550142;ext=3",
    ),
    (
        "608-555-0142, extensión 31",
        "608-555-0142, extensión 31",
        "6085550142;ext=31",
    ),
    ("608-555-0142x3", "608-555-0142x3", "6085550142;ext=3"),
    ("608-555-0142 x Dana", "608-555-0142", "6085550142"),
    ("Apt 4, 608-555-0163 after 9", "608-555-0163", "6085550163"),
    ("In danger now? Call 911.", "911", "911"),
    ("النجدة و911 دائمًا", "911", "911"),
    ("Leave the room. 911 can help.", "911", "911"),
    ("The number 211 finds food", "211", "211"),
    ("Llame al número 988", "988", "988"),
    ("اتصلوا بالرقم 211", "211", "211"),
    ("Oak Street. Call 911 on the way", "911", "911"),
    ("Is there no 911 there?", "911", "911"),
    ("Apt 4, then 211", "211", "211"),
    ("Hu 911 tam sim no", "911", "911"),
];

#[test]
fn a_number_is_found_whatever_it_looks_like() {
    for (text, written, digits) in WRITTEN {
        assert_eq!(
            found_numbers(text),
            [(written, digits.to_owned())],
            "{text}"
        );
    }
}

#[test]
fn two_numbers_are_two_links() {
    for text in [
        "608-555-0142 / 608-555-0143",
        "608-555-0142/608-555-0143",
        "608-555-0142 608-555-0143",
        "608-555-0142\n608-555-0143",
        "608-555-0142 or 608-555-0143",
    ] {
        let found: Vec<String> = found_numbers(text)
            .into_iter()
            .map(|(_, uri)| uri)
            .collect();
        assert_eq!(found, ["6085550142", "6085550143"], "{text}");
    }
}

#[test]
fn other_numbers_are_no_links() {
    for text in [
        "On 2026-12-18 at 10:30",
        "12/18/2026, 9:00-10:30",
        "From 2025-2026",
        "5317 Oak Street, Madison, WI 53703-1234",
        "$250-3000",
        "234-56-7890",
        "Apt #211, Unit A-211, 211-B, 1911 and 9110",
        "911-1234567890",
        "Apt 211, Apt. 211, apt no. 911, Apartment: 711",
        "Unit 988, Room 211, Suite number 711, # 911, No. 211",
        "Rm\u{A0}211, Bldg. 711, PO Box 988",
        "211 Oak Street, 711 N. Park St, 911 5th Ave.",
        "211 dollars, 711 USD, 911 %, 988 dólares, 211%",
        "Apto. 211, el departamento núm. 711, Habitación 911, calle 988",
        "Chav 211, chav nr 711",
        "شقة 211، الغرفة ٧١١، شقة رقم 988، شارع 911، 211 دولار",
        "608-555-01634",
        "608-555",
        "+1 2345",
        "",
    ] {
        assert_eq!(found_numbers(text), [], "{text}");
    }
}

proptest! {
    #[test]
    fn no_word_is_lost(text in "[\\PC\n0-9+() ٠-٩./-]{0,40}") {
        let together: String = split_phone_numbers(&text)
            .into_iter()
            .map(|part| match part {
                TextPart::Words(words) => words,
                TextPart::Number { written, .. } => written,
            })
            .collect();
        prop_assert_eq!(together, text);
    }
}
