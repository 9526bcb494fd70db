//! The addresses of the sign-in of staff, and of its second step.

use model::account::DeviceUse;

/// Leads to the identity provider of the agency.
pub const STAFF_SIGN_IN: &str = "/sign-in/staff";
/// To which the identity provider leads back.
pub const STAFF_SIGN_IN_RETURN: &str = "/sign-in/staff/return";
/// One's authenticator app.
pub const ACCOUNT_SECOND_STEP: &str = "/account/second-step";

/// Leads to the identity provider of the agency; with an invitation code, to link the identity to its
/// person. `code` is normalized, or empty.
pub fn staff_sign_in(device: DeviceUse, code: &str) -> String {
    let device = device.slug();
    if code.is_empty() {
        format!("{STAFF_SIGN_IN}?device={device}")
    } else {
        format!("{STAFF_SIGN_IN}?device={device}&code={code}")
    }
}
