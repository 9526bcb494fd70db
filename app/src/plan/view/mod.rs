//! The pieces that several pages of the plan are drawn with.

pub mod agreement;
pub mod capacity_form;
pub mod children;
pub mod common_steps;
pub mod form_values;
pub mod item_facts;
pub mod item_fields;
mod item_lists;
pub mod items;
pub mod line_groups;
pub mod overview;
pub mod permanency;
pub mod plan_editor;
pub mod print_document;
pub mod progress_chart;
pub mod rating_form;
pub mod reader;
pub mod replies;
pub mod reply_forms;
pub mod step_fields;
pub mod steps;
pub mod translation_requests;
pub mod version_diff;
pub mod working_item;
pub mod workload;
