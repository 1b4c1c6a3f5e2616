//! Who: the forms in which policies name people, roles, accounts and services, and whether one of
//! them is asking.

use crate::arn::{Arn, is_account};
use crate::document::{Choice, PrincipalType, Principals};
use crate::request::Context;

/// How well a `Principal` names the one who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Named {
    /// It does not name them.
    No,
    /// Through the account: the account must still allow it itself.
    Account,
    /// As the role that this is a session of.
    Role,
    /// Directly, or with everybody.
    Direct,
}

/// How the statement's principals name `who`; nobody signed in when it is nothing.
pub(crate) fn named(principal: &Choice<Principals>, who: Option<&str>) -> Named {
    let found = match &principal.of {
        Principals::Everyone => Named::Direct,
        Principals::Listed(groups) => {
            let each = groups.iter().flat_map(|(kind, texts)| texts.list.iter().map(|text| (*kind, text)));
            each.map(|(kind, text)| one(kind, text, who)).max().unwrap_or(Named::No)
        }
    };
    match (principal.except, found) {
        (false, found) => found,
        // The account alone in `NotPrincipal` does not spare those in it: AWS wants both named.
        (true, Named::No | Named::Account) => Named::Direct,
        (true, _) => Named::No,
    }
}

fn one(kind: PrincipalType, text: &str, who: Option<&str>) -> Named {
    if matches!(kind, PrincipalType::Aws | PrincipalType::Scw) && text == "*" {
        return Named::Direct;
    }
    let Some(who) = who else { return Named::No };
    if text == who {
        // The root of an account is the account: naming it names everybody in it, itself directly.
        return Named::Direct;
    }
    match kind {
        PrincipalType::Aws => aws(text, who),
        _ => Named::No,
    }
}

fn aws(text: &str, who: &str) -> Named {
    let Some(asker) = Arn::parse(who) else {
        // An account asking as a whole.
        return if is_account(who) && account(text) == Some(who) { Named::Direct } else { Named::No };
    };
    if account(text) == Some(asker.account) && partition(text).is_none_or(|own| own == asker.partition) {
        return if asker.resource == "root" { Named::Direct } else { Named::Account };
    }
    match (role_of(&asker), Arn::parse(text)) {
        (Some(role), Some(named)) if named.account == asker.account && named.partition == asker.partition => {
            let name = named.resource.strip_prefix("role/").and_then(|path| path.rsplit('/').next());
            if named.service == "iam" && name == Some(role) { Named::Role } else { Named::No }
        }
        _ => Named::No,
    }
}

/// The account that `text` names as a whole: its number, or the ARN of its root.
pub(crate) fn account(text: &str) -> Option<&str> {
    if is_account(text) {
        return Some(text);
    }
    Arn::parse(text).filter(|arn| arn.service == "iam" && arn.resource == "root").map(|arn| arn.account)
}

fn partition(text: &str) -> Option<&str> {
    Arn::parse(text).map(|arn| arn.partition)
}

/// The account that `who` belongs to, if that can be told.
pub(crate) fn account_of(who: &str) -> Option<&str> {
    Some(Arn::parse(who).map_or(who, |arn| arn.account)).filter(|account| is_account(account))
}

/// The name of the role that a session belongs to.
fn role_of<'a>(asker: &Arn<'a>) -> Option<&'a str> {
    let session = asker.resource.strip_prefix("assumed-role/").filter(|_| asker.service == "sts")?;
    session.split('/').next()
}

/// Whether anybody at all is meant.
pub(crate) fn everyone(principal: &Choice<Principals>) -> bool {
    !principal.except
        && match &principal.of {
            Principals::Everyone => true,
            Principals::Listed(groups) => groups.iter().any(|(kind, texts)| {
                matches!(kind, PrincipalType::Aws | PrincipalType::Scw) && texts.list.iter().any(|text| text == "*")
            }),
        }
}

