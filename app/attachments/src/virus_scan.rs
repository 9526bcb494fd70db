//! Scans files with clamd.

use clamav_client::tokio::{Socket, Tcp, scan_buffer};
use model::ErrorCode;

use super::AttachmentStore;

impl AttachmentStore {
    /// Accepts every file where no scanner is configured.
    ///
    /// # Errors
    /// `messages-file-harmful` for an infected file; `messages-file-later` when the scanner does
    /// not respond.
    pub(super) async fn scan_for_viruses(&self, bytes: &[u8]) -> Result<(), ErrorCode> {
        let Some(scanner) = self.scanner.as_deref() else {
            return Ok(());
        };
        let response = if scanner.starts_with('/') {
            scan_buffer(
                bytes,
                Socket {
                    socket_path: scanner,
                },
                None,
            )
            .await
        } else {
            scan_buffer(
                bytes,
                Tcp {
                    host_address: scanner,
                },
                None,
            )
            .await
        };
        match response.map(|response| clamav_client::clean(&response)) {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err("messages-file-harmful"),
            // Fail closed: a file that could not be scanned is refused.
            Ok(Err(_)) | Err(_) => {
                tracing::error!("the virus scanner does not respond");
                Err("messages-file-later")
            }
        }
    }
}
