//! What the authority says of itself and of its consultation: printed as given, never
//! derived from answers.

use serde::{Deserialize, Serialize};

/// The authority's own words and looks; what is missing is left to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Presentation {
    /// Title of the report; a general one when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who consulted: `Ville de …`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Its logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// Colour of headings, links and bars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_colour: Option<Colour>,
    /// Colour of warnings and of what stands against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_colour: Option<Colour>,
    /// What the consultation was about and what was open to change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// When people could answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// How they could answer and how they were told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channels: Option<String>,
    /// What happens now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_steps: Option<String>,
}

impl Presentation {
    /// True when nothing was said.
    pub fn is_empty(&self) -> bool {
        *self == Presentation::default()
    }
}

/// A picture, as it goes into a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Logo {
    /// `image/png`, `image/jpeg` or `image/svg+xml`.
    pub media_type: String,
    /// Its bytes in base 64.
    pub base64: String,
}

/// A colour dark enough for text on white: `#1f4e8c`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(with = "String"))]
#[serde(try_from = "String", into = "String")]
pub struct Colour(String);

/// Why a colour cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ColourError {
    /// Not `#rrggbb`.
    #[error("a colour is written #rrggbb")]
    Form,
    /// Too pale on white: the contrast, in tenths, of 4.5 needed.
    #[error("its contrast with white is {}.{}, where text needs 4.5", .0 / 10, .0 % 10)]
    Pale(u32),
}

impl Colour {
    /// Contrast with white that text needs: WCAG 2.2, success criterion 1.4.3.
    const LEAST_CONTRAST: f64 = 4.5;

    /// Reads `#rrggbb`; refuses what cannot be read on white.
    pub fn parse(text: &str) -> Result<Colour, ColourError> {
        let digits = text.strip_prefix('#').ok_or(ColourError::Form)?;
        if digits.len() != 6 || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return Err(ColourError::Form);
        }
        let colour = Colour(text.to_ascii_lowercase());
        let contrast = 1.05 / (colour.luminance() + 0.05);
        if contrast < Colour::LEAST_CONTRAST {
            return Err(ColourError::Pale((contrast * 10.0) as u32));
        }
        Ok(colour)
    }

    /// `#rrggbb`.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// Relative luminance, 0 to 1: WCAG 2.2, definition.
    fn luminance(&self) -> f64 {
        let part = |at: usize| -> f64 {
            let value = self.0.get(at..at + 2);
            let value = value.and_then(|hex| u8::from_str_radix(hex, 16).ok());
            let value = f64::from(value.unwrap_or_default()) / 255.0;
            match value <= 0.040_45 {
                true => value / 12.92,
                false => libm::pow((value + 0.055) / 1.055, 2.4),
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }
}

impl TryFrom<String> for Colour {
    type Error = ColourError;

    fn try_from(text: String) -> Result<Colour, ColourError> {
        Colour::parse(&text)
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> String {
        colour.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_kept_when_it_can_be_read_on_white() {
        assert_eq!(
            Colour::parse("#1F4E8C").map(String::from),
            Ok("#1f4e8c".to_owned())
        );
        assert!(Colour::parse("#767676").is_ok());
        assert_eq!(Colour::parse("#777777"), Err(ColourError::Pale(44)));
        assert_eq!(Colour::parse("#ffd500"), Err(ColourError::Pale(14)));
        for wrong in ["1f4e8c", "#1f4", "#1f4e8g", "rouge", "#é4e8c", ""] {
            assert_eq!(Colour::parse(wrong), Err(ColourError::Form), "{wrong}");
        }
    }
}
