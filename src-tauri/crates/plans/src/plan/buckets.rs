//! What is put into buckets: statements of their policies, and rules for websites.

use policy::Kind;
use words::{plans, say};

use super::{DocumentKind, PlanDocument};
use crate::answers::{Bucket, CorsRule};
use crate::check;
use crate::finding::Findings;
use crate::resolved::Resolved;
use crate::{merge, permissions, principals};

/// The policy of each bucket, with our statements in it.
pub(super) fn bucket_policies(resolved: &Resolved<'_>, findings: &mut Findings) -> Vec<PlanDocument> {
    let Resolved { preset, answers, values, sid, .. } = resolved;
    let mut made = Vec::new();
    for (bucket, nth) in answers.buckets.iter().zip(0..) {
        let mut ours = permissions::tighter(preset, values, &[bucket], false);
        principals::name(&mut ours, resolved);
        let Some(document) = merge::policy(bucket.policy.as_deref(), sid, ours) else {
            findings.stop(&format!("buckets[{nth}].policy"), say!(plans::PolicyUnread));
            continue;
        };
        let file = format!("bucket-policy-{}.json", bucket.name);
        let mut document = PlanDocument::policy(DocumentKind::BucketPolicy, &file, &document, Kind::Bucket, findings);
        document.bucket = Some(bucket.name.clone());
        document.before.clone_from(&bucket.policy);
        made.push(document);
    }
    made
}

/// What websites may do with each bucket, with our rules among the others.
pub(super) fn cors(resolved: &Resolved<'_>, findings: &mut Findings) -> Vec<PlanDocument> {
    let Resolved { preset, answers, values, name, .. } = resolved;
    let answered = |text: &str| -> Vec<String> {
        let asked = preset.questions.iter().find(|question| text == format!("{{{}}}", question.id));
        match asked {
            Some(question) => check::several(question, answers).into_iter().map(Into::into).collect(),
            None => vec![text.into()],
        }
    };
    let ours = merge::rules(&preset.cors, values, name, answered);
    if ours.is_empty() {
        return Vec::new();
    }
    let one = |(bucket, nth): (&Bucket, usize)| {
        let rules: Vec<CorsRule> = merge::cors(&bucket.cors, name, ours.clone());
        if rules.len() > 100 {
            findings.stop(&format!("buckets[{nth}].cors"), say!(plans::CorsFull));
        }
        PlanDocument {
            kind: DocumentKind::Cors,
            file: format!("cors-{}.json", bucket.name),
            bucket: Some(bucket.name.clone()),
            before: Some(merge::cors_json(&bucket.cors)).filter(|_| !bucket.cors.is_empty()),
            text: merge::cors_json(&rules),
            size: None,
        }
    };
    answers.buckets.iter().zip(0..).map(one).collect()
}
