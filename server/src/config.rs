//! The command line. Each setting is a flag and an environment variable.

mod identity_provider;
mod settings;

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use model::account::staff::StaffSignInRule;

pub use identity_provider::IdentityProviderSettings;
pub use settings::{Settings, SmsGatewayKind};

/// A web portal where families in child welfare read their plan in their own language, answer to
/// it, and write to the people who help them
#[derive(Debug, Parser)]
#[command(name = "alongside", version, after_help = FIRST_STEPS)]
pub struct Cli {
    #[command(flatten)]
    pub settings: Settings,
    #[command(subcommand)]
    pub command: CliCommand,
}

/// Whose families a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Installation {
    /// Those of an agency.
    Agency,
    /// The made-up people of the demo, as whom any visitor may sign in.
    Demo,
}

impl Installation {
    pub fn is_demo(self) -> bool {
        self == Self::Demo
    }
}

const FIRST_STEPS: &str = "\
To look around on this machine:
  alongside serve --demo

For an agency (README.md says more):
  alongside import AGENCY.json FAMILIES.json
  alongside invite PERSON
  ALONGSIDE_HELP_LINE=608-555-0142 alongside serve";

#[derive(Debug, Subcommand)]
pub enum CliCommand {
    /// Start the portal
    Serve {
        /// Load a made-up demo agency and let visitors sign in as its people; loopback addresses
        /// only
        #[arg(long)]
        demo: bool,
        /// Show messages longer and with accents, so that a hard-coded text is noticed; with --demo
        /// only
        #[arg(long, requires = "demo", hide = true)]
        pseudo_locale: bool,
    },
    /// Decode the HEIC image on standard input to pixels; `serve` starts it with resource limits
    #[command(hide = true)]
    DecodePicture,
    /// Print each route: method, path, who may use it, what it answers; the browser tests read this
    #[command(hide = true)]
    ListRoutes,
    /// Bring the database schema up to date (PostgreSQL; on SQLite `serve` does it)
    Migrate,
    /// Print a new private key (VAPID) for web push
    #[command(alias = "push-key")]
    GenerateVapidKey,
    /// Add or update an agency, its people and families from import files, or court dates from CSV
    /// files; all or nothing
    Import {
        // Not `files`: the setting of that name has another type, and clap gives every command all
        // settings.
        #[arg(required = true, value_name = "FILES")]
        paths: Vec<PathBuf>,
    },
    /// Sign a person out on every phone and computer, or everyone; they can sign in again
    EndSessions {
        /// The person's key in the agency's import file
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        person: Option<String>,
        /// The agency's key, where several agencies share this database
        #[arg(long, conflicts_with = "all")]
        agency: Option<String>,
        /// Sign everyone out, of every agency
        #[arg(long)]
        all: bool,
    },
    /// Print a one-time invitation URL for a person; ends their earlier sessions
    Invite {
        /// The person's key in the agency's import file
        person: String,
        /// The agency's key, where several agencies share this database
        #[arg(long)]
        agency: Option<String>,
        /// Days until the code expires
        #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..=365))]
        days: u16,
        /// Also write the invitation as a letter to this new file: an HTML page with the code, in
        /// the person's language
        #[arg(long, value_name = "FILE", conflicts_with = "revoke")]
        letter: Option<PathBuf>,
        /// End the person's unused codes, and make none
        #[arg(long)]
        revoke: bool,
    },
    /// Set how the agency's staff sign in: with a passphrase, with a second factor too, or only
    /// with the identity provider
    StaffSignIn {
        /// passphrase, second-factor or identity-provider
        #[arg(value_parser = parse_rule)]
        rule: StaffSignInRule,
        /// The agency's key, where several agencies share this database
        #[arg(long)]
        agency: Option<String>,
    },
}

/// The rule with this name, as it is written on the command line.
fn parse_rule(name: &str) -> Result<StaffSignInRule, String> {
    StaffSignInRule::parse(&name.replace('-', "_"))
        .ok_or_else(|| "must be passphrase, second-factor or identity-provider".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::{Cli, CliCommand};

    #[test]
    fn command_line_is_well_formed() {
        // clap notices two arguments with one id only when it parses, and then panics.
        Cli::command().debug_assert();
    }

    #[test]
    fn earlier_names_of_flags_and_commands_stay_valid() {
        // Flags only: environment variables never had other names in a release.
        let cli = Cli::try_parse_from([
            "alongside",
            "--phone=608-555-0142",
            "--exit-address=https://example.org/",
            "--keep-days=90",
            "--files=place",
            "--fonts=fonts",
            "--site=assets",
            "--clamd=127.0.0.1:3310",
            "--notify-after=5",
            "--escalate-hours=2",
            "--smtp=smtp://127.0.0.1:25",
            "push-key",
        ])
        .unwrap();
        assert_eq!(cli.settings.help_line.as_deref(), Some("608-555-0142"));
        assert_eq!(cli.settings.exit_url, "https://example.org/");
        assert_eq!(cli.settings.message_retention_days, Some(90));
        assert_eq!(cli.settings.notification_delay_seconds, 5);
        assert_eq!(cli.settings.urgent_escalation_hours, 2);
        assert_eq!(
            cli.settings.smtp_url.as_deref(),
            Some("smtp://127.0.0.1:25")
        );
        assert!(matches!(cli.command, CliCommand::GenerateVapidKey));
    }

    #[test]
    fn import_takes_files_beside_the_place_for_files() {
        // clap panicked on every import while the files had the same id as the setting `--files`,
        // because it gives every command all global settings.
        let cli = Cli::try_parse_from([
            "alongside",
            "import",
            "a.json",
            "b.json",
            "--attachments",
            "place",
        ])
        .unwrap();
        assert_eq!(cli.settings.attachments_location(), "place");
        assert!(matches!(cli.command, CliCommand::Import { paths } if paths.len() == 2));
    }
}
