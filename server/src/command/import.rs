//! `alongside import FILE…`: one transaction, a progress bar, every fault with its place.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use indicatif::{ProgressBar, ProgressStyle};
use store::import::KeepsAccess;

use crate::config::Settings;
use crate::import::Importer;

pub async fn run(settings: &Settings, files: &[PathBuf]) -> anyhow::Result<()> {
    let db = super::open_as_system(settings).await?;
    let (marked, _) = store::import::is_demo_or_empty(&db).await?;
    if marked {
        bail!("this database holds the demo; real families go into one of their own");
    }
    let mut importer = Importer::begin(&db, false).await?;
    for path in files {
        let name = path.display().to_string();
        let file = File::open(path).with_context(|| format!("cannot open {name}"))?;
        let bar = ProgressBar::new(file.metadata().map_or(0, |data| data.len()));
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {bytes}/{total_bytes} {eta}") {
            bar.set_style(style);
        }
        bar.set_message(name.clone());
        importer.read(&name, BufReader::new(bar.wrap_read(file))).await?;
        bar.finish_and_clear();
    }
    let (counts, kept) = (importer.counts(), importer.keeps_access().to_vec());
    importer.finish().await?;
    db.fold().await;
    eprintln!("Imported {} people and {} families.", counts.people, counts.families);
    eprint!("{}", report(&kept));
    Ok(())
}

/// Who keeps access without being named, a line each; nothing where everybody is named.
fn report(kept: &[KeepsAccess]) -> String {
    if kept.is_empty() {
        return String::new();
    }
    let lines = kept.iter().map(|one| format!("  family {}: {}, {}\n", one.family, one.person, one.role.slug()));
    let head = "These people are not named by the files any more and keep access. To end it, name them with an \"until\" date:\n";
    std::iter::once(head.to_owned()).chain(lines).collect()
}

/// The files of the demo agency, by name.
pub const fn demo_files() -> [(&'static str, &'static str); 6] {
    [
        ("agency.json", include_str!("../../demo/agency.json")),
        ("luna.json", include_str!("../../demo/luna.json")),
        ("carter.json", include_str!("../../demo/carter.json")),
        ("vang.json", include_str!("../../demo/vang.json")),
        ("haddad.json", include_str!("../../demo/haddad.json")),
        ("riley.json", include_str!("../../demo/riley.json")),
    ]
}
