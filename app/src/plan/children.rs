//! The well-being of each child in the plan.

use leptos::prelude::*;
use model::plan::{Area, Kind};
use store::plan::Item;

use super::part::Reader;
use crate::text::{Text, name};
use model::plan::reply::Section;

/// The name of an area of well-being. keys: plan-area-*
pub fn area(text: Text, area: Area) -> String {
    text.say(&format!("plan-area-{}", area.slug()))
}

impl Reader<'_> {
    /// A card for each child: what is known in each area, the next date and who is responsible.
    /// Empty if nothing is recorded.
    pub fn children(&self) -> AnyView {
        let text = self.text;
        let cards: Vec<_> = self
            .plan
            .children
            .iter()
            .filter_map(|child| {
                let mut lines: Vec<&Item> = self.plan.of(Kind::WellBeing).filter(|line| line.child_id == Some(child.id)).collect();
                lines.sort_by_key(|line| line.area.and_then(|area| Area::ALL.iter().position(|one| *one == area)));
                let rows = lines.into_iter().map(|line| self.well_being(line)).collect::<Vec<_>>();
                (!rows.is_empty()).then(|| view! { <section class="card"><h3>{name(&child.name)}</h3><dl class="summary">{rows}</dl></section> })
            })
            .collect();
        if cards.is_empty() {
            return ().into_any();
        }
        view! { <h2>{text.say("plan-children")}</h2>{cards}{self.think(Section::WellBeing)} }.into_any()
    }

    fn well_being(&self, line: &Item) -> AnyView {
        let text = self.text;
        let due = line.due.as_ref().map(|due| text.with("plan-next-date", &[("day", text.near(self.today, due.to_jiff()).into())]));
        let small = [line.owner.as_deref().map(name), due].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        view! {
            <div id=line.id.to_string()>
                <dt>{line.area.map(|one| area(text, one))}</dt>
                <dd><a class="line" href=self.href(line)>{self.say(line.text_id)}</a>
                    {self.beneath(line.text_id)}
                    {(!small.is_empty()).then(|| view! { <p class="soft">{small}</p> })}
                    {self.mark(line)}</dd>
            </div>
        }
        .into_any()
    }
}
