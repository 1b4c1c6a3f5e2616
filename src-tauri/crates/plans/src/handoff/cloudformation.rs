//! The user or role as a CloudFormation template. Buckets are left out: CloudFormation changes only
//! those it made.

use serde_json::{Value, json};
use words::{Words, plans, say};

use super::{Folder, is_managed};
use crate::plan::DocumentKind;
use crate::preset::WayKind;

/// What CloudFormation puts a parameter or secret of the account in the place of, wherever it
/// stands. It knows no way to write it as a text.
const DYNAMIC: &str = "{{resolve:";

/// None where a value would mean something to CloudFormation.
pub(super) fn template(Folder { plan, integration }: &Folder<'_>) -> Option<String> {
    let identity = plan.identity.as_ref().filter(|_| plan.kind != WayKind::Existing)?;
    let json = |kind| plan.document(kind).and_then(|document| serde_json::from_str::<Value>(&document.text).ok());
    let access = json(DocumentKind::AccessPolicy);
    let managed = plan.document(DocumentKind::AccessPolicy).is_some_and(is_managed);
    let tags = json!([
        { "Key": "managed-by", "Value": "bucketwise" },
        { "Key": "bucketwise-integration", "Value": integration },
    ]);
    let mut resources = serde_json::Map::new();
    let mut properties = match identity.kind {
        "user" => json!({ "UserName": identity.name, "Path": "/bucketwise/", "Tags": tags }),
        _ => json!({
            "RoleName": identity.name,
            "AssumeRolePolicyDocument": json(DocumentKind::TrustPolicy)?,
            "Tags": tags,
        }),
    };
    if let Some(access) = access {
        if managed {
            let policy = json!({ "ManagedPolicyName": identity.name, "PolicyDocument": access });
            resources.insert("Policy".into(), json!({ "Type": "AWS::IAM::ManagedPolicy", "Properties": policy }));
            properties["ManagedPolicyArns"] = json!([{ "Ref": "Policy" }]);
        } else {
            properties["Policies"] = json!([{ "PolicyName": plan.name, "PolicyDocument": access }]);
        }
    }
    let (name, kind) = if identity.kind == "user" { ("User", "AWS::IAM::User") } else { ("Role", "AWS::IAM::Role") };
    resources.insert(name.into(), json!({ "Type": kind, "Properties": properties }));
    let output = json!({ "Value": { "Fn::GetAtt": [name, "Arn"] } });
    // English, as all that is read by programs.
    let description: Words = say!(plans::ReadmeTitle, product = &plan.title);
    let template = json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": description.to_string(),
        "Resources": resources,
        "Outputs": { format!("{name}Arn"): output },
    });
    let text = serde_json::to_string_pretty(&template).ok().filter(|text| !text.contains(DYNAMIC));
    text.map(|text| text + "\n")
}
