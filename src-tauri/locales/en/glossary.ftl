# Terms that explain themselves in a sentence. Each is written as AWS writes it, so that a person finds it on a vendor's page.

glossary-bucket-policy = bucket policy
    .means = A document on the bucket that says who can do what with its files, and from where.
glossary-encryption-key = KMS key
    .means = A key kept by AWS Key Management Service. Reading an encrypted file needs permission for the key as well as for the file.
glossary-endpoint = endpoint
    .means = The web address of the storage server. AWS has one for each region; other providers give you theirs.
glossary-external-id = external ID
    .means = A shared word that the other company must send when it uses your role, so that nobody else can use it through them.
glossary-lifecycle = lifecycle rule
    .means = A rule that moves or deletes files by itself after a number of days.
glossary-object-lock = Object Lock
    .means = Protection against deleting or overwriting files for a set time.
glossary-ownership = Object Ownership
    .means = Whether the bucket’s account owns every file in it, even those that other accounts upload.
glossary-prefix = prefix
    .means = The beginning that the names of some files share. S3 has no folders of its own: a folder is a prefix that ends with a slash.
glossary-region = region
    .means = The part of the world where the storage keeps the bucket’s files.
glossary-role = role
    .means = A set of permissions in an AWS account that somebody else can be allowed to use for a limited time.
glossary-session-token = session token
    .means = A third part of temporary access keys. It ends after some hours, and the keys with it.
glossary-versioning = versioning
    .means = The bucket keeps earlier versions when a file is replaced or deleted, so that they can be restored.
