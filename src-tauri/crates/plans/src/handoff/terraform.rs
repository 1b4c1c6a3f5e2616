//! The same plan for Terraform. Policies are read from the files beside it, so that there is one
//! text of each.

use std::fmt::Write;

use super::{Folder, grants, is_managed, on_buckets};
use crate::answers::CorsRule;
use crate::plan::DocumentKind;
use crate::preset::WayKind;
use ground::quoting::{hcl, hcl_inside};

pub(super) fn main(folder: &Folder<'_>) -> String {
    let plan = folder.plan;
    let mut text = String::from(
        "terraform {\n  required_providers {\n    aws = {\n      source = \"hashicorp/aws\"\n    }\n  }\n}\n",
    );
    identity(folder, &mut text);
    for (document, bucket) in on_buckets(plan, DocumentKind::BucketPolicy) {
        // It replaces the whole policy; the file holds what others have written too.
        let file = &document.file;
        block(&mut text, "aws_s3_bucket_policy", bucket, &[("bucket", hcl(bucket)), ("policy", read(file))]);
    }
    for (document, grant) in grants::of(plan) {
        let whom = match (plan.kind, &plan.identity) {
            (WayKind::Existing, _) | (_, None) => hcl(&grant.grantee_principal),
            (_, Some(identity)) => format!("aws_iam_{}.this.arn", identity.kind),
        };
        let operations: Vec<_> = grant.operations.iter().map(|operation| hcl(operation)).collect();
        let fields = [
            ("name", hcl(&grant.name)),
            ("key_id", hcl(&grant.key_id)),
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

fn identity(Folder { plan, integration }: &Folder<'_>, text: &mut String) {
    let Some(identity) = &plan.identity else { return };
    let (kind, name) = (identity.kind, hcl(&identity.name));
    let here = format!("aws_iam_{kind}.this.name");
    let marks = format!("{{ managed-by = \"bucketwise\", bucketwise-integration = {} }}", hcl(integration));
    let tags = ("tags", marks);
    let on = match plan.kind {
        WayKind::Existing => name.clone(),
        WayKind::Key => {
            block(text, "aws_iam_user", "this", &[("name", name.clone()), ("path", hcl("/bucketwise/")), tags]);
            here
        }
        _ => {
            let trust = ("assume_role_policy", read("trust-policy.json"));
            block(text, "aws_iam_role", "this", &[("name", name.clone()), trust, tags]);
            here
        }
    };
    if let Some(document) = plan.document(DocumentKind::AccessPolicy) {
        let policy = ("policy", read(&document.file));
        if is_managed(document) {
            block(text, "aws_iam_policy", "this", &[("name", name), policy]);
            let kind = format!("aws_iam_{kind}_policy_attachment");
            let arn = ("policy_arn", "aws_iam_policy.this.arn".to_owned());
            block(text, &kind, "this", &[(identity.kind, on), arn]);
        } else {
            let kind = format!("aws_iam_{kind}_policy");
            block(text, &kind, "this", &[("name", hcl(&plan.name)), (identity.kind, on), policy]);
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
    let _ = write!(text, "\nresource \"aws_s3_bucket_cors_configuration\" {} {{\n", hcl(&label(bucket)));
    let _ = writeln!(text, "  bucket = {}", hcl(bucket));
    for rule in rules {
        let list = |list: &[String]| format!("[{}]", list.iter().map(|one| hcl(one)).collect::<Vec<_>>().join(", "));
        let mut fields = Vec::new();
        fields.extend(rule.id.as_deref().map(|id| ("id", hcl(id))));
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
    let _ = write!(text, "\nresource {} {} {{\n", hcl(kind), hcl(&label(name)));
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
    format!("file(\"${{path.module}}/{}\")", hcl_inside(file))
}

/// A name inside Terraform: letters, digits and hyphens, and no digit first.
fn label(name: &str) -> String {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    let name: String = name.chars().map(|letter| if fits(letter) { letter } else { '-' }).collect();
    if name.starts_with(|letter: char| letter.is_ascii_alphabetic()) { name } else { format!("b-{name}") }
}
