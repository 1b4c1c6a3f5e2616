//! Who pays for requests and downloads: the owner, or whoever asks.

use crate::Store;
use crate::error::{Place, StoreError};
use crate::names::check_bucket;
use crate::setting::{add_md5, unbuilt, unless_unset};
use aws_sdk_s3::config::interceptors::BeforeTransmitInterceptorContextMut;
use aws_sdk_s3::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_s3::types::{Payer as Sdk, RequestPaymentConfiguration};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Payer {
    /// The bucket's owner.
    Owner,
    /// Whoever asks; they have to say so in each request.
    Requester,
}

impl Store {
    /// Who pays; `None` where the storage says neither. May be dropped.
    pub async fn get_payer(&self, bucket: &str) -> Result<Option<Payer>, StoreError> {
        let place = Place::new("GetBucketRequestPayment").bucket(bucket);
        check_bucket(place)?;
        let got = self.call(place, |client| client.get_bucket_request_payment().bucket(bucket).send()).await;
        Ok(unless_unset(got, &[])?.and_then(|got| match got.payer() {
            Some(Sdk::Requester) => Some(Payer::Requester),
            Some(Sdk::BucketOwner) => Some(Payer::Owner),
            _ => None,
        }))
    }

    /// Sets it. Read first: see the module `setting`.
    pub async fn put_payer(&self, bucket: &str, payer: Payer) -> Result<(), StoreError> {
        let place = Place::new("PutBucketRequestPayment").bucket(bucket);
        check_bucket(place)?;
        let payer = match payer {
            Payer::Owner => Sdk::BucketOwner,
            Payer::Requester => Sdk::Requester,
        };
        let wanted = RequestPaymentConfiguration::builder().payer(payer).build();
        let wanted = wanted.map_err(|error| unbuilt(place, error))?;
        self.call(place, |client| {
            let call = client.put_bucket_request_payment().bucket(bucket).request_payment_configuration(wanted.clone());
            async move { call.customize().mutate_request(add_md5).send().await }
        })
        .await
        .map(drop)
    }
}

/// Says with every request that whoever asks accepts its cost. Servers that charge nobody do not mind.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ObjectsinRequesterPaysBuckets.html>
#[derive(Debug)]
pub(crate) struct AcceptsCost;

impl Intercept for AcceptsCost {
    fn name(&self) -> &'static str {
        "AcceptsCost"
    }

    // Before signing: the header is part of what is signed.
    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        context.request_mut().headers_mut().insert("x-amz-request-payer", "requester");
        Ok(())
    }
}
