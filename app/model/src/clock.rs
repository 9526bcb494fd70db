//! The only place that reads the clock or draws a random id. Tests hold the clock still.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Tells the time in whole microseconds, which is what PostgreSQL keeps.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's clock, in UTC.
    #[default]
    System,
    /// A clock that moves only when told to; the number is microseconds since 1970.
    Mock(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at` until `advance` is called.
    pub fn mock(at: Timestamp) -> Self {
        Self::Mock(Arc::new(AtomicI64::new(at.as_microsecond())))
    }

    /// Now, in UTC, cut to microseconds.
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn now(&self) -> Timestamp {
        let micros = match self {
            Self::System => Timestamp::now().as_microsecond(),
            Self::Mock(at) => at.load(Ordering::SeqCst),
        };
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The date on the wall in `zone`.
    pub fn today(&self, zone: &TimeZone) -> Date {
        self.now().to_zoned(zone.clone()).date()
    }

    /// Moves a mock clock forward; the machine's own clock does not listen.
    pub fn advance(&self, by: SignedDuration) {
        if let Self::Mock(at) = self {
            at.fetch_add(i64::try_from(by.as_micros()).unwrap_or(0), Ordering::SeqCst);
        }
    }

    /// A new UUID v7 of this moment.
    pub fn mint<Id: From<Uuid>>(&self) -> Id {
        let now = self.now();
        let seconds = u64::try_from(now.as_second()).unwrap_or(0);
        let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
        Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos)).into()
    }
}

/// Signs of a welcome code: none that is mistaken for another on paper.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A welcome code of 20 signs, 100 random bits.
///
/// # Panics
/// When the machine gives no random bytes: then nothing may go on.
#[expect(clippy::expect_used, reason = "no randomness, no codes")]
pub fn secret_code() -> String {
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes).expect("random bytes");
    bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
}
