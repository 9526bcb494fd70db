//! The `serve` command: starts the HTTP server and the background jobs, and shuts down gracefully.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, bail};
use axum::Router;
use store::Db;
use store::change_bus::ChangeEvent;
use tokio::net::TcpListener;

use crate::commands::import::demo_files;
use crate::config::{Installation, Settings};
use crate::http::ended_sessions::EndedSessions;
use crate::http::health::require_writable;
use crate::http::listener;
use crate::http::listener::ListenerLimits;
use crate::http::router::build_router;
use crate::import::Importer;
use crate::jobs;
use crate::notifications::NotificationDispatcher;
use crate::public_url::PublicUrl;

/// How long `/readyz` answers 503 before connections are closed: longer than the interval of a load
/// balancer's health checks.
const DEFAULT_DRAIN_DURATION: Duration = Duration::from_secs(5);
/// How long the shutdown waits until the rows of ended sessions are deleted.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(5);

pub async fn run(mut settings: Settings, installation: Installation) -> anyhow::Result<()> {
    if installation.is_demo() {
        // First, because the default location of the attachments is derived from the database URL.
        prepare_demo_settings(&mut settings)?;
    } else if settings.help_line.is_none() {
        bail!(
            "families see a help line before they sign in, and none is set; set ALONGSIDE_HELP_LINE \
                to your agency's number"
        );
    }
    let db = super::open_database(&settings)
        .await?
        .with_notification_delay(settings.notification_delay_seconds);
    let dispatcher = NotificationDispatcher::new(&settings)?;
    let files = settings.open_attachment_store()?;
    // Otherwise a full or read-only disk would be noticed only when someone sends a message.
    require_writable(&db, &files, &settings.attachments_location()).await?;
    if installation.is_demo() {
        load_demo(&db).await?;
    }
    let ready = Arc::new(AtomicBool::new(true));
    let ended = EndedSessions::new(&db);
    let router = build_router(&db, &settings, installation, ready.clone(), &ended)?;
    let socket = TcpListener::bind(settings.addr)
        .await
        .with_context(|| format!("cannot listen on {}", settings.addr))?;
    println!("Alongside is at {}", settings.public_base_url());
    jobs::spawn_jobs(&db, dispatcher, files, settings.message_retention_days);
    let shutdown = wait_for_shutdown(ready.clone(), db, drain_duration(&settings, installation));
    serve_until(shutdown, socket, router, &settings, ready).await;
    // After the last connection is closed: until then sign-outs are answered, and add deletions.
    if !ended.flush_deletions(FLUSH_TIMEOUT).await {
        tracing::error!(
            "some ended sessions were not deleted before shutdown; they expire by themselves"
        );
    }
    Ok(())
}

async fn serve_until(
    shutdown: impl Future<Output = ()>,
    socket: TcpListener,
    router: Router,
    settings: &Settings,
    ready: Arc<AtomicBool>,
) {
    let limits = ListenerLimits::new(
        settings.max_connections,
        settings.max_connections_per_address,
    );
    let draining = move || !ready.load(Ordering::SeqCst);
    let trusted = settings.trusted_proxy.clone();
    let is_proxy = move |peer: IpAddr| trusted.iter().any(|network| network.contains(&peer));
    listener::serve_connections(socket, router, limits, is_proxy, draining, shutdown).await;
}

fn drain_duration(settings: &Settings, installation: Installation) -> Duration {
    match settings.drain_seconds {
        Some(seconds) => Duration::from_secs(seconds.into()),
        // A demo has no load balancer, and Ctrl-C must end it at once.
        None if installation.is_demo() => Duration::ZERO,
        None => DEFAULT_DRAIN_DURATION,
    }
}

fn prepare_demo_settings(settings: &mut Settings) -> anyhow::Result<()> {
    require_loopback(settings)?;
    // A database of its own, so that the demo never gets into an agency's database by default.
    if settings.database_url == "sqlite://data/alongside.db" {
        settings.database_url = "sqlite://data/demo.db".into();
    }
    if settings.agency_name.is_none() {
        settings.agency_name = Some(demo_agency_name()?);
    }
    Ok(())
}

/// The name of the demo's made-up agency, for the pages before sign-in.
fn demo_agency_name() -> anyhow::Result<String> {
    let [(_, agency), ..] = demo_files();
    let file: serde_json::Value = serde_json::from_str(agency)?;
    let name = file["agency"]["name"].as_str();
    Ok(name.context("the demo has no agency")?.to_owned())
}

fn require_loopback(settings: &Settings) -> anyhow::Result<()> {
    if !settings.addr.ip().is_loopback() {
        bail!(
            "--demo lets anyone look at everything, so it only listens on a loopback address such \
                as 127.0.0.1"
        );
    }
    // Behind a reverse proxy, a loopback address alone would not keep strangers out.
    if !PublicUrl::parse(&settings.public_base_url())?.is_loopback() {
        bail!(
            "--demo needs a public URL on this machine such as http://localhost:3000, not {}",
            settings.public_base_url()
        );
    }
    Ok(())
}

/// Loads the demo agency into an empty database, or again into one that is marked as a demo.
///
/// # Errors
/// When the database holds other data, or the import fails.
async fn load_demo(db: &Db) -> anyhow::Result<()> {
    let content = store::import::read_database_content(db).await?;
    if !content.is_demo && !content.is_empty {
        bail!("--demo refuses a database that holds anything but the demo");
    }
    let mut importer = Importer::begin(db, Installation::Demo).await?;
    for (name, text) in demo_files() {
        importer.read_file(name, text.as_bytes()).await?;
    }
    importer.finish().await
}

/// Waits for SIGTERM or SIGINT (Ctrl-C), then makes `/readyz` answer 503 for `drain`, so that load
/// balancers stop sending requests here while requests are still served.
async fn wait_for_shutdown(ready: Arc<AtomicBool>, db: Db, drain: Duration) {
    let interrupted = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupted.await;
        }
    }
    ready.store(false, Ordering::SeqCst);
    tokio::time::sleep(drain).await;
    // Ends the open event streams, for which the graceful shutdown would otherwise wait until its
    // timeout.
    db.change_bus().publish_local(ChangeEvent::Shutdown);
}
