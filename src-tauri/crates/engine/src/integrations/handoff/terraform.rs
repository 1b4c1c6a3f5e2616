//! The same plan for Terraform. Policies are read from the files beside it, so that there is one text of each.

use std::fmt::Write;

use super::super::answers::CorsRule;
use super::super::plan::{DocumentKind, Plan};
use super::super::preset::WayKind;
use super::{find, grants, is_managed, on_buckets};

pub(super) fn main(plan: &Plan) -> String {
    let mut text = String::from(
        "terraform {\n  required_providers {\n    aws = {\n      source = \"hashicorp/aws\"\n    }\n  }\n}\n",
    );
    identity(plan, &mut text);
    for (document, bucket) in on_buckets(plan, DocumentKind::BucketPolicy) {
        // It replaces the whole policy; the file holds what others have written too.
        let file = &document.file;
        block(&mut text, "aws_s3_bucket_policy", bucket, &[("bucket", quoted(bucket)), ("policy", read(file))]);
    }
    for (document, grant) in grants::of(plan) {
        let whom = match (plan.kind, &plan.identity) {
            (WayKind::Existing, _) | (_, None) => quoted(&grant.grantee_principal),
            (_, Some(identity)) => format!("aws_iam_{}.this.arn", identity.kind),
        };
        let operations: Vec<_> = grant.operations.iter().map(|operation| quoted(operation)).collect();
        let fields = [
            ("name", quoted(&grant.name)),
            ("key_id", quoted(&grant.key_id)),
            ("grantee_principal", whom),
            ("operations", format!("[{}]", operations.join(", "))),
        ];
        block(&mut text, "aws_kms_grant", document.bucket.as_deref().unwrap_or_default(), &fields);
    }
    for (document, bucket) in on_buckets(plan, DocumentKind::Cors) {
        cors(&mut text, bucket, &document.text);
    }
    text
}

fn identity(plan: &Plan, text: &mut String) {
    let Some(identity) = &plan.identity else { return };
    let (kind, name) = (identity.kind, quoted(&identity.name));
    let here = format!("aws_iam_{kind}.this.name");
    let tags = ("tags", "{ managed-by = \"bucketwise\" }".to_owned());
    let on = match plan.kind {
        WayKind::Existing => name.clone(),
        WayKind::Key => {
            block(text, "aws_iam_user", "this", &[("name", name.clone()), ("path", quoted("/bucketwise/")), tags]);
            here
        }
        _ => {
            let trust = ("assume_role_policy", read("trust-policy.json"));
            block(text, "aws_iam_role", "this", &[("name", name.clone()), trust, tags]);
            here
        }
    };
    if let Some(document) = find(plan, DocumentKind::AccessPolicy) {
        let policy = ("policy", read(&document.file));
        if is_managed(document) {
            block(text, "aws_iam_policy", "this", &[("name", name), policy]);
            let kind = format!("aws_iam_{kind}_policy_attachment");
            let arn = ("policy_arn", "aws_iam_policy.this.arn".to_owned());
            block(text, &kind, "this", &[(identity.kind, on), arn]);
        } else {
            let kind = format!("aws_iam_{kind}_policy");
            block(text, &kind, "this", &[("name", quoted(&plan.name)), (identity.kind, on), policy]);
        }
    }
    if matches!(plan.kind, WayKind::Role | WayKind::Oidc) {
        text.push_str("\noutput \"role_arn\" {\n  value = aws_iam_role.this.arn\n}\n");
    }
}

fn cors(text: &mut String, bucket: &str, json: &str) {
    #[derive(serde::Deserialize)]
    struct Rules {
        #[serde(rename = "CORSRules")]
        rules: Vec<CorsRule>,
    }
    let rules = serde_json::from_str(json).map_or_else(|_| Vec::new(), |read: Rules| read.rules);
    let _ = write!(text, "\nresource \"aws_s3_bucket_cors_configuration\" {} {{\n", quoted(&label(bucket)));
    let _ = writeln!(text, "  bucket = {}", quoted(bucket));
    for rule in rules {
        let list = |list: &[String]| format!("[{}]", list.iter().map(|one| quoted(one)).collect::<Vec<_>>().join(", "));
        let mut fields = Vec::new();
        fields.extend(rule.id.as_deref().map(|id| ("id", quoted(id))));
        if !rule.allowed_headers.is_empty() {
            fields.push(("allowed_headers", list(&rule.allowed_headers)));
        }
        fields.push(("allowed_methods", list(&rule.allowed_methods)));
        fields.push(("allowed_origins", list(&rule.allowed_origins)));
        if !rule.expose_headers.is_empty() {
            fields.push(("expose_headers", list(&rule.expose_headers)));
        }
        fields.extend(rule.max_age_seconds.map(|seconds| ("max_age_seconds", seconds.to_string())));
        text.push_str("\n  cors_rule {\n");
        aligned(text, "    ", &fields);
        text.push_str("  }\n");
    }
    text.push_str("}\n");
}

fn block(text: &mut String, kind: &str, name: &str, fields: &[(&str, String)]) {
    let _ = write!(text, "\nresource {} {} {{\n", quoted(kind), quoted(&label(name)));
    aligned(text, "  ", fields);
    text.push_str("}\n");
}

fn aligned(text: &mut String, indent: &str, fields: &[(&str, String)]) {
    let width = fields.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    for (name, value) in fields {
        let _ = writeln!(text, "{indent}{name:width$} = {value}");
    }
}

fn read(file: &str) -> String {
    format!("file(\"${{path.module}}/{file}\")")
}

/// A name inside Terraform: a letter first, no dots.
fn label(name: &str) -> String {
    let name = name.replace('.', "-");
    if name.starts_with(|letter: char| letter.is_ascii_digit()) { format!("b-{name}") } else { name }
}

fn quoted(text: &str) -> String {
    let text = text.replace('\\', r"\\").replace('"', "\\\"").replace("${", "$${").replace("%{", "%%{");
    format!("\"{text}\"")
}
