//! Re-encodes images as JPEG from their pixels only: rotated upright, converted to sRGB and scaled
//! down to screen size. This drops all metadata, such as the location and the camera.

use std::io::Cursor;

use heic_decoder::{ColorInfo, RgbOptions};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, Rgb, RgbImage, RgbaImage};
use model::ErrorCode;
use model::files::{MAX_DECODED_BYTES, MAX_PIXELS, MAX_STORED_SIDE};
use moxcms::ColorProfile;
use runtime::blocking_pool::Cancellation;

use super::color_conversion;

/// JPEG quality from 1 to 100. At this value faces and text stay sharp.
const JPEG_QUALITY: u8 = 82;

/// Code points of the matrix coefficients BT.601 and "unspecified" (ISO/IEC 23091-2).
const BT601: u16 = 6;
const UNSPECIFIED: u16 = 2;

/// A decoded image, before rotation and color conversion.
#[derive(Debug)]
pub(super) struct DecodedImage {
    pixels: DynamicImage,
    /// The color profile; `None` for sRGB.
    profile: Option<ColorProfile>,
    orientation: Orientation,
}

/// A JPEG image that was encoded here.
#[derive(Debug)]
pub(super) struct EncodedJpeg {
    pub(super) bytes: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Re-encodes an image as JPEG. Checks for cancellation between the steps.
pub(super) fn reencode_image(
    bytes: &[u8],
    cancellation: &Cancellation,
) -> Result<EncodedJpeg, ErrorCode> {
    let decoded = decode_image(bytes)?;
    check_cancelled(cancellation)?;
    let plain = normalize_image(decoded);
    check_cancelled(cancellation)?;
    encode_jpeg(&plain)
}

/// Returns an error once the request is canceled.
pub(super) fn check_cancelled(cancellation: &Cancellation) -> Result<(), ErrorCode> {
    if cancellation.is_cancelled() {
        Err("messages-file-later")
    } else {
        Ok(())
    }
}

/// Scales down to `MAX_STORED_SIDE`, converts to sRGB, rotates upright and flattens transparency
/// onto white.
pub(super) fn normalize_image(
    DecodedImage {
        mut pixels,
        profile,
        orientation,
    }: DecodedImage,
) -> RgbImage {
    // Scaled down first, so that the following steps work on fewer pixels and take less memory.
    if pixels.width().max(pixels.height()) > MAX_STORED_SIDE {
        pixels = pixels.thumbnail(MAX_STORED_SIDE, MAX_STORED_SIDE);
    }
    if let Some(profile) = profile {
        pixels = color_conversion::convert_to_srgb(pixels, &profile);
    }
    pixels.apply_orientation(orientation);
    flatten_onto_white(pixels)
}

pub(super) fn encode_jpeg(plain: &RgbImage) -> Result<EncodedJpeg, ErrorCode> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY)
        .encode_image(plain)
        .map_err(|_| "messages-file-broken")?;
    Ok(EncodedJpeg {
        bytes: out,
        width: plain.width(),
        height: plain.height(),
    })
}

/// Decodes a JPEG, PNG or WebP image.
fn decode_image(bytes: &[u8]) -> Result<DecodedImage, ErrorCode> {
    let reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| "messages-file-broken")?;
    let mut decoder = reader.into_decoder().map_err(|_| "messages-file-broken")?;
    let (width, height) = decoder.dimensions();
    // Checked before decoding: a small file can claim any dimensions (decompression bomb).
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err("messages-file-dots");
    }
    // A pixel can take up to sixteen bytes.
    if decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err("messages-file-dots");
    }
    let mut limits = Limits::default();
    // The decoder needs some memory beside the pixels themselves.
    limits.max_alloc = Some(MAX_DECODED_BYTES + (16 << 20));
    decoder
        .set_limits(limits)
        .map_err(|_| "messages-file-dots")?;
    let orientation = decoder.orientation().map_err(|_| "messages-file-broken")?;
    // An invalid profile is ignored, and the colors stay unchanged.
    let profile = decoder
        .icc_profile()
        .ok()
        .flatten()
        .and_then(|icc| color_conversion::parse_icc_profile(&icc));
    let pixels = DynamicImage::from_decoder(decoder).map_err(|_| "messages-file-broken")?;
    Ok(DecodedImage {
        pixels,
        profile,
        orientation,
    })
}

/// Decodes a HEIC image of at most `most` pixels; the decoder rotates it upright. The error code
/// `messages-file-heic` tells the sender how to send the image in another format.
pub(super) fn decode_heic(bytes: &[u8], most: u64) -> Result<DecodedImage, ErrorCode> {
    let claims = heic_decoder::probe(bytes).map_err(|_| "messages-file-heic")?;
    let pixel_count = |width: usize, height: usize| (width as u64).saturating_mul(height as u64);
    // Both sizes, because the decoder allocates the coded size, which can be larger than the shown
    // one.
    if pixel_count(claims.width, claims.height)
        .max(pixel_count(claims.coded_width, claims.coded_height))
        > most
    {
        return Err("messages-file-dots");
    }
    let picture = heic_decoder::decode(bytes).map_err(|_| "messages-file-heic")?;
    let options = RgbOptions {
        color: Some(color_info_or_default(picture.color_info)),
        ..RgbOptions::default()
    };
    let profile = match &picture.metadata.icc_profile {
        Some(icc) => color_conversion::parse_icc_profile(icc),
        None => picture.color_info.and_then(|info| {
            color_conversion::profile_from_code_points(
                info.color_primaries,
                info.transfer_characteristics,
            )
        }),
    };
    let sides = |width: usize, height: usize| {
        Some((u32::try_from(width).ok()?, u32::try_from(height).ok()?))
    };
    let decoded = if claims.alpha_bit_depth.is_some() {
        let pixels = picture
            .to_rgba8_with_options(&options)
            .map_err(|_| "messages-file-heic")?;
        sides(pixels.width, pixels.height)
            .and_then(|(width, height)| RgbaImage::from_raw(width, height, pixels.data))
            .map(DynamicImage::ImageRgba8)
    } else {
        let pixels = picture
            .to_rgb8_with_options(&options)
            .map_err(|_| "messages-file-heic")?;
        sides(pixels.width, pixels.height)
            .and_then(|(width, height)| RgbImage::from_raw(width, height, pixels.data))
            .map(DynamicImage::ImageRgb8)
    };
    Ok(DecodedImage {
        pixels: decoded.ok_or("messages-file-heic")?,
        profile,
        orientation: Orientation::NoTransforms,
    })
}

/// The color encoding of a HEIC file, with the MIAF defaults (ISO/IEC 23000-22) for missing values:
/// full range and BT.601 coefficients. The decoder's own default is limited range, as in
/// television.
fn color_info_or_default(declared: Option<ColorInfo>) -> ColorInfo {
    let default_info = ColorInfo {
        matrix_coefficients: BT601,
        full_range: true,
        ..ColorInfo::default()
    };
    match declared {
        Some(info) if info.matrix_coefficients == UNSPECIFIED => ColorInfo {
            matrix_coefficients: BT601,
            ..info
        },
        Some(info) => info,
        None => default_info,
    }
}

/// Blends transparent pixels onto white, because JPEG has no alpha channel.
fn flatten_onto_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0;
        let mix = |part: u8| {
            u8::try_from(
                (u32::from(part) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255,
            )
            .unwrap_or(255)
        };
        Rgb([mix(red), mix(green), mix(blue)])
    })
}

#[cfg(test)]
mod tests;
