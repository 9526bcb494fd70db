//! What `alongside` can be told to do.

mod import;
mod invite;
mod serve;

use model::clock::Clock;
use store::Db;

use crate::config::{Cli, Command};

pub use import::demo_files;

/// Runs one command.
///
/// # Errors
/// When the command refuses; the words say what to do.
pub async fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        Command::Serve { demo, pseudo_locale } => {
            if pseudo_locale {
                app::text::pseudo_locale();
            }
            serve::run(cli.settings, demo).await
        }
        Command::Migrate => {
            let url = cli.settings.owner_url.as_deref().unwrap_or(&cli.settings.database_url);
            Db::open(url, Clock::System).await?.migrate().await?;
            eprintln!("The schema is current.");
            Ok(())
        }
        Command::PushKey => {
            println!("{}", crate::notify::push::new_key());
            Ok(())
        }
        Command::Import { paths } => import::run(&cli.settings, &paths).await,
        Command::Invite { person, agency, days } => invite::run(&cli.settings, &person, agency.as_deref(), days).await,
    }
}

/// The database of the settings, its schema current: SQLite is migrated on the way, PostgreSQL never is.
async fn open(url: &str) -> anyhow::Result<Db> {
    let db = Db::open(url, Clock::System).await?;
    if !db.is_postgres() {
        db.migrate().await?;
    }
    db.check().await?;
    Ok(db)
}
