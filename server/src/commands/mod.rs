//! The subcommands of the `alongside` command line.

mod end_sessions;
mod import;
mod invite;
mod serve;
mod staff_sign_in;

use anyhow::bail;
use model::clock::Clock;
use store::{Db, Logins};

use crate::config::{Cli, CliCommand, Installation, Settings};
use crate::http::server_routes::all_routes;

pub use import::demo_files;

/// Runs one command.
///
/// # Errors
/// When the command fails; the message says what to do.
pub async fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        CliCommand::Serve {
            demo,
            pseudo_locale,
        } => {
            if pseudo_locale {
                app::i18n::enable_pseudo_localization();
            }
            let installation = if demo {
                Installation::Demo
            } else {
                Installation::Agency
            };
            Box::pin(serve::run(cli.settings, installation)).await
        }
        // `main` handles this command before the async runtime starts.
        CliCommand::DecodePicture => bail!("decode-picture is a process of its own"),
        CliCommand::ListRoutes => {
            for route in all_routes() {
                let (method, access, response) = (route.method, route.access, route.response);
                println!("{method}\t{}\t{access:?}\t{response:?}", route.pattern());
            }
            Ok(())
        }
        CliCommand::Migrate => {
            open_as_owner(&cli.settings).await?.migrate().await?;
            eprintln!("The schema is current.");
            Ok(())
        }
        CliCommand::GenerateVapidKey => {
            println!("{}", clients::web_push::generate_vapid_key());
            Ok(())
        }
        CliCommand::EndSessions { person, agency, .. } => match person {
            Some(person) => {
                end_sessions::of_person(&cli.settings, &person, agency.as_deref()).await
            }
            // Without a person clap demands `--all`.
            None => end_sessions::of_everyone(&cli.settings).await,
        },
        CliCommand::Import { paths } => import::run(&cli.settings, &paths).await,
        CliCommand::Invite {
            person,
            agency,
            revoke: true,
            ..
        } => invite::revoke(&cli.settings, &person, agency.as_deref()).await,
        CliCommand::Invite {
            person,
            agency,
            days,
            letter,
            revoke: false,
        } => {
            let invitation = invite::Invitation {
                person: &person,
                agency: agency.as_deref(),
                days,
            };
            invite::run(&cli.settings, invitation, letter.as_deref()).await
        }
        CliCommand::StaffSignIn { rule, agency } => {
            staff_sign_in::run(&cli.settings, rule, agency.as_deref()).await
        }
    }
}

/// Opens the database for requests and background jobs. On SQLite the schema is migrated first; on
/// PostgreSQL it is only checked, because migrations need the owner's login.
async fn open_database(settings: &Settings) -> anyhow::Result<Db> {
    let (portal, system) = (&settings.database_url, &settings.system_url);
    if !store::is_postgres_url(portal) {
        if system.is_some() {
            bail!(
                "ALONGSIDE_SYSTEM_URL is for PostgreSQL, and DATABASE_URL names another database; \
                    set both or neither"
            );
        }
        return open_sqlite(portal).await;
    }
    if system.is_none() {
        bail!(
            "on PostgreSQL, jobs and imports sign in with a login of their own; set \
                ALONGSIDE_SYSTEM_URL (docs/shared-database.md)"
        );
    }
    open_postgres(Logins {
        portal: Some(portal.clone()),
        system: system.clone(),
        ..shared_login_settings(settings)
    })
    .await
}

/// Opens the database for a command that acts as the system role only: on PostgreSQL without the
/// login that serves requests.
async fn open_as_system(settings: &Settings) -> anyhow::Result<Db> {
    match &settings.system_url {
        Some(url) => {
            open_postgres(Logins {
                system: Some(url.clone()),
                ..shared_login_settings(settings)
            })
            .await
        }
        None => open_database(settings).await,
    }
}

async fn open_sqlite(url: &str) -> anyhow::Result<Db> {
    let db = Db::open(url, Clock::System).await?;
    db.migrate().await?;
    db.check_schema().await?;
    Ok(db)
}

/// Connection settings that all logins share, without any login.
fn shared_login_settings(settings: &Settings) -> Logins {
    Logins {
        ca: settings.database_ca.clone(),
        ..Logins::default()
    }
}

/// Opens the database with the owner's login, for migrations.
async fn open_as_owner(settings: &Settings) -> Result<Db, store::Error> {
    let url = settings
        .owner_url
        .as_ref()
        .unwrap_or(&settings.database_url);
    if !store::is_postgres_url(url) {
        return Db::open(url, Clock::System).await;
    }
    Db::open_postgres(
        &Logins {
            owner: Some(url.clone()),
            ..shared_login_settings(settings)
        },
        Clock::System,
    )
    .await
}

async fn open_postgres(logins: Logins) -> anyhow::Result<Db> {
    let db = Db::open_postgres(&logins, Clock::System).await?;
    db.check_schema().await?;
    Ok(db)
}
