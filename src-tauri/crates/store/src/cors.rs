//! A bucket's CORS rules: which websites may open its files. What the rules mean is the crate `policy`'s business.

use crate::Store;
use crate::error::{Place, StoreError};
use crate::names::check_bucket;
use crate::setting::{add_md5, unbuilt, unless_unset};
use aws_sdk_s3::types::{CorsConfiguration, CorsRule};
use policy::cors::{Config, Rule};

impl Store {
    /// The rules; `None` where none are set. May be dropped.
    pub async fn get_cors(&self, bucket: &str) -> Result<Option<Config>, StoreError> {
        let place = Place::new("GetBucketCors").bucket(bucket);
        check_bucket(place)?;
        let got = self.call(place, |client| client.get_bucket_cors().bucket(bucket).send()).await;
        let got = unless_unset(got, &["NoSuchCORSConfiguration"])?;
        let rules = got.map(|got| got.cors_rules().iter().map(rule).collect::<Vec<_>>());
        // Some servers answer an empty configuration where none is set.
        Ok(rules.filter(|rules| !rules.is_empty()).map(|rules| Config { rules }))
    }

    /// Puts these rules in the place of all that are set. Read first: see the module `setting`.
    pub async fn put_cors(&self, bucket: &str, config: &Config) -> Result<(), StoreError> {
        let place = Place::new("PutBucketCors").bucket(bucket);
        check_bucket(place)?;
        let rules = config.rules.iter().map(wire).collect::<Result<Vec<_>, _>>();
        let rules = rules.and_then(|rules| CorsConfiguration::builder().set_cors_rules(Some(rules)).build());
        let rules = rules.map_err(|error| unbuilt(place, error))?;
        self.call(place, |client| {
            let call = client.put_bucket_cors().bucket(bucket).cors_configuration(rules.clone());
            async move { call.customize().mutate_request(add_md5).send().await }
        })
        .await
        .map(drop)
    }

    /// Removes all rules. Read first: see the module `setting`.
    pub async fn delete_cors(&self, bucket: &str) -> Result<(), StoreError> {
        let place = Place::new("DeleteBucketCors").bucket(bucket);
        check_bucket(place)?;
        self.call(place, |client| client.delete_bucket_cors().bucket(bucket).send()).await.map(drop)
    }
}

fn rule(from: &CorsRule) -> Rule {
    Rule {
        id: from.id().map(str::to_owned).filter(|id| !id.is_empty()),
        origins: from.allowed_origins().to_vec(),
        methods: from.allowed_methods().to_vec(),
        headers: from.allowed_headers().to_vec(),
        expose: from.expose_headers().to_vec(),
        max_age: from.max_age_seconds(),
    }
}

fn wire(rule: &Rule) -> Result<CorsRule, aws_smithy_types::error::operation::BuildError> {
    let list = |list: &[String]| Some(list.to_vec()).filter(|list| !list.is_empty());
    CorsRule::builder()
        .set_id(rule.id.clone().filter(|id| !id.is_empty()))
        .set_allowed_origins(Some(rule.origins.clone()))
        .set_allowed_methods(Some(rule.methods.clone()))
        .set_allowed_headers(list(&rule.headers))
        .set_expose_headers(list(&rule.expose))
        .set_max_age_seconds(rule.max_age)
        .build()
}
