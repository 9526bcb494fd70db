//! The settings of the portal and of its commands.

use std::net::SocketAddr;
use std::path::PathBuf;

use attachments::{AttachmentError, AttachmentStore};
use clap::Args;
use ipnet::IpNet;

use crate::config::IdentityProviderSettings;
use crate::http::client_address::parse_network;

/// Which interface an SMS gateway has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum SmsGatewayKind {
    /// `{"to": "+16085550142", "text": "…"}` with a bearer token
    Json,
    /// Form fields To, From and Body with Basic authentication
    Twilio,
}

/// The help line of the demo's made-up agency.
const DEMO_HELP_LINE: &str = "608-422-7000";

#[derive(Debug, Clone, Args)]
pub struct Settings {
    /// sqlite://PATH, or postgres://… for a shared database
    #[arg(
        long,
        env = "DATABASE_URL",
        global = true,
        default_value = "sqlite://data/alongside.db",
        // --help prints the values of environment variables, and this one may hold a password.
        hide_env_values = true
    )]
    pub database_url: String,
    // Not the login of requests: no statement of theirs may be able to bypass row-level security.
    /// PostgreSQL URL for imports, invitations and jobs: a login of its own that is granted only
    /// alongside_system
    #[arg(
        long,
        env = "ALONGSIDE_SYSTEM_URL",
        global = true,
        hide_env_values = true
    )]
    pub system_url: Option<String>,
    /// PEM file with the certificate authority of PostgreSQL's certificate, if the system does not
    /// trust it
    #[arg(long, env = "ALONGSIDE_DATABASE_CA", global = true)]
    pub database_ca: Option<PathBuf>,
    /// PostgreSQL URL for `migrate`: a login that may create roles
    #[arg(
        long,
        env = "ALONGSIDE_OWNER_URL",
        global = true,
        hide_env_values = true
    )]
    pub owner_url: Option<String>,
    /// The address to listen on
    #[arg(
        long,
        env = "ALONGSIDE_ADDR",
        global = true,
        default_value = "127.0.0.1:3000"
    )]
    pub addr: SocketAddr,
    /// The URL that people type; with https, cookies are Secure
    #[arg(long, env = "ALONGSIDE_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// Networks of reverse proxies, such as 10.0.0.0/8,192.0.2.7, whose X-Forwarded-For or
    /// Forwarded header names the client; without it, the peer of the connection is the client
    #[arg(long, env = "ALONGSIDE_TRUSTED_PROXY", global = true, value_delimiter = ',', value_parser = parse_network)]
    pub trusted_proxy: Vec<IpNet>,
    /// The agency's help line, shown before sign-in; `serve` needs it, except for the demo
    #[arg(long, alias = "phone", env = "ALONGSIDE_HELP_LINE", global = true, value_parser = parse_phone)]
    pub help_line: Option<String>,
    /// The agency's name, shown before sign-in; without it, those pages name no agency
    #[arg(long, env = "ALONGSIDE_AGENCY_NAME", global = true, value_parser = parse_name)]
    pub agency_name: Option<String>,
    /// Target of "Leave now" before sign-in: a neutral https URL
    #[arg(long, alias = "exit-address", env = "ALONGSIDE_EXIT_URL", global = true, default_value = "https://www.weather.gov/", value_parser = parse_https)]
    pub exit_url: String,
    /// URL of a machine translation service with the LibreTranslate interface, best one that you
    /// run; used when a reader asks for a translation
    #[arg(long, env = "ALONGSIDE_TRANSLATE_URL", global = true)]
    pub translate_url: Option<String>,
    /// API key of the machine translation service, if it needs one
    #[arg(
        long,
        env = "ALONGSIDE_TRANSLATE_KEY",
        global = true,
        hide_env_values = true,
        // Keys are random text. One that begins with a hyphen must not be parsed as a flag.
        allow_hyphen_values = true
    )]
    pub translate_key: Option<String>,
    /// Days after which messages and their attachments are deleted; without it they are kept. Ask
    /// your counsel
    #[arg(long, alias = "keep-days", env = "ALONGSIDE_MESSAGE_RETENTION_DAYS", global = true, value_parser = clap::value_parser!(u32).range(30..))]
    pub message_retention_days: Option<u32>,
    /// Where attachments are stored: a folder, or s3://bucket/folder with the usual AWS_ variables;
    /// without it, a folder beside the SQLite file, or data/files
    #[arg(long, alias = "files", env = "ALONGSIDE_ATTACHMENTS", global = true)]
    pub attachments: Option<String>,
    /// Where clamd listens, as host:port or the path of its socket; every file is then scanned
    /// before it is stored
    #[arg(long, alias = "clamd", env = "ALONGSIDE_CLAMD_ADDRESS", global = true, value_parser = parse_clamd)]
    pub clamd_address: Option<String>,
    // For tests, in which the running program is the test itself.
    /// The program whose `decode-picture` decodes HEIC; by default this one
    #[arg(long, global = true, hide = true)]
    pub picture_decoder: Option<PathBuf>,
    /// Folder of the Noto fonts for PDFs; without them no PDFs are offered
    #[arg(
        long,
        alias = "fonts",
        env = "ALONGSIDE_PDF_FONTS_DIR",
        global = true,
        default_value = "/usr/share/fonts/truetype/noto"
    )]
    pub pdf_fonts_dir: PathBuf,
    /// Maximum number of connections at once; fewer if the system allows fewer file descriptors
    #[arg(
        long,
        env = "ALONGSIDE_MAX_CONNECTIONS",
        global = true,
        default_value_t = 10_000
    )]
    pub max_connections: usize,
    // All people in a shelter, a library or a mobile network may share one address, each with
    // several connections.
    /// Maximum number of connections at once from one IPv4 address or one IPv6 /64
    #[arg(
        long,
        env = "ALONGSIDE_MAX_CONNECTIONS_PER_ADDRESS",
        global = true,
        default_value_t = 256
    )]
    pub max_connections_per_address: usize,
    /// Maximum number of event streams of one person at once, over all tabs and devices
    #[arg(
        long,
        env = "ALONGSIDE_MAX_STREAMS_PER_PERSON",
        global = true,
        default_value_t = 12
    )]
    pub max_streams_per_person: usize,
    // No default here, because that of the demo differs (`drain_duration`).
    /// Seconds for which /readyz fails before the server stops: longer than the interval of the
    /// load balancer's health checks [default: 5; demo: 0]
    #[arg(long, env = "ALONGSIDE_DRAIN_SECONDS", global = true)]
    pub drain_seconds: Option<u16>,
    /// Folder of the built style sheet and scripts
    #[arg(
        long,
        alias = "site",
        env = "ALONGSIDE_ASSETS_DIR",
        global = true,
        default_value = "target/site"
    )]
    pub assets_dir: PathBuf,
    /// URL of the mail server for notifications, such as smtps://user:password@mail.example.org;
    /// without it, no e-mail is sent
    #[arg(
        long,
        alias = "smtp",
        env = "ALONGSIDE_SMTP_URL",
        global = true,
        hide_env_values = true
    )]
    pub smtp_url: Option<String>,
    /// Sender address of notifications; neutral, without the name of the agency
    #[arg(long, env = "ALONGSIDE_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,
    /// URL of the HTTP gateway for text messages (docs/notices.md); without it, none are sent
    #[arg(long, env = "ALONGSIDE_SMS_URL", global = true, hide_env_values = true)]
    pub sms_url: Option<String>,
    /// Interface of the gateway
    #[arg(
        long,
        env = "ALONGSIDE_SMS_KIND",
        global = true,
        value_enum,
        default_value = "json"
    )]
    pub sms_kind: SmsGatewayKind,
    /// With twilio: the SID of the account or of an API key
    #[arg(long, env = "ALONGSIDE_SMS_USER", global = true)]
    pub sms_user: Option<String>,
    /// With twilio: the number that text messages are sent from, or the SID of a messaging service
    #[arg(long, env = "ALONGSIDE_SMS_FROM", global = true)]
    pub sms_from: Option<String>,
    /// Secret with which the gateway signs the text messages that it posts to /sms/inbound; with
    /// twilio the auth token, if it is not --sms-token
    #[arg(
        long,
        env = "ALONGSIDE_SMS_INBOUND_SECRET",
        global = true,
        hide_env_values = true,
        allow_hyphen_values = true
    )]
    pub sms_inbound_secret: Option<String>,
    /// The bearer token of the gateway, or with twilio the auth token or API key's secret
    #[arg(
        long,
        env = "ALONGSIDE_SMS_TOKEN",
        global = true,
        hide_env_values = true,
        allow_hyphen_values = true
    )]
    pub sms_token: Option<String>,
    /// Private key for web push, from `alongside generate-vapid-key`; without it, web push is not
    /// offered
    #[arg(
        long,
        env = "ALONGSIDE_VAPID_KEY",
        global = true,
        hide_env_values = true,
        allow_hyphen_values = true
    )]
    pub vapid_key: Option<String>,
    /// Contact of the operator for push services: mailto:… or https://…; families do not see it
    /// [default: the public URL]
    #[arg(long, env = "ALONGSIDE_VAPID_CONTACT", global = true)]
    pub vapid_contact: Option<String>,
    // Browsers supply the URL to which notifications are sent. Without a list of hosts, a client
    // could make the server call any host of the agency's network (SSRF).
    /// Hosts of the allowed push services
    #[arg(
        long,
        env = "ALONGSIDE_PUSH_HOSTS",
        global = true,
        value_delimiter = ',',
        default_value = "fcm.googleapis.com,updates.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com"
    )]
    pub push_hosts: Vec<String>,
    /// Hours after which the notification of an unread urgent message is sent by every other
    /// channel
    #[arg(
        long,
        alias = "escalate-hours",
        env = "ALONGSIDE_URGENT_ESCALATION_HOURS",
        global = true,
        default_value_t = 4
    )]
    pub urgent_escalation_hours: u8,
    /// Seconds before a notification is due; a person who is looking has read the message by then
    #[arg(
        long,
        alias = "notify-after",
        env = "ALONGSIDE_NOTIFICATION_DELAY_SECONDS",
        global = true,
        default_value_t = 60
    )]
    pub notification_delay_seconds: u32,
    #[command(flatten)]
    pub identity_provider: IdentityProviderSettings,
}

