# Words of ui/src, integrate.

## Sidebar and list

integrate-title = Integrations
integrate-since = { $connection } · { $date }
integrate-back-button = Back
integrate-files-button = Files
integrate-new-button = Give access…
integrate-show-reach-button = Show who has access
integrate-none-title = No integrations yet
integrate-none = Give a product, a colleague or a website access to a bucket. Answer a few questions and see exactly what will be allowed. You can remove the access at any time.
integrate-list-note = Products, people and websites that you gave access with Bucketwise.

## Titles of the screen

integrate-one-title = Integration
integrate-new-title = Give access
integrate-give-title = Give { $product } access to { $buckets }
integrate-heading-title = { $heading }: { $buckets }
# A product and its buckets: "Kolena: acme-datasets".
integrate-made-title = { $product }: { $buckets }

# General products as they stand within a sentence: "Give a person access to …".
integrate-product-person = a person
integrate-product-program = another program
integrate-product-account = another AWS account
integrate-product-website-shows = a website that shows files
integrate-product-website-uploads = a website that uploads

## How an integration stands: a word for the badge, and what it means

integrate-state-handed = Folder saved
integrate-state-unfinished = Incomplete
integrate-state-waiting = Waiting
integrate-state-unchecked = Not checked
integrate-state-working = Working
integrate-state-broken = Not working
integrate-state-leaving = Partly removed
integrate-state-removed = Removed

integrate-means-handed = Send the saved folder to an administrator. Run checks after the administrator has set up the access.
integrate-means-unfinished = Some setup steps are not done. Continue setup, or remove the access.
integrate-means-waiting = The partner shows its values after you give it the role ARN.
integrate-means-unchecked = Setup is complete. Run checks to see whether it works.
integrate-means-working = No check failed.
integrate-means-broken = Some checks failed. They are listed first below.
integrate-means-leaving = Some resources still exist. Remove the access again to finish.
integrate-means-removed = This integration is fully removed.
integrate-means-untold = The last check could not verify the access. Run checks again with a connection that can read policies.
integrate-means-passed = All checks passed.
integrate-means-skipped = No check failed. { $count ->
    [one] { $count } check was skipped.
   *[other] { $count } checks were skipped.
}

## Choosing a bucket and a product

integrate-where-title = Choose a bucket
integrate-connection = Connection
integrate-bucket = Bucket
integrate-choose-connection = Choose a connection
integrate-choose-bucket = Choose a bucket
integrate-bucket-needed = Choose a bucket first.
integrate-connection-needed = Choose a connection and a bucket first.
integrate-whom-title = Choose who gets access
integrate-search = Search
integrate-search-example = Kolena, Snowflake, website, person…
integrate-bucket-first = Choose a bucket above to continue.
integrate-loading = Loading products…
integrate-no-match = No matches. For anything that is not listed, choose “{ $program }” or “{ $account }”.

integrate-creates = Creates: { $what }
integrate-creates-retired = Creates: { $what } · no longer offered by the vendor
integrate-creates-key = user (with an access key)
integrate-creates-role = role
integrate-creates-oidc = role
integrate-creates-existing = policy for an existing user or role
integrate-creates-bucket_policy = bucket policy statement
integrate-creates-service = bucket policy statement
integrate-creates-nothing = CORS rule (optional)

integrate-group-general = People, programs and websites
integrate-group-labelling = Data labelling and model testing
integrate-group-warehouse = Data warehouses
integrate-group-pipeline = Data pipelines
integrate-group-tool = Tools
integrate-group-aws = AWS services

## Questions

integrate-buckets = Buckets
integrate-drop-bucket = Remove { $bucket } from this integration
integrate-scope = Access to { $bucket }
integrate-scope-whole = Whole bucket
integrate-scope-folder = One folder only
integrate-folder = Folder in { $bucket }
integrate-folder-example = incoming/2026
integrate-another-button = Add another bucket…
integrate-another = Bucket to add
integrate-add-bucket-button = Add bucket
integrate-add-bucket-needs = Enter a bucket name

integrate-first-title = Do this first in { $product }
integrate-optional = { $label } (optional)
integrate-add-named-button = Add bucket { $bucket }
integrate-corrected-button = Use corrected text
integrate-suggestion-button = Use { $suggestion }

