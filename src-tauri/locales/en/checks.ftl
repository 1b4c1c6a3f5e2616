# What Rust says of an integration on the storage: what was created, what removing it would do, what checks asked and saw,
# and the report. Checks are named by what is expected; names that begin with checks-asks- are what is asked.

# Sentences one after the other
checks-sentences = { $first } { $next }
checks-quoted = “{ $text }”

## What was created
checks-made-user = User { $name }
checks-made-role = Role { $name }
checks-made-access = Permissions of { $holder }
checks-made-policy = Policy { $name }
checks-made-key = Access key of { $user }
checks-made-second-key = Second access key of { $user }
checks-made-statements = Statements in the bucket policy of { $bucket }
checks-made-grant = Grant on the KMS key { $key }
checks-made-cors = CORS rule on { $bucket }

## Removing it: what becomes of each thing
checks-remove-user = { $fate ->
    [goes] Remove the user { $name }
    [back] Restore the user { $name } to the state before setup
    [stays] Keep the user { $name }, because this integration did not create it
   *[gone] Nothing to remove: the user { $name }
}
checks-remove-role = { $fate ->
    [goes] Remove the role { $name }
    [back] Restore the role { $name } to the state before setup
    [stays] Keep the role { $name }, because this integration did not create it
   *[gone] Nothing to remove: the role { $name }
}
checks-remove-access = { $fate ->
    [goes] Remove the permissions of { $holder }
    [back] Restore the permissions of { $holder } to the state before setup
    [stays] Keep the permissions of { $holder }, because this integration did not create them
   *[gone] Nothing to remove: the permissions of { $holder }
}
checks-remove-policy = { $fate ->
    [goes] Remove the policy { $name }
    [back] Restore the policy { $name } to the state before setup
    [stays] Keep the policy { $name }, because this integration did not create it
   *[gone] Nothing to remove: the policy { $name }
}
checks-remove-key = { $fate ->
    [goes] Remove the access key of { $user }
    [back] Restore the access key of { $user } to the state before setup
    [stays] Keep the access key of { $user }, because this integration did not create it
   *[gone] Nothing to remove: the access key of { $user }
}
checks-remove-second-key = { $fate ->
    [goes] Remove the second access key of { $user }
    [back] Restore the second access key of { $user } to the state before setup
    [stays] Keep the second access key of { $user }, because this integration did not create it
   *[gone] Nothing to remove: the second access key of { $user }
}
checks-remove-statements = { $fate ->
    [goes] Remove the statements of this integration in the bucket policy of { $bucket }
    [back] Restore the statements of this integration in the bucket policy of { $bucket } to the state before setup
    [stays] Keep the statements in the bucket policy of { $bucket }, because this integration did not create them
   *[gone] Nothing to remove: the statements of this integration in the bucket policy of { $bucket }
}
checks-remove-grant = { $fate ->
    [goes] Remove the grant of this integration on the KMS key { $key }
    [back] Restore the grant of this integration on the KMS key { $key } to the state before setup
    [stays] Keep the grant on the KMS key { $key }, because this integration did not create it
   *[gone] Nothing to remove: the grant of this integration on the KMS key { $key }
}
checks-remove-cors = { $fate ->
    [goes] Remove the CORS rule of this integration on { $bucket }
    [back] Restore the CORS rule of this integration on { $bucket } to the state before setup
    [stays] Keep the CORS rule on { $bucket }, because this integration did not create it
   *[gone] Nothing to remove: the CORS rule of this integration on { $bucket }
}

# What somebody added to it by hand
checks-rule-stays = Added by someone since setup, and stays: { $methods } for { $websites }.
checks-rule-goes = Added by someone since setup, and removed too: { $methods } for { $websites }.
checks-statement-stays = Added by someone since setup, and stays: { $statement }
checks-statement-goes = Added by someone since setup, and removed too: { $statement }
checks-operations-go = Added by someone since setup, and removed too: { $what } for { $who }.
checks-trusted-goes = Added by someone since setup, and removed too: { $who } can assume the role.
checks-id-goes = Added by someone since setup, and removed too: the external ID “{ $id }”.
checks-condition-goes = Added by someone since setup, and removed too: a condition on { $key }.
checks-keys-stay = { $count ->
    [one] Stays, because it is not known that Bucketwise created it: access key { $keys }.
   *[other] Stay, because it is not known that Bucketwise created them: access keys { $keys }.
}
checks-everyone = everyone
checks-everyone-else = everyone not named in the statement

