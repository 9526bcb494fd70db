//! When and by which channel a person is notified of something new. A notification is one sentence
//! without names, content or agency, so that another person who sees the phone learns nothing.

use jiff::civil::Time;
use jiff::{ToSpan, Zoned};

use crate::Code;
use crate::text::{keyword, parts_digits, token, with_ascii_digits};

/// How often a person is notified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Soon after each event.
    #[default]
    Each,
    /// Once a day, at the start of the safe hours.
    Daily,
    /// Never.
    Off,
}

impl Mode {
    pub const ALL: [Self; 3] = [Self::Each, Self::Daily, Self::Off];

    pub const fn slug(self) -> &'static str {
        match self {
            Self::Each => "each",
            Self::Daily => "daily",
            Self::Off => "off",
        }
    }

    pub fn parse(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.slug() == slug)
    }
}
crate::column::text_column!(Mode);

/// Notification channels in the order of attempts: the least likely to be seen by others first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    Push,
    Email,
    Sms,
}

impl Way {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Push => "push",
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }

    pub fn parse(slug: &str) -> Option<Self> {
        [Self::Push, Self::Email, Self::Sms].into_iter().find(|way| way.slug() == slug)
    }
}
crate::column::text_column!(Way);

/// Preferences. Minutes after midnight in the agency's time zone; if equal, every hour is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    pub mode: Mode,
    pub safe_from: i32,
    pub safe_until: i32,
}

impl Default for Choice {
    /// Notifications between 8:00 and 20:00. No channel is enabled before the person chooses one.
    fn default() -> Self {
        Self { mode: Mode::Each, safe_from: 8 * 60, safe_until: 20 * 60 }
    }
}

/// When to send a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    Now,
    /// Not before this time.
    Later(Zoned),
    Never,
}

impl Choice {
    fn is_safe(self, minute: i32) -> bool {
        match self.safe_from.cmp(&self.safe_until) {
            std::cmp::Ordering::Equal => true,
            std::cmp::Ordering::Less => (self.safe_from..self.safe_until).contains(&minute),
            std::cmp::Ordering::Greater => minute >= self.safe_from || minute < self.safe_until,
        }
    }

    /// The next start of the safe hours after `at`.
    fn opens(self, at: &Zoned) -> Zoned {
        let (hour, minute) = (i8::try_from(self.safe_from / 60).unwrap_or(0), i8::try_from(self.safe_from % 60).unwrap_or(0));
        let start = Time::new(hour, minute, 0, 0).unwrap_or_default();
        let zone = at.time_zone().clone();
        let on = |date: jiff::civil::Date| date.to_datetime(start).to_zoned(zone.clone()).unwrap_or_else(|_| at.clone());
        let today = on(at.date());
        if today > *at { today } else { on(at.date() + 1.day()) }
    }

    /// When to send, as of `now`, a notification of an event at `at`.
    pub fn due(self, at: &Zoned, now: &Zoned) -> Due {
        let minute = i32::from(now.hour()) * 60 + i32::from(now.minute());
        match self.mode {
            Mode::Off => Due::Never,
            Mode::Daily if *now < self.opens(at) => Due::Later(self.opens(at)),
            _ if !self.is_safe(minute) => Due::Later(self.opens(now)),
            _ => Due::Now,
        }
    }
}

