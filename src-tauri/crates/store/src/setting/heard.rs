//! A document on its way: what a server answered, before anybody reads it, and what it is sent in
//! the place of what the SDK would write.

use super::{Element, add_md5};
use crate::checksum::{Algorithm, Checksum};
use aws_sdk_s3::config::http::HttpRequest;
use aws_sdk_s3::config::interceptors::AfterDeserializationInterceptorContextRef;
use aws_sdk_s3::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use std::sync::{Arc, Mutex, PoisonError};

/// Says from which size on a lifecycle moves files.
const LEAST: &str = "x-amz-transition-default-minimum-object-size";

/// Status, body, and the least size that a lifecycle moves.
type Answer = (u16, Bytes, Option<String>);

/// Notes the last answer to a call.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heard(Arc<Mutex<Answer>>);

impl Heard {
    /// The answer.
    pub(super) fn take(&self) -> Answer {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Intercept for Heard {
    fn name(&self) -> &'static str {
        "Heard"
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let answer = context.response();
        let body = Bytes::copy_from_slice(answer.body().bytes().unwrap_or_default());
        let least = answer.headers().get(LEAST).map(str::to_owned);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (answer.status().as_u16(), body, least);
        Ok(())
    }
}

/// A document that goes out as it is.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    body: Bytes,
    least: Option<String>,
}

impl Sent {
    pub(super) fn new(root: &Element, least: Option<String>) -> Self {
        Self { body: root.to_xml().into_bytes().into(), least }
    }

    /// Puts it into a request that the SDK has built without a body, with the sums that belong to
    /// it.
    pub(super) fn carry(&self, request: &mut HttpRequest) {
        *request.body_mut() = SdkBody::from(self.body.clone());
        let headers = request.headers_mut();
        headers.insert("content-length", self.body.len().to_string());
        headers.insert("content-type", "application/xml");
        if headers.get("x-amz-sdk-checksum-algorithm").is_some() {
            headers.insert("x-amz-checksum-crc32", Checksum::of(Algorithm::Crc32, &self.body).value);
        }
        if let Some(least) = &self.least {
            headers.insert(LEAST, least.clone());
        }
        add_md5(request);
    }
}
