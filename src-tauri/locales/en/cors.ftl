# What pages can do, after “can”
cors-does-get = open files
cors-does-head = see the size and date of a file
cors-does-put = upload files
cors-does-post = upload files with a form
cors-does-delete = delete files
cors-does-nothing = do nothing

# `at` says where the words are put: at the start of a sentence, or inside one.
cors-every-website = { $at ->
    [start] Every website
   *[inner] every website
}
cors-no-website = { $at ->
    [start] No website
   *[inner] no website
}
cors-rule = { $at ->
    [start] Rule { $number }
   *[inner] rule { $number }
}
cors-rule-named = { $at ->
    [start] Rule { $number } (“{ $id }”)
   *[inner] rule { $number } (“{ $id }”)
}
cors-none = none
cors-more = { $count ->
    [one] { $count } more
   *[other] { $count } more
}
cors-any-header = any header
cors-headers = { $count ->
    [one] the header { $names }
   *[other] the headers { $names }
}

# Whether a page can do something
cors-allowed = { $origin } can { $does }: { $rule } allows it.
cors-no-origin = No website was named, and a browser always names the website of the page.
cors-no-rules = { $origin } cannot { $does }: the bucket has no rules, so no website can.
cors-not-listed = { $origin } cannot { $does }: no rule lists that website.
cors-not-listed-spelling = { $origin } cannot { $does }: no rule lists that website. A browser would not write the website like this.
cors-miss-origin = { $rule } does not list { $origin } (AllowedOrigins: { $list }).
cors-miss-method = { $rule } lists { $origin }, but not the method { $method } (AllowedMethods: { $list }).
cors-miss-header = { $rule } lists { $origin } and { $method }, but not the header { $header } (AllowedHeaders: { $list }).

# What saving would change
cors-change-name = { $rule } gets another name.
cors-change-add = { $sites } can { $deeds }.
cors-change-remove = { $sites } can no longer { $deeds } (by this rule).
cors-change-remove-by = { $sites } can no longer { $deeds } (by { $rule }).
cors-change-also = { $sites } can also { $deeds }.
cors-change-no-longer = { $sites } can no longer { $deeds }.
cors-change-send = { $sites } can also send { $headers }.
cors-change-send-no-longer = { $sites } can no longer send { $headers }.
cors-change-see = Scripts of { $sites } can also see { $headers }.
cors-change-see-no-longer = Scripts of { $sites } can no longer see { $headers }.
cors-change-age = { $count ->
    [one] Browsers cache the response of { $rule } for { $count } second.
   *[other] Browsers cache the response of { $rule } for { $count } seconds.
}
cors-change-age-none = Browsers decide how long to cache the response of { $rule }.
cors-change-order = The rules are tried in a different order.

# What is found in rules
cors-too-many = A bucket can have { $most } rules at most. These are { $count }.
cors-too-large = S3 accepts 64 KB of rules at most. These are { $size } KB.
cors-long-name = A rule name can have { $most } characters at most.
cors-negative-age = The browser cache time cannot be negative.
cors-long-age = Browsers limit the cache time: Chrome to 2 hours, Firefox to 24 hours.
cors-everyone-writes = Any website can send changes from its visitors’ browsers. Visitors still need permission for the bucket, but list the websites if you can.
cors-everyone = Any website can show what its visitors can open. List the websites if you can.
cors-upload-headers = Browsers send headers with uploads, such as content-type. Without allowed headers, uploads fail.
cors-allow-headers-button = Allow all headers
cors-upload-etag = Uploads of large files in parts need to see the ETag of each part.
cors-etag-button = Let scripts see ETag
cors-same-name = Two rules have the name “{ $id }”.
cors-same-rule = This is the same as rule { $number }. One of them is enough.
cors-same-website = Rule { $number } also lists { $origin }. AWS tries both rules. Some servers (Ceph) stop at the first, so one rule with everything works everywhere.
cors-no-websites = Add at least one website, such as https://app.example.org.
cors-listed-twice = This website is listed twice.
cors-remove-one-button = Remove one
cors-use-button = Use { $names }
cors-split-button = { $count ->
    [one] Split into { $count } line
   *[other] Split into { $count } lines
}
cors-loose-star = { $origin } also matches websites that belong to others. A * is safe in https://*.your-site.org.
cors-plain-http = Pages over http:// can be changed in transit. Use https:// if the website supports it.
cors-no-methods = Choose what the websites can do: open, upload or delete files.
cors-method-capitals = Methods are written in capital letters.
cors-method-options = Browsers send OPTIONS themselves, and it needs no rule. S3 rejects it here.
cors-method-unknown = S3 has no rule for { $method }. It knows { $known }.
cors-remove-button = Remove { $name }
cors-header-stars = A header can contain at most one *.
cors-expose-star = S3 accepts no * here. Name each header that scripts can see.
cors-header-name = This is not a header name. A header name has letters, digits and hyphens.

# What is wrong with a website
cors-website-empty = Enter the website’s address, such as https://app.example.org.
cors-website-placeholder = This still contains a placeholder. Replace it with the website’s own address.
cors-website-several = There are several websites in one line. Each needs a line of its own.
cors-website-stars = A website can contain at most one *.
cors-website-invalid = This is not a website’s address. It looks like https://app.example.org.
cors-website-loose = { $pattern } matches all websites that begin or end like this, including those with http://. Say which you mean: { $instead }.
cors-website-quotes = There are spaces or quotes around the website, so it would never match.
cors-website-caller = An origin is the address of a web page, with its scheme. A caller’s IP address is not an origin: CORS rules cannot allow or block programs by where they call from.
cors-website-scheme = A website begins with https:// (or http://). Without it, no browser’s request would match.
cors-website-slash = A website has no slash at the end. With it, no browser’s request would match.
cors-website-path = A website ends after its name. Pages within it cannot be told apart.
cors-website-capitals = Browsers write websites in lowercase letters, so capital letters would never match.
cors-website-accents = Browsers send such a name in its spelling without accents (xn--…), so it would never match like this.
cors-website-login = A user name and password are not part of a website.
cors-website-port = Browsers leave out the usual port (443, or 80 for http), so it would never match with the port.

