//! Makes a picture anew from its dots alone: turned upright, no larger than a screen needs, and without anything else that
//! was in the file, such as where and with what it was taken.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, Rgb, RgbImage};
use model::Code;
use model::files::{DOTS_MAX, SIDE};

/// Of a hundred: where faces and writing stay sharp.
const QUALITY: u8 = 82;

/// A JPEG of these dots, and its sides.
pub(super) fn anew(bytes: &[u8]) -> Result<(Vec<u8>, (u32, u32)), Code> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| "messages-file-broken")?;
    let mut decoder = reader.into_decoder().map_err(|_| "messages-file-broken")?;
    let (width, height) = decoder.dimensions();
    // Asked before a single dot is read: a small file can claim to be a picture of any size.
    if u64::from(width) * u64::from(height) > DOTS_MAX {
        return Err("messages-file-dots");
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(DOTS_MAX * 4 + (16 << 20));
    decoder.set_limits(limits).map_err(|_| "messages-file-dots")?;
    let upright = decoder.orientation().map_err(|_| "messages-file-broken")?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| "messages-file-broken")?;
    if width.max(height) > SIDE {
        picture = picture.thumbnail(SIDE, SIDE);
    }
    picture.apply_orientation(upright);
    let plain = on_white(&picture);
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(&plain).map_err(|_| "messages-file-broken")?;
    Ok((out, plain.dimensions()))
}

/// JPEG has no holes: what is see-through becomes white, as on paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let picture = picture.to_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0;
        let mix = |part: u8| u8::try_from((u32::from(part) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255).unwrap_or(255);
        Rgb([mix(red), mix(green), mix(blue)])
    })
}
