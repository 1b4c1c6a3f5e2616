# What Rust says of an integration on paper: the questions that every product is asked, what is found in the answers, the
# plan with its steps and proofs, and the letter to an administrator. The texts of each product are in presets.ftl.

## The questions of every product
plans-ask-way = How will they sign in?
plans-ask-level = What can they do?
plans-ask-site = Which site do you use?
plans-ask-text = Which permissions?
plans-ask-text-help = The plan shows how they differ, and why.
plans-text-narrower = Narrower policy: only what is needed
plans-text-vendor = Vendor’s policy, unchanged
plans-method-get = GET: open files
plans-method-head = HEAD: read size and date
plans-method-put = PUT: add and overwrite files
plans-method-post = POST: upload from a form or in parts
plans-method-delete = DELETE: delete files

## What is found in the answers
plans-other-partition = { $product } runs in the standard AWS partition. Buckets in other partitions cannot give it access.
plans-no-choice = “{ $given }” is not a choice here. Choose { $choices }.
plans-no-question = { $product } has no such question.
plans-yes-or-no = Answer yes or no.
plans-answer-needed = Answer needed: { $question }
plans-choose-one = Choose at least one.
plans-line = Line { $line }: { $problem }

# Buckets and folders
plans-choose-bucket = Choose at least one bucket.
plans-bucket-twice = { $bucket } is listed twice.
plans-kms-key-form = Enter the ARN of the KMS key: arn:aws:kms:…:key/….
plans-separate-partitions = These buckets are in separate AWS partitions. Choose buckets of one partition.
plans-bucket-missing = This server has no bucket “{ $bucket }”. Check the name.
plans-bucket-shut = This connection has no permission to check { $bucket }. Check the name: the bucket could belong to someone else.
plans-whole-bucket-only = This applies to the whole bucket { $bucket }. It cannot be limited to a folder.
plans-choose-scope = Choose access to the whole bucket { $bucket }, or to one folder only.
plans-folder-missing = Enter a folder in { $bucket }. Without one, access is not limited.
plans-bucket-name-only = Enter only the name of the bucket.
plans-bucket-name-form = A bucket name has 3 to 63 lowercase letters, digits, dots and hyphens. It starts and ends with a letter or digit.
plans-folder-slashes = Use one slash between folder names, and none at the start.
plans-folder-long = The path is longer than a file name can be.
plans-folder-letters = Policies allow Latin letters only. Each other letter becomes a wildcard. This also gives access to other folders that match.
plans-folder-character = The path contains a character that policies do not allow.

# Account, name, texts
plans-account-needed = This product needs your account ID.
plans-account-digits-only = Enter the account ID without spaces or hyphens.
plans-account-form = An AWS account ID has 12 digits.
plans-name-form = A name has up to 64 letters, digits and _ + = , . @ -, but no spaces.
plans-name-letter = A name needs at least one letter or digit.
plans-name-fixed = The product finds the role by this name only: { $name }.
plans-placeholder = “{ $text }” is a placeholder. Replace it with the real value.
plans-text-form = This is too long, or contains characters that policies do not allow.

# Partners, ARNs and external IDs
plans-partner-form = Enter the ARN of a user or role, or an account ID.
plans-partner-session = This is a session of a role, which expires within hours. Enter the role itself.
plans-partner-wildcard = The ARN of a partner cannot contain wildcards.
plans-partner-account = This is the partner’s whole account. The ARN of the user or role that the partner uses is safer. Ask for it.
plans-person-form = Enter the ARN of a user or role, such as arn:aws:iam::111122223333:user/anna.
plans-arn-form = An ARN has six parts separated by colons: arn:{ $partition }:…
plans-arn-character = An ARN cannot contain “{ $letter }”. Copy it again.
plans-arn-partition = This ARN is in the AWS partition “{ $partition }”, but the buckets are in “{ $buckets }”. Access cannot cross partitions.
plans-external-id-length = An external ID has 2 to 1,224 characters. This one has { $length }.
plans-external-id-character = An external ID cannot contain “{ $letter }”. Copy it again.
plans-external-id-short = This external ID is short enough to guess. Partners usually give each customer a longer one.

# Websites
plans-every-website = Every website will be allowed. List specific websites if you can.
plans-website = “{ $website }”: { $problem }

