//! Bytes in and out. In: into a new blob file while they are hashed, and checked against what the
//! sender said of them. Out: a range of an object's pieces as a stream. Neither holds more than a
//! few chunks in memory, whatever the size.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use http::{HeaderMap, StatusCode};
use s3s::checksum::ChecksumHasher;
use s3s::crypto::{Checksum as _, Md5};
use s3s::dto::StreamingBlob;
use s3s::{S3Error, S3Result, TrailingHeaders, s3_error};

use super::{Endpoint, blocking, custom};
use crate::checksum::{Algorithm, Checksum};
use crate::store::{Blob, Piece};

/// Bytes of a refused body that are read to be thrown away.
const DRAIN: usize = 256 * 1024 * 1024;

/// Bytes gathered before one trip to the disk.
const BATCH: usize = 1 << 20;
/// Bytes read at a time.
const CHUNK: u64 = 256 << 10;

/// What the sender said of the bytes.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) size: Option<i64>,
    /// The `Content-MD5` header, in Base64.
    pub(super) md5: Option<String>,
    /// What to hash with, and the value if it came ahead of the bytes.
    pub(super) checksum: Option<(Algorithm, Option<String>)>,
    /// Where a value comes that is sent after the bytes.
    pub(super) trailers: Option<TrailingHeaders>,
}

/// Bytes in a blob file and on the disk, not yet named by any record.
#[derive(Debug)]
pub(super) struct Received {
    pub(super) piece: Piece,
    pub(super) md5: [u8; 16],
    pub(super) checksum: Option<Checksum>,
}

impl Received {
    pub(super) fn etag(&self) -> String {
        hex::encode(self.md5)
    }
}

impl Said {
    /// What the headers say: `x-amz-checksum-*`, or the algorithm named for a trailer or by an SDK.
    /// `instead` is hashed with when they name none.
    pub(super) fn of(headers: &HeaderMap, trailers: Option<TrailingHeaders>, instead: Option<Algorithm>) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let ahead = Algorithm::ALL.into_iter().find_map(|algorithm| {
            let value = text(algorithm.header())?;
            Some((algorithm, Some(value.to_owned())))
        });
        let trailer = text("x-amz-trailer").and_then(|name| name.trim().strip_prefix("x-amz-checksum-"));
        let named = trailer.or_else(|| text("x-amz-sdk-checksum-algorithm")).and_then(Algorithm::named);
        Self {
            size: None,
            md5: text("content-md5").map(str::to_owned),
            checksum: ahead.or_else(|| Some((named.or(instead)?, None))),
            trailers,
        }
    }

    fn check(self, size: u64, md5: &[u8; 16], checksum: Option<&Checksum>) -> S3Result<()> {
        if self.size.is_some_and(|said| u64::try_from(said) != Ok(size)) {
            return Err(s3_error!(
                IncompleteBody,
                "You did not provide the number of bytes specified by the Content-Length HTTP header"
            ));
        }
        if let Some(said) = self.md5 {
            let said = BASE64.decode(said).ok().filter(|bytes| bytes.len() == md5.len());
            let said = said.ok_or_else(|| s3_error!(InvalidDigest, "The Content-MD5 you specified is not valid."))?;
            if said != md5 {
                let message = "The Content-MD5 you specified did not match what we received.";
                return Err(s3_error!(BadDigest, "{message}"));
            }
        }
        let Some((algorithm, ahead)) = self.checksum else {
            return Ok(());
        };
        let after = self.trailers.and_then(|trailers| {
            let value = trailers.read(|headers| headers.get(algorithm.header()).cloned())?;
            value?.to_str().ok().map(str::to_owned)
        });
        match ahead.or(after) {
            Some(said) if Some(&said) != checksum.map(|checksum| &checksum.value) => Err(s3_error!(
                BadDigest,
                "The {} you specified did not match the calculated checksum.",
                algorithm.name()
            )),
            _ => Ok(()),
        }
    }
}

/// A file being written and the hashes of its bytes.
struct Sink {
    file: File,
    size: u64,
    md5: Md5,
    hasher: ChecksumHasher,
}

impl Sink {
    fn take(&mut self, batch: &[Bytes]) -> io::Result<()> {
        for bytes in batch {
            self.md5.update(bytes);
            self.hasher.update(bytes);
            self.file.write_all(bytes)?;
            self.size += bytes.len() as u64;
        }
        Ok(())
    }
}

