# The texts of the presets: what each product is good for, what it is asked, and what is done by hand. A message is found by
# the name of the preset (src-tauri/crates/plans/presets) and what it is of there; a test holds the two to each other.
# “{ $command }” is a command that a person runs as it stands.

## Another AWS account
presets-account-title = Another AWS account
presets-account-purpose = Gives a company or department with its own AWS account access to a bucket.
presets-account-way-bucket = Bucket policy statement
presets-account-level-read = Open files
presets-account-level-write = Open, add and delete files
presets-account-question-partner = Which account, user or role gets access?
presets-account-question-partner-help = A 12-digit account ID gives access to the whole account. Its administrator decides which users and roles can use it.
presets-account-manual-other-side = An administrator of the other account must also give its users or roles these permissions. Access needs both.

## Airbyte destination
presets-airbyte-purpose = Writes synced data to a bucket.
presets-airbyte-way-key = IAM user with an access key
presets-airbyte-way-role = Role that Airbyte Cloud assumes
presets-airbyte-level-write = Open, add and delete files
presets-airbyte-question-external-id = What is the ID of your Airbyte workspace?
presets-airbyte-question-external-id-help = It is in the workspace’s web address. Airbyte uses it as the external ID.
presets-airbyte-difference-acls = The narrower policy does not allow changing the ACLs of single files. Buckets with ACLs disabled deny that anyway.

## IEX Cloud Apperate
presets-apperate-purpose = Loads data files into Apperate. Also a template for partners that show their values only after you give them the role.
presets-apperate-retired = The vendor has marked this product as discontinued.
presets-apperate-way-role = Role that Apperate assumes
presets-apperate-level-write = Open, add and delete files
presets-apperate-level-read = Open files only
presets-apperate-question-partner = Which User ARN does Apperate show?
presets-apperate-question-partner-help = Apperate shows it after you enter the role there. Leave this empty until then.
presets-apperate-question-external-id = Which external ID does Apperate show?
presets-apperate-question-external-id-help = Apperate shows it together with the User ARN.
presets-apperate-question-old-versions = Will Apperate open old versions of files?
presets-apperate-question-delete-versions = Can Apperate permanently delete old versions?
presets-apperate-question-delete-versions-help = Permanently deleted versions cannot be recovered. Ordinary deletion does not need this permission.
presets-apperate-manual-create = In Apperate, open Sources > Credentials > Create AWS Integration. Enter the role and submit.
presets-apperate-manual-come-back = Apperate then shows an External ID and a User ARN. Come back here and enter both. They go into the role’s trust policy.
presets-apperate-manual-done = Setup is complete. The role trusts the User ARN and the external ID that Apperate showed. Now load the files in Apperate.
presets-apperate-difference-location = The vendor’s policy allows s3:GetBucketLocation only under a condition that this request never meets, so it is always denied. The narrower policy allows it in a separate statement.
presets-apperate-difference-versions = The narrower policy does not allow permanently deleting old versions unless you choose it.

## Cloudflare Logpush
presets-cloudflare-logpush-purpose = Writes logs of your websites to a bucket.
presets-cloudflare-logpush-way-bucket = Bucket policy statement
presets-cloudflare-logpush-level-write = Add files
presets-cloudflare-logpush-manual-challenge = Cloudflare writes a file named ownership-challenge.txt. Open it here and paste its text into Cloudflare within 7 days.

## CloudFront
presets-cloudfront-purpose = Serves files from a bucket to the public through CloudFront. The bucket itself stays private.
presets-cloudfront-way-service = Bucket policy statement
presets-cloudfront-level-read = Open files
presets-cloudfront-question-distribution = What is the ID of the distribution?
presets-cloudfront-question-distribution-help = It starts with E.
presets-cloudfront-question-websites = Which other websites use the files?
presets-cloudfront-question-websites-help = Leave empty if only pages of the distribution itself use them.
presets-cloudfront-manual-origin = In CloudFront, set { $bucket } as the distribution’s origin, with an origin access control (OAC) that signs requests.
presets-cloudfront-caveat-public = Anyone can then open these files through the distribution’s address.

