//! How a setting's document is asked for and sent. The SDK signs, repeats and says what failed; the
//! document itself passes by it ([`Heard`], [`Sent`]).
//!
//! [`Heard`]: super::Heard
//! [`Sent`]: super::Sent

/// The two calls of the SDK that read a setting's document and write it.
macro_rules! calls {
    ($get:ident, $put:ident) => {
        async fn ask(
            store: &$crate::Store,
            subject: $crate::error::Subject<'_>,
            heard: &$crate::setting::Heard,
        ) -> Result<(), $crate::StoreError> {
            let bucket = subject.bucket.unwrap_or_default();
            store
                .call(subject, |client| client.$get().bucket(bucket).customize().interceptor(heard.clone()).send())
                .await
                .map(drop)
        }

        async fn send(
            store: &$crate::Store,
            subject: $crate::error::Subject<'_>,
            sent: $crate::setting::Sent,
        ) -> Result<(), $crate::StoreError> {
            let bucket = subject.bucket.unwrap_or_default();
            store
                .call(subject, |client| {
                    let sent = sent.clone();
                    let call = client.$put().bucket(bucket).customize();
                    call.mutate_request(move |request| sent.carry(request)).send()
                })
                .await
                .map(drop)
        }
    };
}

pub(super) use calls;