# CORS rules of this integration that were changed by hand
checks-rule-missing = The CORS rule { $rule } is missing.
checks-rule-added = The CORS rule { $rule } was added: { $methods } for { $websites }.
checks-rule-wider = { $part ->
    [websites] Added to the websites of the CORS rule { $rule }: { $what }.
    [methods] Added to the methods of the CORS rule { $rule }: { $what }.
    [requests] Added to the request headers of the CORS rule { $rule }: { $what }.
   *[responses] Added to the response headers of the CORS rule { $rule }: { $what }.
}
checks-rule-narrower = { $part ->
    [websites] Missing from the websites of the CORS rule { $rule }: { $what }.
    [methods] Missing from the methods of the CORS rule { $rule }: { $what }.
    [requests] Missing from the request headers of the CORS rule { $rule }: { $what }.
   *[responses] Missing from the response headers of the CORS rule { $rule }: { $what }.
}

## What comes of many checks
checks-allowed = Allowed.
checks-allowed-wrongly = Allowed, but it should be denied.
checks-denied = Denied, as expected ({ $code }).
checks-failed = { $title } ({ $operation }: { $code }). { $next }
checks-not-permitted = This connection has no permission to check this ({ $code }).
checks-not-supported = This server does not support this check.
checks-unchanged = Unchanged since setup.
checks-changed = Changed since setup. Choose “Fix…” to set it up again.
checks-not-found = Not found.

## Who checks, and where the buckets are
checks-asks-identity = Signed in as
checks-identity = { $arn } in account { $account }
checks-identity-unknown = The server does not say ({ $code }).
checks-asks-region = { $bucket } is in the expected region
checks-region = The bucket is in { $region }.
checks-region-other = The bucket is in { $region }, but the product uses { $expected }.
checks-region-unsaid = The bucket exists. This server does not say its region.
checks-no-bucket = This server has no such bucket, so no more checks of it were run. ({ $code })

## What is true of the bucket
checks-asks-encryption = How files of { $bucket } are encrypted
checks-kms-own = With your own KMS key, { $key }.
checks-kms-default = With the account’s default KMS key for S3, which other accounts cannot use.
checks-encrypted-server = With keys managed by the server.
checks-encrypted-other = With a method of this server, { $name }.
checks-not-encrypted = The bucket has no default encryption.
checks-asks-key = { $product } can use the KMS key of { $bucket }
checks-key-allowed = { $action }: { $decision }
checks-key-denied = { $action }: { $decision } Choose “Fix…” to add it. Setup then uses the KMS key that the bucket has now.
checks-key-ungranted = Choose “Fix…” to add it. Setup then uses the KMS key that the bucket has now.
checks-key-granted = By a grant on the key, which is checked next.
checks-key-service = The key policy must allow the service to use the key.
checks-asks-payer = Who pays for requests to { $bucket }
checks-payer-requester = The requester (Requester Pays). Most products cannot accept the request costs, and are denied.
checks-payer-owner = The bucket’s owner.
checks-asks-acls = Whether single files in { $bucket } can have ACLs
checks-acls-off = No. ACLs are disabled.
checks-acls-on = Yes. ACLs apply.
checks-asks-denies = The bucket policy of { $bucket } does not block { $product }
checks-no-bucket-policy = The bucket has no policy.
checks-bucket-policy-unread = Bucketwise cannot read the bucket policy.
checks-denies-nothing = None of its statements denies this access.
checks-denies = { $action }: { $decision } It says: { $statement }
checks-denies-perhaps = { $action }: The statement may deny this. That depends on where requests come from and who makes them, which is not known here. It says: { $statement }
checks-denies-perhaps-named = { $action }: The statement “{ $sid }” may deny this. That depends on where requests come from and who makes them, which is not known here. It says: { $statement }