# Templates
cors-template-shows-title = A website that shows files
cors-template-shows = Its pages can open files of this bucket: images in a viewer, tables, PDFs.
cors-template-uploads-title = A website that uploads files
cors-template-uploads = Its pages can open files and upload new ones. Scripts see the ETag, which large uploads need.
cors-template-upload-page-title = An upload page
cors-template-upload-page = A page from “Ask for files” can send files, show the progress and see whether each was accepted.
cors-template-upload-page-warning = A page that is opened from a file belongs to no website, so the rule is for every website. Only those who have an upload page can store anything.
cors-template-kolena-title = Kolena
cors-template-kolena = Kolena’s pages can open files, at both addresses that Kolena uses today.
cors-template-cloud-gov-title = An app outside Cloud.gov
cors-template-cloud-gov = Pages of an app elsewhere can open files of a Cloud.gov bucket and see their ETag.
cors-template-cloud-gov-warning = Cloud.gov does not recommend allowing other websites, but a short list can be safe. Programs need a service key instead.
cors-template-everyone-title = Every website
cors-template-everyone = Pages of any website can open what their visitors can open, as for public data.
cors-template-everyone-warning = Any page on the internet can then read what a visitor’s browser can open here. Use this only for public files.

# Why a text is not a configuration
cors-text-large = S3 accepts 64 KB of rules at most. This is { $size } KB.
cors-begins = The rules begin with [ or {"{"} (JSON) or < (XML).
cors-text-around = There is text around the rules that is not part of them.
cors-trailing-comma = There is a comma before a closing bracket, which JSON does not allow.
cors-comment = There is a comment here, which JSON does not allow.
cors-strange-space = There is an invisible character here, as copied from a web page, which JSON does not allow.
cors-markdown = The three backticks belong to the page this was copied from, not to the rules.
cors-is-statements = This is a list of policy statements. Add it under “Bucket policy”. CORS rules begin with [ or {"{"}"CORSRules".
cors-is-bucket-policy = This is a bucket policy. Add it under “Bucket policy”. CORS rules begin with [ or {"{"}"CORSRules".
cors-is-trust-policy = This is a trust policy, which belongs to a role. CORS rules begin with [ or {"{"}"CORSRules".
cors-is-access-policy = This is an access policy, which belongs to a user or role. CORS rules begin with [ or {"{"}"CORSRules".
cors-is-other-rules = These are rules of another setting, such as lifecycle rules or encryption. CORS rules begin with [ or {"{"}"CORSRules".
cors-from-terraform = This is Terraform’s language. Bucketwise can change it to the format of S3.
cors-from-terraform-json = This is the format of Terraform. Bucketwise can change it to the format of S3.
cors-from-cloudflare = This is the format of Cloudflare R2. Bucketwise can change it to the format of S3.
cors-from-google = This is the format of Google Cloud Storage. Bucketwise can change it to the format of S3.
cors-from-cloudformation = This is the format of CloudFormation. Bucketwise can change it to the format of S3.
cors-from-call = This is a whole request. Bucketwise can change it to the format of S3.
cors-single-rule = This is a single rule. Rules belong in a list: [ … ].
cors-list-needed = The rules belong in a list: [ … ].
cors-rules-missing = A configuration has “CORSRules”, a list of rules.
cors-rule-brackets = Each rule belongs in curly brackets: {"{"} … {"}"}.
cors-not-part = “{ $name }” is not part of a rule. A rule has ID, AllowedOrigins, AllowedMethods, AllowedHeaders, ExposeHeaders and MaxAgeSeconds.
cors-part-missing = A rule here has no “{ $name }”, which every rule needs.
cors-text-expected = A text in quotes is missing here.
cors-texts-expected = A text in quotes is missing here, or a list of such texts: ["…"].
cors-age-number = MaxAgeSeconds is a whole number of seconds, without quotes.
cors-age-large = MaxAgeSeconds is too large: { $value }. The most is { $most }, and browsers cache for a day at most.
cors-age-whole = MaxAgeSeconds is a whole number of seconds, which { $value } is not.
cors-xml-invalid = This is not valid XML: { $error }.
cors-xml-root = <CORSRule> belongs inside <CORSConfiguration>, which is missing here.
cors-xml-entity = Entities (&name;) are not read, except &amp; &lt; &gt; &quot; and &apos;.
cors-xml-doctype = A document type (<!DOCTYPE …>) cannot be part of CORS rules and is not read.
cors-xml-ends = The text ends too early: a closing tag is missing.
cors-xml-start = The rules begin with <CORSConfiguration>, not with <{ $name }>.
cors-xml-after = <{ $name }> comes after the end of the rules.
cors-xml-unknown = <{ $name }> is not part of <{ $outer }>. Expected: { $known }.
cors-xml-inside = <{ $outer }> cannot contain <{ $name }>.
cors-xml-twice = <{ $name }> is in this rule twice. Only one can count.
cors-xml-stray = “{ $text }” is between the elements.
