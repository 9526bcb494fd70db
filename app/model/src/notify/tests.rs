use super::*;

#[test]
fn only_known_push_services_are_called() {
    let hosts = [
        "fcm.googleapis.com",
        "*.notify.windows.com",
        "http://127.0.0.1:9",
    ]
    .map(str::to_owned);
    for good in [
        "https://fcm.googleapis.com/fcm/send/x",
        "https://wns2-by3p.notify.windows.com/w/?token=x",
        "http://127.0.0.1:9/x",
    ] {
        assert!(is_allowed_push_endpoint(&hosts, good), "{good}");
    }
    // Allowed hosts where a comparison of the beginning or the end alone would accept them, other
    // schemes and ports, and addresses inside the agency's network.
    for bad in [
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://evil.example:x@a.notify.windows.com.evil.example/",
        "https://evil.example/.notify.windows.com/",
        "https://evil.example#.notify.windows.com/",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilnotify.windows.com/x",
        "https://169.254.169.254/latest",
        "http://127.0.0.1:99/x",
        "file:///etc/passwd",
        "",
    ] {
        assert!(!is_allowed_push_endpoint(&hosts, bad), "{bad}");
    }
}

fn chicago_time(text: &str) -> Zoned {
    format!("{text}[America/Chicago]").parse().unwrap()
}

#[test]
fn notifications_wait_for_the_safe_hours() {
    let choice = NotificationPreferences::default();
    // After the end of the default safe hours.
    let evening = chicago_time("2026-11-23T21:30:00");
    assert_eq!(
        choice.schedule_notification(&evening, &evening),
        NotificationSchedule::Later(chicago_time("2026-11-24T08:00:00"))
    );
    assert_eq!(
        choice.schedule_notification(&evening, &chicago_time("2026-11-24T08:00:00")),
        NotificationSchedule::Now
    );
    // Wakes at 22:00 and sleeps from 6:00 on: the safe hours span midnight.
    let night_worker = NotificationPreferences {
        safe_from: 22 * 60,
        safe_until: 6 * 60,
        ..choice
    };
    assert_eq!(
        night_worker.schedule_notification(&evening, &chicago_time("2026-11-24T02:00:00")),
        NotificationSchedule::Now
    );
    assert_eq!(
        night_worker.schedule_notification(&evening, &chicago_time("2026-11-24T07:00:00")),
        NotificationSchedule::Later(chicago_time("2026-11-24T22:00:00"))
    );
}

#[test]
fn once_a_day_means_when_the_safe_hours_begin() {
    let choice = NotificationPreferences {
        frequency: NotificationFrequency::Daily,
        ..NotificationPreferences::default()
    };
    // Noon is a safe hour, and still not the hour of the daily notification.
    let came = chicago_time("2026-11-23T12:00:00");
    assert_eq!(
        choice.schedule_notification(&came, &came),
        NotificationSchedule::Later(chicago_time("2026-11-24T08:00:00"))
    );
    assert_eq!(
        choice.schedule_notification(&came, &chicago_time("2026-11-24T08:00:30")),
        NotificationSchedule::Now
    );
    assert_eq!(
        NotificationPreferences {
            frequency: NotificationFrequency::Off,
            ..choice
        }
        .schedule_notification(&came, &came),
        NotificationSchedule::Never
    );
}

#[test]
fn safe_hours_begin_at_the_same_local_time_after_a_clock_change() {
    // The night of 2026-11-01 has 25 hours in Chicago, that of 2027-03-14 has 23.
    let choice = NotificationPreferences::default();
    assert_eq!(
        choice.schedule_notification(
            &chicago_time("2026-10-31T22:00:00"),
            &chicago_time("2026-10-31T22:00:00")
        ),
        NotificationSchedule::Later(chicago_time("2026-11-01T08:00:00"))
    );
    assert_eq!(
        choice.schedule_notification(
            &chicago_time("2027-03-13T22:00:00"),
            &chicago_time("2027-03-13T22:00:00")
        ),
        NotificationSchedule::Later(chicago_time("2027-03-14T08:00:00"))
    );
}

