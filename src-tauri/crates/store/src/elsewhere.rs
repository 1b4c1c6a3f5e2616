//! What a bucket sends elsewhere by itself: copies of files, news of changes, lists of what is in
//! it. Read only: each names parts of an account that this program does not manage.

use crate::Store;
use crate::error::{StoreError, Subject};
use crate::names::check_bucket;
use crate::setting::unless_unset;
use aws_sdk_s3::types::{InventoryFrequency, ReplicationRuleStatus};

/// A rule by which files are copied to another bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replication {
    /// Whether it is switched on.
    pub on: bool,
    /// The bucket that the copies go to.
    pub to: String,
}

/// Who is told of changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notifications {
    /// Names of queues, topics and functions.
    pub told: Vec<String>,
    /// Whether the account's event bus is told of everything.
    pub event_bus: bool,
}

/// A list of what is in the bucket, written now and then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inventory {
    /// Whether it is switched on.
    pub on: bool,
    /// Whether it is written daily rather than weekly.
    pub daily: bool,
    /// The bucket that the lists go to.
    pub to: String,
}

impl Store {
    /// The rules for copies; `None` where none are set. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_replication(&self, bucket: &str) -> Result<Option<Vec<Replication>>, StoreError> {
        let subject = Subject::new("GetBucketReplication").bucket(bucket);
        check_bucket(subject)?;
        let got = self.call(subject, |client| client.get_bucket_replication().bucket(bucket).send()).await;
        let got = unless_unset(got, &["ReplicationConfigurationNotFoundError"])?;
        let rules = got.and_then(|got| got.replication_configuration).map(|all| all.rules);
        let rule = |rule: aws_sdk_s3::types::ReplicationRule| Replication {
            on: rule.status == ReplicationRuleStatus::Enabled,
            to: rule.destination.map(|to| named(&to.bucket)).unwrap_or_default(),
        };
        Ok(rules.map(|rules| rules.into_iter().map(rule).collect()))
    }

    /// Who is told of changes. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_notifications(&self, bucket: &str) -> Result<Notifications, StoreError> {
        let subject = Subject::new("GetBucketNotificationConfiguration").bucket(bucket);
        check_bucket(subject)?;
        let got =
            self.call(subject, |client| client.get_bucket_notification_configuration().bucket(bucket).send()).await;
        Ok(unless_unset(got, &[])?.map_or_else(Notifications::default, |got| {
            let queues = got.queue_configurations().iter().map(|queue| named(queue.queue_arn()));
            let topics = got.topic_configurations().iter().map(|topic| named(topic.topic_arn()));
            let functions =
                got.lambda_function_configurations().iter().map(|function| named(function.lambda_function_arn()));
            Notifications {
                told: queues.chain(topics).chain(functions).collect(),
                event_bus: got.event_bridge_configuration().is_some(),
            }
        }))
    }

    /// The lists that are written now and then; the first page of them, which is 100. May be
    /// dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn list_inventories(&self, bucket: &str) -> Result<Vec<Inventory>, StoreError> {
        let subject = Subject::new("ListBucketInventoryConfigurations").bucket(bucket);
        check_bucket(subject)?;
        let got =
            self.call(subject, |client| client.list_bucket_inventory_configurations().bucket(bucket).send()).await;
        let got = unless_unset(got, &["NoSuchConfiguration"])?;
        let one = |list: aws_sdk_s3::types::InventoryConfiguration| Inventory {
            on: list.is_enabled,
            daily: list.schedule.is_some_and(|schedule| schedule.frequency == InventoryFrequency::Daily),
            to: list
                .destination
                .and_then(|to| to.s3_bucket_destination)
                .map(|to| named(&to.bucket))
                .unwrap_or_default(),
        };
        let lists = got.and_then(|got| got.inventory_configuration_list).unwrap_or_default();
        Ok(lists.into_iter().map(one).collect())
    }
}

/// The last part of an ARN, which is what people call the thing.
fn named(arn: &str) -> String {
    arn.rsplit(':').next().unwrap_or(arn).to_owned()
}
