//! Lists of plan items: the items of one kind, court orders with their steps, and worries.

use leptos::prelude::*;
use model::plan::PlanItemKind;
use model::plan::reply::PlanSection;
use store::plan::PlanItem;

use super::items::PlanView;
use crate::ui::icon::Icon;

impl PlanView<'_> {
    /// All plan items of one kind. A worry also shows what would make it safe and what is done so
    /// far. `class` is the CSS class of the list.
    pub fn item_list(&self, kind: PlanItemKind, class: &'static str) -> AnyView {
        let rows = self
            .plan
            .items_of_kind(kind)
            .map(|item| {
                view! {
                    <li id=item.id.to_string()>
                        <a class="item-link" href=self.item_url(item)>
                            {self.render_text(item.text_id)}
                        </a>
                        {self.translation_details(item.text_id)}
                        {(item.kind == PlanItemKind::Worry).then(|| self.worry_texts(item))}
                        {self.reply_count(item)}
                    </li>
                }
            })
            .collect_view();
        // `role`, because WebKit does not expose a list without markers as a list.
        view! {
            <ul class=class role="list">
                {rows}
            </ul>
        }
        .into_any()
    }

    /// What would make a worry safe, and what is done so far.
    fn worry_texts(&self, worry: &PlanItem) -> AnyView {
        [
            // Both are optional, in the form and in an import file.
            ("plan-safe-when", worry.benchmark_text_id),
            ("plan-so-far", worry.progress_text_id),
        ]
        .into_iter()
        .filter_map(|(key, id)| Some((key, id?)))
        .map(|(key, id)| {
            view! {
                <p>
                    <span class="muted">{self.text.get(key)}</span>
                    " "
                    {self.render_text(id)}
                </p>
                {self.translation_details(id)}
            }
        })
        .collect_view()
        .into_any()
    }

    /// Court orders, each with the steps that fulfill it.
    pub fn court_orders(&self) -> AnyView {
        // Without a link to reply: the family is not asked whether it agrees with a court order.
        // `PlanSection::for_item_kind` has no section for it.
        let rows = self
            .plan
            .items_of_kind(PlanItemKind::CourtOrder)
            .map(|order| {
                view! {
                    <li id=order.id.to_string()>
                        <a class="item-link" href=self.item_url(order)>
                            {self.render_text(order.text_id)}
                        </a>
                        {self.translation_details(order.text_id)}
                        {self.fulfilling_steps(order)}
                    </li>
                }
            })
            .collect::<Vec<_>>();
        if rows.is_empty() {
            return ().into_any();
        }
        view! {
            <ul class="stack card" role="list">
                {rows}
            </ul>
        }
        .into_any()
    }

    /// The steps that fulfill a court order. An order without one is pointed out to the family
    /// too, and not only to the worker.
    fn fulfilling_steps(&self, order: &PlanItem) -> AnyView {
        let text = self.text;
        // A step that this reader may not see counts as missing. Another sentence for it would tell
        // one parent that the other has such a step.
        let steps = self
            .plan
            .items_of_kind(PlanItemKind::Step)
            .filter(|step| step.order_id == Some(order.id))
            .map(|step| {
                view! {
                    <li>
                        <a class="item-link" href=self.item_url(step)>
                            {self.render_text(step.text_id)}
                        </a>
                    </li>
                }
            })
            .collect::<Vec<_>>();
        if steps.is_empty() {
            return view! { <p class="muted">{text.get("plan-order-no-step")}</p> }.into_any();
        }
        view! {
            <p class="muted">{text.get("plan-order-steps")}</p>
            <ul>{steps}</ul>
        }
        .into_any()
    }

    /// Worries, in a collapsed section whose summary says what it contains.
    pub fn worries_section(&self) -> AnyView {
        let text = self.text;
        if self
            .plan
            .items_of_kind(PlanItemKind::Worry)
            .next()
            .is_none()
        {
            return ().into_any();
        }
        // Collapsed, so that no one reads a worry about their child without choosing to.
        view! {
            <h2>{text.get("plan-worries")}</h2>
            <details class="card collapsible">
                <summary>{Icon::Info.view()}<span>{text.get("plan-worries-inside")}</span></summary>
                {self.item_list(PlanItemKind::Worry, "stack")}
                {self.reply_link(PlanSection::Worries)}
            </details>
        }
        .into_any()
    }
}
