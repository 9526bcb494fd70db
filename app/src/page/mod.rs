//! What every page is made of: the document around it, the error page, forms that know the page
//! they come back to. Uses `ui`; the features use it.

pub mod authored_text;
pub mod error_page;
mod families;
pub mod form;
mod help_lines;
mod layout;
pub mod list_filter;
mod navigation;
pub mod notice;
pub mod pdf_export;
mod render;
mod side_list;
pub mod stored_record;
pub mod team_answer;

pub use families::name_of_family;
pub use help_lines::{HelpLine, crisis_sms_link, help_line_list};
pub use layout::{
    PageLayout, PageScript, exit_shortcut_hint, html_document, percent_encode, phone_link,
};
pub use navigation::NavItem;
pub use render::render_page;
pub use side_list::{SideLink, SideList};
