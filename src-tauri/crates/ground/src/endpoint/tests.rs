#![allow(clippy::unwrap_used)]
use super::*;

fn problem(typed: &str) -> EndpointProblem {
    Endpoint::parse(typed).unwrap_err()
}

#[test]
fn good_endpoints_are_told_in_one_way() {
    for (typed, url, host, port, https, loopback) in [
        ("https://s3.example.com", "https://s3.example.com", "s3.example.com", 443, true, false),
        ("  HTTPS://S3.Example.COM/  ", "https://s3.example.com", "s3.example.com", 443, true, false),
        ("http://localhost:9000/", "http://localhost:9000", "localhost", 9000, false, true),
        ("http://127.0.0.1:8333", "http://127.0.0.1:8333", "127.0.0.1", 8333, false, true),
        ("https://[2001:DB8::1]:9000", "https://[2001:db8::1]:9000", "[2001:db8::1]", 9000, true, false),
        ("http://[::1]", "http://[::1]", "[::1]", 80, false, true),
        ("https://nas:443", "https://nas", "nas", 443, true, false),
        ("http://minio_1:9000", "http://minio_1:9000", "minio_1", 9000, false, false),
        ("https://bücher.example", "https://xn--bcher-kva.example", "xn--bcher-kva.example", 443, true, false),
        (
            "https://s3.eu-west-1.amazonaws.com",
            "https://s3.eu-west-1.amazonaws.com",
            "s3.eu-west-1.amazonaws.com",
            443,
            true,
            false,
        ),
        (
            "https://abc.r2.cloudflarestorage.com",
            "https://abc.r2.cloudflarestorage.com",
            "abc.r2.cloudflarestorage.com",
            443,
            true,
            false,
        ),
    ] {
        let endpoint = Endpoint::parse(typed).unwrap();
        let told = (endpoint.url(), endpoint.host(), endpoint.port(), endpoint.is_https(), endpoint.is_loopback());
        assert_eq!(told, (url, host, port, https, loopback), "{typed}");
    }
}

#[test]
fn nothing_is_empty() {
    assert_eq!(problem(" \t "), EndpointProblem::Empty);
}

#[test]
fn a_missing_scheme_is_guessed() {
    for (typed, guess) in [
        ("s3.example.com", "https://s3.example.com"),
        ("s3.example.com:9000", "https://s3.example.com:9000"),
        ("localhost:9000", "http://localhost:9000"),
        ("127.0.0.1:9000", "http://127.0.0.1:9000"),
        ("[::1]:9000", "http://[::1]:9000"),
        ("s3.example.com/bucket", "https://s3.example.com/bucket"),
    ] {
        assert_eq!(problem(typed), EndpointProblem::NoScheme { guess: guess.to_owned() }, "{typed}");
    }
}

#[test]
fn another_scheme_is_named() {
    assert_eq!(problem("S3://bucket/key"), EndpointProblem::BadScheme { scheme: "s3".to_owned() });
}

#[test]
fn a_path_is_shown_as_typed() {
    for (typed, path) in [
        ("https://s3.example.com/bucket", "/bucket"),
        ("https://s3.example.com/a b/../c/", "/a b/../c/"),
        ("https://s3.example.com//", "//"),
    ] {
        let without = "https://s3.example.com".to_owned();
        assert_eq!(problem(typed), EndpointProblem::HasPath { path: path.to_owned(), without }, "{typed}");
    }
}

#[test]
fn a_password_is_not_repeated() {
    let problem = problem("https://user:hunter2@s3.example.com");
    assert_eq!(problem, EndpointProblem::HasCredentials);
    assert!(!format!("{problem:?}").contains("hunter2"));
}

#[test]
fn a_query_is_cut_off() {
    for typed in ["https://s3.example.com?x=1", "https://s3.example.com/?x=1", "https://s3.example.com/#top"] {
        assert_eq!(
            problem(typed),
            EndpointProblem::HasQuery { without: "https://s3.example.com".to_owned() },
            "{typed}"
        );
    }
}

#[test]
fn hosts_and_ports_that_cannot_be() {
    for typed in
        ["https://", "https:///path", "https://s3 example.com", "https://a..b", "https://[::1", "https://.com", "a b"]
    {
        assert_eq!(problem(typed), EndpointProblem::BadHost, "{typed}");
    }
    for typed in
        ["https://s3.example.com:", "https://s3.example.com:0", "https://s3.example.com:70000", "http://h:9x", "h:port"]
    {
        assert_eq!(problem(typed), EndpointProblem::BadPort, "{typed}");
    }
}