/// Takes a body in. Whatever fails, the file goes with the piece.
pub(super) async fn receive(endpoint: &Endpoint, body: Option<StreamingBlob>, said: Said) -> S3Result<Received> {
    let store = Arc::clone(&endpoint.store);
    let (id, blob, file) = blocking(move || store.blobs.begin()).await?;
    let algorithm = said.checksum.as_ref().map(|(algorithm, _)| *algorithm);
    let mut sink =
        Sink { file, size: 0, md5: Md5::new(), hasher: algorithm.map(Algorithm::hasher).unwrap_or_default() };
    let mut body = body;
    while let Some(batch) = next_batch(body.as_mut()).await? {
        sink = match blocking(move || sink.take(&batch).map(|()| sink)).await {
            Ok(sink) => sink,
            Err(refusal) => {
                drain(body).await;
                return Err(refusal);
            }
        };
    }
    let Sink { file, size, md5, hasher } = sink;
    let md5 = md5.finalize();
    let checksum = algorithm.and_then(|algorithm| algorithm.finish(hasher));
    said.check(size, &md5, checksum.as_ref())?;
    blocking(move || file.sync_data()).await?;
    let piece = Piece { id, size, blob: Some(blob) };
    Ok(Received { piece, md5, checksum })
}

/// Reads a body that is not wanted to its end, or so far. A client that is still sending when the
/// answer comes may see its connection break before it has read the answer.
async fn drain(body: Option<StreamingBlob>) {
    let (mut body, mut size) = (body, 0);
    while size < DRAIN
        && let Ok(Some(batch)) = next_batch(body.as_mut()).await
    {
        size += batch.iter().map(Bytes::len).sum::<usize>();
    }
}

async fn next_batch(body: Option<&mut StreamingBlob>) -> S3Result<Option<Vec<Bytes>>> {
    let Some(body) = body else {
        return Ok(None);
    };
    let (mut batch, mut size) = (Vec::new(), 0);
    while size < BATCH
        && let Some(bytes) = body.next().await
    {
        let bytes = bytes.map_err(cut_short)?;
        size += bytes.len();
        batch.push(bytes);
    }
    Ok((!batch.is_empty()).then_some(batch))
}

/// Why a body broke off. `s3s` verifies the body's own signatures but keeps the types of those
/// errors to itself; their text tells.
fn cut_short(error: s3s::StdError) -> S3Error {
    let text = error.to_string();
    if text.contains("Sha256Mismatch") {
        let message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
        return custom(StatusCode::BAD_REQUEST, "XAmzContentSHA256Mismatch", message);
    }
    if text.contains("SignatureMismatch") {
        return s3_error!(SignatureDoesNotMatch, "The signature of a chunk does not match.");
    }
    s3_error!(IncompleteBody, "The request body ended too early: {text}")
}

/// The bytes of `range` as a stream. The files stay until it ends, even if the object is replaced
/// meanwhile.
pub(super) fn stream(pieces: &[Piece], range: Range<u64>) -> StreamingBlob {
    let windows = windows(pieces, range);
    StreamingBlob::wrap(stream::try_unfold((windows, None), |(mut windows, mut open)| async move {
        loop {
            let (file, left) = match open.take() {
                Some(open) => open,
                None => match windows.pop_front() {
                    Some(window) => spawn(move || open_window(&window)).await?,
                    None => return io::Result::Ok(None),
                },
            };
            if left > 0 {
                let (bytes, file) = spawn(move || read_chunk(file, left.min(CHUNK))).await?;
                let left = left - bytes.len() as u64;
                return Ok(Some((bytes, (windows, Some((file, left))))));
            }
        }
    }))
}

/// A part of one blob file.
type Window = (Arc<Blob>, Range<u64>);

fn windows(pieces: &[Piece], range: Range<u64>) -> VecDeque<Window> {
    let mut start = 0;
    let mut windows = VecDeque::new();
    for piece in pieces {
        let end = start + piece.size;
        let (first, last) = (range.start.max(start), range.end.min(end));
        if let Some(blob) = piece.blob.as_ref().filter(|_| first < last) {
            windows.push_back((Arc::clone(blob), first - start..last - start));
        }
        start = end;
    }
    windows
}

fn open_window((blob, range): &Window) -> io::Result<(File, u64)> {
    let mut file = blob.open()?;
    file.seek(SeekFrom::Start(range.start))?;
    Ok((file, range.end - range.start))
}

fn read_chunk(mut file: File, size: u64) -> io::Result<(Bytes, File)> {
    let mut chunk = Vec::new();
    Read::by_ref(&mut file).take(size).read_to_end(&mut chunk)?;
    if chunk.is_empty() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok((chunk.into(), file))
}

async fn spawn<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}
