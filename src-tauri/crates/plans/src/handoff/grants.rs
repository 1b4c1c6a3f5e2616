//! Grants on keys, in each form: CloudFormation has none, so whoever takes that way is given the
//! statement for the key's policy that says the same.

use policy::arn::Arn;
use serde_json::json;

use super::PackageFile;
use super::script::file_of;
use crate::plan::KmsGrant;
use crate::plan::{Plan, PlanDocument};
use crate::preset::WayKind;
use ground::quoting::{jmespath, shell};

pub(super) fn of(plan: &Plan) -> impl Iterator<Item = (&PlanDocument, KmsGrant)> {
    plan.documents.iter().filter_map(|document| Some((document, KmsGrant::of(document)?)))
}

/// A key learns of a new user or role some seconds late. The same grant once more makes no second
/// one; one of our name for somebody else is another integration's, and stops it.
pub(super) fn setup(plan: &Plan) -> String {
    let mut script = String::new();
    for (document, grant) in of(plan) {
        script += &format!(
            r#"
{head}whom={whom}
there=$(aws kms list-grants --region "$region" --key-id "$key" --query {named} --output text)
while read -r id grantee; do
  [[ -z $id || $id == None || $grantee == "$whom" ]] || stop "The KMS key $key already has a grant of this name for $grantee. The key was not changed."
done <<<"$there"
tries=0
until said=$(aws kms create-grant --region "$region" --cli-input-json {file} --grantee-principal "$whom" 2>&1); do
  if [[ $said != *InvalidArnException* ]] || ((++tries > 20)); then stop "$said"; fi
  sleep 3
done
printf '%s\n' {done}
"#,
            head = head(&grant),
            whom = whom(plan, &grant, ""),
            named = named(&grant),
            file = file_of(&document.file),
            done = shell(&format!(
                "The grant on the KMS key of {} is set.",
                document.bucket.as_deref().unwrap_or_default()
            )),
        );
    }
    script
}

pub(super) fn remove(plan: &Plan) -> String {
    let mut script = String::new();
    for (_, grant) in of(plan) {
        script += &format!(
            r#"
{head}whom={whom}
there=$(aws kms list-grants --region "$region" --key-id "$key" --query {named} --output text)
while read -r id grantee; do
  if [[ -z $id || $id == None ]]; then continue; fi
  if [[ $grantee == "$whom" ]]; then
    aws kms revoke-grant --region "$region" --key-id "$key" --grant-id "$id"
  else
    echo "The grant $id on the KMS key $key is for $grantee, so it stays."
  fi
done <<<"$there"
"#,
            head = head(&grant),
            whom = whom(plan, &grant, " 2>/dev/null || true"),
            named = named(&grant),
        );
    }
    script
}

fn head(grant: &KmsGrant) -> String {
    format!("key={}\nregion={}\n", shell(&grant.key_id), shell(region(grant)))
}

/// Whom a grant is for, as a word: one who was made just now is asked for, with what is to be done
/// if there is none.
fn whom(plan: &Plan, grant: &KmsGrant, unless: &str) -> String {
    match plan.identity.as_ref().map(|identity| identity.kind) {
        Some("user") => {
            format!(r#"$(aws iam get-user --user-name "$name" --query User.Arn --output text{unless})"#)
        }
        Some(_) => format!(r#"$(aws iam get-role --role-name "$name" --query Role.Arn --output text{unless})"#),
        None => shell(&grant.grantee_principal),
    }
}

/// The question for the grants of our name.
fn named(grant: &KmsGrant) -> String {
    shell(&format!("Grants[?Name=={}].[GrantId, GranteePrincipal]", jmespath(&grant.name)))
}

/// Where a key is asked: its ARN says so.
fn region(grant: &KmsGrant) -> &str {
    Arn::parse(&grant.key_id).map_or("", |arn| arn.region)
}

/// For CloudFormation: what to add to the policy of each key.
pub(super) fn statements(plan: &Plan) -> Vec<PackageFile> {
    if plan.kind == WayKind::Existing || plan.identity.is_none() {
        return Vec::new();
    }
    let one = |(document, grant): (&PlanDocument, KmsGrant)| {
        let actions: Vec<_> = grant.operations.iter().map(|operation| format!("kms:{operation}")).collect();
        let statement = json!({
            "Sid": grant.name,
            "Effect": "Allow",
            "Principal": { "AWS": grant.grantee_principal },
            "Action": actions,
            // In the policy of a key, this is the key.
            "Resource": "*",
        });
        let text = serde_json::to_string_pretty(&statement).unwrap_or_default() + "\n";
        PackageFile { name: document.file.replace("key-grant-", "key-policy-statement-"), text, runs: false }
    };
    of(plan).map(one).collect()
}
