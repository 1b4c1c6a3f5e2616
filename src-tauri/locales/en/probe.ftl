# What is checked in the form of a connection before anything is sent, and the steps of trying it.

## The storage

probe-provider-missing = Choose a provider.
probe-provider-other = Another S3 server
probe-provider-practice = Practice (on this computer only)
probe-unencrypted = http:// sends your files over the network unencrypted. Use https:// if the server supports it.
probe-endpoint-missing = Enter the endpoint. Your provider calls it “S3 endpoint” or “API endpoint”.
probe-endpoint-scheme = The address starts with https://, or with http:// on your own network.
probe-endpoint-other-scheme = S3 storage does not support “{ $scheme }:”. The address starts with https:// or http://.
probe-endpoint-path = Remove “{ $path }” from the address. If it is a bucket or folder, enter it in its own field. Endpoints with a path are not supported.
probe-endpoint-password = The address contains a username or password. Enter keys in their own fields.
probe-endpoint-query = The address ends after the host. Remove the part from “?” or “#”.
probe-endpoint-bucket = The address contains the bucket “{ $bucket }”. Enter the bucket in its own field.
probe-endpoint-page = “{ $host }” serves pages or files to browsers and is not an S3 endpoint. Your provider lists the S3 endpoint separately.
probe-endpoint-access-point = This is the address of an access point. Leave the endpoint empty or enter the usual one. Enter the access point alias, which ends in -s3alias, as the bucket.
probe-endpoint-port = The port after the colon must be a number from 1 to 65535.
probe-endpoint-invalid = This is not a valid address. Enter an address such as https://s3.example.com.
probe-region-name = This is the region’s name. Enter its code.
probe-region-lowercase = Region codes are lowercase.
probe-region-invalid = A region is one word, such as eu-central-1.
probe-region-unknown = Bucketwise does not know the region “{ $region }”. It is used as entered.
probe-region-govcloud = Is this a Cloud.gov bucket? Those are in AWS GovCloud, and their keys work only there.

## Bucket and start folder

probe-bucket-public = Enter the name of the public bucket.
probe-bucket-of-folder = Enter the bucket that contains the start folder.
probe-bucket-alone = Enter only the bucket’s name.
probe-bucket-access-point = This is an access point, not a bucket. Enter its access point alias, which ends in -s3alias.
probe-bucket-short = Bucket names have at least 3 characters.
probe-bucket-long = Bucket names have at most 63 characters.
probe-bucket-characters = Bucket names contain only letters, digits, dots and hyphens.
probe-bucket-unusual = Bucket names usually have 3 to 63 lowercase letters, digits, dots and hyphens. This name is used as entered.
probe-bucket-one-of-many = “{ $bucket }”: { $problem }
probe-prefix-slash = Folder names in a bucket rarely start with a slash.

## The network

probe-proxy-scheme = A proxy address starts with http://.
probe-proxy-password = The address contains a username or password, which would be saved in a readable file. Use a proxy on this computer that signs in for you.
probe-proxy-invalid = Enter a proxy address such as http://proxy.example.com:8080.
probe-no-certificate = The file contains no certificate. Choose another file.

## Keys

probe-access-key-missing = Enter the access key ID.
probe-access-key-spaces = An access key ID has no spaces. More than the access key ID may have been copied.
probe-secret-key-missing = Enter the secret access key.
probe-secret-key-inner-spaces = The secret access key contains a space or line break. More than the key may have been copied.
probe-secret-key-spaces = There are spaces or line breaks around the secret access key.
probe-secret-key-same = The secret access key is the same as the access key ID.
probe-keys-swapped = The access key ID and secret access key look swapped.
probe-token-inner-spaces = A session token has no spaces or line breaks.
probe-token-spaces = There are spaces or line breaks around the session token.
probe-token-missing = This is a temporary key, because it starts with ASIA. Enter the session token that came with it.
probe-token-needless = A key that starts with AKIA is a long-term key and has no session token. If signing in fails, leave the token empty.

## Other ways to sign in

probe-profile-missing = Choose a profile or enter its name.
probe-profile-line = Not recognised and skipped: line { $line } of { $file }.
probe-profile-lines = { $count ->
    [one] { $count } more line was skipped.
   *[other] { $count } more lines were skipped.
}
probe-account-missing = Sign in, then choose the account.
probe-account-invalid = An account ID has 12 digits.
probe-account-role-missing = Choose the role to use in the account.
probe-start-url-missing = Enter the start URL. Ask your administrator for it.
probe-start-url-invalid = A start URL starts with https://, such as https://acme.awsapps.com/start.
probe-sso-region-missing = Enter the IAM Identity Center region. Ask your administrator for it.
probe-role-missing = Enter the role ARN that the other role fields belong to.
probe-role-invalid = Enter a role ARN such as arn:aws:iam::123456789012:role/name.
probe-external-id = An external ID has 2 to 1,224 characters: letters, digits and + = , . @ : / - _
probe-session-name = A session name has 2 to 64 characters: letters, digits and + = , . @ - _
probe-mfa-invalid = Enter an MFA device such as arn:aws:iam::123456789012:mfa/name.
probe-session-minutes = A session lasts from 15 to 720 minutes.

## Corrections on offer

probe-use-button = Use { $value }
probe-use-name-button = Use “{ $name }”
probe-use-https-button = Use https://
probe-use-as-bucket-button = Use “{ $bucket }” as bucket
probe-use-as-folder-button = Use “{ $folder }” as start folder
probe-trim-button = Remove the spaces
probe-swap-button = Swap them
probe-pay-button = Pay request costs
probe-unlisted-button = Continue without listing
probe-path-style-button = Use path-style addresses
probe-certificate-button = Choose certificate file…

## The steps, and what each found

probe-address-title = Find server
probe-address-answers = The server responds.
probe-encryption-title = Check encryption
probe-encryption-good = Encrypted, and the certificate is trusted.
probe-encryption-none = Not encrypted: the address starts with http://.
probe-encryption-local = Not needed: the server is on this computer.
probe-clock-title = Compare clocks
probe-clock-good = This computer’s clock matches the server’s.
probe-clock-untold = The server does not say its time.
probe-sign-in-title = Sign in
probe-signed-public = No sign-in: the bucket is public.
probe-signed-role = Role assumed.
probe-signed-keys = Access key and secret match.
probe-signed-in = Signed in.
probe-sign-in-accepted = The server accepts this sign-in.
probe-sign-in-unproved = Not confirmed: the server does not say whether the access key and secret are correct.
probe-buckets-title = List buckets
probe-buckets-found = { $count ->
    [0] No buckets yet.
    [one] { $count } bucket found.
   *[other] { $count } buckets found.
}
probe-bucket-listed = Files in “{ $bucket }” can be listed.
probe-bucket-unlisted = This connection cannot list the files in “{ $bucket }”.
probe-region-title = Find bucket region
probe-region-same = The bucket is in { $region }.
probe-region-other = The bucket is in { $region }. The connection uses this region.
probe-region-untold = The server does not say which region the bucket is in.