/// Fills in the keys that follow from who asks.
pub(crate) fn describe(who: &str, context: &mut Context) {
    let Some(arn) = Arn::parse(who) else {
        if who.contains(".amazonaws.com") {
            context.suppose("aws:PrincipalIsAWSService", "true");
            context.suppose("aws:PrincipalServiceName", who);
        }
        return;
    };
    if !is_account(arn.account) {
        return;
    }
    context.suppose("aws:PrincipalAccount", arn.account);
    context.suppose("aws:PrincipalIsAWSService", "false");
    // For a session this key holds the ARN of the role, whose path the session does not tell.
    match role_of(&arn) {
        Some(role) => {
            let role = format!("arn:{}:iam::{}:role/{role}", arn.partition, arn.account);
            context.suppose("aws:PrincipalArn", &role);
            context.suppose("aws:PrincipalType", "AssumedRole");
        }
        None => context.suppose("aws:PrincipalArn", who),
    }
    if let Some(name) = arn.resource.strip_prefix("user/").and_then(|path| path.rsplit('/').next()) {
        context.suppose("aws:username", name);
        context.suppose("aws:PrincipalType", "User");
    }
    if arn.resource == "root" {
        context.suppose("aws:PrincipalType", "Account");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Texts;

    fn aws_names(text: &str, who: Option<&str>) -> Named {
        let listed = Principals::Listed(vec![(PrincipalType::Aws, Texts::one(text))]);
        named(&Choice::only(listed), who)
    }

    #[test]
    fn the_forms_of_a_principal() {
        const ANN: &str = "arn:aws:iam::111122223333:user/ann";
        const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/Reader/ann";
        for (text, who, expected) in [
            ("*", Some(ANN), Named::Direct),
            ("*", None, Named::Direct),
            (ANN, Some(ANN), Named::Direct),
            (ANN, None, Named::No),
            ("arn:aws:iam::111122223333:user/bob", Some(ANN), Named::No),
            ("111122223333", Some(ANN), Named::Account),
            ("arn:aws:iam::111122223333:root", Some(ANN), Named::Account),
            ("arn:aws:iam::111122223333:root", Some(SESSION), Named::Account),
            ("arn:aws:iam::444455556666:root", Some(ANN), Named::No),
            ("arn:aws-cn:iam::111122223333:root", Some(ANN), Named::No),
            ("111122223333", Some("arn:aws:iam::111122223333:root"), Named::Direct),
            ("111122223333", Some("111122223333"), Named::Direct),
            ("arn:aws:iam::111122223333:role/Reader", Some(SESSION), Named::Role),
            ("arn:aws:iam::111122223333:role/path/to/Reader", Some(SESSION), Named::Role),
            ("arn:aws:iam::111122223333:role/Writer", Some(SESSION), Named::No),
            (SESSION, Some(SESSION), Named::Direct),
            ("arn:aws:iam::111122223333:user/*", Some(ANN), Named::No),
        ] {
            assert_eq!(aws_names(text, who), expected, "{text} {who:?}");
        }
    }

    #[test]
    fn services_and_federations_are_named_as_they_are() {
        for kind in [PrincipalType::Service, PrincipalType::Federated, PrincipalType::CanonicalUser] {
            let listed = Choice::only(Principals::Listed(vec![(kind, Texts::one("x.amazonaws.com"))]));
            assert_eq!(named(&listed, Some("x.amazonaws.com")), Named::Direct);
            assert_eq!(named(&listed, Some("y.amazonaws.com")), Named::No);
            assert_eq!(named(&listed, None), Named::No);
        }
    }

    #[test]
    fn all_but_some_spares_those_who_are_named_themselves() {
        let except =
            |text: &str| Choice { except: true, of: Principals::Listed(vec![(PrincipalType::Aws, Texts::one(text))]) };
        let ann = Some("arn:aws:iam::111122223333:user/ann");
        assert_eq!(named(&except("arn:aws:iam::111122223333:user/ann"), ann), Named::No);
        assert_eq!(named(&except("111122223333"), ann), Named::Direct);
        assert_eq!(named(&except("arn:aws:iam::111122223333:user/bob"), ann), Named::Direct);
        assert_eq!(named(&except("arn:aws:iam::111122223333:user/bob"), None), Named::Direct);
    }
}
