#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;

use super::{decide::fits, *};

fn rule(origins: &str, methods: &str, headers: &str) -> Rule {
    let list = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    Rule { origins: list(origins), methods: list(methods), headers: list(headers), ..Rule::default() }
}

fn asked(origin: &str, method: &str, headers: &str) -> Preflight {
    let headers = headers.split(',').map(str::to_owned).collect();
    Preflight { origin: origin.into(), method: method.into(), headers }
}

#[test]
fn the_first_rule_that_fits_in_everything_counts() {
    let config = Config {
        rules: vec![
            rule("https://*.example.org", "GET", ""),
            rule("https://app.example.org http://localhost:3000", "PUT GET", "Content-* x-amz-date"),
            rule("*", "HEAD", "*"),
        ],
    };
    let by = |origin, method, headers| decide(&config, &asked(origin, method, headers)).rule;
    assert_eq!(by("https://app.example.org", "GET", ""), Some(0));
    assert_eq!(by("https://app.example.org", "GET", "content-type"), Some(1));
    assert_eq!(by("https://app.example.org", "PUT", "Content-Type, X-Amz-Date"), Some(1));
    assert_eq!(by("https://app.example.org", "PUT", "authorization"), None);
    assert_eq!(by("https://else.example.org", "PUT", ""), None);
    assert_eq!(by("null", "HEAD", "anything"), Some(2));
    assert_eq!(by("https://x.y.example.org", "GET", ""), Some(0));
    assert_eq!(by("https://example.org", "GET", ""), None);
    assert_eq!(by("https://app.example.org:8443", "PUT", ""), None);
    assert_eq!(by("", "HEAD", ""), None, "no page asks without its site");
    assert_eq!(by("https://app.example.org", "put", ""), None, "methods are exact");
    assert_eq!(by("HTTPS://APP.example.org", "PUT", ""), None, "sites are exact");
}

#[test]
fn a_refusal_names_the_line() {
    let config = Config { rules: vec![rule("https://a.org", "GET", "x-one")] };
    let why = |origin, method, headers| {
        let verdict = decide(&config, &asked(origin, method, headers));
        (verdict.misses[0].line.clone(), verdict.why.to_string())
    };
    assert_eq!(why("https://b.org", "GET", "").0, RulePart::Origins);
    assert_eq!(why("https://a.org", "PUT", "").0, RulePart::Methods);
    let (line, sentence) = why("https://a.org", "GET", "x-one, X-Two");
    assert_eq!(line, RulePart::Headers { header: "x-two".into() });
    assert!(sentence.contains("AllowedHeaders: x-one") && sentence.contains("x-two"), "{sentence}");
    let none = decide(&Config::default(), &asked("https://a.org", "GET", ""));
    assert!(none.why.to_string().contains("no rules"), "{}", none.why);
}

#[test]
fn ceph_stops_at_the_first_rule_that_names_the_site() {
    let config = Config { rules: vec![rule("https://a.org", "GET", ""), rule("https://a.org", "PUT", "*")] };
    let put = asked("https://a.org", "PUT", "content-type");
    assert_eq!(decide(&config, &put).rule, Some(1));
    assert!(!decide_as(&config, &put, Order::FirstOrigin).allowed);
}

