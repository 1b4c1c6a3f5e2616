//! What all settings of a bucket share: "nothing is set" is an answer and no error, a server that
//! answers with something else does not know the setting, and a change costs nothing that this
//! program does not know.
//!
//! A setting is an XML document. It is read as it came ([`Document`]), and what a person sees of it
//! is only a part: a storage has elements of its own, and new ones come every year. So a change is
//! never written from what is shown alone. [`Store::write`] reads the document again, puts into it
//! what is different (`splice`), and sends the whole; where that cannot be done without loss it
//! fails with [`StoreErrorKind::WouldLose`], and nothing is sent.
//!
//! `rclone serve s3` answers every `GET /bucket?x` with a listing, takes `PUT /bucket?x` for
//! CreateBucket and `DELETE /bucket?x` for DeleteBucket. So nobody writes or removes a setting
//! before its GET has answered as S3 does: with a document of the setting's name or with its
//! content, with one of its codes for "not set", or with nothing (204).

mod access_list;
mod ask;
mod cors;
mod element;
mod encryption;
mod heard;
mod lifecycle;
mod lock;
mod logging;
mod ownership;
mod payer;
mod public_access;
mod splice;
mod tagging;
#[cfg(test)]
mod tests;
mod versioning;
mod website;

pub(crate) use access_list::{may, whom};
pub(crate) use element::Element;
pub(crate) use heard::{Heard, Sent};
pub(crate) use payer::AcceptsCost;

pub use access_list::{Listed, May, Whom};
pub use encryption::Encryption;
pub use lifecycle::{LifecycleRule, Move, OldMove, When};
pub use lock::{Lock, Retention};
pub use logging::Logging;
pub use ownership::Ownership;
pub use payer::Payer;
pub use public_access::{PublicAccess, Visibility};
pub use tagging::Tag;
pub use versioning::Versioning;
pub use website::Website;

use crate::Store;
use crate::error::{StoreError, StoreErrorKind, Subject};
use crate::names::check_bucket;
use aws_sdk_s3::config::http::HttpRequest;
use aws_smithy_types::base64;
use aws_smithy_types::error::operation::BuildError;
use md5::{Digest, Md5};

/// How a setting's document is called and known.
pub(crate) struct Shape {
    get: &'static str,
    put: &'static str,
    /// Its root, as it is written; as it is read, another will do that has one of `proof` in it.
    root: &'static str,
    proof: &'static [&'static str],
    /// Error codes that say that nothing is set.
    unset: &'static [&'static str],
}

/// What a person sees of a setting's document.
pub(crate) trait Form: Sized {
    /// Of which setting.
    const SETTING: XmlSetting;

    /// Under which names.
    const SHAPE: Shape;

    /// Asks for the document; what was answered is in `heard`. The macro [`ask::calls`] writes this
    /// and [`Form::send`].
    async fn ask(store: &Store, subject: Subject<'_>, heard: &Heard) -> Result<(), StoreError>;

    /// Sends a document.
    async fn send(store: &Store, subject: Subject<'_>, sent: Sent) -> Result<(), StoreError>;

    /// What is set; `None` where nothing of it is.
    fn read(from: &Element) -> Option<Self>;

    /// What says this, beside what `held` has for the storage's own use; without a value what says
    /// nothing yet.
    fn write(value: Option<&Self>, held: &Element) -> Element;

    /// The same document in the form in which this program writes, where there are several for one
    /// meaning.
    fn usual(held: Element) -> Element {
        held
    }
}

/// A setting's document as the storage gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    setting: XmlSetting,
    root: Element,
    /// The least size of files that a lifecycle moves, which goes in a header.
    least: Option<String>,
    beyond: Vec<String>,
}

/// The smallest size that is moved where nothing is told.
const USUAL_LEAST: &str = "all_storage_classes_128K";

/// The one list of the settings that are XML documents. Everything else about one is in its own
/// file.
macro_rules! settings {
    ($($setting:ident $read:ident: $form:ty,)+) => {
        /// The settings that are XML documents.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum XmlSetting {
            $($setting,)+
        }

        impl XmlSetting {
            fn shape(self) -> Shape {
                match self {
                    $(Self::$setting => <$form as Form>::SHAPE,)+
                }
            }
        }

        impl Document {
            $(
                /// What a person sees of it; `None` where nothing of it is set, or it is another
                /// setting's.
                #[must_use]
                pub fn $read(&self) -> Option<$form> {
                    (self.setting == XmlSetting::$setting).then(|| <$form as Form>::read(&self.root)).flatten()
                }
            )+

            fn new(setting: XmlSetting, root: Element, least: Option<String>) -> Self {
                let (root, base) = match setting {
                    $(XmlSetting::$setting => usual::<$form>(root),)+
                };
                let mut beyond = splice::beyond(&root, &base);
                if let Some(least) = least.as_deref().filter(|least| *least != USUAL_LEAST) {
                    beyond.push(format!("transition-default-minimum-object-size “{least}”"));
                }
                Self { setting, root, least, beyond }
            }
        }

        impl Store {
            async fn ask(&self, setting: XmlSetting, subject: Subject<'_>, heard: &Heard) -> Result<(), StoreError> {
                match setting {
                    $(XmlSetting::$setting => <$form as Form>::ask(self, subject, heard).await,)+
                }
            }

            async fn send_document(&self, setting: XmlSetting, subject: Subject<'_>, sent: Sent) -> Result<(), StoreError> {
                match setting {
                    $(XmlSetting::$setting => <$form as Form>::send(self, subject, sent).await,)+
                }
            }
        }
    };
}