## Cloud.gov
presets-cloudgov-purpose = Lets programs and websites outside Cloud.gov use a bucket that Cloud.gov created.
presets-cloudgov-heading = Use a Cloud.gov bucket
presets-cloudgov-who = Anyone with the Cloud.gov key
presets-cloudgov-cannot = The Cloud.gov key cannot see other buckets or create users, roles or bucket policies.
presets-cloudgov-way-broker = Key from Cloud.gov
presets-cloudgov-level-given = What Cloud.gov allows
presets-cloudgov-question-instance = What is the name of the service in Cloud.gov?
presets-cloudgov-question-instance-help = Run “cf services” to list the names. Enter one to see the commands for more keys.
presets-cloudgov-question-websites = Which websites can open the files?
presets-cloudgov-question-websites-help = For example https://app.example.gov. Leave empty if only programs use the files. Cloud.gov does not recommend website access, so list as few as you can.
presets-cloudgov-question-methods = What can pages of these websites do?
presets-cloudgov-question-methods-help = Cloud.gov’s documentation allows GET and HEAD. Add others only if the website needs them.
presets-cloudgov-manual-separate-key = Recommended: create a separate key for each program with { $command }
presets-cloudgov-manual-show-key = To show the key, run: { $command }
presets-cloudgov-manual-delete-key = To delete the key, run: { $command }
presets-cloudgov-manual-environment = Or let programs use this connection’s key: save environment.env below and load it where they run.
presets-cloudgov-caveat-links = A website still needs a presigned link for each file. The CORS rule alone gives no access.

## CloudTrail
presets-cloudtrail-purpose = Lets AWS record the activity in your account.
presets-cloudtrail-way-service = Bucket policy statement
presets-cloudtrail-level-write = Add logs
presets-cloudtrail-question-trail = What is the name of the trail?
presets-cloudtrail-manual-trail = In CloudTrail, create the trail { $trail } with { $bucket } as its storage location.

## Databricks Unity Catalog
presets-databricks-uc-purpose = Stores tables and files of a Databricks workspace in a bucket.
presets-databricks-uc-way-role = Role that Databricks assumes, and that can also assume itself
presets-databricks-uc-level-write = Open, add and delete files
presets-databricks-uc-question-partner = Which role does Databricks use?
presets-databricks-uc-question-partner-help = The ARN after “AWS” in the trust policy that Databricks shows. Leave this empty until then.
presets-databricks-uc-question-external-id = Which external ID does Databricks show?
presets-databricks-uc-manual-credential = In Databricks, open Catalog > External data > Credentials > Create credential. Enter the role.
presets-databricks-uc-manual-come-back = Databricks then shows an external ID and a trust policy. Come back here and enter the ID and the role.
presets-databricks-uc-manual-test = Finally, choose Test connection in Databricks.
presets-databricks-uc-caveat-dot = Databricks does not support buckets with a dot in the name.

## Elastic (Filebeat, Elastic Agent)
presets-elastic-purpose = Reads logs from a bucket.
presets-elastic-way-key = IAM user with an access key
presets-elastic-level-polling = List the bucket regularly (polling)
presets-elastic-level-queue = Receive messages from an SQS queue
presets-elastic-question-queue-arn = What is the ARN of the queue?

## Fivetran
presets-fivetran-purpose = Loads files from a bucket into a warehouse.
presets-fivetran-way-role = Role that Fivetran assumes
presets-fivetran-level-read = Open files
presets-fivetran-question-partner = Which account ID does Fivetran show?
presets-fivetran-question-external-id = Which external ID does Fivetran show?
presets-fivetran-manual-connector = In Fivetran, open Connectors > Add connector > Amazon S3. Fivetran shows the external ID. Enter the values and choose Save & Test.
presets-fivetran-difference-settings = Fivetran’s policy allows everything that reads, including the bucket policy and every setting. The narrower policy only allows listing and opening files, and reading the bucket’s region. It was not tested with Fivetran.

