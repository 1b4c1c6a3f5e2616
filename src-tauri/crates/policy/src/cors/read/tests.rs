//! Rules as people have them: out of other clouds' consoles, calls and templates, and off web
//! pages. Each is taken, or mended on offer into what S3 has, or named.

#![allow(clippy::unwrap_used)]

use super::{Problem, read};
use crate::cors::{Config, Rule};

const SITE: &str = "https://app.example.org";

fn rule(methods: &[&str], headers: &[&str], expose: &[&str], max_age: Option<i32>) -> Rule {
    let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Rule {
        id: None,
        origins: vec![SITE.to_owned()],
        methods: list(methods),
        headers: list(headers),
        expose: list(expose),
        max_age,
    }
}

/// What is said of a text, and the rules that the mended text comes to.
fn mended(text: &str) -> (Problem, Vec<Rule>) {
    let problem = read(text).unwrap_err();
    let repaired = problem.repaired.clone().unwrap_or_else(|| format!("nothing is offered: {problem:?} for {text}"));
    let rules = read(&repaired).unwrap_or_else(|wrong| unreachable!("{wrong:?} in {repaired}")).config.rules;
    (problem, rules)
}

// cloud.google.com/storage/docs/configuring-cors and developers.cloudflare.com, R2 API: their own
// JSON.
#[test]
fn the_forms_of_google_and_cloudflare_are_named_and_translated() {
    let r2 = format!(
        r#"{{"rules":[{{"allowed":{{"origins":["{SITE}"],"methods":["GET","PUT"],"headers":["content-type"]}},"exposeHeaders":["ETag"],"maxAgeSeconds":3600}}]}}"#
    );
    let (said, rules) = mended(&r2);
    assert!(said.text.to_string().contains("Cloudflare"), "{said:?}");
    assert_eq!(rules, [rule(&["GET", "PUT"], &["content-type"], &["ETag"], Some(3600))]);

    let one = format!(
        r#"{{"origin":["{SITE}"],"method":["GET"],"responseHeader":["Content-Type","x-*"],"maxAgeSeconds":60}}"#
    );
    for google in [format!("[{one}]"), format!(r#"{{"cors":[{one}]}}"#), one.clone()] {
        let (said, rules) = mended(&google);
        assert!(said.text.to_string().contains("Google"), "{said:?}");
        assert_eq!(rules, [rule(&["GET"], &["Content-Type", "x-*"], &["Content-Type"], Some(60))], "{google}");
    }
}

// aws/aws-sdk-js#123, #701; fruitstudios/AviaryImageEditor#3; CloudFormation and Terraform
// references.
#[test]
fn rules_within_a_call_or_a_template_are_taken_out_of_it() {
    let rules = format!(
        r#"[{{"AllowedHeaders":["*"],"AllowedMethods":["GET"],"AllowedOrigins":["{SITE}"],"ExposeHeaders":[],"MaxAgeSeconds":3000}}]"#
    );
    let small = rules.replace("Allowed", "allowed").replace("Expose", "expose").replace("MaxAge", "maxAge");
    let single = rules.replace("AllowedOrigins", "AllowedOrigin").replace("AllowedMethods", "AllowedMethod");
    let formation = rules.replace("ExposeHeaders", "ExposedHeaders").replace("MaxAgeSeconds", "MaxAge");
    let snake = rules
        .replace("AllowedHeaders", "allowed_headers")
        .replace("AllowedMethods", "allowed_methods")
        .replace("AllowedOrigins", "allowed_origins")
        .replace("ExposeHeaders", "expose_headers")
        .replace("MaxAgeSeconds", "max_age_seconds");
    let wanted = [rule(&["GET"], &["*"], &[], Some(3000))];
    for (text, says) in [
        (format!(r#"{{"Bucket":"acme","CORSConfiguration":{{"CORSRules":{rules}}}}}"#), "whole request"),
        (format!(r#"{{"CORSConfiguration":{{"CORSRules":{rules}}}}}"#), "whole request"),
        (format!(r#"{{"Bucket":"acme","CORSRules":{rules}}}"#), "whole request"),
        (format!(r#"{{"CorsConfiguration":{{"CorsRules":{formation}}}}}"#), "CloudFormation"),
        (
            format!(r#"{{"Type":"AWS::S3::Bucket","Properties":{{"CorsConfiguration":{{"CorsRules":{formation}}}}}}}"#),
            "CloudFormation",
        ),
        (format!(r#"{{"cors_rule":{snake}}}"#), "Terraform"),
        (small, "allowedHeaders"),
        (single, "AllowedMethod"),
        (rules[1..rules.len() - 1].to_owned(), "single rule"),
    ] {
        let (said, rules) = mended(&text);
        assert!(said.text.to_string().contains(says), "{says}: {said:?}");
        assert_eq!(rules, wanted, "{text}");
    }
}

#[test]
fn what_would_lose_a_word_is_not_translated() {
    for text in [
        format!(
            r#"{{"Bucket":"a","CORSConfiguration":{{"CORSRules":[{{"AllowedOrigins":["{SITE}"],"AllowedMethods":["GET"],"AllowCredentials":true}}]}}}}"#
        ),
        format!(r#"[{{"origin":["{SITE}"],"method":["GET"],"Comment":"x"}}]"#),
        format!(r#"{{"rules":[{{"allowed":{{"origins":["{SITE}"]}}}}]}}"#),
    ] {
        let problem = read(&text).unwrap_err();
        assert_eq!(problem.repaired, None, "{text}");
    }
}

#[test]
fn terraforms_language_is_translated() {
    let text = format!(
        "resource \"aws_s3_bucket_cors_configuration\" \"a\" {{\n  bucket = \"acme\"\n\n  cors_rule {{\n    # ours\n    allowed_headers = [\"*\"]\n    \
         allowed_methods = [\n      \"GET\",\n      \"PUT\",\n    ]\n    allowed_origins = [\"{SITE}\"]\n    max_age_seconds = 3000 # s\n  }}\n}}\n"
    );
    let (said, rules) = mended(&text);
    assert!(said.text.to_string().contains("Terraform"), "{said:?}");
    assert_eq!(rules, [rule(&["GET", "PUT"], &["*"], &[], Some(3000))]);
    let variable = text.replace(&format!("\"{SITE}\""), "var.site");
    let problem = read(&variable).unwrap_err();
    assert_eq!(
        (problem.repaired, problem.text.to_string().contains("Terraform")),
        (None, true),
        "a variable has no value here"
    );
}

#[test]
fn rules_in_xml_get_their_root_and_lose_what_is_around_them() {
    let one = format!("<CORSRule><AllowedOrigin>{SITE}</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>");
    let whole = format!("<CORSConfiguration>{one}</CORSConfiguration>");
    for text in [
        one.clone(),
        format!("<?xml version=\"1.0\"?>\n{one}"),
        format!("```xml\n{whole}\n```"),
        format!("Paste this:\n{whole}\nThen save."),
    ] {
        let (said, rules) = mended(&text);
        assert!(!said.text.to_string().is_empty());
        assert_eq!(rules, [rule(&["GET"], &[], &[], None)], "{text}");
    }
    let (_, rules) = mended(&format!("{one}{one}"));
    assert_eq!(rules.len(), 2);
}

// Seen in posted rules.
#[test]
fn a_number_is_told_what_is_wrong_with_it() {
    let with =
        |age: &str| format!(r#"[{{"AllowedMethods":["GET"],"AllowedOrigins":["{SITE}"],"MaxAgeSeconds":{age}}}]"#);
    for (age, says, mended) in [
        ("3000.0", "whole number of seconds, which 3000.0 is not", Some(3000)),
        ("3000.5", "whole number of seconds, which 3000.5 is not", None),
        ("1e3", "whole number", None),
        ("\"3000\"", "without quotes", Some(3000)),
        ("31536000000", "too large", None),
        ("-31536000000", "too large", None),
        ("true", "without quotes", None),
    ] {
        let problem = read(&with(age)).unwrap_err();
        assert!(problem.text.to_string().contains(says), "{age}: {problem:?}");
        let repaired = problem.repaired.map(|text| read(&text).unwrap().config.rules[0].max_age.unwrap());
        assert_eq!(repaired, mended, "{age}");
    }
    assert_eq!(read(&with("null")).unwrap().config.rules[0].max_age, None);
    let xml = |age: &str| {
        format!(
            "<CORSConfiguration><CORSRule><AllowedOrigin>{SITE}</AllowedOrigin><AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>{age}</MaxAgeSeconds></CORSRule></CORSConfiguration>"
        )
    };
    assert!(read(&xml("31536000000")).unwrap_err().text.to_string().contains("too large"));
    assert!(read(&xml("3000.0")).unwrap_err().text.to_string().contains("whole number"));
}

// aws/aws-cli#343, and what README files have.
#[test]
fn what_a_page_or_a_shell_puts_around_is_taken_off_on_offer() {
    let rules = format!(
        r#"[{{"AllowedHeaders":["*"],"AllowedMethods":["GET"],"AllowedOrigins":["{SITE}"],"ExposeHeaders":[]}}]"#
    );
    let config = Config { rules: vec![rule(&["GET"], &["*"], &[], None)] };
    for text in [
        format!("```json\n{rules}\n```"),
        rules.replace(",\"AllowedMethods\"", ", // which\n\"AllowedMethods\"").replace("]}]", "],}] /* end */"),
        rules.replace('"', "”"),
        rules.replace('"', "'"),
        rules.replace(':', ":\u{a0}").replace("https:\u{a0}", "https:"),
        format!("aws s3api put-bucket-cors --bucket acme --cors-configuration '{{\"CORSRules\":{rules}}}'"),
        format!("\u{feff}Rules:\n{rules}\nDone."),
        format!("```\n{{\"Bucket\":\"acme\",\"CORSConfiguration\":{{\"CORSRules\":{rules},}}}}\n```"),
        rules.replace("[\"GET\"],", "[\"GET\"] "),
    ] {
        let (said, rules) = mended(&text);
        assert!(!said.text.to_string().contains("policy") && !said.text.to_string().contains("AWS"), "{said:?}");
        assert_eq!(Config { rules }, config, "{text}");
    }
    assert!(read(&rules.replace("[\"GET\"]", "[GET]")).unwrap_err().repaired.is_none());
}
