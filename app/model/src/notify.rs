//! When and by which channel a person is notified of something new. A notification is one sentence
//! without names, content or agency, so that another person who sees the phone learns nothing.

mod confirmation_code;
mod reminder;

use jiff::civil::{Date, Time};
use jiff::{ToSpan, Zoned};

pub use self::confirmation_code::{
    CONFIRMATION_CODE_MINUTES, CONFIRMATION_CODE_TRIES, ConfirmationCode,
};
pub use self::reminder::{ReminderChoice, ReminderKind};
use crate::ErrorCode;
use crate::slug_enum::slug_enum;
use crate::text::{is_digit_separator, keyword_key, normalize_token, with_ascii_digits};

slug_enum! {
    /// How often a person is notified.
    #[derive(Default, strum::VariantArray)]
    pub enum NotificationFrequency {
        /// Soon after each event.
        #[default]
        Immediate = "each",
        /// Once a day, at the start of the safe hours.
        Daily = "daily",
        /// Never.
        Off = "off",
    }
}

impl NotificationFrequency {
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;
}

slug_enum! {
    /// Notification channels in the order of attempts: the least likely to be seen by others first.
    #[derive(PartialOrd, Ord)]
    pub enum NotificationChannel {
        Push = "push",
        Email = "email",
        Sms = "sms",
    }
}

/// Preferences. Minutes after midnight in the agency's time zone; if equal, every hour is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotificationPreferences {
    pub frequency: NotificationFrequency,
    pub safe_from: i32,
    pub safe_until: i32,
    pub reminder: ReminderChoice,
}

impl Default for NotificationPreferences {
    /// Notifications between 8:00 and 20:00. No channel is enabled before the person chooses one.
    fn default() -> Self {
        Self {
            frequency: NotificationFrequency::Immediate,
            safe_from: 8 * 60,
            safe_until: 20 * 60,
            reminder: ReminderChoice::default(),
        }
    }
}

/// Minutes after midnight, as the clocks show them.
fn minute_of_day(at: &Zoned) -> i32 {
    i32::from(at.hour()) * 60 + i32::from(at.minute())
}

/// When to send a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotificationSchedule {
    Now,
    /// Not before this time.
    Later(Zoned),
    Never,
}

impl NotificationPreferences {
    fn in_safe_hours(self, minute: i32) -> bool {
        match self.safe_from.cmp(&self.safe_until) {
            std::cmp::Ordering::Equal => true,
            std::cmp::Ordering::Less => (self.safe_from..self.safe_until).contains(&minute),
            // The hours span midnight, as for someone who works at night.
            std::cmp::Ordering::Greater => minute >= self.safe_from || minute < self.safe_until,
        }
    }

    /// Whether something may be sent at this time, whatever the frequency is: also what the person
    /// asks for has to wait for the safe hours.
    pub fn is_safe_time(self, at: &Zoned) -> bool {
        self.in_safe_hours(minute_of_day(at))
    }

    /// The start of the safe hours that begin on this day, in the time zone of `near`.
    fn window_start(self, day: Date, near: &Zoned) -> Zoned {
        let (hour, minute) = (
            i8::try_from(self.safe_from / 60).unwrap_or(0),
            i8::try_from(self.safe_from % 60).unwrap_or(0),
        );
        let start = Time::new(hour, minute, 0, 0).unwrap_or_default();
        day.to_datetime(start)
            .to_zoned(near.time_zone().clone())
            .unwrap_or_else(|_| near.clone())
    }

    /// The next start of the safe hours after `at`.
    fn next_window(self, at: &Zoned) -> Zoned {
        let today = self.window_start(at.date(), at);
        if today > *at {
            today
        } else {
            self.window_start(at.date() + 1.day(), at)
        }
    }

    /// When to send, as of `now`, a notification of an event at `at`.
    pub fn schedule_notification(self, at: &Zoned, now: &Zoned) -> NotificationSchedule {
        let minute = minute_of_day(now);
        match self.frequency {
            NotificationFrequency::Off => NotificationSchedule::Never,
            NotificationFrequency::Daily if *now < self.next_window(at) => {
                NotificationSchedule::Later(self.next_window(at))
            }
            // By the time of sending, not of the event: a retry must not wake anybody either.
            _ if !self.in_safe_hours(minute) => NotificationSchedule::Later(self.next_window(now)),
            _ => NotificationSchedule::Now,
        }
    }
}