## GitHub Actions
presets-github-actions-purpose = Lets the workflows of one repository use a bucket without an access key.
presets-github-actions-way-oidc = Role that GitHub Actions assumes (OIDC)
presets-github-actions-level-read = Open files
presets-github-actions-level-write = Open, add and delete files
presets-github-actions-question-repository = Which repository?
presets-github-actions-question-repository-help = Owner and name, for example acme/website
presets-github-actions-question-reference = Which branch or environment?
presets-github-actions-question-reference-help = For example ref:refs/heads/main for a branch, or environment:production for an environment. Use * for everything in the repository.
presets-github-actions-manual-provider = Once per AWS account, open IAM > Identity providers > Add provider. Enter token.actions.githubusercontent.com, with the audience sts.amazonaws.com.
presets-github-actions-manual-workflow = In the workflow, set “permissions: id-token: write” and add the step aws-actions/configure-aws-credentials with the values below.

## Hightouch
presets-hightouch-purpose = Writes synced files to a bucket.
presets-hightouch-way-role = Role that Hightouch assumes
presets-hightouch-way-key = IAM user with an access key
presets-hightouch-level-write = Add files
presets-hightouch-question-partner = Which account ID does Hightouch show?
presets-hightouch-question-external-id = Which external ID does Hightouch show?

## Kolena
presets-kolena-purpose = Lets Kolena show your images and files while you test models.
presets-kolena-way-role = Role that Kolena assumes
presets-kolena-level-read = Open files
presets-kolena-question-access-json = Kolena’s “Access Policy JSON”
presets-kolena-question-access-json-help = Paste it here to use exactly this policy. Leave this empty to let Bucketwise write the policy.
presets-kolena-question-trust-json = Kolena’s “Trust Policy JSON”
presets-kolena-question-trust-json-help = The trust policy of the role. Paste it here, or answer the next two questions instead.
presets-kolena-question-partner = Which account, user or role does Kolena use?
presets-kolena-question-partner-help = The value after “AWS” in Kolena’s “Trust Policy JSON”.
presets-kolena-question-external-id = Which external ID does Kolena show?
presets-kolena-question-external-id-help = The value after “sts:ExternalId” in Kolena’s “Trust Policy JSON”.
presets-kolena-question-old-versions = Will Kolena open old versions of files?
presets-kolena-question-old-versions-help = Only if you use file versioning in Kolena.
presets-kolena-question-websites = At which web addresses do you use Kolena?
presets-kolena-first-open = In Kolena, as an administrator, open Organization Settings > Integrations > Add Integration > Amazon S3.
presets-kolena-first-one-bucket = Untick “Use role by default for all permitted buckets?” and enter { $bucket }. Click Next.
presets-kolena-first-several-buckets = Leave “Use role by default for all permitted buckets?” ticked, click Next, and enter these names: { $buckets }.
presets-kolena-first-paste = Kolena shows an “Access Policy JSON” and a “Trust Policy JSON”. Paste each into its box here.
presets-kolena-manual-form = In Kolena’s form, enter the values below in the fields of the same names, then click Save.
presets-kolena-manual-endpoint = Leave Endpoint URL empty.
presets-kolena-manual-path-style = Leave Force Path Style off.
presets-kolena-difference-folder = The permissions are the same. The narrower policy lists each only where it applies, so access can be limited to a folder.
presets-kolena-caveat-links = Kolena shows files through short-lived links. Your browser opens them, not Kolena’s servers.

## Label Studio
presets-label-studio-purpose = Reads files to label from a bucket, and can write the labels back.
presets-label-studio-way-key = IAM user with an access key (community edition)
presets-label-studio-way-role = Role that Label Studio Enterprise assumes
presets-label-studio-level-source = Open files
presets-label-studio-level-target = Open files and write labels
presets-label-studio-question-external-id = Which external ID does Label Studio show?
presets-label-studio-question-external-id-help = It is on your organisation’s page in Label Studio.
presets-label-studio-question-websites = At which web address do you open Label Studio?
presets-label-studio-manual-storage = In the project, open Settings > Cloud Storage and choose Add Source Storage. To write labels, also choose Add Target Storage.

