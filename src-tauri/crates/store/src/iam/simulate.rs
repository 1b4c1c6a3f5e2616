//! AWS's own answer to what a user or role may do. It knows boundaries and the organisation's
//! rules, which nothing here can see; it knows nothing of a role's trust policy, nor of bucket
//! policies where a role asks.

use crate::Store;
use crate::error::{StoreError, Subject};
use aws_sdk_iam::types::{ContextEntry, ContextKeyTypeEnum, PolicyEvaluationDecisionType};

/// What came of one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simulated {
    /// Whether it would be allowed.
    pub allowed: bool,
    /// Whether a statement denies it, rather than none allowing it.
    pub denied: bool,
    /// The policies whose statements decided.
    pub by: Vec<String>,
    /// Whether the organisation's rules stand in the way.
    pub organisation: bool,
    /// Whether the permissions boundary stands in the way.
    pub boundary: bool,
}

impl Store {
    /// Asks what the user or role with this ARN may do. Changes nothing.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM.
    pub async fn simulate(
        &self,
        arn: &str,
        action: &str,
        resource: &str,
        context: &[(&str, &str)],
    ) -> Result<Option<Simulated>, StoreError> {
        let entry = |(key, value): &(&str, &str)| {
            let entry = ContextEntry::builder().context_key_name(*key).context_key_values(*value);
            entry.context_key_type(ContextKeyTypeEnum::String).build()
        };
        let entries: Vec<_> = context.iter().map(entry).collect();
        let got = self.look(Subject::new("SimulatePrincipalPolicy"), |iam| {
            let call = iam.simulate_principal_policy().policy_source_arn(arn).action_names(action);
            call.resource_arns(resource).set_context_entries((!entries.is_empty()).then_some(entries)).send()
        });
        let Some(one) = got.await?.evaluation_results.unwrap_or_default().into_iter().next() else { return Ok(None) };
        let matched = one.matched_statements.unwrap_or_default();
        Ok(Some(Simulated {
            allowed: one.eval_decision == PolicyEvaluationDecisionType::Allowed,
            denied: one.eval_decision == PolicyEvaluationDecisionType::ExplicitDeny,
            by: matched.into_iter().filter_map(|statement| statement.source_policy_id).collect(),
            organisation: one.organizations_decision_detail.is_some_and(|told| !told.allowed_by_organizations),
            boundary: one
                .permissions_boundary_decision_detail
                .is_some_and(|told| !told.allowed_by_permissions_boundary),
        }))
    }
}
