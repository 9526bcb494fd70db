//! The shared database: SQL and transactions on SQLite and PostgreSQL. Every read of a family's
//! record runs on behalf of an authenticated actor.

pub mod access;
pub mod actor;
pub mod audience;
pub mod bell;
pub mod blocking_pool;
pub mod calendar;
mod db;
pub mod deadline;
pub mod door;
pub mod error;
pub mod files;
pub mod home;
pub mod import;
pub mod messages;
pub mod notify;
pub mod plan;
mod schema;
pub mod sharing;
mod sign_in_names;
mod sqlite_open;
mod statement;
pub mod text;
pub mod throttle;
pub mod tls;
mod turn;
mod visibility;
mod write_probe;

pub use actor::{Actor, Team};
pub use db::{Db, Intent, Logins, Tx, is_postgres};
pub use error::Error;
