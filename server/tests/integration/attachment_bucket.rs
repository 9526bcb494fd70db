//! Attachments in an S3 bucket behave as in a local folder.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::{Arc, Mutex};

use crate::support::database::{self, TestDatabase};
use attachments::{AttachmentError, AttachmentStore};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, Method, StatusCode, header};
use model::id::MessageId;
use server::jobs::delete_orphaned_attachments;
use tokio::net::TcpListener;

/// The bucket's objects by key.
type BucketObjects = Arc<Mutex<BTreeMap<String, Bytes>>>;

fn is_signed(headers: &HeaderMap) -> bool {
    let signed = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    // Only that the request is signed with the configured key id; the signature is the work of the
    // library.
    signed.starts_with("AWS4-HMAC-SHA256 Credential=the-portal/") && signed.contains("Signature=")
}

fn list_objects(bucket: &BTreeMap<String, Bytes>) -> Response {
    let all: String = bucket
        .iter()
        .map(|(key, bytes)| {
            format!(
                "<Contents><Key>{key}</Key><LastModified>{}</LastModified><ETag>\"1\"</ETag><Size>{}</Size></Contents>",
                model::clock::Clock::System.now(),
                bytes.len()
            )
        })
        .collect();
    format!("<ListBucketResult><IsTruncated>false</IsTruncated>{all}</ListBucketResult>")
        .into_response()
}

fn send_object(bucket: &BTreeMap<String, Bytes>, key: &str) -> Response {
    match bucket.get(key) {
        Some(bytes) => (
            [
                (header::ETAG, "\"1\""),
                (header::LAST_MODIFIED, "Wed, 01 Jan 2020 00:00:00 GMT"),
            ],
            bytes.clone(),
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Deletes the objects that a request names.
fn delete_listed(bucket: &mut BTreeMap<String, Bytes>, list: &str) -> Response {
    let keys: Vec<_> = list
        .split("<Key>")
        .skip(1)
        .filter_map(|part| part.split_once("</Key>"))
        .map(|(key, _)| key.to_owned())
        .collect();
    let done: String = keys
        .iter()
        .map(|key| format!("<Deleted><Key>{key}</Key></Deleted>"))
        .collect();
    bucket.retain(|key, _| !keys.contains(key));
    format!("<DeleteResult>{done}</DeleteResult>").into_response()
}

/// A minimal S3 server: put, get, list and delete, for requests signed with the right key id.
async fn fake_s3(State(bucket): State<BucketObjects>, request: Request) -> Response {
    if !is_signed(request.headers()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let (method, path, query) = (
        request.method().clone(),
        request.uri().path().to_owned(),
        request.uri().query().unwrap_or("").to_owned(),
    );
    let body = axum::body::to_bytes(request.into_body(), 32 << 20)
        .await
        .unwrap();
    let mut bucket = bucket.lock().unwrap();
    let key = path
        .trim_start_matches("/the-bucket")
        .trim_start_matches('/')
        .to_owned();
    match method {
        Method::PUT => {
            bucket.insert(key, body);
            ([(header::ETAG, "\"1\"")], "").into_response()
        }
        Method::GET if query.contains("list-type=2") => list_objects(&bucket),
        Method::GET => send_object(&bucket, &key),
        // Deletion of one object, or of several with a list.
        Method::DELETE => {
            bucket.remove(&key);
            StatusCode::NO_CONTENT.into_response()
        }
        Method::POST if query.contains("delete") => {
            delete_listed(&mut bucket, str::from_utf8(&body).unwrap())
        }
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_keeps_files_as_a_folder_does() {
    let bucket = BucketObjects::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let served = Router::new().fallback(fake_s3).with_state(bucket.clone());
    tokio::spawn(async move { axum::serve(listener, served).await.unwrap() });
    // Bucket settings are environment variables, and the environment is process-wide; the other
    // half of this test therefore runs in a child process.
    let other_half = tokio::task::spawn_blocking(move || {
        Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "attachment_bucket::manual_in_a_bucket",
                "--ignored",
            ])
            .envs([
                ("AWS_ENDPOINT", address.as_str()),
                // The library refuses an endpoint without TLS otherwise.
                ("AWS_ALLOW_HTTP", "true"),
                ("AWS_REGION", "here"),
            ])
            .envs([
                ("AWS_ACCESS_KEY_ID", "the-portal"),
                ("AWS_SECRET_ACCESS_KEY", "a secret"),
            ])
            .output()
            .unwrap()
    });
    let output = other_half.await.unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    // A renamed test would make the filter match nothing, which is also a success.
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"));
    let left: Vec<String> = bucket.lock().unwrap().keys().cloned().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(
        left[0].starts_with("the-folder/") && left[0].ends_with("/0"),
        "{left:?}"
    );
}

#[tokio::test]
#[ignore = "run by the test above, which is the bucket"]
async fn manual_in_a_bucket() {
    let files = AttachmentStore::open("s3://the-bucket/the-folder", None).unwrap();
    let database = database::demo_databases().await.remove(0);
    let (stored, lost) = (database.clock.new_id(), database.clock.new_id());
    let paper = b"%PDF-1.4 in a bucket %%EOF".to_vec();
    for message in [stored, lost] {
        let ready = files.process_files(vec![paper.clone()]).await.unwrap();
        files.store_files(message, ready).await.unwrap();
        assert_eq!(files.fetch_file(message, 0).await.unwrap(), paper);
    }
    // An absent object is not found, as in a folder; it is no failure of the storage.
    assert!(matches!(
        files.fetch_file(stored, 1).await,
        Err(AttachmentError::NotFound)
    ));
    // Only one of the two attachments belongs to a message.
    send_message_with_file(&database, &files, stored, &paper).await;
    assert_eq!(
        delete_orphaned_attachments(&files, &database.db)
            .await
            .unwrap(),
        0,
        "nothing is old yet"
    );
    // Object timestamps are real time; the test clock is mocked.
    let ahead = database
        .clock
        .now()
        .duration_until(model::clock::Clock::System.now())
        .max(jiff::SignedDuration::ZERO);
    database
        .clock
        .advance(ahead + jiff::SignedDuration::from_hours(25));
    assert_eq!(
        delete_orphaned_attachments(&files, &database.db)
            .await
            .unwrap(),
        1
    );
    assert_eq!(files.fetch_file(stored, 0).await.unwrap(), paper);
    assert!(matches!(
        files.fetch_file(lost, 0).await,
        Err(AttachmentError::NotFound)
    ));
}

/// Inserts the message to which a stored file belongs.
async fn send_message_with_file(
    database: &TestDatabase,
    files: &AttachmentStore,
    message: MessageId,
    paper: &[u8],
) {
    let mut tx = database.begin_as("tasha-carter").await;
    let to = model::messages::MessageDestination::Thread(database.thread_id("tasha-june").await);
    let mut draft = model::messages::NewMessage::parse_with_attachments(
        database.clock.new_id(),
        to,
        "en",
        "my lease",
        model::messages::BodyRule::Optional,
    )
    .unwrap();
    (draft.id, draft.files) = (
        Some(message),
        files
            .process_files(vec![paper.to_vec()])
            .await
            .unwrap()
            .into_iter()
            .map(|one| one.attachment)
            .collect(),
    );
    store::messages::send(&mut tx, &draft).await.unwrap();
    tx.commit().await.unwrap();
}
