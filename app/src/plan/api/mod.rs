//! Forms of the plan.

use leptos::prelude::*;

/// Asks for a text in the reader's language.
#[server(prefix = "/api", endpoint = "plan/ask-translation")]
pub async fn ask_translation(#[server(default)] text: String, #[server(default)] from: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::ask_translation(text, from).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use store::Intent;

    use crate::actor::visit;
    use crate::error::Error;
    use crate::form::{go, own_path};

    pub async fn ask_translation(text: String, from: String) -> Result<(), Error> {
        let visit = visit();
        let text = text.parse().map_err(|_| Error::NotFound)?;
        let mut tx = visit.act(Intent::Write).await?;
        store::text::ask_translation(&mut tx, text, visit.language.code()).await?;
        tx.save().await?;
        go(own_path(&from));
        Ok(())
    }
}
