//! The same plan for the AWS CLI: `setup.sh` may run twice, stops at the first refusal, and leaves alone what somebody
//! changed since the folder was made; `remove.sh` takes it back.

use super::super::answers::CorsRule;
use super::super::plan::buckets::sid_of;
use super::super::plan::{DocumentKind, Plan, PlanDocument};
use super::super::preset::WayKind;
use super::{before_of, find, grants, is_managed, on_buckets};

const HEAD: &str = r#"set -euo pipefail
cd "$(dirname "$0")"

stop() {
  printf '%s\n' "$@" >&2
  exit 1
}
"#;

/// Reads what a bucket has. Having none is no fault, being refused is one.
const NOW: &str = r#"
# What the bucket has now, without white space; nothing if it has none.
now() {
  local said
  if said=$("$@" 2>&1); then
    printf '%s' "${said//[[:space:]]/}"
  elif [[ $said != *NoSuchBucketPolicy* && $said != *NoSuchCORSConfiguration* ]]; then
    stop "$said"
  fi
}

policy_of() { now aws s3api get-bucket-policy --bucket "$1" --query Policy --output text; }

rules_of() {
  now aws s3api get-bucket-cors --bucket "$1" --output text \
    --query "CORSRules[].[join(',', AllowedOrigins), join(',', AllowedMethods)]"
}
"#;

pub(super) fn setup(plan: &Plan) -> String {
    let mut script = head(plan, "Sets up what README.txt describes. May be run again: what is there already stays.");
    script += &identity_setup(plan);
    for (document, bucket) in on_buckets(plan, DocumentKind::BucketPolicy) {
        let before = quoted(&squeezed(document.before.as_deref().unwrap_or_default()));
        script += &format!(
            r#"
bucket={bucket}
before={before}
current=$(policy_of "$bucket")
if [[ $current == *'"Sid":"{sid}'* ]]; then
  echo "The policy of $bucket has it already."
elif [[ $current == "$before" ]]; then
  aws s3api put-bucket-policy --bucket "$bucket" --policy file://{file}
  echo "Added to the policy of $bucket."
else
  stop "The policy of $bucket was changed since these files were made. Nothing was written; ask for new files."
fi
"#,
            bucket = quoted(bucket),
            sid = sid_of(&plan.name),
            file = document.file,
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
  echo "The rules for websites of $bucket have it already."
elif [[ $current == "$before" ]]; then
  aws s3api put-bucket-cors --bucket "$bucket" --cors-configuration file://{file}
  echo "Added to the rules for websites of $bucket."
else
  stop "The rules for websites of $bucket were changed since these files were made. Nothing was written; ask for new files."
fi
"#,
            bucket = quoted(bucket),
            file = document.file,
        );
    }
    script
}

pub(super) fn remove(plan: &Plan) -> String {
    let mut script = head(plan, "Takes back what setup.sh set up.");
    for (document, bucket) in on_buckets(plan, DocumentKind::Cors) {
        let (_, after) = cors_lines(document);
        let back = match document.before {
            Some(_) => format!(
                "aws s3api put-bucket-cors --bucket \"$bucket\" --cors-configuration file://{}",
                before_of(document)
            ),
            None => "aws s3api delete-bucket-cors --bucket \"$bucket\"".into(),
        };
        script += &format!(
            r#"
bucket={bucket}
after={after}
current=$(rules_of "$bucket")
if [[ $current == "$after" ]]; then
  {back}
else
  echo "The rules for websites of $bucket were changed since. Take out by hand the rules named "{name}"."
fi
"#,
            bucket = quoted(bucket),
            name = quoted(&plan.name),
        );
    }
    script += &grants::remove(plan);
    for (document, bucket) in on_buckets(plan, DocumentKind::BucketPolicy) {
        let back = match document.before {
            Some(_) => {
                format!("aws s3api put-bucket-policy --bucket \"$bucket\" --policy file://{}", before_of(document))
            }
            None => "aws s3api delete-bucket-policy --bucket \"$bucket\"".into(),
        };
        script += &format!(
            r#"
bucket={bucket}
after={after}
current=$(policy_of "$bucket")
if [[ $current == "$after" ]]; then
  {back}
elif [[ $current == *'"Sid":"{sid}'* ]]; then
  echo "The policy of $bucket is written differently now. Take out by hand the statements whose Sid begins with {sid}."
fi
"#,
            bucket = quoted(bucket),
            after = quoted(&squeezed(&document.text)),
            sid = sid_of(&plan.name),
        );
    }
    script + &identity_removal(plan)
}

