//! Sign-in names and passphrases: validation and normalization. Hashing and storage are elsewhere.
//! Also what an account remembers: its devices, and what happened to it.

mod device;
mod passkey;
mod recovery_code;
pub mod staff;

use serde::{Deserialize, Serialize};

pub use self::device::{BrowserFamily, ClientDevice, DeviceKind};
pub use self::passkey::{MAX_PASSKEYS, passkey_name};
pub use self::recovery_code::{
    RECOVERY_CARD_CODES, RECOVERY_CODE_LENGTH, VOUCHED_CODE_MINUTES, spell_code,
};
use crate::ErrorCode;
use crate::slug_enum::slug_enum;
use crate::text::{name_key, normalize_token, to_nfc, to_nfd, with_ascii_digits};

/// Minimum length of a passphrase in characters. NIST SP 800-63B-4 requires 15 where a passphrase
/// is the only factor.
pub const PASSPHRASE_MIN: usize = 15;
/// Maximum length of a passphrase in characters. Argon2id accepts any length; this bounds the form
/// field.
pub const PASSPHRASE_MAX: usize = 200;
pub const SIGN_IN_NAME_MIN: usize = 3;
pub const SIGN_IN_NAME_MAX: usize = 40;
/// Number of characters of a welcome code.
pub const INVITATION_CODE_LENGTH: usize = 20;

slug_enum! {
    /// Who uses the phone or computer that a session is on, as the person says who signs in.
    #[derive(Default, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum DeviceUse {
        /// This person alone.
        Own = "own",
        /// Others too, as in a library or at home. The default: a mistake then costs a person one
        /// more sign-in, and not their privacy.
        #[default]
        Shared = "shared",
    }
}

impl DeviceUse {
    /// Minutes after its last use at which a session asks for the passphrase again.
    pub const fn idle_minutes(self) -> i64 {
        match self {
            Self::Own => 24 * 60,
            Self::Shared => 15,
        }
    }

    /// Hours after sign-in at which a session ends, whether it is used or not.
    pub const fn max_hours(self) -> i64 {
        match self {
            Self::Own => 30 * 24,
            Self::Shared => 12,
        }
    }

    /// From the value in a form. A form without an answer is a shared device.
    pub fn from_slug(slug: &str) -> Self {
        Self::parse(slug).unwrap_or_default()
    }
}

slug_enum! {
    /// What a person has signed in with.
    #[derive(Default, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum CredentialKind {
        #[default]
        Passphrase = "passphrase",
        Passkey = "passkey",
        RecoveryCode = "recovery_code",
        Voucher = "voucher",
        StaffIdentity = "staff_identity",
        /// A person of the demo, who needs no credential.
        Demo = "demo",
    }
}

slug_enum! {
    /// What happened to an account. The person whose account it is reads a list of these events and
    /// is notified of each.
    #[derive(strum::VariantArray)]
    pub enum AccountEventKind {
        PassphraseSet = "passphrase_set",
        PasskeyAdded = "passkey_added",
        PasskeyRemoved = "passkey_removed",
        RecoveryCodesMade = "recovery_codes_made",
        RecoveryCodeUsed = "recovery_code_used",
        VoucherMade = "voucher_made",
        VoucherUsed = "voucher_used",
        SignedInNewDevice = "signed_in_new_device",
        /// One session was ended from another device.
        SessionEnded = "session_ended",
        /// Every session but the one that asked for it.
        SessionsEnded = "sessions_ended",
        DetailsChanged = "details_changed",
        ContactChanged = "contact_changed",
        StaffIdentityLinked = "staff_identity_linked",
        StaffIdentityRemoved = "staff_identity_removed",
        TotpAdded = "totp_added",
        TotpRemoved = "totp_removed",
    }
}

impl AccountEventKind {
    /// Every kind.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// Whether the notification is sent by every channel of the person, and not by the first one
    /// that works: the account was taken over by a code, or can be, or a channel was replaced, and
    /// the person who did that may read one of them.
    pub const fn is_told_by_every_channel(self) -> bool {
        matches!(
            self,
            Self::PasskeyAdded
                | Self::RecoveryCodesMade
                | Self::RecoveryCodeUsed
                | Self::VoucherMade
                | Self::VoucherUsed
                | Self::PassphraseSet
                | Self::ContactChanged
                | Self::StaffIdentityLinked
        )
    }

    /// Whether sessions of the person have ended with it. The notices in their browsers end with
    /// them.
    pub const fn ends_sessions(self) -> bool {
        self.ends_what_was_begun() || matches!(self, Self::SessionEnded)
    }

    /// Whether no session of before is left after it. Then the notices in browsers of no known
    /// session end too.
    pub const fn ends_every_session(self) -> bool {
        matches!(
            self,
            Self::RecoveryCodeUsed | Self::VoucherUsed | Self::StaffIdentityLinked
        )
    }

    /// Whether each browser whose push subscription this event removes gets one last notification
    /// about it. True where a credential was replaced, because an intruder may have done that.
    pub const fn is_told_in_ended_browsers(self) -> bool {
        self.ends_sessions() && self.is_told_by_every_channel()
    }

    /// Whether what was begun before and is not finished ends too: a sign-in that waits for its
    /// second step, or the making of a passkey. Neither is a credential or a session yet, so
    /// neither ends with those of the person.
    pub const fn ends_what_was_begun(self) -> bool {
        matches!(
            self,
            Self::PassphraseSet
                | Self::RecoveryCodeUsed
                | Self::VoucherUsed
                | Self::StaffIdentityLinked
                | Self::SessionsEnded
        )
    }
}