#[test]
fn sites_are_mended_as_a_browser_writes_them() {
    for (text, instead) in [
        ("app.example.org", &["https://app.example.org"][..]),
        ("https://app.example.org/", &["https://app.example.org"]),
        ("https://app.example.org/a/b?c#d", &["https://app.example.org"]),
        ("https://app.example.org:443", &["https://app.example.org"]),
        ("http://app.example.org:80", &["http://app.example.org"]),
        ("HTTPS://App.Example.org", &["https://app.example.org"]),
        (" https://app.example.org ", &["https://app.example.org"]),
        ("\"https://app.example.org\"", &["https://app.example.org"]),
        ("*.example.org", &["https://*.example.org", "https://example.org"]),
        ("localhost:3000", &["http://localhost:3000"]),
        ("10.0.0.7", &["http://10.0.0.7"]),
        ("203.0.113.7:8443", &["http://203.0.113.7:8443"]),
        ("2001:db8::7", &["http://[2001:db8::7]"]),
        ("https://a.org, b.org", &["https://a.org", "https://b.org"]),
        ("https://a.org.", &["https://a.org"]),
        ("https://bücher.example", &["https://xn--bcher-kva.example"]),
    ] {
        let repair = repair_origin(text).unwrap_or_else(|| panic!("{text} is taken as it is"));
        assert_eq!(repair.instead, instead, "{text}");
    }
    for text in [
        "https://a.org",
        "http://localhost:3000",
        "*",
        "null",
        "https://*.a.org",
        "http://[::1]:8080",
        "tauri://localhost",
        "https://a.org:*",
    ] {
        assert_eq!(repair_origin(text), None, "{text}");
    }
    for text in ["", "https://", "https://*.*.org", "https://a b", "YOUR.OTHER APP", "https://a.org:99999", "<site>"] {
        let repair = repair_origin(text).unwrap_or_else(|| panic!("{text} is taken as it is"));
        assert!(repair.stops, "{text}");
    }
}

#[test]
fn the_address_of_a_caller_is_no_origin_and_it_says_why() {
    for text in ["203.0.113.7", "203.0.113.7:443", "10.0.0.0/8", "2001:db8::7", "[2001:db8::7]:443"] {
        let why = repair_origin(text).unwrap_or_else(|| panic!("{text} is taken as it is")).why.to_string();
        assert!(why.contains("address of a web page") && why.contains("IP address"), "{text}: {why}");
    }
    for text in ["app.example.org", "localhost:3000", "1.example.org"] {
        let why = repair_origin(text).unwrap_or_else(|| panic!("{text} is taken as it is")).why.to_string();
        assert!(!why.contains("IP address"), "{text}: {why}");
    }
}

#[test]
fn all_three_forms_are_read() {
    let console = r#"[{"AllowedHeaders":["*"],"AllowedMethods":["GET"],"AllowedOrigins":["https://app.kolena.io"],"ExposeHeaders":[]}]"#;
    let xml = "<?xml version=\"1.0\"?><CORSConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><CORSRule>\
        <AllowedOrigin>https://app.kolena.io</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>*</AllowedHeader>\
        </CORSRule></CORSConfiguration>";
    let wanted = Config { rules: vec![rule("https://app.kolena.io", "GET", "*")] };
    for (text, form) in [
        (console.to_owned(), Form::Console),
        (format!("{{\"CORSRules\":{console}}}"), Form::CommandLine),
        (xml.to_owned(), Form::Xml),
    ] {
        assert_eq!(read(&text).unwrap(), Read { config: wanted.clone(), form });
    }
    assert_eq!(read(" \n").unwrap().config, Config::default());
}

