//! The form of an answer to a question about an area, from which the answer and its draft are
//! stored.

use model::id::FormId;
use model::transition::TransitionPart;
use model::transition::area::AreaQuestion;

use super::access::OwnTransition;
use crate::db::run_on;
use crate::{Error, Tx};

/// What a form is about: the page of the question from which it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerForm {
    /// The id of the form.
    pub form: FormId,
    pub part: TransitionPart,
    pub question: AreaQuestion,
    /// The revision of the answer that it was filled in against; 0 before the first one.
    pub revision: i32,
    /// The number of the request among those of its page.
    pub sequence: i32,
    /// The draft whose words the page was filled with, and the sequence number that it had.
    pub draft: Option<(FormId, i32)>,
}

/// The revision and the words of the answer that is stored.
pub(super) async fn find_answer(
    tx: &mut Tx,
    own: &OwnTransition,
    form: &AnswerForm,
) -> Result<Option<(i32, String)>, Error> {
    run_on!(tx, |c| sqlx::query_as(
        "SELECT a.revision, a.body FROM transition_answer a WHERE a.owner_id = $1 AND a.part = $2 \
            AND a.question = $3"
    )
    .bind(own.owner)
    .bind(form.part)
    .bind(form.question)
    .fetch_optional(c))
}
