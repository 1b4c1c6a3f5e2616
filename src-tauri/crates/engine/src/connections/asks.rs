//! What only the person can give while a sign-in goes on: the digits of a code device, new
//! temporary keys. A listing or a transfer that needs one waits; the page shows the question once
//! and sends the answer.
//!
//! A question lives as long as somebody waits for it: when the last one leaves, it is taken back. A
//! page that starts anew is told of all that are open. A crash leaves nothing.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use store::{Answer, Ask, Asking, CameBack, Credentials, Needed, Secret};
use tokio::sync::oneshot;
use ts_rs::TS;
use words::{Words, say, shell};

use super::login::secret;
use crate::{
    fault::{self, Fault},
    ids::AskId,
};

/// What a person is asked for while a sign-in waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AskKind {
    /// The six digits that a code device shows.
    Code {
        /// The device's serial number or ARN, as the role's profile has it.
        device: String,
        /// The role that demands it.
        role: String,
        /// Who is sent the digits: a host, or AWS.
        to: String,
    },
    /// An approval in the browser. The page to open stays in Rust; see [`Asks::page`].
    Browser {
        /// The code that the page shows too; null where the browser comes back to this computer by
        /// itself.
        code: Option<String>,
        /// The company's sign-in page.
        company: String,
    },
    /// New temporary keys in place of those that ran out.
    Keys {
        /// The access key that ran out.
        access_key: String,
    },
}

/// A question to the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AskView {
    /// The id that an answer names it by; an answered question is gone.
    pub id: AskId,
    /// The connection that needs it, by its name.
    pub connection: String,
    /// What is asked for, with what the question shows.
    pub needed: AskKind,
}

/// What the person answered. Secrets cross from page to Rust in here and never come back.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AskAnswer {
    /// The six digits of a second factor.
    Code {
        /// As typed; it comes to Rust once and never goes back.
        #[serde(deserialize_with = "secret")]
        #[ts(type = "string")]
        code: Secret,
    },
    /// New keys in the place of those that ran out.
    Keys {
        /// The access key ID; it is not secret.
        access_key: String,
        /// The secret access key that belongs to it.
        #[serde(deserialize_with = "secret")]
        #[ts(type = "string")]
        secret_key: Secret,
        /// Its session token, or empty.
        #[serde(deserialize_with = "secret")]
        #[ts(type = "string")]
        session_token: Secret,
    },
    /// The browser is on another computer: by a code instead.
    Elsewhere,
    /// The person closed the question: the sign-in fails.
    No,
}

/// Told of all open questions whenever one comes or goes.
pub type Watcher = Box<dyn Fn(Vec<AskView>) + Send + Sync>;

/// All open questions. Clones are the same.
#[derive(Clone, Default)]
pub struct Asks(Arc<Mutex<Open>>);

#[derive(Default)]
struct Open {
    questions: Vec<Question>,
    watcher: Option<Watcher>,
}

struct Question {
    view: AskView,
    /// What the person approves it on, where that is a page.
    page: Option<String>,
    sender: oneshot::Sender<Answer>,
}

impl Asks {
    /// Tells `watcher` from now on, at once of what is open; the latest watcher alone is told.
    pub fn watch(&self, watcher: Watcher) {
        let mut open = self.open();
        open.watcher = Some(watcher);
        open.tell();
    }

    /// Passes an answer on.
    ///
    /// # Errors
    /// The question was taken back, or answered before.
    pub fn answer(&self, id: &AskId, answer: AskAnswer) -> Result<(), Fault> {
        let asked = self.open().take(id).ok_or_else(|| fault::gone("question"))?;
        // Whoever asked may have left this instant; then nobody needs it.
        let _ = asked.send(answer.into());
        Ok(())
    }

    /// The page on which the person approves a sign-in; only an encrypted one is ever opened, or
    /// one of this computer's own, where a service on it stands in for AWS's
    /// (`AWS_ENDPOINT_URL_SSO_OIDC`).
    ///
    /// # Errors
    /// The question was taken back, or has no page.
    pub fn page(&self, id: &AskId) -> Result<String, Fault> {
        let open = self.open();
        let page = open.questions.iter().find(|question| question.view.id == *id).and_then(|found| found.page.clone());
        page.filter(|page| ["https://", "http://127.0.0.1:"].iter().any(|begin| page.starts_with(begin)))
            .ok_or_else(|| fault::gone("question"))
    }

    /// Somebody to ask on behalf of a connection.
    pub(super) fn on_behalf_of(&self, connection: String) -> Arc<dyn Ask> {
        Arc::new(OnBehalf { asks: self.clone(), connection })
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn take(&mut self, id: &AskId) -> Option<oneshot::Sender<Answer>> {
        let at = self.questions.iter().position(|question| question.view.id == *id)?;
        let question = self.questions.remove(at);
        self.tell();
        Some(question.sender)
    }

    fn tell(&self) {
        if let Some(watcher) = &self.watcher {
            watcher(self.questions.iter().map(|question| question.view.clone()).collect());
        }
    }
}

impl std::fmt::Debug for Asks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asks").field("open", &self.open().questions.len()).finish_non_exhaustive()
    }
}

#[derive(Debug)]
struct OnBehalf {
    asks: Asks,
    connection: String,
}

impl Ask for OnBehalf {
    fn ask(&self, needed: Needed) -> Asking {
        let asks = self.asks.clone();
        let (sender, answer) = oneshot::channel();
        let page = if let Needed::Browser { page, .. } = &needed { Some(page.clone()) } else { None };
        let view = AskView { id: AskId::fresh(), connection: self.connection.clone(), needed: needed.into() };
        let taken_back = TakenBack { asks: asks.clone(), id: view.id.clone() };
        let mut open = asks.open();
        if open.watcher.is_none() {
            return Box::pin(async { Answer::No });
        }
        open.questions.push(Question { view, page, sender });
        open.tell();
        drop(open);
        Box::pin(async move {
            let answer = answer.await.unwrap_or(Answer::No);
            drop(taken_back);
            answer
        })
    }

    fn tell(&self, came_back: CameBack) -> String {
        let words: Words = match came_back {
            CameBack::Approved => say!(shell::Approved),
            CameBack::NotApproved => say!(shell::NotApproved),
            CameBack::Astray => say!(shell::NotThisPage),
        };
        words.shown()
    }
}

/// Takes a question back when nobody waits for it any more.
struct TakenBack {
    asks: Asks,
    id: AskId,
}

impl Drop for TakenBack {
    fn drop(&mut self) {
        self.asks.open().take(&self.id);
    }
}

impl From<Needed> for AskKind {
    fn from(needed: Needed) -> Self {
        match needed {
            Needed::Code { device, role, to } => Self::Code { device, role, to },
            Needed::Browser { code, company, page: _ } => Self::Browser { code, company },
            Needed::Keys { access_key } => Self::Keys { access_key },
        }
    }
}

impl From<AskAnswer> for Answer {
    fn from(answer: AskAnswer) -> Self {
        match answer {
            AskAnswer::Code { code } => Self::Code(code),
            AskAnswer::Keys { access_key, secret_key, session_token } => Self::Keys(Credentials {
                access_key: access_key.trim().to_owned(),
                secret: Secret::new(secret_key.expose().trim().to_owned()),
                session_token: Some(Secret::new(session_token.expose().trim().to_owned()))
                    .filter(|token| !token.expose().is_empty()),
            }),
            AskAnswer::Elsewhere => Self::Elsewhere,
            AskAnswer::No => Self::No,
        }
    }
}