/// Parses an e-mail address with the library that sends to it; blank input is `None`. The domain
/// is returned in ASCII (IDNA). Most mail servers accept only an ASCII local part.
///
/// # Errors
/// `messages-email` for an invalid address, `messages-email-letters` for a non-ASCII local part.
pub fn parse_email_address(typed: &str) -> Result<Option<String>, ErrorCode> {
    let typed = normalize_token(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    // A copied link has the form `mailto:address?subject=...`.
    let bare = without_scheme(&typed, "mailto:")
        .split('?')
        .next()
        .unwrap_or_default()
        .trim();
    let address: lettre::Address = bare.parse().map_err(|_| "messages-email")?;
    if !address.user().is_ascii() {
        return Err("messages-email-letters");
    }
    let host = idna::domain_to_ascii_strict(address.domain()).map_err(|_| "messages-email")?;
    let top = host.rsplit('.').next().unwrap_or_default();
    // A bare name or an IP address is no domain that mail from outside reaches.
    let fine = host.contains('.')
        && top.contains(|c: char| c.is_ascii_alphabetic())
        && !address.user().contains('"');
    let whole = format!("{}@{host}", address.user());
    // RFC 5321 allows no longer address in an envelope.
    if fine && whole.len() <= 254 {
        Ok(Some(whole))
    } else {
        Err("messages-email")
    }
}

/// Parses a telephone number to E.164, blank input to `None`. Ten digits are a US number.
///
/// # Errors
/// `messages-phone` for an invalid number.
pub fn parse_phone_number(typed: &str) -> Result<Option<String>, ErrorCode> {
    let typed = with_ascii_digits(&normalize_token(typed));
    if typed.is_empty() {
        return Ok(None);
    }
    // A copied link can have parameters after a semicolon (RFC 3966).
    let number = without_scheme(&typed, "tel:")
        .split(';')
        .next()
        .unwrap_or_default()
        .trim();
    let (has_country_code, rest) = match number.strip_prefix('+') {
        // `(0)` is a trunk prefix, dialed only inside the country.
        Some(rest) => (true, rest.replacen("(0)", "", 1)),
        None => (false, number.to_owned()),
    };
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    if rest
        .chars()
        .any(|c| !c.is_ascii_digit() && !is_digit_separator(c))
    {
        return Err("messages-phone");
    }
    match (has_country_code, digits.starts_with('1'), digits.len()) {
        // E.164 has at most 15 digits, and no country code begins with 0.
        (true, false, 8..=15) if !digits.starts_with('0') => Ok(Some(format!("+{digits}"))),
        // The North American Numbering Plan has ten digits after the country code 1.
        (_, true, 11) => Ok(Some(format!("+{digits}"))),
        (false, _, 10) => Ok(Some(format!("+1{digits}"))),
        _ => Err("messages-phone"),
    }
}

fn without_scheme<'a>(typed: &'a str, scheme: &str) -> &'a str {
    // `get`, because a slice that ends within a character of several bytes would panic.
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

/// Opt-out keywords that US carriers require (CTIA), and translations, as for `text::keyword_key`.
const STOP_KEYWORDS: [&str; 27] = [
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
const START_KEYWORDS: [&str; 11] = [
    "start",
    "unstop",
    "resume",
    "iniciar",
    "empezar",
    "reanudar",
    "pib",
    "pib dua",
    "ابدا",
    "ابداوا",
    "استئناف",
];

impl TextCommand {
    /// Matches only a message that is nothing but the keyword: "I will stop by" is no command.
    pub fn parse(text: &str) -> Option<Self> {
        let word = keyword_key(text);
        let is = |known: &[&str]| known.iter().any(|one| keyword_key(one) == word);
        if is(&STOP_KEYWORDS) {
            Some(Self::Stop)
        } else if is(&START_KEYWORDS) {
            Some(Self::Start)
        } else {
            None
        }
    }
}

/// Whether the endpoint belongs to an allowed push service: `fcm.googleapis.com`,
/// `*.notify.windows.com`, or, for tests, a whole `http://127.0.0.1:9`. The browser supplies it, so
/// without this check a client could make the server call into the agency's network (SSRF).
pub fn is_allowed_push_endpoint(hosts: &[String], endpoint: &str) -> bool {
    // The whole text up to the first slash is compared, without parsing: a user name, port, query
    // or fragment then never equals an allowed host.
    let host = |scheme| {
        endpoint
            .strip_prefix(scheme)
            .and_then(|rest: &str| rest.split_once('/'))
            .map(|(host, _)| host)
    };
    hosts.iter().any(
        |known| match (known.strip_prefix("*."), known.strip_prefix("http://")) {
            (Some(tail), _) => host("https://")
                .and_then(|host| host.strip_suffix(tail))
                .is_some_and(|head| {
                    // At a dot: evilnotify.windows.com is not a host of notify.windows.com.
                    head.ends_with('.')
                        && head
                            .chars()
                            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
                }),
            (None, Some(whole)) => host("http://") == Some(whole),
            (None, None) => host("https://") == Some(known.as_str()),
        },
    )
}

#[cfg(test)]
mod tests;
