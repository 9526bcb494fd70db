//! Messages with attachments, as the form without JavaScript sends them.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "shared by several test files; tests stop at the first surprise"
)]

use http::{Request, header};

use super::{TestApp, TestBrowser, TestResponse};

/// Sends a message with files.
pub async fn send_multipart(
    browser: &mut TestBrowser,
    fields: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> TestResponse {
    post_multipart(browser, "/api/messages/send", fields, files).await
}

/// Posts a form with files: the name and the type of each, as its sender claims them, and its
/// bytes.
pub async fn post_multipart(
    browser: &mut TestBrowser,
    path: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> TestResponse {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend_from_slice(
            format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .as_bytes(),
        );
    }
    // Name and type are what the sender claims; tests send wrong ones.
    for (name, kind, bytes) in files {
        body.extend_from_slice(
            format!(
                "--edge\r\ncontent-disposition: form-data; name=\"file\"; \
                filename=\"{name}\"\r\ncontent-type: {kind}\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--edge--\r\n");
    let request = Request::post(path)
        .header(header::ACCEPT, "text/html")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(body.into())
        .unwrap();
    browser.send_request(request).await
}

pub async fn try_upload(
    app: &TestApp,
    words: &str,
    files: &[(&str, &str, &[u8])],
) -> (TestBrowser, TestResponse) {
    let thread = app.database.thread_id("tasha-june").await.to_string();
    // A new session for each upload: a form that an earlier one left in the session would come back
    // on the page.
    let mut tasha = app.person("tasha-carter").await;
    let form = tasha
        .get(&format!("/messages/{thread}"))
        .await
        .hidden_value("form");
    let page = send_multipart(
        &mut tasha,
        &[
            ("form", &form),
            ("thread", &thread),
            ("to", ""),
            ("body", words),
        ],
        files,
    )
    .await;
    (tasha, page)
}

/// The URL of the first attachment of a message that was just sent.
pub fn first_file_url(sent: &TestResponse) -> String {
    // A sent message is named in the fragment; a refused form redirects to the page without one.
    let (thread, seq) = sent
        .location()
        .split_once("#m")
        .unwrap_or_else(|| panic!("not sent: {}", sent.location()));
    format!("{thread}/file/{seq}/0")
}
