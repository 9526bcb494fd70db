//! A TCP proxy whose connections can go dead: nothing is closed, and no more data is forwarded.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

pub struct FailingProxy {
    pub port: u16,
    /// Connections are numbered in order of arrival; those below this number are dead.
    dead_below: watch::Sender<u64>,
    accepted: Arc<AtomicU64>,
}

impl FailingProxy {
    /// Forwards connections to a local server; `server` is its port.
    pub async fn start_proxy(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (dead_below, watched) = watch::channel(0);
        let accepted = Arc::new(AtomicU64::new(0));
        let numbers = accepted.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let number = numbers.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve_connection(client, server, number, watched.clone()));
            }
        });
        Self {
            port,
            dead_below,
            accepted,
        }
    }

    /// Makes all connections dead, existing and new.
    pub fn cut_all_connections(&self) {
        self.dead_below.send_replace(u64::MAX);
    }

    /// Makes existing connections dead; new ones work.
    pub fn cut_existing_connections(&self) {
        self.dead_below
            .send_replace(self.accepted.load(Ordering::SeqCst));
    }
}

async fn serve_connection(
    client: TcpStream,
    server: u16,
    number: u64,
    mut dead_below: watch::Receiver<u64>,
) {
    // The client is connected and never answered, as with a server whose packets are dropped. A
    // refused connection would fail at once.
    if *dead_below.borrow_and_update() > number {
        pending::<()>().await;
    }
    let Ok(server) = TcpStream::connect(("127.0.0.1", server)).await else {
        return;
    };
    let ((from_client, to_client), (from_server, to_server)) =
        (client.into_split(), server.into_split());
    tokio::join!(
        forward_bytes(from_client, to_server, number, dead_below.clone()),
        forward_bytes(from_server, to_client, number, dead_below)
    );
}

async fn forward_bytes(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    number: u64,
    mut dead_below: watch::Receiver<u64>,
) {
    let mut bytes = vec![0; 16 * 1024];
    loop {
        let read = tokio::select! {
            read = from.read(&mut bytes) => read.unwrap_or(0),
            () = wait_until_dead(&mut dead_below, number) => pending().await,
        };
        if *dead_below.borrow() > number {
            // Both sockets stay open, so neither end notices.
            pending::<()>().await;
        }
        // A connection that one end closes while it is alive must be seen to close at the other
        // end.
        if read == 0 || to.write_all(&bytes[..read]).await.is_err() {
            let _ = to.shutdown().await;
            return;
        }
    }
}

/// Never returns once the proxy is dropped, because nothing can make the connection dead then.
async fn wait_until_dead(dead_below: &mut watch::Receiver<u64>, number: u64) {
    if dead_below.wait_for(|below| *below > number).await.is_err() {
        pending::<()>().await;
    }
}
