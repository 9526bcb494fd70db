use super::*;

fn build_mp4_box(name: &[u8; 4], inside: &[u8]) -> Vec<u8> {
    [
        &u32::try_from(inside.len() + 8).unwrap().to_be_bytes()[..],
        name,
        inside,
    ]
    .concat()
}

fn build_track(handler: &[u8; 4], codec: &[u8; 4]) -> Vec<u8> {
    // The offsets are those of ISO/IEC 14496-12: fields of fixed length precede the codec and the
    // handler type.
    let table = build_mp4_box(b"stsd", &[&[0; 12][..], codec, &[0; 16]].concat());
    let hdlr = build_mp4_box(b"hdlr", &[&[0; 8][..], handler, &[0; 12]].concat());
    build_mp4_box(
        b"trak",
        &build_mp4_box(
            b"mdia",
            &[
                hdlr,
                build_mp4_box(b"minf", &build_mp4_box(b"stbl", &table)),
            ]
            .concat(),
        ),
    )
}

fn build_mp4_file(brand: &[u8; 4], tracks: &[Vec<u8>]) -> Vec<u8> {
    [
        build_mp4_box(b"ftyp", brand),
        build_mp4_box(b"mdat", &[0x21; 50]),
        build_mp4_box(b"moov", &tracks.concat()),
    ]
    .concat()
}

#[test]
fn recordings_of_phones_and_programs_are_known() {
    let wav = [b"RIFF\x24\0\0\0WAVEfmt ", &[0; 24][..]].concat();
    let tagged = [b"ID3\x03\0\0\0\0\0\x0A", &[0; 10][..], b"\xFF\xFB\x90\x64"].concat();
    let sounds: [(&[u8], &str); 7] = [
        (b"#!AMR\n\x3C", AMR_MEDIA_TYPE),
        (b"#!AMR-WB\n\x3C", AMR_MEDIA_TYPE),
        (&wav, "audio/wav"),
        (&tagged, "audio/mpeg"),
        (b"\xFF\xF3\x40\xC4", "audio/mpeg"),
        (b"\xFF\xF1\x50\x80\x02\x1F\xFC", "audio/aac"),
        (b"fLaC\0\0\0\x22", "audio/flac"),
    ];
    for (bytes, mime) in sounds {
        assert_eq!(detect_audio_type(bytes), Ok(Some(mime)), "{mime}");
    }
    for brand in [
        b"M4A ", b"mp42", b"isom", b"iso5", b"3gp4", b"3gp5", b"qt  ",
    ] {
        assert_eq!(
            detect_audio_type(&build_mp4_file(brand, &[build_track(b"soun", b"mp4a")])),
            Ok(Some("audio/mp4")),
            "{brand:?}"
        );
    }
    assert_eq!(
        detect_audio_type(&build_mp4_file(b"3gp4", &[build_track(b"soun", b"samr")])),
        Ok(Some(AMR_3GP_MEDIA_TYPE))
    );
}

#[test]
fn text_and_other_files_are_no_recordings() {
    // Each begins like a recording: UTF-16 text, bits that no MPEG frame has, a tag without audio,
    // a picture, and the raw format of a camera.
    for bytes in [
        &b"\xFF\xFEh\0i\0"[..],
        b"\xFF\xFF\xFF\xFF",
        b"ID3\x03\0\0\0\0\0\x02zz then text",
        b"RIFF\0\0\0\0WEBP",
        &build_mp4_file(b"crx ", &[]),
    ] {
        assert_eq!(detect_audio_type(bytes), Ok(None));
    }
}

#[test]
fn a_video_track_makes_it_a_video_in_every_container() {
    let mp4 = build_mp4_file(
        b"isom",
        &[build_track(b"soun", b"mp4a"), build_track(b"vide", b"avc1")],
    );
    // The track list follows media data with a 64-bit size, which the search has to skip.
    let long = [
        build_mp4_box(b"ftyp", b"qt  "),
        b"\0\0\0\x01mdat\0\0\0\0\0\0\0\x14abcd".to_vec(),
        build_mp4_box(b"moov", &build_track(b"vide", b"hvc1")),
    ]
    .concat();
    let entry = |kind: u8| [0xAE, 0x86, 0xD7, 0x81, 1, 0x83, 0x81, kind];
    // Browsers write a recording while it goes on, so its elements have no known size.
    let unknown = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
    let webm = |kinds: &[u8]| {
        let entries: Vec<u8> = kinds.iter().flat_map(|kind| entry(*kind)).collect();
        let tracks = [
            &[
                0x16,
                0x54,
                0xAE,
                0x6B,
                0x80 | u8::try_from(entries.len()).unwrap(),
            ][..],
            &entries,
        ]
        .concat();
        [
            &[0x1A, 0x45, 0xDF, 0xA3, 0x80, 0x18, 0x53, 0x80, 0x67][..],
            &unknown,
            &tracks,
            &[0x1F, 0x43, 0xB6, 0x75],
            &unknown,
        ]
        .concat()
    };
    let page = |packet: &[u8]| {
        [
            &b"OggS\0\x02"[..],
            &[0; 20],
            &[1, u8::try_from(packet.len()).unwrap()],
            packet,
        ]
        .concat()
    };
    let ogg = [page(b"\x01vorbis"), page(b"\x80theora")].concat();
    for video in [&mp4, &long, &webm(&[2, 1]), &ogg] {
        assert_eq!(detect_audio_type(video), Err(VIDEO_ERROR));
    }
    assert_eq!(detect_audio_type(&webm(&[2])), Ok(Some("audio/webm")));
    assert_eq!(
        // The name of a video codec within the media data is no video track.
        detect_audio_type(&[page(b"OpusHead\x01"), b"OggS\0\0 \x80theora".to_vec()].concat()),
        Ok(Some("audio/ogg"))
    );
}

#[test]
fn truncated_and_forged_containers_cause_no_panic_or_endless_loop() {
    let all = build_mp4_file(
        b"isom",
        &[build_track(b"soun", b"mp4a"), build_track(b"vide", b"avc1")],
    );
    // Uploads break off, and sizes may be forged: no input may panic or loop forever.
    for end in 12..all.len() {
        let _ = detect_audio_type(&all[..end]);
    }
    for bytes in [
        &b"\x1A\x45\xDF\xA3"[..],
        b"\x1A\x45\xDF\xA3\x80\x18\x53\x80\x67",
        b"\x1A\x45\xDF\xA3\0\0",
        b"OggS\0\x02",
        b"ID3\x03\0\0\x7F\x7F\x7F\x7F",
    ] {
        let _ = detect_audio_type(bytes);
    }
}
