//! The document in the archive, as HTML: every phone and computer opens it, in every script and
//! both writing directions, without the portal.

use documents::DocumentBlock;
use leptos::prelude::*;
use store::transition::OwnTransition;

use super::archive_sections::{ArchiveSection, own_run};
use crate::error::AppError;
use crate::request::context::RequestContext;
use crate::ui::print_view::print_view;

/// The whole document, in the language of the request.
///
/// # Errors
/// `SignedOut` without a signed-in person.
pub(super) fn render_document(
    context: &RequestContext,
    own: &OwnTransition,
    sections: Vec<ArchiveSection>,
) -> Result<String, AppError> {
    let text = context.localizer();
    let title = text.format("transition-title", &[("name", own.name.clone().into())]);
    let day = text.format_date(context.actor()?.today);
    let mut blocks = vec![
        DocumentBlock::Heading(1, own_run(text, title.clone())),
        DocumentBlock::Small(own_run(
            text,
            text.format("transition-archive-day", &[("day", day.into())]),
        )),
    ];
    for section in sections {
        blocks.push(DocumentBlock::Heading(2, own_run(text, section.title)));
        blocks.extend(section.blocks);
    }
    let language = context.language;
    // Rendered outside of a page, so that it needs an owner of its own.
    let html = Owner::new().with(|| {
        view! {
            <html lang=language.language_tag() dir=language.writing_direction()>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <title>{title}</title>
                </head>
                <body>{print_view(blocks)}</body>
            </html>
        }
        .to_html()
    });
    Ok(format!("<!DOCTYPE html>\n{html}"))
}
