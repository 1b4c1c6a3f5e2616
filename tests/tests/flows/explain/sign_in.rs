//! Keys, clocks, tokens, roles and users: rows 17 to 29.

use super::super::Operation::*;
use super::super::Way::*;
use super::*;

pub(super) fn rows() -> [Row; 13] {
    [
        // The key is unknown there.
        row(17, vec![(Wire(List, code(403, "InvalidAccessKeyId")), "access_key_unknown", Change(Field::AccessKey))]),
        // The secret does not fit.
        row(18, vec![(Wire(List, code(403, "SignatureDoesNotMatch")), "signature_mismatch", Change(Field::SecretKey))]),
        // The clock is off.
        row(19, vec![(Wire(List, code(403, "RequestTimeTooSkewed")), "clock_skew", Retry)]),
        // The link or request is too old.
        row(
            20,
            vec![
                (Wire(Get, Answer::s3(403, "AccessDenied", "Request has expired")), "too_old", Retry),
                (Wire(Get, code(403, "RequestExpired")), "too_old", Retry),
            ],
        ),
        // The temporary login has ended.
        row(21, vec![(Wire(List, code(400, "ExpiredToken")), "token_expired", Change(Field::SessionToken))]),
        // The token is another key's, or due to be renewed.
        row(
            22,
            vec![
                (Wire(List, code(400, "InvalidToken")), "token_unknown", Change(Field::SessionToken)),
                (Wire(List, code(400, "TokenRefreshRequired")), "token_expired", Change(Field::SessionToken)),
            ],
        ),
        // The company's sign-in ran out, or the role is not given.
        row(
            23,
            vec![
                (Met(|| company(Answer::json_error(403, "ForbiddenException"))), "company_refused", Ask),
                (
                    Met(|| company(Answer::json_error(401, "UnauthorizedException"))),
                    "company_unknown",
                    Change(Field::StartUrl),
                ),
            ],
        ),
        // A code is needed, or was wrong.
        row(
            24,
            vec![(
                Wire(
                    Role,
                    Answer::query(
                        403,
                        "AccessDenied",
                        "MultiFactorAuthentication failed with invalid MFA one time pass code.",
                    ),
                ),
                "code_refused",
                Retry,
            )],
        ),
        // No sessions in that region.
        row(
            25,
            vec![(
                Wire(Role, Answer::query(403, "RegionDisabledException", "STS is not activated in this region")),
                "no_sessions_here",
                Change(Field::Region),
            )],
        ),
        // The role's form.
        row(
            26,
            vec![
                (
                    Wire(
                        Role,
                        sts(
                            "ValidationError",
                            "1 validation error detected: Value at 'externalId' failed to satisfy constraint: Member must have length greater than or equal to 2",
                        ),
                    ),
                    "role_malformed",
                    Change(Field::RoleArn),
                ),
                (
                    Wire(
                        Role,
                        sts(
                            "ValidationError",
                            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                        ),
                    ),
                    "role_too_long",
                    Change(Field::SessionMinutes),
                ),
                (
                    Wire(
                        Role,
                        sts("PackedPolicyTooLarge", "Packed size of session tags consumes 120% of allotted space."),
                    ),
                    "policy_too_long",
                    Here,
                ),
            ],
        ),
        // IAM does not take the policy.
        row(
            27,
            vec![
                (Wire(Iam, sts("MalformedPolicyDocument", "Syntax errors in policy.")), "iam_policy", Answers),
                (
                    Wire(
                        Iam,
                        sts(
                            "MalformedPolicyDocument",
                            "Invalid principal in policy: \"AWS\":\"arn:aws:iam::1:role/x\"",
                        ),
                    ),
                    "iam_policy",
                    Answers,
                ),
            ],
        ),
        // A limit, a name that is taken, something still attached.
        row(
            28,
            vec![
                (
                    Wire(Iam, Answer::query(409, "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2")),
                    "iam_limit",
                    Ask,
                ),
                (
                    Wire(
                        Iam,
                        Answer::query(
                            409,
                            "LimitExceeded",
                            "Maximum policy size of 2048 bytes exceeded for user bucketwise",
                        ),
                    ),
                    "iam_limit",
                    Ask,
                ),
                (
                    Wire(
                        Iam,
                        Answer::query(409, "DeleteConflict", "Cannot delete entity, must detach all policies first."),
                    ),
                    "iam_in_use",
                    Ask,
                ),
                (Met(|| fault::integration_taken("role", "bucketwise")), "iam_taken", Answers),
            ],
        ),
        // This login may not manage access.
        row(
            29,
            vec![(
                Wire(
                    Iam,
                    Answer::query(
                        403,
                        "AccessDenied",
                        "User: arn:aws:iam::1:user/a is not authorized to perform: iam:CreateAccessKey on resource: user bucketwise",
                    ),
                ),
                "iam_refused",
                Ask,
            )],
        ),
    ]
}
