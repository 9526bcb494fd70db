//! The well-being of each child in the plan.

use leptos::prelude::*;
use model::plan::{PlanItemKind, WellBeingArea};
use store::plan::PlanItem;

use super::items::PlanView;
use super::reader::PlanReader;
use crate::i18n::{Localizer, isolate_bidi};
use model::plan::reply::PlanSection;

/// The name of an area of well-being.
pub fn area_label(text: Localizer, area: WellBeingArea) -> String {
    text.get_value(area)
}

impl PlanView<'_> {
    /// The message key of the heading above the cards of the children.
    pub fn children_heading_key(&self) -> &'static str {
        // A youth's heading speaks of the youth alone, and so not above the card of a sibling.
        let me = Some(self.me);
        let is_about_reader = self.plan.children.iter().all(|child| child.person_id == me);
        let reader = if is_about_reader {
            self.reader()
        } else {
            PlanReader::Family
        };
        reader.heading_key("plan-children")
    }

    /// A card for each child: what is known in each area, the next date and who is responsible.
    /// Empty if nothing is recorded.
    pub fn children_section(&self) -> AnyView {
        let cards: Vec<_> = self
            .plan
            .children
            .iter()
            // A child can be visible to a reader who may see none of the lines about it: each line
            // has an audience of its own. Such a child gets no card.
            .filter_map(|child| {
                let mut lines: Vec<&PlanItem> = self
                    .plan
                    .items_of_kind(PlanItemKind::WellBeing)
                    .filter(|line| line.child_id == Some(child.id))
                    .collect();
                // By area and not by position in the plan: each child's card then has the areas in
                // the same order, whichever was added first.
                lines.sort_by_key(|line| {
                    line.area
                        .and_then(|area| WellBeingArea::ALL.iter().position(|one| *one == area))
                });
                let rows = lines
                    .into_iter()
                    .map(|line| self.well_being_row(line))
                    .collect::<Vec<_>>();
                (!rows.is_empty()).then(|| {
                    view! {
                        <section class="card">
                            <h2>{isolate_bidi(&child.name)}</h2>
                            <dl class="summary-list">{rows}</dl>
                        </section>
                    }
                })
            })
            .collect();
        if cards.is_empty() {
            return ().into_any();
        }
        view! {
            {cards}
            {self.reply_link(PlanSection::WellBeing)}
        }
        .into_any()
    }

    fn well_being_row(&self, line: &PlanItem) -> AnyView {
        let text = self.text;
        let due = line.due.as_ref().map(|due| {
            text.format(
                "plan-next-date",
                &[("day", text.relative_day(self.today, due.to_jiff()).into())],
            )
        });
        let small = [line.owner.as_deref().map(isolate_bidi), due]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ");
        view! {
            <div id=line.id.to_string()>
                <dt>{line.area.map(|one| area_label(text, one))}</dt>
                <dd>
                    <a class="item-link" href=self.item_url(line)>
                        {self.render_text(line.text_id)}
                    </a>
                    {self.translation_details(line.text_id)}
                    {(!small.is_empty()).then(|| view! { <p class="muted">{small}</p> })}
                    {self.reply_count(line)}
                </dd>
            </div>
        }
        .into_any()
    }
}
