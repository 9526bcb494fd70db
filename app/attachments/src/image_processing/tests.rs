//! Tests of `image_processing`.

use std::io::Cursor;

use image::{
    ImageBuffer, ImageEncoder, ImageFormat, Luma, Rgb, RgbImage, Rgba, RgbaImage,
    codecs::png::PngEncoder,
};
use model::files::MAX_HEIC_PIXELS;
use runtime::blocking_pool::Cancellation;

use super::{decode_heic, decode_image, normalize_image, reencode_image};

const HEIC_WITH_COLOR_BOX: &[u8] = include_bytes!("../../tests/samples/srgb.heic");
const HEIC_DISPLAY_P3: &[u8] = include_bytes!("../../tests/samples/p3.heic");

/// A tiny PNG file that claims 25 million pixels of eight bytes each.
fn deep_color_png() -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    ImageBuffer::<Rgba<u16>, Vec<u16>>::new(1, 1)
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    let mut png = png.into_inner();
    png[16..20].copy_from_slice(&5_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&5_000_u32.to_be_bytes());
    // The decoder checks the checksum of the header, so the forged dimensions need a new one.
    let crc = png[12..29].iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    });
    png[29..33].copy_from_slice(&(!crc).to_be_bytes());
    png
}

#[test]
fn an_image_of_few_deep_pixels_is_refused_before_it_is_decoded() {
    assert_eq!(
        decode_image(&deep_color_png()).unwrap_err(),
        "messages-file-dots"
    );
}

#[test]
fn an_image_of_a_cancelled_request_is_not_decoded() {
    let mut png = Cursor::new(Vec::new());
    RgbaImage::new(8, 8)
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    // Guards against decoding for requests that were canceled: dropped uploads once held 3 GB.
    let (png, cancellation) = (png.into_inner(), Cancellation::default());
    let encoded = reencode_image(&png, &cancellation).unwrap();
    assert_eq!((encoded.width, encoded.height), (8, 8));
    cancellation.cancel();
    assert!(reencode_image(&png, &cancellation).is_err());
}

#[test]
fn a_heic_is_not_read_when_it_is_too_large() {
    let photo = include_bytes!("../../tests/samples/photo.heic");
    assert_eq!(decode_heic(photo, 160 * 120).unwrap().pixels.width(), 160);
    assert_eq!(
        decode_heic(photo, 160 * 120 - 1).unwrap_err(),
        "messages-file-dots"
    );
}

#[track_caller]
fn assert_close(seen: Rgb<u8>, right: [u8; 3]) {
    assert!(
        seen.0
            .iter()
            .zip(right)
            .all(|(seen, right)| seen.abs_diff(right) <= 2),
        "{seen:?} is not {right:?}"
    );
}

fn center_pixel(picture: &RgbImage) -> Rgb<u8> {
    *picture.get_pixel(picture.width() / 2, picture.height() / 2)
}

/// The test files are a JPEG and a HEIC in Display P3, filled with the color 230/60/40.
#[test]
fn colors_of_a_profile_become_those_of_srgb() {
    let jpeg = decode_image(include_bytes!("../../tests/samples/p3.jpg")).unwrap();
    assert_close(center_pixel(&normalize_image(jpeg)), [251, 25, 0]);
    assert_close(
        center_pixel(&normalize_image(
            decode_heic(HEIC_DISPLAY_P3, MAX_HEIC_PIXELS).unwrap(),
        )),
        [251, 25, 0],
    );
    let icc = heic_decoder::read_metadata(HEIC_DISPLAY_P3)
        .unwrap()
        .icc_profile
        .unwrap();
    let png = |icc: &[u8]| {
        let mut png = Vec::new();
        let mut encoder = PngEncoder::new(&mut png);
        encoder.set_icc_profile(icc.to_vec()).unwrap();
        encoder
            .write_image(
                &[230, 60, 40, 255].repeat(16),
                4,
                4,
                image::ExtendedColorType::Rgba8,
            )
            .unwrap();
        center_pixel(&normalize_image(decode_image(&png).unwrap()))
    };
    assert_close(png(&icc), [251, 25, 0]);
    // An invalid profile leaves the colors unchanged.
    assert_close(png(&icc[..200]), [230, 60, 40]);
}

#[test]
fn a_profile_for_another_pixel_format_changes_nothing() {
    let icc = heic_decoder::read_metadata(HEIC_DISPLAY_P3)
        .unwrap()
        .icc_profile
        .unwrap();
    let mut png = Vec::new();
    let mut encoder = PngEncoder::new(&mut png);
    encoder.set_icc_profile(icc).unwrap();
    let gray = ImageBuffer::<Luma<u8>, Vec<u8>>::from_pixel(4, 4, Luma([120]));
    encoder
        .write_image(&gray, 4, 4, image::ExtendedColorType::L8)
        .unwrap();
    assert_close(
        center_pixel(&normalize_image(decode_image(&png).unwrap())),
        [120, 120, 120],
    );
}

/// Compares a file that has an `nclx` color box with the same file without it.
#[test]
fn a_heic_that_does_not_say_how_its_color_is_coded_is_not_shifted() {
    let at = HEIC_WITH_COLOR_BOX
        .windows(8)
        .position(|window| window == b"colrnclx")
        .unwrap();
    let mut unlabelled_bytes = HEIC_WITH_COLOR_BOX.to_vec();
    unlabelled_bytes[at..at + 4].copy_from_slice(b"free");
    let [labelled, unlabelled] = [HEIC_WITH_COLOR_BOX, &unlabelled_bytes]
        .map(|bytes| normalize_image(decode_heic(bytes, MAX_HEIC_PIXELS).unwrap()));
    assert_eq!(labelled.dimensions(), unlabelled.dimensions());
    for (labelled, unlabelled) in labelled.pixels().zip(unlabelled.pixels()) {
        assert_close(*unlabelled, labelled.0);
    }
    // A file that declares Display P3 by code point instead of by an ICC profile.
    let mut p3 = HEIC_WITH_COLOR_BOX.to_vec();
    p3[at + 9] = 12;
    let p3 = normalize_image(decode_heic(&p3, MAX_HEIC_PIXELS).unwrap());
    assert!(
        labelled
            .pixels()
            .zip(p3.pixels())
            .any(|(labelled, p3)| labelled.0[0].abs_diff(p3.0[0]) > 10),
        "no color was converted"
    );
}
