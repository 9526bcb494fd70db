//! The `import` command: imports all files or none, with a progress bar, and reports every fault
//! with its file and JSON pointer, or in a court list with its line.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use indicatif::{ProgressBar, ProgressStyle};
use store::Db;
use store::import::{KeptRecord, RetainedAccess, read_database_content, update_planner_statistics};

use crate::config::{Installation, Settings};
use crate::import::{Importer, import_court_lists};

/// Number of imported families from which PostgreSQL's statistics are updated at once (ANALYZE)
/// instead of waiting for autovacuum.
const ANALYZE_MIN_FAMILIES: u64 = 100;

pub async fn run(settings: &Settings, files: &[PathBuf]) -> anyhow::Result<()> {
    let db = super::open_as_system(settings).await?;
    // `serve --demo` lets any visitor sign in as any person of a database that is marked as a demo.
    if read_database_content(&db).await?.is_demo {
        bail!("this database contains demo data; import real families into a separate database");
    }
    match files.iter().filter(|path| is_court_list(path)).count() {
        0 => {}
        count if count == files.len() => return run_court_lists(&db, files).await,
        _ => bail!("import court lists (.csv) and agency files in separate commands"),
    }
    let mut importer = Importer::begin(&db, Installation::Agency).await?;
    for path in files {
        let name = path.display().to_string();
        let file = File::open(path).with_context(|| format!("cannot open {name}"))?;
        // Progress in bytes: a streamed file tells its number of records only at its end.
        let bar = new_progress_bar(
            file.metadata().map_or(0, |data| data.len()),
            "{msg} {wide_bar} {bytes}/{total_bytes} {eta}",
            &name,
        );
        importer
            .read_file(&name, BufReader::new(bar.wrap_read(file)))
            .await?;
        bar.finish_and_clear();
    }
    let counts = importer.counts();
    let bar = new_progress_bar(
        importer.total_work(),
        "{msg} {wide_bar} {percent}% {eta}",
        "writing",
    );
    let findings = importer.finish_with(&mut |work| bar.inc(work)).await?;
    bar.finish_and_clear();
    // SQLite reads slowly beside the large write-ahead log that an import leaves.
    db.checkpoint_wal().await;
    // Until then PostgreSQL plans queries as if the tables were small.
    if counts.families >= ANALYZE_MIN_FAMILIES {
        update_planner_statistics(&db).await?;
    }
    eprintln!(
        "Imported {} people and {} families.",
        counts.people, counts.families
    );
    // A warning and no error: a file may cover only a part of the agency.
    eprint!("{}", format_retained_access(&findings.retained_access));
    eprint!("{}", format_kept(&findings.kept));
    Ok(())
}

fn is_court_list(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
}

async fn run_court_lists(db: &Db, paths: &[PathBuf]) -> anyhow::Result<()> {
    let mut files = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).with_context(|| format!("cannot open {name}"))?;
        files.push((name, bytes));
    }
    let counts = import_court_lists(db, &files).await?;
    db.checkpoint_wal().await;
    eprintln!(
        "Imported {} dates of the court. {} were in the agency's files or in the portal already.",
        counts.imported, counts.known
    );
    Ok(())
}

/// The warning about people who keep access although the files no longer name them, one line each;
/// empty where there are none.
fn format_retained_access(retained_access: &[RetainedAccess]) -> String {
    if retained_access.is_empty() {
        return String::new();
    }
    let lines = retained_access.iter().map(|one| {
        format!(
            "  family {}: {}, {}\n",
            one.family,
            one.person,
            one.role.slug()
        )
    });
    let head = "These people are not named by the files any more and keep access. To end it, name \
        them with an \"until\" date:\n";
    std::iter::once(head.to_owned()).chain(lines).collect()
}

/// The notice about what was changed in the portal and what the files therefore did not update, one
/// line each; empty where there is nothing.
fn format_kept(kept: &[KeptRecord]) -> String {
    if kept.is_empty() {
        return String::new();
    }
    let lines = kept
        .iter()
        .map(|one| format!("  family {}: {}\n", one.family, one.key));
    let head = "These dates, plans for family time and parts of transition plans were changed in the \
        portal and stay as they are there:\n";
    std::iter::once(head.to_owned()).chain(lines).collect()
}

fn new_progress_bar(length: u64, template: &str, message: &str) -> ProgressBar {
    let bar = ProgressBar::new(length);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message(message.to_owned());
    bar
}

/// The import files of the demo agency, as pairs of file name and content.
pub const fn demo_files() -> [(&'static str, &'static str); 6] {
    // Embedded, so that the demo needs no data files beside the installed program.
    [
        (
            "agency.json",
            include_str!("../../../app/model/demo/agency.json"),
        ),
        (
            "luna.json",
            include_str!("../../../app/model/demo/luna.json"),
        ),
        (
            "carter.json",
            include_str!("../../../app/model/demo/carter.json"),
        ),
        (
            "vang.json",
            include_str!("../../../app/model/demo/vang.json"),
        ),
        (
            "haddad.json",
            include_str!("../../../app/model/demo/haddad.json"),
        ),
        (
            "riley.json",
            include_str!("../../../app/model/demo/riley.json"),
        ),
    ]
}
