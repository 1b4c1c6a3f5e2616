//! The user or role as a CloudFormation template. Buckets are left out: CloudFormation changes only those it made.

use serde_json::{Value, json};

use super::super::plan::{DocumentKind, Plan};
use super::super::preset::WayKind;
use super::{find, is_managed};

pub(super) fn template(plan: &Plan) -> Option<String> {
    let identity = plan.identity.as_ref().filter(|_| plan.kind != WayKind::Existing)?;
    let json = |kind| find(plan, kind).and_then(|document| serde_json::from_str::<Value>(&document.text).ok());
    let access = json(DocumentKind::AccessPolicy);
    let managed = find(plan, DocumentKind::AccessPolicy).is_some_and(is_managed);
    let tags = json!([{ "Key": "managed-by", "Value": "bucketwise" }]);
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
    let template = json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": format!("Access for {}", plan.title),
        "Resources": resources,
        "Outputs": { format!("{name}Arn"): output },
    });
    serde_json::to_string_pretty(&template).ok().map(|text| text + "\n")
}
