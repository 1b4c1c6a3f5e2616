//! The recognisers against a corpus of texts as people are given them (with made-up keys), each
//! also with a byte order mark, Windows' line ends and noise around it; and against what nobody
//! would ever write.

#![allow(clippy::unwrap_used, clippy::panic)]

mod bindings;

use std::{collections::BTreeMap, fs, path::PathBuf, time::SystemTime};

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;

mod cases;
mod files;
mod unknown;

const SECRETS: [&str; 8] = [
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
    "IQoJb3JpZ2luX2VjEXAMPLE/+token==",
    "wJalrXUtnFEMI-K7_",
    "wJalrXUtnFEMI/K7M",
    "wJalrXUtnFEMI%2F",
    "notforus",
];

fn corpus() -> BTreeMap<String, String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/corpus");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, ground::text_of(&fs::read(&path).unwrap()))
        })
        .collect()
}

fn at(time: &str) -> SystemTime {
    SystemTime::from(time.parse::<Timestamp>().unwrap())
}

fn now() -> SystemTime {
    at("2026-02-01T00:00:00Z")
}

/// What a text comes to: one line a card, so that a table can be read.
fn said(text: &str) -> Vec<String> {
    let imports = Imports::default();
    let imported = imports.read(text, now()).unwrap();
    let cards = imported.cards.iter().map(|card| {
        let Fill { provider, endpoint, region, access_key, bucket, prefix, path_style, .. } = &card.fill;
        let kept = imports.secrets(&card.id).unwrap();
        assert_eq!((kept.secret_key.is_some(), kept.session_token.is_some()), (card.has_secret, card.has_token));
        let key = access_key.get(..5).unwrap_or(access_key);
        let secret = kept.secret_key.map(|secret| secret.expose().chars().count()).unwrap_or_default();
        let token = if card.has_token { "+token" } else { "" };
        let path = path_style.map(|yes| if yes { " path" } else { " host" }).unwrap_or_default();
        let missing = if card.missing.is_empty() { String::new() } else { format!(" ?{}", card.missing.len()) };
        let more = if card.more_buckets.is_empty() { String::new() } else { format!("+{}", card.more_buckets.len()) };
        format!(
            "{}|{provider} {endpoint} {region}{path}|{key} {secret}{token}|{bucket}{more}/{prefix}{missing}",
            card.title
        )
    });
    cards.collect()
}

