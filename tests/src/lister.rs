//! An S3 server that does nothing but list: any number of buckets, of any size whose keys are made
//! by arithmetic, or given, with a delay before every answer. It is for measuring and for the
//! exactness of listings; what real servers do is shown elsewhere.
//!
//! It lists as AWS does, in UTF-8 byte order; where asked to, as servers do that list folder by
//! folder or know no `start-after`.

mod shelf;
mod versions;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use s3s::dto::{
    Bucket, CommonPrefix, ETag, EncodingType, ListBucketsInput, ListBucketsOutput, ListObjectVersionsInput,
    ListObjectVersionsOutput, ListObjectsInput, ListObjectsOutput, ListObjectsV2Input, ListObjectsV2Output, Object,
    ObjectStorageClass, Timestamp,
};
use s3s::{S3, S3Request, S3Response, S3Result, s3_error};

#[cfg(target_os = "linux")]
use crate::app::App;
use crate::serving::Serving;

pub use self::shelf::{Keys, Shelf};

/// The access key it takes.
pub const ACCESS_KEY: &str = "LISTER";
/// And its secret.
pub const SECRET_KEY: &str = "lister-secret";

/// How it lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// In byte order, heeding `start-after`.
    #[default]
    AsAws,
    /// As AWS, but `start-after` is ignored.
    IgnoresStartAfter,
    /// As AWS, but `start-after` is refused.
    RefusesStartAfter,
    /// Folder by folder: `a/b` comes before `a!`. `start-after` is heeded in that order.
    ByFolder,
    /// The last key first, as no order that a person would name: what a server may do that promises
    /// none.
    Backwards,
    /// Knows ListObjects alone, as servers of before 2016 do: takes a question of ListObjectsV2 for
    /// one of that.
    OnlyByKeys,
    /// As AWS, but two tokens lead to one another from the third page on.
    Circle,
}

/// What it does to those who ask.
#[derive(Clone, Debug, Default)]
pub struct Mood {
    /// Waits so long before every answer.
    pub delay: Duration,
    /// How it lists.
    pub manner: Manner,
    /// Answers that fail with 403 while it is asked for pages that begin behind this text.
    pub refuses_behind: Option<String>,
    /// Answers 503 SlowDown while more requests than this are under way.
    pub busy_above: Option<usize>,
    /// So many buckets, in a thousand regions; 0 is one, called `bucket`. As AWS does, it tells
    /// regions only page by page, and nothing otherwise of more than 10,000.
    pub buckets: usize,
    /// So many versions of each key; 0: it knows nothing of versions.
    pub versions: usize,
}

/// A running server; dropping it ends it.
pub struct Lister {
    /// `http://127.0.0.1:PORT`
    pub endpoint: String,
    shared: Arc<Shared>,
    _serving: Serving,
}

struct Shared {
    shelf: Shelf,
    mood: Mutex<Mood>,
    asked: AtomicUsize,
    under_way: AtomicUsize,
}

impl Lister {
    /// Serves `shelf` under every bucket name.
    pub fn start(shelf: Shelf, mood: Mood) -> Self {
        let shared = Arc::new(Shared {
            shelf,
            mood: Mutex::new(mood),
            asked: AtomicUsize::default(),
            under_way: AtomicUsize::default(),
        });
        let serving = Serving::start(Door(Arc::clone(&shared)), ACCESS_KEY, SECRET_KEY);
        Self { endpoint: serving.endpoint.clone(), shared, _serving: serving }
    }

    /// Changes how it behaves from the next request on.
    pub fn set(&self, change: impl FnOnce(&mut Mood)) {
        change(&mut self.shared.mood.lock().expect("not poisoned"));
    }

    /// The keys, which may be changed while it serves.
    pub fn shelf(&self) -> &Shelf {
        &self.shared.shelf
    }

    /// Requests so far.
    pub fn asked(&self) -> usize {
        self.shared.asked.load(Ordering::SeqCst)
    }

    /// Connects a window that just opened; the one bucket is then in its sidebar.
    #[cfg(target_os = "linux")]
    pub fn connect(&self, app: &App<'_>) {
        crate::serving::connect(app, &self.endpoint, ACCESS_KEY, SECRET_KEY);
    }
}

struct Door(Arc<Shared>);

#[async_trait::async_trait]
impl S3 for Door {
    async fn list_buckets(&self, req: S3Request<ListBucketsInput>) -> S3Result<S3Response<ListBucketsOutput>> {
        self.0.buckets(&req.input)
    }

    async fn list_objects(&self, req: S3Request<ListObjectsInput>) -> S3Result<S3Response<ListObjectsOutput>> {
        let asked = req.input;
        let as_v2 = ListObjectsV2Input {
            bucket: asked.bucket,
            prefix: asked.prefix,
            delimiter: asked.delimiter,
            max_keys: asked.max_keys,
            continuation_token: asked.marker.as_deref().map(to_token),
            ..ListObjectsV2Input::default()
        };
        let page = self.0.page(as_v2).await?.output;
        Ok(S3Response::new(ListObjectsOutput {
            is_truncated: page.is_truncated,
            contents: page.contents,
            common_prefixes: page.common_prefixes,
            encoding_type: page.encoding_type,
            ..ListObjectsOutput::default()
        }))
    }

    async fn list_object_versions(
        &self,
        req: S3Request<ListObjectVersionsInput>,
    ) -> S3Result<S3Response<ListObjectVersionsOutput>> {
        self.0.versions(req.input).await
    }

    async fn list_objects_v2(&self, req: S3Request<ListObjectsV2Input>) -> S3Result<S3Response<ListObjectsV2Output>> {
        let mut asked = req.input;
        let old = self.0.mood.lock().expect("not poisoned").manner == Manner::OnlyByKeys;
        if old {
            (asked.continuation_token, asked.start_after) = (None, None);
        }
        let mut page = self.0.page(asked).await?;
        if old {
            page.output.next_continuation_token = None;
        }
        Ok(page)
    }
}

