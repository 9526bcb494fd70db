//! Who is on the team of a family: what each person does, how to reach them, and what the family
//! says about it.
//!
//! For everyone who opens the family's record. It promises: no private number is shown, one
//! parent's own helpers are not known to the other, and whom an objection is about never sees it. A
//! worker is shown what a person will be able to see before they add them, and a person who is
//! taken off reads nothing with the next request. The tribe panel shows what the law asks for about
//! each child's tribe, to those who see the child.

// Compiled for the browser too, where each server function is a stub. The pages use the store,
// which must not be part of the browser's WebAssembly module.
#[cfg(feature = "ssr")]
pub mod csv_export;
pub mod forms;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod view;
