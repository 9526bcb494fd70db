//! A migration that has landed never changes: databases have applied it, and a program whose file
//! differs cannot migrate them (decision 28).
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");

/// The SHA-256 of each migration file, by its path in the folder, such as `sqlite/0002_people.sql`.
fn current_checksums() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for engine in ["postgres", "sqlite"] {
        for file in std::fs::read_dir(format!("{FOLDER}/{engine}")).unwrap() {
            let file = file.unwrap();
            let name = file.file_name().into_string().unwrap();
            let digest = Sha256::digest(std::fs::read(file.path()).unwrap());
            all.insert(
                format!("{engine}/{name}"),
                base16ct::lower::encode_string(&digest),
            );
        }
    }
    all
}

#[test]
fn landed_migrations_do_not_change() {
    let current = current_checksums();
    // A missing list counts as empty: the last message below says how to write it.
    let list = std::fs::read_to_string(format!("{FOLDER}/checksums.txt")).unwrap_or_default();
    let listed: Vec<(&str, &str)> = list
        .lines()
        .map(|line| line.split_once("  ").expect("a checksum and a path"))
        .collect();
    assert!(
        listed.is_sorted_by(|(_, one), (_, next)| one < next),
        "checksums.txt lists each file once, sorted by its path: LC_ALL=C sort -k 2"
    );
    let changed: Vec<&str> = listed
        .iter()
        .filter(|(checksum, path)| current.get(*path).is_none_or(|found| found != checksum))
        .map(|(_, path)| *path)
        .collect();
    assert!(
        changed.is_empty(),
        "these migrations have landed and were changed or removed; restore them, and put the \
            change into a new pair of migrations (docs/adding-a-feature.md):\n{}",
        changed.join("\n")
    );
    let unlisted: Vec<&str> = current
        .keys()
        .map(String::as_str)
        .filter(|path| !listed.iter().any(|(_, known)| known == path))
        .collect();
    assert!(
        unlisted.is_empty(),
        "list the new migrations when they are finished:\n(cd app/store/migrations && sha256sum \
            {} >> checksums.txt && LC_ALL=C sort -k 2 -o checksums.txt checksums.txt)",
        unlisted.join(" ")
    );
}
