//! What is to be known before others are asked for files: whether this connection can let them
//! store any, where the page leads, and whether it will see what comes of an upload.

use serde::Serialize;
use store::{ObjectAt, PageAnswer, Store};
use ts_rs::TS;

use crate::{
    at::Place,
    fault::Fault,
    files::share::{
        LinkWay,
        look::{self, Policy},
        policy::Grants,
    },
    ids::ShareId,
};

/// The `Origin` of a page that is opened from a file.
const NOWHERE: &str = "null";

/// A folder that others are to store files in, and what was found out about it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct UploadFacts {
    /// What is handed back to make a page.
    pub id: ShareId,
    /// Whether a page can be made.
    pub stands: UploadStands,
    /// Where it leads, and what ends it.
    #[serde(flatten)]
    pub way: LinkWay,
    /// The server knows forms, as far as its provider tells.
    pub forms: bool,
    /// A page that sends a form sees what comes of it: a CORS rule lets it.
    pub sees_folder: bool,
    /// A page that sends one file can do so at all: a CORS rule lets it.
    pub sees_one: bool,
    /// A folder that is not there yet, below the one that is open.
    pub folder: String,
}

/// Whether this connection can let others store files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UploadStands {
    /// It can.
    Ready,
    /// Nothing signs for it.
    Unsigned,
    /// It is read-only.
    ReadOnly,
}

/// Three requests at once, where a page can be made: the bucket's policy, and what a browser asks
/// before it sends a page's request, for each way. `now` in milliseconds since 1970.
pub(in crate::files::share) async fn look(
    store: &Store,
    place: &Place,
    now: i64,
) -> Result<(UploadFacts, Policy), Fault> {
    let moment = jiff::Timestamp::from_millisecond(now).unwrap_or_default();
    let (folder, forms) = (moment.strftime("uploads-%Y-%m-%d-%H%M").to_string(), store.takes_forms(&place.bucket));
    // What is offered first; rules of CORS are of the whole bucket.
    let at = ObjectAt::new(&place.bucket, format!("{}{folder}/x", place.prefix));
    let stands = match (store.signs(), store.is_read_only()) {
        (false, _) => UploadStands::Unsigned,
        (true, true) => UploadStands::ReadOnly,
        (true, false) => UploadStands::Ready,
    };
    // What a page sends alone has a type of its own, which a browser asks about; a form's is asked
    // about by nobody.
    let asked = async |method, headers: &[String]| match stands {
        UploadStands::Ready => store.preflight(&at, NOWHERE, method, headers).await.is_ok_and(|answer| lets(&answer)),
        UploadStands::Unsigned | UploadStands::ReadOnly => false,
    };
    let typed = ["content-type".to_owned()];
    // What could not be asked is not there: the page then says less than it could.
    let (policy, sees_folder, sees_one) =
        tokio::join!(Policy::of(store, &place.bucket), asked("POST", &[]), asked("PUT", &typed));
    let way = look::way(store, &at, &policy, if forms { Grants::Form } else { Grants::Put }).await?;
    let id = ShareId::fresh();
    Ok((UploadFacts { id, stands, forms, sees_folder, sees_one, folder, way }, policy))
}

/// Whether a browser lets a page of no site send what it asked about.
fn lets(answer: &PageAnswer) -> bool {
    (200..300).contains(&answer.status) && matches!(answer.allow_origin.as_deref(), Some("*" | NOWHERE))
}
