//! Reading up to a bound and no further: files here, answers of servers on the wire.

mod tool;

pub(crate) use self::tool::end_group;
pub use self::tool::output;

use std::error::Error;
use std::io::{self, Read};
use std::path::Path;

use aws_sdk_s3::config::interceptors::BeforeDeserializationInterceptorContextMut;
use aws_sdk_s3::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_types::body::SdkBody;
use http_body_util::Limited;
use tokio::io::AsyncReadExt;

pub use ground::bounds::*;

/// Reads a file, and fails where it has more than `most` bytes.
///
/// # Errors
/// It cannot be read, or is longer ([`io::ErrorKind::FileTooLarge`]).
pub fn read_file(file: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    within(bytes, most)
}

/// The same without waiting for the disk.
pub(crate) async fn read_file_soon(file: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    tokio::fs::File::open(file).await?.take(most as u64 + 1).read_to_end(&mut bytes).await?;
    within(bytes, most)
}

fn within(bytes: Vec<u8>, most: usize) -> io::Result<Vec<u8>> {
    if bytes.len() > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Ends every answer that would be read into memory whole and is longer than [`ANSWER`]; an
/// object's content is a stream, and may be as long as it is.
#[derive(Debug)]
pub(crate) struct Bounded;

impl Intercept for Bounded {
    fn name(&self) -> &'static str {
        "Bounded"
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        if config.load::<Metadata>().is_some_and(|call| call.name() == "GetObject") {
            return Ok(());
        }
        let body = std::mem::replace(context.response_mut().body_mut(), SdkBody::taken());
        *context.response_mut().body_mut() = SdkBody::from_body_1_x(Limited::new(body, ANSWER));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::testing::{answer, store};
    use crate::{Get, ListRequest};
    use tokio::io::AsyncWriteExt;

    #[tokio::test]
    async fn a_file_is_read_up_to_its_bound_and_no_further() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, b"12345").unwrap();
        assert_eq!(read_file(&file, 5).unwrap(), b"12345");
        assert_eq!(read_file_soon(&file, 5).await.unwrap(), b"12345");
        assert_eq!(read_file(&file, 4).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(read_file_soon(&file, 4).await.unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    /// A server that says 200 and sends spaces for ever, which XML allows; how much it got rid of.
    async fn endless() -> (String, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let sent = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let count = sent.clone();
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let count = count.clone();
                tokio::spawn(async move {
                    crate::testing::read_request(&mut socket).await;
                    let head =
                        answer(200, &[("content-type", "application/xml"), ("content-length", "1099511627776")], "");
                    let piece = vec![b' '; 1 << 20];
                    let mut written = socket.write_all(&head).await;
                    while written.is_ok() && count.load(std::sync::atomic::Ordering::SeqCst) < (ANSWER * 4) {
                        written = socket.write_all(&piece).await;
                        count.fetch_add(piece.len(), std::sync::atomic::Ordering::SeqCst);
                    }
                });
            }
        });
        (endpoint, sent)
    }

    #[tokio::test]
    async fn an_answer_without_end_is_an_error_and_an_object_is_not() {
        let (endpoint, sent) = endless().await;
        let whole = ListRequest { bucket: "bucket".into(), ..ListRequest::default() };
        store("other", &endpoint).list(whole).await.unwrap_err();
        let taken = sent.swap(0, std::sync::atomic::Ordering::SeqCst);
        assert!(taken < ANSWER + (16 << 20), "{taken} bytes were taken");

        let mut object = store("other", &endpoint).get(&crate::testing::at("k"), Get::default()).await.unwrap();
        let mut came = 0;
        while came < ANSWER + (2 << 20) {
            came += object.chunk().await.unwrap().unwrap().len();
        }
    }
}
