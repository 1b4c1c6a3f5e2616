# Who can reach a bucket
reach-anyone = Anyone on the internet
reach-user = User { $name }
reach-role = Role { $name }
reach-root = Root user of account { $account }

# What they can do, after “can”
reach-does-except = { $does }, but not in { $folders }
reach-does-in = { $does } in { $folder }
reach-folder = “{ $folder }”
reach-does-all = do everything that the bucket policy does not deny
reach-does-acl = see or change what the bucket’s ACL allows

# By which policy, after “by”
reach-by-bucket-policy = the bucket policy
reach-by-acl = the bucket’s ACL
reach-by-owner = owning the account
reach-by-policy = the policy { $name }
reach-by-group-policy = the policy { $name } of the group { $group }

# Conditions, after “only if”
reach-if-not-denied = none of the bucket policy’s Deny statements applies
reach-if-not-applied = the statement “{ $statement }” does not apply

# What could not be seen
reach-unseen-links = Presigned links. Anyone with such a link can use it until it expires.
reach-unseen-roles = Who can assume the roles of other accounts. Those accounts decide that.
reach-unseen-organization = Policies of your organisation and KMS key policies, which can only reduce access.
reach-unseen-access-points = Access points, which can give access with policies of their own.
reach-unseen-format = Bucketwise cannot read the format of the bucket policy.
reach-not-permitted = { $what ->
    [policy] This connection has no permission to read the bucket policy ({ $operation }).
    [people] This connection has no permission to read the users and roles of the account ({ $operation }).
    [block] This connection has no permission to read the bucket’s Block public access settings ({ $operation }).
   *[acl] This connection has no permission to read the bucket’s ACL ({ $operation }).
}
reach-not-shown = { $what ->
    [policy] This server does not show the bucket policy.
    [people] This server does not show the users and roles of the account.
    [block] This server does not show the bucket’s Block public access settings.
   *[acl] This server does not show the bucket’s ACL.
}