/// Each file of the corpus and what it comes to.
const TABLE: &[(&str, &[&str])] = &[
    ("access-key-old.csv", &["uploader|aws  |AKIAI 40|/"]),
    ("access-key-new.csv", &["Amazon S3|aws  |AKIAI 40|/"]),
    ("access-key-user.csv", &["ann|aws  |AKIAI 40|/", "bob|aws  |AKIAI 40|/"]),
    ("rootkey.csv", &["Amazon S3|aws  |AKIAI 40|/"]),
    ("export.txt", &["Amazon S3|aws  |ASIAI 40+token|/"]),
    ("windows.txt", &["Amazon S3|aws  eu-central-1|AKIAI 40|/"]),
    ("powershell.txt", &["Amazon S3|aws  eu-west-3|AKIAI 40|/"]),
    ("app.env", &["team-files|other https://minio.example.com:9000 |AKIAI 41|team-files/"]),
    ("compose.yml", &["http://localhost:9000|other http://localhost:9000 |AKIAI 40|/"]),
    ("credentials", &["default|aws  |AKIAI 40|/", "work|aws  |AKIAI 40|/"]),
    (
        "config",
        &[
            "work|other https://s3.example.com eu-west-1 path| 0|/ ?2",
            "archive|aws  eu-west-1| 0|/",
            "staff|aws  | 0|/",
            "tool|aws  | 0|/",
        ],
    ),
    ("rclone.conf", &["wasabi|wasabi https://s3.eu-central-1.wasabisys.com eu-central-1|AKIAI 40|/"]),
    // The address is the provider’s own, in the region that is said.
    ("rented.conf", &["archive|scaleway https://s3.nl-ams.scw.cloud nl-ams|SCWXX 36|/"]),
    ("nuvolos.html", &["s3|aws  | 0|/ ?2"]),
    ("nuvolos.txt", &["s3|aws  eu-central-1|AKIAI 40|lab-results/"]),
    ("s3cfg", &["http://storage.example.com:9000|other http://storage.example.com:9000  path|AKIAI 40|/"]),
    ("bookmark.duck", &["Press & photos|aws  us-east-1|AKIAI 0|press-photos/2026 ?1"]),
    ("site.cyberduckprofile", &["Example Storage|other https://s3.osl1.example.net  path| 0|/ ?2"]),
    ("sftp.duck", &[]),
    (
        "cf-env-v6.txt",
        &["files-s3|aws https://s3-fips.us-gov-west-1.amazonaws.com us-gov-west-1|AKIAI 40|cg-0a1b2c3d-0000/"],
    ),
    (
        "cf-env-v8.txt",
        &[
            "files-s3|aws https://s3-fips.us-gov-west-1.amazonaws.com us-gov-west-1|AKIAI 40|cg-first-0000+2/",
            "archive-s3|aws https://s3-fips.us-gov-west-1.amazonaws.com us-gov-west-1|AKIAI 40|cg-archive-0000/",
        ],
    ),
    ("cf-service-key.txt", &["cg-first-0000|aws  us-gov-west-1|AKIAI 40|cg-first-0000/"]),
    ("cf-bare-camel.json", &["cg-first-0000|aws  us-gov-west-1|AKIAI 40|cg-first-0000+1/"]),
    (
        "cf-uri.json",
        &["files-s3|aws https://s3-fips.us-gov-west-1.amazonaws.com us-gov-west-1|AKIAI 40|cg-first-0000/"],
    ),
    ("create-access-key.json", &["uploader|aws  |AKIAI 40|/"]),
    ("assume-role.json", &["arn:aws:sts::123456789012:assumed-role/Reader/ann|aws  |ASIAI 40+token|/"]),
    ("sso.json", &["Amazon S3|aws  |ASIAI 40+token|/"]),
    ("minio.json", &["https://minio.example.com|other https://minio.example.com |ann 17|/"]),
    ("mail.txt", &["acme-exchange|other https://s3.example.com |AKIAI 40|acme-exchange/"]),
    ("two-words.txt", &["Amazon S3|aws  |AKIAI 40|/"]),
    ("placeholders.txt", &["Connection|  | 0|/ ?3"]),
    ("seed-commands.txt", &["cg-first-0000|  | 0|cg-first-0000/ ?3"]),
    ("address-s3.txt", &["press-photos|  | 0|press-photos/2026/march/ ?3"]),
    ("address-web.txt", &["noaa-goes16|aws  us-east-1| 0|noaa-goes16/"]),
    ("address-console.txt", &["press-photos|aws  eu-central-1| 0|press-photos/2026/march/ ?2"]),
    ("address-signed.txt", &[]),
    ("address-company.txt", &["acme|aws  | 0|/ ?1"]),
    (
        "file.bucketwise",
        &["Acme exchange|minio https://minio.example.com:9000 us-east-1 path|AKIAI 0|exchange/from-acme/ ?1"],
    ),
    ("truncated.json", &["files-s3|aws  us-gov-west-1|AKIAI 0|cg-first-0000/ ?1"]),
    ("truncated.txt", &["Amazon S3|aws  |AKIAI 0|/ ?1"]),
    ("keys-and-address.txt", &["press-photos|aws  |AKIAI 40|press-photos/2026/"]),
    ("nothing.txt", &[]),
];

