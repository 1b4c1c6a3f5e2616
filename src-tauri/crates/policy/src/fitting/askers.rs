//! Who can ask: those whom a statement means, and strangers.

use super::clues::{self, Clues};
use crate::arn::{Arn, is_account};
use crate::document::{PrincipalType, Principals};
use crate::kind::Kind;
use crate::pattern::{self, Piece};
use crate::request::{Context, Request};
use crate::{key, principal};

/// Somebody who asks, with what follows from who they are.
#[derive(Clone, Debug)]
pub(super) struct Asker {
    /// As `Principal` names them; nobody when the request is not signed.
    pub(super) arn: Option<String>,
    pub(super) context: Context,
    sort: Sort,
    /// Whether they come from anywhere on the Internet, and not from a network that the policy has
    /// in mind.
    pub(super) far: bool,
    /// Beginnings of keys that their requests do not carry.
    lacks: Vec<String>,
    /// The form of `aws:userid`, where it is not any that AWS may have given out to one of this
    /// sort.
    user_id: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Unsigned,
    User,
    Session,
    /// Somebody whom an account has signed in as a guest.
    Guest,
    /// An account as a whole.
    Account,
    Service,
    Federated,
    Other,
}

/// Keys by which a service says for whom it acts.
pub(crate) const SOURCE_KEYS: [&str; 5] =
    ["aws:sourcearn", "aws:sourceaccount", "aws:sourceowner", "aws:sourceorgid", "aws:sourceorgpaths"];

