# What a statement says. `at` says where the words for people are put: at the start of a sentence, or inside one.
policy-says-allow = { $who } can { $does }.
policy-says-allow-if = { $who } can { $does }, only if { $conditions }.
policy-says-deny = { $who } can never { $does }.
policy-says-deny-if = { $who } can never { $does } if { $conditions }.
policy-says-no-one = No one can { $does }.
policy-says-no-one-if = No one can { $does } if { $conditions }.
policy-says-perhaps = { $says } Perhaps less: its conditions depend on each other in a way that Bucketwise cannot fully check.
policy-says-nobody = This statement does nothing: it names no one who can make requests.
policy-says-nothing = This statement does nothing: none of its actions matches its resources and conditions.

policy-name = “{ $name }”
policy-no-value = nothing
policy-variable = { $before }‹{ $variable }›{ $after }
policy-variable-user-name = their user name
policy-variable-user-id = their user ID
policy-variable-account = their account

# What is done, after “can”
policy-does-at = { $what } { $places }
policy-does-everything = do everything
policy-does-all-but = do everything except { $actions }
policy-does-unknown = do { $action } (not known to Bucketwise)
policy-does-role = assume this role
policy-does-session = describe a session of this role (tags, source identity)
policy-verb-see-buckets = see the names of all buckets
policy-verb-see-names = list files
policy-verb-open = open files
policy-verb-open-old = open old versions
policy-verb-see-details = see details of files
policy-verb-see-uploads = see unfinished uploads
policy-verb-end-uploads = cancel unfinished uploads
policy-verb-restore = restore archived files
policy-verb-upload = upload and replace files
policy-verb-change-details = change details of files
policy-verb-replicate = replicate files
policy-verb-delete = delete files
policy-verb-delete-old = permanently delete old versions
policy-verb-see-settings = see settings
policy-verb-change-settings = change settings
policy-verb-create-buckets = create buckets
policy-verb-delete-buckets = delete buckets
policy-verb-use-keys = use KMS keys
policy-verb-manage-keys = manage KMS keys
policy-verb-see-people = see users, roles and their permissions
policy-verb-manage-people = change users and roles
policy-verb-use-sign-in = use the sign-in service (STS)
policy-verb-take-roles = assume roles
policy-verb-change-access = change who has access

# Who
policy-who-anyone = { $at ->
    [start] Anyone
   *[inner] anyone
}
policy-who-holder = { $at ->
    [start] Anyone with this policy
   *[inner] anyone with this policy
}
policy-who-session = { $at ->
    [start] This session
   *[inner] this session
}
policy-who-all-but = { $at ->
    [start] Everyone except { $who }
   *[inner] everyone except { $who }
}
policy-who-account = { $at ->
    [start] Account { $account } (anyone it permits)
   *[inner] account { $account } (anyone it permits)
}
policy-who-user = { $at ->
    [start] User { $name } of account { $account }
   *[inner] user { $name } of account { $account }
}
policy-who-role = { $at ->
    [start] Role { $name } of account { $account }
   *[inner] role { $name } of account { $account }
}
policy-who-role-session = { $at ->
    [start] Session { $session } of the role { $role } of account { $account }
   *[inner] session { $session } of the role { $role } of account { $account }
}
policy-who-federated = { $at ->
    [start] Federated user { $name } of account { $account }
   *[inner] federated user { $name } of account { $account }
}
policy-who-signed-in = { $at ->
    [start] People who signed in with { $provider }
   *[inner] people who signed in with { $provider }
}
policy-who-service = { $at ->
    [start] Service { $name }
   *[inner] service { $name }
}
policy-who-canonical = { $at ->
    [start] Account with the canonical ID “{ $id }…”
   *[inner] account with the canonical ID “{ $id }…”
}
policy-who-s3-logs = S3 log delivery
policy-who-aws-logs = AWS log delivery
policy-who-scaleway-user = Scaleway user { $id }
policy-who-scaleway-application = Scaleway application { $id }
policy-who-scaleway-project = Scaleway project { $id }

