//! A young person's own transition plan, from 14 on, in their own words.
//!
//! For the young person, also after they have left the team, and for the adults of their team. It
//! promises: an adult sees a part only while the young person releases it, or where the law
//! requires it and the page has said so before anything was written; and a part that is taken back
//! is gone with the next request.
//!
//! `store::transition` says which function every page and form begins with. Each page of a part has
//! `view::release_line::release_line` below its title. What adults see of a part comes from
//! `view::released`.

// Compiled for the browser too, where each server function is a stub. The pages use the store,
// which must not be part of the browser's WebAssembly module.
#[cfg(feature = "ssr")]
pub mod archive;
#[cfg(feature = "ssr")]
mod archive_document;
#[cfg(feature = "ssr")]
mod archive_rights;
#[cfg(feature = "ssr")]
mod archive_say;
#[cfg(feature = "ssr")]
pub mod archive_section;
#[cfg(feature = "ssr")]
pub mod archive_sections;
pub mod forms;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod record_kind;
#[cfg(feature = "ssr")]
pub mod view;