/// Parses an e-mail address with the library that sends to it; blank input is `None`. The domain
/// is returned in ASCII (IDNA). Most mail servers accept only an ASCII local part.
///
/// # Errors
/// `messages-email` for an invalid address, `messages-email-letters` for a non-ASCII local part.
pub fn email(typed: &str) -> Result<Option<String>, Code> {
    let typed = token(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    // A copied link has the form `mailto:address?subject=...`.
    let bare = without_scheme(&typed, "mailto:").split('?').next().unwrap_or_default().trim();
    let address: lettre::Address = bare.parse().map_err(|_| "messages-email")?;
    if !address.user().is_ascii() {
        return Err("messages-email-letters");
    }
    let host = idna::domain_to_ascii_strict(address.domain()).map_err(|_| "messages-email")?;
    let top = host.rsplit('.').next().unwrap_or_default();
    let fine = host.contains('.') && top.contains(|c: char| c.is_ascii_alphabetic()) && !address.user().contains('"');
    let whole = format!("{}@{host}", address.user());
    if fine && whole.len() <= 254 { Ok(Some(whole)) } else { Err("messages-email") }
}

/// Parses a telephone number to E.164, blank input to `None`. Ten digits are a US number.
///
/// # Errors
/// `messages-phone` for an invalid number.
pub fn phone(typed: &str) -> Result<Option<String>, Code> {
    let typed = with_ascii_digits(&token(typed));
    if typed.is_empty() {
        return Ok(None);
    }
    let number = without_scheme(&typed, "tel:").split(';').next().unwrap_or_default().trim();
    let (abroad, rest) = match number.strip_prefix('+') {
        // `(0)` is a trunk prefix, dialed only inside the country.
        Some(rest) => (true, rest.replacen("(0)", "", 1)),
        None => (false, number.to_owned()),
    };
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    if rest.chars().any(|c| !c.is_ascii_digit() && !parts_digits(c)) {
        return Err("messages-phone");
    }
    match (abroad, digits.starts_with('1'), digits.len()) {
        (true, false, 8..=15) if !digits.starts_with('0') => Ok(Some(format!("+{digits}"))),
        // The North American Numbering Plan has ten digits after the country code 1.
        (_, true, 11) => Ok(Some(format!("+{digits}"))),
        (false, _, 10) => Ok(Some(format!("+1{digits}"))),
        _ => Err("messages-phone"),
    }
}

fn without_scheme<'a>(typed: &'a str, scheme: &str) -> &'a str {
    match typed.get(..scheme.len()) {
        Some(head) if head.eq_ignore_ascii_case(scheme) => &typed[scheme.len()..],
        _ => typed,
    }
}

/// The command in an inbound text message (STOP or START).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextCommand {
    /// Stop text messages.
    Stop,
    /// Resume text messages as chosen before.
    Start,
}

/// Opt-out keywords that US carriers require (CTIA), and translations, as for `text::keyword`.
const STOP: [&str; 27] = [
    "stop",
    "stopall",
    "stop all",
    "unsubscribe",
    "cancel",
    "end",
    "quit",
    "revoke",
    "optout",
    "opt out",
    "alto",
    "pare",
    "parar",
    "detener",
    "cancelar",
    "baja",
    "no mas",
    "nres",
    "tsum",
    "txwv",
    "tsis txhob xa",
    "توقف",
    "قف",
    "ايقاف",
    "اوقف",
    "اوقفوا",
    "الغاء",
];
const START: [&str; 11] = ["start", "unstop", "resume", "iniciar", "empezar", "reanudar", "pib", "pib dua", "ابدا", "ابداوا", "استئناف"];

impl TextCommand {
    /// Matches only a message that is nothing but the keyword: "I will stop by" is no command.
    pub fn parse(words: &str) -> Option<Self> {
        let word = keyword(words);
        let is = |known: &[&str]| known.iter().any(|one| keyword(one) == word);
        if is(&STOP) {
            Some(Self::Stop)
        } else if is(&START) {
            Some(Self::Start)
        } else {
            None
        }
    }
}