integrate-names = Name and account ID
integrate-name = Name for everything created (optional)
integrate-name-help = Leave empty to use { $name }.
integrate-name-help-later = Leave empty to use a name made from the product and the bucket.
integrate-account = Account ID
integrate-account-help = Filled in if the server reports it.

integrate-adopt-button = Use the existing one
integrate-answers-missing = { $count ->
    [one] { $count } answer needed: { $answers }
   *[other] { $count } answers needed: { $answers }
}
integrate-answer = “{ $question }”
integrate-only-differences = Setup changes only what is different from this plan.
integrate-nothing-changed = Nothing changes until you set up the integration.
integrate-hand-over-button = Save folder for administrator…
integrate-apply-button = Set up integration
integrate-applying-button = Setting up…
integrate-fix-button = Fix integration
integrate-continue-button = Continue setup
integrate-apply-changes-button = Apply changes

## The plan beside the questions

integrate-plan = Plan
integrate-plan-access-title = Access after setup
integrate-plan-stages-title = Setup has two stages
integrate-plan-stages = Set up the integration now and give { $product } the role ARN. Then come back and enter the values that { $product } shows.
integrate-plan-caveats-title = Good to know
integrate-plan-narrower-title = How the narrower policy would differ
integrate-plan-vendor-title = How this differs from the vendor’s policy
integrate-plan-steps-title = Setup steps
integrate-plan-documents = Show full policies
integrate-plan-current = Current
integrate-plan-new = After setup
integrate-plan-proofs = { $count ->
    [one] { $count } permission check passed
   *[other] { $count } permission checks passed
}
integrate-plan-proof = { $claim }. { $evidence }
integrate-plan-later = Answer the questions to see what will be allowed.
integrate-source-day = Source: { $source }, read on { $date }
integrate-source-month = Source: { $source }, read in { $month }
integrate-copy = Copy “{ $what }”

## An integration that was begun

integrate-handed-title = Folder saved
integrate-handed = Send the folder to an administrator. It contains instructions, the policies, and scripts that set up and remove the access. It contains no secrets.
integrate-waiting-title = Waiting for { $product }
integrate-waiting = Enter the values below in { $product }. It then shows an { $external-id } and the ARN it will use. Enter both here.
integrate-partner-button = Enter partner values…
integrate-environment-title = Environment variables (environment.env)
integrate-environment = The access key ID, secret access key, region, endpoint and bucket of this connection, for other programs.
integrate-environment-button = Show environment.env…
integrate-resources-title = Created resources
integrate-forget-button = Remove from list
integrate-remove-button = Remove access…
integrate-edit-fix-button = Fix…
integrate-edit-continue-button = Continue setup…
integrate-edit-answers-button = Change answers…
integrate-check-button = Run checks
integrate-checking-button = Checking…

integrate-next-title = Next steps
integrate-next-in-title = Next steps in { $product }
integrate-value-hidden = Hidden. You can copy it without showing it.
integrate-value-later = Available after setup.
integrate-copied = Copied
integrate-client-files-title = { $count ->
    [one] File for { $product }
   *[other] Files for { $product }
}

integrate-reply = Reply from the administrator
integrate-reply-note = Paste the completed reply.txt, or only the ARN. Do not include secrets. Without a reply, choose “Run checks” below. The checks then look for resources with the names in the folder.
integrate-reply-button = Check setup
integrate-reply-needs = Paste the reply

## Checks

integrate-checks-title = Checks
integrate-tally-failed = { $count } failed
integrate-tally-passed = { $count } passed
integrate-tally-skipped = { $count } skipped
integrate-tally-at = { $tally } · { $date }
integrate-check-write = Also test writing with a temporary file
integrate-checks-none = Not checked yet. Checks only read, unless you also test writing.
integrate-result-running = Checking
integrate-result-pass = Passed
integrate-result-fail = Failed
integrate-result-skip = Skipped
integrate-result-info = Note
integrate-save-pdf-button = Save as PDF…
integrate-save-html-button = Save as HTML…
integrate-save-json-button = Save as JSON…
integrate-saved = Saved as { $file }

integrate-drift-title = Changes since the previous check ({ $date })
integrate-drift-none = No changes.
integrate-drift-unasked = Not checked
integrate-drift-now = changed to

## Access key