/// A stranger who comes by a way that is left to others.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Strange<'a> {
    /// Through this service, as another of its customers.
    Source(&'a str),
    /// Through this partner, as another of their customers.
    ExternalId(&'a str),
    /// With a token of this provider, as another of its users.
    Token(&'a str),
}

/// More than these are never tried for one statement.
const MOST: usize = 48;

/// The account of those whom no statement names.
const SOME_ACCOUNT: &str = "217777777777";
/// The account of a stranger.
const STRANGE_ACCOUNT: &str = "989898989898";

impl Asker {
    fn new(arn: Option<&str>, sort: Sort) -> Self {
        // The keys that follow from the name are filled in there.
        let context = Request::new(arn, "", "", Context::default()).context;
        Self { arn: arn.map(Into::into), context, sort, far: false, lacks: Vec::new(), user_id: None }
    }

    fn unsigned() -> Self {
        let mut asker = Self::new(None, Sort::Unsigned);
        asker.context.set("aws:PrincipalType", ["Anonymous"]);
        asker.context.set("aws:userid", ["anonymous"]);
        asker
    }

    /// The one whom `arn` of a user, role, session or account names; a role asks through a session
    /// of it.
    fn of(arn: &str) -> Option<Self> {
        let parts = Arn::parse(arn)?;
        let Some(role) = parts.resource.strip_prefix("role/").filter(|_| parts.service == "iam") else {
            let sort = match parts.resource.split('/').next() {
                Some("user") => Sort::User,
                Some("assumed-role") => Sort::Session,
                Some("federated-user") => Sort::Guest,
                Some("root") => Sort::Account,
                _ => Sort::Other,
            };
            let mut asker = Self::new(Some(arn), sort);
            let session = parts.resource.strip_prefix("assumed-role/").and_then(|path| path.split_once('/'));
            asker.user_id = match sort {
                Sort::Account => Some(parts.account.to_owned()),
                Sort::Guest => {
                    Some(format!("{}:{}", parts.account, parts.resource.trim_start_matches("federated-user/")))
                }
                _ => session.map(|(_, name)| format!("AROA~:{name}")),
            };
            return Some(asker);
        };
        let name = role.rsplit('/').next().unwrap_or(role);
        let session = format!("arn:{}:sts::{}:assumed-role/{name}/somebody", parts.partition, parts.account);
        let mut asker = Self::new(Some(&session), Sort::Session);
        asker.context.set("aws:PrincipalArn", [arn]);
        Some(asker)
    }

    /// Whether requests of theirs can carry the key.
    pub(super) fn carries(&self, key: &str) -> bool {
        let signed = key.starts_with("aws:principal")
            || ["aws:userid", "aws:tokenissuetime", "aws:federatedprovider", "aws:sourceidentity"].contains(&key)
            || key.starts_with("aws:multifactorauth");
        let from_within = ["aws:sourcevpc", "aws:vpc", "s3:dataaccesspoint", "s3:accesspoint"]
            .iter()
            .any(|start| key.starts_with(start))
            || SOURCE_KEYS.contains(&key);
        match self.sort {
            _ if self.lacks.iter().any(|start| key.starts_with(start.as_str())) => false,
            Sort::Unsigned if signed => false,
            _ if self.far && from_within => false,
            _ if key == "aws:username" => self.sort == Sort::User,
            Sort::Service => !signed || key.starts_with("aws:principalservice"),
            _ => true,
        }
    }

    /// The forms of a key's values that follow from who they are.
    pub(super) fn forms(&self, key: &str) -> Option<Vec<Vec<Piece>>> {
        let form = match (&self.user_id, self.sort) {
            (Some(form), _) => form.as_str(),
            (None, Sort::User) => "AIDA~",
            (None, Sort::Session) => "AROA~:~",
            _ => return None,
        };
        (key == "aws:userid").then(|| vec![key::pieces(form)])
    }

    /// Whether they are the sort that an action is for: a role is taken in another way by each.
    pub(super) fn asks(&self, action: &str, kind: Kind) -> bool {
        if kind != Kind::Trust {
            return true;
        }
        let saml = self.arn.as_deref().is_some_and(|arn| arn.contains(":saml-provider/"));
        match (action, self.sort) {
            (_, Sort::Unsigned) => false,
            ("sts:AssumeRole", sort) => sort != Sort::Federated,
            ("sts:AssumeRoleWithWebIdentity", sort) => sort == Sort::Federated && !saml,
            ("sts:AssumeRoleWithSAML", sort) => sort == Sort::Federated && saml,
            _ => true,
        }
    }
}

/// Those whom a statement means.
pub(super) fn meant(clues: &Clues, kind: Kind) -> Vec<Asker> {
    let Some(principal) = &clues.statement.principal else { return somebody(clues, None) };
    match &principal.of {
        _ if principal.except => anybody(clues, kind),
        Principals::Everyone => anybody(clues, kind),
        Principals::Listed(groups) => {
            let each = groups.iter().flat_map(|(kind, texts)| texts.list.iter().map(|text| (*kind, text.as_str())));
            let mut all: Vec<Asker> = each.flat_map(|one| named(clues, kind, one)).collect();
            clues.cut.set(clues.cut.get() || all.len() > MOST);
            all.truncate(MOST);
            all
        }
    }
}

/// The one or those whom a principal names; nobody where AWS knows nobody of that name.
pub(super) fn named(clues: &Clues, kind: Kind, (sort, text): (PrincipalType, &str)) -> Vec<Asker> {
    match sort {
        PrincipalType::Aws | PrincipalType::Scw if text == "*" => anybody(clues, kind),
        PrincipalType::Aws => match principal::account(text).filter(|account| is_account(account)) {
            Some(account) => somebody(clues, Some((Arn::parse(text).map_or("aws", |arn| arn.partition), account))),
            None if text.contains(['*', '?']) => Vec::new(),
            None => Asker::of(text).into_iter().collect(),
        },
        PrincipalType::Service => vec![Asker::new(Some(text), Sort::Service)],
        PrincipalType::Federated => vec![Asker::new(Some(text), Sort::Federated)],
        PrincipalType::CanonicalUser | PrincipalType::Scw => vec![Asker::new(Some(text), Sort::Other)],
    }
}

fn anybody(clues: &Clues, kind: Kind) -> Vec<Asker> {
    let mut all = somebody(clues, None);
    if kind == Kind::Trust {
        all.push(Asker::new(Some("arn:aws:iam::217777777777:oidc-provider/somewhere"), Sort::Federated));
        all.push(Asker::new(Some("arn:aws:iam::217777777777:saml-provider/somewhere"), Sort::Federated));
    } else {
        all.insert(0, Asker::unsigned());
    }
    all.push(Asker::new(Some("some-service.amazonaws.com"), Sort::Service));
    all
}

/// Users and sessions of an account, or of any: those whom the conditions name, and others.
fn somebody(clues: &Clues, of: Option<(&str, &str)>) -> Vec<Asker> {
    let (partition, account) = of.unwrap_or(("aws", SOME_ACCOUNT));
    let mut arns = vec![
        format!("arn:{partition}:iam::{account}:user/somebody"),
        format!("arn:{partition}:iam::{account}:role/some-role"),
        format!("arn:{partition}:iam::{account}:root"),
    ];
    let (partition, account) = of.unwrap_or(("aws", "############"));
    let named = named_by_conditions(clues, &format!("arn:{partition}:iam::{account}"));
    let elsewhere = of.is_none() && named.is_empty();
    arns.extend(named);
    if elsewhere {
        arns.extend(named_by_conditions(clues, "arn:~:iam::############"));
    }
    arns.extend(clues.arns(&format!("arn:{partition}:sts::{account}:federated-user/~")));
    arns.iter().filter_map(|arn| Asker::of(arn)).take(MOST).collect()
}

/// ARNs of users, roles and accounts whom the conditions name.
fn named_by_conditions(clues: &Clues, start: &str) -> Vec<String> {
    let forms = ["user/~", "user/%/~", "role/~", "role/%/~", "root"];
    forms.into_iter().flat_map(|form| clues.arns(&format!("{start}:{form}"))).collect()
}

/// Somebody from anywhere: unsigned, or with an account of their own, in which they may call
/// themselves what they like.
pub(super) fn strangers(clues: &Clues, signed: bool) -> Vec<Asker> {
    let far = |asker: Asker| Asker { far: true, ..asker };
    if !signed {
        return vec![far(Asker::unsigned())];
    }
    let mut arns = vec![
        format!("arn:aws:iam::{STRANGE_ACCOUNT}:user/somebody"),
        format!("arn:aws:iam::{STRANGE_ACCOUNT}:role/some-role"),
    ];
    arns.extend(named_by_conditions(clues, &format!("arn:aws:iam::{STRANGE_ACCOUNT}")));
    let each = arns.iter().take(MOST).filter_map(|arn| Asker::of(arn)).map(|asker| {
        let mut asker = far(asker);
        // AWS gives out the IDs of users and roles.
        let form = if asker.sort == Sort::User { "AIDASTRANGER0000001" } else { "AROASTRANGER0000001:~" };
        asker.user_id = Some(form.into());
        asker.context.set("aws:PrincipalOrgID", ["o-strangers0"]);
        asker.context.set("aws:PrincipalOrgPaths", ["o-strangers0/r-zz99/ou-zz99-strangers/"]);
        asker
    });
    each.collect()
}

/// Those who come by a way that a statement leaves to others.
pub(super) fn by_way_of(clues: &Clues, stranger: Strange) -> Vec<Asker> {
    match stranger {
        Strange::Source(service) => sources(clues, service),
        Strange::ExternalId(partner) => {
            let each = named(clues, Kind::Trust, (PrincipalType::Aws, partner)).into_iter();
            each.flat_map(|asker| {
                let mut other = asker.clone();
                other.context.set("sts:ExternalId", ["a-strangers-id"]);
                [Asker { lacks: vec!["sts:externalid".into()], ..asker }, other]
            })
            .collect()
        }
        Strange::Token(provider) => tokens(clues, provider),
    }
}

fn sources(clues: &Clues, service: &str) -> Vec<Asker> {
    let wild = |form: &str| clues::in_parts(&pattern::plain(form));
    let forms = [wild(&format!("arn:aws:*:*:{STRANGE_ACCOUNT}:*")), wild("arn:aws:s3:::a-strangers-bucket")];
    let mut arns = vec![format!("arn:aws:sns:eu-west-1:{STRANGE_ACCOUNT}:a-strangers")];
    arns.extend(clues.tested("aws:sourcearn", &forms));
    let of = |arn: String| {
        let mut asker = Asker::new(Some(service), Sort::Service);
        asker.context.set("aws:SourceArn", [arn]);
        for key in ["aws:SourceAccount", "aws:SourceOwner"] {
            asker.context.set(key, [STRANGE_ACCOUNT]);
        }
        asker.context.set("aws:SourceOrgID", ["o-strangers0"]);
        asker.context.set("aws:SourceOrgPaths", ["o-strangers0/r-zz99/ou-zz99-strangers/"]);
        asker
    };
    let mut all: Vec<Asker> = arns.into_iter().take(MOST).map(of).collect();
    // A call by the service itself says nothing of a source.
    all.push(Asker { lacks: SOURCE_KEYS.map(str::to_owned).into(), ..Asker::new(Some(service), Sort::Service) });
    all
}

/// Tokens of other users of a provider. Most providers begin the subject with an owner, who is
/// another here; which application a token is for (`aud`), its user often chooses.
fn tokens(clues: &Clues, arn: &str) -> Vec<Asker> {
    let provider = arn.rsplit_once("oidc-provider/").map_or(arn, |(_, provider)| provider).to_ascii_lowercase();
    let sub = format!("{provider}:sub");
    let owner = |start: &str| -> Vec<Piece> {
        let name = [Piece::Name].into_iter().chain(pattern::literal("-stranger"));
        pattern::literal(start).into_iter().chain(name).chain([Piece::Any]).collect()
    };
    let starts = clues.statement.conditions.iter().filter(|condition| condition.key.eq_ignore_ascii_case(&sub));
    let starts = starts.flat_map(|condition| &condition.values).map(|value| value.text());
    // `repo:` of `repo:OWNER/REPOSITORY`, or nothing where a pattern begins the text.
    let mut starts: Vec<&str> =
        starts.map(|text| text.split_once(':').map_or("", |(start, _)| &text[..=start.len()])).collect();
    starts.push("");
    let wide = starts.iter().filter(|start| !start.contains(['*', '?'])).map(|start| owner(start));
    let mut subs = vec!["repo:a-stranger/any:ref:refs/heads/main".to_owned(), "a-stranger".to_owned()];
    subs.extend(clues.tested(&sub, &wide.collect::<Vec<_>>()));
    let of = |text: String| {
        let mut asker = Asker::new(Some(arn), Sort::Federated);
        asker.context.set(&sub, [text]);
        // Other claims of the token are a stranger's too.
        let claims = clues.statement.conditions.iter().map(|condition| condition.key.to_ascii_lowercase());
        let own = claims.filter(|key| key.starts_with(&format!("{provider}:")) && !key.ends_with(":aud"));
        asker.lacks = own.collect();
        // Tokens of Cognito name the pool they are for, and anybody can have a pool: this is a
        // stranger's.
        if provider.starts_with("cognito-identity.") {
            asker.context.set(&format!("{provider}:aud"), ["eu-west-1:a-strangers-pool"]);
        }
        asker
    };
    subs.into_iter().take(MOST).map(of).collect()
}
