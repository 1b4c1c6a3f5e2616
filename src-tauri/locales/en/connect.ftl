# Words of ui/src, connect.

# The first screen.
connect-welcome-title = Welcome to Bucketwise
connect-welcome = A bucket stores files on a server, much like a folder. Bucketwise shows what is in your buckets, and uploads and downloads files.
connect-practise = Practise on this computer
connect-practise-help = Try everything with a small bucket of sample files. Nothing leaves this computer.
connect-storage = Connect to storage
connect-storage-help = Use the access key from your provider or administrator. Works with Amazon S3 and compatible storage.
connect-paste = Paste connection details
connect-paste-help = From an email, a key file, another program’s settings or a bucket’s address. Bucketwise fills in the form for you.

# Connections are there, but no bucket is open. { $button } and { $action } are what the page calls them.
connect-choose-connection-title = Open a connection
connect-choose-connection = Select a connection in the sidebar to see its buckets.
connect-choose-bucket-title = Open a bucket
connect-choose-bucket = Select a bucket in the sidebar to see its files.
connect-choose-loading-title = Loading buckets…
connect-choose-loading = They will appear in the sidebar.
connect-choose-fault-title = Could not list the buckets
connect-choose-fault = Choose “{ $button }” in the sidebar to see why and what to do next.
connect-choose-empty-title = No buckets yet
connect-choose-empty = When someone creates a bucket, choose “{ $action }” in the connection’s menu to see it.

# The sidebar.
connect-connections-title = Connections
connect-add = Add connection
connect-favourites = Favourites
connect-recent = Recent
connect-place-menu = Bucket or folder
connect-practice-name = Practice
connect-kind-practice = On this computer only
connect-kind-session = This session only
connect-all-buckets = { $count ->
    [one] { $count } bucket
   *[other] All { $count } buckets
}
connect-actions-for = Actions for { $name }
connect-loading-buckets = Loading buckets
connect-no-buckets = No buckets yet
connect-details-button = Details
connect-retry-button = Retry

# The menu of a connection.
connect-refresh-action = Refresh buckets
connect-create-bucket-action = Create bucket…
connect-not-for-practice = Not available for practice
connect-open-connection-first = Open a connection first
connect-export-action = Export connection…
connect-edit-action = Edit connection…
connect-mount-all-action = Mount all buckets as a drive…
connect-remove-action = Remove connection…

connect-cancel-button = Cancel
connect-name = Name
connect-name-missing = Enter a name

connect-rename-title = Rename “{ $name }”
connect-rename-button = Rename

connect-remove-title = Remove “{ $name }”?
connect-gone-saved = This removes the connection’s secret from this computer’s keychain, and its name and settings from Bucketwise. Its transfers are cancelled, and backups that use it no longer run.
connect-gone-session = This removes the connection’s secret and settings now, instead of when Bucketwise closes. Its transfers are cancelled, and backups that use it no longer run.
connect-gone-practice = The practice buckets and all files in them are deleted from this computer. This cannot be undone. If you practise again, you start with new sample files.
connect-stays-saved = No files in any bucket are changed.
connect-stays-session = No files in any bucket are changed.
connect-stays-practice = Nothing else on this computer is changed.
connect-remove-button = Remove connection
connect-remove-practice-button = Delete practice files

# A sign-in needs something from the person.
connect-ask-browser-title = Approve the sign-in in your browser
connect-ask-code-title = Enter your MFA code
connect-ask-keys-title = Temporary keys expired
# { $device } is the name of an MFA device, { $to } a server or AWS.
connect-ask-code = To sign in to { $connection } as “{ $role }”, enter the MFA code that “{ $device }” shows now. The code is sent to { $to }.
connect-ask-code-label = MFA code
connect-ask-code-missing = Enter the code, which has 6 to 8 digits
# { $company } is the address of a page.
connect-ask-browser = Open { $company } in your browser, sign in and allow access for Bucketwise. Bucketwise then continues automatically.
connect-ask-browser-code = Open { $company } in your browser. Approve the sign-in only if the page shows this code:
connect-ask-browser-then = Bucketwise continues automatically after you approve.
connect-ask-keys = The temporary keys of { $connection } ({ $key }) have expired. Work in progress waits, and continues when you enter new keys.
connect-ask-keys-missing = Enter the access key ID and the secret access key
connect-ask-elsewhere-button = Sign in on another device
connect-ask-open-button = Open browser
connect-ask-continue-button = Continue

