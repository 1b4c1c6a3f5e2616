//! An S3 server of files that lie on no disk: each stretch of them is made when it is asked for, so
//! that a file of gigabytes takes neither room nor time. It notes each request, when it came, when
//! its answer ended, and how much of it was taken. It is for measuring what is asked for; what real
//! servers do is shown elsewhere.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant, SystemTime};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use s3s::dto::{
    Bucket, ETag, GetObjectInput, GetObjectOutput, HeadObjectInput, HeadObjectOutput, ListBucketsInput,
    ListBucketsOutput, ListObjectsV2Input, ListObjectsV2Output, Object, Range, Timestamp,
};
use s3s::{S3, S3Request, S3Response, S3Result, s3_error};

#[cfg(target_os = "linux")]
use crate::app::App;
use crate::serving::Serving;

/// The access key it takes.
pub const ACCESS_KEY: &str = "LARGE";
/// And its secret.
pub const SECRET_KEY: &str = "large-secret";

/// Bytes that are handed on at a time.
const PIECE: u64 = 256 << 10;

/// Stretches of one length, one behind the other: each is made by its number.
pub struct Part {
    length: u64,
    times: u64,
    make: Box<dyn Fn(u64) -> Bytes + Send + Sync>,
}

impl Part {
    /// These bytes, so many times.
    pub fn of(bytes: impl Into<Bytes>, times: u64) -> Self {
        let bytes = bytes.into();
        Self { length: bytes.len() as u64, times, make: Box::new(move |_| bytes.clone()) }
    }

    /// So many that are all as long as the first, and differ.
    pub fn made(times: u64, make: impl Fn(u64) -> Bytes + Send + Sync + 'static) -> Self {
        Self { length: make(0).len() as u64, times, make: Box::new(make) }
    }

    /// Bytes of all of them.
    pub fn size(&self) -> u64 {
        self.length * self.times
    }
}

/// A file.
pub struct Large {
    /// Its key.
    pub key: String,
    parts: Vec<Part>,
}

impl Large {
    /// What its parts are, in their order.
    pub fn new(key: impl Into<String>, parts: Vec<Part>) -> Self {
        Self { key: key.into(), parts }
    }

    /// In bytes.
    pub fn size(&self) -> u64 {
        self.parts.iter().map(Part::size).sum()
    }

    /// What begins there: as much as one stretch has, `most` at most.
    fn piece(&self, mut at: u64, most: u64) -> Bytes {
        for part in &self.parts {
            if at < part.size() {
                let bytes = (part.make)(at / part.length);
                let from = at % part.length;
                let to = part.length.min(from + most);
                return bytes.slice(usize::try_from(from).expect("it fits")..usize::try_from(to).expect("it fits"));
            }
            at -= part.size();
        }
        Bytes::new()
    }

    fn etag(&self) -> String {
        let sum = self
            .key
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        format!("{sum:016x}{:016x}", self.size())
    }
}

/// One request.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// When it came.
    pub began: Instant,
    /// When its answer had been taken, or given up.
    pub ended: Option<Instant>,
    /// Bytes of a file that were taken.
    pub sent: u64,
}

/// The longest chain of requests that each began when the one before had ended: what a person waits
/// for one after the other.
pub fn chain(asked: &[Asked]) -> usize {
    let mut depths: Vec<usize> = Vec::new();
    for (nth, one) in asked.iter().enumerate() {
        let before = asked[..nth].iter().zip(&depths);
        let behind = before.filter(|(other, _)| other.ended.is_some_and(|ended| ended <= one.began));
        let depth = behind.map(|(_, depth)| *depth).max().unwrap_or(0) + 1;
        depths.push(depth);
    }
    depths.into_iter().max().unwrap_or(0)
}

/// A running server with one bucket, called `bucket`; dropping it ends it.
pub struct Depot {
    serving: Serving,
    shared: Arc<Shared>,
}

struct Shared {
    files: Vec<Large>,
    noted: Mutex<Noted>,
}

#[derive(Default)]
struct Noted {
    delay: Duration,
    /// All requests, and how many of them were told, with the bytes that had been taken by then.
    asked: Vec<Asked>,
    told: usize,
    bytes: u64,
}

