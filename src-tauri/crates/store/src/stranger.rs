//! What somebody without any login gets from a bucket, tried. Settings say what should be; a
//! storage without policies, a website that means public, or a proxy in front may make it
//! otherwise.

use crate::error::{StoreError, StoreErrorKind, Subject, from_connector};
use crate::names::check_bucket;
use crate::reach::with_body;
use crate::{ObjectAt, Store};
use aws_smithy_runtime_api::client::http::HttpConnector;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};

/// A key that stands for any, to learn where the bucket's files are.
const PROBE: &str = "x";

/// What was answered to requests without a login.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stranger {
    /// The names of files are told.
    pub lists: bool,
    /// A file can be opened; `None` where none was named to be tried.
    pub reads: Option<bool>,
}

impl Store {
    /// Asks for the list of a bucket and for a file of it, as somebody without a login would: a GET
    /// and a HEAD, unsigned. Changes nothing; may be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors) that are of the way there; a refusal is an answer.
    pub async fn as_stranger(&self, bucket: &str, key: Option<&str>) -> Result<Stranger, StoreError> {
        let subject = Subject::new("AsStranger").bucket(bucket);
        check_bucket(subject)?;
        let probe = self.plain_address(&ObjectAt::new(bucket, key.unwrap_or(PROBE))).await?;
        let files = self.plain_address(&ObjectAt::new(bucket, PROBE)).await?;
        let list = format!("{}?list-type=2&max-keys=1", files.strip_suffix(PROBE).unwrap_or(&files));
        let answer = self.unsigned(subject, "GET", &list).await?;
        let body = String::from_utf8_lossy(answer.body().bytes().unwrap_or_default());
        let lists = answer.status().is_success() && body.contains("<ListBucketResult");
        let reads = match key {
            None => None,
            Some(_) => Some(self.unsigned(subject, "HEAD", &probe).await?.status().is_success()),
        };
        Ok(Stranger { lists, reads })
    }

    async fn unsigned(
        &self,
        subject: Subject<'_>,
        method: &'static str,
        address: &str,
    ) -> Result<HttpResponse, StoreError> {
        let mut request = HttpRequest::empty();
        if request.set_method(method).is_err() || request.set_uri(address).is_err() {
            return Err(subject.refuse(StoreErrorKind::Other, "not what anybody could send"));
        }
        let tls = self.is_https();
        let answer = self.0.http.call(request).await.map_err(|error| from_connector(subject, tls, error))?;
        Ok(with_body(answer).await)
    }
}
