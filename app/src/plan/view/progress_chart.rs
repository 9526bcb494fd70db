//! Ratings over time: a chart, its trend in one sentence, and the same numbers as a table.

mod chart_scale;

use leptos::prelude::*;
use model::plan::progress::{RaterGroup, RatingTrend};
use store::plan::reviews::PlanProgress;

use self::chart_scale::{CHART_HEIGHT, CHART_WIDTH, ChartScale, LINE_STYLES, line_offset};
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

/// Up to this number of reviews, each date is below the chart; with more, the first and the last.
const MOST_DATES: usize = 3;

/// The chart, hidden from screen readers: `rating_table` has the same numbers and dates. Lines
/// differ by dash, marker and place, not by color alone. In right-to-left languages time runs from
/// right to left.
pub fn rating_chart(text: Localizer, progress: &PlanProgress, rows: &[RatingSeries]) -> AnyView {
    let scale = ChartScale::for_progress(text, progress);
    let lines = rows
        .iter()
        .enumerate()
        .map(|(n, row)| rating_line(n, line_offset(n, rows.len()), row, &scale))
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
            {date_axis(text, progress)}
            <ul class="legend" role="list">
                {legend}
            </ul>
        </figure>
    }
    .into_any()
}

/// A horizontal line for each value of the rating scale, with its number, and a vertical one for
/// each review.
fn grid_lines(scale: &ChartScale) -> AnyView {
    let (from, to) = (scale.mirrored(20), scale.mirrored(CHART_WIDTH - 4));
    let values = (1..=scale.top)
        .map(|value| {
            let y = scale.y_position(value);
            // The baseline of the number, so that its middle is at the line.
            let (aside, below) = (scale.mirrored(9), y + 4);
            let number = scale
                .has_number(value)
                .then(|| view! { <text x=aside y=below>{value}</text> });
            view! {
                <line class="grid-line" x1=from x2=to y1=y y2=y></line>
                {number}
            }
        })
        .collect_view();
    let bottom = CHART_HEIGHT - 4;
    let reviews = (0..usize::try_from(scale.reviews).unwrap_or(0))
        .map(|review| {
            let x = scale.x_position(review);
            view! { <line class="grid-line" x1=x x2=x y1="4" y2=bottom></line> }
        })
        .collect_view();
    view! {
        {values}
        {reviews}
    }
    .into_any()
}

/// The dates of the reviews, in the order of the time axis. Below the picture and not in it: a date
/// has several words, and they keep the size of the reader's letters.
fn date_axis(text: Localizer, progress: &PlanProgress) -> AnyView {
    let count = progress.reviews.len();
    let dates = progress
        .reviews
        .iter()
        .enumerate()
        .filter(|(at, _)| count <= MOST_DATES || *at == 0 || *at + 1 == count)
        .map(|(_, review)| view! { <li>{text.format_date(review.held.to_jiff())}</li> })
        .collect_view();
    view! {
        <ol class="chart-dates" role="list" aria-hidden="true">
            {dates}
        </ol>
    }
    .into_any()
}

/// Line `n` of the chart, with a marker at each rating, moved aside by the offset.
fn rating_line(
    n: usize,
    (aside, down): (i32, i32),
    row: &RatingSeries,
    scale: &ChartScale,
) -> AnyView {
    // A review without a rating is left out, so that the line leads on to the next rating.
    let points: Vec<(i32, i32)> = row
        .values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| {
            Some((
                scale.x_position(at) + aside,
                scale.y_position((*value)?) + down,
            ))
        })
        .collect();
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
        <g class=format!("series-{}", n % LINE_STYLES)>
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
            <svg class=format!("series-{}", n % LINE_STYLES) viewBox="0 0 44 16" aria-hidden="true">
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
    match n % LINE_STYLES {
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
