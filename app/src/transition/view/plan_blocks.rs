//! A ninety-day plan as a document: for the page on which its owner agrees with it, for paper, and
//! for the PDF.

use documents::{DocumentBlock, DocumentItem, TextRun};
use jiff::civil::Date;
use model::transition::agreed_plan::{
    DISCHARGE_DATE_NAME, PlanLine, PlanPage, STAY_FORM_NAME, official_name,
};
use model::transition::budget::BudgetItem;
use model::transition::money::Cents;
use model::transition::people::CommitmentKind;

use super::money::amount_text;
use crate::i18n::Localizer;

/// A page to print, with the day on which its owner agreed with it.
pub(in crate::transition) struct PrintedPage {
    pub page: PlanPage,
    pub agreed_on: Option<Date>,
}

/// What a document says before its pages.
pub(in crate::transition) struct PlanOpening {
    pub title: String,
    /// Whose plan it is and of which day, in sentences.
    pub sentences: Vec<String>,
    /// The day on which care is expected to end, for its owner.
    pub care_ends: Option<Date>,
}

/// The whole document.
pub(in crate::transition) fn document_blocks(
    text: Localizer,
    opening: PlanOpening,
    pages: &[PrintedPage],
) -> Vec<DocumentBlock> {
    let run = |words: String| own_run(text, words);
    let mut blocks = vec![DocumentBlock::Heading(1, run(opening.title))];
    blocks.extend(
        opening
            .sentences
            .into_iter()
            .map(|words| DocumentBlock::Text(run(words))),
    );
    if let Some(ends) = opening.care_ends {
        let row = (
            run(text.get("transition-ninety-care-ends")),
            run(text.format_date(ends)),
        );
        blocks.push(DocumentBlock::Facts(vec![row]));
        blocks.push(official_note(text, DISCHARGE_DATE_NAME));
    }
    for printed in pages {
        let part = printed.page.part;
        blocks.push(DocumentBlock::Heading(2, run(text.get_value(part))));
        blocks.extend(official_name(part).map(|name| official_note(text, name)));
        if let Some(day) = printed.agreed_on {
            let day = text.format_date(day);
            let words = text.format("transition-ninety-agreed-on", &[("day", day.into())]);
            blocks.push(DocumentBlock::Small(run(words)));
        }
        blocks.extend(page_blocks(text, &printed.page, 3));
    }
    let stay = text.format(
        "transition-ninety-stay-form",
        &[("form", STAY_FORM_NAME.into())],
    );
    blocks.push(DocumentBlock::Small(run(stay)));
    blocks
}

/// A text of the portal in the language of the document.
fn own_run(text: Localizer, words: String) -> TextRun {
    TextRun {
        language: text.0.language_tag().to_owned(),
        words,
    }
}

/// The name on papers of the state, beside the plain words.
fn official_note(text: Localizer, name: &'static str) -> DocumentBlock {
    let words = text.format("transition-ninety-official", &[("name", name.into())]);
    DocumentBlock::Small(own_run(text, words))
}

/// What is on a page, below its heading; headings in it have this level.
pub(in crate::transition) fn page_blocks(
    text: Localizer,
    page: &PlanPage,
    level: u8,
) -> Vec<DocumentBlock> {
    if page.lines.is_empty() {
        let words = own_run(text, text.get("transition-ninety-empty"));
        return vec![DocumentBlock::Text(words)];
    }
    let mut blocks = Vec::new();
    let mut heading = String::new();
    for line in &page.lines {
        // The lines are sorted by kind (`PlanLine::rank`), so that each heading comes once.
        let wanted = line_heading(text, line);
        if wanted != heading {
            heading.clone_from(&wanted);
            if !wanted.is_empty() {
                blocks.push(DocumentBlock::Heading(level, own_run(text, wanted)));
            }
        }
        match line_item(text, line) {
            BlockLine::Text(run) => blocks.push(DocumentBlock::Text(run)),
            // Neighboring items are one list: a screen reader then says how many there are.
            BlockLine::Item(item) => match blocks.last_mut() {
                Some(DocumentBlock::Items(items)) => items.push(item),
                _ => blocks.push(DocumentBlock::Items(vec![item])),
            },
        }
    }
    blocks
}

/// The heading above lines of this kind; empty where the heading of the page is enough.
fn line_heading(text: Localizer, line: &PlanLine) -> String {
    match line {
        PlanLine::Answer { question, .. } => text.get_value(*question),
        PlanLine::Proxy { .. } => text.get("transition-ninety-wish-title"),
        PlanLine::Step { .. } => text.get("transition-area-steps"),
        PlanLine::Budget { direction, .. } => text.get_value(*direction),
        PlanLine::Document { .. } | PlanLine::Commitment { .. } | PlanLine::Skill { .. } => {
            String::new()
        }
    }
}

enum BlockLine {
    Text(TextRun),
    Item(DocumentItem),
}

fn line_item(text: Localizer, line: &PlanLine) -> BlockLine {
    let run = |words: String| own_run(text, words);
    let item = |run: TextRun, small: Vec<String>| {
        BlockLine::Item(DocumentItem {
            run,
            small: (!small.is_empty()).then(|| own_run(text, small.join(" · "))),
        })
    };
    match line {
        PlanLine::Answer {
            language, words, ..
        } => BlockLine::Text(typed_run(language, words)),
        PlanLine::Proxy { wish } => BlockLine::Text(run(text.get_value(*wish))),
        PlanLine::Step {
            language,
            words,
            helper,
            due,
            is_done,
        } => {
            let mut small = helper_and_day(text, helper.as_deref(), *due);
            small.extend(is_done.then(|| text.get("transition-step-tag-done")));
            item(typed_run(language, words), small)
        }
        PlanLine::Document {
            document,
            state,
            helper,
            due,
            is_by_agency,
        } => {
            let agency = is_by_agency.then(|| text.get("transition-document-agency"));
            let helper = helper.clone().or(agency);
            let mut small = vec![text.get_value(*state)];
            small.extend(helper_and_day(text, helper.as_deref(), *due));
            item(run(text.get_value(*document)), small)
        }
        PlanLine::Commitment {
            adult,
            about,
            language,
            words,
            way,
            rhythm,
        } => {
            let what = match (about, words) {
                (CommitmentKind::Own, Some(words)) => typed_run(language, words),
                _ => run(text.get_value(*about)),
            };
            let touch = vec![adult.clone(), text.get_value(*way), text.get_value(*rhythm)];
            item(what, touch)
        }
        PlanLine::Budget {
            item: kind,
            name,
            cents,
            ..
        } => {
            let name = budget_name(text, *kind, name.as_deref());
            item(run(name), vec![amount_text(text, Cents(*cents))])
        }
        PlanLine::Skill { skill, state } => {
            item(run(text.get_value(*skill)), vec![text.get_value(*state)])
        }
    }
}

/// Words of the owner, in the language in which they were written.
fn typed_run(language: &str, words: &str) -> TextRun {
    TextRun {
        language: language.to_owned(),
        words: words.to_owned(),
    }
}

fn budget_name(text: Localizer, kind: BudgetItem, name: Option<&str>) -> String {
    name.map_or_else(|| text.get_value(kind), str::to_owned)
}

fn helper_and_day(text: Localizer, helper: Option<&str>, due: Option<Date>) -> Vec<String> {
    let helper = helper.map(|name| {
        let name = name.to_owned();
        text.format("transition-step-helps", &[("name", name.into())])
    });
    let due = due.map(|day| {
        let day = text.format_date(day);
        text.format("transition-step-by", &[("day", day.into())])
    });
    helper.into_iter().chain(due).collect()
}