## Labelbox
presets-labelbox-purpose = Reads files to label from a bucket.
presets-labelbox-way-role = Role that Labelbox assumes
presets-labelbox-level-read = Open files
presets-labelbox-question-partner = Which account ID does Labelbox show?
presets-labelbox-question-external-id = Which external ID does Labelbox show?
presets-labelbox-manual-open = In Labelbox, open Settings > Integrations > AWS. Labelbox shows its account ID and an external ID.
presets-labelbox-manual-mfa = Do not tick “Require MFA” anywhere. A program cannot enter an MFA code.
presets-labelbox-caveat-temporary = To get the external ID before the role exists, enter arn:aws:iam::000000000000:role/temporary in Labelbox for now.

## Mountpoint for Amazon S3
presets-mountpoint-purpose = Mounts a bucket as a folder on a Linux server.
presets-mountpoint-way-key = IAM user with an access key
presets-mountpoint-level-read = Open files
presets-mountpoint-level-write = Open, add and delete files

## Nuvolos with rclone
presets-nuvolos-rclone-purpose = Shows your buckets as folders in Nuvolos applications.
presets-nuvolos-rclone-way-key = IAM user with an access key
presets-nuvolos-rclone-level-write = Open, add and delete files
presets-nuvolos-rclone-level-read = Open files only
presets-nuvolos-rclone-question-all-names = Show all buckets of the account side by side?
presets-nuvolos-rclone-question-all-names-help = Needed to use several buckets at once. It shows the names of all buckets in the account. AWS cannot limit this.
presets-nuvolos-rclone-manual-once = Create the file once per Nuvolos instance. All its applications share the same home folder.
presets-nuvolos-rclone-manual-add-on = In Nuvolos, turn on the RClone add-on for every application that needs the files.
presets-nuvolos-rclone-manual-secrets = Add the values below to the secret store in Nuvolos, under exactly these names.
presets-nuvolos-rclone-manual-one-bucket = If the secret store already has RCLONE_AWS_BUCKET, delete it. Otherwise Nuvolos shows only that bucket.
presets-nuvolos-rclone-manual-restart = Restart the application. The files are in /rclone.
presets-nuvolos-rclone-difference-acls = The narrower policy does not allow changing the ACLs of single files. rclone does so only when told to, and buckets with ACLs disabled deny it.
presets-nuvolos-rclone-difference-uploads = The narrower policy also allows removing unfinished uploads, which cost money while they are stored.
presets-nuvolos-rclone-difference-writes = The vendor’s policy also allows adding and deleting files.
presets-nuvolos-rclone-caveat-regions = The buckets are in different regions, and the file can name only one. The add-on uses only the first entry, so files in the other buckets may not open.
presets-nuvolos-rclone-caveat-names = To show several buckets, the key must see the names of all buckets in the account. AWS cannot limit this. The key cannot open files in the other buckets.
presets-nuvolos-rclone-caveat-endpoint = Nuvolos describes this for Amazon S3. Its add-on runs rclone 1.62, which reads the endpoint from the file below. It is not known whether Nuvolos can reach this server. Test it first.
presets-nuvolos-rclone-caveat-folder = The add-on requests the whole bucket, or all buckets. It is not known whether it works with one folder. Test it first.
presets-nuvolos-rclone-place-application = ~/.config/rclone/rclone.conf in the Nuvolos application

## A person
presets-person-title = A person
presets-person-purpose = Lets a colleague list a bucket’s files, open them, or add and delete files.
presets-person-way-existing = Existing user or role
presets-person-way-key = New IAM user with an access key
presets-person-level-browse = List files
presets-person-level-read = Open files
presets-person-level-write = Open, add and delete files
presets-person-question-person = Which user or role?
presets-person-question-person-help = Its ARN, as the person sees it under “Who am I”.