# Pasted policies
plans-pasted-trust = This names a principal, so it is the trust policy. Paste the access policy here.
plans-pasted-access = This names no principal, so it is the access policy. Paste the trust policy here.
plans-pasted-resource = “{ $resource }” is not the ARN of a bucket or its files.
plans-pasted-partition = “{ $resource }” is not in the AWS partition of your buckets.
plans-pasted-other = The policy gives access to “{ $bucket }”, which you did not choose.
plans-pasted-lacks = The policy does not give access to { $bucket }, which you chose.
plans-pasted-everyone = Anyone with an AWS account could assume this role. Name who can assume it.
plans-pasted-no-id = The trust policy names no external ID. With one, no other customer of the partner can reach your files through the partner.
plans-pasted-whole = The pasted policy gives access to whole buckets. To limit access to a folder, remove the pasted policy.
plans-vendor-whole = The vendor’s policy gives access to whole buckets. To limit access to a folder, choose the narrower policy.

# What cannot be planned
plans-policy-unread = Bucketwise cannot read the current bucket policy, so it adds nothing to it.
plans-policy-long = The policy would have { $length } characters, but AWS allows { $limit }. Choose fewer buckets.
plans-cors-full = The bucket already has 100 CORS rules, which is the maximum.

## Who can do what, and what not
# $who: a product, user or account. $what: one or more of plans-may-…, with “and” in can and “or” in cannot. $place: buckets and folders.
plans-can = { $who } can { $what } in { $place }.
plans-can-nothing = { $who } gets no permissions by itself.
plans-cannot = { $who } cannot { $what }.
plans-account = Account { $account }
plans-folder = the folder { $path } of { $bucket }
plans-may-list = list files
plans-may-read = open and download files
plans-may-read-versions = open old versions of files
plans-may-read-tags = read the tags of files
plans-may-write = add and overwrite files
plans-may-delete = delete files
plans-may-delete-versions = permanently delete old versions
plans-may-write-acls = change the ACLs of single files
plans-may-remove-uploads = remove unfinished uploads
plans-may-see-buckets = see the names of all buckets in the account
plans-may-create-bucket = create this bucket if it is missing
plans-may-use-key = use the KMS key
plans-may-read-acl = read the ACL of the bucket
plans-may-read-all = open files and read every setting of the bucket
plans-may-list-all = read every list of the bucket
plans-may-assume-role = assume its own role
plans-may-other = use { $action }
plans-may-open = open files
plans-may-add = add or overwrite files
plans-may-change-settings = change settings
plans-may-open-others = open other buckets