#[test]
fn a_bucket_in_the_host_is_taken_out() {
    for (typed, bucket, without) in [
        ("https://photos.s3.eu-west-1.amazonaws.com", "photos", "https://s3.eu-west-1.amazonaws.com"),
        ("https://my.dotted.s3.amazonaws.com/", "my.dotted", "https://s3.us-east-1.amazonaws.com"),
        ("https://photos.s3-us-west-2.amazonaws.com", "photos", "https://s3.us-west-2.amazonaws.com"),
        (
            "https://photos.s3.dualstack.eu-west-1.amazonaws.com",
            "photos",
            "https://s3.dualstack.eu-west-1.amazonaws.com",
        ),
        ("https://photos.s3.cn-north-1.amazonaws.com.cn", "photos", "https://s3.cn-north-1.amazonaws.com.cn"),
        ("https://photos.nyc3.digitaloceanspaces.com", "photos", "https://nyc3.digitaloceanspaces.com"),
        ("https://photos.s3.us-west-004.backblazeb2.com", "photos", "https://s3.us-west-004.backblazeb2.com"),
        ("https://photos.abc.eu.r2.cloudflarestorage.com", "photos", "https://abc.eu.r2.cloudflarestorage.com"),
        (
            "https://acme.bucket.vpce-0a1b2c3d4e5f67890-a1b2c3d4.s3.us-east-1.vpce.amazonaws.com",
            "acme",
            "https://bucket.vpce-0a1b2c3d4e5f67890-a1b2c3d4.s3.us-east-1.vpce.amazonaws.com",
        ),
        ("http://acme.s3-website-us-east-1.amazonaws.com/", "acme", "http://s3.us-east-1.amazonaws.com"),
        ("https://acme.fra1.cdn.digitaloceanspaces.com", "acme", "https://fra1.digitaloceanspaces.com"),
        ("https://photos.storage.googleapis.com", "photos", "https://storage.googleapis.com"),
    ] {
        let told = EndpointProblem::HasBucket { bucket: bucket.to_owned(), without: without.to_owned() };
        assert_eq!(problem(typed), told, "{typed}");
    }
}

#[test]
fn what_is_proposed_can_be_used() {
    for typed in ["photos.s3.eu-west-1.amazonaws.com", "https://x.nyc3.digitaloceanspaces.com", "https://h/p?q", "h"] {
        let mut typed = typed.to_owned();
        // Each proposal mends one thing; a few of them lead to a good endpoint.
        for _ in 0..3 {
            typed = match Endpoint::parse(&typed) {
                Ok(_) => break,
                Err(EndpointProblem::NoScheme { guess }) => guess,
                Err(
                    EndpointProblem::HasPath { without, .. }
                    | EndpointProblem::HasQuery { without }
                    | EndpointProblem::HasBucket { without, .. },
                ) => without,
                Err(other) => unreachable!("{other:?}"),
            };
        }
        Endpoint::parse(&typed).unwrap();
    }
}

#[test]
fn a_page_for_people_is_not_an_endpoint() {
    for (typed, host) in [
        ("https://eu-west-1.console.aws.amazon.com/s3/buckets", "eu-west-1.console.aws.amazon.com"),
        ("https://console.amazonaws.cn/s3/home", "console.amazonaws.cn"),
        ("https://f004.backblazeb2.com/file/acme/a/b.txt", "f004.backblazeb2.com"),
        ("https://123456789012.signin.aws.amazon.com/console", "123456789012.signin.aws.amazon.com"),
        ("https://pub-0123.r2.dev", "pub-0123.r2.dev"),
    ] {
        assert_eq!(problem(typed), EndpointProblem::Page { host: host.to_owned() }, "{typed}");
    }
    let point = "https://team-ap-123456789012.s3-accesspoint.us-west-2.amazonaws.com";
    assert_eq!(problem(point), EndpointProblem::AccessPoint);
}

/// frantz/amazon-s3-uri#295, ClickHouse#60021, fluent-plugin-s3#382, aws-sdk-java#2992
#[test]
fn a_private_link_is_an_endpoint_as_amazon_gives_it() {
    let given = "https://bucket.vpce-0a1b2c3d4e5f67890-a1b2c3d4.s3.us-east-1.vpce.amazonaws.com";
    assert_eq!(Endpoint::parse(given).unwrap().url(), given);
}

/// s3-lite-client#48, req_s3#22, minio-js#1370
#[test]
fn a_path_that_belongs_to_the_address_stays() {
    for given in ["https://abcd.storage.supabase.co/storage/v1/s3", "http://localhost:54321/storage/v1/s3"] {
        for typed in [given.to_owned(), format!("{given}/")] {
            let endpoint = Endpoint::parse(&typed).unwrap();
            assert_eq!(endpoint.url(), given);
            assert!(!endpoint.host().contains('/'));
        }
        let told = EndpointProblem::HasPath { path: "/acme/".to_owned(), without: given.to_owned() };
        assert_eq!(problem(&format!("{given}/acme/")), told);
    }
    assert!(matches!(problem("https://s3.example.com/storage/v1/s3x"), EndpointProblem::HasPath { .. }));
}
