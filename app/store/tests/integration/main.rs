//! All store tests are one program, because each further test binary would be linked separately and
//! run after the others.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod support;

mod access_log;
mod attacker;
mod authentication;
mod change_bus;
mod data_dictionary;
mod failing_proxy;
mod frozen_migrations;
mod home;
mod import;
mod import_publication;
mod logins;
mod luna_plan;
mod membership_changes;
mod message_reading;
mod message_sending;
mod messages;
mod migrations;
mod outage_scenario;
mod participant_visibility;
mod plan;
mod plan_audiences;
mod plan_children;
mod plan_editing;
mod plan_item_kinds;
mod plan_narrowing;
mod plan_progress;
mod plan_removal;
mod plan_replies;
mod plan_reply_effects;
mod plan_version;
mod plan_withdrawn_replies;
mod plan_workload;
mod postgres_outage;
mod postgres_tls;
mod row_rules;
mod row_security;
mod row_security_actors;
mod row_security_attacks;
mod row_security_catalogue;
mod row_security_matrix;
mod row_security_roles;
mod row_security_sign_in;
mod search;
mod sqlite_writer;
mod staff;
mod team;
mod team_requests;
mod threads;
mod throttle;
mod translation_queue;
mod translations;
mod unpublished_changes;