## What to know beforehand
plans-caveat-vendor = Confirm with the vendor that the account is still { $arn }. Source: { $source }, read { $exact ->
    [day] on { $date }
   *[month] in { $date }
}.
plans-date = { $exact ->
    [day] { $day } { $month } { $year }
   *[month] { $month } { $year }
}
plans-month = { $number ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
plans-caveat-kms-service = Files are encrypted with your own KMS key. The key policy must allow the service to use the key.
plans-caveat-kms = Files are encrypted with your own KMS key, so setup creates a grant on it. That needs the permission kms:CreateGrant, which the key policy gives.
plans-caveat-payer = Requester Pays is on for this bucket. Most products cannot accept the request costs, and are denied.
plans-caveat-folder = Access is limited to a folder. Products that check whether the bucket exists are denied. Point them to the folder itself.
plans-caveat-setup = Some permissions are needed only while the product is set up. You can remove them later.
plans-denied = The bucket policy of { $bucket } denies part of this access, whatever is set up here. It says: { $statement }
plans-perhaps-denied = The bucket policy of { $bucket } may deny part of this access. That depends on where requests come from and who makes them, which is not known here. It says: { $statement }

## Steps: what is done, how it is now, how it will be, how it is undone
plans-make-principal = Create the { $what ->
    [user] user { $name }
   *[role] role { $name }
}
plans-no-principal = There is no { $what ->
    [user] user { $name } yet.
   *[role] role { $name } yet.
}
plans-delete-principal = Delete the { $what ->
    [user] user { $name }.
   *[role] role { $name }.
}
plans-user-made = The user has no permissions yet.
plans-role-made = Only principals named in its trust policy can assume this role.
plans-role-waiting = Until you enter the partner’s values, only your own account can assume this role.
plans-set-access = Set the permissions of the { $what ->
    [user] user { $name }
   *[role] role { $name }
}
plans-update-access = Update the permissions of the { $what ->
    [user] user { $name }
   *[role] role { $name }
}
plans-no-access = The { $what ->
    [user] user { $name } has no permissions from this integration yet.
   *[role] role { $name } has no permissions from this integration yet.
}
plans-access-set = The { $what ->
    [user] user { $name } gets exactly the permissions in the access policy.
   *[role] role { $name } gets exactly the permissions in the access policy.
}
plans-remove-access = Remove this policy. Other policies stay.
plans-update-trust = Update who can assume the role { $name }
plans-make-key = Create the access key of { $user }
plans-no-key = There is no access key of { $user } yet.
plans-key-made = The product signs in with this key.
plans-delete-key = Delete the key. Anything that uses it stops working at once.
plans-set-bucket-policy = Add statements to the bucket policy of { $bucket }
plans-bucket-policy-there = The bucket has a policy. Every statement in it stays unchanged.
plans-no-bucket-policy = The bucket has no policy.
plans-bucket-policy-set = Bucketwise adds its own statements. Their Sids start with { $sid }.
plans-remove-statements = Remove these statements, or the whole policy if it has no others.
plans-grant-key = Give { $who } access to the KMS key of { $bucket }
plans-no-grant = This integration has no grant on the KMS key { $key } yet.
plans-key-granted = { $who } can use the key to open files, even if the key policy does not name { $who }.
plans-key-granted-both = { $who } can use the key to open files and encrypt new ones, even if the key policy does not name { $who }.
plans-revoke-grant = Revoke the grant.
plans-set-cors = Add a CORS rule to { $bucket }
plans-no-cors = The bucket has no CORS rules.
plans-cors-there = { $count ->
    [one] The bucket has { $count } CORS rule, which stays.
   *[other] The bucket has { $count } CORS rules. All others stay.
}
plans-cors-set = Bucketwise adds its own rule, named { $name }.
plans-remove-rule = Remove this rule.

# A step that was taken before
plans-step-there = Already set up. Anything that differs will be corrected.
plans-step-now = Now: { $permissions }
plans-step-after = After setup: { $permissions }
plans-step-in-place = Already in place.

## What is done in the product
plans-put-file = Put { $file } here: { $place }
plans-source = Source of the requirements of { $product }: { $source }, read { $exact ->
    [day] on { $date }
   *[month] in { $date }
}.

## The plan proved on paper: what its documents have to allow and deny
plans-proved-list = Can list files in { $place }
plans-proved-list-not = Cannot list { $place }
plans-proved-list-all-not = Cannot list all of { $bucket }
plans-proved = Can { $verb ->
    [open] open files in { $place }
    [add] add files in { $place }
   *[delete] delete files in { $place }
}
plans-proved-not = Cannot { $verb ->
    [open] open files in { $place }
    [add] add files in { $place }
   *[delete] delete files in { $place }
}
plans-proved-outside-not = Cannot { $verb ->
    [open] open files outside the folder
    [add] add files outside the folder
   *[delete] delete files outside the folder
}
plans-proved-other-not = No access to another bucket ({ $action })
plans-proved-settings-not = Cannot change settings of { $bucket } ({ $action })
plans-proved-partner = The partner can assume the role
plans-proved-no-id = Denied without the external ID
plans-proved-other-id = Denied with another external ID
plans-proved-other-account = No other account can assume the role

## The letter to an administrator (README.txt); names of files stay as they are
plans-readme-title = Access for { $product }
plans-readme-why = Someone who manages the files asks you to set this up. They do not have the permissions for it.
plans-readme-does-title = What it does
plans-readme-caveats-title = Good to know
plans-readme-steps-title = Steps
plans-readme-before = Current: { $state }
plans-readme-after = After setup: { $state }
plans-readme-undo = To undo: { $step }
plans-readme-nothing = Nothing needs to change in AWS.
plans-readme-ways-title = How to set it up
plans-readme-ways = Choose one of these. Each does the same.
plans-readme-script = By script: sign in to the AWS CLI and run “bash setup.sh”
plans-readme-console = In the AWS console: open CloudFormation > Create stack, and upload cloudformation.json.
plans-readme-console-bucket = Then set up the bucket in one of the other ways.
plans-readme-console-key = CloudFormation cannot create grants on KMS keys, so add each key-policy-statement-….json to its key policy.
plans-readme-terraform = With Terraform: main.tf reads the other files in this folder.
plans-readme-by-hand = By hand: paste the .json files as the steps describe.
plans-readme-key = CloudFormation and Terraform create no access key, because both would store its secret. Create it later in the AWS console.
plans-readme-product-title = In { $product }
plans-readme-done-title = When you are done
plans-readme-done = Fill in reply.txt and send it back. Do not send secrets by email.
plans-readme-remove = To remove everything, now or later, run “bash remove.sh”

# The form to send back (reply.txt), and what is wrong with it
plans-reply-title = Access for { $product }: reply
plans-reply-done = Done on (date), by (name):
plans-reply-differences = Differences from the files, if any:
plans-reply-secret = (send separately, not by email)
plans-reply-value = { $label }: { $value }
plans-reply-no-arn = The reply contains no ARN of a { $what ->
    [user] user, such as arn:aws:iam::111122223333:user/NAME.
   *[role] role, such as arn:aws:iam::111122223333:role/NAME.
}
plans-reply-account = The reply names account { $account }, but the plan is for account { $planned }.