# Where, after what is done
policy-at-everywhere = everywhere
policy-at-all-but = everywhere except { $places }
policy-at-name = in { $name }
policy-at-every-bucket = in every bucket
policy-at-buckets-like = in every bucket named like { $bucket }
policy-at-files-like = in { $key } of every bucket named like { $bucket }
policy-at-this-bucket = in this bucket
policy-at-bucket = in the bucket { $bucket }
policy-at-folder = in the folder { $folder }
policy-at-like = named like { $name }
policy-at-file = named { $name }
policy-at-any-key = (any key)
policy-at-key = (key { $key })
policy-at-role = with the role { $role }
policy-at-user = with the user { $user }
policy-at-access-point = through the access point { $point }
policy-at-resource = with { $resource }

# Conditions, after “if”. `is` is “no” where the condition is turned round.
policy-if-unknown = a test passes that does not exist ({ $operator })
policy-if-missing = the request does not have { $key }
policy-if-there = the request has { $key }
policy-if-there-or-not = the request has { $key } or not
policy-if-or-none = { $condition } (or the request has none)
policy-if-or-silent = { $condition } (or the request does not say)
policy-if-encrypted = { $is ->
    [yes] the connection is encrypted
   *[no] the connection is not encrypted
}
policy-if-mfa = { $is ->
    [yes] they signed in with multi-factor authentication (MFA)
   *[no] they signed in without multi-factor authentication (MFA)
}
policy-if-via-service = { $is ->
    [yes] an AWS service makes the request for them
   *[no] no AWS service makes the request for them
}
policy-if-service = { $is ->
    [yes] an AWS service makes the request
   *[no] no AWS service makes the request
}
policy-if-address = { $is ->
    [yes] { $count ->
        [one] the request comes from the IP address { $values }
       *[other] the request comes from the IP addresses { $values }
    }
   *[no] { $count ->
        [one] the request does not come from the IP address { $values }
       *[other] the request does not come from the IP addresses { $values }
    }
}
policy-if-private-address = { $is ->
    [yes] the request comes from the private IP addresses { $values }
   *[no] the request does not come from the private IP addresses { $values }
}
policy-if-network = { $is ->
    [yes] the request comes through the private network { $values }
   *[no] the request does not come through the private network { $values }
}
policy-if-lists = { $is ->
    [yes] they list { $places }
   *[no] they do not list { $places }
}
policy-lists-in = files in { $folder }
policy-lists-top = the top of the bucket
policy-lists-exactly = exactly { $prefix }
policy-if-external-id = { $is ->
    [yes] the external ID is { $values }
   *[no] the external ID is not { $values }
}
policy-if-organization = { $is ->
    [yes] they belong to the organisation { $values }
   *[no] they do not belong to the organisation { $values }
}
policy-if-account = { $is ->
    [yes] they belong to the account { $values }
   *[no] they do not belong to the account { $values }
}
policy-if-arn = { $is ->
    [yes] they are { $values }
   *[no] they are not { $values }
}
policy-if-user-name = { $is ->
    [yes] their user name is { $values }
   *[no] their user name is not { $values }
}
policy-if-for-account = { $is ->
    [yes] the request is made for the account { $values }
   *[no] the request is not made for the account { $values }
}
policy-if-for = { $is ->
    [yes] the request is made for { $values }
   *[no] the request is not made for { $values }
}
policy-if-region = { $is ->
    [yes] the region is { $values }
   *[no] the region is not { $values }
}
policy-if-encryption = { $is ->
    [yes] the upload is encrypted with { $values }
   *[no] the upload is not encrypted with { $values }
}
policy-if-upload-key = { $is ->
    [yes] the KMS key of the upload is { $values }
   *[no] the KMS key of the upload is not { $values }
}
policy-if-upload-acl = { $is ->
    [yes] the ACL of the upload is { $values }
   *[no] the ACL of the upload is not { $values }
}
policy-if-tag = { $is ->
    [yes] the tag { $tag } of the file is { $values }
   *[no] the tag { $tag } of the file is not { $values }
}
policy-subject-time = the time
policy-subject-every = every value of { $key }
policy-subject-some = one of the values of { $key }
policy-if-is = { $subject } is { $values }
policy-if-is-not = { $subject } is not { $values }
policy-if-like = { $subject } is like { $values }
policy-if-not-like = { $subject } is not like { $values }
policy-if-before = { $subject } is before { $values }
policy-if-not-before = { $subject } is not before { $values }
policy-if-after = { $subject } is after { $values }
policy-if-not-after = { $subject } is not after { $values }
policy-if-less = { $subject } is less than { $values }
policy-if-at-most = { $subject } is at most { $values }
policy-if-more = { $subject } is more than { $values }
policy-if-at-least = { $subject } is at least { $values }