integrate-key-title = Access key
integrate-key = Key
integrate-key-first = First key
integrate-key-second = Second key
integrate-key-today = created today
integrate-key-days = { $count ->
    [one] { $count } day old
   *[other] { $count } days old
}
integrate-key-months = { $count ->
    [one] { $count } month old
   *[other] { $count } months old
}
integrate-key-inactive = inactive
integrate-key-used = last use: { $date }
integrate-key-unused = no recorded use
integrate-key-unread = last use could not be read
integrate-key-in-use = In use
integrate-key-maybe-in-use = May be in use
integrate-key-rotate = To rotate it, create a second key first. The product keeps its access.
integrate-key-rotate-old = This key is more than a year old. To rotate it, create a second key, use it in place of the first, then delete the first.
integrate-key-both = Both keys work. Replace the first key with the second in every place that uses it. The values above belong to the second key. Run checks, then deactivate the first key.
integrate-key-first-off = The first key is inactive. If something stops working, activate the first key again. If everything works, delete the first key. A deleted key cannot be restored.
integrate-secret = Secret access key
integrate-secret-once = { $secret }: shown only once. You can still copy it later.
integrate-secret-copy = Copy secret access key
integrate-secret-show-button = Show secret once
integrate-secret-copy-button = Copy secret
integrate-secret-copied-button = Secret copied
integrate-key-last-use-button = Show last use
integrate-key-create-button = Create second key
integrate-key-off-button = Deactivate first key
integrate-key-on-button = Activate first key
integrate-key-drop-second-button = Delete second key…
integrate-key-drop-first-button = Delete first key…

integrate-delete-key-title = Delete access key { $key }?
integrate-delete-key-unread = { $warning } Assume that it is. Anything that signs in with this key stops working.
integrate-delete-key-unread-warning = Bucketwise could not read whether this key is in use.
integrate-delete-key-in-use = { $warning } Last use: { $date }. Anything that signs in with it stops working.
integrate-delete-key-in-use-warning = This key is in use.
integrate-delete-key-used = Last use: { $date }. Anything that still uses this key stops working.
integrate-delete-key-unused = No use of this key is recorded. Anything that uses it stops working.
integrate-delete-key-lost = A deleted key cannot be restored. Files in the bucket are not changed.
integrate-delete-key-button = Delete key
integrate-cancel-button = Cancel

## Removing the access

integrate-removal-title = Remove access to { $buckets } for { $product }?
integrate-removal-button = Remove access
integrate-removal-nothing = Nothing was created, so there is nothing to remove.
integrate-removal-changed = { $item } — { $warning }
integrate-removal-changed-warning = changed by someone since setup
integrate-removal-lost = After removal, anyone using this access is denied. Files in the bucket are not changed.

## Who has access

integrate-reach-title = Who has access
integrate-reach-reading = Reading policies…
integrate-reach-reading-people = Reading policies… { $count ->
    [one] { $count } user or role so far
   *[other] { $count } users and roles so far
}
integrate-reach-based = Based on the current policies. Nothing was tested on the server.
integrate-reach-based-people = Based on the current policies, including those of { $count ->
    [one] { $count } user or role.
   *[other] { $count } users and roles.
} Nothing was tested on the server.
integrate-reach-public-title = Anyone on the internet can access part of this bucket
integrate-reach-public = No sign-in is needed. Public access is listed first.
integrate-reach-can = Can { $what }, allowed by { $policies }
integrate-reach-only-if = Only if { $condition }.
integrate-reach-unseen-title = Not covered by this list
integrate-reach-again-button = Refresh list
integrate-side-public = Public access
integrate-side-outside = Other accounts
integrate-side-service = AWS services
integrate-side-role = Roles in this account
integrate-side-user = Users in this account
integrate-side-account = Root user of this account

## Why access was denied

integrate-refusal-title = Why was access denied?
integrate-refusal-who = Signed in as
integrate-refusal-who-unknown = The server did not say. Check the policies to find out.
integrate-refusal-tried = Attempted action
integrate-refusal-cause = Cause
integrate-refusal-said = The server gave this reason.
integrate-refusal-read = Found in the policies.
integrate-refusal-open = The cause is not known.
integrate-refusal-fault = { $title }. { $next }
integrate-refusal-looked-title = What was checked
integrate-refusal-ask = Message to an administrator
integrate-refusal-statement-button = Copy policy statement
integrate-refusal-message-button = Copy message
integrate-refusal-look-button = Check policies
integrate-refusal-looking-button = Checking…
integrate-refusal-close-button = Close
integrate-continue-here-button = Continue here
