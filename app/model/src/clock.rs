//! The only module that reads the system clock or generates random ids, so that tests can control
//! the time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::account::{INVITATION_CODE_LENGTH, spell_code};

/// Source of the current time in whole microseconds, the precision that PostgreSQL stores.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The system clock, in UTC.
    #[default]
    System,
    /// A mock clock that moves only on `advance`. The value is microseconds since the Unix epoch.
    Mock(Arc<AtomicI64>),
}

impl Clock {
    /// A mock clock that starts at `at`.
    pub fn mock(at: Timestamp) -> Self {
        Self::Mock(Arc::new(AtomicI64::new(at.as_microsecond())))
    }

    /// The current time in UTC, truncated to microseconds.
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn now(&self) -> Timestamp {
        let micros = match self {
            Self::System => Timestamp::now().as_microsecond(),
            Self::Mock(at) => at.load(Ordering::SeqCst),
        };
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The current date in `zone`.
    pub fn today(&self, zone: &TimeZone) -> Date {
        self.now().to_zoned(zone.clone()).date()
    }

    /// Moves a mock clock forward. Has no effect on the system clock.
    pub fn advance(&self, by: SignedDuration) {
        if let Self::Mock(at) = self {
            at.fetch_add(i64::try_from(by.as_micros()).unwrap_or(0), Ordering::SeqCst);
        }
    }

    /// Generates a UUID v7 with the current time.
    pub fn new_id<Id: From<Uuid>>(&self) -> Id {
        let now = self.now();
        let seconds = u64::try_from(now.as_second()).unwrap_or(0);
        let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
        // Without a counter: ids of the same millisecond are in random order.
        Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos)).into()
    }
}

/// Generates the token of a private calendar address: 128 random bits in hexadecimal.
///
/// # Panics
/// When the operating system provides no random bytes, because a predictable token must not be
/// issued.
#[expect(clippy::expect_used, reason = "no randomness, no tokens")]
pub fn generate_feed_token() -> String {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).expect("random bytes");
    format!("{:032x}", u128::from_be_bytes(bytes))
}

/// Generates a welcome code of `INVITATION_CODE_LENGTH` characters with 100 random bits.
///
/// # Panics
/// When the operating system provides no random bytes, because a predictable code must not be
/// issued.
#[expect(clippy::expect_used, reason = "no randomness, no codes")]
pub fn generate_invitation_code() -> String {
    let mut bytes = [0_u8; INVITATION_CODE_LENGTH];
    getrandom::fill(&mut bytes).expect("random bytes");
    spell_code(&bytes)
}
