//! The part of the scripts about the user or role: made with the mark of the integration, and
//! changed or removed only if it bears that mark. Of somebody who was there before, only the one
//! policy of our name is touched.

use super::script::{file_of, squeezed};
use super::{Folder, is_managed};
use crate::plan::{DocumentKind, Plan, PlanDocument};
use crate::preset::WayKind;
use ground::quoting::{jmespath, shell};

/// Where `setup.sh` keeps the id of the key that it made, for `remove.sh`, which deletes no other.
const KEY_FILE: &str = "made-key-id.txt";

/// Both marks of a user or role, side by side.
const MARKS: &str = r#""[Tags[?Key=='managed-by'].Value | [0], Tags[?Key=='bucketwise-integration'].Value | [0]]""#;

pub(super) fn setup(folder: &Folder<'_>) -> String {
    let plan = folder.plan;
    let Some(kind) = plan.identity.as_ref().map(|identity| identity.kind) else { return String::new() };
    let mut script = String::new();
    if plan.kind != WayKind::Existing {
        script += &made(folder, kind);
    }
    if let Some(document) = plan.document(DocumentKind::AccessPolicy) {
        script += &match (is_managed(document), plan.kind) {
            (true, _) => managed(plan, document, kind),
            (false, kind_of_way) => {
                let guard = match kind_of_way {
                    WayKind::Existing => inline_now(kind) + &inline_after(document) + inline_guard(),
                    _ => String::new(),
                };
                format!(
                    "\npolicy={policy}\n{guard}aws iam put-{kind}-policy --{kind}-name \"$name\" --policy-name \"$policy\" --policy-document {file}\n",
                    policy = shell(&plan.name),
                    file = file_of(&document.file),
                )
            }
        };
    }
    script += &match plan.kind {
        WayKind::Key => key(),
        WayKind::Role | WayKind::Oidc => {
            "echo \"Role ARN: $(aws iam get-role --role-name \"$name\" --query Role.Arn --output text)\"\n".to_owned()
        }
        _ => "echo \"The permissions are set.\"\n".to_owned(),
    };
    script
}

/// Comes before anything is taken back: where the user or role is another integration's, so is all
/// that bears its name.
pub(super) fn removal_guard(folder: &Folder<'_>) -> String {
    let plan = folder.plan;
    let kind = plan.identity.as_ref().map(|identity| identity.kind);
    let Some(kind) = kind.filter(|_| plan.kind != WayKind::Existing) else { return String::new() };
    format!(
        r#"
{mark}there=yes
if ! marks=$(aws iam list-{kind}-tags --{kind}-name "$name" --query {MARKS} --output text 2>&1); then
  [[ $marks == *NoSuchEntity* ]] || stop "$marks"
  there=no
elif [[ $marks != "$mark" ]]; then
  stop "The {kind} $name was not created from this folder. Nothing was removed."
fi
"#,
        mark = mark(folder),
    )
}

pub(super) fn remove(folder: &Folder<'_>) -> String {
    let plan = folder.plan;
    let Some(kind) = plan.identity.as_ref().map(|identity| identity.kind) else { return String::new() };
    let access = plan.document(DocumentKind::AccessPolicy);
    let mut script = String::new();
    if plan.kind != WayKind::Existing {
        script += &format!(
            r#"
if [[ $there == no ]]; then
  echo "The {kind} $name no longer exists."
  exit 0
fi
"#
        );
        if kind == "user" {
            script += &keys_removal();
        }
    }
    script += &match access {
        Some(document) if is_managed(document) => managed_removal(plan, kind),
        Some(document) => {
            let (after, only, other) = match plan.kind {
                WayKind::Existing => (inline_after(document), "$current == \"$after\"", CHANGED),
                _ => (String::new(), "-n $current", ""),
            };
            format!(
                r#"
policy={policy}
{now}{after}if [[ {only} ]]; then
  aws iam delete-{kind}-policy --{kind}-name "$name" --policy-name "$policy"
{other}fi
"#,
                policy = shell(&plan.name),
                now = inline_now(kind),
            )
        }
        None => String::new(),
    };
    if plan.kind == WayKind::Existing {
        return script;
    }
    script + &format!("aws iam delete-{kind} --{kind}-name \"$name\"\necho 'Removed.'\n")
}

/// What a user or role bears that this folder made.
fn mark(folder: &Folder<'_>) -> String {
    format!("integration={}\nmark=bucketwise$'\\t'$integration\n", shell(folder.integration))
}