/// Whether the endpoint belongs to an allowed push service: `fcm.googleapis.com`,
/// `*.notify.windows.com`, or, for tests, a whole `http://127.0.0.1:9`. The browser supplies it, so
/// without this check a client could make the server call into the agency's network (SSRF).
pub fn is_known(hosts: &[String], endpoint: &str) -> bool {
    let host = |scheme| endpoint.strip_prefix(scheme).and_then(|rest: &str| rest.split_once('/')).map(|(host, _)| host);
    hosts.iter().any(|known| match (known.strip_prefix("*."), known.strip_prefix("http://")) {
        (Some(tail), _) => host("https://")
            .and_then(|host| host.strip_suffix(tail))
            .is_some_and(|head| head.ends_with('.') && head.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))),
        (None, Some(whole)) => host("http://") == Some(whole),
        (None, None) => host("https://") == Some(known.as_str()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_push_services_are_called() {
        let hosts = ["fcm.googleapis.com", "*.notify.windows.com", "http://127.0.0.1:9"].map(str::to_owned);
        for good in ["https://fcm.googleapis.com/fcm/send/x", "https://wns2-by3p.notify.windows.com/w/?token=x", "http://127.0.0.1:9/x"] {
            assert!(is_known(&hosts, good), "{good}");
        }
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
            assert!(!is_known(&hosts, bad), "{bad}");
        }
    }

    fn at(text: &str) -> Zoned {
        format!("{text}[America/Chicago]").parse().unwrap()
    }

    #[test]
    fn nobody_is_woken() {
        let choice = Choice::default();
        let evening = at("2026-11-23T21:30:00");
        assert_eq!(choice.due(&evening, &evening), Due::Later(at("2026-11-24T08:00:00")));
        assert_eq!(choice.due(&evening, &at("2026-11-24T08:00:00")), Due::Now);
        let night_worker = Choice { safe_from: 22 * 60, safe_until: 6 * 60, ..choice };
        assert_eq!(night_worker.due(&evening, &at("2026-11-24T02:00:00")), Due::Now);
        assert_eq!(night_worker.due(&evening, &at("2026-11-24T07:00:00")), Due::Later(at("2026-11-24T22:00:00")));
    }

    #[test]
    fn once_a_day_means_when_the_safe_hours_begin() {
        let choice = Choice { mode: Mode::Daily, ..Choice::default() };
        let came = at("2026-11-23T12:00:00");
        assert_eq!(choice.due(&came, &came), Due::Later(at("2026-11-24T08:00:00")));
        assert_eq!(choice.due(&came, &at("2026-11-24T08:00:30")), Due::Now);
        assert_eq!(Choice { mode: Mode::Off, ..choice }.due(&came, &came), Due::Never);
    }

    #[test]
    fn the_clock_changes_and_the_hour_stays() {
        // The night of 2026-11-01 has 25 hours in Chicago, that of 2027-03-14 has 23.
        let choice = Choice::default();
        assert_eq!(choice.due(&at("2026-10-31T22:00:00"), &at("2026-10-31T22:00:00")), Due::Later(at("2026-11-01T08:00:00")));
        assert_eq!(choice.due(&at("2027-03-13T22:00:00"), &at("2027-03-13T22:00:00")), Due::Later(at("2027-03-14T08:00:00")));
    }

    #[test]
    fn addresses_are_read_as_people_write_them() {
        assert_eq!(email(" maria@example.org "), Ok(Some("maria@example.org".into())));
        for bad in ["maria", "maria@", "@x.org", "a b@x.org", "a@x.org,b@x.org", "a@x.org\r\nBcc: y@x.org", "a@b@x.org"] {
            assert_eq!(email(bad), Err("messages-email"), "{bad}");
        }
        assert_eq!(phone("(608) 555-0142"), Ok(Some("+16085550142".into())));
        assert_eq!(phone("+52 55 1234 5678"), Ok(Some("+525512345678".into())));
        for bad in ["555-0142", "call me", "60855501420000000", "+1 608 555 014", "608-555-0142 x12", "+0044 20 7946 0958", "+", "---"] {
            assert_eq!(phone(bad), Err("messages-phone"), "{bad}");
        }
        assert_eq!((email(""), phone(" ")), (Ok(None), Ok(None)));
        assert_eq!((email("\u{200B}"), phone("\u{2068}\u{2069}")), (Ok(None), Ok(None)));
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
            assert_eq!(TextCommand::parse(start), Some(TextCommand::Start), "{start}");
        }
        for other in ["", "I will stop by", "stopping", "yes", "no", "thanks", "\u{200B}"] {
            assert_eq!(TextCommand::parse(other), None, "{other}");
        }
    }

    #[test]
    fn numbers_are_read_as_people_copy_them() {
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
            assert_eq!(phone(copied), Ok(Some("+16085550142".into())), "{copied:?}");
        }
        assert_eq!(phone("+44 (0)20 7946 0958"), Ok(Some("+442079460958".into())));
        assert_eq!(phone("+49\u{A0}(0)\u{A0}30 1234567"), Ok(Some("+49301234567".into())));
    }

    #[test]
    fn only_addresses_that_can_be_reached_are_taken() {
        for copied in ["\u{200B}maria@example.org", "mailto:maria@example.org", "MAILTO:maria@example.org?subject=x", "\u{2068}maria@example.org\u{2069}"] {
            assert_eq!(email(copied), Ok(Some("maria@example.org".into())), "{copied:?}");
        }
        assert_eq!(email("maria@ñandú.example"), Ok(Some("maria@xn--and-6ma2c.example".into())));
        assert_eq!(email("maria+portal@example.org"), Ok(Some("maria+portal@example.org".into())));
        assert_eq!(email("josé@example.org"), Err("messages-email-letters"));
        for bad in [
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
            assert_eq!(email(bad), Err("messages-email"), "{bad}");
        }
        // The stored form must parse again when a notice is sent.
        assert!("maria@xn--and-6ma2c.example".parse::<lettre::Address>().is_ok());
    }
}
