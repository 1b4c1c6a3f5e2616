//! The access policy of a user or role: ours or the vendor's, and why they differ.

use policy::{Document, Kind};
use words::{plans, say};

use super::{DocumentKind, PlanDocument, TextChoice};
use crate::answers::Bucket;
use crate::finding::Findings;
use crate::permissions;
use crate::preset::{QuestionKind, Way, WayKind};
use crate::resolved::Resolved;
use crate::texts::NoteKind;

/// The access policy of a user or role.
pub(super) struct Access {
    used: Option<Document>,
    pub(super) choice: Option<TextChoice>,
}

impl Access {
    pub(super) fn of(resolved: &Resolved<'_>, findings: &mut Findings) -> Self {
        let Resolved { preset, answers, way, values, .. } = resolved;
        if matches!(way.kind, WayKind::BucketPolicy | WayKind::Service | WayKind::Nothing) {
            return Self { used: None, choice: None };
        }
        let question = preset.questions.iter().find(|question| question.kind == QuestionKind::AccessPolicy);
        let buckets: Vec<&Bucket> = answers.buckets.iter().collect();
        let ours = Document::new(permissions::tighter(preset, values, &buckets, true));
        let Some(asked) = &preset.asked else { return Self { used: Some(ours), choice: None } };
        let pasted = resolved.pasted(QuestionKind::AccessPolicy);
        // What somebody pasted is what they mean: then the choice is not asked for.
        let as_asked = pasted.is_some() || answers.text("text") == "asked";
        let field = question.filter(|_| pasted.is_some()).map_or("text", |question| &question.id);
        if as_asked && !asked.folders && answers.buckets.iter().any(|bucket| !bucket.path().is_empty()) {
            let text = match pasted.is_some() {
                true => say!(plans::PastedWhole),
                false => say!(plans::VendorWhole),
            };
            findings.stop(field, text);
        }
        let theirs =
            pasted.unwrap_or_else(|| Document::new(permissions::as_vendor_asks(asked, values, &answers.buckets)));
        let (used, other) = if as_asked { (theirs, ours) } else { (ours, theirs) };
        let reasons = preset.notes(NoteKind::Difference, values);
        Self { used: Some(used), choice: Some(TextChoice { as_asked, reasons, other: other.pretty() }) }
    }

    pub(super) fn documents(&self, way: &Way, findings: &mut Findings) -> Vec<PlanDocument> {
        let Some(document) = self.used.as_ref().filter(|document| !document.statements.is_empty()) else {
            return Vec::new();
        };
        // A user holds little; what is longer becomes a policy of its own.
        let kind = match way.kind {
            WayKind::Role | WayKind::Oidc => Kind::Role,
            _ if Kind::User.size(&document.compact()) <= Kind::User.limit() => Kind::User,
            _ => Kind::Managed,
        };
        vec![PlanDocument::policy(DocumentKind::AccessPolicy, "access-policy.json", document, kind, findings)]
    }

    pub(super) fn actions(&self, resolved: &Resolved<'_>) -> Vec<String> {
        let Resolved { preset, answers, values, .. } = resolved;
        let owned = |statements: &[policy::Statement]| {
            permissions::actions(statements).into_iter().map(str::to_owned).collect()
        };
        match &self.used {
            Some(document) => owned(&document.statements),
            None => owned(&permissions::tighter(preset, values, &answers.buckets.iter().collect::<Vec<_>>(), false)),
        }
    }
}
