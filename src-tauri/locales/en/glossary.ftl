# Terms that explain themselves in a sentence. Each is written as AWS writes it, so that a person finds it on a vendor's page.

glossary-bucket-policy = bucket policy
    .means = A document on the bucket that says who can do what with its files, and from where.
glossary-encryption-key = KMS key
    .means = A key in AWS Key Management Service (KMS). To read a file encrypted with it, you need permission for the key as well as for the file.
glossary-endpoint = endpoint
    .means = The web address of the storage server. AWS has one for each region; other providers give you theirs.
glossary-external-id = external ID
    .means = A value that the other company sends when it assumes your role. It stops the company’s other customers from using your role through the company.
glossary-lifecycle = lifecycle rule
    .means = A rule that automatically moves or deletes files after a number of days.
glossary-object-lock = Object Lock
    .means = Protects files from being deleted or overwritten for a set time.
glossary-ownership = Object Ownership
    .means = Whether the bucket’s account owns every file in it, even files that other accounts upload, and whether ACLs apply.
glossary-prefix = prefix
    .means = The text that file names (keys) begin with. S3 has no real folders: a folder is a prefix that ends with a slash.
glossary-region = region
    .means = The geographic area where the provider stores the bucket’s files.
glossary-role = role
    .means = An identity in an AWS account with its own permissions. Users, programs or other accounts can assume it for a limited time.
glossary-session-token = session token
    .means = The third part of temporary access keys. All three parts stop working together, usually after some hours.
glossary-versioning = versioning
    .means = The bucket keeps old versions of files that are replaced or deleted, so that they can be recovered.
