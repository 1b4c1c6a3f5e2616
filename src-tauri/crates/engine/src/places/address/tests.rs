#![allow(clippy::unwrap_used)]

use super::*;

fn aws() -> Base {
    Base { bucket: "here".into(), storage: Storage::Aws { partition: "aws" } }
}

fn own(endpoint: &str) -> Base {
    Base { bucket: "here".into(), storage: Storage::Own { endpoint: Some(Endpoint::parse(endpoint).unwrap()) } }
}

fn address(bucket: &str, key: &str) -> Result<Address, AddressProblem> {
    Ok(Address { bucket: bucket.into(), key: key.into() })
}

#[test]
fn every_way_to_write_a_place_leads_there() {
    for (text, bucket, key) in [
        // Within the bucket, exactly.
        ("photos/2024/", "here", "photos/2024/"),
        ("read me.txt", "here", "read me.txt"),
        ("/lead//double", "here", "/lead//double"),
        ("a:b", "here", "a:b"),
        ("100%25", "here", "100%25"),
        // As tools write it; nothing in it is decoded.
        ("s3://acme", "acme", ""),
        ("s3://acme/", "acme", ""),
        ("  S3://acme/team/a b%20c+d?x#y\n", "acme", "team/a b%20c+d?x#y"),
        ("s3a://acme//x/../y", "acme", "/x/../y"),
        // Virtual-host style, in every partition and spelling.
        ("https://acme.s3.eu-central-1.amazonaws.com/a/b.txt", "acme", "a/b.txt"),
        ("http://acme.s3.amazonaws.com/", "acme", ""),
        ("https://acme.s3-eu-west-1.amazonaws.com/a", "acme", "a"),
        ("https://acme.s3.dualstack.us-west-2.amazonaws.com/a", "acme", "a"),
        ("https://acme.s3-accelerate.amazonaws.com/a", "acme", "a"),
        ("https://acme.s3-website-us-east-1.amazonaws.com/a", "acme", "a"),
        ("https://acme.s3-fips.dualstack.us-east-2.amazonaws.com/a", "acme", "a"),
        ("https://my.site.org.s3.us-east-1.amazonaws.com/a", "my.site.org", "a"),
        ("https://cold--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com/a", "cold--use1-az4--x-s3", "a"),
        // Path style.
        ("https://s3.eu-central-1.amazonaws.com/acme/a/b/", "acme", "a/b/"),
        ("https://s3.amazonaws.com/acme", "acme", ""),
        ("https://s3-us-west-2.amazonaws.com/acme//x", "acme", "/x"),
        // Encoded as web addresses are; the signature is let go.
        ("https://acme.s3.amazonaws.com/a%20b+c%2Bd/%C3%9C", "acme", "a b c+d/Ü"),
        ("https://acme.s3.amazonaws.com/x/../y", "acme", "x/../y"),
        ("https://acme.s3.amazonaws.com/a?X-Amz-Signature=abc&X-Amz-Security-Token=t", "acme", "a"),
        ("https://acme.s3.amazonaws.com/a#top", "acme", "a"),
        // ARNs, and those of policies.
        ("arn:aws:s3:::acme", "acme", ""),
        ("arn:aws:s3:::acme/team/*", "acme", "team/"),
        ("ARN:aws:s3:::acme/a:b", "acme", "a:b"),
        // The console.
        (
            "https://s3.console.aws.amazon.com/s3/buckets/acme?region=eu-west-1&prefix=a%2Fb/&showversions=false",
            "acme",
            "a/b/",
        ),
        ("https://eu-west-1.console.aws.amazon.com/s3/object/acme?region=eu-west-1&prefix=a+b.txt", "acme", "a b.txt"),
    ] {
        assert_eq!(read(text, &aws()), address(bucket, key), "{text}");
    }
}

#[test]
fn other_partitions_are_for_their_logins() {
    for (partition, text) in [
        ("aws-cn", "https://acme.s3.cn-north-1.amazonaws.com.cn/a"),
        ("aws-cn", "https://s3.cn-northwest-1.amazonaws.com.cn/acme/a"),
        ("aws-eusc", "https://acme.s3.eusc-de-east-1.amazonaws.eu/a"),
        ("aws-us-gov", "https://acme.s3-fips.us-gov-west-1.amazonaws.com/a"),
        ("aws-us-gov", "https://s3.us-gov-east-1.amazonaws.com/acme/a"),
        ("aws-us-gov", "arn:aws-us-gov:s3:::acme/a"),
        ("aws-cn", "https://console.amazonaws.cn/s3/object/acme?prefix=a"),
    ] {
        let theirs = Base { bucket: String::new(), storage: Storage::Aws { partition } };
        assert_eq!(read(text, &theirs), address("acme", "a"), "{text}");
        assert_eq!(read(text, &aws()), Err(AddressProblem::OtherPartition(partition.into())), "{text}");
        let elsewhere = read(text, &own("https://s3.example.com"));
        match text.starts_with("arn") {
            true => assert_eq!(elsewhere, address("acme", "a")),
            false => assert!(matches!(elsewhere, Err(AddressProblem::OtherStorage(_))), "{text}"),
        }
    }
}

