//! Codes of authenticator apps (RFC 6238): six digits, a new one every 30 seconds.

use model::text::with_ascii_digits;
use store::authentication::totp::TotpSecret;
use totp_rs::{Algorithm, Secret, TOTP};

use crate::error::AppError;

/// The length of a time step in seconds.
const STEP_SECONDS: i64 = 30;
const CODE_DIGITS: usize = 6;

/// A new secret of 160 random bits.
pub fn new_secret() -> TotpSecret {
    TotpSecret(Secret::generate_secret().to_encoded().to_string())
}

/// The address that an app on the same phone opens. Its label is neutral: it is read on the phone's
/// screen.
pub fn app_address(secret: &TotpSecret) -> String {
    format!("otpauth://totp/Work%20account?secret={}", secret.0)
}

/// The time step of a typed code at the time `now`, in seconds since 1970: the current step, or the
/// one before or after it, for a clock that is a little wrong. `None` for a wrong code.
///
/// # Errors
/// `Internal` for a text that is no secret.
pub fn matching_step(secret: &TotpSecret, typed: &str, now: i64) -> Result<Option<i64>, AppError> {
    let code: String = with_ascii_digits(typed)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let step_seconds = STEP_SECONDS.unsigned_abs();
    let key = Secret::Encoded(secret.0.clone())
        .to_bytes()
        .map_err(|_| AppError::Internal)?;
    // Without a tolerance of its own: which of the three steps it was must be known, so that the
    // code can be used once.
    let totp = TOTP::new(Algorithm::SHA1, CODE_DIGITS, 0, step_seconds, key)
        .map_err(|_| AppError::Internal)?;
    let current = now.div_euclid(STEP_SECONDS);
    Ok([current, current - 1, current + 1]
        .into_iter()
        .find(|step| u64::try_from(*step).is_ok_and(|step| totp.check(&code, step * step_seconds))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_right_for_its_step_and_its_neighbors() {
        // The secret and a code of RFC 6238, appendix B; the last six of its eight digits.
        let secret = TotpSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned());
        let step = |typed, now| matching_step(&secret, typed, now).unwrap();
        assert_eq!(step("287082", 59), Some(1));
        assert_eq!(step(" 287 082 ", 30), Some(1));
        assert_eq!(
            step("٢٨٧٠٨٢", 59),
            Some(1),
            "in the digits of an Arabic keyboard"
        );
        assert_eq!(step("287082", 0), Some(1), "a clock that is slow");
        assert_eq!(step("287082", 89), Some(1), "a clock that is fast");
        assert_eq!(step("287082", 120), None);
        for wrong in ["", "28708", "2870822", "94287082", "abcdef"] {
            assert_eq!(step(wrong, 59), None, "{wrong}");
        }
    }

    #[test]
    fn a_new_secret_is_long_random_and_never_printed() {
        let (one, other) = (new_secret(), new_secret());
        assert_eq!(one.0.len(), 32, "160 bits in base32");
        assert_ne!(one.0, other.0);
        assert!(!format!("{one:?}").contains(&one.0));
    }
}
