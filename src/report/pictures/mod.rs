//! The pictures of the report: pieces of HTML with inline SVG, drawn from plain figures.
//!
//! Pure functions from a small struct, its words already in the report's language, to a
//! string that holds no script, no font, no address and no `style`: colours come from the
//! page's variables through `templates/pictures.css`. Every figure is real text, so that
//! what is drawn may be hidden from those who hear the page. Nothing is scaled with its
//! text: lengths are shares of the width, letters keep their size on a phone.

mod bars;
mod change;
mod facing;
mod flow;
mod heat;
mod map;
mod svg;

pub(super) use bars::{Bar, BarGroup, ThemeBars, theme_bars};
pub(super) use change::{ChangedTheme, Changes, change_bars};
pub(super) use facing::{Facing, Opposed, facing_bars};
pub(super) use flow::{Flow, Step, flow};
pub(super) use heat::{Cell, Column, Heat, Row, Shade, heat_table};
pub(super) use map::{AnswerMap, Dot, Kind, MOST_LINKED, Mark, RANKED, answer_map};

#[cfg(test)]
mod tests {
    /// Letters keep their size at any width, so the style sheet alone decides it.
    #[test]
    fn no_letter_is_smaller_than_twelve_pixels() {
        let style = include_str!("../templates/pictures.css");
        let sizes = style.split("font-size: ").skip(1);
        for size in sizes.filter_map(|rest| rest.split(';').next()) {
            let rem: Option<f64> = size.strip_suffix("rem").and_then(|s| s.parse().ok());
            assert!(rem.is_some_and(|rem| rem * 16.0 >= 12.0), "{size}");
        }
    }
}
