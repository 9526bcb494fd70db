//! Tests of the portal through its public routes, in one program, because each further test binary
//! would be linked separately and run after the others. Tests that read the process-wide log or use
//! up process-wide permits are separate programs. `locale.rs` reads the sources and needs no
//! database.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod support;

mod access;
mod access_log;
mod access_log_reads;
mod account;
mod attachment_bucket;
mod audience_matrix;
mod calendar;
mod commands;
mod disk_full;
mod ended_sessions;
mod file_formats;
mod files;
mod forms;
mod get_is_safe;
mod guess_responses;
mod health;
mod help;
mod home;
mod hostile_text;
mod image_decoder;
mod import;
mod import_staging;
mod interpretation;
mod kill_recovery;
mod machine_translation;
mod malformed;
mod malformed_urls;
mod malformed_values;
mod markup_check;
mod message_forms;
mod message_threads;
mod messages;
mod notification_schedule;
mod notification_services;
mod notifications;
mod page_budget;
mod photos;
mod plan;
mod plan_notices;
mod plan_overview;
mod plan_versions;
mod plan_workload;
mod quick_exit;
mod refused_files;
mod request_checks;
mod security;
mod setting_cases;
mod shutdown;
mod sign_in;
mod sms_webhook;
mod startup;
mod stored_forms;
mod team;
mod text_messages;
mod thread_events;
mod throttle;
mod translations;
mod untranslated_words;
mod virus_scanner;
mod writing_language;