/// What was asked for since the last time.
#[derive(Clone, Debug, Default)]
pub struct Since {
    /// The requests that came.
    pub asked: Vec<Asked>,
    /// Bytes of files that were taken, also by requests that had come before.
    pub bytes: u64,
}

impl Depot {
    /// Serves these files.
    pub fn start(files: Vec<Large>) -> Self {
        let shared = Arc::new(Shared { files, noted: Mutex::default() });
        let serving = Serving::start(Door(Arc::clone(&shared)), ACCESS_KEY, SECRET_KEY);
        Self { serving, shared }
    }

    /// `http://127.0.0.1:PORT`
    pub fn endpoint(&self) -> &str {
        &self.serving.endpoint
    }

    /// Connects a window that just opened; the one bucket is then in its sidebar.
    #[cfg(target_os = "linux")]
    pub fn connect(&self, app: &App<'_>) {
        crate::serving::connect(app, self.endpoint(), ACCESS_KEY, SECRET_KEY);
    }

    /// Waits so long before every answer from now on.
    pub fn delays(&self, delay: Duration) {
        self.shared.noted().delay = delay;
    }

    /// What was asked for since this was called last.
    pub fn asked(&self) -> Since {
        let mut noted = self.shared.noted();
        let bytes: u64 = noted.asked.iter().map(|one| one.sent).sum();
        let since = Since { asked: noted.asked[noted.told..].to_vec(), bytes: bytes - noted.bytes };
        (noted.told, noted.bytes) = (noted.asked.len(), bytes);
        since
    }
}

impl Shared {
    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A request came. Its number, once its answer may begin.
    async fn begins(&self) -> usize {
        let (number, delay) = {
            let mut noted = self.noted();
            noted.asked.push(Asked { began: Instant::now(), ended: None, sent: 0 });
            (noted.asked.len() - 1, noted.delay)
        };
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        number
    }

    fn ended(&self, number: usize, sent: u64) {
        let asked = &mut self.noted().asked[number];
        (asked.ended, asked.sent) = (Some(Instant::now()), sent);
    }

    fn sends(&self, number: usize, sent: u64) {
        self.noted().asked[number].sent = sent;
    }

    fn find(&self, key: &str) -> S3Result<usize> {
        self.files.iter().position(|file| file.key == key).ok_or_else(|| s3_error!(NoSuchKey))
    }
}

/// A stretch of a file on its way.
struct Stretch {
    shared: Arc<Shared>,
    file: usize,
    number: usize,
    from: u64,
    at: u64,
    end: u64,
}

impl Body for Stretch {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.at >= self.end {
            return Poll::Ready(None);
        }
        let piece = self.shared.files[self.file].piece(self.at, PIECE.min(self.end - self.at));
        self.at += piece.len() as u64;
        self.shared.sends(self.number, self.at - self.from);
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.end - self.at)
    }
}

impl Drop for Stretch {
    fn drop(&mut self) {
        self.shared.ended(self.number, self.at - self.from);
    }
}

struct Door(Arc<Shared>);

#[async_trait::async_trait]
impl S3 for Door {
    async fn list_buckets(&self, _: S3Request<ListBucketsInput>) -> S3Result<S3Response<ListBucketsOutput>> {
        let number = self.0.begins().await;
        self.0.ended(number, 0);
        let bucket = Bucket { name: Some("bucket".into()), creation_date: Some(changed()), ..Bucket::default() };
        Ok(S3Response::new(ListBucketsOutput { buckets: Some(vec![bucket]), ..ListBucketsOutput::default() }))
    }

