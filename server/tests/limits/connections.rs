//! Limits on connections, request heads and bodies over real sockets.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use server::http::body_limits::{BodyLimits, limit_body};
use server::http::listener;
use server::http::listener::ListenerLimits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

const TEST_TIMEOUT: Duration = Duration::from_secs(30);

struct LimitedServer {
    address: SocketAddr,
    draining: Arc<AtomicBool>,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

impl LimitedServer {
    /// Short limits, so that tests do not wait for the real ones.
    fn short_limits() -> ListenerLimits {
        ListenerLimits {
            head_timeout: Duration::from_millis(300),
            stop_timeout: Duration::from_millis(500),
            ..ListenerLimits::new(1000, 1000)
        }
    }

    async fn start_server(limits: ListenerLimits, proxy: bool) -> Self {
        let bodies = BodyLimits {
            chunk_timeout: Duration::from_millis(300),
            ..BodyLimits::default()
        };
        // Bodies are limited by a layer of the router, not by the listener.
        let echo = post(|body: String| async move { body }).layer(axum::middleware::from_fn(
            move |request, next| limit_body(bodies, request, next),
        ));
        let router = Router::new()
            .route("/", get(|| async { "here" }))
            .route("/echo", echo);
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let draining = Arc::new(AtomicBool::new(false));
        let flag = draining.clone();
        let stopping = async move { drop(stopped.await) };
        let ended = tokio::spawn(listener::serve_connections(
            socket,
            router,
            limits,
            move |_| proxy,
            move || flag.load(Ordering::SeqCst),
            stopping,
        ));
        Self {
            address,
            draining,
            stop,
            ended,
        }
    }

    async fn open_connection(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn get_root(&self) -> String {
        let mut stream = self.open_connection().await;
        stream
            .write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            .await
            .unwrap();
        read_to_close(&mut stream).await
    }
}

/// Everything until the server closes the connection; a reset counts as closed.
async fn read_to_close(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = timeout(TEST_TIMEOUT, stream.read_to_end(&mut bytes))
        .await
        .expect("the server closes");
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn a_connection_that_sends_no_head_is_closed() {
    let server = LimitedServer::start_server(LimitedServer::short_limits(), false).await;
    // Nothing, half a head, and a whole request without `Connection: close`: the same timeout ends
    // the idle keep-alive connection.
    for begun in [
        "",
        "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    ] {
        let mut stream = server.open_connection().await;
        stream.write_all(begun.as_bytes()).await.unwrap();
        let answer = read_to_close(&mut stream).await;
        assert_eq!(
            answer.contains("here"),
            begun.ends_with("\r\n\r\n"),
            "{begun:?}: {answer}"
        );
    }
}

#[tokio::test]
async fn a_body_that_stops_halfway_is_answered() {
    let server = LimitedServer::start_server(LimitedServer::short_limits(), false).await;
    let mut stream = server.open_connection().await;
    // The client goes on holding the connection, so only the timeout can end the request.
    stream
        .write_all(b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf")
        .await
        .unwrap();
    let answer = read_to_close(&mut stream).await;
    assert!(
        answer.starts_with("HTTP/1.1 400"),
        "axum's own extractor answers 400: {answer}"
    );
}

#[tokio::test]
async fn one_address_cannot_take_every_connection() {
    let server = LimitedServer::start_server(
        ListenerLimits {
            connections_per_address: 5,
            // Long, so that the idle connections below still exist when the sixth one comes.
            head_timeout: TEST_TIMEOUT,
            ..LimitedServer::short_limits()
        },
        false,
    )
    .await;
    let mut held = Vec::new();
    for _ in 0..5 {
        held.push(server.open_connection().await);
    }
    // The server accepts in order, so these five are counted before the next one.
    assert!(
        !server.get_root().await.contains("here"),
        "a sixth connection of the same address is closed"
    );
    // Linux can connect from 127.0.0.2, another address of the same machine.
    let other = tokio::net::TcpSocket::new_v4().unwrap();
    other.bind("127.0.0.2:0".parse().unwrap()).unwrap();
    let mut other = other.connect(server.address).await.unwrap();
    other
        .write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        .await
        .unwrap();
    assert!(
        read_to_close(&mut other).await.contains("here"),
        "other addresses are served"
    );
    held.clear();
    let served_again = async {
        while !server.get_root().await.contains("here") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(TEST_TIMEOUT, served_again)
        .await
        .expect("the address is served again once it has closed some");
}

#[tokio::test]
async fn a_proxy_may_have_more_connections_than_one_address() {
    let server = LimitedServer::start_server(
        ListenerLimits {
            connections_per_address: 2,
            head_timeout: TEST_TIMEOUT,
            ..LimitedServer::short_limits()
        },
        true,
    )
    .await;
    // Behind a proxy all users share its address.
    let mut held = Vec::new();
    for _ in 0..10 {
        held.push(server.open_connection().await);
    }
    assert!(server.get_root().await.contains("here"));
}

#[tokio::test]
async fn full_of_idle_connections_it_serves_again_when_they_time_out() {
    let server = LimitedServer::start_server(
        ListenerLimits {
            connections: 8,
            ..LimitedServer::short_limits()
        },
        false,
    )
    .await;
    let mut held = Vec::new();
    // Those beyond the limit of 8 wait in the accept queue of the kernel until others time out.
    for _ in 0..40 {
        held.push(server.open_connection().await);
    }
    assert!(server.get_root().await.contains("here"));
}

#[tokio::test]
async fn a_stop_waits_for_what_has_begun_and_for_no_half_request() {
    // One byte would otherwise keep the program from ending for ever.
    for begun in [
        "G",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf",
    ] {
        let server = LimitedServer::start_server(
            ListenerLimits {
                // Long, so that only `stop_timeout` can end the half request.
                head_timeout: TEST_TIMEOUT,
                ..LimitedServer::short_limits()
            },
            false,
        )
        .await;
        let mut stream = server.open_connection().await;
        stream.write_all(begun.as_bytes()).await.unwrap();
        assert!(server.get_root().await.contains("here"));
        // While it drains, keep-alive clients are told to connect elsewhere.
        server.draining.store(true, Ordering::SeqCst);
        assert!(
            server
                .get_root()
                .await
                .to_lowercase()
                .contains("connection: close")
        );
        server.stop.send(()).unwrap();
        timeout(TEST_TIMEOUT, server.ended)
            .await
            .expect("the server ends")
            .unwrap();
        read_to_close(&mut stream).await;
    }
}
