//! Tests of the portal through its public routes, in one program, because each further test binary
//! would be linked separately and run after the others. Tests that read the process-wide log or use
//! up process-wide permits are separate programs.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod support;

mod access;
mod access_log;
mod account;
mod attachment_bucket;
mod audience_matrix;
mod commands;
mod disk_full;
mod ended_sessions;
mod endpoints;
mod file_formats;
mod files;
mod forms;
mod get_is_safe;
mod health;
mod hostile_text;
mod import;
mod import_staging;
mod interpretation;
mod kill_recovery;
mod malformed;
mod markup_check;
mod messages;
mod notification_services;
mod notifications;
mod page_budget;
mod plan;
mod plan_workload;
mod quick_exit;
mod security;
mod shutdown;
mod startup;
mod thread_events;
mod throttle;
mod untranslated_words;
mod writing_language;
