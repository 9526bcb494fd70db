//! The addresses of one's own account and of the ways to sign in.

use model::account::DeviceUse;

/// Signing in with a passkey.
pub const SIGN_IN_PASSKEY: &str = "/sign-in/passkey";
/// The letter of an invitation that was just made.
pub const INVITATION_LETTER: &str = "/account/invitation";
/// One's own recovery card.
pub const RECOVERY_CARD: &str = "/account/recovery";
/// One's own account.
pub const ACCOUNT: &str = "/account";
/// One's own passkeys.
pub const PASSKEYS: &str = "/account/passkeys";
/// A new passphrase.
pub const ACCOUNT_PASSPHRASE: &str = "/account/passphrase";
/// Where one is signed in.
pub const ACCOUNT_DEVICES: &str = "/account/devices";
/// What happened to one's account.
pub const ACCOUNT_EVENTS: &str = "/account/events";
/// Asks for the passphrase or a passkey again.
pub const ACCOUNT_AGAIN: &str = "/account/again";
/// One's own name and languages.
pub const ACCOUNT_DETAILS: &str = "/account/details";
/// Confirming one's own e-mail address.
pub const CONFIRM_EMAIL: &str = "/account/email";
/// Confirming one's own telephone number.
pub const CONFIRM_PHONE: &str = "/account/phone";
/// How one describes oneself.
pub const ACCOUNT_SELF: &str = "/account/self";
/// The title and the icon of one's window.
pub const ACCOUNT_WINDOW: &str = "/account/window";
/// Getting back in without the passphrase.
pub const RECOVER: &str = "/recover";
/// Leads to the identity provider of the agency.
pub const STAFF_SIGN_IN: &str = "/sign-in/staff";
/// To which the identity provider leads back.
pub const STAFF_SIGN_IN_RETURN: &str = "/sign-in/staff/return";
/// One's authenticator app.
pub const ACCOUNT_SECOND_STEP: &str = "/account/second-step";

/// Leads to the identity provider of the agency; with an invitation code, to link the identity to
/// its person. `code` is normalized, or empty.
pub fn staff_sign_in(device: DeviceUse, code: &str) -> String {
    let device = device.slug();
    if code.is_empty() {
        format!("{STAFF_SIGN_IN}?device={device}")
    } else {
        format!("{STAFF_SIGN_IN}?device={device}&code={code}")
    }
}
