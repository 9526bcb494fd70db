//! All store tests are one program, because each further test binary would be linked separately and
//! run after the others.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod support;

mod access_log;
mod attacker;
mod authentication;
mod change_bus;
mod failing_proxy;
mod import;
mod logins;
mod messages;
mod migrations;
mod plan;
mod plan_narrowing;
mod plan_progress;
mod plan_replies;
mod plan_version;
mod plan_workload;
mod postgres_outage;
mod postgres_tls;
mod row_rules;
mod row_security;
mod row_security_attacks;
mod row_security_catalogue;
mod row_security_matrix;
mod search;
mod sqlite_writer;
mod threads;
mod throttle;
