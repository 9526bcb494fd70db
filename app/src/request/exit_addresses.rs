//! Allowed redirect targets of quick exit ("Leave now"). The form carries its agency's exit
//! address. Only addresses read from the database are allowed, so that the endpoint is no open
//! redirect although it makes no database query.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError, RwLock};

/// Exit addresses that this process has read from the database. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct ExitAddresses(Arc<RwLock<HashSet<String>>>);

impl ExitAddresses {
    /// Adds an agency's address. Runs on every signed-in request, so it takes the write lock only
    /// for a new address.
    pub fn allow_address(&self, address: &str) {
        // A poisoned lock is used all the same: the quick exit must not fail because of a panic
        // elsewhere.
        let known = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(address);
        if !known {
            self.0
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(address.to_owned());
        }
    }

    /// The address in the query parameter `to` if it is allowed, else `fallback`.
    pub fn allowed_target(&self, query: Option<&str>, fallback: &str) -> String {
        let asked =
            query.and_then(|query| serde_urlencoded::from_str::<Vec<(String, String)>>(query).ok());
        let asked = asked.and_then(|pairs| {
            pairs
                .into_iter()
                .find(|(name, _)| name == "to")
                .map(|(_, to)| to)
        });
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        // Compared as a whole: a prefix would also match an address on another host.
        asked
            .filter(|to| known.contains(to))
            .unwrap_or_else(|| fallback.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_known_address_is_followed() {
        let exits = ExitAddresses::default();
        exits.allow_address("https://weather.example/today?x=1");
        assert_eq!(
            exits.allowed_target(
                Some("to=https%3A//weather.example/today%3Fx%3D1"),
                "https://home.example/"
            ),
            "https://weather.example/today?x=1"
        );
        for other in [
            None,
            Some(""),
            Some("to=https%3A//evil.example/"),
            // Not UTF-8: it must neither be followed nor fail.
            Some("to=%ff"),
        ] {
            assert_eq!(
                exits.allowed_target(other, "https://home.example/"),
                "https://home.example/",
                "{other:?}"
            );
        }
    }
}