settings! {
    Cors cors: policy::cors::Config,
    Versioning versioning: Versioning,
    Lifecycle lifecycle: Vec<LifecycleRule>,
    PublicAccess public_access: PublicAccess,
    Ownership ownership: Ownership,
    AccessList access_list: Vec<Listed>,
    Encryption encryption: Encryption,
    Lock lock: Lock,
    Website website: Website,
    Logging logging: Logging,
    Payer payer: Payer,
    Tags tags: Vec<Tag>,
}

/// A document in its usual form, and what would be written for what is read in it.
fn usual<F: Form>(root: Element) -> (Element, Element) {
    let root = F::usual(root);
    let base = F::write(F::read(&root).as_ref(), &root);
    (root, base)
}

impl Document {
    /// What is in it that no form here shows, by name. It stays when the setting is changed.
    #[must_use]
    pub fn beyond(&self) -> &[String] {
        &self.beyond
    }

    fn splice<F: Form>(&self, wanted: Option<&F>) -> Result<Element, splice::Lost> {
        let base = F::write(F::read(&self.root).as_ref(), &self.root);
        splice::splice(&self.root, &base, &F::write(wanted, &self.root))
    }
}

impl Store {
    /// A setting's document as it is; `None` where nothing is set. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn document(&self, bucket: &str, setting: XmlSetting) -> Result<Option<Document>, StoreError> {
        let shape = setting.shape();
        let subject = Subject::new(shape.get).bucket(bucket);
        check_bucket(subject)?;
        let heard = Heard::default();
        let error = match self.ask(setting, subject, &heard).await {
            Err(error) if error.code.as_deref().is_some_and(|code| shape.unset.contains(&code)) => return Ok(None),
            Err(error) if error.kind == StoreErrorKind::NotS3 && error.status.is_some_and(|status| status < 300) => {
                Some(error)
            }
            Err(error) => return Err(error),
            Ok(()) => None,
        };
        let (status, body, least) = heard.take();
        // An ACL is always there; of the rest nothing in an answer is nothing set.
        if body.trim_ascii().is_empty() && setting != XmlSetting::AccessList {
            return Ok(None);
        }
        let root = Element::parse(&body).and_then(|root| named(root, &shape));
        match root {
            Some(root) => Ok(Some(Document::new(setting, root, least))),
            None => {
                let told = error.unwrap_or_else(|| subject.error(StoreErrorKind::NotSupported));
                Err(StoreError { kind: StoreErrorKind::NotSupported, status: told.status.or(Some(status)), ..told })
            }
        }
    }

    /// Puts a document back as it was, every element of it. Read first: see the module.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn put_document(&self, bucket: &str, document: &Document) -> Result<(), StoreError> {
        let Document { setting, root, least, .. } = document;
        let subject = Subject::new(setting.shape().put).bucket(bucket);
        check_bucket(subject)?;
        self.send_document(*setting, subject, Sent::new(root, least.clone())).await
    }

    /// What a person sees of a setting.
    pub(crate) async fn read_setting<F: Form>(&self, bucket: &str) -> Result<Option<F>, StoreError> {
        Ok(self.document(bucket, F::SETTING).await?.and_then(|document| F::read(&document.root)))
    }

    /// Changes what a person sees of a setting; the rest of its document stays. `None` is what says
    /// nothing.
    pub(crate) async fn write_setting<F: Form>(&self, bucket: &str, wanted: Option<&F>) -> Result<(), StoreError> {
        let shape = F::SETTING.shape();
        let subject = Subject::new(shape.put).bucket(bucket);
        let now = self.document(bucket, F::SETTING).await?;
        let least = now.as_ref().and_then(|now| now.least.clone());
        let root = match &now {
            Some(now) => now.splice(wanted),
            None => Ok(F::write(wanted, &Element::new(shape.root))),
        };
        let root = root.map_err(|splice::Lost(what)| subject.refuse(StoreErrorKind::WouldLose, what))?;
        self.send_document(F::SETTING, subject, Sent::new(&root, least)).await
    }
}

/// The document under the name that S3 has for it, if it is one of this setting.
fn named(root: Element, shape: &Shape) -> Option<Element> {
    let proved = root.name == shape.root || shape.proof.iter().any(|child| root.child(child).is_some());
    proved.then(|| Element { name: shape.root.to_owned(), ..root })
}

/// The answer to a GET that is no document of this module; `None` where one of `codes` says that
/// nothing is set.
pub(crate) fn unless_unset<T>(answer: Result<T, StoreError>, codes: &[&str]) -> Result<Option<T>, StoreError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if error.code.as_deref().is_some_and(|code| codes.contains(&code)) => Ok(None),
        Err(error)
            if matches!(error.kind, StoreErrorKind::NotS3 | StoreErrorKind::BadAnswer)
                && error.status.is_some_and(|status| status < 300) =>
        {
            Err(StoreError { kind: StoreErrorKind::NotSupported, ..error })
        }
        Err(error) => Err(error),
    }
}

/// A request that the SDK would not put together.
pub(crate) fn unbuilt(subject: Subject<'_>, error: BuildError) -> StoreError {
    StoreError { source: Some(Box::new(error)), ..subject.error(StoreErrorKind::Other) }
}

/// Amazon demands an integrity header with settings. The SDK sends a CRC32; servers from before
/// 2022 know only Content-MD5, so it goes along.
pub(crate) fn add_md5(request: &mut HttpRequest) {
    if let Some(body) = request.body().bytes() {
        let digest = base64::encode(Md5::digest(body));
        request.headers_mut().insert("content-md5", digest);
    }
}
