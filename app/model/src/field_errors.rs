//! The errors of a form's fields, collected so that its page can show all of them at once.

use crate::ErrorCode;

/// The name of an invalid field and the error code.
pub type FieldError = (&'static str, ErrorCode);

/// Collects the errors of a form's fields, in the order of the fields.
#[derive(Debug, Default)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// The value of a valid field. The error of an invalid one is collected, and its default value
    /// is returned: `finish` discards it.
    pub fn take<T: Default>(&mut self, parsed: Result<T, FieldError>) -> T {
        parsed.unwrap_or_else(|error| {
            self.0.push(error);
            T::default()
        })
    }

    /// The parsed form.
    ///
    /// # Errors
    /// Every error that was collected. `form` is `None` only with an error.
    pub fn finish<T>(self, form: Option<T>) -> Result<T, Vec<FieldError>> {
        match form {
            Some(form) if self.0.is_empty() => Ok(form),
            _ => Err(self.0),
        }
    }
}
