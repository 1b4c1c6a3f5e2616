//! The files that the AWS tools share, as they really are: with the marks of Windows' editors,
//! indented, with lines that somebody left in them. What can be read is read, and the rest is named
//! without being quoted.

use super::*;

const KEY: &str = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = base/secret+\n";

async fn named(credentials: impl AsRef<[u8]>) -> (Vec<String>, Vec<(String, usize)>) {
    let (home, environment) = home("", &[]);
    std::fs::write(home.path().join(".aws/credentials"), credentials).unwrap();
    let found = environment.profiles().await.unwrap();
    let odd = found.odd.into_iter().map(|odd| (odd.file.file_name().unwrap().to_string_lossy().into_owned(), odd.line));
    (found.profiles.into_iter().map(|each| each.name).collect(), odd.collect())
}

/// The key that a profile of this file signs with.
async fn key_of(credentials: impl AsRef<[u8]>, name: &str) -> String {
    let (home, environment) = home("", &[]);
    std::fs::write(home.path().join(".aws/credentials"), credentials).unwrap();
    let server = Recorded::new(vec![empty_listing()]).await;
    open(&server.endpoint, profile(name), environment).list(list()).await.unwrap();
    signer_of(&server.seen()[0]).to_owned()
}

fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
}

/// aws-cli#3419, aws-xray-daemon#37
#[tokio::test]
async fn files_of_windows_editors_are_read() {
    let text = format!("[default]\r\n{}", KEY.replace('\n', "\r\n"));
    for file in [
        format!("\u{feff}{text}").into_bytes(),
        wide(&text, u16::to_le_bytes),
        wide(&text, u16::to_be_bytes),
        text.clone().into_bytes(),
    ] {
        assert_eq!(named(&file).await, (vec!["default".to_owned()], vec![]), "{file:?}");
        assert_eq!(key_of(&file, "default").await, "AKIAIOSFODNN7EXAMPLE");
    }
}

/// aws-toolkit-jetbrains#3279 and #1443
#[tokio::test]
async fn one_odd_line_hides_no_profile_and_is_named() {
    let text = format!(
        "[default]\n{KEY}\n[work]\nthis line is a note\n{}",
        KEY.replace("AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE")
    );
    let (names, odd) = named(&text).await;
    assert_eq!(names, ["default", "work"]);
    assert_eq!(odd, [("credentials".to_owned(), 6)]);
    assert_eq!(key_of(&text, "work").await, "AKIAI44QH8DHBEXAMPLE");
}

#[tokio::test]
async fn indented_files_are_read_as_they_are_meant() {
    for indent in ["\t", "  ", "\t\t", " \t"] {
        let text: String = format!("[default]\n{KEY}[work]\n{KEY}").lines().map(|l| format!("{indent}{l}\n")).collect();
        let (mut names, odd) = named(&text).await;
        names.sort();
        assert_eq!((names, odd), (vec!["default".to_owned(), "work".to_owned()], vec![]), "{text}");
        assert_eq!(key_of(&text, "work").await, "AKIAIOSFODNN7EXAMPLE");
        // The head alone at the margin.
        let text: String = KEY.lines().map(|line| format!("{indent}{line}\n")).collect();
        assert_eq!(key_of(format!("[p]\n{text}"), "p").await, "AKIAIOSFODNN7EXAMPLE");
    }
}

#[tokio::test]
async fn odd_lines_of_every_kind_are_named() {
    for (text, odd) in [
        ("a note on top\n[p]\nregion = x\n", &[1][..]),
        ("x = y\n[p]\nregion = x\n", &[1]),
        ("[p]\n= value\nregion = x\n", &[2]),
        ("[p]\ns3 =\n  addressing_style path\n  endpoint_url = x\nregion = x\n", &[3]),
        ("[p]\n\n# kept\n; kept\nregion = x # kept\n", &[]),
        // What follows a head that is none belongs to nobody, least of all to the profile above.
        (
            "[p]\nregion = x\n[broken\naws_access_key_id = AKIAOTHER\naws_secret_access_key = y\n[q]\nregion = x\n",
            &[3, 4, 5],
        ),
    ] {
        let (names, found) = named(text).await;
        assert!(names.contains(&"p".to_owned()), "{text}: {names:?}");
        assert_eq!(found.iter().map(|(_, line)| *line).collect::<Vec<_>>(), odd, "{text}");
    }
}

#[tokio::test]
async fn a_key_below_a_broken_head_never_signs_for_the_profile_above() {
    let text = format!("[p]\n{KEY}[broken\naws_access_key_id = AKIAOTHER\naws_secret_access_key = y\n");
    assert_eq!(key_of(&text, "p").await, "AKIAIOSFODNN7EXAMPLE");
}

/// OVH's, Scaleway's and Alliance Canada's guides (awscli_plugin_endpoint)
#[tokio::test]
async fn an_endpoint_below_s3_is_the_profile_s() {
    let nested = |s3: &str, s3api: &str| {
        format!(
            "[plugins]\nendpoint = awscli_plugin_endpoint\n\n[profile scw]\nregion = fr-par\n{s3}{s3api}\
             [profile plain]\nendpoint_url = https://s3.example.com\n"
        )
    };
    let s3 = "s3 =\n  endpoint_url = https://s3.fr-par.scw.cloud\n  signature_version = s3v4\n";
    let s3api = "s3api =\n  endpoint_url = https://api.fr-par.scw.cloud\n";
    for (config, endpoint) in [
        (nested(s3, s3api), "https://s3.fr-par.scw.cloud"),
        (nested("", s3api), "https://api.fr-par.scw.cloud"),
        (nested(&s3.replace("  ", "\t"), ""), "https://s3.fr-par.scw.cloud"),
        (nested("s3 =\n  endpoint_url = https://s3.fr-par.scw.cloud # near\n", ""), "https://s3.fr-par.scw.cloud"),
        (nested("s3 =\n  signature_version = s3v4\nendpoint_url = https://flat.example\n", ""), "https://flat.example"),
    ] {
        let (_home, environment) = home(&config, &[]);
        let found = environment.profiles().await.unwrap().profiles;
        let of = |name: &str| found.iter().find(|each| each.name == name).unwrap().endpoint.clone();
        assert_eq!(of("scw").as_deref(), Some(endpoint), "{config}");
        assert_eq!(of("plain").as_deref(), Some("https://s3.example.com"));
    }
}
