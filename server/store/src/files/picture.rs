//! Makes a picture anew from its dots alone: turned upright, no larger than a screen needs, and without anything else that
//! was in the file, such as where and with what it was taken.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, Rgb, RgbImage, RgbaImage};
use model::Code;
use model::files::{DECODED_MAX, DOTS_MAX, HEIC, HEIC_DOTS_MAX, SIDE};

use crate::blocking_pool::Cancellation;

/// Of a hundred: where faces and writing stay sharp.
const QUALITY: u8 = 82;

/// A JPEG of these dots, and its sides. Between its steps it looks whether anybody still waits for it.
pub(super) fn anew(bytes: Vec<u8>, mime: &str, cancellation: &Cancellation) -> Result<(Vec<u8>, (u32, u32)), Code> {
    let (mut picture, upright) = if mime == HEIC { (heic(&bytes, HEIC_DOTS_MAX)?, Orientation::NoTransforms) } else { decode(&bytes)? };
    drop(bytes);
    let wanted = || if cancellation.is_cancelled() { Err("messages-file-later") } else { Ok(()) };
    wanted()?;
    if picture.width().max(picture.height()) > SIDE {
        picture = picture.thumbnail(SIDE, SIDE);
    }
    wanted()?;
    picture.apply_orientation(upright);
    let plain = on_white(picture);
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(&plain).map_err(|_| "messages-file-broken")?;
    Ok((out, plain.dimensions()))
}

/// The dots of a JPEG, PNG or WebP, and how they are to be turned.
fn decode(bytes: &[u8]) -> Result<(DynamicImage, Orientation), Code> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| "messages-file-broken")?;
    let mut decoder = reader.into_decoder().map_err(|_| "messages-file-broken")?;
    let (width, height) = decoder.dimensions();
    // Asked before a single dot is read: a small file can claim to be a picture of any size.
    if u64::from(width) * u64::from(height) > DOTS_MAX {
        return Err("messages-file-dots");
    }
    // And a dot may claim up to sixteen bytes.
    if decoder.total_bytes() > DECODED_MAX {
        return Err("messages-file-dots");
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODED_MAX + (16 << 20));
    decoder.set_limits(limits).map_err(|_| "messages-file-dots")?;
    let upright = decoder.orientation().map_err(|_| "messages-file-broken")?;
    Ok((DynamicImage::from_decoder(decoder).map_err(|_| "messages-file-broken")?, upright))
}

/// The dots of a HEIC, turned upright already. What can't be read may still be sent another way, and the code says how.
fn heic(bytes: &[u8], most: u64) -> Result<DynamicImage, Code> {
    let claims = heic_decoder::probe(bytes).map_err(|_| "messages-file-heic")?;
    let dots = |width: usize, height: usize| (width as u64).saturating_mul(height as u64);
    if dots(claims.width, claims.height).max(dots(claims.coded_width, claims.coded_height)) > most {
        return Err("messages-file-dots");
    }
    let picture = heic_decoder::decode(bytes).map_err(|_| "messages-file-heic")?;
    let sides = |width: usize, height: usize| Some((u32::try_from(width).ok()?, u32::try_from(height).ok()?));
    let made = if claims.alpha_bit_depth.is_some() {
        let dots = picture.to_rgba8().map_err(|_| "messages-file-heic")?;
        sides(dots.width, dots.height).and_then(|(width, height)| RgbaImage::from_raw(width, height, dots.data)).map(DynamicImage::ImageRgba8)
    } else {
        let dots = picture.to_rgb8().map_err(|_| "messages-file-heic")?;
        sides(dots.width, dots.height).and_then(|(width, height)| RgbImage::from_raw(width, height, dots.data)).map(DynamicImage::ImageRgb8)
    };
    made.ok_or("messages-file-heic")
}

/// JPEG has no holes: what is see-through becomes white, as on paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0;
        let mix = |part: u8| u8::try_from((u32::from(part) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255).unwrap_or(255);
        Rgb([mix(red), mix(green), mix(blue)])
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageBuffer, ImageFormat, Rgba, RgbaImage};

    use super::{anew, decode, heic};
    use crate::blocking_pool::Cancellation;

    /// A PNG of a few bytes that claims to have 25 million dots of eight bytes each.
    fn deep() -> Vec<u8> {
        let mut png = Cursor::new(Vec::new());
        ImageBuffer::<Rgba<u16>, Vec<u16>>::new(1, 1).write_to(&mut png, ImageFormat::Png).unwrap();
        let mut png = png.into_inner();
        png[16..20].copy_from_slice(&5_000_u32.to_be_bytes());
        png[20..24].copy_from_slice(&5_000_u32.to_be_bytes());
        let crc =
            png[12..29].iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())));
        png[29..33].copy_from_slice(&(!crc).to_be_bytes());
        png
    }

    #[test]
    fn a_picture_of_few_and_deep_dots_is_refused_before_it_is_decoded() {
        assert_eq!(decode(&deep()).unwrap_err(), "messages-file-dots");
    }

    #[test]
    fn a_picture_nobody_waits_for_is_left() {
        let mut png = Cursor::new(Vec::new());
        RgbaImage::new(8, 8).write_to(&mut png, ImageFormat::Png).unwrap();
        let (png, cancellation) = (png.into_inner(), Cancellation::default());
        assert_eq!(anew(png.clone(), "image/png", &cancellation).unwrap().1, (8, 8));
        cancellation.cancel();
        assert!(anew(png, "image/png", &cancellation).is_err());
    }

    #[test]
    fn a_heic_is_not_read_when_it_is_too_large() {
        let photo = include_bytes!("../../../tests/integration/photo.heic");
        assert_eq!(heic(photo, 160 * 120).unwrap().width(), 160);
        assert_eq!(heic(photo, 160 * 120 - 1).unwrap_err(), "messages-file-dots");
    }
}