## PostHog batch export
presets-posthog-purpose = Exports events to a bucket.
presets-posthog-way-role = Role that PostHog assumes
presets-posthog-level-write = Add files
presets-posthog-question-external-id = Which external ID does PostHog show?
presets-posthog-question-external-id-help = “posthog-” followed by the ID of your organisation.
presets-posthog-manual-no-id = PostHog also tries the role without the external ID, and rejects a role that works without it.

## Another program
presets-program-title = Another program
presets-program-purpose = Gives a program that is not listed here its own access key or role.
presets-program-way-key = IAM user with an access key
presets-program-way-role = Role that the program’s vendor assumes
presets-program-level-read = Open files
presets-program-level-write = Open, add and delete files
presets-program-level-drop = Add files only
presets-program-question-partner = Which account, user or role does the vendor use?
presets-program-question-external-id = Which external ID does the vendor show?
presets-program-question-external-id-help = Use the one the vendor gives you. It protects you from the vendor’s other customers.
presets-program-place-key = ~/.aws/config where the program runs, with both keys filled in
presets-program-place-role = ~/.aws/config where the program runs, next to a profile that the program signs in with
presets-program-value-access-key = Access key ID
presets-program-value-secret-key = Secret access key
presets-program-value-bucket = Bucket
presets-program-value-region = Region
presets-program-value-endpoint = Endpoint

## rclone
presets-rclone-sync-purpose = Copies and syncs files with rclone.
presets-rclone-sync-way-key = IAM user with an access key
presets-rclone-sync-level-write = Open, add and delete files
presets-rclone-sync-level-read = Open files only
presets-rclone-sync-manual-run = Set both values as environment variables, then run: { $command }
presets-rclone-sync-difference-acls = The narrower policy does not allow changing the ACLs of single files. rclone does so only when told to.
presets-rclone-sync-difference-buckets = The narrower policy does not allow listing all buckets in the account.
presets-rclone-sync-place-home = ~/.config/rclone/rclone.conf

## restic
presets-restic-purpose = Backs up a computer to a bucket.
presets-restic-way-key = IAM user with an access key
presets-restic-level-write = Open, add and delete files
presets-restic-manual-init = Before the first backup, run: { $command }
presets-restic-caveat-delete = Anyone with this key can also delete the backup. Turn on versioning for the bucket, so that you can restore it.

## Roboflow
presets-roboflow-purpose = Imports images from a bucket.
presets-roboflow-way-role = Role that Roboflow assumes
presets-roboflow-way-bucket = Bucket policy statement
presets-roboflow-way-key = IAM user with an access key
presets-roboflow-level-read = Open files
presets-roboflow-question-partner = Which account or role does Roboflow show?
presets-roboflow-question-external-id = Which external ID does Roboflow show?

## S3 access logs
presets-s3-access-logs-purpose = Lets AWS record who opened which file in another bucket.
presets-s3-access-logs-way-service = Bucket policy statement
presets-s3-access-logs-level-write = Add logs
presets-s3-access-logs-question-watched = Which bucket is logged?
presets-s3-access-logs-manual-destination = In the logged bucket { $watched }, open Properties > Server access logging. Set { $bucket }/{ $path } as the destination.
presets-s3-access-logs-caveat-cost = Logs use storage, which costs money. Add a lifecycle rule that deletes them after some time.

## S3 Inventory
presets-s3-inventory-purpose = Lets AWS write lists of the files in another bucket.
presets-s3-inventory-way-service = Bucket policy statement
presets-s3-inventory-level-write = Add lists
presets-s3-inventory-question-listed = Which bucket is listed?
presets-s3-inventory-manual-destination = In the listed bucket { $listed }, open Management > Inventory configurations. Set { $bucket }/{ $path } as the destination.

## Scale
presets-scale-purpose = Reads files to label from a bucket.
presets-scale-way-role = Role that Scale assumes
presets-scale-level-read = Open files
presets-scale-question-external-id = Which external ID does Scale show?
presets-scale-manual-account = In Scale, open Settings > Integrations > AWS. Copy the external ID from there. Finally, enter your account ID.
presets-scale-caveat-one-role = Scale finds the role by its name, so an account can have only one.

