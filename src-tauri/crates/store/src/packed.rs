//! Objects that were stored compressed, as their bytes are. Google unpacks an object of
//! `Content-Encoding: gzip` for whoever does not say that they take gzip: other bytes than were
//! stored, without a length, and ranges are ignored. So objects are asked for with
//! `Accept-Encoding: gzip` there, and nothing on this side unpacks what comes.
//! <https://cloud.google.com/storage/docs/transcoding>
//!
//! Not everywhere: between this computer and other servers stand proxies that would compress
//! because of it, and then the bytes are not the object's either. An answer that was unpacked says
//! so, and from then on the header goes along.
//!
//! The header is added behind the signature: Google's own front changes it on the way, and would
//! then refuse the call.

use aws_sdk_s3::config::interceptors::{
    BeforeDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
};
use aws_sdk_s3::config::{ConfigBag, Intercept, RuntimeComponents};
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a server unpacks objects; shared by all calls of a store.
#[derive(Clone, Debug, Default)]
pub(crate) struct Packed(Arc<AtomicBool>);

impl Packed {
    pub(crate) fn new(unpacks: bool) -> Self {
        Self(Arc::new(AtomicBool::new(unpacks)))
    }

    /// Whether the server is known to unpack.
    pub(crate) fn is_asked_for(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Intercept for Packed {
    fn name(&self) -> &'static str {
        "Packed"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        if self.is_asked_for() {
            context.request_mut().headers_mut().insert("accept-encoding", "gzip");
        }
        Ok(())
    }

    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        let headers = context.response().headers();
        let said = |name: &str, word: &str| headers.get(name).is_some_and(|told| told.contains(word));
        let unpacked = said("x-guploader-response-body-transformations", "gunzipped") || said("warning", "gunzipped");
        let stored = said("x-goog-stored-content-encoding", "gzip") && !said("content-encoding", "gzip");
        if unpacked || stored {
            self.0.store(true, Ordering::Relaxed);
        }
        Ok(())
    }
}
