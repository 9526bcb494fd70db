//! The shared database: SQL and transactions on SQLite and PostgreSQL. Every read of a family's
//! record runs on behalf of an authenticated actor.
#![warn(clippy::large_futures)]

mod access;
mod access_ledger;
pub mod access_log;
pub mod account;
mod audience;
pub mod authentication;
pub mod authored_text;
pub mod calendar;
pub mod change_bus;
mod db;
pub mod deadline;
pub mod details;
mod error;
pub mod events;
pub mod home;
mod identity;
pub mod import;
pub mod messages;
mod name_order;
pub mod notifications;
pub mod plan;
pub mod profile;
mod schema;
mod sign_in_names;
mod sqlite_open;
mod sqlite_writer;
pub mod stored_by;
pub mod team;
pub mod throttle;
pub mod transition;
pub mod translations;
mod visibility;
mod write_probe;

pub use db::{Db, Intent, Logins, Tx, is_postgres_url};
pub use error::Error;
pub use identity::{Actor, TeamMembership};
pub use sqlite_open::sqlite_connect_options;