fn head(plan: &Plan, what: &str) -> String {
    let mut script = format!(
        "#!/usr/bin/env bash\n# {what}\n# Needs the AWS CLI, signed in with rights to change users, roles, these buckets and their keys.\n\
         # Policies have a $ of their own, which the shell is to leave alone.\n# shellcheck disable=SC2016\n{HEAD}"
    );
    let account = Some(plan.account.trim()).filter(|account| !account.is_empty());
    if let Some(account) = account {
        script += &format!(
            r#"
account=$(aws sts get-caller-identity --query Account --output text)
[[ $account == {account} ]] || stop "This is for account {account}; you are signed in to $account."
"#
        );
    }
    if plan.documents.iter().any(|document| document.bucket.is_some()) {
        script += NOW;
    }
    if let Some(identity) = &plan.identity {
        script += &format!("\nname={}\n", quoted(&identity.name));
    }
    script
}

fn identity_setup(plan: &Plan) -> String {
    let Some(kind) = plan.identity.as_ref().map(|identity| identity.kind) else { return String::new() };
    let mut script = String::new();
    if plan.kind != WayKind::Existing {
        let (trust, update) = match kind {
            "role" => (
                " \\\n    --assume-role-policy-document file://trust-policy.json",
                "\naws iam update-assume-role-policy --role-name \"$name\" --policy-document file://trust-policy.json",
            ),
            _ => (" --path /bucketwise/", ""),
        };
        script += &format!(
            r#"
if tags=$(aws iam list-{kind}-tags --{kind}-name "$name" --query "Tags[?Key=='managed-by'].Value" --output text 2>&1); then
  [[ $tags == bucketwise ]] || stop "There is a {kind} $name already, and it was made for something else."
elif [[ $tags == *NoSuchEntity* ]]; then
  aws iam create-{kind} --{kind}-name "$name" --tags Key=managed-by,Value=bucketwise{trust} >/dev/null
else
  stop "$tags"
fi{update}
"#
        );
    }
    if let Some(document) = find(plan, DocumentKind::AccessPolicy) {
        script += &match is_managed(document) {
            true => format!(
                r#"
# Too long to be written into a user, so a policy of its own.
policy=$(aws iam list-policies --scope Local --query "Policies[?PolicyName=='$name'].Arn" --output text)
if [[ -z $policy || $policy == None ]]; then
  policy=$(aws iam create-policy --policy-name "$name" --policy-document file://{file} --query Policy.Arn --output text)
fi
aws iam attach-{kind}-policy --{kind}-name "$name" --policy-arn "$policy"
"#,
                file = document.file
            ),
            false => format!(
                "aws iam put-{kind}-policy --{kind}-name \"$name\" --policy-name {} --policy-document file://{}\n",
                quoted(&plan.name),
                document.file
            ),
        };
    }
    script += &match plan.kind {
        WayKind::Key => KEY.to_owned(),
        WayKind::Role | WayKind::Oidc => {
            "echo \"Role ARN: $(aws iam get-role --role-name \"$name\" --query Role.Arn --output text)\"\n".to_owned()
        }
        _ => "echo \"Access is set.\"\n".to_owned(),
    };
    script
}

const KEY: &str = r#"
keys=$(aws iam list-access-keys --user-name "$name" --query 'length(AccessKeyMetadata)' --output text)
if ((keys == 0)); then
  echo 'Access key ID and secret, shown this once. Keep them somewhere safe:'
  aws iam create-access-key --user-name "$name" --query 'AccessKey.[AccessKeyId, SecretAccessKey]' --output text
else
  echo 'The user has an access key already; its secret cannot be shown again.'
fi
"#;

fn identity_removal(plan: &Plan) -> String {
    let Some(kind) = plan.identity.as_ref().map(|identity| identity.kind) else { return String::new() };
    let mut script = String::new();
    if find(plan, DocumentKind::AccessPolicy).is_some_and(is_managed) {
        script += &format!(
            r#"
policy=$(aws iam list-policies --scope Local --query "Policies[?PolicyName=='$name'].Arn" --output text)
if [[ -n $policy && $policy != None ]]; then
  aws iam detach-{kind}-policy --{kind}-name "$name" --policy-arn "$policy"
  aws iam delete-policy --policy-arn "$policy"
fi
"#
        );
    } else if find(plan, DocumentKind::AccessPolicy).is_some() {
        script +=
            &format!("\naws iam delete-{kind}-policy --{kind}-name \"$name\" --policy-name {}\n", quoted(&plan.name));
    }
    if plan.kind == WayKind::Existing {
        return script;
    }
    if kind == "user" {
        script += r#"keys=$(aws iam list-access-keys --user-name "$name" --query 'AccessKeyMetadata[].AccessKeyId' --output text)
for key in $keys; do
  [[ $key == None ]] || aws iam delete-access-key --user-name "$name" --access-key-id "$key"
done
"#;
    }
    script + &format!("aws iam delete-{kind} --{kind}-name \"$name\"\necho 'Removed.'\n")
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
        let line = |rule: &CorsRule| format!("{}{}", rule.allowed_origins.join(","), rule.allowed_methods.join(","));
        quoted(&rules.iter().map(line).collect::<String>())
    };
    (lines(document.before.as_deref().unwrap_or_default()), lines(&document.text))
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// As one word for the shell.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
