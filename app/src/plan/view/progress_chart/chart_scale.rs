//! Where ratings are in the picture of a chart.

use store::plan::reviews::PlanProgress;

use crate::i18n::Localizer;

// Units of the `viewBox`, not pixels: the style sheet scales the chart to the width of its card.
pub(super) const CHART_WIDTH: i32 = 320;
pub(super) const CHART_HEIGHT: i32 = 150;
/// Room for the numbers of the rating axis and for the first markers, and for the last markers.
const START_MARGIN: i32 = 44;
const END_MARGIN: i32 = 24;
/// Room for half a marker of a line that is moved aside.
const EDGE_MARGIN: i32 = 16;
/// Line styles in the style sheet, `.series-0` to `.series-3`. A fifth line looks like the first;
/// the table tells them apart.
pub(super) const LINE_STYLES: usize = 4;

/// Maps reviews and rating values to positions in the chart.
pub(super) struct ChartScale {
    pub(super) reviews: i32,
    pub(super) top: i32,
    right_to_left: bool,
}

/// How far line `n` of so many is moved aside, so that lines and markers of equal ratings lie
/// beside each other and none is hidden.
pub(super) fn line_offset(n: usize, lines: usize) -> (i32, i32) {
    let place = |n: usize| i32::try_from(n).unwrap_or(0);
    let from_middle = 2 * place(n % LINE_STYLES) - place(lines.min(LINE_STYLES) - 1);
    (4 * from_middle, 2 * from_middle)
}

impl ChartScale {
    pub(super) fn for_progress(text: Localizer, progress: &PlanProgress) -> Self {
        Self {
            reviews: i32::try_from(progress.reviews.len()).unwrap_or(1),
            top: progress.top,
            right_to_left: text.0.writing_direction() == "rtl",
        }
    }

    pub(super) fn x_position(&self, review: usize) -> i32 {
        let at = i32::try_from(review).unwrap_or(0);
        let room = CHART_WIDTH - START_MARGIN - END_MARGIN;
        // A single review is in the middle: there is no distance to divide.
        self.mirrored(if self.reviews > 1 {
            START_MARGIN + at * room / (self.reviews - 1)
        } else {
            START_MARGIN + room / 2
        })
    }

    /// The page's direction does not mirror an SVG.
    pub(super) fn mirrored(&self, along: i32) -> i32 {
        if self.right_to_left {
            CHART_WIDTH - along
        } else {
            along
        }
    }

    pub(super) fn y_position(&self, value: i32) -> i32 {
        // `max(1)` prevents a division by zero. Scales end at 3 or more in forms and import files,
        // but the column in the database has no such check.
        let room = CHART_HEIGHT - 2 * EDGE_MARGIN;
        CHART_HEIGHT - EDGE_MARGIN - (value - 1) * room / (self.top - 1).max(1)
    }

    /// Whether the rating axis has this number: every third one of a long scale, whose numbers
    /// would touch each other.
    pub(super) fn has_number(&self, value: i32) -> bool {
        self.top <= 5 || (value - 1) % 3 == 0 || value == self.top
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(reviews: i32, top: i32, right_to_left: bool) -> ChartScale {
        ChartScale {
            reviews,
            top,
            right_to_left,
        }
    }

    #[test]
    fn equal_ratings_lie_beside_each_other_and_inside_the_picture() {
        for lines in 1..=LINE_STYLES {
            let offsets: Vec<_> = (0..lines).map(|n| line_offset(n, lines)).collect();
            for (n, (aside, down)) in offsets.iter().enumerate() {
                // Lines are 2.5 units thick, and markers extend 6 units from their point.
                assert!(down.abs() + 6 <= EDGE_MARGIN && aside.abs() + 6 <= END_MARGIN);
                for (x, y) in &offsets[n + 1..] {
                    assert!((x - aside).abs() >= 8 && (y - down).abs() >= 4, "{lines}");
                }
            }
        }
        assert_eq!(line_offset(0, 1), (0, 0), "a line alone is at its rating");
    }

    #[test]
    fn axes_are_mirrored_for_right_to_left() {
        let (english, arabic) = (scale(3, 5, false), scale(3, 5, true));
        assert!(english.x_position(0) < english.x_position(2));
        for review in 0..3 {
            let mirrored = CHART_WIDTH - english.x_position(review);
            assert_eq!(arabic.x_position(review), mirrored);
        }
        assert!(arabic.mirrored(9) > arabic.x_position(0));
        assert_eq!(scale(1, 5, false).x_position(0), 170);
        let numbers = |top| -> Vec<i32> {
            let scale = scale(2, top, false);
            (1..=top).filter(|value| scale.has_number(*value)).collect()
        };
        assert_eq!(numbers(5), [1, 2, 3, 4, 5]);
        assert_eq!(numbers(10), [1, 4, 7, 10]);
    }
}
