//! The chapters of the archive about rights, and about staying in care or coming back.

use documents::{DocumentBlock, DocumentItem, TextRun};
use model::transition::rights::YouthRight;
use model::transition::stay::LetterKind;
use store::Tx;
use store::transition::OwnTransition;
use store::transition::right_questions::{RightQuestion, list_questions};
use store::transition::rights::{list_marks, list_signatures};
use store::transition::stay::{OwnLetter, list_stay_requests, load_letter};
use strum::VariantArray;

use super::archive_section::{ArchiveSection, own_run};
use super::view::rights::signature_line;
use super::view::stay_letter::letter_title;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::request::context::RequestContext;

/// What the owner understood, the questions with their answers, and the signatures.
pub(super) async fn rights_section(
    tx: &mut Tx,
    context: &RequestContext,
    own: &OwnTransition,
) -> Result<ArchiveSection, AppError> {
    let text = context.localizer();
    let marks = list_marks(tx, own.owner).await?;
    let questions = list_questions(tx, own.owner).await?;
    let signatures = list_signatures(tx, own.owner).await?;
    let item = |words: String| DocumentItem {
        run: own_run(text, words),
        small: None,
    };
    let understood = YouthRight::ALL
        .iter()
        .filter(|right| {
            marks
                .iter()
                .any(|mark| mark.kind == **right && mark.understood)
        })
        .map(|right| DocumentItem {
            run: own_run(text, text.get_value(*right)),
            small: Some(own_run(text, text.get("transition-right-understand"))),
        });
    let signed = signatures
        .iter()
        .map(|signature| item(signature_line(text, signature)));
    let items: Vec<DocumentItem> = understood.chain(signed).collect();
    let mut blocks = Vec::new();
    if !items.is_empty() {
        blocks.push(DocumentBlock::Items(items));
    }
    for question in &questions {
        blocks.extend(question_blocks(text, question));
    }
    Ok(ArchiveSection {
        title: text.get("transition-rights-title"),
        blocks,
    })
}

fn question_blocks(text: Localizer, question: &RightQuestion) -> Vec<DocumentBlock> {
    let run = |language: &str, words: &str| TextRun {
        language: language.to_owned(),
        words: words.to_owned(),
    };
    let title = own_run(text, text.get_value(question.kind));
    let mut blocks = vec![DocumentBlock::Heading(3, title)];
    if question.body.is_empty() {
        let words = text.get("transition-right-no-words");
        blocks.push(DocumentBlock::Small(own_run(text, words)));
    } else {
        blocks.push(DocumentBlock::Text(run(&question.language, &question.body)));
    }
    if let Some(answer) = question.answer() {
        let by = answer
            .answered_by
            .map(|name| own_run(text, name.to_owned()));
        blocks.push(DocumentBlock::Quote(run(answer.language, answer.body), by));
    }
    blocks
}

/// The letters that the owner has changed, and when they asked whom.
pub(super) async fn stay_section(
    tx: &mut Tx,
    context: &RequestContext,
    own: &OwnTransition,
) -> Result<ArchiveSection, AppError> {
    let text = context.localizer();
    let requests = list_stay_requests(tx, own).await?;
    let items: Vec<DocumentItem> = requests
        .into_iter()
        .map(|request| {
            let words = text.format(
                "transition-stay-asked",
                &[
                    ("day", text.format_date(request.asked_on.to_jiff()).into()),
                    ("name", request.asked_whom.into()),
                ],
            );
            DocumentItem {
                run: own_run(text, words),
                small: None,
            }
        })
        .collect();
    let mut blocks = Vec::new();
    if !items.is_empty() {
        blocks.push(DocumentBlock::Items(items));
    }
    for kind in LetterKind::VARIANTS {
        if let Some(letter) = load_letter(tx, own, *kind).await? {
            blocks.extend(letter_blocks(text, *kind, letter));
        }
    }
    Ok(ArchiveSection {
        title: text.get("transition-stay-title"),
        blocks,
    })
}

fn letter_blocks(text: Localizer, kind: LetterKind, letter: OwnLetter) -> Vec<DocumentBlock> {
    let texts = [
        ("en".to_owned(), letter.english),
        (letter.language, letter.own_words),
    ];
    let mut blocks: Vec<DocumentBlock> = texts
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(language, words)| DocumentBlock::Text(TextRun { language, words }))
        .collect();
    if !blocks.is_empty() {
        let title = own_run(text, letter_title(text, kind));
        blocks.insert(0, DocumentBlock::Heading(3, title));
    }
    blocks
}
