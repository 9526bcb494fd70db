//! The chapter of the archive about meetings.

use documents::{DocumentBlock, DocumentItem, TextRun};
use store::Tx;
use store::transition::say_archive::{
    ArchivedExclusion, ArchivedWish, list_archived_exclusions, list_archived_wishes,
};

use super::archive_section::{ArchiveSection, own_run};
use crate::calendar::view::event_kind::event_kind_name;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::request::context::RequestContext;

/// What the owner wanted for each meeting, also for one that is over.
pub(super) async fn say_section(
    tx: &mut Tx,
    context: &RequestContext,
) -> Result<ArchiveSection, AppError> {
    let text = context.localizer();
    let wishes = list_archived_wishes(tx).await?;
    let exclusions = list_archived_exclusions(tx).await?;
    let blocks = wishes
        .into_iter()
        .flat_map(|wish| meeting_blocks(text, wish, &exclusions))
        .collect();
    Ok(ArchiveSection {
        title: text.get("transition-say-title"),
        blocks,
    })
}

fn meeting_blocks(
    text: Localizer,
    wish: ArchivedWish,
    exclusions: &[ArchivedExclusion],
) -> Vec<DocumentBlock> {
    let run = |words: String| own_run(text, words);
    let day = wish.day.map(|day| text.format_date(day.to_jiff()));
    let title = [Some(event_kind_name(text, wish.kind, None)), day];
    let title = title.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let mut blocks = vec![DocumentBlock::Heading(3, run(title))];
    if let Some(way) = wish.way {
        blocks.push(DocumentBlock::Text(run(text.get_value(way))));
    }
    if let (Some(words), Some(language)) = (wish.words, wish.language) {
        blocks.push(DocumentBlock::Small(run(text.get("transition-say-words"))));
        blocks.push(DocumentBlock::Text(TextRun { language, words }));
    }
    let items: Vec<DocumentItem> = exclusions
        .iter()
        .filter(|one| one.event_id == wish.event_id)
        .map(|one| exclusion_item(text, one))
        .collect();
    if !items.is_empty() {
        let heading = text.get("transition-say-without");
        blocks.push(DocumentBlock::Small(run(heading)));
        blocks.push(DocumentBlock::Items(items));
    }
    blocks
}

fn exclusion_item(text: Localizer, one: &ArchivedExclusion) -> DocumentItem {
    // The name of someone on the team is not kept with the wish, and may be unknown to its owner
    // later.
    let name = if one.name.is_empty() {
        text.get("transition-say-someone")
    } else {
        one.name.clone()
    };
    let words = one.words.clone().map(|words| TextRun {
        language: one.language.clone(),
        words,
    });
    DocumentItem {
        run: own_run(text, name),
        small: words,
    }
}
