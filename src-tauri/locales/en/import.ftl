# What was understood of a text or a file that somebody was given: the cards, and what to know beside them.

## The text as a whole

import-other-cyberduck = This Cyberduck file is for another kind of server ({ $protocol }), not for S3.
import-newer-file = A newer version of Bucketwise saved this connection file. Some settings may be missing here.
import-more-than-shown = The text contains { $count } connections. The first { $shown } are shown.
import-skipped = Skipped because they are not S3: { $remotes }.
import-skipped-remote = “{ $name }” ({ $kind })
import-signed-link = A link in the text opens one file for a limited time. It gives no access to a bucket, so there is nothing to connect to.
import-page = { $host } shows pages or files in a browser. It is not an S3 address of a bucket.
import-access-point = The text names an access point, not a bucket. Use its access point alias, which ends in -s3alias, as the bucket.

## A card

import-untitled = Connection
import-from-access-key-table = Access key file from AWS
import-from-boto = boto settings
import-from-variables = Environment variables
import-from-aws-profile = AWS profile
import-from-rclone = rclone remote
import-from-s3cmd = s3cmd settings
import-from-cyberduck-bookmark = Cyberduck bookmark
import-from-cyberduck-profile = Cyberduck connection profile
import-from-cloud-foundry = Cloud Foundry service
import-from-aws-command = Output of the aws command
import-from-json = JSON
import-from-address = Address
import-from-connection-file = Bucketwise connection file
import-from-minio-client = MinIO client
import-from-words = Key and secret

import-way-temporary = Temporary key with a session token
import-way-untold = Not in the text
import-way-keys = Access key and secret
import-way-public = No sign-in (public bucket)
import-way-environment = Environment variables of the other program
import-way-profile = AWS profile “{ $profile }” on this computer
import-way-company = IAM Identity Center
import-way-program = A program that prints the keys
import-way-machine = This EC2 instance or container’s role

import-perhaps-govcloud = Is this a Cloud.gov bucket? Those are in AWS GovCloud. The text names no region.

## What a text can say, by the names of the form. They stand in the list of what is missing and before a remark.

import-access-key = Access key ID
import-secret-key = Secret access key
import-token = Session token
import-token-needed = Session token (this temporary key does not work without it)
import-region = Region
import-sso-region = IAM Identity Center region
import-provider = Provider
import-endpoint = Endpoint
import-bucket = Bucket
import-prefix = Folder
import-value = Other value

## Remarks

import-placeholder = { $field }: the text has only a sample value such as “YOUR_KEY”. Enter the value yourself.
import-elsewhere = { $field }: the text takes this value from somewhere else. Enter the value yourself.
import-cut = { $field }: the text ends in the middle of the value. Copy the whole text.
import-run-together = { $field }: a line break is missing after the value. Copy the lines as they were.
import-doubt = The address in { $name } may be the endpoint. If it is, enter it as the endpoint.
import-unusable = Bucketwise does not recognise the address in the text.
import-from-environment = The keys are not in this file: the other program reads them from environment variables.
import-program = This profile signs in by running a program. Bucketwise never runs programs from pasted text. To use it, save the profile in ~/.aws/config and choose it there.
import-govcloud = This is AWS GovCloud. Its keys work only there.
import-china = This is AWS in China. Its keys work only there.
import-sovereign = This is the AWS European Sovereign Cloud. Its keys work only there.
import-role = This connection assumes the role { $role }.
import-secret-length = { $count ->
    [one] The secret access key has { $count } character, but those of AWS have 40. It may not have been copied completely.
   *[other] The secret access key has { $count } characters, but those of AWS have 40. It may not have been copied completely.
}
