//! Grants on keys, in each form: CloudFormation has none, so whoever takes that way is given the statement for the
//! key's policy that says the same.

use policy::arn::Arn;
use serde_json::json;

use super::super::plan::keys::KeyGrant;
use super::super::plan::{Plan, PlanDocument};
use super::super::preset::WayKind;
use super::PackageFile;
use super::script::quoted;

pub(super) fn of(plan: &Plan) -> impl Iterator<Item = (&PlanDocument, KeyGrant)> {
    plan.documents.iter().filter_map(|document| Some((document, KeyGrant::of(document)?)))
}

/// A key learns of a new user or role some seconds late. The same grant once more makes no second one.
pub(super) fn setup(plan: &Plan) -> String {
    let mut script = String::new();
    for (document, grant) in of(plan) {
        let whom = match plan.identity.as_ref().map(|identity| identity.kind) {
            Some("user") => r#"$(aws iam get-user --user-name "$name" --query User.Arn --output text)"#,
            Some(_) => r#"$(aws iam get-role --role-name "$name" --query Role.Arn --output text)"#,
            None => &grant.grantee_principal,
        };
        script += &format!(
            r#"
region={region}
whom="{whom}"
tries=0
until said=$(aws kms create-grant --region "$region" --cli-input-json file://{file} --grantee-principal "$whom" 2>&1); do
  if [[ $said != *InvalidArnException* ]] || ((++tries > 20)); then stop "$said"; fi
  sleep 3
done
echo "The key of {bucket} may be used."
"#,
            region = region(&grant),
            file = document.file,
            bucket = document.bucket.as_deref().unwrap_or_default(),
        );
    }
    script
}

pub(super) fn remove(plan: &Plan) -> String {
    let mut script = String::new();
    for (_, grant) in of(plan) {
        script += &format!(
            r#"
key={key}
region={region}
grants=$(aws kms list-grants --region "$region" --key-id "$key" --query "Grants[?Name=='{name}'].GrantId" --output text)
for grant in $grants; do
  [[ $grant == None ]] || aws kms revoke-grant --region "$region" --key-id "$key" --grant-id "$grant"
done
"#,
            key = quoted(&grant.key_id),
            region = region(&grant),
            name = grant.name,
        );
    }
    script
}

/// Where a key is asked: its ARN says so.
fn region(grant: &KeyGrant) -> String {
    quoted(Arn::parse(&grant.key_id).map_or("", |arn| arn.region))
}

/// For CloudFormation: what to add to the policy of each key.
pub(super) fn statements(plan: &Plan) -> Vec<PackageFile> {
    if plan.kind == WayKind::Existing || plan.identity.is_none() {
        return Vec::new();
    }
    let one = |(document, grant): (&PlanDocument, KeyGrant)| {
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