# The form of a connection.
connect-form-new-title = Connect to storage
connect-form-new = Enter the details from your provider or administrator.
connect-form-edit-title = Edit “{ $name }”
connect-form-edit = Change only what you need. Nothing changes until the new details have been checked and saved.
connect-form-works-title = The connection works
connect-form-works = Enter a name, then save the connection.
connect-check = Connection check
# { $button } is the name of the button that starts the check, { $save } of the one that saves.
connect-check-promise = { $button } tests the connection step by step and shows where it fails. Nothing is saved until you choose “{ $save }”.
connect-check-button = Check and connect
connect-checking-button = Checking…
connect-fix-first = { $count ->
    [one] Nothing was sent. Fix { $count } field first.
   *[other] Nothing was sent. Fix { $count } fields first.
}
connect-edit-button = Edit details
connect-save-button = Save connection

connect-provider = Provider
connect-provider-choose = Choose a provider
connect-endpoint = Endpoint
connect-endpoint-help = The address of the storage server. Your provider calls it “S3 endpoint” or “API endpoint”.
connect-endpoint-usual-help = The address of the storage server. It follows the region. Change it only if you were told to.
connect-region = Region
connect-region-help = Where the servers are. If you were not given a region, leave this unchanged.
connect-bucket = Bucket
connect-bucket-help = The name of the public bucket.
connect-bucket-optional = Bucket (optional)
connect-bucket-optional-help = Required if you have no permission to list buckets.
connect-start-folder = Start folder (optional)
connect-start-folder-help = Required if you only have access to one folder (prefix).
connect-more-buckets = More buckets (optional)
connect-more-buckets-help = Other buckets this connection can open, separated by commas. They are listed under the connection.
connect-more = More options
connect-read-only = Read-only: block all changes
connect-requester-pays = Pay for requests and downloads (Requester Pays)
connect-proxy = Proxy (optional)
connect-proxy-help = Only if your network requires a proxy. If empty, this computer’s proxy settings apply.
connect-proxy-of-file-help = Not used to sign in to AWS, because it may come from a connection file. To use it there too, enter it again.
connect-path-style = Path-style addresses
connect-path-style-default = Provider default
connect-path-style-on = On: server/bucket/file
connect-path-style-off = Off: bucket.server/file
connect-path-style-help = How bucket addresses are written. Change this only if your provider tells you to.

connect-certificate = Trusted certificate (optional)
connect-certificate-help = If your organisation issues its own certificates, ask your administrator for the file.
connect-certificate-none = System certificates only
connect-certificate-chosen = { $count ->
    [one] { $count } certificate chosen, in addition to the system certificates
   *[other] { $count } certificates chosen, in addition to the system certificates
}
connect-certificate-remove-button = Remove certificate
connect-choose-file-button = Choose file…

# How the person signs in.
connect-method = Sign-in method
connect-method-access_key = Access key
connect-method-profile = AWS profile on this computer
connect-method-profile-help = A profile from the .aws folder, as the AWS CLI uses it.
connect-method-company = Company sign-in page (IAM Identity Center)
connect-method-company-help = You approve Bucketwise in your browser.
connect-method-machine = This EC2 instance or container’s role
connect-method-machine-help = Uses the role of the EC2 instance or container that Bucketwise runs on.
connect-method-environment = Environment variables
connect-method-environment-help = Uses AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY from the environment in which Bucketwise started.
connect-method-anonymous = No sign-in (public bucket)
connect-method-anonymous-help = Requests are not signed. You only see what is public.
connect-access-key = Access key ID
connect-secret-key = Secret access key
connect-secret-pasted = Already filled in from your text. To replace it, enter another one.
connect-secret-saved = The saved one is used. To replace it, enter another one.
connect-secret-again = Enter it again. The saved one is not used, because the endpoint, access key ID, proxy or certificate has changed.
connect-token = Session token
connect-token-optional = Session token (optional)
connect-token-help = A third, longer value that comes with temporary keys. They expire after some hours.
connect-token-ask-help = Required for temporary keys.
connect-profile = Profile
connect-profile-help = Bucketwise reads the profile each time it needs the keys, and never stores them.
connect-profile-none = This computer has no AWS profiles yet.
connect-start-url = Start URL
connect-start-url-help = The address of your company’s AWS access portal, where you sign in.
connect-sso-region = IAM Identity Center region
connect-sso-region-help = It may differ from the bucket’s region.
connect-sign-in-button = Sign in with browser
connect-sign-in-again-button = Sign in again
connect-sign-in-missing = { $missing ->
    [url] Enter the start URL
    [region] Enter the IAM Identity Center region
   *[both] Enter the start URL and the IAM Identity Center region
}
connect-account = Account
connect-account-choose = Choose an account.
connect-account-help = The 12-digit account ID. Sign in to choose from a list.
connect-account-role = Role
connect-account-role-help = Your permissions in the account.
connect-role = Assume a role (optional)
connect-role-arn = Role ARN
connect-external-id = External ID (optional)
connect-external-id-help = Only if you were given one with the role.
connect-mfa = MFA device (optional)
connect-mfa-help = Only if the role requires MFA. Bucketwise asks for the code when it needs it.
connect-session-name = Session name (optional)
connect-session-name-help = Appears in AWS logs. Default: bucketwise.
connect-session-minutes = Session duration in minutes (optional)
connect-session-minutes-help = Default: 60. Renewed automatically.

