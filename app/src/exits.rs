//! Where "Leave now" may lead. The form names its agency's neutral address; only an address that the database has named
//! before is followed, so that the form is no open redirect although it is answered without asking the database.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError, RwLock};

/// The neutral addresses that this process has read from the database. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct ExitAddresses(Arc<RwLock<HashSet<String>>>);

impl ExitAddresses {
    /// Remembers an agency's address. Called with every signed-in request, so it only locks for writing once.
    pub fn learn(&self, address: &str) {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).contains(address);
        if !known {
            self.0.write().unwrap_or_else(PoisonError::into_inner).insert(address.to_owned());
        }
    }

    /// The address that the query of the form's action asks for, if it is known; else the installation's.
    pub fn choose(&self, query: Option<&str>, fallback: &str) -> String {
        let asked = query.and_then(|query| serde_urlencoded::from_str::<Vec<(String, String)>>(query).ok());
        let asked = asked.and_then(|pairs| pairs.into_iter().find(|(name, _)| name == "to").map(|(_, to)| to));
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        asked.filter(|to| known.contains(to)).unwrap_or_else(|| fallback.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_known_address_is_followed() {
        let exits = ExitAddresses::default();
        exits.learn("https://weather.example/today?x=1");
        assert_eq!(exits.choose(Some("to=https%3A//weather.example/today%3Fx%3D1"), "https://home.example/"), "https://weather.example/today?x=1");
        for other in [None, Some(""), Some("to=https%3A//evil.example/"), Some("to=%ff")] {
            assert_eq!(exits.choose(other, "https://home.example/"), "https://home.example/", "{other:?}");
        }
    }
}
