//! Accepts connections under limits against resource exhaustion: the number of connections, overall
//! and for each client address, the time to send a request head, and the time that a graceful
//! shutdown waits for open requests.

use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{HeaderValue, Request, Response, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

use crate::http::client_address::ClientAddress;

/// Timeout for receiving a request head, which is also the idle timeout of a keep-alive connection.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// Largest request head, in bytes.
const MAX_HEAD_BYTES: usize = 32 * 1024;
/// File descriptors that connections must leave free for the database, files and outgoing requests.
const RESERVED_DESCRIPTORS: u64 = 128;

/// The limits of one listener.
#[derive(Debug, Clone)]
pub struct ListenerLimits {
    /// Maximum of concurrent connections; lowered to what the process's file descriptors allow.
    pub connections: usize,
    /// Maximum of concurrent connections from one IPv4 address or one IPv6 /64.
    pub connections_per_address: usize,
    /// Timeout for receiving a request head, and idle timeout of a keep-alive connection.
    pub head_timeout: Duration,
    /// How long a graceful shutdown waits for requests in progress.
    pub stop_timeout: Duration,
}

impl ListenerLimits {
    pub fn new(connections: usize, connections_per_address: usize) -> Self {
        Self {
            connections,
            connections_per_address,
            head_timeout: HEAD_TIMEOUT,
            stop_timeout: Duration::from_secs(10),
        }
    }
}

/// Raises the soft limit of file descriptors as far as the system allows, and returns it.
pub fn raise_descriptor_limit() -> u64 {
    rlimit::increase_nofile_limit(u64::MAX).unwrap_or(1024)
}

/// Number of open connections for each client network.
#[derive(Debug, Clone, Default)]
struct NetworkConnectionCounts(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// A permit for one connection of a client network; dropping it releases the permit.
struct NetworkPermit(NetworkConnectionCounts, IpAddr);

impl NetworkConnectionCounts {
    /// Takes a permit for one connection; `None` when this client network (IPv4 address or IPv6
    /// /64) already has `max`.
    fn try_acquire(&self, address: IpAddr, max: usize) -> Option<NetworkPermit> {
        let network = ClientAddress(address).network_key();
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(network).or_default();
        if *count >= max {
            return None;
        }
        *count += 1;
        Some(NetworkPermit(self.clone(), network))
    }
}

impl Drop for NetworkPermit {
    fn drop(&mut self) {
        let mut counts = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.1) {
            *count -= 1;
            // Otherwise the map would grow with every address that ever connected.
            if *count == 0 {
                counts.remove(&self.1);
            }
        }
    }
}

/// One permit for each concurrent connection that the limits and the file descriptors allow.
fn connection_permits(limits: &ListenerLimits) -> Semaphore {
    let descriptors =
        usize::try_from(raise_descriptor_limit().saturating_sub(RESERVED_DESCRIPTORS))
            .unwrap_or(usize::MAX);
    Semaphore::new(
        limits
            .connections
            // Where there are few descriptors the reserve gives way, or no one could connect.
            .min(descriptors.max(16))
            .min(Semaphore::MAX_PERMITS),
    )
}

/// Serves until the future `stopping` completes, then shuts down gracefully: each connection is
/// closed after its current request, and those still open after `limits.stop_timeout` are dropped.
/// Once `draining` returns true, every response carries `Connection: close`. Peers for which
/// `is_proxy` returns true are exempt from the limit for each address.
pub async fn serve_connections(
    listener: TcpListener,
    router: Router,
    limits: ListenerLimits,
    is_proxy: impl Fn(IpAddr) -> bool,
    draining: impl Fn() -> bool + Clone + Send + 'static,
    stopping: impl Future<Output = ()>,
) {
    let total = Arc::new(connection_permits(&limits));
    let counts = NetworkConnectionCounts::default();
    let graceful = GracefulShutdown::new();
    let (abort, aborted) = watch::channel(false);
    let mut http = http1::Builder::new();
    // hyper panics on a read timeout without a timer.
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head_timeout)
        .max_buf_size(MAX_HEAD_BYTES);
    tokio::pin!(stopping);
    loop {
        let (permit, (stream, peer)) = tokio::select! {
            () = &mut stopping => break,
            accepted = accept_connection(&listener, &total) => accepted,
        };
        // On a socket for both IP versions, an IPv4 peer has an IPv6 address, which no IPv4 network
        // of a proxy contains.
        let peer_ip = peer.ip().to_canonical();
        // All users of a proxy share its address.
        let max = if is_proxy(peer_ip) {
            usize::MAX
        } else {
            limits.connections_per_address
        };
        let Some(address_permit) = counts.try_acquire(peer_ip, max) else {
            tracing::warn!("an address has too many connections; one more was closed");
            continue;
        };
        let connection = HttpConnection {
            http: http.clone(),
            router: router.clone(),
            watcher: graceful.watcher(),
            aborted: aborted.clone(),
            draining: draining.clone(),
        };
        tokio::spawn(async move {
            connection.serve_requests(stream, peer).await;
            drop((permit, address_permit));
        });
    }
    // New clients are refused at once instead of waiting in the accept queue.
    drop(listener);
    if timeout(limits.stop_timeout, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("connections that did not end in time are dropped");
        abort.send_replace(true);
    }
}