# A decision, and by which statement
policy-why-denied-by = Statement { $number } of { $source } denies this, and a Deny always wins.
policy-why-denied-by-named = Statement { $number } (“{ $sid }”) of { $source } denies this, and a Deny always wins.
policy-why-denied = A statement denies this, and a Deny always wins.
policy-why-allowed-by = Statement { $number } of { $source } allows this, and nothing denies it.
policy-why-allowed-by-named = Statement { $number } (“{ $sid }”) of { $source } allows this, and nothing denies it.
policy-why-allowed = This is allowed, and nothing denies it.
policy-why-nothing = No statement allows this.
policy-why-left-out = This would also have to be allowed by { $source }, and is not.
policy-source-identity = the policies of the user or role
policy-source-resource = the policy of the resource
policy-source-boundary = the permissions boundary
policy-source-session = the session policy
policy-source-service-control = the organisation’s service control policies
policy-source-resource-control = the organisation’s resource control policies

# Kinds of policies, after “in”
policy-kind-managed = an access policy
policy-kind-user = a policy of a user
policy-kind-group = a policy of a group
policy-kind-role = a policy of a role
policy-kind-session = a session policy
policy-kind-trust = a trust policy
policy-kind-bucket = a bucket policy

# Repairs
policy-write-button = Write “{ $text }”
policy-use-button = Use “{ $name }”
policy-remove-button = Remove
policy-remove-named-button = Remove “{ $name }”
policy-remove-statement-button = Remove the whole statement
policy-remove-policy-button = Remove the whole policy
policy-remove-comma-button = Remove the comma
policy-remove-comment-button = Remove the comment
policy-add-comma-button = Add the comma
policy-straight-quotes-button = Use straight quotes
policy-plain-space-button = Use a plain space

