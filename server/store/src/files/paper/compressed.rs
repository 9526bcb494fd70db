//! Streams of a PDF that hold the names of who made it, or descriptions, compressed: each is inflated, written over, and
//! deflated again into the room that it had.

use std::io::Read;

use flate2::bufread::ZlibDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};

use super::find;

/// Kinds of streams that tell something about the paper. Those with the words of its pages are left alone.
const TELLING: [&[u8]; 3] = [b"/ObjStm", b"/Metadata", b"/DCTDecode"];
/// Longest dictionary before a stream, in bytes.
const DICTIONARY: usize = 2_048;
/// Longest stream that is inflated, in bytes; and how much of one paper is read and inflated together.
const LONGEST: u64 = 16 << 20;
const TOGETHER: u64 = 64 << 20;

/// Gives the content of each such stream to `strip`. Where it does not fit into its room afterwards, as our deflating may be
/// some bytes behind another program's, to `strip_more` too; one that still does not fit stays as it was.
pub(super) fn each(bytes: &mut [u8], strip: impl Fn(&mut [u8]), strip_more: impl Fn(&mut [u8])) {
    let (mut from, mut left) = (0, TOGETHER);
    while let Some(at) = find(bytes, b"stream", from) {
        let after = at + b"stream".len();
        from = after;
        let begin = match bytes[after..] {
            [b'\r', b'\n', ..] => after + 2,
            [b'\n', ..] => after + 1,
            _ => continue,
        };
        left = left.saturating_sub(DICTIONARY as u64);
        if !tells(&bytes[..at]) {
            continue;
        }
        let mut plain = Vec::new();
        let mut decoder = ZlibDecoder::new(&bytes[begin..]);
        let whole = (&mut decoder).take(LONGEST.min(left)).read_to_end(&mut plain).is_ok();
        let room = usize::try_from(decoder.total_in()).unwrap_or(0);
        // Where nothing more comes, all of it was read and its sum is right.
        let whole = whole && decoder.read(&mut [0]).is_ok_and(|more| more == 0);
        left = left.saturating_sub(decoder.total_in() + decoder.total_out());
        if left == 0 {
            return;
        }
        if !whole {
            continue;
        }
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

/// Whether a stream that begins after these bytes is compressed and tells something about the paper.
fn tells(before: &[u8]) -> bool {
    let near = &before[before.len().saturating_sub(DICTIONARY)..];
    let dictionary = near.windows(3).rposition(|window| window == b"obj").map_or(near, |at| &near[at..]);
    find(dictionary, b"/FlateDecode", 0).is_some() && TELLING.iter().any(|kind| find(dictionary, kind, 0).is_some())
}

/// False where it does not fit. Readers pass over what follows the end of a compressed stream, so the rest of its room is filled with zeros.
fn deflate_into(room: &mut [u8], plain: &[u8]) -> bool {
    let mut packed = vec![0; room.len()];
    let fits = matches!(Compress::new(Compression::best(), true).compress(plain, &mut packed, FlushCompress::Finish), Ok(Status::StreamEnd));
    if fits {
        room.copy_from_slice(&packed);
    }
    fits
}
