//! What the SDK goes through without telling anybody, because it tries again by itself: servers
//! that ask for fewer requests, and requests whose answer never came. Both are counted, so that
//! whoever decides how much goes at once can do less, and whoever began something can look whether
//! it was begun twice.
//!
//! Of the two headers that say how long to wait the SDK reads only Amazon's own. `Retry-After` is
//! heeded here, as RFC 9110 has it (seconds; a date is left to the usual pause).

use aws_sdk_s3::config::interceptors::{FinalizerInterceptorContextRef, InterceptorContext};
use aws_sdk_s3::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, RetryAction, RetryClassifierPriority};
use aws_smithy_types::retry::ErrorKind;
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The longest that a server may ask for; a queue that waits longer says so instead.
const LONGEST: Duration = Duration::from_secs(20);

/// Counts attempts that went wrong.
#[derive(Clone, Debug, Default)]
pub(crate) struct Troubles(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    slow: AtomicU64,
    unheard: AtomicU64,
}

impl Troubles {
    /// Answers that asked for fewer requests.
    pub(crate) fn slow(&self) -> u64 {
        self.0.slow.load(Ordering::Relaxed)
    }

    /// Attempts of which nobody knows whether they were carried out.
    pub(crate) fn unheard(&self) -> u64 {
        self.0.unheard.load(Ordering::Relaxed)
    }
}

fn is_slow(status: u16) -> bool {
    matches!(status, 429 | 503)
}

impl Intercept for Troubles {
    fn name(&self) -> &'static str {
        "Troubles"
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        let status = context.response().map(|answer| answer.status().as_u16());
        let went_well = matches!(context.output_or_error(), Some(Ok(_)));
        match status {
            Some(status) if is_slow(status) => drop(self.0.slow.fetch_add(1, Ordering::Relaxed)),
            Some(status) if went_well || (300..500).contains(&status) => {}
            _ => drop(self.0.unheard.fetch_add(1, Ordering::Relaxed)),
        }
        Ok(())
    }
}

/// Waits as long as the server says before asking again.
#[derive(Debug)]
pub(crate) struct HeedRetryAfter;

impl ClassifyRetry for HeedRetryAfter {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let Some(answer) = context.response() else { return RetryAction::NoActionIndicated };
        let told = answer.headers().get("retry-after").and_then(pause);
        match told.filter(|_| is_slow(answer.status().as_u16())) {
            Some(pause) => RetryAction::retryable_error_with_explicit_delay(ErrorKind::ThrottlingError, pause),
            None => RetryAction::NoActionIndicated,
        }
    }

    fn name(&self) -> &'static str {
        "Retry-After"
    }

    fn priority(&self) -> RetryClassifierPriority {
        // Behind the SDK's own, whose word on the pause it replaces.
        RetryClassifierPriority::run_after(RetryClassifierPriority::transient_error_classifier())
    }
}

fn pause(told: &str) -> Option<Duration> {
    told.trim().parse().ok().map(|seconds| Duration::from_secs(seconds).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_heeded_within_reason() {
        assert_eq!(pause(" 2 "), Some(Duration::from_secs(2)));
        assert_eq!(pause("86400"), Some(LONGEST));
        assert_eq!(pause("Wed, 21 Oct 2026 07:28:00 GMT"), None);
    }
}
