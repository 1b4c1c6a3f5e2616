//! The keys of conditions: which of them hold lists, and what the value of one can look like in a
//! request.

use crate::action::without_variables;
use crate::pattern::{self, Piece};

/// Keys that hold a list.
const MANY: [&str; 11] = [
    "aws:calledvia",
    "aws:principalorgpaths",
    "aws:principalservicenameslist",
    "aws:resourceorgpaths",
    "aws:sourceorgpaths",
    "aws:tagkeys",
    "aws:vpceorgpaths",
    "s3:requestobjecttagkeys",
    "kms:encryptioncontextkeys",
    "sts:transitivetagkeys",
    "kms:grantoperations",
];

/// Whether a request can carry several values under the key.
pub(crate) fn holds_many(key: &str) -> bool {
    MANY.iter().any(|known| known.eq_ignore_ascii_case(key))
}

/// The forms of a key's values: `#` is a digit, `~` letters without `/` and `:`, `%` also with `/`,
/// `*` any letters but wildcards. With each key what its values are, in a sentence.
const FORMS: [(&str, &[&str], &str); 20] = [
    (
        "aws:userid",
        &["AIDA~", "AROA~:~", "############", "############:~", "anonymous"],
        "holds an ID, never a name: AIDA… for a user, AROA…:SESSION for a session of a role",
    ),
    (
        "aws:principalarn",
        &[
            "arn:~:iam::############:user/~",
            "arn:~:iam::############:user/%/~",
            "arn:~:iam::############:role/~",
            "arn:~:iam::############:role/%/~",
            "arn:~:iam::############:root",
            "arn:~:sts::############:federated-user/~",
        ],
        "holds the ARN of a user, a role or an account. For a session it is the ARN of its role, arn:aws:iam::ACCOUNT:role/NAME",
    ),
    ("aws:principalaccount", &["############"], "holds the 12 digits of an account"),
    ("aws:sourceaccount", &["############"], "holds the 12 digits of an account"),
    ("aws:resourceaccount", &["############"], "holds the 12 digits of an account"),
    ("s3:resourceaccount", &["############"], "holds the 12 digits of an account"),
    ("s3:dataaccesspointaccount", &["############"], "holds the 12 digits of an account"),
    ("aws:principalorgid", &["o-~"], "holds the ID of an organization, o-…"),
    ("aws:sourceorgid", &["o-~"], "holds the ID of an organization, o-…"),
    ("aws:resourceorgid", &["o-~"], "holds the ID of an organization, o-…"),
    ("aws:principalorgpaths", &["o-~/*"], "holds a path in an organization, o-…/r-…/ou-…/"),
    ("aws:sourcevpc", &["vpc-~"], "holds the ID of a VPC, vpc-…; that of an endpoint is in aws:SourceVpce"),
    ("aws:sourcevpce", &["vpce-~"], "holds the ID of a VPC endpoint, vpce-…; that of a VPC is in aws:SourceVpc"),
    ("aws:sourcearn", &["arn:~:~:*"], "holds an ARN"),
    (
        "aws:principaltype",
        &["Account", "User", "FederatedUser", "AssumedRole", "Anonymous"],
        "is Account, User, FederatedUser, AssumedRole or Anonymous",
    ),
    ("aws:securetransport", &["true", "false"], "is true or false"),
    ("aws:principalisawsservice", &["true", "false"], "is true or false"),
    (
        "s3:x-amz-server-side-encryption",
        &["AES256", "aws:kms", "aws:kms:dsse", "aws:fsx"],
        "is AES256, aws:kms or aws:kms:dsse, in exactly these letters",
    ),
    (
        "s3:x-amz-acl",
        &[
            "private",
            "public-read",
            "public-read-write",
            "authenticated-read",
            "aws-exec-read",
            "bucket-owner-read",
            "bucket-owner-full-control",
            "log-delivery-write",
        ],
        "is one of the ready-made ACLs, such as private or bucket-owner-full-control",
    ),
    ("s3:x-amz-metadata-directive", &["COPY", "REPLACE"], "is COPY or REPLACE"),
];

/// The forms of a key's values; nothing where any value can be.
pub(crate) fn forms(key: &str) -> Option<Vec<Vec<Piece>>> {
    let (_, forms, _) = FORMS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(key))?;
    Some(forms.iter().map(|form| pieces(form)).collect())
}

/// What the values of the key are, if `pattern` can be none of them. Variables stand for anything.
pub(crate) fn unfit(key: &str, pattern: &str, wildcards: bool) -> Option<&'static str> {
    let (_, forms, says) = FORMS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(key))?;
    let own = match wildcards || pattern.contains("${") {
        true => pattern::plain(&without_variables(pattern)),
        false => pattern::literal(pattern),
    };
    let meets = |form: &&str| pattern::meet(&own, &pieces(form));
    forms.iter().find(|form| meets(form)).is_none().then_some(*says)
}

/// The one of the key's few values that `text` is a slip of.
pub(crate) fn nearest(key: &str, text: &str) -> Option<&'static str> {
    let (_, forms, _) = FORMS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(key))?;
    let plain: Vec<&'static str> = forms.iter().copied().filter(|form| !form.contains(['#', '~', '%', '*'])).collect();
    crate::words::nearest(text, &plain)
}

/// The pieces of a form as it is written here.
pub(crate) fn pieces(form: &str) -> Vec<Piece> {
    let piece = |letter| match letter {
        '#' => vec![Piece::Digit],
        '~' => vec![Piece::NameLetter, Piece::Name],
        '%' => vec![Piece::Path],
        '*' => vec![Piece::Plain],
        letter => vec![Piece::Letter(letter)],
    };
    form.chars().flat_map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_no_request_carries_is_told_from_one_that_can_be() {
        for (key, value, fits) in [
            ("aws:userid", "ann:*", false),
            ("aws:UserId", "AIDAJQABLZS4A3QDU576Q:*", false),
            ("aws:userid", "AIDAJQABLZS4A3QDU576Q", true),
            ("aws:userid", "AROAJQABLZS4A3QDU576Q", false),
            ("aws:userid", "AROAJQABLZS4A3QDU576Q:*", true),
            ("aws:userid", "*:ann", true),
            ("aws:userid", "${aws:PrincipalTag/x}", true),
            ("aws:userid", "210987654321", true),
            ("aws:PrincipalArn", "arn:aws:sts::210987654321:assumed-role/Reader/*", false),
            ("aws:PrincipalArn", "arn:aws:iam::210987654321:role/Reader", true),
            ("aws:PrincipalArn", "arn:aws:iam::*:role/*", true),
            ("aws:PrincipalArn", "*", true),
            ("aws:SourceVpc", "vpce-1a2b", false),
            ("aws:SourceVpce", "vpce-1a2b", true),
            ("s3:x-amz-server-side-encryption", "AES-256", false),
            ("s3:x-amz-server-side-encryption", "aws:*", true),
            ("aws:PrincipalAccount", "21098765432", false),
            ("s3:prefix", "anything", true),
        ] {
            assert_eq!(unfit(key, value, true).is_none(), fits, "{key} {value}");
        }
    }
}
