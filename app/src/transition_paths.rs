//! The addresses of a young person's transition plan. Those below `/transition` are the signed-in
//! person's own; those below a family are for the adults of its team.

use model::id::{
    BudgetLineId, CommitmentId, EventId, FamilyId, PersonId, TransitionStepId, VaultFileId,
};
use model::transition::area::AreaQuestion;
use model::transition::budget::MoneyDirection;
use model::transition::rights::YouthRight;
use model::transition::stay::StayQuestion;
use model::transition::{DocumentKind, TransitionPart};

/// The signed-in young person's own plan.
pub const TRANSITION: &str = "/transition";
/// All areas of one's own plan on one page.
pub const TRANSITION_AREAS: &str = "/transition/areas";
/// Asking an adult for a commitment.
pub const ADD_COMMITMENT: &str = "/transition/people/add";
/// What young people have asked the signed-in person for.
pub const TRANSITION_COMMITMENTS: &str = "/transition/commitments";
/// What the signed-in young person wants for their meetings.
pub const TRANSITION_SAY: &str = "/transition/say";

/// A commitment, for the two between whom it is.
pub fn transition_commitment(id: CommitmentId) -> String {
    format!("{TRANSITION}/commitment/{id}")
}

/// What the signed-in young person wants for one meeting.
pub fn transition_say(event: EventId) -> String {
    format!("{TRANSITION_SAY}/{event}")
}

/// Who sees a part of one's own plan.
pub fn transition_release(part: TransitionPart) -> String {
    format!("{TRANSITION}/release/{}", part.slug())
}

/// The note of a part that only its owner reads.
pub fn transition_note(part: TransitionPart) -> String {
    format!("{TRANSITION}/note/{}", part.slug())
}

/// The page of a part of one's own plan.
pub fn transition_part(part: TransitionPart) -> String {
    match part {
        TransitionPart::Documents => format!("{TRANSITION}/documents"),
        TransitionPart::People => format!("{TRANSITION}/people"),
        TransitionPart::Budget => format!("{TRANSITION}/budget"),
        TransitionPart::Skills => format!("{TRANSITION}/skills"),
        _ => format!("{TRANSITION}/area/{}", part.slug()),
    }
}

/// The page on which one answers a question about an area.
pub fn area_question(part: TransitionPart, question: AreaQuestion) -> String {
    format!("{TRANSITION}/area/{}/{}", part.slug(), question.slug())
}

/// The page that adds a step to an area.
pub fn area_step(part: TransitionPart) -> String {
    format!("{TRANSITION}/area/{}/step", part.slug())
}

/// The page that changes a step.
pub fn edit_area_step(part: TransitionPart, step: TransitionStepId) -> String {
    format!("{}?step={step}", area_step(part))
}

/// The young people of a family of whose plan the reader may see something.
pub fn transition_of_family(family: FamilyId) -> String {
    format!("/family/{family}/transition")
}

/// What a young person has released to the reader.
pub fn transition_of(family: FamilyId, youth: PersonId) -> String {
    format!("/family/{family}/transition/{youth}")
}

/// The dates from which the terms of a young person are counted.
pub fn transition_dates(family: FamilyId, youth: PersonId) -> String {
    format!("/family/{family}/transition/{youth}/dates")
}

/// Adding a line to one's own budget.
pub fn add_budget_line(direction: MoneyDirection) -> String {
    format!("{TRANSITION}/budget/line?direction={}", direction.slug())
}

/// Changing a line of one's own budget.
pub fn budget_line(line: BudgetLineId) -> String {
    format!("{TRANSITION}/budget/line?row={line}")
}

/// The services that one got.
pub const OWN_SERVICES: &str = "/transition/services-got";

/// One's own credit reports.
pub const OWN_CREDIT: &str = "/transition/credit";

/// The services that a young person got, for adults.
pub fn services_of(family: FamilyId, youth: PersonId) -> String {
    format!("/family/{family}/transition/{youth}/services-got")
}

/// The credit reports of a young person, for adults.
pub fn credit_of(family: FamilyId, youth: PersonId) -> String {
    format!("/family/{family}/transition/{youth}/credit")
}

