//! The one list of which call of the SDK reads a setting's document and which writes it. The SDK signs, repeats and says
//! what failed; the document itself passes by it ([`Heard`], [`Sent`]).

use super::{Heard, Sent, XmlSetting};
use crate::Store;
use crate::error::{Place, StoreError};

macro_rules! calls {
    ($($setting:ident: $get:ident $put:ident,)+) => {
        impl Store {
            /// Asks for a document; what was answered is in `heard`.
            pub(super) async fn ask(
                &self,
                setting: XmlSetting,
                place: Place<'_>,
                heard: &Heard,
            ) -> Result<(), StoreError> {
                let bucket = place.bucket.unwrap_or_default();
                match setting {
                    $(XmlSetting::$setting => self
                        .call(place, |client| {
                            client.$get().bucket(bucket).customize().interceptor(heard.clone()).send()
                        })
                        .await
                        .map(drop),)+
                }
            }

            /// Sends a document.
            pub(super) async fn send_document(
                &self,
                setting: XmlSetting,
                place: Place<'_>,
                sent: Sent,
            ) -> Result<(), StoreError> {
                let bucket = place.bucket.unwrap_or_default();
                match setting {
                    $(XmlSetting::$setting => self
                        .call(place, |client| {
                            let sent = sent.clone();
                            let call = client.$put().bucket(bucket).customize();
                            call.mutate_request(move |request| sent.carry(request)).send()
                        })
                        .await
                        .map(drop),)+
                }
            }
        }
    };
}

calls! {
    Cors: get_bucket_cors put_bucket_cors,
    Versioning: get_bucket_versioning put_bucket_versioning,
    Lifecycle: get_bucket_lifecycle_configuration put_bucket_lifecycle_configuration,
    PublicAccess: get_public_access_block put_public_access_block,
    Ownership: get_bucket_ownership_controls put_bucket_ownership_controls,
    AccessList: get_bucket_acl put_bucket_acl,
    Encryption: get_bucket_encryption put_bucket_encryption,
    Lock: get_object_lock_configuration put_object_lock_configuration,
    Website: get_bucket_website put_bucket_website,
    Logging: get_bucket_logging put_bucket_logging,
    Payer: get_bucket_request_payment put_bucket_request_payment,
    Tags: get_bucket_tagging put_bucket_tagging,
}
