//! All store tests are one program, because each further test binary would be linked separately and
//! run after the others.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod support;

mod attacker;
mod bell;
mod door;
mod fence;
mod import;
mod logins;
mod messages;
mod migrations;
mod plan;
mod plan_parts;
mod plan_progress;
mod plan_reply;
mod plan_version;
mod plan_week;
mod postgres_outage;
mod postgres_tls;
mod proxy;
mod row_rules;
mod row_security_attacks;
mod row_security_catalogue;
mod row_security_matrix;
mod search;
mod sharing;
mod threads;
mod throttle;
mod turn;
