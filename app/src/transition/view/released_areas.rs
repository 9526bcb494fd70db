//! What adults see of the areas: in the third person, with the words of the young person as they
//! are.

use leptos::prelude::*;
use model::transition::area::AreaQuestion;
use store::Tx;
use store::transition::ReleasedTransition;
use store::transition::areas::{Area, read_released_areas};

use super::area::{own_words, step_view};
use super::released_section::ReleasedSection;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::request::context::RequestContext;

/// What `released.parts` shows of the areas. Two statements, none when no area is shown.
///
/// # Errors
/// When the database fails.
pub(super) async fn released_sections(
    tx: &mut Tx,
    context: &RequestContext,
    released: &ReleasedTransition,
) -> Result<Vec<ReleasedSection>, AppError> {
    let text = context.localizer();
    let areas = read_released_areas(tx, released).await?;
    Ok(areas
        .iter()
        .map(|area| ReleasedSection {
            part: area.part,
            body: released_area(text, &released.name, area),
        })
        .collect())
}

fn released_area(text: Localizer, name: &str, area: &Area) -> AnyView {
    let heading = |key: &str| text.format(key, &[("name", name.to_owned().into())]);
    let answer = |question: AreaQuestion, key: &str| {
        area.answer(question).map(|answer| {
            view! {
                <h3>{heading(key)}</h3>
                {own_words(text, &answer.language, &answer.body)}
            }
        })
    };
    let rows = area
        .steps
        .iter()
        .map(|step| view! { <li>{step_view(text, step)}</li> })
        .collect_view();
    let steps = (!area.steps.is_empty()).then(|| {
        view! {
            <h3>{heading("transition-area-their-steps")}</h3>
            <ul class="stack" role="list">
                {rows}
            </ul>
        }
    });
    view! {
        {answer(AreaQuestion::Now, "transition-area-they-are")}
        {answer(AreaQuestion::Goal, "transition-area-they-want")}
        {steps}
    }
    .into_any()
}