# A connection file brings a certificate or a proxy.
connect-offered-trust-title = { $count ->
    [one] The file includes a certificate to trust for { $host }
   *[other] The file includes { $count } certificates to trust for { $host }
}
connect-offered-trust = { $count ->
    [one] Anyone with its private key can read and change everything this connection sends and receives. Compare the fingerprint with your administrator before you trust it. Without it, only the system certificates are trusted.
   *[other] Anyone with one of their private keys can read and change everything this connection sends and receives. Compare the fingerprints with your administrator before you trust them. Without them, only the system certificates are trusted.
}
connect-offered-fingerprint = SHA-256: { $fingerprint }
connect-offered-trust-no-button = Don’t trust
connect-offered-trust-button = { $count ->
    [one] Trust certificate
   *[other] Trust certificates
}
connect-offered-proxy-title = The file includes a proxy for { $host }
connect-offered-proxy = All traffic between this computer and { $host } would pass through { $proxy }. Use it only if your administrator says that your network requires it. Signing in to AWS never uses it.
connect-offered-proxy-no-button = Don’t use proxy
connect-offered-proxy-button = Use proxy

# The name of the connection, and where its secret is stored.
connect-name-help = Appears in the sidebar.
connect-name-at = { $provider } at { $host }
connect-name-server = Storage at { $host }
connect-keep-nothing = No secret is stored for this connection.
connect-keep = Where to store the secret
connect-keep-keychain = In this computer’s keychain
connect-keep-session = For this session only: the connection is removed when Bucketwise closes
connect-keep-session-title = This session only
connect-keep-missing = This computer has no keychain to store a secret in. The connection is removed when Bucketwise closes, because Bucketwise never writes a secret to a file.
connect-keep-locked = This computer’s keychain is locked. To save the connection, unlock the keychain, then check again. Otherwise the connection is removed when Bucketwise closes, because Bucketwise never writes a secret to a file.

# The box to paste into.
connect-import-label = Paste lines from an email, a key file, an AWS profile, { $rclone }, the output of { $command }, or a bucket’s address. You can also drop a file here. Nothing leaves this computer.
connect-import-placeholder = Paste here
connect-import-reading = Reading…
connect-import-found = { $count ->
    [one] { $count } connection found
   *[other] { $count } connections found. Choose one.
}
connect-import-read-button = Read text
connect-import-missing = Paste or type some text
connect-import-nothing-title = No connection details found
connect-import-nothing = Paste the lines that contain an access key, a secret, a profile or a bucket. Or fill in the form below.
connect-card-storage = Storage
connect-card-no-provider = Provider not named
connect-card-sign-in = Sign-in
# { $key } is the end of an access key ID.
connect-card-key = { $secret ->
    [token] Access key ID { $key }, secret and session token found
    [secret] Access key ID { $key }, secret found
   *[none] Access key ID { $key }, no secret in the text
}
connect-card-bucket = Bucket
connect-card-more-buckets = More buckets
connect-card-missing = Still missing
connect-card-expires = This key expires on { $date }.
connect-card-expired = This key expired on { $date }. Ask for a new one.
# { $region } is a code such as eu-west-1.
connect-card-region-button = Use { $region }
connect-card-used = Filled in below
connect-card-use-button = Use this connection

# A connection for another program.
connect-export-title = Export “{ $name }”
connect-export-for = Format
connect-export-connection_file = Connection file for a colleague
connect-export-connection_file-help = Contains no secret. Bucketwise fills in the form from this file, and your colleague enters only the secret.
connect-export-rclone = rclone
connect-export-rclone-help = Add it to rclone.conf. To find that file, run “rclone config file”.
connect-export-rclone_nuvolos = rclone in Nuvolos
connect-export-rclone_nuvolos-help = Add it to ~/.config/rclone/rclone.conf. Put the two keys into the Nuvolos secret store, not into this file.
connect-export-aws_profile = AWS profile
connect-export-aws_profile-help = Add it to ~/.aws/config.
connect-export-shell = Linux and macOS shell
connect-export-shell-help = Run these lines in a terminal before other commands.
connect-export-power_shell = PowerShell
connect-export-power_shell-help = Run these lines in PowerShell before other commands.
connect-export-dot_env = .env file
connect-export-dot_env-help = For programs that read their settings from a .env file.
connect-export-preview = Preview
connect-export-secret = The secret is hidden here but is included when you copy or save. Anyone who can read the copy or the file can use this connection.
connect-export-close-button = Close
connect-export-copy-button = Copy
connect-export-copy-secret-button = Copy with secret
connect-export-save-button = Save as file…
connect-export-wait = Preparing the export…
connect-export-copied = Copied to clipboard
connect-export-saved = Saved as “{ $name }”