#[test]
fn a_server_of_ones_own_is_known_by_its_host_and_port() {
    let base = own("http://minio.example.com:9000");
    for (text, bucket, key) in [
        ("http://minio.example.com:9000/acme/a%20b+c", "acme", "a b+c"),
        ("http://MINIO.example.com:9000/acme/", "acme", ""),
        ("http://acme.minio.example.com:9000/a", "acme", "a"),
        ("s3://acme/a", "acme", "a"),
    ] {
        assert_eq!(read(text, &base), address(bucket, key), "{text}");
    }
    for text in
        ["http://minio.example.com:9001/acme/a", "http://example.com:9000/acme", "http://xminio.example.com:9000/a"]
    {
        assert!(matches!(read(text, &base), Err(AddressProblem::OtherStorage(_))), "{text}");
    }
    assert_eq!(read("http://minio.example.com:9000/", &base), Err(AddressProblem::NoBucket));
    let plain = own("https://s3.example.com");
    assert_eq!(read("https://s3.example.com:443/acme/a", &plain), address("acme", "a"));
}

/// Another way to a bucket of the connection's server, and a server below a path.
#[test]
fn every_door_of_the_same_storage_leads_there() {
    for (endpoint, text, bucket, key) in [
        (
            "https://fra1.digitaloceanspaces.com",
            "https://acme.fra1.cdn.digitaloceanspaces.com/a/b.txt",
            "acme",
            "a/b.txt",
        ),
        (
            "https://abcd.storage.supabase.co/storage/v1/s3",
            "https://abcd.storage.supabase.co/storage/v1/s3/acme/a",
            "acme",
            "a",
        ),
        ("http://localhost:54321/storage/v1/s3", "http://localhost:54321/storage/v1/s3/acme/a%20b", "acme", "a b"),
    ] {
        assert_eq!(read(text, &own(endpoint)), address(bucket, key), "{text}");
    }
    let elsewhere = own("https://nyc3.digitaloceanspaces.com");
    let other = read("https://acme.fra1.cdn.digitaloceanspaces.com/a", &elsewhere);
    assert!(matches!(other, Err(AddressProblem::OtherStorage(_))), "{other:?}");
    let private = "https://acme.bucket.vpce-0a1b2c3d4e5f67890-a1b2c3d4.s3.us-east-1.vpce.amazonaws.com/a";
    assert_eq!(read(private, &aws()), address("acme", "a"));
}

#[test]
fn in_the_list_of_buckets_a_path_begins_with_one() {
    let base = Base { bucket: String::new(), ..aws() };
    assert_eq!(read("acme/team/", &base), address("acme", "team/"));
    assert_eq!(read("acme", &base), address("acme", ""));
}

#[test]
fn a_wrong_address_says_what_is_wrong() {
    use crate::fault::AddressProblem as P;
    for (text, problem) in [
        ("", P::Empty),
        (" \n", P::Empty),
        ("ftp://acme/a", P::Scheme("ftp".into())),
        ("GS://acme/a", P::Scheme("gs".into())),
        ("https://", P::Host),
        ("https://user:pass@acme.s3.amazonaws.com/a", P::Credentials),
        ("s3://", P::NoBucket),
        ("s3:///a", P::NoBucket),
        ("https://s3.amazonaws.com/", P::NoBucket),
        ("https://s3.console.aws.amazon.com/s3/home", P::Page("s3.console.aws.amazon.com".into())),
        ("https://f004.backblazeb2.com/file/acme/a", P::Page("f004.backblazeb2.com".into())),
        ("s3://my bucket/a", P::BucketName("my bucket".into())),
        ("s3://../a", P::BucketName("..".into())),
        ("https://www.example.com/acme/a?token=secret", P::OtherStorage("www.example.com".into())),
        ("https://notamazonaws.com/a", P::OtherStorage("notamazonaws.com".into())),
        ("https://ec2.amazonaws.com/a", P::OtherStorage("ec2.amazonaws.com".into())),
        ("https://team-123.s3-accesspoint.eu-west-1.amazonaws.com/a", P::AccessPoint),
        ("arn:aws:s3:eu-west-1:123456789012:accesspoint/team/object/a", P::AccessPoint),
        ("arn:aws:iam::123456789012:role/reader", P::ArnOfOther("iam".into())),
        ("arn:aws:s3", P::Arn),
        ("arn:aws:s3:eu-west-1::acme", P::Arn),
        (&format!("s3://acme/{}", "x".repeat(1_025)), P::TooLong),
    ] {
        assert_eq!(read(text, &aws()), Err(problem), "{text}");
    }
}

#[test]
fn nothing_that_was_pasted_stops_the_program_and_no_signature_stays() {
    for text in ["é://x", "arn:", "arn:é", "ééééééé", "s3://é", "https://[", "https://é.com/ü", "://", "https:///x"]
    {
        let _ = read(text, &aws());
    }
    let signed = "https://www.example.com/a?X-Amz-Signature=5ec2e7";
    assert!(!format!("{:?}", read(signed, &aws())).contains("5ec2e7"));
}