/// Waits for a connection permit, then accepts the next connection. At the limit, further clients
/// wait in the kernel's accept queue.
async fn accept_connection(
    listener: &TcpListener,
    total: &Arc<Semaphore>,
) -> (Option<OwnedSemaphorePermit>, (TcpStream, SocketAddr)) {
    // The semaphore is never closed.
    let permit = total.clone().acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok(accepted) => return (permit, accepted),
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
                ) => {}
            Err(error) => {
                // Usually no file descriptor is free. Without the pause, the loop would keep a core
                // busy.
                tracing::error!(%error, "a connection was not accepted");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

struct HttpConnection<D> {
    http: http1::Builder,
    router: Router,
    watcher: Watcher,
    aborted: watch::Receiver<bool>,
    draining: D,
}

impl<D: Fn() -> bool + Clone + Send + 'static> HttpConnection<D> {
    async fn serve_requests(self, stream: TcpStream, peer: SocketAddr) {
        let Self {
            http,
            router,
            watcher,
            mut aborted,
            draining,
        } = self;
        // The small events of an open conversation must not wait for more data.
        let _ = stream.set_nodelay(true);
        let service = service_fn(move |mut request: Request<Incoming>| {
            let (router, draining) = (router.clone(), draining.clone());
            async move {
                request.extensions_mut().insert(ConnectInfo(peer));
                let Ok(mut response): Result<Response<Body>, Infallible> =
                    router.oneshot(request.map(Body::new)).await;
                if draining() {
                    response
                        .headers_mut()
                        .insert(header::CONNECTION, HeaderValue::from_static("close"));
                }
                Ok::<_, Infallible>(response)
            }
        });
        let connection = watcher.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::select! {
            // Errors of the connection are caused by the client (disconnects, malformed requests)
            // and not logged.
            _ = connection => {}
            _ = aborted.wait_for(|aborted| *aborted) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_so_many_connections_and_no_more() {
        let counts = NetworkConnectionCounts::default();
        let address: IpAddr = "2001:db8::1".parse().unwrap();
        let neighbor: IpAddr = "2001:db8::2".parse().unwrap();
        let first = counts.try_acquire(address, 2);
        let second = counts.try_acquire(neighbor, 2);
        assert!(first.is_some() && second.is_some());
        assert!(
            counts.try_acquire(address, 2).is_none(),
            "one /64 is one address"
        );
        assert!(
            counts
                .try_acquire("2001:db8:0:1::1".parse().unwrap(), 2)
                .is_some()
        );
        drop(first);
        assert!(counts.try_acquire(neighbor, 2).is_some());
    }
}
