//! Enums whose values have a slug: a fixed name in the database, in forms and in addresses.

/// Defines an enum with `slug` and `parse`. Each value is written with its slug: `Push = "push"`.
macro_rules! slug_enum {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident {
            $($(#[$variant_attribute:meta])* $variant:ident = $slug:literal),* $(,)?
        }
    ) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
        $(#[$attribute])*
        pub enum $name {
            // Not derived from the variant's name: stored slugs must stay when it is renamed.
            $($(#[$variant_attribute])* #[strum(to_string = $slug)] $variant),*
        }

        impl $name {
            pub fn slug(self) -> &'static str {
                self.into()
            }

            pub fn parse(slug: &str) -> Option<Self> {
                slug.parse().ok()
            }
        }

        // Not in the browser's module, which has no database.
        #[cfg(feature = "server")]
        crate::column::text_column!($name);
    };
}
pub(crate) use slug_enum;