/// Everything in one's own plan and vault, as one file.
pub const TRANSITION_ARCHIVE: &str = "/transition/archive";

/// One of one's own documents.
pub fn own_document(kind: DocumentKind) -> String {
    format!("{TRANSITION}/documents/{}", kind.slug())
}

/// One's own vault; with a document whose copy is to be added.
pub fn vault(kind: Option<DocumentKind>) -> String {
    let vault = format!("{TRANSITION}/vault");
    match kind {
        Some(kind) => format!("{vault}?document={}", kind.slug()),
        None => vault,
    }
}

/// A file in one's own vault.
pub fn vault_file(file: VaultFileId) -> String {
    format!("{TRANSITION}/vault/{file}")
}

/// A document of a young person, for the worker who says by when the agency gets it.
pub fn promised_document(family: FamilyId, youth: PersonId, kind: DocumentKind) -> String {
    format!(
        "/family/{family}/transition/{youth}/documents/{}",
        kind.slug()
    )
}

/// A file that a young person has released to the reader.
pub fn released_file(family: FamilyId, youth: PersonId, file: VaultFileId) -> String {
    format!("/family/{family}/transition/{youth}/file/{file}")
}

/// One's own ninety-day plan.
pub const NINETY_DAYS: &str = "/transition/ninety-days";

/// Whether one wants to name a person who decides about one's health care.
pub const PROXY_WISH: &str = "/transition/ninety-days/health-decisions";

/// A page of one's own ninety-day plan.
pub fn ninety_days_page(part: TransitionPart) -> String {
    format!("{NINETY_DAYS}/page/{}", part.slug())
}

/// One's own ninety-day plan to print: as it is now, or a copy by its number.
pub fn print_ninety_days(copy: Option<i32>) -> String {
    with_copy(format!("{NINETY_DAYS}/print"), copy)
}

/// The same as a PDF.
pub fn ninety_days_pdf(copy: Option<i32>) -> String {
    with_copy(format!("{NINETY_DAYS}/pdf"), copy)
}

fn with_copy(page: String, copy: Option<i32>) -> String {
    match copy {
        Some(number) => format!("{page}?copy={number}"),
        None => page,
    }
}

/// What a young person agreed to, as far as it is released to the reader.
pub fn agreed_plan_of(family: FamilyId, youth: PersonId) -> String {
    format!("/family/{family}/transition/{youth}/copy")
}

/// The list of one's own rights.
pub const OWN_RIGHTS: &str = "/transition/rights";

/// One of one's own rights, with one's questions about it.
pub fn own_right(right: YouthRight) -> String {
    format!("{OWN_RIGHTS}/{}", right.slug())
}

/// The rights of a young person, for those who read the required parts.
pub fn rights_of(family: FamilyId, youth: PersonId) -> String {
    format!("/family/{family}/transition/{youth}/rights")
}

/// The questions of a young person about one right.
pub fn right_questions(family: FamilyId, youth: PersonId, right: YouthRight) -> String {
    format!("{}/{}", rights_of(family, youth), right.slug())
}

/// Staying in care, or coming back.
pub const TRANSITION_STAY: &str = "/transition/stay";
/// The letter that asks for it.
pub const STAY_LETTER: &str = "/transition/stay/letter";
/// The same letter to print.
pub const PRINT_STAY_LETTER: &str = "/transition/stay/print";
/// The same letter as a PDF.
pub const STAY_LETTER_PDF: &str = "/transition/stay/pdf";
/// The id of the self-check in its page.
pub const STAY_CHECK_ID: &str = "check";

/// The page with these answers to the self-check. They are in the address and stored nowhere.
pub fn stay_check(answers: &[(StayQuestion, bool)]) -> String {
    let pairs: Vec<String> = answers
        .iter()
        .map(|(question, yes)| format!("{}={}", question.slug(), if *yes { "yes" } else { "no" }))
        .collect();
    format!("{TRANSITION_STAY}?{}#{STAY_CHECK_ID}", pairs.join("&"))
}