# JSON. CORS rules are read by the same reader, so most of these do not name what is written in it.
policy-json-null = nothing (null)
policy-json-bool = true or false
policy-json-number = a number
policy-json-text = a text
policy-json-list = a list
policy-json-object = an object
policy-text-ends = The text ends too early. Something is missing here.
policy-too-deep = This is nested too deeply.
policy-name-expected = A name in quotes is missing here.
policy-duplicate-key = “{ $name }” is here twice. Only one of the two counts, and which one is not defined.
policy-colon-missing = A colon is missing after “{ $name }”.
policy-bracket-missing = The text ends too early: “{ $bracket }” is missing.
policy-trailing-comma = There is a comma after the last item, so AWS rejects the document.
policy-missing-comma = A comma is missing between two items.
policy-comma-or-bracket = A comma or “{ $bracket }” belongs here, not “{ $found }”.
policy-value-expected = A value is missing here: a text in quotes, a list or an object.
policy-unquoted = “{ $word }” needs quotes around it.
policy-text-expected = A text in quotes is missing here.
policy-quote-missing = This text has no closing quote.
policy-one-line = A text must end on the line where it begins.
policy-control-character = This character cannot be part of a text.
policy-wrong-quotes = The quotes around “{ $text }” must be straight double quotes (").
policy-backslash = A backslash here must be doubled (\\).
policy-no-character = This is not a character: \u is followed by four hexadecimal digits.
policy-comment-open = This comment has no end.
policy-strange-space = There is an invisible character here, as copied from a web page. AWS does not accept it.
policy-comment = AWS accepts no comments in a policy.
policy-empty = There is nothing here yet.
policy-begins = A policy begins with “{"{"}”.
policy-markdown = The three backticks belong to the page this was copied from, not to the policy.
policy-two-documents = The text should end before this. Either there is one bracket too many, or a second document follows.
policy-text-around = “{ $text }” is not part of the policy, which begins with “{"{"}” and ends with “{"}"}”.

# The shape of a policy, and what else people paste
policy-far-too-large = This is far larger than any policy can be.
policy-not-object = A policy is an object in curly brackets. This is { $kind }.
policy-no-statement = The policy has no “Statement”, so it says nothing.
policy-no-statements = The list of statements is empty.
policy-is-cors = This is a CORS configuration. It belongs under “Websites (CORS)”.
policy-is-google = This is an IAM policy of Google Cloud. Google has no bucket policies over S3. Set it in the Google Cloud console.
policy-is-cloudflare = These are permissions of a Cloudflare token. R2 has no bucket policies. Its permissions belong to its API tokens.
policy-is-lowercase = This is a policy with lowercase element names, as Tencent Cloud (COS) has them. It is not an AWS policy.
policy-is-rules = This is a configuration with rules, such as lifecycle rules, and not a policy.
policy-is-wrapped = This is a policy inside an AWS response. Copy only the part from “Version” on, with its brackets.
policy-is-statement = This is a single statement. It belongs inside {"{"}"Version": "2012-10-17", "Statement": [ … ]{"}"}.
policy-is-keys = These are access keys and not a policy. Do not show them to anyone.
policy-unknown-element = AWS does not know “{ $name }” here.
policy-unknown-element-meant = AWS does not know “{ $name }” here. Did you mean “{ $meant }”?
policy-not-text = “{ $name }” must be a text, not { $kind }.
policy-empty-list = The list in “{ $name }” is empty.
policy-empty-text = “{ $name }” contains an empty text.
policy-not-texts = “{ $name }” takes texts in quotes, not { $kind }.
policy-statement-object = A statement is an object in curly brackets, not { $kind }.
policy-action-missing = The statement does not say what can be done: it needs “Action” or “NotAction”.
policy-no-effect = The statement does not say whether it allows or denies: “Effect” is missing.
policy-bad-effect = “Effect” is either “Allow” or “Deny”.
policy-effect-spelling = “Effect” must be written exactly as “{ $effect }”.
policy-both-of-pair = “{ $name }” and “{ $not }” exclude each other.
policy-principal-shape = “{ $name }” is “*” or an object such as {"{"}"AWS": "…"{"}"}, not { $kind }.
policy-principal-empty = “{ $name }” names no one.
policy-huawei-id = “ID” is how Huawei Cloud (OBS) names users, in a format of its own.
policy-condition-shape = “Condition” holds operators such as {"{"}"StringEquals": …{"}"}, not { $kind }.
policy-operator-shape = An operator holds keys such as {"{"}"aws:SourceIp": …{"}"}, not { $kind }.
policy-condition-value = A condition compares with texts, not with { $kind }.

# The document as a whole
policy-scaleway-version = Scaleway advises against this version. The current version is “2023-04-17”.
policy-variables-version = Variables such as ${"{"}aws:username{"}"} are plain text unless “Version” is “2012-10-17”.
policy-old-version = This is the old version of the policy language. AWS recommends “2012-10-17”.
policy-version-missing = “Version” is missing, so AWS reads the policy in the old version of the language.
policy-bad-version = “{ $version }” is not a version of the policy language. A version cannot be a date of your own choice.
policy-bad-sid = A “Sid” can contain only letters and digits.
policy-duplicate-sid = Another statement already has the “Sid” “{ $sid }”. Each “Sid” must be unique.
policy-bad-character = AWS does not accept “{ $letter }” in { $kind }, only Western European letters. Write “?” for one such letter or “*” for any number of them. The policy then also matches other names.
policy-too-large = The policy is too large: it has { $size } characters, and AWS accepts { $limit } in { $kind }.
policy-nearly-too-large = The policy has { $size } of the { $limit } characters that AWS accepts in { $kind }.
policy-scaleways = This is a bucket policy of Scaleway. Only Scaleway knows the version 2023-04-17, principals called “SCW” and buckets without an ARN. Save it through a connection to Scaleway.
policy-vendor = This is a policy of { $vendor }, which has a format of its own. Set it there. It cannot be set over S3.
policy-not-scaleways = This is a policy in the format of AWS. Scaleway needs the version 2023-04-17, principals such as {"{"}"SCW": "user_id:…"{"}"} and buckets by their names alone: “NAME”, “NAME/*”.
policy-trust-is-bucket = This is a bucket policy. A trust policy says who can assume the role, and names no bucket.
policy-trust-is-access = This is an access policy: it says what can be done. A trust policy says who can assume the role.
policy-bucket-is-trust = This is the trust policy of a role. It belongs to the role in IAM, not to a bucket.
policy-access-is-trust = This is the trust policy of a role: it says who can assume the role. An access policy says what can be done.
policy-bucket-is-access = This policy does not say whom it is for, like the policy of a user or role. A bucket policy needs “Principal” in each statement.
policy-placeholder = “{ $word }” looks like a placeholder of an example that has to be replaced.
policy-variable-open = A variable ends with “{"}"}”.
policy-variable-empty = A variable needs a name between the brackets.
policy-variable-spaces = The name of a variable has no spaces.
policy-variable-key = A variable is the name of a key, such as ${"{"}aws:username{"}"}.
policy-variable-default = The default value of a variable is written in single quotes: ${"{"}aws:username, 'nobody'{"}"}.
policy-variable-early = A variable can only come after the fifth colon of an ARN.
policy-variable-principal = A principal cannot contain variables.
policy-space-in-name = There is a space in “{ $text }”, which AWS reads as part of the name, so it matches nothing.
policy-space-at-edge = “{ $text }” begins or ends with a space, which counts as part of the value.
policy-no-effect-at-all = This statement has no effect: no request matches its principals, actions, resources and conditions.

# Who
policy-principal-missing = The statement does not say whom it is for: “Principal” is missing.
policy-principal-not-allowed = “Principal” cannot be in { $kind }, which always applies to the one it is attached to. AWS rejects it.
policy-not-principal-trust = AWS accepts no “NotPrincipal” in a trust policy.
policy-not-principal-allow = This gives access to everyone in the world except a few, including people who have not signed in. AWS advises against it and usually rejects it.
policy-not-principal-deny = This blocks everyone except a few. Mistakes are likely: the account and the session of those few must be named too. A condition on “aws:PrincipalArn” does the same safely.
policy-service-form = A service is named like “logging.s3.amazonaws.com”.
policy-provider-form = A sign-in provider is named by its ARN, or like “cognito-identity.amazonaws.com”.
policy-canonical-trust = A trust policy accepts no canonical user.
policy-canonical-form = A canonical user ID has 64 digits and letters from a to f.
policy-account-form = An account ID is written without spaces and hyphens.
policy-wildcard-principal = AWS accepts no “*” inside the name of a principal. Name each one, or their account, or test “aws:PrincipalArn” in a condition.
policy-principal-arn = This is not the ARN of a user, a role, a session or an account.
policy-principal-form = A principal is an account ID, or the ARN of a user, role or session: “arn:aws:iam::ACCOUNT:role/NAME”.
policy-scaleway-principal = Scaleway names a user as “user_id:ID” and an application as “application_id:ID”, with the ID that its console shows.
policy-deleted-principal = This is left over from a deleted user or role. It matches no one, and AWS rejects a policy that contains it.
policy-principal-partition = “{ $partition }” is not the partition of AWS that this is in. No one from there can be given access.
policy-trust-anyone = Anyone with an AWS account can assume this role.
policy-public = This is for anyone on the internet, even without signing in. AWS rejects it while “Block public access” is on.
policy-public-signed = This is for anyone with an AWS account, because anyone can meet its conditions. AWS rejects it while “Block public access” is on.
policy-source-loose = { $service } can do this for any of its customers: the conditions on the source match others too. Name your own account with “aws:SourceAccount” and “StringEquals”.
policy-source-missing = { $service } can do this for any of its customers. Say for whom with “aws:SourceAccount” or “aws:SourceArn”.
policy-no-external-id = Another account can assume this role without an external ID. Agree on one with its owner. It blocks their other customers.
policy-perhaps-external-id = If this account belongs to another company, agree on an external ID with it. It blocks their other customers.
policy-loose-external-id = The external ID must be tested with “StringEquals” and its full value. This test proves nothing.
policy-mfa-program = Only a person with multi-factor authentication (MFA) can assume this role. A program cannot.
policy-way-principal = Users, roles and services assume a role with “{ $way }”. With “{ $action }” none of those named here ever can.
policy-way-signed-in = People who signed in elsewhere assume a role with “{ $way }”. With “{ $action }” none of those named here ever can.
policy-no-subject = Every user of { $provider } can assume this role. Say which with a condition on “{ $key }”.
policy-loose-subject = Others who sign in with { $provider } match this too, and can assume this role. Name the owner in full, as in “repo:OWNER/REPOSITORY:*”, and test it with “StringEquals” or “StringLike”.

# What
policy-not-action-allow = This allows every action of every service except a few, including actions that AWS adds later.
policy-trust-only = A trust policy is only about assuming the role: “sts:AssumeRole”.
policy-kms-elsewhere = S3 rejects “{ $action }” in a bucket policy. Access to a key belongs in the key’s own policy.
policy-action-elsewhere = S3 rejects “{ $action }” in a bucket policy. Only actions of S3 belong there.
policy-action-service = An action is written with its service: “s3:{ $action }”.
policy-action-form = An action is written as “service:Name”, such as “s3:GetObject”.
policy-request-name = “{ $request }” is a request, not a permission. It needs { $actions }.
policy-unknown-action = AWS has no action “{ $action }”.
policy-unknown-action-meant = AWS has no action “{ $action }”. Did you mean “{ $meant }”?
policy-all-actions = This allows everything in AWS, including changing who has access. Name only what is needed.
policy-all-of-service = This allows everything that { $service } can do, including changing who has access. Name only what is needed.
policy-sees-all-buckets = This shows the names of all buckets of the account. AWS cannot limit it to some of them.
policy-deletes-old = This permanently deletes old versions. To delete files as people do, “s3:DeleteObject” is enough.
policy-acls-off = ACLs are disabled for this bucket, so requests with this permission fail. Remove it.
policy-changes-access = “{ $action }” lets them change who has access.
policy-broad-action = { $count ->
    [one] “{ $pattern }” stands for { $count } action.
   *[other] “{ $pattern }” stands for { $count } actions.
}
policy-broad-action-such = { $count ->
    [one] “{ $pattern }” stands for { $count } action, “{ $example }”.
   *[other] “{ $pattern }” stands for { $count } actions, among them “{ $example }”.
}
policy-broad-access = { $count ->
    [one] “{ $pattern }” stands for { $count } action, “{ $example }”, and lets them change who has access.
   *[other] “{ $pattern }” stands for { $count } actions, among them “{ $example }”, and lets them change who has access.
}
policy-key-missing = { $count ->
    [one] The files are encrypted with the KMS key { $key }. The action { $actions } is missing for it.
   *[other] The files are encrypted with the KMS key { $key }. The actions { $actions } are missing for it.
}

# Where
policy-trust-resource = A trust policy has no “Resource”: it applies to the role it is attached to.
policy-no-resource = The statement does not say where it applies: “Resource” is missing.
policy-not-resource-allow = This allows it everywhere except in a few places, including buckets that are created later.
policy-foreign-resource = A bucket policy is only about its bucket and the files in it. S3 rejects other resources.
policy-all-resources = This is for every bucket and everything else. Name the bucket.
policy-every-bucket = This is for every bucket. Name the bucket.
policy-address = An address such as s3://… does not belong here. A bucket is written as “arn:aws:s3:::NAME”.
policy-arn-twice = There is an ARN inside an ARN.
policy-arn-short = This ARN is too short. It has six parts separated by colons, such as “arn:aws:s3:::NAME”.
policy-arn-needed = A resource is written as an ARN: “arn:aws:s3:::NAME” for a bucket, “arn:aws:s3:::NAME/*” for its files.
policy-partition-own = This bucket is in the AWS partition “{ $own }”, where ARNs begin with “arn:{ $own }:”.
policy-partition-unknown = AWS has no partition called “{ $partition }”.
policy-bucket-arn = The ARN of a bucket has neither region nor account: three colons come before its name.
policy-no-file = This ends with “/” and so matches no file at all. “/*” matches all files.
policy-marker-only = This ends with “/”, so it matches only the folder’s marker, and no files. “/*” matches the files.
policy-loose-pattern = “{ $name }” also matches other people’s buckets with such a name, and all files in them.
policy-bucket-name-length = “{ $name }” is not a bucket name. Bucket names have 3 to 63 characters.
policy-bucket-name-capitals = “{ $name }” is not a bucket name. Bucket names have no uppercase letters.
policy-bucket-name-letters = “{ $name }” is not a bucket name. Bucket names contain only lowercase letters, digits, dots and hyphens.
policy-bucket-name-ends = “{ $name }” is not a bucket name. Bucket names begin and end with a letter or digit, and have no two dots in a row.
policy-other-bucket = The policy of “{ $own }” can only be about “{ $own }”. AWS rejects other buckets in it.
policy-unmet-nothing = { $effect ->
    [allow] “{ $action }” is not about one bucket or file. It needs the resource “*”, which is not listed, so it is never allowed.
   *[deny] “{ $action }” is not about one bucket or file. It needs the resource “*”, which is not listed, so it is never denied.
}
policy-unmet-files = { $effect ->
    [allow] “{ $action }” works on files (“arn:aws:s3:::NAME/*”), and none are listed, so it is never allowed.
   *[deny] “{ $action }” works on files (“arn:aws:s3:::NAME/*”), and none are listed, so it is never denied.
}
policy-unmet-bucket = { $effect ->
    [allow] “{ $action }” works on the bucket itself (“arn:aws:s3:::NAME”), which is not listed, so it is never allowed.
   *[deny] “{ $action }” works on the bucket itself (“arn:aws:s3:::NAME”), which is not listed, so it is never denied.
}
policy-unmet-other = { $effect ->
    [allow] “{ $action }” works on another type of resource, which is not listed, so it is never allowed.
   *[deny] “{ $action }” works on another type of resource, which is not listed, so it is never denied.
}
policy-unmet-by-files = None of the actions works on “{ $resource }”, which means files.
policy-unmet-by-bucket = None of the actions works on “{ $resource }”, which means the bucket itself and not its files.

# Conditions
policy-key-form = A key is written with its service: “aws:SourceIp”, “s3:prefix”. “{ $key }” is not.
policy-unknown-key = { $service ->
    [aws] AWS has no key “{ $key }”.
   *[service] AWS has no key “{ $key }” for these actions.
}
policy-unknown-key-meant = { $service ->
    [aws] AWS has no key “{ $key }”. Did you mean “{ $meant }”?
   *[service] AWS has no key “{ $key }” for these actions. Did you mean “{ $meant }”?
}
policy-key-idle = Requests for { $actions } never have “{ $key }”, so the condition means nothing there.
policy-key-never-allows = Requests for { $actions } never have “{ $key }”, so this statement never allows them. Put them in a statement of their own without the condition.
policy-key-never-denies = Requests for { $actions } never have “{ $key }”, so this statement never denies them.
policy-value-never-there = { $effect ->
    [spares] { $form } “{ $value }” is not one, so this exempts no one.
    [blocks] { $form } “{ $value }” is not one, so this blocks no one.
    [allows] { $form } “{ $value }” is not one, so this statement allows nothing.
    [denies] { $form } “{ $value }” is not one, so this statement denies nothing.
   *[changes] { $form } “{ $value }” is not one, so this value changes nothing.
}
policy-form-user-id = “{ $key }” holds an ID, never a name: AIDA… for a user, AROA…:SESSION for a session of a role.
policy-form-principal = “{ $key }” holds the ARN of a user, a role or an account. For a session it is the ARN of its role, arn:aws:iam::ACCOUNT:role/NAME.
policy-form-account = “{ $key }” holds an account ID of 12 digits.
policy-form-organization = “{ $key }” holds the ID of an organisation, o-….
policy-form-organization-path = “{ $key }” holds a path in an organisation, o-…/r-…/ou-…/.
policy-form-vpc = “{ $key }” holds the ID of a VPC, vpc-…. The ID of an endpoint is in aws:SourceVpce.
policy-form-vpc-endpoint = “{ $key }” holds the ID of a VPC endpoint, vpce-…. The ID of a VPC is in aws:SourceVpc.
policy-form-arn = “{ $key }” holds an ARN.
policy-form-principal-type = “{ $key }” is one of Account, User, FederatedUser, AssumedRole and Anonymous.
policy-form-bool = “{ $key }” is one of true and false.
policy-form-encryption = “{ $key }” is one of AES256, aws:kms and aws:kms:dsse, written exactly like this.
policy-form-acl = “{ $key }” is one of the canned ACLs, such as private or bucket-owner-full-control.
policy-form-directive = “{ $key }” is one of COPY and REPLACE.
policy-needs-set = “{ $key }” holds several values: begin the operator with “ForAnyValue:” or “ForAllValues:”.
policy-unknown-operator = AWS has no operator “{ $name }”.
policy-unknown-operator-meant = AWS has no operator “{ $name }”. Did you mean “{ $meant }”?
policy-no-values = There is no value to compare with.
policy-operator-variable = This operator takes no variables.
policy-not-number = { $turned ->
    [yes] “{ $value }” is not a number, so no request with this key meets the condition.
   *[no] “{ $value }” is not a number, so it matches no request.
}
policy-not-date = { $turned ->
    [yes] “{ $value }” is not a date such as 2026-12-31T23:59:59Z, so no request with this key meets the condition.
   *[no] “{ $value }” is not a date such as 2026-12-31T23:59:59Z, so it matches no request.
}
policy-not-bool = { $turned ->
    [yes] “{ $value }” is not “true” or “false”, so no request with this key meets the condition.
   *[no] “{ $value }” is not “true” or “false”, so it matches no request.
}
policy-not-address = { $turned ->
    [yes] “{ $value }” is not an IP address or a range such as 203.0.113.0/24, so no request with this key meets the condition.
   *[no] “{ $value }” is not an IP address or a range such as 203.0.113.0/24, so it matches no request.
}
policy-not-arn = { $turned ->
    [yes] “{ $value }” is not an ARN with all its six parts, so no request with this key meets the condition.
   *[no] “{ $value }” is not an ARN with all its six parts, so it matches no request.
}
policy-not-base64 = { $turned ->
    [yes] “{ $value }” is not text in base64, so no request with this key meets the condition.
   *[no] “{ $value }” is not text in base64, so it matches no request.
}
policy-wildcard-plain = “{ $operator }” reads “*” and “?” as plain characters. “{ $instead }” reads them as wildcards.
policy-true-when-missing = “ForAllValues” is also met by a request without “{ $key }”. Add “Null” with “false” for the key.
policy-private-address = “{ $value }” is a private network. AWS sees the public address of a request, and no address for requests through a VPC endpoint. “aws:VpcSourceIp” holds the private address.
policy-prefix-slash = “{ $value }” also lists folders whose names begin the same, such as “{ $folder }2/”. End it with “/”.
