//! Who pays for requests and downloads: the owner, or whoever asks.

use super::{Element, Form, Shape, XmlSetting, ask::calls};
use crate::Store;
use crate::error::StoreError;
use aws_sdk_s3::config::interceptors::BeforeTransmitInterceptorContextMut;
use aws_sdk_s3::config::{ConfigBag, Intercept, RuntimeComponents};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who pays for requests and for what is downloaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Payer {
    /// The bucket's owner, as is usual.
    Owner,
    /// Whoever asks; they have to say so in each request.
    Requester,
}

impl Form for Payer {
    const SETTING: XmlSetting = XmlSetting::Payer;
    const SHAPE: Shape = Shape {
        get: "GetBucketRequestPayment",
        put: "PutBucketRequestPayment",
        root: "RequestPaymentConfiguration",
        proof: &["Payer"],
        unset: &[],
    };

    calls!(get_bucket_request_payment, put_bucket_request_payment);

    fn read(from: &Element) -> Option<Self> {
        match from.text_of("Payer")? {
            "Requester" => Some(Self::Requester),
            "BucketOwner" => Some(Self::Owner),
            _ => None,
        }
    }

    fn write(value: Option<&Self>, held: &Element) -> Element {
        let payer = value.map(|value| match value {
            Self::Owner => "BucketOwner",
            Self::Requester => "Requester",
        });
        Element::new(&held.name).with(payer.map(|payer| Element::leaf("Payer", payer)))
    }
}

impl Store {
    /// Who pays; `None` where the storage says neither. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_payer(&self, bucket: &str) -> Result<Option<Payer>, StoreError> {
        self.read_setting(bucket).await
    }

    /// Sets it. See the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// where the server has no such setting; [`WouldLose`](crate::StoreErrorKind::WouldLose) where
    /// a change would cost what somebody else set, and nothing was sent.
    pub async fn put_payer(&self, bucket: &str, payer: Payer) -> Result<(), StoreError> {
        self.write_setting(bucket, Some(&payer)).await
    }
}

/// Says with every request that whoever asks accepts its cost. Servers that charge nobody do not
/// mind.
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
