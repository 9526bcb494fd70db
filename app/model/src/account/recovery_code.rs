//! Recovery codes, and the letters of all codes that are printed.

/// Number of characters of a recovery code, which has 80 random bits.
pub const RECOVERY_CODE_LENGTH: usize = 16;
/// Number of codes on a recovery card.
pub const RECOVERY_CARD_CODES: usize = 10;
/// How long a code is valid for which a member of the team has vouched, in minutes.
pub const VOUCHED_CODE_MINUTES: i64 = 30;

/// Alphabet of printed codes, without characters that are easily confused.
const CODE_ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A code with a character for each byte, of which five bits count.
pub fn spell_code(bytes: &[u8]) -> String {
    bytes
        .iter()
        // 256 is a multiple of 32, so every character is equally likely.
        .map(|byte| char::from(CODE_ALPHABET[usize::from(byte % 32)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{group_code, normalize_code};

    #[test]
    fn recovery_code_round_trips_through_grouping_and_normalization() {
        let every: Vec<u8> = (0..=255).collect();
        for bytes in every.chunks(RECOVERY_CODE_LENGTH) {
            let code = spell_code(bytes);
            assert_eq!(code.len(), RECOVERY_CODE_LENGTH);
            assert_eq!(normalize_code(&group_code(&code).to_lowercase()), code);
            assert!(!code.contains(['0', 'O', '1', 'I']), "{code}");
        }
    }
}
