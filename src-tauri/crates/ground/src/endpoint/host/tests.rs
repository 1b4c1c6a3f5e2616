#![allow(clippy::unwrap_used)]
use super::*;

/// `provider|partition|region|bucket|kind|api`
fn said(name: &str) -> String {
    let Some(Host { provider, partition, region, bucket, kind, api }) = host(name) else { return String::new() };
    let (region, bucket) = (region.unwrap_or_default(), bucket.unwrap_or_default());
    format!("{provider}|{partition}|{region}|{bucket}|{kind:?}|{api}")
}

#[test]
fn amazon_s_hosts_are_read_in_every_form() {
    let private = "vpce-0a1b2c3d4e5f67890-a1b2c3d4.s3.us-east-1.vpce.amazonaws.com";
    for (name, expected) in [
        ("s3.amazonaws.com", "aws|aws|us-east-1||Api|"),
        ("s3.eu-central-1.amazonaws.com", "aws|aws|eu-central-1||Api|"),
        ("s3-eu-west-1.amazonaws.com", "aws|aws|eu-west-1||Api|"),
        ("s3-external-1.amazonaws.com", "aws|aws|us-east-1||Api|"),
        ("acme.s3.amazonaws.com", "aws|aws|us-east-1|acme|Api|"),
        ("my.site.org.s3.us-east-1.amazonaws.com", "aws|aws|us-east-1|my.site.org|Api|"),
        ("acme.s3-us-west-2.amazonaws.com", "aws|aws|us-west-2|acme|Api|"),
        // Two addresses at once, and the one for FIPS: the provider's usual address is another.
        ("s3.dualstack.eu-west-1.amazonaws.com", "aws|aws|eu-west-1||Api|s3.dualstack.eu-west-1.amazonaws.com"),
        (
            "acme.s3.dualstack.us-west-2.amazonaws.com",
            "aws|aws|us-west-2|acme|Api|s3.dualstack.us-west-2.amazonaws.com",
        ),
        (
            "s3-fips.us-gov-west-1.amazonaws.com",
            "aws|aws-us-gov|us-gov-west-1||Api|s3-fips.us-gov-west-1.amazonaws.com",
        ),
        (
            "acme.s3-fips.dualstack.us-east-2.amazonaws.com",
            "aws|aws|us-east-2|acme|Api|s3-fips.dualstack.us-east-2.amazonaws.com",
        ),
        // Other ways to a bucket.
        ("acme.s3-accelerate.amazonaws.com", "aws|aws||acme|Door|"),
        ("acme.s3-accelerate.dualstack.amazonaws.com", "aws|aws||acme|Door|"),
        ("acme.s3-website-us-east-1.amazonaws.com", "aws|aws|us-east-1|acme|Door|"),
        ("acme.s3-website.eu-central-1.amazonaws.com", "aws|aws|eu-central-1|acme|Door|"),
        (
            "cold--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com",
            "aws|aws|us-east-1|cold--use1-az4--x-s3|Door|",
        ),
        // PrivateLink.
        (&format!("bucket.{private}"), &format!("aws|aws|us-east-1||Api|bucket.{private}")),
        (&format!("acme.bucket.{private}"), &format!("aws|aws|us-east-1|acme|Api|bucket.{private}")),
        (&format!("my.site.bucket.{private}"), &format!("aws|aws|us-east-1|my.site|Api|bucket.{private}")),
        (private, &format!("aws|aws|us-east-1||Api|{private}")),
        // Access points.
        ("team-ap-123456789012.s3-accesspoint.us-west-2.amazonaws.com", "aws|aws|us-west-2||AccessPoint|"),
        ("team-ap-0abc-s3alias.s3.us-west-2.amazonaws.com", "aws|aws|us-west-2|team-ap-0abc-s3alias|Api|"),
        // Other partitions.
        ("acme.s3.cn-north-1.amazonaws.com.cn", "aws|aws-cn|cn-north-1|acme|Api|"),
        ("acme.s3.eusc-de-east-1.amazonaws.eu", "aws|aws-eusc|eusc-de-east-1|acme|Api|"),
        ("s3.us-gov-east-1.amazonaws.com", "aws|aws-us-gov|us-gov-east-1||Api|"),
        // No storage.
        ("eu-west-1.console.aws.amazon.com", "aws|aws|||Console|"),
        ("s3.console.aws.amazon.com", "aws|aws|||Console|"),
        ("console.amazonaws-us-gov.com", "aws|aws-us-gov|||Console|"),
        ("console.amazonaws.cn", "aws|aws-cn|||Console|"),
        ("123456789012.signin.aws.amazon.com", "aws|aws|||Page|"),
        ("ec2.eu-west-1.amazonaws.com", ""),
        ("amazonaws.com", ""),
        ("s3.amazonaws.com.example.org", ""),
    ] {
        assert_eq!(said(name), expected, "{name}");
    }
}