    async fn list_objects_v2(&self, req: S3Request<ListObjectsV2Input>) -> S3Result<S3Response<ListObjectsV2Output>> {
        let number = self.0.begins().await;
        self.0.ended(number, 0);
        let prefix = req.input.prefix.unwrap_or_default();
        // A thousand at most: this is one page.
        let object = |file: &Large| Object {
            key: Some(file.key.clone()),
            size: i64::try_from(file.size()).ok(),
            last_modified: Some(changed()),
            e_tag: Some(ETag::Strong(file.etag())),
            ..Object::default()
        };
        let after = req.input.start_after.unwrap_or_default();
        let wanted = |file: &&Large| file.key.starts_with(&prefix) && file.key > after;
        let mut contents: Vec<Object> = self.0.files.iter().filter(wanted).map(object).collect();
        contents.sort_by(|a, b| a.key.cmp(&b.key));
        contents.truncate(usize::try_from(req.input.max_keys.unwrap_or(1000)).unwrap_or_default());
        Ok(S3Response::new(ListObjectsV2Output {
            name: Some(req.input.bucket),
            key_count: i32::try_from(contents.len()).ok(),
            is_truncated: Some(false),
            contents: Some(contents),
            ..ListObjectsV2Output::default()
        }))
    }

    async fn head_object(&self, req: S3Request<HeadObjectInput>) -> S3Result<S3Response<HeadObjectOutput>> {
        let number = self.0.begins().await;
        self.0.ended(number, 0);
        let file = &self.0.files[self.0.find(&req.input.key)?];
        Ok(S3Response::new(HeadObjectOutput {
            content_length: i64::try_from(file.size()).ok(),
            e_tag: Some(ETag::Strong(file.etag())),
            last_modified: Some(changed()),
            accept_ranges: Some("bytes".into()),
            ..HeadObjectOutput::default()
        }))
    }

    async fn get_object(&self, req: S3Request<GetObjectInput>) -> S3Result<S3Response<GetObjectOutput>> {
        let number = self.0.begins().await;
        let at = self.0.find(&req.input.key).inspect_err(|_| self.0.ended(number, 0))?;
        let size = self.0.files[at].size();
        let range = req.input.range.as_ref().map(|range: &Range| range.check(size)).transpose();
        let range = range.inspect_err(|_| self.0.ended(number, 0))?;
        let part = range.as_ref().map(|range| format!("bytes {}-{}/{size}", range.start, range.end - 1));
        let range = range.unwrap_or(0..size);
        let stretch = Stretch {
            shared: Arc::clone(&self.0),
            file: at,
            number,
            from: range.start,
            at: range.start,
            end: range.end,
        };
        Ok(S3Response::new(GetObjectOutput {
            body: Some(s3s::Body::http_body_unsync(stretch).into()),
            content_length: i64::try_from(range.end - range.start).ok(),
            content_range: part,
            accept_ranges: Some("bytes".into()),
            e_tag: Some(ETag::Strong(self.0.files[at].etag())),
            last_modified: Some(changed()),
            ..GetObjectOutput::default()
        }))
    }
}

fn changed() -> Timestamp {
    Timestamp::from(SystemTime::UNIX_EPOCH + Duration::from_secs(1_760_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_the_same_whatever_stretch_is_asked_for() {
        let parts = vec![Part::of("head", 1), Part::made(3, |nth| Bytes::from(format!("<{nth}>"))), Part::of("ab", 2)];
        let file = Large::new("a", parts);
        assert_eq!(file.size(), 17);
        let all = |from: u64, step: u64| {
            let (mut at, mut bytes) = (from, Vec::new());
            while at < file.size() {
                let piece = file.piece(at, step);
                at += piece.len() as u64;
                bytes.extend_from_slice(&piece);
            }
            String::from_utf8(bytes).expect("text")
        };
        for step in [1, 2, 100] {
            assert_eq!(all(0, step), "head<0><1><2>abab");
            assert_eq!(all(5, step), "0><1><2>abab");
        }
    }

    #[test]
    fn a_chain_is_of_requests_that_waited_for_each_other() {
        let start = Instant::now();
        let at = |began: u64, ended: Option<u64>| Asked {
            began: start + Duration::from_millis(began),
            ended: ended.map(|ended| start + Duration::from_millis(ended)),
            sent: 0,
        };
        assert_eq!(chain(&[]), 0);
        assert_eq!(chain(&[at(0, Some(80)), at(1, Some(81)), at(2, None)]), 1, "beside one another");
        assert_eq!(chain(&[at(0, Some(80)), at(90, Some(170)), at(91, Some(175)), at(180, None)]), 3);
    }
}
