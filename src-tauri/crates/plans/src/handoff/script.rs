//! The same plan for the AWS CLI: `setup.sh` may run twice, stops at the first refusal, and leaves
//! alone what somebody changed since the folder was made or what is another integration's;
//! `remove.sh` takes back what `setup.sh` made.
//!
//! No value is ever part of a line: each is quoted, put into a variable, and named from there. What
//! `aws` answers is compared as a text and never counted with, since a shell reads numbers as
//! expressions.

use super::{Folder, before_of, grants, identity, on_buckets};
use crate::answers::CorsRule;
use crate::plan::{DocumentKind, Plan, PlanDocument};
use crate::resolved::sid_of;
use ground::quoting::shell;

const HEAD: &str = r#"set -eufo pipefail
cd "$(dirname -- "$0")"

stop() {
  printf '%s\n' "$@" >&2
  exit 1
}
"#;

/// Reads what a bucket has. Having none is no fault, being refused is one.
const NOW: &str = r#"
# The current text without white space, or nothing if there is none.
now() {
  local said
  if said=$("$@" 2>&1); then
    printf '%s' "${said//[[:space:]]/}"
  elif [[ $said != *NoSuchBucketPolicy* && $said != *NoSuchCORSConfiguration* && $said != *NoSuchEntity* ]]; then
    stop "$said"
  fi
}

policy_of() { now aws s3api get-bucket-policy --bucket "$1" --query Policy --output text; }

rules_of() {
  now aws s3api get-bucket-cors --bucket "$1" --output text --query 'CORSRules[].[ID, join(`","`, AllowedOrigins), join(`","`, AllowedMethods), join(`","`, AllowedHeaders || `[]`), join(`","`, ExposeHeaders || `[]`), MaxAgeSeconds]'
}
"#;

pub(super) fn setup(folder: &Folder<'_>) -> String {
    let plan = folder.plan;
    let mut script = head(plan, "Sets up what README.txt describes. Can be run again: what already exists stays.");
    script += &identity::setup(folder);
    for (document, bucket) in on_buckets(plan, DocumentKind::BucketPolicy) {
        script += &format!(
            r#"
bucket={bucket}
file={file}
before={before}
after={after}
sid={sid}
current=$(policy_of "$bucket")
if [[ $current == "$after" ]]; then
  echo "The bucket policy of $bucket already has these statements."
elif [[ $current == "$before" ]]; then
  aws s3api put-bucket-policy --bucket "$bucket" --policy {from}
  echo "Added the statements to the bucket policy of $bucket."
elif [[ $current == *"$sid"* ]]; then
  echo "The bucket policy of $bucket has statements with these Sids, but they differ from $file. They were not changed. Compare the two."
else
  stop "The bucket policy of $bucket was changed after these files were created, so this script did not change it. Ask for new files."
fi
"#,
            bucket = shell(bucket),
            file = shell(&document.file),
            before = shell(&squeezed(document.before.as_deref().unwrap_or_default())),
            after = shell(&squeezed(&document.text)),
            sid = sid(plan),
            from = file_of(&document.file),
        );
    }
    script += &grants::setup(plan);
    for (document, bucket) in on_buckets(plan, DocumentKind::Cors) {
        let (before, after) = cors_lines(document);
        script += &format!(
            r#"
bucket={bucket}
before={before}
after={after}
current=$(rules_of "$bucket")
if [[ $current == "$after" ]]; then
  echo "$bucket already has these CORS rules."
elif [[ $current == "$before" ]]; then
  aws s3api put-bucket-cors --bucket "$bucket" --cors-configuration {from}
  echo "Added the CORS rules to $bucket."
else
  stop "The CORS rules of $bucket were changed after these files were created, so this script did not change them. Ask for new files."
fi
"#,
            bucket = shell(bucket),
            from = file_of(&document.file),
        );
    }
    script
}

