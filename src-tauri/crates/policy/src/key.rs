//! The keys of conditions: which of them hold lists, and what the value of one can look like in a
//! request.

use words::{Words, policy, say};

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

/// What the values of a key are, in a sentence; the key as it is written.
type Says = fn(&str) -> Words;

/// The forms of a key's values: `#` is a digit, `~` letters without `/` and `:`, `%` also with `/`,
/// `*` any letters but wildcards. With each key what its values are, in a sentence.
const FORMS: [(&str, &[&str], Says); 20] = [
    ("aws:userid", &["AIDA~", "AROA~:~", "############", "############:~", "anonymous"], |key| {
        say!(policy::FormUserId, key)
    }),
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
        |key| say!(policy::FormPrincipal, key),
    ),
    ("aws:principalaccount", &["############"], |key| say!(policy::FormAccount, key)),
    ("aws:sourceaccount", &["############"], |key| say!(policy::FormAccount, key)),
    ("aws:resourceaccount", &["############"], |key| say!(policy::FormAccount, key)),
    ("s3:resourceaccount", &["############"], |key| say!(policy::FormAccount, key)),
    ("s3:dataaccesspointaccount", &["############"], |key| say!(policy::FormAccount, key)),
    ("aws:principalorgid", &["o-~"], |key| say!(policy::FormOrganization, key)),
    ("aws:sourceorgid", &["o-~"], |key| say!(policy::FormOrganization, key)),
    ("aws:resourceorgid", &["o-~"], |key| say!(policy::FormOrganization, key)),
    ("aws:principalorgpaths", &["o-~/*"], |key| say!(policy::FormOrganizationPath, key)),
    ("aws:sourcevpc", &["vpc-~"], |key| say!(policy::FormVpc, key)),
    ("aws:sourcevpce", &["vpce-~"], |key| say!(policy::FormVpcEndpoint, key)),
    ("aws:sourcearn", &["arn:~:~:*"], |key| say!(policy::FormArn, key)),
    ("aws:principaltype", &["Account", "User", "FederatedUser", "AssumedRole", "Anonymous"], |key| {
        say!(policy::FormPrincipalType, key)
    }),
    ("aws:securetransport", &["true", "false"], |key| say!(policy::FormBool, key)),
    ("aws:principalisawsservice", &["true", "false"], |key| say!(policy::FormBool, key)),
    ("s3:x-amz-server-side-encryption", &["AES256", "aws:kms", "aws:kms:dsse", "aws:fsx"], |key| {
        say!(policy::FormEncryption, key)
    }),
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
        |key| say!(policy::FormAcl, key),
    ),
    ("s3:x-amz-metadata-directive", &["COPY", "REPLACE"], |key| say!(policy::FormDirective, key)),
];

/// The forms of a key's values; nothing where any value can be.
pub(crate) fn forms(key: &str) -> Option<Vec<Vec<Piece>>> {
    let (_, forms, _) = FORMS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(key))?;
    Some(forms.iter().map(|form| pieces(form)).collect())
}

/// What the values of the key are, if `pattern` can be none of them. Variables stand for anything.
pub(crate) fn unfit(key: &str, pattern: &str, wildcards: bool) -> Option<Says> {
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
    crate::spelling::nearest(text, &plain)
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
