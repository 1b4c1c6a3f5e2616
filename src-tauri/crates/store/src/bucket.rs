//! Buckets: list, look at, create, delete. Their settings are left to later modules.
//! Every call here may be dropped; a create or delete already sent may still happen.

use crate::Store;
use crate::client::is_region;
use crate::error::{StoreError, StoreErrorKind, Subject};
use crate::names::check_bucket;
use crate::pages::{Brought, Continuation, Mark, Next, Things, everything};
use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration};
use futures_util::TryFutureExt;

/// Buckets of one page, where a server gives pages.
const PAGE: i32 = 1_000;

/// One bucket as the server lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// As it stands in addresses.
    pub name: String,
    /// Its region, where the server tells it.
    pub region: Option<String>,
    /// When it was made, in milliseconds since 1970.
    pub created: Option<i64>,
}

/// How a bucket is made, beside its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Making {
    /// Its region; empty for that of the store.
    pub region: String,
    /// Files in it can be locked against deletion, which cannot be chosen later everywhere.
    pub lock: bool,
}

impl Store {
    /// All buckets that this login may list, every page of them.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotPermitted`](crate::StoreErrorKind::NotPermitted)
    /// says nothing about a single bucket; [`BrokenList`](crate::StoreErrorKind::BrokenList).
    pub async fn list_buckets(&self) -> Result<Vec<Bucket>, StoreError> {
        self.list_buckets_as_they_come(&|_| ()).await
    }

    /// The same, and tells `page` of every page that is not the last, at once.
    ///
    /// # Errors
    /// As [`Store::list_buckets`]. What `page` was told of stands.
    pub async fn list_buckets_as_they_come(
        &self,
        page: &(dyn Fn(&[Bucket]) + Send + Sync),
    ) -> Result<Vec<Bucket>, StoreError> {
        let told = |(buckets, next): &Things<Bucket>| {
            if next.is_some() {
                page(buckets);
            }
        };
        everything(|from| self.buckets_page(from).inspect_ok(told)).await
    }

    async fn buckets_page(&self, from: Option<Next>) -> Result<Things<Bucket>, StoreError> {
        let page_of = self.provider().quirks.pages_buckets.then_some(PAGE);
        let subject = Subject::new("ListBuckets");
        let token = from.as_ref().map(|next| next.mark().at.clone());
        let answer = self
            .call(subject, |client| {
                client.list_buckets().set_max_buckets(page_of).set_continuation_token(token.clone()).send()
            })
            .await?;
        let come = answer.buckets().iter().map(|bucket| Bucket {
            name: bucket.name().unwrap_or_default().to_owned(),
            region: bucket.bucket_region().map(str::to_owned),
            created: bucket.creation_date().and_then(|at| at.to_millis().ok()),
        });
        let come: Vec<_> = come.collect();
        let ends = [come.first(), come.last()].map(|end| end.map(|bucket| bucket.name.as_str()));
        let told = Continuation::of(None, answer.continuation_token().map(Mark::token));
        let next = Next::after(subject, from.as_ref(), told, Brought::new(come.len(), ends))?;
        Ok((come, next))
    }

    /// Whether the bucket is there and this login may list it.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); the answer has no text, so that what is refused and
    /// what is missing may look alike.
    pub async fn head_bucket(&self, bucket: &str) -> Result<(), StoreError> {
        let subject = Subject::new("HeadBucket").bucket(bucket);
        check_bucket(subject)?;
        self.call(subject, |client| client.head_bucket().bucket(bucket).send()).await.map(drop)
    }

    /// Where the bucket is: from the header `x-amz-bucket-region`, which AWS sends whatever the
    /// permissions. `None` where a server answers well and tells none; the error where it answers
    /// with one and tells none.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), where the answer names no region either.
    pub async fn bucket_region(&self, bucket: &str) -> Result<Option<String>, StoreError> {
        let subject = Subject::new("HeadBucket").bucket(bucket);
        check_bucket(subject)?;
        match self.call(subject, |client| client.head_bucket().bucket(bucket).send()).await {
            // Where the answer names none, another answer may have done.
            Ok(head) => Ok(head.bucket_region().map(str::to_owned).or_else(|| self.home_of(bucket))),
            Err(StoreError { region: Some(region), .. }) => Ok(Some(region)),
            Err(error) => Err(error),
        }
    }

    /// The region that a bucket is in: what is known by now, or what the server says of it. Asked
    /// once.
    pub async fn region_of(&self, bucket: &str) -> String {
        if let Some(home) = self.home_of(bucket) {
            return home;
        }
        match self.bucket_region(bucket).await {
            Ok(Some(told)) if is_region(&told) => {
                self.remember_home(bucket, &told);
                told
            }
            _ => self.region().to_owned(),
        }
    }

    /// Makes a bucket in the region of this store.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`BucketExists`](crate::StoreErrorKind::BucketExists), which may be another account's.
    pub async fn create_bucket(&self, bucket: &str) -> Result<(), StoreError> {
        self.make_bucket(bucket, &Making::default()).await
    }

    /// Makes a bucket. On AWS outside us-east-1 the region goes along as LocationConstraint, which
    /// AWS demands, to that region's own address; other servers have one region of their own and
    /// some (Ceph) give the field another meaning.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`BucketExists`](crate::StoreErrorKind::BucketExists),
    /// which may be another account's; [`Other`](crate::StoreErrorKind::Other) for what can be no
    /// region.
    pub async fn make_bucket(&self, bucket: &str, how: &Making) -> Result<(), StoreError> {
        let subject = Subject::new("CreateBucket").bucket(bucket);
        check_bucket(subject)?;
        let region = if how.region.is_empty() { self.region() } else { how.region.as_str() };
        if !is_region(region) {
            return Err(subject.refuse(StoreErrorKind::Other, "not a name that a region can have"));
        }
        let told = !self.provider().needs_endpoint && region != "us-east-1";
        let elsewhere = told.then(|| {
            CreateBucketConfiguration::builder().location_constraint(BucketLocationConstraint::from(region)).build()
        });
        self.remember_home(bucket, region);
        let lock = how.lock.then_some(true);
        let made = self
            .call(subject, |client| {
                let call = client.create_bucket().bucket(bucket).set_object_lock_enabled_for_bucket(lock);
                call.set_create_bucket_configuration(elsewhere.clone()).send()
            })
            .await;
        if made.is_err() {
            self.forget_home(bucket);
        }
        made.map(drop)
    }

    /// Deletes an empty bucket. Whether it is empty is for the server to say, and one (s3s-fs)
    /// deletes a full bucket: a caller who cares lists first.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`BucketNotEmpty`](crate::StoreErrorKind::BucketNotEmpty).
    pub async fn delete_bucket(&self, bucket: &str) -> Result<(), StoreError> {
        let subject = Subject::new("DeleteBucket").bucket(bucket);
        check_bucket(subject)?;
        self.call(subject, |client| client.delete_bucket().bucket(bucket).send()).await?;
        self.forget_home(bucket);
        Ok(())
    }
}
