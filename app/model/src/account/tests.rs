use super::*;

#[test]
fn sign_in_names_are_normalized() {
    assert_eq!(
        SignInName::parse("  María   Luna ").unwrap().as_str(),
        "maría luna"
    );
    assert_eq!(
        // A decomposed accent and a direction mark, as keyboards and the clipboard add them.
        SignInName::parse("Mari\u{301}a Luna\u{200F}")
            .unwrap()
            .as_str(),
        "maría luna"
    );
    assert_eq!(SignInName::parse("ab"), Err("account-name-short"));
    assert_eq!(
        SignInName::parse("ab\u{200B}\u{2060}"),
        Err("account-name-short"),
        "what is not seen does not count"
    );
    assert_eq!(SignInName::parse("ab\u{7}c"), Err("account-name-signs"));
}

#[test]
fn a_passphrase_needs_length_and_nothing_else() {
    for typed in [
        "el perro come pan",
        "ONLY CAPITAL LETTERS",
        "294 817 305 662 918",
        "القط ينام تحت الشجرة",
        // More than 64 characters.
        "my aunt has a dog that eats bread, and my uncle has a cat that drinks milk",
    ] {
        assert!(Passphrase::parse_new(typed).is_ok(), "{typed}");
    }
    assert_eq!(
        Passphrase::parse_new("short"),
        Err("account-passphrase-short")
    );
    assert_eq!(
        Passphrase::parse_new(&"a".repeat(20)),
        Err("account-passphrase-plain")
    );
    assert_eq!(
        Passphrase::parse_new(&"many words ".repeat(1_000)),
        Err("account-passphrase-long"),
        "a field of 11 kB"
    );
}

#[test]
fn a_passphrase_is_the_same_however_its_accents_and_spaces_are_encoded() {
    let chosen = Passphrase::parse_new("mi perro come pan y ñame").unwrap();
    assert_eq!(
        Passphrase::for_verification("mi perro come pan y n\u{303}ame").expose(),
        chosen.expose()
    );
    assert_eq!(
        Passphrase::for_verification("mi perro\u{A0}come pan y ñame").expose(),
        chosen.expose()
    );
    assert_eq!(
        Passphrase::for_verification("plain words only here")
            .candidate_forms()
            .count(),
        1
    );
    let forms = |typed| {
        Passphrase::for_verification(typed)
            .candidate_forms()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(forms("ñ"), ["ñ", "n\u{303}"]);
    assert_eq!(forms("n\u{303}"), ["ñ", "n\u{303}"]);
    let long = "ñ".repeat(PASSPHRASE_MAX);
    assert_eq!(
        Passphrase::for_verification(&to_nfd(&long)).expose(),
        long,
        "nothing of the longest is cut off"
    );
}

#[test]
fn a_passphrase_is_never_printed() {
    let secret = Passphrase::for_verification("correct horse battery");
    assert!(!format!("{secret:?}").contains("horse"));
}

#[test]
fn a_code_from_paper_forgives_dashes_and_case() {
    assert_eq!(normalize_code(" abcd-efgh 2345 "), "ABCDEFGH2345");
    assert_eq!(
        // Isolates, typographic dashes and other digits, as other programs change a code.
        normalize_code("\u{2068}ABCD–EFGH ٢٣٤٥\u{2069}"),
        "ABCDEFGH2345"
    );
    assert_eq!(
        normalize_code("\u{202A}abcd\u{2010}efgh 2345\u{202C}"),
        "ABCDEFGH2345"
    );
}

#[test]
fn a_code_in_groups_of_four_is_the_same_code() {
    assert_eq!(group_code(""), "");
    assert_eq!(group_code("ABCD"), "ABCD");
    assert_eq!(group_code("ABCDEFGH23"), "ABCD EFGH 23");
    assert_eq!(normalize_code(&group_code("ABCDEFGH23")), "ABCDEFGH23");
}

#[test]
fn a_code_is_found_in_its_address_and_in_wide_letters() {
    for typed in [
        "https://portal.example/welcome/ABCD-EFGH-2345",
        " https://portal.example/Welcome/abcdefgh2345/?utm_source=sms#top",
        "portal.example/welcome/ABCDEFGH2345",
        "https://portal.example/welcome/xx/welcome/ABCDEFGH2345",
        "\u{FF21}\u{FF22}\u{FF23}\u{FF24}\u{FF45}\u{FF46}\u{FF47}\u{FF48}\u{3000}\u{FF12}\u{FF13}\u{FF14}\u{FF15}",
        "ABCD/EFGH/2345",
    ] {
        assert_eq!(normalize_code(typed), "ABCDEFGH2345", "{typed}");
    }
    assert_eq!(normalize_code("https://portal.example/welcome/"), "");
}

#[test]
fn what_opens_the_account_later_is_told_by_every_channel() {
    for kind in [
        AccountEventKind::PassphraseSet,
        AccountEventKind::PasskeyAdded,
        AccountEventKind::RecoveryCodesMade,
        AccountEventKind::StaffIdentityLinked,
    ] {
        assert!(kind.is_told_by_every_channel(), "{kind:?}");
    }
    assert!(!AccountEventKind::DetailsChanged.is_told_by_every_channel());
}
