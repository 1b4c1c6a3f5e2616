//! Refusals of somebody who is known: rows 1 to 16.

use super::super::Operation::*;
use super::super::Way::*;
use super::*;

pub(super) fn rows() -> [Row; 16] {
    [
        // The login lacks the permission.
        row(
            1,
            vec![(
                Wire(List, denied("s3:ListBucket", "because no identity-based policy allows the s3:ListBucket action")),
                "not_permitted",
                Ask,
            )],
        ),
        // A rule on the login forbids it.
        row(
            2,
            vec![(
                Wire(Get, denied("s3:GetObject", "with an explicit deny in an identity-based policy")),
                "denied_by_rule",
                Ask,
            )],
        ),
        // The bucket's own policy forbids it.
        row(
            3,
            vec![(
                Wire(Put, denied("s3:PutObject", "with an explicit deny in a resource-based policy")),
                "denied_by_bucket",
                Look(Setting::Policy),
            )],
        ),
        // The owner of the bucket gives this account no access.
        row(
            4,
            vec![(
                Wire(List, denied("s3:ListBucket", "because no resource-based policy allows the s3:ListBucket action")),
                "not_admitted",
                Ask,
            )],
        ),
        // Rules of the whole organisation.
        row(
            5,
            vec![
                (
                    Wire(List, denied("s3:ListBucket", "with an explicit deny in a service control policy")),
                    "company_rule",
                    Ask,
                ),
                (
                    Wire(List, denied("s3:ListBucket", "with an explicit deny in a resource control policy")),
                    "company_rule",
                    Ask,
                ),
            ],
        ),
        // The ceiling of the login.
        row(
            6,
            vec![
                (
                    Wire(Put, denied("s3:PutObject", "because no permissions boundary allows the s3:PutObject action")),
                    "boundary",
                    Ask,
                ),
                (Wire(Put, denied("s3:PutObject", "with an explicit deny in a permissions boundary")), "boundary", Ask),
            ],
        ),
        // The session is narrower than the role.
        row(
            7,
            vec![(
                Wire(Put, denied("s3:PutObject", "because no session policy allows the s3:PutObject action")),
                "session_narrow",
                Change(Field::RoleArn),
            )],
        ),
        // The network's gate.
        row(
            8,
            vec![(
                Wire(List, denied("s3:ListBucket", "because no VPC endpoint policy allows the s3:ListBucket action")),
                "network_gate",
                Ask,
            )],
        ),
        // The role does not name this login.
        row(
            9,
            vec![
                (
                    Wire(
                        Role,
                        Answer::query(
                            403,
                            "AccessDenied",
                            "User: arn:aws:iam::1:user/a is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::2:role/x",
                        ),
                    ),
                    "role_refused",
                    Change(Field::ExternalId),
                ),
                (
                    Wire(
                        Role,
                        Answer::query(
                            403,
                            "AccessDenied",
                            "User: arn:aws:iam::1:user/a is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::2:role/x because no role trust policy allows the sts:AssumeRole action",
                        ),
                    ),
                    "role_refused",
                    Change(Field::ExternalId),
                ),
            ],
        ),
        // Refused without a word, as across accounts.
        row(10, vec![(Wire(List, Answer::s3(403, "AccessDenied", "Access Denied")), "not_permitted", Ask)]),
        // The encryption key is not shared.
        row(
            11,
            vec![
                (
                    Wire(Get, denied("kms:Decrypt", "because no identity-based policy allows the kms:Decrypt action")),
                    "key_not_shared",
                    Ask,
                ),
                (
                    Wire(
                        Put,
                        denied(
                            "kms:GenerateDataKey",
                            "because no resource-based policy allows the kms:GenerateDataKey action",
                        ),
                    ),
                    "key_not_shared",
                    Ask,
                ),
            ],
        ),
        // Whoever asks pays. How the check finds out by itself: `connect`.
        row(
            12,
            vec![(
                Wire(List, Answer::s3(403, "AccessDenied", "The bucket is a Requester Pays bucket")),
                "requester_pays",
                Change(Field::RequesterPays),
            )],
        ),
        // A HEAD says nothing but 403. That a folder of such a bucket opens: `connect`.
        row(
            13,
            vec![
                (Wire(Head, Answer::new(403, "")), "not_permitted", Ask),
                (Met(|| fault::listing_refused("bucket", "team/")), "not_permitted", Change(Field::Prefix)),
            ],
        ),
        // The lock against becoming public.
        row(
            14,
            vec![(
                Wire(
                    PutPolicy,
                    denied(
                        "s3:PutBucketPolicy",
                        "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access",
                    ),
                ),
                "public_blocked",
                Look(Setting::PublicAccess),
            )],
        ),
        // ACLs are off.
        row(15, vec![(Wire(Put, code(400, "AccessControlListNotSupported")), "no_acls", Look(Setting::Ownership))]),
        // The account is not in order.
        row(
            16,
            vec![
                (Wire(List, code(403, "AllAccessDisabled")), "account_off", Ask),
                (Wire(List, code(403, "AccountProblem")), "account_off", Ask),
                (Wire(List, code(403, "NotSignedUp")), "account_off", Ask),
            ],
        ),
    ]
}
