//! Everybody of an account and what each is allowed, as IAM tells it page by page. What a page
//! names and does not hold (the groups of a user, policies of their own) may stand on another one,
//! so all are read before anybody is judged.

use super::plain;
use crate::Store;
use crate::error::{StoreError, Subject};
use crate::pages::{Brought, Continuation, Mark, Next, Paged, pages};
use aws_sdk_iam::types::{self, AttachedPolicy, EntityType, PolicyDetail};
use futures_util::stream::BoxStream;

/// How many are asked for at once; AWS gives fewer where they are long.
const PAGE: i32 = 300;

/// A user, role or group of the account, with the policies it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// By which others name it.
    pub arn: String,
    /// Its name, unique among those of its kind in the account.
    pub name: String,
    /// The policies that are written into it: name and text.
    pub inline: Vec<(String, String)>,
    /// The ARNs of the policies that are attached to it.
    pub attached: Vec<String>,
    /// The names of the groups that a user is in; of others none.
    pub groups: Vec<String>,
    /// The ARN of its permissions boundary.
    pub boundary: Option<String>,
    /// Who may take the role; nothing for others.
    pub trust: Option<String>,
}

/// A page of what an account has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountPage {
    /// With their own policies and groups.
    pub users: Vec<Member>,
    /// With their own policies and trust.
    pub roles: Vec<Member>,
    /// With what their members may do by them.
    pub groups: Vec<Member>,
    /// Policies of their own: ARN and the text that counts.
    pub policies: Vec<(String, String)>,
    /// Where to go on; nothing at the end.
    pub next: Option<Next>,
}

impl Store {
    /// Everybody of the account, page by page. May be dropped between pages.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no IAM. A list that leads nowhere is
    /// [`BrokenList`](crate::StoreErrorKind::BrokenList).
    pub fn account_pages(&self) -> BoxStream<'_, Result<AccountPage, StoreError>> {
        pages(|from| self.account_page(from))
    }

    async fn account_page(&self, from: Option<Next>) -> Result<AccountPage, StoreError> {
        let subject = Subject::new("GetAccountAuthorizationDetails");
        let marker = from.as_ref().map(|next| next.mark().at.clone());
        let got = self.look(subject, |iam| {
            let call = iam.get_account_authorization_details().max_items(PAGE).set_marker(marker);
            let kinds = [EntityType::User, EntityType::Role, EntityType::Group];
            let policies = [EntityType::LocalManagedPolicy, EntityType::AwsManagedPolicy];
            call.set_filter(Some(kinds.into_iter().chain(policies).collect())).send()
        });
        let got = got.await?;
        let mut page = AccountPage {
            users: got.user_detail_list.unwrap_or_default().into_iter().map(user).collect(),
            roles: got.role_detail_list.unwrap_or_default().into_iter().map(role).collect(),
            groups: got.group_detail_list.unwrap_or_default().into_iter().map(group).collect(),
            policies: got.policies.unwrap_or_default().into_iter().filter_map(counting).collect(),
            next: None,
        };
        let members = [&page.users, &page.roles, &page.groups];
        let count = members.iter().map(|members| members.len()).sum::<usize>() + page.policies.len();
        let ends = members.map(|members| members.last().map(|member| member.arn.as_str()));
        let ends = ends.into_iter().chain([page.policies.last().map(|(arn, _)| arn.as_str())]);
        let told = Continuation::of(Some(got.is_truncated), got.marker.map(Mark::token));
        page.next = Next::after(subject, from.as_ref(), told, Brought::new(count, ends))?;
        Ok(page)
    }
}

impl Paged for AccountPage {
    fn next(&self) -> Option<Next> {
        self.next.clone()
    }
}

fn user(user: types::UserDetail) -> Member {
    Member {
        arn: user.arn.unwrap_or_default(),
        name: user.user_name.unwrap_or_default(),
        inline: inline(user.user_policy_list),
        attached: attached(user.attached_managed_policies),
        groups: user.group_list.unwrap_or_default(),
        boundary: user.permissions_boundary.and_then(|boundary| boundary.permissions_boundary_arn),
        trust: None,
    }
}

fn role(role: types::RoleDetail) -> Member {
    Member {
        arn: role.arn.unwrap_or_default(),
        name: role.role_name.unwrap_or_default(),
        inline: inline(role.role_policy_list),
        attached: attached(role.attached_managed_policies),
        groups: Vec::new(),
        boundary: role.permissions_boundary.and_then(|boundary| boundary.permissions_boundary_arn),
        trust: role.assume_role_policy_document.as_deref().map(plain),
    }
}

fn group(group: types::GroupDetail) -> Member {
    Member {
        arn: group.arn.unwrap_or_default(),
        name: group.group_name.unwrap_or_default(),
        inline: inline(group.group_policy_list),
        attached: attached(group.attached_managed_policies),
        ..Member::default()
    }
}

fn inline(policies: Option<Vec<PolicyDetail>>) -> Vec<(String, String)> {
    let one = |policy: PolicyDetail| Some((policy.policy_name?, plain(&policy.policy_document?)));
    policies.unwrap_or_default().into_iter().filter_map(one).collect()
}

fn attached(policies: Option<Vec<AttachedPolicy>>) -> Vec<String> {
    policies.unwrap_or_default().into_iter().filter_map(|policy| policy.policy_arn).collect()
}

/// The version of a policy that counts.
fn counting(policy: types::ManagedPolicyDetail) -> Option<(String, String)> {
    let versions = policy.policy_version_list.unwrap_or_default();
    let version = versions.into_iter().find(|version| version.is_default_version)?;
    Some((policy.arn?, plain(&version.document?)))
}