#[test]
fn rented_storage_is_read_in_every_form() {
    for (name, expected) in [
        ("nyc3.digitaloceanspaces.com", "digitalocean||nyc3||Api|nyc3.digitaloceanspaces.com"),
        ("photos.nyc3.digitaloceanspaces.com", "digitalocean||nyc3|photos|Api|nyc3.digitaloceanspaces.com"),
        ("acme.fra1.cdn.digitaloceanspaces.com", "digitalocean||fra1|acme|Door|fra1.digitaloceanspaces.com"),
        ("s3.us-west-004.backblazeb2.com", "b2||us-west-004||Api|s3.us-west-004.backblazeb2.com"),
        ("photos.s3.us-west-004.backblazeb2.com", "b2||us-west-004|photos|Api|s3.us-west-004.backblazeb2.com"),
        ("f004.backblazeb2.com", "b2||f004||Page|f004.backblazeb2.com"),
        ("s3.wasabisys.com", "wasabi||||Api|s3.wasabisys.com"),
        ("acme.s3.wasabisys.com", "wasabi|||acme|Api|s3.wasabisys.com"),
        ("s3.eu-central-1.wasabisys.com", "wasabi||eu-central-1||Api|s3.eu-central-1.wasabisys.com"),
        ("acme.s3.fr-par.scw.cloud", "scaleway||fr-par|acme|Api|s3.fr-par.scw.cloud"),
        ("s3.gra.io.cloud.ovh.net", "ovh||gra||Api|s3.gra.io.cloud.ovh.net"),
        ("acme.s3.gra.io.cloud.ovh.net", "ovh||gra|acme|Api|s3.gra.io.cloud.ovh.net"),
        ("fsn1.your-objectstorage.com", "hetzner||fsn1||Api|fsn1.your-objectstorage.com"),
        ("0123.r2.cloudflarestorage.com", "r2||auto||Api|0123.r2.cloudflarestorage.com"),
        ("photos.abc.eu.r2.cloudflarestorage.com", "r2||auto|photos|Api|abc.eu.r2.cloudflarestorage.com"),
        ("pub-0123.r2.dev", "r2||||Page|"),
        ("gateway.storjshare.io", "storj||||Api|gateway.storjshare.io"),
        ("fly.storage.tigris.dev", "tigris||||Api|fly.storage.tigris.dev"),
        ("t3.storage.dev", "tigris||||Api|t3.storage.dev"),
        ("acme.t3.storage.dev", "tigris|||acme|Api|t3.storage.dev"),
        (
            "s3.eu-de.cloud-object-storage.appdomain.cloud",
            "ibm||eu-de||Api|s3.eu-de.cloud-object-storage.appdomain.cloud",
        ),
        ("control.cloud-object-storage.cloud.ibm.com", "ibm||||Page|"),
        ("oss-cn-hangzhou.aliyuncs.com", "alibaba||cn-hangzhou||Api|oss-cn-hangzhou.aliyuncs.com"),
        ("storage.googleapis.com", "gcs||||Api|storage.googleapis.com"),
        ("photos.storage.googleapis.com", "gcs|||photos|Api|storage.googleapis.com"),
        ("abcd.storage.supabase.co", "other||||Api|abcd.storage.supabase.co"),
        ("minio.example.com", ""),
        ("r2.dev.example.com", ""),
    ] {
        assert_eq!(said(name), expected, "{name}");
    }
}

#[test]
fn every_provider_of_the_table_is_known() {
    let ids = FORMS.iter().map(|form| form.provider).chain(PAGES.iter().map(|(_, id, _)| *id));
    ids.for_each(|id| assert!(crate::provider(id).is_some(), "{id}"));
}
