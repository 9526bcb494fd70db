//! The facts of one line of the plan: who wrote it, who does it, its due date and its state.

use leptos::prelude::*;
use model::id::TextId;
use model::plan::{PlanItemKind, StepState};
use store::plan::{ItemDetail, PlanItem};

use super::children::area_label;
use super::version_diff::benchmark_label_key;
use super::workload::effort_summary;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::authored_text::to_translated_text;
use crate::request::context::RequestContext;
use crate::ui::summary_list::summary_list;

/// Author, area, owner, due date, benchmark, weekly load and state of a line; `None` without any.
pub fn item_facts(context: &RequestContext, detail: &ItemDetail) -> Option<AnyView> {
    let (text, item) = (context.localizer(), &detail.item);
    let area = item.area.map(|area| {
        (
            text.get("plan-which-area"),
            area_label(text, area).into_any(),
        )
    });
    let weekly = effort_summary(text, &item.load);
    let effort = (!weekly.is_empty()).then(|| (text.get("plan-week-takes"), weekly.into_any()));
    let rows: Vec<FactRow> = [
        author_row(text, detail),
        area,
        owner_row(text, item),
        due_date_row(context, item),
        text_row(
            context,
            detail,
            benchmark_label_key(item.kind),
            item.benchmark_text_id,
        ),
        effort,
        text_row(context, detail, "plan-so-far", item.progress_text_id),
        state_row(text, item),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!rows.is_empty()).then(|| summary_list(rows))
}

/// A label and its value in the list of facts.
type FactRow = (String, AnyView);

fn author_row(text: Localizer, detail: &ItemDetail) -> Option<FactRow> {
    let wording = detail.replies_with_texts.texts.get(&detail.item.text_id)?;
    let author = wording.author.as_ref()?;
    // Readers must be able to tell whether the author typed these words, or the agency did.
    let by = if wording.entered_by_agency {
        text.format("plan-author-entered", &[("name", author.clone().into())])
    } else {
        isolate_bidi(author)
    };
    Some((text.get("plan-written-by"), by.into_any()))
}

fn owner_row(text: Localizer, item: &PlanItem) -> Option<FactRow> {
    // An import file can name the worker who does a step that the agency owes; the form cannot.
    let who = match (&item.owner, item.owed_by_agency) {
        (Some(name), true) => text.format("plan-agency-who", &[("name", name.clone().into())]),
        (None, true) => text.get("plan-agency"),
        (Some(name), false) => name.clone(),
        (None, false) => return None,
    };
    let key = match item.kind {
        PlanItemKind::WellBeing => "plan-responsible",
        PlanItemKind::Step => "plan-who-does",
        _ => "plan-keeps",
    };
    Some((text.get(key), view! { <bdi>{who}</bdi> }.into_any()))
}

fn due_date_row(context: &RequestContext, item: &PlanItem) -> Option<FactRow> {
    let text = context.localizer();
    let due = item.due.as_ref()?.to_jiff();
    let key = if item.kind == PlanItemKind::WellBeing {
        "plan-next-when"
    } else {
        "plan-when"
    };
    let day = context.profile.as_ref().map_or_else(
        || text.format_day(due),
        |profile| text.relative_day(profile.actor.today, due),
    );
    Some((text.get(key), day.into_any()))
}

/// A text of the line below the label `key`; `None` when the reader may not see the text.
fn text_row(
    context: &RequestContext,
    detail: &ItemDetail,
    key: &'static str,
    id: Option<TextId>,
) -> Option<FactRow> {
    let text = context.localizer();
    // A text can have fewer readers than its line: when a worker changes the audience of a line,
    // texts by family members keep the audience that their author chose.
    let wording = to_translated_text(detail.replies_with_texts.texts.get(&id?)?);
    let words = view! {
        {wording.inline_text(text)}
        {wording.translation_details(text, &context.path_and_query)}
    };
    Some((text.get(key), words.into_any()))
}

/// What was last reported about a step; `None` before a first report.
fn state_row(text: Localizer, item: &PlanItem) -> Option<FactRow> {
    if item.kind != PlanItemKind::Step || item.state == StepState::Open {
        return None;
    }
    let label = text.get_value(item.state).into_any();
    Some((text.get("plan-how-stands"), label))
}