/// A number as people write it; it is shown as it was given.
fn parse_phone(text: &str) -> Result<String, String> {
    let text = text.trim();
    // Checked only for its characters: help lines also have short numbers such as 211 or 988.
    let spelled = text
        .chars()
        .all(|c| c.is_ascii_digit() || " +-.()".contains(c));
    if !spelled || text.chars().filter(char::is_ascii_digit).count() < 3 {
        return Err("must be a telephone number such as 608-555-0142".into());
    }
    Ok(text.to_owned())
}

/// A name, without the spaces around it.
fn parse_name(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() {
        return Err("must be a name such as Lakeside County Family Services".into());
    }
    Ok(name.to_owned())
}

/// The target of the quick exit. Only https: a `javascript:` address would run as a script, and
/// http can be read on the network.
fn parse_https(text: &str) -> Result<String, String> {
    let url = url::Url::parse(text)
        .ok()
        .filter(|url| url.scheme() == "https");
    url.map(String::from)
        .ok_or_else(|| "must be an address that begins with https://".into())
}

fn parse_clamd(text: &str) -> Result<String, String> {
    // Checked at startup: without a scanner that responds, every file is rejected.
    let is_port = |(host, port): (&str, &str)| !host.is_empty() && port.parse::<u16>().is_ok();
    if text.starts_with('/') || text.rsplit_once(':').is_some_and(is_port) {
        return Ok(text.to_owned());
    }
    Err(
        "must be host:port, such as 127.0.0.1:3310, or the path of a socket, such as \
        /run/clamav/clamd.ctl"
            .into(),
    )
}