/// A sign-in name that the person chose, normalized with `text::name_key`, so that names compare
/// equal however they are typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInName(String);

impl SignInName {
    /// # Errors
    /// `account-name-short` below 3 characters, `account-name-long` above 40, `account-name-signs`
    /// for control characters.
    pub fn parse(typed: &str) -> Result<Self, ErrorCode> {
        let name = name_key(typed);
        match name.chars().count() {
            n if n < SIGN_IN_NAME_MIN => Err("account-name-short"),
            n if n > SIGN_IN_NAME_MAX => Err("account-name-long"),
            _ if name.chars().any(char::is_control) => Err("account-name-signs"),
            _ => Ok(Self(name)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A passphrase to hash or verify, prepared as RFC 8265 requires: NFC, with every kind of space
/// mapped to an ASCII space. `Debug` never prints it.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase {
    prepared: String,
    /// Unprepared forms, which an older hash may have been computed from. They depend on the input
    /// alone, so that the verification time reveals nothing about an account.
    legacy_forms: Vec<String>,
}

impl Passphrase {
    /// Validates a new passphrase. All characters, spaces and languages are allowed; only the
    /// length and the number of different characters are checked.
    ///
    /// # Errors
    /// `account-passphrase-short` below 15 characters, `account-passphrase-long` above 200,
    /// `account-passphrase-plain` with fewer than 5 different characters (ignoring case).
    pub fn parse_new(typed: &str) -> Result<Self, ErrorCode> {
        // Counted before anything else is done with it: normalizing a field of megabytes is work.
        // NFD writes a character with at most four code points.
        if typed.chars().take(4 * PASSPHRASE_MAX + 1).count() > 4 * PASSPHRASE_MAX {
            return Err("account-passphrase-long");
        }
        let prepared = prepare_passphrase(typed);
        let count = prepared.chars().count();
        if count < PASSPHRASE_MIN {
            return Err("account-passphrase-short");
        }
        if count > PASSPHRASE_MAX {
            return Err("account-passphrase-long");
        }
        let mut different: Vec<char> = prepared.to_lowercase().chars().collect();
        different.sort_unstable();
        different.dedup();
        // The only rule besides the length: ASVS 6.2.5 forbids rules of composition, and a key that
        // is held down would satisfy the length.
        if different.len() < 5 {
            return Err("account-passphrase-plain");
        }
        Ok(Self {
            prepared,
            // A new passphrase is hashed in its prepared form only.
            legacy_forms: Vec::new(),
        })
    }

    /// Prepares an entered passphrase for verification. Input longer than any valid passphrase is
    /// truncated.
    pub fn for_verification(typed: &str) -> Self {
        // NFD expands a code point to at most four, so no valid passphrase is truncated.
        let typed: String = typed.chars().take(4 * PASSPHRASE_MAX).collect();
        let prepared = prepare_passphrase(&typed);
        let mut legacy_forms = Vec::new();
        // An older hash can be of what a browser sent, in any of these forms.
        for form in [typed.clone(), to_nfc(&typed), to_nfd(&typed)] {
            if form != prepared && !legacy_forms.contains(&form) {
                legacy_forms.push(form);
            }
        }
        Self {
            prepared,
            legacy_forms,
        }
    }

    /// The prepared form, which is the one to hash.
    pub fn expose(&self) -> &str {
        &self.prepared
    }

    /// Every form that a hash may have been computed from, the prepared form first. A passphrase
    /// without accents or special spaces has only one.
    pub fn candidate_forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.prepared)
            .chain(&self.legacy_forms)
            .map(String::as_str)
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Not derived: a passphrase must not get into a log.
        f.write_str("Passphrase(…)")
    }
}

fn prepare_passphrase(typed: &str) -> String {
    to_nfc(
        &typed
            .chars()
            .map(|c| {
                // RFC 8265 maps spaces; a tab or a line break is a control and stays.
                if c.is_whitespace() && !c.is_control() {
                    ' '
                } else {
                    c
                }
            })
            .collect::<String>(),
    )
}

/// Path prefix of a welcome code's page, as it occurs in a link.
const WELCOME_PATH: &str = "/welcome/";

/// Normalizes a welcome code that was typed, pasted or scanned. Spaces, dashes, case, full-width
/// letters and the script of digits do not matter; a full `/welcome/{code}` address is reduced to
/// its code. Returns at most 64 ASCII capitals and digits.
pub fn normalize_code(typed: &str) -> String {
    let plain = with_ascii_digits(&normalize_token(typed));
    let address = plain
        .to_ascii_lowercase()
        // The last one, because the address of the portal itself may contain such a path.
        .rfind(WELCOME_PATH)
        .map(|at| &plain[at + WELCOME_PATH.len()..]);
    // Programs that pass a link on may add query parameters or a fragment to it.
    let code = address.map_or(plain.as_str(), |rest| {
        rest.split(['/', '?', '#']).next().unwrap_or_default()
    });
    code.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        // Longer than any code: bounds what is hashed and written into an address.
        .take(64)
        .collect()
}

/// A normalized code in groups of four, as it is compared with a printed one: `ABCD EFGH 2345`.
pub fn group_code(code: &str) -> String {
    let mut grouped = String::with_capacity(code.len() + code.len() / 4);
    for (n, letter) in code.chars().enumerate() {
        if n > 0 && n.is_multiple_of(4) {
            grouped.push(' ');
        }
        grouped.push(letter);
    }
    grouped
}

#[cfg(test)]
mod tests;
