//! A young person's own transition plan.
//!
//! # The gates
//!
//! Every read and every write of the plan begins with one of three functions of `access`:
//!
//! - `own_transition(tx)` for the pages of the young person, `own_transition_for_update(tx)` for
//!   their forms. They look the owner up by the signed-in person alone, so the plan stays theirs
//!   after their membership has ended. The second also stores the owner in `transition_youth`, on
//!   which the rules of the required parts depend, so every write of an owner has to use it.
//! - `read_released(tx, family, youth)` for adults. It checks the membership, writes the access log
//!   entry, and says which parts the actor may read.
//!
//! All three answer `NotFound` to everyone else.
//!
//! # The rows
//!
//! A table of the plan has `owner_id` and `family_id`, and the words in columns of its own: a row
//! of
//! `text` has an audience, which ends with the membership of its author.
//!
//! - The owner's statements have `owner_id = $1`, the actor.
//! - Statements for adults have `visible_part!("x.owner_id", "x.part")`, or
//!   `visible_part!("x.owner_id", "'documents'")` where a table belongs to one part. It is true for
//!   the owner as well. `released_part!` leaves out those who read a part only because the law
//!   requires it, as for files. `$1` is the actor and `$2` today's date.
//! - On PostgreSQL the policies use `alongside_can_read_part(owner_id, part)` and
//!   `alongside_is_part_released(owner_id, part)`. For the owner they use `owner_id =
//!   alongside_person()`, and for an insert `alongside_is_youth_of(family_id, owner_id)`; never
//!   `alongside_is_member`.
//!
//! - Services and credit reports are records that the agency keeps by law: see `records`.
//! - The list of rights is read by those who read the required parts: see `rights`. The words of a
//!   question about it have fewer readers: see `right_questions`.
//!
//! What a release shows is never copied into a table that outlives the release.

pub mod access;
pub mod area_answers;
pub mod area_drafts;
pub mod area_form;
pub mod area_steps;
pub mod areas;
pub mod assessments;
pub mod budget;
pub mod credit;
pub mod dates;
pub mod documents;
pub mod done;
pub mod ninety_day;
pub mod ninety_day_changes;
pub mod ninety_day_copies;
pub mod note;
pub mod owed;
pub mod people;
pub mod people_changes;
pub mod records;
pub mod release;
pub mod right_questions;
pub mod rights;
pub mod rights_due;
pub mod say;
pub mod say_archive;
pub mod say_changes;
pub mod services_got;
pub mod skills;
pub mod stay;
pub mod vault;
pub mod youths;

pub use self::access::{
    OwnTransition, ReleasedTransition, own_transition, own_transition_for_update, read_released,
};