fn made(folder: &Folder<'_>, kind: &str) -> String {
    let (trust, update) = match kind {
        "role" => (
            " \\\n    --assume-role-policy-document file://trust-policy.json",
            "\naws iam update-assume-role-policy --role-name \"$name\" --policy-document file://trust-policy.json",
        ),
        _ => (" --path /bucketwise/", ""),
    };
    format!(
        r#"
{mark}if marks=$(aws iam list-{kind}-tags --{kind}-name "$name" --query {MARKS} --output text 2>&1); then
  [[ $marks == "$mark" ]] || stop "The {kind} $name already exists, and was created for something else. Nothing was changed."
elif [[ $marks == *NoSuchEntity* ]]; then
  aws iam create-{kind} --{kind}-name "$name" --tags Key=managed-by,Value=bucketwise "Key=bucketwise-integration,Value=$integration"{trust} >/dev/null
else
  stop "$marks"
fi{update}
"#,
        mark = mark(folder),
    )
}

/// What a policy that was changed since is told as.
const CHANGED: &str = r#"elif [[ -n $current ]]; then
  echo "The policy $policy of $name was changed since setup, so it stays. Remove by hand what is no longer needed."
"#;

/// Reads the policy of our name that is written into the user or role.
fn inline_now(kind: &str) -> String {
    format!(
        r#"current=$(now aws iam get-{kind}-policy --{kind}-name "$name" --policy-name "$policy" --query PolicyDocument --output json)
"#
    )
}

/// Sets `$after` to the policy as it is wanted, so that the script can compare it with `$current`.
fn inline_after(document: &PlanDocument) -> String {
    format!("after={}\n", shell(&squeezed(&document.text)))
}

/// Somebody who was there before may have a policy of this name from another integration.
fn inline_guard() -> &'static str {
    r#"if [[ -n $current && $current != "$after" ]]; then
  stop "$name already has a policy named $policy with other contents. The policy was not changed."
fi
"#
}

/// The question for the policy of our name.
fn named(plan: &Plan) -> String {
    shell(&format!("Policies[?PolicyName=={}].Arn", jmespath(&plan.name)))
}

fn managed(plan: &Plan, document: &PlanDocument, kind: &str) -> String {
    format!(
        r#"
# Too long for an inline policy, so this is a managed policy.
policy={policy}
after={after}
arn=$(aws iam list-policies --scope Local --query {named} --output text)
if [[ -z $arn || $arn == None ]]; then
  arn=$(aws iam create-policy --policy-name "$policy" --policy-document {file} --query Policy.Arn --output text)
else
  version=$(aws iam get-policy --policy-arn "$arn" --query Policy.DefaultVersionId --output text)
  current=$(now aws iam get-policy-version --policy-arn "$arn" --version-id "$version" --query PolicyVersion.Document --output json)
  [[ $current == "$after" ]] || stop "A policy named $policy already exists with other contents. The policy was not changed."
fi
aws iam attach-{kind}-policy --{kind}-name "$name" --policy-arn "$arn"
"#,
        policy = shell(&plan.name),
        after = shell(&squeezed(&document.text)),
        named = named(plan),
        file = file_of(&document.file),
    )
}

/// IAM itself keeps a policy that somebody else has as well.
fn managed_removal(plan: &Plan, kind: &str) -> String {
    format!(
        r#"
arn=$(aws iam list-policies --scope Local --query {named} --output text)
if [[ -n $arn && $arn != None ]]; then
  aws iam detach-{kind}-policy --{kind}-name "$name" --policy-arn "$arn"
  aws iam delete-policy --policy-arn "$arn"
fi
"#,
        named = named(plan),
    )
}

fn key() -> String {
    format!(
        r#"
keys=$(aws iam list-access-keys --user-name "$name" --query 'length(AccessKeyMetadata)' --output text)
if [[ $keys == 0 ]]; then
  echo 'Access key ID and secret access key, shown only once. Store them somewhere safe:'
  made=$(aws iam create-access-key --user-name "$name" --query 'AccessKey.[AccessKeyId, SecretAccessKey]' --output text)
  printf '%s\n' "$made"
  printf '%s\n' "${{made%%[[:space:]]*}}" >{KEY_FILE}
else
  echo 'The user already has an access key. Its secret access key cannot be shown again.'
fi
"#
    )
}

/// Only the key that the script made is deleted: another one is somebody's.
fn keys_removal() -> String {
    format!(
        r#"
made=
if [[ -e {KEY_FILE} ]]; then read -r made <{KEY_FILE} || true; fi
keys=$(aws iam list-access-keys --user-name "$name" --query 'AccessKeyMetadata[].AccessKeyId' --output text)
for key in $keys; do
  if [[ $key == None ]]; then continue; fi
  [[ $key == "$made" ]] || stop "The user $name has the access key $key, which was not created from this folder. If nothing uses it, delete it by hand, then run this again."
done
if [[ -n $made && $keys == *"$made"* ]]; then aws iam delete-access-key --user-name "$name" --access-key-id "$made"; fi
"#
    )
}