## Segment
presets-segment-purpose = Writes events to a bucket.
presets-segment-way-role = Role that Segment assumes
presets-segment-level-write = Add files
presets-segment-question-external-id = What is the ID of your Segment workspace?
presets-segment-question-external-id-help = In Segment, see Settings > General Settings. Segment uses it as the external ID.
presets-segment-manual-wait = Check the bucket after about an hour. The first files arrive then.
presets-segment-difference-acls = The narrower policy does not allow changing the ACLs of single files. If Segment reports denied requests, choose the vendor’s policy.

## Snowflake
presets-snowflake-purpose = Loads files into Snowflake, or unloads tables to files.
presets-snowflake-way-role = Role that Snowflake assumes
presets-snowflake-level-load = Load files
presets-snowflake-level-unload = Load and unload files
presets-snowflake-question-partner = Which STORAGE_AWS_IAM_USER_ARN does Snowflake show?
presets-snowflake-question-partner-help = Snowflake shows it after you create the storage integration. Leave this empty until then.
presets-snowflake-question-external-id = Which STORAGE_AWS_EXTERNAL_ID does Snowflake show?
presets-snowflake-manual-run = Run storage-integration.sql in Snowflake as ACCOUNTADMIN.
presets-snowflake-manual-come-back = DESC INTEGRATION shows STORAGE_AWS_IAM_USER_ARN and STORAGE_AWS_EXTERNAL_ID. Come back here and enter both.
presets-snowflake-manual-validate = Finally, run SELECT SYSTEM$VALIDATE_STORAGE_INTEGRATION(…) to test the access from Snowflake.
presets-snowflake-caveat-sts = AWS STS must be active in the region of the Snowflake account.
presets-snowflake-place-worksheet = a worksheet in Snowflake

## Terraform state
presets-terraform-state-purpose = Stores Terraform state in a bucket, with state locking.
presets-terraform-state-way-key = IAM user with an access key
presets-terraform-state-level-write = Read and change the state
presets-terraform-state-question-state = Which file holds the state?
presets-terraform-state-question-state-help = The path inside the folder, if you chose one.
presets-terraform-state-caveat-versions = This bucket does not keep old versions. Turn on versioning, so that you can restore a damaged state.
presets-terraform-state-place-beside = next to your other .tf files

## V7 Darwin
presets-v7-darwin-purpose = Reads files to label from a bucket.
presets-v7-darwin-way-bucket = Bucket policy statement
presets-v7-darwin-level-read = Open files
presets-v7-darwin-level-write = Open files and add thumbnails
presets-v7-darwin-manual-open = In V7, open Settings > Storage > Add storage > AWS.
presets-v7-darwin-caveat-dot = V7 does not support buckets with a dot in the name.
presets-v7-darwin-caveat-kms = Files encrypted with the AWS managed KMS key cannot be opened this way. That key never works for another account.

## A website that shows files
presets-website-shows-title = A website that shows files
presets-website-shows-purpose = Lets your website open files that the visitor has a link to.
presets-website-shows-way-cors = CORS rule
presets-website-shows-level-read = Open files
presets-website-shows-question-websites = Which websites?
presets-website-shows-question-websites-help = As shown in the browser’s address bar, for example https://www.example.com
presets-website-shows-manual-links = Create a link for each file, or let your server do it. The files stay private.
presets-website-shows-caveat-images = A page that only displays images and videos needs no CORS rule. A page that reads files does.

## A website that uploads
presets-website-uploads-title = A website that uploads
presets-website-uploads-purpose = Lets visitors to your website upload files through links that your server signs.
presets-website-uploads-way-cors = CORS rule
presets-website-uploads-level-write = Add files
presets-website-uploads-question-websites = Which websites?
presets-website-uploads-question-websites-help = As shown in the browser’s address bar, for example https://www.example.com
presets-website-uploads-manual-links = Let your server sign a link for each upload.