#[test]
fn what_is_no_configuration_is_said_with_its_place() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"ccc\">]><CORSConfiguration>&b;</CORSConfiguration>";
    let two = "[{\"AllowedMethods\":[\"GET\"],\n\"AllowedMethods\":[],\"AllowedOrigins\":[]}]";
    for (text, line, says) in [
        ("[{\"AllowedMethods\":[\"GET\"]}]", 1, "AllowedOrigins"),
        (two, 2, "twice"),
        ("[{\n\"AllowedOrigin\":[]}]", 2, "not part of a rule"),
        ("nonsense", 1, "begin with"),
        (bomb, 1, "document type"),
        ("<CORSConfiguration>&b;</CORSConfiguration>", 1, "Entities"),
        ("<CORSConfiguration>\n<CORSRule><AllowedOrigin>a</CORSRule></CORSConfiguration>", 2, "XML"),
        ("<CORSConfiguration><Rule/></CORSConfiguration>", 1, "Expected: CORSRule"),
        ("<CORSConfiguration>", 1, "too early"),
        (r#"{"Statement":[{"Principal":"*"}]}"#, 1, "bucket policy"),
        (r#"{"Statement":[{"Principal":"*","Action":"sts:AssumeRole"}]}"#, 1, "trust policy"),
        ("[{\"AllowedMethods\":[\"GET\"]", 1, "too early"),
        (r#"[{"Effect":"Allow","Action":"s3:*"}]"#, 1, "policy statements"),
        (r#"{"Rules":[{"ID":"a"}]}"#, 1, "another setting"),
        (r#"[{"AllowedMethods":["GET"],"AllowedOrigins":["*"],"MaxAgeSeconds":"5"}]"#, 1, "whole number"),
        (r#"[{"AllowedMethods":{},"AllowedOrigins":["*"]}]"#, 1, "list of such texts"),
        (r#"["https://a.org"]"#, 1, "curly brackets"),
        ("[{'AllowedMethods':[]}]", 1, "straight double"),
        (r#"[{"AllowedMethods":["GET"] "AllowedOrigins":["*"]}]"#, 1, "comma is missing"),
    ] {
        let problem = read(text).unwrap_err();
        assert_eq!(problem.line, line, "{text}: {problem:?}");
        assert!(problem.text.to_string().contains(says), "{text}: {problem:?}");
    }
    assert_eq!(read("[{\"ID\":\"é€\",x}]").unwrap_err().column, 13, "columns count characters, not bytes");
    assert!(read(&"[".repeat(50_000)).is_err(), "depth is bounded");
    assert!(read(&" ".repeat(70_000)).unwrap_err().text.to_string().contains("64 KB"));
}

#[test]
fn published_slips_are_mended_on_offer() {
    let trailing = "[{\"AllowedMethods\":[\"GET\",],\"AllowedOrigins\":[\"a,]\"],}]";
    let mended = read(trailing).unwrap_err().repaired.unwrap();
    assert_eq!(read(&mended).unwrap().config.rules[0].origins, ["a,]"], "texts in quotes stay as they are");
    let bare = "{\"AllowedMethods\":[\"GET\"],\"AllowedOrigins\":[\"*\"]}";
    assert!(read(&read(bare).unwrap_err().repaired.unwrap()).is_ok());
}

#[test]
fn findings_name_rule_field_and_value() {
    let config = Config {
        rules: vec![
            rule("https://a.org app.example.org", "GET OPTIONS", "x-*-*"),
            Rule { expose: vec!["x-*".into()], max_age: Some(-1), ..rule("", "patch", "a:b") },
        ],
    };
    let found = check(&config);
    let has = |rule, field, value| {
        found.iter().any(|f| (f.rule, f.field, f.value, f.grade) == (Some(rule), field, value, Grade::Stop))
    };
    assert!(has(0, Field::Origins, Some(1)) && has(0, Field::Methods, Some(1)) && has(0, Field::Headers, Some(0)));
    assert!(has(1, Field::Origins, None) && has(1, Field::Methods, Some(0)) && has(1, Field::Expose, Some(0)));
    assert!(has(1, Field::MaxAge, None) && has(1, Field::Headers, Some(0)), "{found:?}");
    let many = Config { rules: vec![rule("https://a.org", "GET", ""); 101] };
    assert!(check(&many)[0].text.to_string().contains("100 rules at most"));
    let clean = templates().into_iter().find(|template| template.id == "kolena").unwrap();
    assert_eq!(check(&Config { rules: vec![clean.rule] }), []);
}

#[test]
fn every_mend_mends_what_it_is_for() {
    let config = Config {
        rules: vec![Rule {
            expose: vec!["a b".into()],
            ..rule("A.org *.b.org http://c.org http://c.org", "put OPTIONS", "x: ETag,b")
        }],
    };
    for finding in check(&config).into_iter().filter(|finding| finding.mended.is_some()) {
        let again = check(&Config { rules: vec![finding.mended.clone().unwrap()] });
        assert!(!again.contains(&finding), "{finding:?}");
    }
}

// hashicorp/terraform#22054: a site without its scheme, and with a star in its place, is in use and
// matches.
#[test]
fn what_decides_lets_in_is_not_said_to_match_nothing() {
    for (pattern, site) in [
        ("*.example.io", "https://www.example.io"),
        ("*.example.io", "http://a.b.example.io"),
        ("*://app.example.io", "https://app.example.io"),
        ("http*://app.example.io", "http://app.example.io"),
        ("*app.example.io:8443", "https://app.example.io:8443"),
        ("https://*", "https://app.example.io"),
        ("*", "null"),
        ("null", "null"),
    ] {
        let config = Config { rules: vec![rule(pattern, "GET", "*")] };
        assert!(decide(&config, &asked(site, "GET", "")).allowed, "{pattern}");
        let found = check(&config);
        assert!(found.iter().all(|finding| finding.grade == Grade::Warn), "{pattern}: {found:?}");
    }
    let config = Config { rules: vec![rule("*.example.io", "GET", "*")] };
    let found = check(&config);
    let mended = found[0].mended.clone().unwrap();
    assert_eq!(mended.origins, ["https://*.example.io", "https://example.io"], "and a closer one is on offer");
    for pattern in ["*.Example.io", "*.example.io/", "*.example.io:443/x", "HTTPS://*.a.org", "app.example.io", "*b c"]
    {
        let rule = Rule { origins: vec![pattern.into()], ..rule("", "GET", "*") };
        let found = check(&Config { rules: vec![rule] });
        assert!(found.iter().any(|finding| finding.grade == Grade::Stop), "{pattern}: {found:?}");
    }
}

#[test]
fn loose_sites_and_risks_are_warned_of() {
    for (origins, methods, says) in [
        ("https://app.example.*", "GET", "belong to others"),
        ("https://*example.org", "GET", "belong to others"),
        ("https://*", "GET", "belong to others"),
        ("http://a.org", "GET", "https://"),
        ("*", "GET", "Any website"),
        ("https://a.org", "PUT", "ETag"),
    ] {
        let found = check(&Config { rules: vec![rule(origins, methods, "")] });
        assert!(
            found.iter().any(|f| f.grade == Grade::Warn && f.text.to_string().contains(says)),
            "{origins}: {found:?}"
        );
        assert!(found.iter().all(|f| f.grade == Grade::Warn), "{origins}: {found:?}");
    }
}

#[test]
fn merging_keeps_what_others_wrote() {
    let theirs = Rule { id: Some("theirs".into()), ..rule("https://a.org", "GET", "") };
    let ours = Rule { id: Some("kolena".into()), ..rule("https://app.kolena.com", "GET", "*") };
    let config = merge(&Config { rules: vec![theirs.clone()] }, std::slice::from_ref(&ours));
    assert_eq!(config.rules, [theirs.clone(), ours.clone()]);
    assert_eq!(merge(&config, std::slice::from_ref(&ours)), config, "twice is once");
    let other_name = Rule { id: None, ..ours.clone() };
    assert_eq!(merge(&config, &[other_name]), config, "the same under another name is there already");
    let wider = Rule { origins: vec!["https://app.kolena.com".into(), "https://app.kolena.io".into()], ..ours };
    assert_eq!(merge(&config, std::slice::from_ref(&wider)).rules, [theirs, wider], "ours is brought up to date");
}

#[test]
fn differences_are_sentences() {
    let old = Config { rules: vec![rule("https://a.org", "GET HEAD", "*"), rule("*", "GET", "")] };
    let new = Config { rules: vec![rule("https://a.org https://b.org", "GET HEAD PUT", "*")] };
    let told: Vec<String> = changes(&old, &new).into_iter().map(|change| change.text.to_string()).collect();
    assert_eq!(
        told,
        [
            "https://b.org can open files and upload files.",
            "https://a.org and https://b.org can also upload files.",
            "Every website can no longer open files (by this rule).",
        ]
    );
    assert_eq!(changes(&old, &old), []);
    let turned = Config { rules: old.rules.iter().rev().cloned().collect() };
    assert_eq!(changes(&old, &turned).len(), 1);
}

fn some_rule() -> impl Strategy<Value = Rule> {
    let text = "[ -~é]{0,12}";
    let list = || proptest::collection::vec(text, 1..4);
    let origins = proptest::collection::vec("(https?://)?[a-c*]{1,3}(\\.[a-c]{1,2}){0,2}", 1..4);
    (
        proptest::option::of(text),
        origins,
        proptest::collection::vec("GET|PUT|HEAD", 1..3),
        list(),
        list(),
        proptest::option::of(0..9000i32),
    )
        .prop_map(|(id, origins, methods, headers, expose, max_age)| Rule {
            id,
            origins,
            methods,
            headers,
            expose,
            max_age,
        })
}

proptest! {
    #[test]
    fn what_is_written_reads_back(rules in proptest::collection::vec(some_rule(), 0..6)) {
        let config = Config { rules };
        for form in [Form::Console, Form::CommandLine, Form::Xml] {
            let again = read(&write(&config, form)).unwrap();
            prop_assert_eq!(&again.config, &config);
            prop_assert_eq!(again.form, form);
        }
    }

    #[test]
    fn no_text_makes_reading_panic(text in ".{0,200}", cut in 0usize..400) {
        let _ = read(&text);
        let whole = write(&Config { rules: vec![rule("https://a.org", "GET", "é")] }, Form::Xml);
        let _ = read(whole.get(..cut.min(whole.len())).unwrap_or_default());
    }

    #[test]
    fn a_pattern_with_a_star_fits_exactly_what_begins_and_ends_so(head in "[ab]{0,3}", tail in "[ab]{0,3}", text in "[ab]{0,8}") {
        let middle = (head.len()..=text.len()).any(|end| text.starts_with(&head) && text[end.min(text.len())..] == tail);
        prop_assert_eq!(fits(&format!("{head}*{tail}"), &text), middle);
    }

    #[test]
    fn adding_a_rule_never_takes_anything_away(rules in proptest::collection::vec(some_rule(), 0..5), new in some_rule()) {
        let before = Config { rules };
        let new = Rule { id: None, ..new };
        let after = merge(&before, &[new]);
        for rule in &before.rules {
            for (origin, method) in rule.origins.iter().zip(&rule.methods) {
                let asked = Preflight { origin: origin.replace('*', "x"), method: method.clone(), headers: vec![] };
                prop_assert!(!decide(&before, &asked).allowed || decide(&after, &asked).allowed);
            }
        }
    }

    #[test]
    fn a_site_that_decide_lets_in_never_stops_a_draft(
        site in "(https?|tauri)://[a-c]{1,3}(\\.[a-c]{1,2}){0,2}(:8[0-9]{1,3})?",
        cut in any::<(usize, usize)>(),
        star in any::<bool>(),
    ) {
        // Only what a browser would write is a site.
        prop_assume!(repair_origin(&site).is_none());
        let (a, b) = (cut.0 % (site.len() + 1), cut.1 % (site.len() + 1));
        let pattern = if star { format!("{}*{}", &site[..a.min(b)], &site[a.max(b)..]) } else { site.clone() };
        let config = Config { rules: vec![rule(&pattern, "GET", "")] };
        prop_assert!(decide(&config, &asked(&site, "GET", "")).allowed, "{}", pattern);
        let found = check(&config);
        prop_assert!(found.iter().all(|finding| finding.grade == Grade::Warn), "{}: {:?}", pattern, found);
    }

    #[test]
    fn a_mended_site_needs_no_mending(text in "[ -~]{0,20}") {
        for site in repair_origin(&text).map(|repair| repair.instead).unwrap_or_default() {
            prop_assert_eq!(repair_origin(&site), None, "{}", site);
        }
    }

    #[test]
    fn changes_are_none_exactly_when_nothing_is_different(a in some_rule(), b in some_rule()) {
        let (a, b) = (Config { rules: vec![a] }, Config { rules: vec![b] });
        prop_assert_eq!(changes(&a, &b).is_empty(), a.same(&b));
    }
}
