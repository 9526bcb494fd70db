//! Color conversion to sRGB, which an image without a profile is assumed to use. iPhone photos are
//! in Display P3.

use image::{DynamicImage, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Code points of color primaries and transfer functions (ISO/IEC 23091-2).
const BT2020: u16 = 9;
const DISPLAY_P3: u16 = 12;
const PQ: u16 = 16;
const HLG: u16 = 18;

/// Parses an ICC profile; `None` when it is invalid.
pub(super) fn parse_icc_profile(icc: &[u8]) -> Option<ColorProfile> {
    ColorProfile::new_from_slice(icc).ok()
}

/// The profile of these code points; `None` for sRGB, unknown code points, and high dynamic range
/// (PQ, HLG), which would need tone mapping.
pub(super) fn profile_from_code_points(primaries: u16, transfer: u16) -> Option<ColorProfile> {
    match primaries {
        _ if matches!(transfer, PQ | HLG) => None,
        DISPLAY_P3 => Some(ColorProfile::new_display_p3()),
        BT2020 => Some(ColorProfile::new_bt2020()),
        _ => None,
    }
}

/// Converts an image to sRGB. Returns it unchanged when the profile is for another pixel format,
/// such as CMYK, or when the conversion fails.
pub(super) fn convert_to_srgb(picture: DynamicImage, profile: &ColorProfile) -> DynamicImage {
    let colored = picture.color().has_color();
    let (from, to) = match (profile.color_space, colored, picture.color().has_alpha()) {
        (DataColorSpace::Rgb, true, false) => (Layout::Rgb, Layout::Rgb),
        (DataColorSpace::Rgb, true, true) => (Layout::Rgba, Layout::Rgba),
        (DataColorSpace::Gray, false, false) => (Layout::Gray, Layout::Rgb),
        (DataColorSpace::Gray, false, true) => (Layout::GrayAlpha, Layout::Rgba),
        _ => return picture,
    };
    let Ok(transform) = profile.create_transform_8bit(
        from,
        &ColorProfile::new_srgb(),
        to,
        TransformOptions::default(),
    ) else {
        return picture;
    };
    let (width, height) = (picture.width(), picture.height());
    let pixels = match from {
        Layout::Rgb => picture.to_rgb8().into_raw(),
        Layout::Rgba => picture.to_rgba8().into_raw(),
        Layout::Gray => picture.to_luma8().into_raw(),
        _ => picture.to_luma_alpha8().into_raw(),
    };
    let channels = if to == Layout::Rgba { 4 } else { 3 };
    let mut converted = vec![0; width as usize * height as usize * channels];
    if transform.transform(&pixels, &mut converted).is_err() {
        return picture;
    }
    let converted = match to {
        Layout::Rgba => RgbaImage::from_raw(width, height, converted).map(DynamicImage::ImageRgba8),
        _ => RgbImage::from_raw(width, height, converted).map(DynamicImage::ImageRgb8),
    };
    converted.unwrap_or(picture)
}