pub(super) fn remove(folder: &Folder<'_>) -> String {
    let plan = folder.plan;
    let mut script = head(plan, "Removes what setup.sh set up. What others created or changed stays.");
    script += &identity::removal_guard(folder);
    for (document, bucket) in on_buckets(plan, DocumentKind::Cors) {
        let (_, after) = cors_lines(document);
        let back = match document.before {
            Some(_) => format!(
                "aws s3api put-bucket-cors --bucket \"$bucket\" --cors-configuration {}",
                file_of(&before_of(document))
            ),
            None => "aws s3api delete-bucket-cors --bucket \"$bucket\"".into(),
        };
        script += &format!(
            r#"
bucket={bucket}
rule={rule}
after={after}
current=$(rules_of "$bucket")
if [[ $current == "$after" ]]; then
  {back}
elif [[ $current == *"$rule"* ]]; then
  echo "The CORS rules of $bucket were changed since setup. Remove the rules named $rule by hand."
fi
"#,
            bucket = shell(bucket),
            rule = shell(&plan.name),
        );
    }
    script += &grants::remove(plan);
    for (document, bucket) in on_buckets(plan, DocumentKind::BucketPolicy) {
        let back = match document.before {
            Some(_) => {
                format!("aws s3api put-bucket-policy --bucket \"$bucket\" --policy {}", file_of(&before_of(document)))
            }
            None => "aws s3api delete-bucket-policy --bucket \"$bucket\"".into(),
        };
        script += &format!(
            r#"
bucket={bucket}
after={after}
sid={sid}
current=$(policy_of "$bucket")
if [[ $current == "$after" ]]; then
  {back}
elif [[ $current == *"$sid"* ]]; then
  echo "The bucket policy of $bucket was changed since setup. Remove by hand the statements whose Sid starts with: $sid"
fi
"#,
            bucket = shell(bucket),
            after = shell(&squeezed(&document.text)),
            sid = sid(plan),
        );
    }
    script + &identity::remove(folder)
}

fn head(plan: &Plan, what: &str) -> String {
    let mut script = format!(
        "#!/usr/bin/env bash\n# {what}\n# Needs the AWS CLI, signed in with permission to change users, roles, these buckets and their KMS keys.\n\
         # Policies and queries contain characters that the shell must not expand.\n# shellcheck disable=SC2016\n{HEAD}"
    );
    let account = plan.account.trim();
    if !account.is_empty() {
        script += &format!(
            r#"
wanted={}
account=$(aws sts get-caller-identity --query Account --output text)
[[ $account == "$wanted" ]] || stop "This is for account $wanted, but you are signed in to $account."
"#,
            shell(account)
        );
    }
    script += NOW;
    if let Some(identity) = &plan.identity {
        script += &format!("\nname={}\n", shell(&identity.name));
    }
    script
}

/// How one of our statements is seen in the text of a policy without white space.
fn sid(plan: &Plan) -> String {
    shell(&format!("\"Sid\":\"{}", sid_of(&plan.name)))
}

/// Rules as [`NOW`] reads them, before and after.
fn cors_lines(document: &PlanDocument) -> (String, String) {
    #[derive(serde::Deserialize)]
    struct Rules {
        #[serde(rename = "CORSRules")]
        rules: Vec<CorsRule>,
    }
    let lines = |text: &str| {
        let rules = serde_json::from_str(text).map_or_else(|_| Vec::new(), |read: Rules| read.rules);
        shell(&squeezed(&rules.iter().map(cors_line).collect::<String>()))
    };
    (lines(document.before.as_deref().unwrap_or_default()), lines(&document.text))
}

/// `aws` writes None for what is not there.
fn cors_line(rule: &CorsRule) -> String {
    let lists = [&rule.allowed_origins, &rule.allowed_methods, &rule.allowed_headers, &rule.expose_headers];
    let seconds = rule.max_age_seconds.map_or_else(|| "None".to_owned(), |seconds| seconds.to_string());
    let mut line = rule.id.clone().unwrap_or_else(|| "None".to_owned());
    lists.iter().for_each(|list| line.push_str(&list.join(",")));
    line + &seconds
}

pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A file of the folder, as `aws` is told of it.
pub(super) fn file_of(name: &str) -> String {
    shell(&format!("file://{name}"))
}
