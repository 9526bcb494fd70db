//! What signing in and redeeming an invitation share: the lookup of an account, and the answer to
//! the question whose device it is.

use model::account::{DeviceUse, SignInName};
use store::Db;
use store::authentication::{self, Credentials};

use crate::error::AppError;
use crate::request::form::submitted_value;

/// The credentials of the account with this name; `None` when there is no such account.
///
/// # Errors
/// `Busy` or `Internal` when the database fails.
pub async fn find_credentials(db: &Db, name: &SignInName) -> Result<Option<Credentials>, AppError> {
    match authentication::find_credentials(db, name).await {
        Ok(account) => Ok(Some(account)),
        Err(store::Error::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// The answer to "Is this your own phone or computer?" in the submitted form.
pub fn submitted_device() -> DeviceUse {
    DeviceUse::from_slug(&submitted_value("device"))
}
