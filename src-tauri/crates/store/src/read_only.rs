//! Read-only connections: nothing that could change a bucket leaves this computer.
//!
//! It is decided by the HTTP method, at the one door through which all calls to S3 go, so that a
//! call which nobody has thought of yet is refused as well. S3 reads with GET and HEAD alone.

use aws_sdk_s3::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_s3::config::{ConfigBag, Intercept, RuntimeComponents};
use std::error::Error;
use std::fmt;

/// Refuses every request but GET and HEAD.
#[derive(Debug)]
pub(crate) struct ReadOnly;

/// The request would have changed something.
#[derive(Debug)]
pub(crate) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this connection is read-only")
    }
}

impl Error for Refused {}

impl Intercept for ReadOnly {
    fn name(&self) -> &'static str {
        "ReadOnly"
    }

    fn read_after_serialization(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        match context.request().method() {
            "GET" | "HEAD" => Ok(()),
            _ => Err(Refused.into()),
        }
    }
}
