//! What a check found in a document: where, how serious, in plain words, and a mend where one is
//! safe.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use words::{Words, policy, say};

use crate::span::Span;

/// How serious a [`PolicyFinding`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[ts(rename = "PolicySeverity")]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// AWS refuses the document, or the statement can never do what it says.
    Error,
    /// It is accepted, and is risky or probably not what was meant.
    Warning,
    /// Worth knowing; the policy works.
    Note,
}

/// One thing that a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PolicyFinding")]
pub struct PolicyFinding {
    /// The rule that found it, by a name that stays.
    pub code: Code,
    /// Whether AWS refuses it, it is dangerous, or only worth knowing.
    pub severity: Severity,
    /// Where, as a path from the top: `Statement[0].Action[2]`. Empty for the whole document. A
    /// list that was written as one value still counts as a list.
    pub path: String,
    /// The part of the text that it is about.
    pub place: Span,
    /// The `Sid` of the statement, if it has one.
    pub sid: Option<String>,
    /// One or two sentences: what is wrong, and what that means.
    pub text: Words,
    /// A mend that changes nothing but the fault.
    pub repair: Option<Repair>,
}

/// A change to the text that a person can accept with one click.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PolicyRepair")]
pub struct Repair {
    /// A verb and its object, for the button.
    pub label: Words,
    /// What changes, in any order; no two overlap.
    pub edits: Vec<Edit>,
}

/// Puts `with` where the bytes `start..end` were.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(rename = "PolicyEdit")]
pub struct Edit {
    /// First byte that goes.
    pub start: usize,
    /// One past the last byte that goes.
    pub end: usize,
    /// The text that takes its place; empty removes it.
    pub with: String,
}

impl Repair {
    /// A repair that puts `with` where the bytes `start..end` were, and changes nothing else.
    pub fn new(label: Words, start: usize, end: usize, with: impl Into<String>) -> Self {
        Self { label, edits: vec![Edit { start, end, with: with.into() }] }
    }

    /// A repair that writes another text there, in quotation marks.
    pub(crate) fn write(start: usize, end: usize, text: &str) -> Self {
        Self::new(say!(policy::WriteButton, text), start, end, serde_json::Value::from(text).to_string())
    }
}

/// `text` with every repair of `findings` made. Of repairs that touch the same letters the first
/// one is made.
pub fn mend<'a>(text: &str, findings: impl IntoIterator<Item = &'a PolicyFinding>) -> String {
    let mut taken: Vec<&Edit> = Vec::new();
    for repair in findings.into_iter().filter_map(|finding| finding.repair.as_ref()) {
        let apart = |edit: &Edit| taken.iter().all(|other| edit.end <= other.start || other.end <= edit.start);
        if repair.edits.iter().all(apart) {
            taken.extend(&repair.edits);
        }
    }
    edit(text, taken)
}

/// `text` with these changes made. One that does not fit the text is left out.
pub fn edit<'a>(text: &str, edits: impl IntoIterator<Item = &'a Edit>) -> String {
    let mut edits: Vec<&Edit> = edits.into_iter().collect();
    edits.sort();
    edits.dedup();
    let (mut edited, mut at) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        let inside = edit.end <= text.len() && text.is_char_boundary(edit.end) && edit.start <= edit.end;
        let Some(kept) = text.get(at..edit.start).filter(|_| inside) else { continue };
        edited.push_str(kept);
        edited.push_str(&edit.with);
        at = edit.end;
    }
    edited.push_str(text.get(at..).unwrap_or_default());
    edited
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// The rules. The name in kebab-case is what is written in reports and may be searched for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
        #[ts(rename = "PolicyCode")]
        #[serde(rename_all = "kebab-case")]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every rule of the linter, in the order of the list.
            pub const ALL: &[Code] = &[$(Code::$name,)+];
        }
    };
}