## What was set up, read back
checks-asks-statement = The bucket policy of { $bucket } has the statements of this integration
checks-asks-grant = A grant gives { $product } access to the KMS key of { $bucket }
checks-grant = For { $who }: { $operations }.
checks-grant-other = For { $who }: { $operations }. Choose “Fix…” to set it up again.
checks-no-grant = There is no grant of this name. The key policy may give access instead.
checks-asks-policy = The permissions are as they were set up
checks-policy-unnamed = There is no policy of this name. It may have another name.
checks-asks-keys = The user { $name } has no other access key
checks-keys-none = No other access key is active.
checks-keys-other = The user has another active access key: { $keys }.
checks-asks-role = The role { $name } exists
checks-no-role = The role does not exist.
checks-asks-trust-read = The trust policy can be read
checks-trust-unread = Bucketwise cannot read the trust policy.
checks-asks-trust-same = The trust policy is as it was set up
checks-trust-others = The role also trusts { $who }.
checks-trust-ids = The role also accepts the external ID { $ids }.
checks-trust-wider = The trust policy allows more than was set up. { $ways }
checks-trust-reworded = The trust policy is written differently, but trusts nobody else.
checks-trust-conditions = The trust policy has conditions that were not set up: { $keys }. It trusts nobody else.
checks-asks-trust = Who can assume the role
checks-trust-waiting = Waiting for the partner’s values. Until then, only your own account can assume the role.

# A sign-in of another provider
checks-asks-token = The agreed sign-in of { $product } can assume the role
checks-token-allowed = The current trust policy allows it.
checks-token-denied = The current trust policy does not allow it.
checks-token-fewer = The trust policy allows fewer sign-ins than were set up.
checks-asks-token-other = No other sign-in of { $product } can assume the role
checks-token-others-denied = Another subject (sub) and another audience (aud) are denied.
checks-sub-too = It also allows another subject (sub), for example “{ $sub }”.
checks-sub-none = It also allows tokens without a subject (sub).
checks-aud-too = It also allows another audience (aud), for example “{ $aud }”.
checks-aud-none = It also allows tokens without an audience (aud).

# The partner, put to the trust policy
checks-asks-partner = { $product } can assume the role
checks-asks-partner-no-id = { $product } is denied without the external ID
checks-asks-partner-other-id = { $product } is denied with another external ID
checks-asks-other-account = No other account can assume the role
checks-by-trust = By the current trust policy: { $decision }
checks-asks-take = Assuming the role works
checks-asks-take-no-id = Assuming the role without the external ID is denied
checks-asks-take-other-id = Assuming the role with another external ID is denied

## The policy simulator
checks-asks-simulate = The policy simulator confirms exactly these permissions for { $bucket }
checks-simulate-limited = This server simulates roles only for whole buckets.
checks-simulate-none = This server has no policy simulator.
checks-simulate-not-permitted = This connection has no permission to simulate policies (iam:SimulatePrincipalPolicy).
checks-simulate-right = { $results }.
checks-simulate-yes = { $action ->
    [list] listing files allowed
    [open] opening files allowed
    [add] adding files allowed
   *[delete] deleting files allowed
}
checks-simulate-no = { $action ->
    [list] listing files denied
    [open] opening files denied
    [add] adding files denied
   *[delete] deleting files denied
}
checks-simulate-allowed = { $action ->
    [list] Listing files is allowed, but should be denied.
    [open] Opening files is allowed, but should be denied.
    [add] Adding files is allowed, but should be denied.
   *[delete] Deleting files is allowed, but should be denied.
}
checks-simulate-allowed-by = { $action ->
    [list] Listing files is allowed by { $policies }, but should be denied.
    [open] Opening files is allowed by { $policies }, but should be denied.
    [add] Adding files is allowed by { $policies }, but should be denied.
   *[delete] Deleting files is allowed by { $policies }, but should be denied.
}
checks-simulate-organisation = { $action ->
    [list] Listing files is denied by a policy of your organisation.
    [open] Opening files is denied by a policy of your organisation.
    [add] Adding files is denied by a policy of your organisation.
   *[delete] Deleting files is denied by a policy of your organisation.
}
checks-simulate-boundary = { $action ->
    [list] Listing files is denied by a permissions boundary.
    [open] Opening files is denied by a permissions boundary.
    [add] Adding files is denied by a permissions boundary.
   *[delete] Deleting files is denied by a permissions boundary.
}
checks-simulate-denied = { $action ->
    [list] Listing files is denied by a statement.
    [open] Opening files is denied by a statement.
    [add] Adding files is denied by a statement.
   *[delete] Deleting files is denied by a statement.
}
checks-simulate-denied-by = { $action ->
    [list] Listing files is denied by a statement of { $policies }.
    [open] Opening files is denied by a statement of { $policies }.
    [add] Adding files is denied by a statement of { $policies }.
   *[delete] Deleting files is denied by a statement of { $policies }.
}
checks-simulate-nothing = { $action ->
    [list] Listing files is denied, because no statement allows it.
    [open] Opening files is denied, because no statement allows it.
    [add] Adding files is denied, because no statement allows it.
   *[delete] Deleting files is denied, because no statement allows it.
}