impl Shared {
    async fn page(&self, asked: ListObjectsV2Input) -> S3Result<S3Response<ListObjectsV2Output>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let under_way = self.under_way.fetch_add(1, Ordering::SeqCst) + 1;
        let mood = self.mood.lock().expect("not poisoned").clone();
        if !mood.delay.is_zero() {
            tokio::time::sleep(mood.delay).await;
        }
        let answer = self.answer(asked, &mood, under_way);
        self.under_way.fetch_sub(1, Ordering::SeqCst);
        answer
    }

    async fn versions(&self, asked: ListObjectVersionsInput) -> S3Result<S3Response<ListObjectVersionsOutput>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mood = self.mood.lock().expect("not poisoned").clone();
        if !mood.delay.is_zero() {
            tokio::time::sleep(mood.delay).await;
        }
        versions::page(&self.shelf, asked, mood.versions)
    }

    fn buckets(&self, asked: &ListBucketsInput) -> S3Result<S3Response<ListBucketsOutput>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let many = self.mood.lock().expect("not poisoned").buckets;
        let paged = asked.max_buckets.is_some() || asked.continuation_token.is_some();
        if many > 10_000 && !paged {
            return Err(s3_error!(InvalidRequest));
        }
        let from: usize =
            asked.continuation_token.as_deref().map_or(Ok(0), str::parse).map_err(|_| s3_error!(InvalidArgument))?;
        let limit = usize::try_from(asked.max_buckets.unwrap_or(10_000)).unwrap_or_default();
        let to = many.max(1).min(from + limit);
        let created =
            |at: usize| Timestamp::from(SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000 + at as u64));
        let bucket = |at: usize| Bucket {
            name: Some(if many == 0 { "bucket".to_owned() } else { format!("bucket-{at:05}") }),
            creation_date: Some(created(at)),
            bucket_region: paged.then(|| format!("region-{}", at % 1_000)),
        };
        Ok(S3Response::new(ListBucketsOutput {
            buckets: Some((from..to).map(bucket).collect()),
            continuation_token: (to < many).then(|| to.to_string()),
            ..ListBucketsOutput::default()
        }))
    }

    fn answer(
        &self,
        asked: ListObjectsV2Input,
        mood: &Mood,
        under_way: usize,
    ) -> S3Result<S3Response<ListObjectsV2Output>> {
        if mood.busy_above.is_some_and(|most| under_way > most) {
            return Err(s3_error!(SlowDown));
        }
        let after = match (&asked.continuation_token, asked.start_after) {
            (Some(token), _) => Some(from_token(token)?),
            (None, Some(_)) if mood.manner == Manner::RefusesStartAfter => return Err(s3_error!(NotImplemented)),
            (None, Some(_)) if mood.manner == Manner::IgnoresStartAfter => None,
            (None, after) => after,
        };
        if let (Some(from), Some(after)) = (&mood.refuses_behind, &after)
            && after > from
        {
            return Err(s3_error!(AccessDenied));
        }
        let limit = usize::try_from(asked.max_keys.unwrap_or(1000).clamp(0, 1000)).unwrap_or_default();
        let question = shelf::Question {
            prefix: asked.prefix.as_deref().unwrap_or_default(),
            folders: asked.delimiter.is_some(),
            after: after.as_deref(),
            by_folder: mood.manner == Manner::ByFolder,
            backwards: mood.manner == Manner::Backwards,
            limit,
        };
        let page = self.shelf.page(&question);
        let modified = |size: u64| Timestamp::from(SystemTime::UNIX_EPOCH + Duration::from_secs(1_760_000_000 - size));
        let object = |key: &String| Object {
            key: Some(encoded(key)),
            size: i64::try_from(size_of(key)).ok(),
            last_modified: Some(modified(size_of(key))),
            e_tag: Some(ETag::Strong("9a0364b9e99bb480dd25e1f0284c8555".into())),
            storage_class: Some(ObjectStorageClass::from_static(ObjectStorageClass::STANDARD)),
            ..Object::default()
        };
        Ok(S3Response::new(ListObjectsV2Output {
            name: Some(asked.bucket),
            prefix: asked.prefix.as_deref().map(encoded),
            max_keys: asked.max_keys,
            encoding_type: Some(EncodingType::from_static(EncodingType::URL)),
            key_count: i32::try_from(page.keys.len() + page.folders.len()).ok(),
            is_truncated: Some(page.next.is_some()),
            next_continuation_token: match (&after, mood.manner) {
                (Some(behind), Manner::Circle) if self.asked.load(Ordering::SeqCst).is_multiple_of(2) => {
                    Some(to_token(behind))
                }
                _ => page.next.as_deref().map(to_token),
            },
            contents: Some(page.keys.iter().map(object).collect()),
            common_prefixes: Some(
                page.folders.iter().map(|folder| CommonPrefix { prefix: Some(encoded(folder)) }).collect(),
            ),
            ..ListObjectsV2Output::default()
        }))
    }
}

/// The size that it gives an object: below five million, and much the same for no two neighbours.
pub fn size_of(key: &str) -> u64 {
    key.bytes().fold(0, |sum: u64, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)) % 5_000_000
}

const ENCODED: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'/');

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, ENCODED).to_string()
}

/// Tokens carry keys that no XML could.
fn to_token(key: &str) -> String {
    key.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn from_token(token: &str) -> S3Result<String> {
    let byte = |at: usize| u8::from_str_radix(token.get(at..at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..token.len()).step_by(2).map(byte).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(|| s3_error!(InvalidArgument))
}
