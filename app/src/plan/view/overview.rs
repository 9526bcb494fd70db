//! The overview of the plan: its first lines, and a row for each of its parts.

use leptos::prelude::*;
use model::plan::{PlanItemKind, StepState};
use model::policy::may_edit_plan;
use model::role::Role;
use model::transition::part::reads_required;
use store::plan::PlanItem;
use store::plan::overview::{SHOWN_OWN_WORDS, SHOWN_STRENGTHS};

use super::items::{PlanView, reply_count_label};
use super::permanency::permanency_label;
use crate::paths;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, RowTag, link_list};

/// The number of characters of own words for which the overview has room.
const EXCERPT_CHARS: usize = 160;

/// The beginning of a text for which the overview has no room, cut after a whole word where it has
/// words; `None` for a text that fits.
pub fn excerpt(words: &str) -> Option<String> {
    let (end, _) = words.char_indices().nth(EXCERPT_CHARS)?;
    let start = &words[..end];
    let start = start
        .rsplit_once(char::is_whitespace)
        .map_or(start, |(whole, _)| whole);
    Some(format!("{}…", start.trim_end()))
}

impl PlanView<'_> {
    /// The first lines of the family's own words and of the strengths, with a link to their page.
    pub fn words_preview(&self, role: Role) -> AnyView {
        let text = self.text;
        let own: Vec<AnyView> = self
            .plan
            .items_of_kind(PlanItemKind::OwnWords)
            .take(SHOWN_OWN_WORDS)
            .filter_map(|item| self.own_words_preview(item))
            .collect();
        let strengths: Vec<AnyView> = self
            .plan
            .items_of_kind(PlanItemKind::Strength)
            .take(SHOWN_STRENGTHS)
            .map(|item| {
                view! {
                    <li id=item.id.to_string()>
                        {self.render_text(item.text_id)}
                        {self.translation_details(item.text_id)}
                    </li>
                }
                .into_any()
            })
            .collect();
        let has_page = !own.is_empty() || !strengths.is_empty();
        let link = has_page.then(|| {
            view! {
                <p class="reply-link">
                    <a href=paths::plan_words(self.family)>{text.get("plan-words-all")}</a>
                </p>
            }
        });
        let own = if own.is_empty() {
            let write = (paths::own_words(self.family), text.get("plan-own"));
            empty_state(
                text.get(self.reader().heading_key("plan-ours-empty")),
                role.is_family().then_some(write),
            )
        } else {
            own.into_any()
        };
        // `role`, because WebKit does not expose a list without markers as a list.
        let strengths = (!strengths.is_empty()).then(|| {
            view! {
                <h2>{text.get(self.reader().heading_key("plan-strengths"))}</h2>
                <ul class="strengths" role="list">
                    {strengths}
                </ul>
            }
        });
        view! {
            <h2>{text.get(self.reader().heading_key("plan-ours"))}</h2>
            {own}
            {strengths}
            {link}
        }
        .into_any()
    }

    fn own_words_preview(&self, item: &PlanItem) -> Option<AnyView> {
        let mut shown = self.shown_text(item.text_id)?;
        let words = match &mut shown.translation {
            Some(translation) => &mut translation.body,
            None => &mut shown.body,
        };
        let start = excerpt(words);
        let more = start.is_some().then(|| {
            view! {
                <p class="reply-link">
                    <a href=paths::plan_words(self.family)>{self.text.get("plan-read-more")}</a>
                </p>
            }
        });
        if let Some(start) = start {
            *words = start;
        }
        let byline = self
            .plan
            .texts
            .get(&item.text_id)
            .map(|wording| self.byline(wording));
        let preview = view! {
            <div class="family-words" id=item.id.to_string()>
                <blockquote>{shown.inline_text(self.text)}</blockquote>
                {byline}
                {self.translation_details(item.text_id)}
                {more}
            </div>
        };
        Some(preview.into_any())
    }

    /// A row for each part of the plan of which the reader may see something.
    pub fn part_list(&self, role: Role) -> AnyView {
        let rows: Vec<ListRow> = [
            self.permanency_row(),
            self.goals_row(role),
            self.children_row(),
            self.needs_row(),
            self.orders_row(),
        ]
        .into_iter()
        .flatten()
        .collect();
        if rows.is_empty() {
            return ().into_any();
        }
        view! {
            <h2>{self.text.get("plan-parts")}</h2>
            {link_list(rows)}
        }
        .into_any()
    }

    /// The parts that are needed less often, and what happened to the plan, in a section that is
    /// closed at first. Each row is shown only to roles that its page answers.
    pub fn more_list(&self, role: Role) -> AnyView {
        let mut rows: Vec<ListRow> = self.closure_row().into_iter().collect();
        let sees_plan = self.plan.head.is_some() || may_edit_plan(role);
        // A youth has these pages without seeing the whole plan: they rate, say what they can do in
        // a week, and read the answers to what they said.
        if sees_plan || role == Role::Youth {
            rows.push(self.row(paths::progress(self.family), "plan-progress"));
            if role.is_family() || matches!(role, Role::Worker | Role::Supervisor) {
                let title = self.reader().heading_key("plan-week");
                rows.push(self.row(paths::workload(self.family), title));
            }
            rows.push(self.replies_row());
        }
        if sees_plan {
            rows.push(self.row(paths::plan_versions(self.family), "plan-versions"));
        }
        rows.push(self.row(
            paths::team(self.family),
            self.reader().heading_key("team-title"),
        ));
        // Others find what was released to them on the team list, beside the young person.
        if reads_required(role) {
            let title = "transition-youths-title";
            rows.push(self.row(paths::transition_of_family(self.family), title));
        }
        view! {
            <details class="card collapsible">
                <summary>{self.text.get("plan-parts-more")}</summary>
                {link_list(rows)}
            </details>
        }
        .into_any()
    }

    fn row(&self, href: String, title: &'static str) -> ListRow {
        ListRow {
            href: Some(href),
            title: Some(self.text.get(title).into_any()),
            ..ListRow::default()
        }
    }

    /// A row with a number of items; `None` without items.
    fn counted_row(&self, href: String, title: &'static str, count: usize) -> Option<ListRow> {
        (count > 0).then(|| ListRow {
            tag: Some(RowTag::plain(count.to_string())),
            ..self.row(href, title)
        })
    }

    /// The number of items of one kind that the reader may see.
    fn count_of_kind(&self, kind: PlanItemKind) -> usize {
        self.plan.items_of_kind(kind).count()
    }

    /// Where the case is heading; `None` without a permanency goal, as for in-home cases.
    fn permanency_row(&self) -> Option<ListRow> {
        let goals = &self.plan.head.as_ref()?.permanency_goals;
        let goal = goals.permanency.or(goals.concurrent)?;
        Some(ListRow {
            small: permanency_label(self.text, goal),
            ..self.row(paths::plan_goals(self.family), "plan-heading")
        })
    }

    fn goals_row(&self, role: Role) -> Option<ListRow> {
        let goals = self.count_of_kind(PlanItemKind::FamilyGoal)
            + self.count_of_kind(PlanItemKind::AgencyGoal);
        let has_steps = self
            .plan
            .items_of_kind(PlanItemKind::Step)
            .any(|step| step.state != StepState::Done);
        if goals == 0 && !has_steps {
            return None;
        }
        let count = |key, count: usize| self.text.format(key, &[("count", count.into())]);
        let unanswered = if role.is_family() {
            self.unanswered_goals()
        } else {
            0
        };
        let small = if goals == 0 {
            String::new()
        } else {
            count("plan-goals-count", goals)
        };
        Some(ListRow {
            small,
            tag: (unanswered > 0)
                .then(|| RowTag::attention(count("plan-goals-unanswered", unanswered))),
            ..self.row(paths::plan_goals(self.family), "plan-goals")
        })
    }

    /// The number of the team's goals of which the reader has not said what they think.
    fn unanswered_goals(&self) -> usize {
        self.plan
            .items_of_kind(PlanItemKind::AgencyGoal)
            .filter(|goal| {
                !self
                    .plan
                    .reply_counts
                    .iter()
                    .any(|talk| talk.item_id == Some(goal.id) && talk.own_replies > 0)
            })
            .count()
    }

    fn children_row(&self) -> Option<ListRow> {
        // A child of whom the reader may see nothing has no card on the page either.
        let count = self
            .plan
            .children
            .iter()
            .filter(|child| {
                self.plan
                    .items_of_kind(PlanItemKind::WellBeing)
                    .any(|line| line.child_id == Some(child.id))
            })
            .count();
        self.counted_row(
            paths::plan_children(self.family),
            self.children_heading_key(),
            count,
        )
    }

    fn needs_row(&self) -> Option<ListRow> {
        // Only the number: what worried people is read behind the note on its own page.
        let count =
            self.count_of_kind(PlanItemKind::Need) + self.count_of_kind(PlanItemKind::Worry);
        self.counted_row(paths::plan_needs(self.family), "plan-needs-worries", count)
    }

    fn orders_row(&self) -> Option<ListRow> {
        let count = self.count_of_kind(PlanItemKind::CourtOrder);
        self.counted_row(paths::plan_orders(self.family), "plan-orders", count)
    }

    /// How many of the conditions for closing the case are met; `None` without conditions.
    fn closure_row(&self) -> Option<ListRow> {
        let all = self.count_of_kind(PlanItemKind::ClosureCondition);
        let done = self
            .plan
            .items_of_kind(PlanItemKind::ClosureCondition)
            .filter(|condition| condition.state == StepState::Done)
            .count();
        (all > 0).then(|| {
            let met = self.text.format(
                "plan-closure-met",
                &[
                    ("done", done.to_string().into()),
                    ("all", all.to_string().into()),
                ],
            );
            ListRow {
                small: met,
                ..self.row(paths::closure(self.family), "plan-changes")
            }
        })
    }

    fn replies_row(&self) -> ListRow {
        let counts = &self.plan.reply_counts;
        let replies: i64 = counts.iter().map(|talk| talk.replies).sum();
        let waiting: i64 = counts.iter().map(|talk| talk.waiting).sum();
        let small = if replies == 0 {
            String::new()
        } else {
            reply_count_label(self.text, replies, waiting)
        };
        ListRow {
            small,
            ..self.row(paths::plan_replies(self.family), "plan-replies")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{EXCERPT_CHARS, excerpt};

    #[test]
    fn only_a_long_text_is_cut_and_after_a_whole_word() {
        let fits = "á".repeat(EXCERPT_CHARS);
        assert_eq!(excerpt(&fits), None);
        let long = format!("{} estas palabras no caben", "á".repeat(EXCERPT_CHARS - 3));
        let start = format!("{}…", "á".repeat(EXCERPT_CHARS - 3));
        assert_eq!(excerpt(&long), Some(start));
        // Without a space, as in a long address.
        let word = "a".repeat(2 * EXCERPT_CHARS);
        assert_eq!(
            excerpt(&word).map(|start| start.chars().count()),
            Some(EXCERPT_CHARS + 1)
        );
    }
}