## Tested as the partner
checks-asks-session = Tested as the partner
checks-by-own-key = With the access key of this connection.
checks-by-key = With the access key that was created.
checks-by-role = With the role itself.
checks-by-session = With this connection, limited to the current policy for 15 minutes.
checks-key-refused = The server no longer accepts the access key. The key is inactive or deleted.
checks-secret-lost = Bucketwise no longer has the secret access key.
checks-no-policy-to-test = There is no policy of this name to test.
checks-policy-gone = The policy no longer exists, so it gives no permissions.
checks-policy-long = The policy is too long to be tested with a session.
checks-no-session = This connection cannot be limited to the policy. Only the access key of a user can. ({ $code })
checks-asks-names = Can see the names of all buckets
checks-asks-list = Can list files in { $place }
checks-asks-outside = Cannot list anything else in { $bucket }
checks-asks-read = Can open files in { $place }
checks-no-file = There is no file to open yet.
checks-asks-anonymous = { $bucket } cannot be listed without signing in

# Writing
checks-asks-write = Can add files to { $place }
checks-asks-no-write = Cannot add files to { $place }
checks-write-unasked = Not tested. Select “Also test writing with a temporary file” to test it.
checks-write-certain = Only certain files can be changed. The check does not overwrite them.
checks-write-rclone = { $seen } rclone cannot copy a single file by name: it has no permission to check whether the file exists. It can copy a folder ({ $code }).
checks-asks-parts = Can add large files to { $place } in parts
checks-parts = An upload was started, then removed.
checks-parts-by-us = An upload was started, then removed by this connection.
checks-parts-rclone = One upload was completed. Another was started, then removed.
checks-parts-rclone-by-us = One upload was completed. Another was started, then removed by this connection.
checks-upload-left = An unfinished upload is left at { $key } ({ $code }).
checks-asks-delete = Can delete files in { $place }
checks-asks-no-delete = Cannot delete files in { $place }
checks-no-temporary = No temporary file could be added to test this with.
checks-asks-left = No temporary files are left in { $bucket }
checks-left-removed = The temporary file was removed.
checks-left-none = No temporary file was left.
checks-left = A temporary file is left: { $key } ({ $code }). Delete it by hand.
checks-versions-left = { $count ->
    [one] { $count } old version of { $key } is left. This connection has no permission to delete it.
   *[other] { $count } old versions of { $key } are left. This connection has no permission to delete them.
}

## Websites
checks-asks-rules = The CORS rules of { $bucket } are as they were set up
checks-rules-unnamed = The rules exist. This server does not keep rule names.
checks-asks-site = Pages of { $website } can use { $bucket }
checks-asks-other-sites = Pages of other websites cannot use { $bucket }
checks-asks-page = A page of { $website } can open a file with a presigned link
checks-asks-other-page = Pages of other websites cannot read files of { $bucket } with the same link
checks-answer = { $status }, Allow-Origin: { $origin }
checks-answer-none = { $status }, no Allow-Origin header
checks-preflight = Preflight request for { $method }: { $answer }.
checks-preflight-refused = Preflight request for { $method }: { $answer }. The CORS rule is missing, or the server does not apply it yet.
checks-cors-everyone = Another CORS rule of the bucket allows every website: { $answer }.
checks-cors-denied = Denied, as expected: { $answer }.
checks-page = { $answer }.
checks-page-blocked = A browser blocks it: { $answer }.

## The report
checks-report-title = { $product } and { $places }
checks-report-summary = Checked against the server on { $date }: { $passed } passed, { $failed } failed, { $skipped } skipped.
checks-report-note = An expected denial counts as passed. Skipped checks say why they were skipped.
checks-report-changes-title = Changes since { $date }
checks-report-no-changes = No changes.
checks-report-checks-title = Checks
checks-report-made-title = Created resources
checks-report-bucketwise = Created with Bucketwise.
checks-report-page = Page { $page } of { $pages }
checks-report-before = Previously: { $result }. { $seen }
checks-report-now = Now: { $result }. { $seen }
checks-report-list = • { $what }
# The date and the time of day
checks-moment = { $date }, { $time } UTC
checks-result-unasked = Not checked
checks-result-running = Checking
checks-result-pass = ✓ Passed
checks-result-fail = ✗ Failed
checks-result-skip = Skipped
checks-result-info = Note
