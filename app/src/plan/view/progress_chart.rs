//! Ratings over time: a chart, its trend in one sentence, and the same numbers as a table.

use leptos::prelude::*;
use model::plan::progress::{RaterGroup, RatingTrend};
use store::plan::reviews::PlanProgress;

use crate::i18n::{Localizer, isolate_bidi};

/// The ratings of one person, or of all workers together. `values` has one entry for each review,
/// oldest first; `None` without a rating.
pub struct RatingSeries {
    pub rater_name: String,
    pub is_own: bool,
    pub values: Vec<Option<i32>>,
}

/// The rows of a chart: one for each parent and youth, by name, and one for all workers as the
/// team. Of several workers' ratings at one review, the last in `progress.ratings` counts.
pub fn rating_series(
    text: Localizer,
    progress: &PlanProgress,
    me: model::id::PersonId,
) -> Vec<RatingSeries> {
    let mut rows: Vec<(Option<model::id::PersonId>, RatingSeries)> = Vec::new();
    for rating in &progress.ratings {
        // No rating is skipped: the store returns a rating only to readers who see its review.
        let Some(at) = progress
            .reviews
            .iter()
            .position(|review| review.id == rating.review_id)
        else {
            continue;
        };
        let key = (rating.voice != RaterGroup::Team).then_some(rating.person_id);
        let index = match rows.iter().position(|(known, _)| *known == key) {
            Some(index) => index,
            None => {
                let who = match key {
                    None => text.get("plan-progress-team"),
                    Some(one) if one == me => text.get("plan-you"),
                    Some(_) => isolate_bidi(&rating.name),
                };
                rows.push((
                    key,
                    RatingSeries {
                        rater_name: who,
                        is_own: false,
                        values: vec![None; progress.reviews.len()],
                    },
                ));
                rows.len() - 1
            }
        };
        // Several workers may have spoken for the team: the row is each of theirs.
        rows[index].1.is_own |= rating.person_id == me;
        if let Some(value) = rows[index].1.values.get_mut(at) {
            *value = Some(rating.value);
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The trend of the reader's own row in one sentence, or of the first row if the reader has none.
/// `None` without ratings.
/// keys: plan-progress-first plan-progress-up plan-progress-same plan-progress-down
pub fn trend_sentence(
    text: Localizer,
    progress: &PlanProgress,
    rows: &[RatingSeries],
) -> Option<String> {
    // Ratings are ordered by group, parents first. For a reader without a rating of their own, the
    // sentence is therefore about a parent if one has rated.
    let row = rows
        .iter()
        .find(|row| row.is_own)
        .or_else(|| rows.first())?;
    // With the index of the review, because the date in the sentence is that of the first review at
    // which this person rated, not of the first review of all.
    let rated_reviews: Vec<(usize, i32)> = row
        .values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| Some((at, (*value)?)))
        .collect();
    let values: Vec<i32> = rated_reviews.iter().map(|(_, value)| *value).collect();
    let key = match RatingTrend::from_values(&values)? {
        RatingTrend::First => "plan-progress-first",
        RatingTrend::Up => "plan-progress-up",
        RatingTrend::Same => "plan-progress-same",
        RatingTrend::Down => "plan-progress-down",
    };
    let (first, last) = (rated_reviews.first()?, rated_reviews.last()?);
    let since = progress
        .reviews
        .get(first.0)
        .map(|review| text.format_date(review.held.to_jiff()))?;
    Some(text.format(
        key,
        &[
            ("name", row.rater_name.clone().into()),
            ("first", first.1.into()),
            ("last", last.1.into()),
            ("top", progress.top.into()),
            ("day", since.into()),
        ],
    ))
}

// Units of the `viewBox`, not pixels: the style sheet scales the chart to the width of its card.
const CHART_WIDTH: i32 = 320;
const CHART_HEIGHT: i32 = 150;

/// Maps reviews and rating values to positions in the chart.
struct ChartScale {
    reviews: i32,
    top: i32,
    right_to_left: bool,
}

impl ChartScale {
    fn for_progress(text: Localizer, progress: &PlanProgress) -> Self {
        Self {
            reviews: i32::try_from(progress.reviews.len()).unwrap_or(1),
            top: progress.top,
            right_to_left: text.0.writing_direction() == "rtl",
        }
    }

    fn x_position(&self, review: usize) -> i32 {
        let at = i32::try_from(review).unwrap_or(0);
        // The margin of 24 keeps the markers, which extend 6 units from their point, inside the
        // picture. A single review is in the middle: there is no distance to divide.
        let along = if self.reviews > 1 {
            24 + at * (CHART_WIDTH - 48) / (self.reviews - 1)
        } else {
            CHART_WIDTH / 2
        };
        // The page's direction does not mirror an SVG.
        if self.right_to_left {
            CHART_WIDTH - along
        } else {
            along
        }
    }

    fn y_position(&self, value: i32) -> i32 {
        // `max(1)` prevents a division by zero. Scales end at 3 or more in forms and import files,
        // but the column in the database has no such check.
        CHART_HEIGHT - 14 - (value - 1) * (CHART_HEIGHT - 28) / (self.top - 1).max(1)
    }
}

/// The chart, hidden from screen readers: `rating_table` has the same numbers. Lines differ by dash
/// and marker, not by color alone. In right-to-left languages time runs from right to left.
pub fn rating_chart(text: Localizer, progress: &PlanProgress, rows: &[RatingSeries]) -> AnyView {
    let scale = ChartScale::for_progress(text, progress);
    let lines = rows
        .iter()
        .enumerate()
        .map(|(n, row)| rating_line(n, row, &scale))
        .collect_view();
    let legend = rows
        .iter()
        .enumerate()
        .map(|(n, row)| legend_entry(n, row))
        .collect_view();
    view! {
        <figure class="chart">
            <svg
                viewBox=format!("0 0 {CHART_WIDTH} {CHART_HEIGHT}")
                aria-hidden="true"
                focusable="false"
            >
                {grid_lines(&scale)}
                {lines}
            </svg>
            <ul class="legend" role="list">
                {legend}
            </ul>
        </figure>
    }
    .into_any()
}

/// A horizontal line for each value of the rating scale.
fn grid_lines(scale: &ChartScale) -> AnyView {
    (1..=scale.top)
        .map(|value| {
            let y = scale.y_position(value);
            view! { <line class="grid-line" x1="8" x2=CHART_WIDTH - 8 y1=y y2=y></line> }
        })
        .collect_view()
        .into_any()
}

/// Line `n` of the chart, with a marker at each rating.
fn rating_line(n: usize, row: &RatingSeries, scale: &ChartScale) -> AnyView {
    // A review without a rating is left out, so that the line leads on to the next rating.
    let points: Vec<(i32, i32)> = row
        .values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| Some((scale.x_position(at), scale.y_position((*value)?))))
        .collect();
    // `n % 4`, here and in the legend: the style sheet has four line styles, `.series-0` to
    // `.series-3`. A fifth line looks like the first; the table tells them apart.
    let path = points
        .iter()
        .map(|(x, y)| format!("{x},{y}"))
        .collect::<Vec<_>>()
        .join(" ");
    let marks = points
        .iter()
        .map(|point| point_marker(n, *point))
        .collect_view();
    view! {
        <g class=format!("series-{}", n % 4)>
            <polyline points=path></polyline>
            {marks}
        </g>
    }
    .into_any()
}

/// The rater of line `n`, with a sample of its dash and marker.
fn legend_entry(n: usize, row: &RatingSeries) -> AnyView {
    view! {
        <li>
            <svg class=format!("series-{}", n % 4) viewBox="0 0 44 16" aria-hidden="true">
                <polyline points="2,8 42,8"></polyline>
                {point_marker(n, (22, 8))}
            </svg>
            <span>{row.rater_name.clone()}</span>
        </li>
    }
    .into_any()
}

/// The marker at a point of line `n`; its shape differs from line to line.
fn point_marker(n: usize, (x, y): (i32, i32)) -> AnyView {
    match n % 4 {
        0 => view! { <circle cx=x cy=y r="5"></circle> }.into_any(),
        1 => view! { <rect x=x - 5 y=y - 5 width="10" height="10"></rect> }.into_any(),
        2 => {
            let (top, base, left, right) = (y - 6, y + 5, x - 6, x + 6);
            let triangle = format!("M{x} {top} L{right} {base} L{left} {base} Z");
            view! { <path d=triangle></path> }.into_any()
        }
        _ => {
            let (top, bottom, left, right) = (y - 6, y + 6, x - 6, x + 6);
            let diamond = format!("M{x} {top} L{right} {y} L{x} {bottom} L{left} {y} Z");
            view! { <path d=diamond></path> }.into_any()
        }
    }
}

/// The same numbers as a table, newest review first.
pub fn rating_table(text: Localizer, progress: &PlanProgress, rows: &[RatingSeries]) -> AnyView {
    let head = rows
        .iter()
        .map(|row| view! { <th scope="col">{row.rater_name.clone()}</th> })
        .collect_view();
    let body = progress
        .reviews
        .iter()
        .enumerate()
        .rev()
        .map(|(at, review)| {
            // A screen reader may skip a dash, so a review without a rating has a sentence for it.
            let cells = rows
                .iter()
                .map(|row| match row.values.get(at).copied().flatten() {
                    Some(value) => view! { <td>{value}</td> }.into_any(),
                    None => view! {
                        <td>
                            <span aria-hidden="true">"–"</span>
                            <span class="visually-hidden">{text.get("plan-progress-none")}</span>
                        </td>
                    }
                    .into_any(),
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{text.format_date(review.held.to_jiff())}</th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    // `tabindex` and a named region let keyboard users scroll a table wider than a phone.
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-labelledby="ratings">
            <table>
                <caption id="ratings">
                    {text.format("plan-progress-caption", &[("top", progress.top.into())])}
                </caption>
                <thead>
                    <tr>
                        <th scope="col">{text.get("plan-progress-day")}</th>
                        {head}
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}
