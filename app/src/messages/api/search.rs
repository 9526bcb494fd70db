//! Server functions for search and for a mentor's contacts with a parent.

use leptos::prelude::*;

/// Session key of the search text and of the person who entered it.
pub const KEY: &str = "search";

/// Stores the search text in the session and redirects to the page that runs the search.
#[server(prefix = "/api", endpoint = "messages/search")]
pub async fn search(#[server(default)] words: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::search(words).await);
    Ok(())
}

/// Records a contact of a mentor (parent partner) with their parent.
#[server(prefix = "/api", endpoint = "messages/contact")]
pub async fn contact(#[server(default)] form: String, #[server(default)] parent: String, #[server(default)] kind: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::contact(form, parent, kind).await);
    Ok(())
}

/// Removes a recorded contact.
#[server(prefix = "/api", endpoint = "messages/contact-out")]
pub async fn contact_out(#[server(default)] contact: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::contact_out(contact).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::messages::Contact;
    use store::Intent;
    use store::messages::staff;

    use super::KEY;
    use crate::actor::visit;
    use crate::error::Error;
    use crate::form::{go, twice};

    /// Maximum length of a search text, in characters.
    const LONGEST: usize = 200;

    pub async fn search(words: String) -> Result<(), Error> {
        let visit = visit();
        let person = visit.actor()?.person;
        let words: String = model::text::words(&words).chars().take(LONGEST).collect();
        visit.session.insert(KEY, (person, words)).await.map_err(Error::session)?;
        go("/messages/search");
        Ok(())
    }

    pub async fn contact(form: String, parent: String, kind: String) -> Result<(), Error> {
        let visit = visit();
        let (form, parent) = (form.parse().map_err(|_| Error::NotFound)?, parent.parse().map_err(|_| Error::NotFound)?);
        let kind = Contact::parse(&kind).ok_or(Error::NotFound)?;
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            staff::note(&mut tx, form, parent, kind).await?;
            Ok(tx.save().await?)
        })?;
        go("/messages/contacts?noted=1");
        Ok(())
    }

    pub async fn contact_out(contact: String) -> Result<(), Error> {
        let visit = visit();
        let id = contact.parse().map_err(|_| Error::NotFound)?;
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            staff::take_out(&mut tx, id).await?;
            Ok(tx.save().await?)
        })?;
        go("/messages/contacts");
        Ok(())
    }
}