#[test]
fn every_text_of_the_corpus_is_understood() {
    let corpus = corpus();
    let names: Vec<_> = TABLE.iter().map(|(name, _)| *name).collect();
    let strangers: Vec<_> = corpus.keys().filter(|name| !names.contains(&name.as_str())).collect();
    assert!(strangers.is_empty(), "not in the table: {strangers:?}");
    let mut wrong = Vec::new();
    for (name, cards) in TABLE {
        let text = &corpus[*name];
        let mut shapes = vec![("as it is", text.clone()), ("BOM", format!("\u{feff}{text}"))];
        shapes.push(("CRLF", text.replace("\r\n", "\n").replace('\n', "\r\n")));
        if !name.contains("address") {
            shapes.push(("noise", format!("Hi, see below (page 3).\n\n{text}\n\nBest, {{ann}}\n")));
        }
        for (shape, text) in shapes {
            let said = said(&text);
            if said != *cards {
                wrong.push(format!("{name} ({shape}): {said:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_secret_leaves_with_a_card_or_a_debug() {
    for (name, text) in corpus() {
        let imports = Imports::default();
        let imported = imports.read(&text, now()).unwrap();
        let told =
            format!("{}{imported:?}{imports:?}{:?}", serde_json::to_string(&imported).unwrap(), read(&text).found);
        for secret in SECRETS {
            assert!(!told.contains(secret), "{name}: {told}");
        }
    }
}

#[test]
fn what_is_missing_and_what_is_odd_is_said_in_words() {
    let corpus = corpus();
    let words = |name: &str| {
        let imported = Imports::default().read(&corpus[name], now()).unwrap();
        let cards = imported.cards.iter().flat_map(|card| card.notes.iter().chain(&card.missing));
        imported.notes.iter().chain(cards).map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    for (name, words_in_it) in [
        ("rclone.conf", "Skipped because they are not S3: “drive” (drive) and “locked” (crypt)."),
        ("nuvolos.html", "Region: the text has only a sample value"),
        ("nuvolos.html", "reads them from environment variables"),
        ("sftp.duck", "another kind of server (sftp)"),
        ("cf-env-v6.txt", "AWS GovCloud"),
        ("placeholders.txt", "Secret access key: the text has only a sample value"),
        ("seed-commands.txt", "Secret access key: the text takes this value from somewhere else"),
        ("address-signed.txt", "one file for a limited time"),
        ("truncated.json", "Secret access key: the text ends in the middle of the value"),
        ("truncated.txt", "Secret access key: the text ends in the middle of the value"),
        ("config", "never runs programs from pasted text"),
        ("config", "assumes the role arn:aws:iam::123456789012:role/Archive"),
    ] {
        let words = words(name);
        assert!(words.contains(words_in_it), "{name}: {words}");
    }
    let expires = |name: &str, now| Imports::default().read(&corpus[name], now).unwrap().cards[0].expires.unwrap();
    for name in ["assume-role.json", "sso.json"] {
        let (before, after) = (expires(name, now()), expires(name, at("2026-04-01T00:00:00Z")));
        assert_eq!(Timestamp::from_millisecond(before.at).unwrap(), "2026-03-01T11:00:00Z".parse().unwrap(), "{name}");
        assert_eq!((before.over, after.over, after.at), (false, true, before.at), "{name}");
    }
    let short = Imports::default().read("AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=wJalr", now());
    assert!(short.unwrap().cards[0].notes.iter().any(|note| note.to_string().contains("5 characters")));
}

#[test]
fn the_uri_of_a_broker_is_decoded_as_a_form() {
    let imports = Imports::default();
    let imported = imports.read(&corpus()["cf-uri.json"], now()).unwrap();
    let kept = imports.secrets(&imported.cards[0].id).unwrap();
    assert_eq!(kept.secret_key.unwrap().expose(), "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    imports.forget_all();
    assert!(imports.secrets(&imported.cards[0].id).is_none());
}

/// What an administrator mails fills the whole form but the secret, whatever the way to sign in is.
#[test]
fn a_connection_file_brings_its_way_to_sign_in_along() {
    let company = Fill {
        provider: "aws".into(),
        region: "eu-central-1".into(),
        method: SignInMethod::Company,
        start_url: "https://acme.awsapps.com/start".into(),
        sso_region: "eu-west-1".into(),
        account: "123456789012".into(),
        account_role: "Reader".into(),
        bucket: "press-photos".into(),
        prefix: "2026/".into(),
        path_style: Some(false),
        read_only: true,
        proxy: "http://proxy.example.com:8080".into(),
        ..Fill::default()
    };
    let role = Fill {
        provider: "aws".into(),
        region: "eu-central-1".into(),
        access_key: "AKIAIOSFODNN7EXAMPLE".into(),
        role_arn: "arn:aws:iam::123456789012:role/x".into(),
        external_id: "partner-7".into(),
        session_minutes: "30".into(),
        requester_pays: true,
        path_style: Some(true),
        ..Fill::default()
    };
    for (fill, missing) in [(company, &[][..]), (role, &["Secret access key"][..])] {
        let imported = Imports::default().read(&connection_file_text("Acme", &fill), now()).unwrap();
        assert_eq!(imported.cards.len(), 1);
        let card = &imported.cards[0];
        // Its proxy waits for a yes of its own.
        assert_eq!(card.offered.as_ref().map_or("", |offered| &offered.proxy), fill.proxy);
        let fill = Fill { proxy: String::new(), ..fill };
        assert_eq!((&card.fill, card.title.to_string().as_str()), (&fill, "Acme"));
        assert!(card.missing.iter().eq(missing), "{card:?}");
    }
    // Certificates that are none are not taken, and a field of a megabyte is no form.
    let odd = Fill { trust: "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----".into(), ..Fill::default() };
    let read = |fill: &Fill| Imports::default().read(&connection_file_text("Odd", fill), now()).unwrap();
    assert!(read(&Fill { bucket: "bucket".into(), ..odd }).cards.iter().all(|card| card.fill.trust.is_empty()));
    let huge = Fill { bucket: "x".repeat(1_000_000), ..Fill::default() };
    assert!(read(&huge).cards.iter().all(|card| card.fill.bucket.is_empty()));
}

#[test]
fn a_pasted_company_profile_fills_the_company_s_form() {
    let imported = Imports::default().read(&corpus()["config"], now()).unwrap();
    let card = |title: &str| imported.cards.iter().find(|card| card.title == title).unwrap();
    let staff = &card("staff").fill;
    assert_eq!(staff.method, SignInMethod::Company);
    assert_eq!((staff.start_url.as_str(), staff.account.as_str()), ("https://acme.awsapps.com/start", "123456789012"));
    // A profile is taken as it is, its role included; nothing is taken on twice.
    let archive = &card("archive").fill;
    assert_eq!(
        (archive.method, archive.profile.as_str(), archive.role_arn.as_str()),
        (SignInMethod::Profile, "archive", "")
    );
}

#[test]
fn a_paste_of_several_formats_is_several_cards() {
    let corpus = corpus();
    let mixed = format!("{}\n{}\n{}", corpus["create-access-key.json"], corpus["rclone.conf"], corpus["credentials"]);
    assert_eq!(said(&mixed).len(), 4);
    let twice = format!("{0}\n{0}", corpus["create-access-key.json"]);
    assert_eq!(said(&twice).len(), 1, "the same thing twice is one");
}

#[test]
fn a_text_that_is_too_long_is_not_read_and_one_that_is_just_short_enough_ends() {
    assert_eq!(Imports::default().read(&"x".repeat(LIMIT + 1), now()).unwrap_err(), TooLong);
    // An eightieth of the limit each, and one of an eighth: what goes over the text for each of its
    // parts would not end.
    let filled = |part: &str| part.repeat(LIMIT / 80 / part.len());
    let endless = [
        "{\"a\":",
        "{",
        "[",
        "\"",
        "<",
        "<a",
        "&",
        "s3://a/ ",
        "https://x.s3.amazonaws.com/?a=b ",
        "a=b\n",
        "A=b ",
        "[s]\ntype = s3\n",
        "[profile a]\nregion=b\n",
        "Access key ID,Secret access key\n",
        "AWS_ACCESS_KEY_ID=a\n",
        "<plist><dict><key>Protocol</key><string>s3</string>",
        "<plist><array>",
        "access key: ",
        "{\"AccessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}",
        "aws_access_key_id = a\n[b]\n",
        "\u{feff}",
        "é",
        "'",
        "$env:A=",
        ";",
        "\n",
    ];
    for part in endless {
        Imports::default().read(&filled(part), now()).unwrap();
    }
    Imports::default().read(&"AWS_REGION=eu-west-1 # noise\n".repeat(LIMIT / 8 / 29), now()).unwrap();
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "(?s).{0,400}",
        proptest::collection::vec(any::<u8>(), 0..600).prop_map(|b| ground::text_of(&b))
    ]
}

/// A text of the corpus with a piece taken out, put in, or exchanged.
fn mutated() -> impl Strategy<Value = String> {
    let texts: Vec<String> = corpus().into_values().collect();
    let edits = proptest::collection::vec(
        (any::<prop::sample::Index>(), 0usize..30, "[ -~\n\u{e9}\"'{}\\[\\]=:<>&,]{0,12}"),
        1..6,
    );
    (prop::sample::select(texts), edits).prop_map(|(text, edits)| {
        let mut chars: Vec<char> = text.chars().collect();
        for (at, len, new) in edits {
            let at = at.index(chars.len() + 1);
            let end = (at + len).min(chars.len());
            chars.splice(at..end, new.chars());
        }
        chars.into_iter().collect()
    })
}

proptest! {
    #[test]
    fn any_text_at_all_is_read(text in any_text()) {
        Imports::default().read(&text, now()).unwrap();
    }

    #[test]
    fn a_damaged_text_is_read_and_tells_no_secret(text in mutated()) {
        let imported = Imports::default().read(&text, now()).unwrap();
        let told = serde_json::to_string(&imported).unwrap();
        // What stands as a value of a secret may be told nowhere; a damaged text may turn it into
        // something else, so only whole secrets under their own names are looked for.
        for found in read(&text).found {
            for field in [field::ImportField::SecretKey, field::ImportField::Token] {
                let secret = found.text(field);
                let elsewhere = text.matches(secret).count() > 1;
                prop_assert!(secret.len() < 12 || elsewhere || !told.contains(secret));
            }
        }
    }

    #[test]
    fn a_secret_of_any_characters_comes_through_every_shell(secret in "[A-Za-z0-9/+=_-]{8,60}") {
        for text in [
            format!("export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nexport AWS_SECRET_ACCESS_KEY={secret}"),
            format!("set AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\r\nset AWS_SECRET_ACCESS_KEY={secret}\r\n"),
            format!("$env:AWS_ACCESS_KEY_ID='AKIAIOSFODNN7EXAMPLE'; $env:AWS_SECRET_ACCESS_KEY='{secret}'"),
            format!("Access key ID: AKIAIOSFODNN7EXAMPLE\nSecret access key: {secret}\n"),
            format!("[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = {secret}\n"),
            format!("Access key ID,Secret access key\nAKIAIOSFODNN7EXAMPLE,{secret}\n"),
            format!("{{\"AccessKeyId\":\"AKIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\"{secret}\"}}"),
        ] {
            let imports = Imports::default();
            let imported = imports.read(&text, now()).unwrap();
            prop_assert_eq!(imported.cards.len(), 1, "{}", &text);
            let kept = imports.secrets(&imported.cards[0].id).unwrap().secret_key;
            prop_assert_eq!(kept.as_ref().map(ground::Secret::expose), Some(secret.as_str()), "{}", &text);
        }
    }
}