#[test]
fn addresses_are_read_as_people_write_them() {
    assert_eq!(
        parse_email_address(" maria@example.org "),
        Ok(Some("maria@example.org".into()))
    );
    // The line break would add a header to the e-mail, and the comma a second recipient.
    for bad in [
        "maria",
        "maria@",
        "@x.org",
        "a b@x.org",
        "a@x.org,b@x.org",
        "a@x.org\r\nBcc: y@x.org",
        "a@b@x.org",
    ] {
        assert_eq!(parse_email_address(bad), Err("messages-email"), "{bad}");
    }
    assert_eq!(
        parse_phone_number("(608) 555-0142"),
        Ok(Some("+16085550142".into()))
    );
    assert_eq!(
        parse_phone_number("+52 55 1234 5678"),
        Ok(Some("+525512345678".into()))
    );
    for bad in [
        // No area code, no digits, too many or too few of them, an extension, which gets no text
        // messages, and a country code that begins with 0.
        "555-0142",
        "call me",
        "60855501420000000",
        "+1 608 555 014",
        "608-555-0142 x12",
        "+0044 20 7946 0958",
        "+",
        "---",
    ] {
        assert_eq!(parse_phone_number(bad), Err("messages-phone"), "{bad}");
    }
    assert_eq!(
        (parse_email_address(""), parse_phone_number(" ")),
        (Ok(None), Ok(None))
    );
    assert_eq!(
        (
            parse_email_address("\u{200B}"),
            parse_phone_number("\u{2068}\u{2069}")
        ),
        (Ok(None), Ok(None))
    );
}

#[test]
fn stop_and_start_are_understood_in_every_language() {
    for stop in [
        "STOP",
        " stop. ",
        "Stop!",
        "“Stop”",
        "StopAll",
        "UNSUBSCRIBE",
        "Opt-out",
        "ALTO",
        "¡Alto!",
        "No más",
        "Cancelar",
        "Nres",
        "توقف",
        "إيقاف",
        "أوقف",
        "إلغاء",
    ] {
        assert_eq!(TextCommand::parse(stop), Some(TextCommand::Stop), "{stop}");
    }
    for start in ["START", "Unstop", "Iniciar", "Pib", "ابدأ", "استئناف"] {
        assert_eq!(
            TextCommand::parse(start),
            Some(TextCommand::Start),
            "{start}"
        );
    }
    // Ordinary messages: stopping by mistake would silence the notifications of a family.
    for other in [
        "",
        "I will stop by",
        "stopping",
        "yes",
        "no",
        "thanks",
        "\u{200B}",
    ] {
        assert_eq!(TextCommand::parse(other), None, "{other}");
    }
}

#[test]
fn numbers_are_read_as_people_copy_them() {
    // Phones and web pages put direction marks, no-break hyphens and other digits into a number.
    for copied in [
        "\u{202D}(608) 555-0142\u{202C}",
        "\u{2068}608-555-0142\u{2069}",
        "608\u{2011}555\u{2011}0142",
        "608\u{2013}555\u{2013}0142",
        "608\u{A0}555\u{A0}0142",
        "tel:+1-608-555-0142",
        "TEL:+16085550142;ext=7",
        "608/555-0142",
        "608\u{B7}555\u{B7}0142",
        "٦٠٨٥٥٥٠١٤٢",
        "۶۰۸ ۵۵۵ ۰۱۴۲",
        "６０８－５５５－０１４２",
        "1 (608) 555.0142",
        "\u{FF0B}1 608 555 0142",
    ] {
        assert_eq!(
            parse_phone_number(copied),
            Ok(Some("+16085550142".into())),
            "{copied:?}"
        );
    }
    assert_eq!(
        // The trunk prefix in brackets is dialed only inside the country.
        parse_phone_number("+44 (0)20 7946 0958"),
        Ok(Some("+442079460958".into()))
    );
    assert_eq!(
        parse_phone_number("+49\u{A0}(0)\u{A0}30 1234567"),
        Ok(Some("+49301234567".into()))
    );
}

#[test]
fn only_addresses_that_can_be_reached_are_taken() {
    for copied in [
        "\u{200B}maria@example.org",
        "mailto:maria@example.org",
        "MAILTO:maria@example.org?subject=x",
        "\u{2068}maria@example.org\u{2069}",
    ] {
        assert_eq!(
            parse_email_address(copied),
            Ok(Some("maria@example.org".into())),
            "{copied:?}"
        );
    }
    assert_eq!(
        parse_email_address("maria@ñandú.example"),
        Ok(Some("maria@xn--and-6ma2c.example".into()))
    );
    assert_eq!(
        parse_email_address("maria+portal@example.org"),
        Ok(Some("maria+portal@example.org".into()))
    );
    assert_eq!(
        parse_email_address("josé@example.org"),
        Err("messages-email-letters")
    );
    for bad in [
        // Invalid, quoted, or not reachable by mail from outside.
        "maria..luna@example.org",
        "maria.@example.org",
        ".maria@example.org",
        "maria@example..org",
        "maria@-x.org",
        "maria@localhost",
        "maria@[127.0.0.1]",
        "maria@127.0.0.1",
        "\"a b\"@example.org",
        "maria@example.org.",
        "maria@exa_mple.org",
    ] {
        assert_eq!(parse_email_address(bad), Err("messages-email"), "{bad}");
    }
    // The stored form must parse again when a notice is sent.
    assert!(
        "maria@xn--and-6ma2c.example"
            .parse::<lettre::Address>()
            .is_ok()
    );
}
