//! The code of squares that the camera of a phone reads.

use std::fmt::Write;

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

use crate::error::AppError;

/// The code of squares for `content`, with the margin of four squares that the standard asks for.
/// The style sheet draws it dark on white, also in dark colors. `label` says what it is for.
///
/// # Errors
/// `Internal` when the content is too long for such a code.
pub(in crate::account) fn qr_view(label: String, content: &str) -> Result<AnyView, AppError> {
    // `M` restores 15 %, for a paper that was folded.
    let code = QrCode::with_error_correction_level(content.as_bytes(), EcLevel::M)
        .map_err(|_| AppError::Internal)?;
    let width = code.width();
    let mut path = String::new();
    for (index, color) in code.to_colors().iter().enumerate() {
        if *color == Color::Dark {
            let (x, y) = (index % width + 4, index / width + 4);
            // Writing to a string cannot fail.
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    let size = width + 8;
    let view = view! {
        <svg class="qr-square" role="img" aria-label=label viewBox=format!("0 0 {size} {size}")>
            <path d=path></path>
        </svg>
    };
    Ok(view.into_any())
}
