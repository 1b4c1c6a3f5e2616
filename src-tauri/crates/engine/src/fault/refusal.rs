//! Why somebody was refused: who they are, what was tried, which rule said no and how certain that
//! is, and what to ask for, ready to send.
//!
//! AWS names the rule in its answer when both sides are of one account (“because no identity-based
//! policy allows …”); across accounts, in answers to HEAD and on most other storage it says
//! nothing, and then nothing is made up here: what it can be is listed instead. A closer look at
//! the policies themselves is for [`crate::reach`].

mod letter;
mod said;
mod words;

use policy::arn::Arn;
use policy::templates::escape;
use policy::{Document, Statement};
use serde::{Deserialize, Serialize};
use store::{StoreError, StoreErrorKind};
use ts_rs::TS;

use ::words::Words;
pub use letter::Letter;
pub(crate) use said::action_of;
pub(super) use said::reason;
pub(crate) use words::found;

/// Why somebody was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Refusal {
    /// Who the storage took this login for, if that is known.
    pub who: Option<String>,
    /// What was tried, with the permission that it takes.
    pub tried: Words,
    /// `s3:GetObject`; empty where the operation stands for none that is known.
    pub action: String,
    /// The ARN of what it was tried on; empty where there is none.
    pub resource: String,
    /// Which kind of rule said no.
    pub by: RefusedBy,
    /// Whether that was read, or is concluded from what is not there.
    pub certain: Certain,
    /// Which rule said no and how that is known, in sentences.
    pub cause: Words,
    /// What was looked at, and what could not be; empty before a closer look.
    pub looked_at: Vec<Words>,
    /// A message for whoever can change it.
    pub ask: Letter,
    /// The statement that would allow it; none where a statement would not help.
    pub statement: Option<String>,
}

/// Which kind of rule refused a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RefusedBy {
    /// No policy of this login allows it.
    NothingAllows,
    /// A policy of this login denies it.
    OwnDeny,
    /// The bucket's policy, or that of another resource, denies it.
    ResourceDeny,
    /// The resource is another account's, which gives this login no access.
    OtherAccount,
    /// A rule of the organisation.
    Organisation,
    /// The ceiling that is set on this user or role.
    Boundary,
    /// This session is narrower than its login.
    Session,
    /// The network that the request came through.
    Network,
    /// The role does not let this login take it.
    Trust,
    /// The encryption key is not shared with this login.
    Key,
    /// The bucket is locked against being made public.
    PublicLock,
    /// The account itself is suspended or not ready.
    Account,
    /// The storage does not say.
    Unknown,
}

/// How certain a cause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Certain {
    /// The storage's own answer says so.
    Said,
    /// It follows from the policies as they are now.
    Read,
    /// It cannot be told from here.
    Open,
}

/// What a storage answered.
#[derive(Clone, Copy, Debug, Default)]
struct Answer<'a> {
    operation: &'a str,
    bucket: Option<&'a str>,
    key: Option<&'a str>,
    code: Option<&'a str>,
    message: Option<&'a str>,
}

/// What is known of a refusal from the answer alone.
pub(super) fn refusal(error: &StoreError) -> Option<Box<Refusal>> {
    (error.kind == StoreErrorKind::NotPermitted).then(|| Box::new(of(error)))
}

/// What can be read from an answer that is somebody else's to mend, a refusal or not.
pub(super) fn of(error: &StoreError) -> Refusal {
    read(Answer {
        operation: error.operation,
        bucket: error.bucket.as_deref(),
        key: error.key.as_deref().filter(|key| !key.is_empty()),
        code: error.code.as_deref(),
        message: error.message.as_deref(),
    })
}

fn read(answer: Answer<'_>) -> Refusal {
    let said = said::read(answer);
    let action = said.action.unwrap_or_else(|| action_of(answer.operation));
    let partition = said.who.as_deref().and_then(Arn::parse).map_or("aws", |arn| arn.partition).to_owned();
    let resource = said.resource.unwrap_or_else(|| resource_of(answer, &partition));
    let certain = if said.by == RefusedBy::Unknown { Certain::Open } else { Certain::Said };
    let mut refusal = Refusal {
        who: said.who,
        tried: words::tried(&action, answer),
        action,
        resource,
        by: said.by,
        certain,
        cause: words::cause(said.by, certain, answer.operation),
        looked_at: Vec::new(),
        ask: Letter::default(),
        statement: None,
    };
    refusal.advise();
    refusal
}

impl Refusal {
    /// Takes what a closer look found out.
    pub(crate) fn found(mut self, by: RefusedBy, certain: Certain, cause: Words, looked_at: Vec<Words>) -> Self {
        (self.by, self.certain, self.cause, self.looked_at) = (by, certain, cause, looked_at);
        self.advise();
        self
    }

    /// What to ask for, given who said no.
    pub(crate) fn advise(&mut self) {
        let statement = statement(self).map(|statement| Document::new(vec![statement]).pretty());
        // Under a rule that denies, allowing more changes nothing.
        let helps = matches!(
            self.by,
            RefusedBy::NothingAllows
                | RefusedBy::OtherAccount
                | RefusedBy::Boundary
                | RefusedBy::Key
                | RefusedBy::Unknown
        );
        self.statement = statement.filter(|_| helps);
        self.ask = words::ask(self);
    }
}

/// The ARN of what an operation works on. A file stands for itself here; what is asked for is its
/// folder.
fn resource_of(answer: Answer<'_>, partition: &str) -> String {
    match (answer.bucket, answer.key) {
        (Some(bucket), Some(key)) => format!("arn:{partition}:s3:::{bucket}/{key}"),
        (Some(bucket), None) => format!("arn:{partition}:s3:::{bucket}"),
        (None, _) => String::new(),
    }
}

/// The statement that would allow it: for the folder of a file, since single files come and go.
fn statement(refusal: &Refusal) -> Option<Statement> {
    if refusal.action.is_empty() {
        return None;
    }
    let resource = match Arn::parse(&refusal.resource).and_then(|arn| Some((arn, arn.bucket()?))) {
        Some((arn, (bucket, Some(key)))) => {
            let folder = key.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
            format!("arn:{}:s3:::{bucket}/{}*", arn.partition, escape(&folder).text)
        }
        _ if refusal.resource.is_empty() => "*".to_owned(),
        _ => refusal.resource.clone(),
    };
    let statement = Statement::allow("AskedFor", &[&refusal.action], &[resource]);
    Some(match (refusal.by, &refusal.who) {
        // On the other side it is the bucket's policy that is asked, and it says for whom.
        (RefusedBy::OtherAccount, Some(who)) => statement.to_aws(who),
        _ => statement,
    })
}

#[cfg(test)]
mod tests;
