//! What only a person can give while a sign-in goes on, and the way to ask for it.

use crate::{Credentials, Secret};
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// What is needed to go on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Needed {
    /// The six digits that a code device shows now.
    Code {
        /// The device, as its serial number or ARN.
        device: String,
        /// The role that demands it.
        role: String,
        /// Who is sent the digits: a host, or AWS.
        to: String,
    },
    /// An approval in the browser; the answer comes from there, only a no comes from here.
    Browser {
        /// The address of the page to open in a browser.
        page: String,
        /// The code that the page shows too; `None` where the answer comes back to this computer by
        /// itself.
        code: Option<String>,
        /// The company's sign-in page.
        company: String,
    },
    /// A new set of temporary keys: the server says that the old one has run out.
    Keys {
        /// The access key that ran out.
        access_key: String,
    },
}

/// What the person said.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The digits of the second factor.
    Code(Secret),
    /// New keys in the place of those that ran out.
    Keys(Credentials),
    /// The browser is on another computer: by a code instead.
    Elsewhere,
    /// The person will not answer: the sign-in fails.
    No,
}

/// A question under way. Dropping it takes the question back.
pub type Asking = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// How a browser came back from the company's page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CameBack {
    /// The person approved. Whether that signs them in, the service is still to say.
    Approved,
    /// The person said no on the page.
    NotApproved,
    /// Something else on this computer asked at our port.
    Astray,
}

/// Somebody who can be asked.
pub trait Ask: fmt::Debug + Send + Sync {
    /// Puts the question; the future ends when the person has answered.
    fn ask(&self, needed: Needed) -> Asking;

    /// The sentence that the browser shows then, in the person's language.
    fn tell(&self, came_back: CameBack) -> String;
}