codes! {
    // The text.
    /// Not JSON, and no safe mend.
    NotJson,
    /// A comma after the last item.
    TrailingComma,
    /// No comma between two items.
    MissingComma,
    /// Typographic or single quotation marks.
    WrongQuotes,
    /// A Markdown fence around the document.
    MarkdownFence,
    /// Words before or after the document.
    TextAround,
    /// Comments, which JSON has not.
    Comment,
    /// A space that JSON does not know, such as the one web pages put between words.
    StrangeSpace,
    /// The same name twice in one object.
    DuplicateKey,
    /// Nothing there.
    Empty,
    // The shape.
    /// JSON, but no policy: a CORS configuration, a list, a request…
    NotAPolicy,
    /// A trust policy where an access policy belongs, or the other way round.
    WrongKind,
    /// A name that the policy language does not have.
    UnknownElement,
    /// An element that must be there is not.
    MissingElement,
    /// A list, text or object where another was expected.
    WrongType,
    /// Both of a pair that exclude each other.
    BothOfPair,
    /// An empty list or text.
    EmptyElement,
    /// `Effect` is neither `Allow` nor `Deny`.
    BadEffect,
    /// `Version` is neither of the two.
    BadVersion,
    /// Without the version of 2012 variables are plain text.
    OldVersion,
    /// Characters that a `Sid` may not have.
    BadSid,
    /// Two statements with the same `Sid`.
    DuplicateSid,
    /// A space that counts as a letter of a name.
    StraySpace,
    /// A policy of another vendor, in a grammar of its own.
    OtherVendor,
    /// A character that AWS does not take in a policy.
    BadCharacter,
    /// Larger than AWS takes.
    TooLarge,
    /// Nearly as large as AWS takes.
    NearlyTooLarge,
    // Who.
    /// `Principal` in a policy that is attached to a person or role.
    PrincipalNotAllowed,
    /// No `Principal` in a policy that needs one.
    PrincipalMissing,
    /// A principal that cannot exist.
    BadPrincipal,
    /// A wildcard inside a principal.
    WildcardPrincipal,
    /// Anybody at all.
    Everyone,
    /// Allowed for all but a few.
    NotPrincipalAllow,
    /// Refused for all but a few, which easily shuts out too many.
    NotPrincipalDeny,
    /// Another company may take the role without an agreed external ID.
    NoExternalId,
    /// An external ID that is a pattern.
    LooseExternalId,
    /// A sign-in with a second factor is asked of a program.
    MfaForMachine,
    /// A service may act for anybody's resources.
    ServiceWithoutSource,
    /// Sign-in by a provider, open to all its users.
    FederatedWithoutSubject,
    /// Sign-in by a provider, with a pattern that strangers fit too.
    LooseSubject,
    /// An action by which those who are named never take a role.
    ActionWithoutPrincipal,
    // What.
    /// No such action.
    UnknownAction,
    /// The name of a request, not of a permission.
    RequestNotAction,
    /// Not `service:Name`.
    BadAction,
    /// Every action of a service.
    AllActions,
    /// A pattern that brings more than its name says.
    BroadAction,
    /// All actions but a few.
    NotActionAllow,
    /// An action of another service in a bucket policy.
    ActionElsewhere,
    /// Deletes old versions for good.
    DeletesForGood,
    /// Changes who has access.
    ChangesAccess,
    /// ACLs are switched off for the bucket.
    AclSwitchedOff,
    /// Files are encrypted with a key that the policy does not open.
    KeyMissing,
    /// Sees the names of all buckets of the account.
    SeesAllBuckets,
    // Where.
    /// `Resource` in a trust policy.
    ResourceNotAllowed,
    /// Not an ARN.
    BadResource,
    /// An address put into an ARN.
    AddressInResource,
    /// A bucket name that cannot exist.
    BadBucketName,
    /// Another part of AWS, whose ARNs begin otherwise.
    WrongPartition,
    /// An action and a resource that never meet.
    ActionWithoutResource,
    /// A folder's marker alone, and none of the files in the folder.
    MarkerOnly,
    /// A resource that none of the actions works on.
    ResourceWithoutAction,
    /// Everything of every service.
    AllResources,
    /// A pattern that also takes buckets of similar names.
    LoosePattern,
    /// All resources but some.
    NotResourceAllow,
    /// A bucket policy that speaks of another bucket.
    OtherBucket,
    // Only if.
    /// No such operator.
    UnknownOperator,
    /// No such key.
    UnknownKey,
    /// The key is never part of a request for this action.
    KeyNeverThere,
    /// A value that the operator cannot read.
    BadValue,
    /// A value that no request ever carries under the key.
    ValueNeverThere,
    /// A private address where requests carry public ones.
    PrivateAddress,
    /// `StringEquals` with a wildcard, which is then a plain character.
    WildcardNotRead,
    /// True when the key is missing.
    TrueWhenMissing,
    /// A prefix without `/` at its end.
    PrefixWithoutSlash,
    /// A key with many values tested with an operator for one.
    NeedsSetOperator,
    /// A statement that no request fits.
    HasNoEffect,
    // Left over.
    /// A word that was to be replaced.
    Placeholder,
    /// A variable with a fault in it.
    BadVariable,
}
