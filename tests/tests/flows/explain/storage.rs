//! What is there, settings, limits, and the way to the storage: rows 30 to 50.

use super::super::Operation::*;
use super::super::Way::*;
use super::*;

pub(super) fn rows() -> [Row; 21] {
    [
        // No such bucket.
        row(
            30,
            vec![
                (Wire(List, code(404, "NoSuchBucket")), "no_such_bucket", Change(Field::Bucket)),
                (Met(|| misspelt("explain-reports-2052")), "no_such_bucket", Open("explain-reports-2025")),
                (Met(|| misspelt("something-else")), "no_such_bucket", Change(Field::Bucket)),
            ],
        ),
        // What was there is gone.
        row(
            31,
            vec![
                (Wire(Get, code(404, "NoSuchKey")), "no_such_key", Refresh),
                (Wire(Get, code(404, "NoSuchVersion")), "no_such_key", Refresh),
                (Wire(Put, code(404, "NoSuchUpload")), "no_such_upload", Retry),
            ],
        ),
        // Another region. That it is followed by itself: the store's tests and `connect`.
        row(
            32,
            vec![
                (Wire(List, code(301, "PermanentRedirect")), "wrong_region", Change(Field::Region)),
                (Wire(List, code(307, "TemporaryRedirect")), "wrong_region", Change(Field::Region)),
            ],
        ),
        // The server names the region, and names it again when it is used.
        row(33, vec![(Met(wrong_again), "wrong_region", Change(Field::Region))]),
        // Making a bucket elsewhere.
        row(
            34,
            vec![
                (
                    Wire(MakeBucket, code(400, "IllegalLocationConstraintException")),
                    "wrong_region",
                    Change(Field::Region),
                ),
                (Wire(MakeBucket, code(400, "InvalidLocationConstraint")), "wrong_region", Change(Field::Region)),
            ],
        ),
        // The bucket's name is taken.
        row(
            35,
            vec![
                (Wire(MakeBucket, code(409, "BucketAlreadyExists")), "bucket_exists", Here),
                (Wire(MakeBucket, code(409, "BucketAlreadyOwnedByYou")), "bucket_yours", Open("bucket")),
                (Met(|| fault::bucket_taken("bucket")), "bucket_exists", Open("bucket")),
                (Wire(MakeBucket, code(409, "OperationAborted")), "slow_down", Retry),
            ],
        ),
        // The bucket's name, or what is in it.
        row(
            36,
            vec![
                // The form of a new bucket is open at the name.
                (Wire(MakeBucket, code(400, "InvalidBucketName")), "bad_bucket_name", Here),
                (Wire(List, code(400, "InvalidBucketName")), "bad_bucket_name", Change(Field::Bucket)),
                (Met(|| misspelt("My reports")), "bad_bucket_name", Open("my-reports")),
                (Wire(DropBucket, code(409, "BucketNotEmpty")), "bucket_not_empty", Empty),
            ],
        ),
        // Nothing is set: no error.
        row(
            37,
            vec![
                (
                    State(|| {
                        unset("NoSuchCORSConfiguration", |at| run(plain(at).get_cors("bucket")).unwrap().is_none())
                    }),
                    "",
                    Here,
                ),
                (
                    State(|| unset("NoSuchBucketPolicy", |at| run(plain(at).get_policy("bucket")).unwrap().is_none())),
                    "",
                    Here,
                ),
                (
                    State(|| {
                        unset("NoSuchLifecycleConfiguration", |at| {
                            run(plain(at).get_lifecycle("bucket")).unwrap().is_none()
                        })
                    }),
                    "",
                    Here,
                ),
                (
                    State(|| {
                        unset("ServerSideEncryptionConfigurationNotFoundError", |at| {
                            run(plain(at).get_encryption("bucket")).unwrap().is_none()
                        })
                    }),
                    "",
                    Here,
                ),
                (
                    State(|| {
                        unset("OwnershipControlsNotFoundError", |at| {
                            run(plain(at).get_ownership("bucket")).unwrap().is_none()
                        })
                    }),
                    "",
                    Here,
                ),
            ],
        ),
        // The website is not let in.
        row(
            38,
            vec![(
                Wire(List, Answer::s3(403, "AccessForbidden", "CORSResponse: CORS is not enabled for this bucket.")),
                "site_not_admitted",
                Look(Setting::Cors),
            )],
        ),
        // The text of a rule.
        row(
            39,
            vec![
                (Wire(PutCors, code(400, "MalformedXML")), "text_refused", Look(Setting::Cors)),
                (
                    Wire(
                        PutCors,
                        Answer::s3(
                            400,
                            "InvalidRequest",
                            "Found unsupported HTTP method in CORS config. Unsupported method is PATCH",
                        ),
                    ),
                    "text_refused",
                    Look(Setting::Cors),
                ),
                (
                    Wire(PutPolicy, Answer::s3(400, "MalformedPolicy", "Invalid principal in policy")),
                    "text_refused",
                    Look(Setting::Policy),
                ),
            ],
        ),
        // In an archive.
        row(
            40,
            vec![
                (Wire(Get, code(403, "InvalidObjectState")), "archived", Fetch),
                (Met(archived), "archived", Fetch),
                (
                    Wire(
                        Restore,
                        Answer::s3(
                            503,
                            "GlacierExpeditedRetrievalNotAvailable",
                            "Expedited retrievals are currently not available",
                        ),
                    ),
                    "fetch_busy",
                    Here,
                ),
            ],
        ),
        // The encryption key is of no use.
        row(
            41,
            vec![
                (Wire(Get, code(400, "KMS.DisabledException")), "key_unusable", Ask),
                (Wire(Get, code(400, "KMS.KMSInvalidStateException")), "key_unusable", Ask),
                (Wire(Get, code(400, "KMS.NotFoundException")), "key_unusable", Ask),
                (Wire(Get, code(400, "KMS.InvalidKeyUsageException")), "key_unusable", Ask),
                (
                    Wire(
                        Get,
                        Answer::s3(
                            400,
                            "InvalidRequest",
                            "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.",
                        ),
                    ),
                    "customer_key",
                    Ask,
                ),
            ],
        ),
        // Too fast, or a passing fault.
        row(
            42,
            vec![
                (Wire(List, code(503, "SlowDown")), "slow_down", Retry),
                (Wire(List, code(503, "ServiceUnavailable")), "slow_down", Retry),
                (Wire(Iam, Answer::query(400, "Throttling", "Rate exceeded")), "slow_down", Retry),
                (Wire(List, code(500, "InternalError")), "server_fault", Retry),
                (Wire(Put, code(400, "RequestTimeout")), "timed_out", Retry),
            ],
        ),
        // Sizes, parts, damage.
        row(
            43,
            vec![
                (Wire(Put, code(400, "EntityTooLarge")), "too_large", Ask),
                (Wire(Put, code(400, "EntityTooSmall")), "parts_refused", Retry),
                (Wire(Put, code(400, "InvalidPart")), "parts_refused", Retry),
                (Wire(Put, code(400, "InvalidPartOrder")), "parts_refused", Retry),
                (Wire(Put, code(400, "BadDigest")), "bad_digest", Retry),
                (Wire(Put, code(400, "XAmzContentSHA256Mismatch")), "bad_digest", Retry),
            ],
        ),
        // It changed meanwhile.
        row(
            44,
            vec![
                (Wire(Put, code(412, "PreconditionFailed")), "precondition_failed", Refresh),
                (Wire(Put, code(409, "ConditionalRequestConflict")), "slow_down", Retry),
            ],
        ),
        // The server cannot, or the file is locked.
        row(
            45,
            vec![
                (Wire(Get, code(405, "MethodNotAllowed")), "no_such_key", Refresh),
                (Wire(Head, code(405, "MethodNotAllowed")), "no_such_key", Refresh),
                (Wire(Delete, code(405, "MethodNotAllowed")), "not_supported", Ask),
                (Wire(Put, code(501, "NotImplemented")), "not_supported", Ask),
                (
                    Wire(
                        Delete,
                        Answer::s3(403, "AccessDenied", "Access Denied because object protected by object lock."),
                    ),
                    "locked",
                    Look(Setting::Lock),
                ),
                (
                    State(|| {
                        unset("ObjectLockConfigurationNotFoundError", |at| run(plain(at).get_lock("bucket")).is_ok())
                    }),
                    "",
                    Here,
                ),
            ],
        ),
        // The name leads nowhere (RFC 6761 keeps `.invalid` without addresses).
        row(46, vec![(Met(|| met(List, "http://s3.invalid:9")), "name_not_found", Change(Field::Endpoint))]),
        // Nobody listens. That silence ends in time: the store's tests.
        row(47, vec![(Met(nobody), "connection_refused", Change(Field::Endpoint))]),
        // A certificate that nobody vouches for.
        row(48, vec![(Met(own_certificate), "certificate", Change(Field::Trust))]),
        // A web page, or nothing at all, in the place of S3.
        row(
            49,
            vec![
                (
                    Wire(
                        List,
                        Answer::new(200, "<!doctype html><title>Sign in</title>").header("content-type", "text/html"),
                    ),
                    "not_s3",
                    Change(Field::Endpoint),
                ),
                (Wire(List, Answer::new(200, "")), "not_s3", Change(Field::Endpoint)),
            ],
        ),
        // Nothing to sign in with.
        row(
            50,
            vec![
                (Met(|| profile("", "gone")), "profile_missing", Change(Field::Profile)),
                (Met(|| profile("[profile p]\nregion = eu-west-1\n", "p")), "profile_empty", Change(Field::Profile)),
                (
                    Met(|| profile("[profile p]\nsso_session = gone\nsso_account_id = 1\nsso_role_name = r\n", "p")),
                    "profile_session_missing",
                    Change(Field::Profile),
                ),
                (Met(|| signing_in(Source::Environment, "", &[])), "environment_empty", Change(Field::Method)),
            ],
        ),
    ]
}

/// A server that sends everybody to a region and says the same there.
fn wrong_again() -> Fault {
    let said = "The authorization header is malformed; the region is wrong; expecting 'eu-west-3'";
    let server = Recorded::start(move |request| {
        let region = if request.contains("/eu-west-3/") { "eu-west-2" } else { "eu-west-3" };
        let body = format!(
            "<Error><Code>AuthorizationHeaderMalformed</Code><Message>{said}</Message><Region>{region}</Region></Error>"
        );
        Answer::new(400, body).header("content-type", "application/xml")
    });
    met(List, &server.endpoint)
}