impl Settings {
    /// The help line that is shown before sign-in.
    pub fn help_line(&self) -> &str {
        self.help_line.as_deref().unwrap_or(DEMO_HELP_LINE)
    }

    /// Where attachments are stored: as set, or beside the database, so that each database has its
    /// own.
    pub fn attachments_location(&self) -> String {
        let beside = || {
            self.database_url.strip_prefix("sqlite:").map(|path| {
                format!(
                    "{}-files",
                    path.trim_start_matches("//").trim_end_matches(".db")
                )
            })
        };
        self.attachments
            .clone()
            .or_else(beside)
            .unwrap_or_else(|| "data/files".to_owned())
    }

    /// The attachment store, with its virus scanner.
    ///
    /// # Errors
    /// When the location cannot be used.
    pub fn open_attachment_store(&self) -> Result<AttachmentStore, AttachmentError> {
        let files =
            AttachmentStore::open(&self.attachments_location(), self.clamd_address.as_deref())?;
        Ok(match &self.picture_decoder {
            Some(program) => files.with_decoder(program.clone()),
            None => files,
        })
    }

    /// The public URL, which invitations contain and with which the origin of forms is compared.
    pub fn public_base_url(&self) -> String {
        self.public_url
            .clone()
            .unwrap_or_else(|| format!("http://{}", self.addr))
            // Paths such as `/welcome/…` are appended.
            .trim_end_matches('/')
            .to_owned()
    }
}
