//! Removes metadata from compressed PDF streams: each is inflated, overwritten, and deflated again
//! into the same number of bytes.

use std::io::Read;

use flate2::bufread::ZlibDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};

use super::find_bytes;

/// The types of streams that can contain metadata. Streams of page content are left alone.
const METADATA_STREAM_TYPES: [&[u8]; 3] = [b"/ObjStm", b"/Metadata", b"/DCTDecode"];
/// The maximum length of the dictionary before a stream, in bytes.
const MAX_DICTIONARY_BYTES: usize = 2_048;
/// The maximum inflated size of one stream, in bytes; a longer one is left unchanged.
const MAX_STREAM_BYTES: u64 = 16 << 20;
/// The budget for reading and inflating the streams of one PDF, in bytes. Bounds the time for a
/// crafted file.
const TOTAL_BYTES_BUDGET: u64 = 64 << 20;

/// Applies `strip` to the content of each such stream. When the result does not fit into the
/// original space, because our compression may be slightly worse than that of the other program,
/// also applies `strip_more`; when that does not fit either, the stream stays unchanged.
pub(super) fn rewrite_streams(
    bytes: &mut [u8],
    strip: impl Fn(&mut [u8]),
    strip_more: impl Fn(&mut [u8]),
) {
    let (mut from, mut remaining) = (0, TOTAL_BYTES_BUDGET);
    while let Some(at) = find_bytes(bytes, b"stream", from) {
        let after = at + b"stream".len();
        from = after;
        let begin = match bytes[after..] {
            [b'\r', b'\n', ..] => after + 2,
            [b'\n', ..] => after + 1,
            _ => continue,
        };
        // Each keyword costs a search of the bytes before it, also when no stream follows.
        remaining = remaining.saturating_sub(MAX_DICTIONARY_BYTES as u64);
        if !may_contain_metadata(&bytes[..at]) {
            continue;
        }
        let mut plain = Vec::new();
        let mut decoder = ZlibDecoder::new(&bytes[begin..]);
        let whole = (&mut decoder)
            .take(MAX_STREAM_BYTES.min(remaining))
            .read_to_end(&mut plain)
            .is_ok();
        let room = usize::try_from(decoder.total_in()).unwrap_or(0);
        // At the end of the stream the decoder has also verified the checksum.
        let whole = whole && decoder.read(&mut [0]).is_ok_and(|more| more == 0);
        remaining = remaining.saturating_sub(decoder.total_in() + decoder.total_out());
        if remaining == 0 {
            return;
        }
        if !whole {
            continue;
        }
        // An unchanged stream is not compressed again, which could make it longer.
        let before = plain.clone();
        strip(&mut plain);
        let room = &mut bytes[begin..begin + room];
        if plain != before && !deflate_into(room, &plain) {
            strip_more(&mut plain);
            deflate_into(room, &plain);
        }
        from = begin + room.len();
    }
}

/// Whether the stream after these bytes is compressed and of a type that can contain metadata.
fn may_contain_metadata(before: &[u8]) -> bool {
    let near = &before[before.len().saturating_sub(MAX_DICTIONARY_BYTES)..];
    // The dictionary of this object only: that of the object before may name other types.
    let dictionary = near
        .windows(3)
        .rposition(|window| window == b"obj")
        .map_or(near, |at| &near[at..]);
    find_bytes(dictionary, b"/FlateDecode", 0).is_some()
        && METADATA_STREAM_TYPES
            .iter()
            .any(|kind| find_bytes(dictionary, kind, 0).is_some())
}

/// Compresses `plain` into `room`; returns false and leaves `room` unchanged when it does not fit.
/// Pads with zeros, because readers ignore bytes after the end of a compressed stream.
fn deflate_into(room: &mut [u8], plain: &[u8]) -> bool {
    let mut packed = vec![0; room.len()];
    let fits = matches!(
        Compress::new(Compression::best(), true).compress(
            plain,
            &mut packed,
            FlushCompress::Finish
        ),
        Ok(Status::StreamEnd)
    );
    if fits {
        room.copy_from_slice(&packed);
    }
    fits
}
