//! Each language is read back by a reader of its own that nobody here wrote: the shells, Python's
//! readers of INI files and property lists, `aws`'s of JMESPath. Where none is on every computer
//! that runs these tests, the letters are compared with what the language's own page says.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::Write as _;
use std::process::{Command, Stdio};

use proptest::prelude::*;

use super::*;

/// What a program writes when it is given `input`.
fn said(program: &str, args: &[&str], input: &str) -> String {
    let mut child = Command::new(program)
        .args(args)
        .env("PYTHONUTF8", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let write = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    write.join().unwrap().unwrap();
    assert!(output.status.success(), "{program}");
    String::from_utf8(output.stdout).unwrap()
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a'\"$`(){};&|<>\\\\!*?\\[\\]#~ =%,\n\t-]{0,24}",
        any::<String>().prop_map(|text| text.replace('\0', "")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_shell_reads_each_word_as_it_is(texts in proptest::collection::vec(any_text(), 1..40)) {
        let words: Vec<String> = texts.iter().map(|text| shell(text)).collect();
        let script = format!("for word in {}; do printf '%s<end>' \"$word\"; done\n", words.join(" "));
        let wanted: String = texts.iter().map(|text| format!("{text}<end>")).collect();
        for program in ["sh", "bash"] {
            prop_assert_eq!(&said(program, &[], &script), &wanted);
        }
    }

    #[test]
    fn a_shell_and_python_read_each_line_of_an_env_file(texts in proptest::collection::vec(any_text(), 1..20)) {
        for text in texts {
            let value = dotenv(&text);
            prop_assert!(!value.contains('\n'));
            let read = said("sh", &[], &format!("VALUE={value}\nprintf '%s' \"$VALUE\"\n"));
            prop_assert_eq!(read, ini(&text));
        }
    }

    #[test]
    fn json_reads_back(text in any_text()) {
        prop_assert_eq!(serde_json::from_str::<String>(&json(&text)).unwrap(), text.clone());
        let literal = jmespath(&text);
        let inside = literal.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).unwrap();
        prop_assert!(!inside.contains('`'));
        prop_assert_eq!(serde_json::from_str::<String>(inside).unwrap(), text);
    }

    #[test]
    fn xml_reads_back(text in any_text()) {
        let wanted: String = text.chars().map(|letter| if forbidden_in_xml(letter) { ' ' } else { letter }).collect();
        let read = xml(&text);
        prop_assert!(!read.contains(['<', '>', '"', '\'']));
        prop_assert_eq!(quick_xml::escape::unescape(&read).unwrap(), wanted);
    }

    /// By the rules of the language: a string ends at a mark that no backslash stands before, and a
    /// template begins at an opening brace behind `$` or `%`.
    #[test]
    fn a_string_of_hcl_neither_ends_nor_begins_a_template(text in any_text()) {
        let inside = hcl_inside(&text);
        let begins = ["${", "%{"].iter().any(|sign| inside.contains(sign));
        prop_assert!(!begins && !inside.contains(char::is_control), "{}", inside);
        let mut read = String::new();
        let mut letters = inside.chars();
        while let Some(letter) = letters.next() {
            prop_assert_ne!(letter, '"');
            if letter != '\\' {
                read.push(letter);
                continue;
            }
            match letters.next().unwrap() {
                'u' => {
                    let digits: String = letters.by_ref().take(4).collect();
                    read.push(char::from_u32(u32::from_str_radix(&digits, 16).unwrap()).unwrap());
                }
                other => read.push(other),
            }
        }
        prop_assert_eq!(read, text);
    }

    #[test]
    fn a_line_is_one_line(text in any_text()) {
        for one in [line(&text), systemd_line(&text), ini(&text).to_owned()] {
            let ends = one.contains(['\n', '\r', '\u{1b}']);
            prop_assert!(!ends, "{}", one);
        }
        prop_assert!(!systemd_line(&text).ends_with('\\'));
        prop_assert!(!systemd(&text).contains('\n'));
    }
}

/// `RawConfigParser` is what botocore reads its files with.
#[test]
fn python_reads_each_line_of_an_ini_file() {
    let texts = [
        "plain",
        "a'b\"c",
        "50% of ${HOME} #not a comment ;nor this",
        "x\n[evil]\nkey = 1",
        "a=b:c",
        "\r\nx",
        "tab\there",
    ];
    let lines: String = texts.iter().enumerate().map(|(nth, text)| format!("k{nth} = {}\n", ini(text))).collect();
    let read = "import configparser,json,sys\np=configparser.RawConfigParser(default_section=None)\n\
                p.read_string(sys.stdin.read())\nprint(json.dumps({s:dict(p.items(s)) for s in p.sections()}))";
    let read: serde_json::Value =
        serde_json::from_str(&said("python3", &["-c", read], &format!("[own]\n{lines}"))).unwrap();
    let own = read["own"].as_object().unwrap();
    assert_eq!((read.as_object().unwrap().len(), own.len()), (1, texts.len()), "{read}");
    for (nth, text) in texts.iter().enumerate() {
        assert_eq!(own[&format!("k{nth}")], ini(text).trim(), "{text:?}");
    }
}

/// What `rclone config dump` shows of each is the second.
#[test]
fn values_of_rclone_are_neither_quoted_nor_filled_in_by_it() {
    for (value, written) in [
        ("eu-central-1", "eu-central-1"),
        ("a#b;c \"d\"", "a#b;c \"d\""),
        ("`x`", "\"\"\"`x`\"\"\""),
        ("\"\"\"y", "\"\"\"\"\"\"y\"\"\""),
        (" x ", "\"\"\" x \"\"\""),
        ("https://h/%(secret_access_key)s", "https://h/"),
        ("eu\n[evil]", "eu"),
    ] {
        assert_eq!(rclone(value), written);
    }
}

#[test]
fn powershell_takes_typographers_marks_for_its_own() {
    assert_eq!(powershell("a'b"), "'a''b'");
    assert_eq!(powershell("a\u{2019}; calc; \u{2018}"), "'a\u{2019}\u{2019}; calc; \u{2018}\u{2018}'");
    assert_eq!(powershell("\u{201a}\u{201b}$(x)`n"), "'\u{201a}\u{201a}\u{201b}\u{201b}$(x)`n'");
}

#[test]
fn words_of_windows_are_taken_apart_again() {
    for (word, wanted) in [
        ("b1-x", "b1-x"),
        ("", "\"\""),
        ("a b", "\"a b\""),
        (r#"a"b"#, r#""a\"b""#),
        (r"ends\", r#""ends\\""#),
        (r#"a\\"b"#, r#""a\\\\\"b""#),
        ("x & calc", "\"x & calc\""),
    ] {
        assert_eq!(windows(word), wanted);
    }
}

#[test]
fn sql_and_hcl_by_their_pages() {
    assert_eq!(sql_inside(r"it's\'; DROP"), r"it''s\\''; DROP");
    assert_eq!(hcl("a\"${b}%{c}$${d}\n\\"), r#""a\"\u0024{b}\u0025{c}$\u0024{d}\u000a\\""#);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn python_reads_each_field_of_a_table_and_none_calculates(texts in proptest::collection::vec(any_text(), 1..40)) {
        let row = texts.iter().map(|text| csv(text)).collect::<Vec<_>>().join(",");
        let script = "import csv, io, json, sys\nrows = list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode(), newline='')))\njson.dump(rows, sys.stdout)";
        let rows: Vec<Vec<String>> = serde_json::from_str(&said("python3", &["-c", script], &row)).unwrap();
        prop_assert_eq!(rows.len(), 1);
        prop_assert_eq!(rows[0].len(), texts.len());
        for (read, text) in rows[0].iter().zip(&texts) {
            prop_assert!(read == text || *read == format!("'{text}"), "{read:?}");
            prop_assert!(!read.trim_start().starts_with(['=', '+', '-', '@']), "{read:?}");
        }
    }

    #[test]
    fn python_reads_each_file_name_of_a_header(names in proptest::collection::vec(any_text(), 1..20)) {
        let headers: Vec<String> = names.iter().map(|name| disposition("attachment", name)).collect();
        // Of both forms the second is for readers that know it.
        let script = "import json, sys\nfrom email.message import Message\nfrom email.utils import collapse_rfc2231_value\nread = []\nfor header in json.load(sys.stdin):\n    m = Message()\n    m['content-disposition'] = header\n    told = [v for k, v in m.get_params(header='content-disposition') if k == 'filename']\n    read.append([m.get_content_disposition(), collapse_rfc2231_value(told[-1]) if told else None])\njson.dump(read, sys.stdout)";
        let given = serde_json::to_string(&headers).unwrap();
        let read: Vec<(String, Option<String>)> = serde_json::from_str(&said("python3", &["-c", script], &given)).unwrap();
        for ((kind, read), (name, header)) in read.into_iter().zip(names.iter().zip(&headers)) {
            prop_assert!(header.is_ascii() && !header.contains(['\r', '\n']), "{header:?}");
            prop_assert_eq!(kind, "attachment");
            let wanted = line(name).replace(['/', '\\'], "_").trim().to_owned();
            prop_assert_eq!(read.unwrap_or_default(), wanted);
        }
    }
}

#[test]
fn a_file_name_has_one_form_for_old_readers_and_one_for_all_others() {
    for (name, header) in [
        ("report 1.pdf", "attachment; filename=\"report 1.pdf\""),
        ("Übersicht.pdf", "attachment; filename=\"_bersicht.pdf\"; filename*=UTF-8''%C3%9Cbersicht.pdf"),
        ("a\"b.txt", "attachment; filename=\"a_b.txt\"; filename*=UTF-8''a%22b.txt"),
        ("it's (1)*.txt", "attachment; filename=\"it_s (1)_.txt\"; filename*=UTF-8''it%27s%20%281%29%2A.txt"),
        ("a\r\nSet-Cookie: x", "attachment; filename=\"a  Set-Cookie_ x\"; filename*=UTF-8''a%20%20Set-Cookie%3A%20x"),
        ("../../etc/passwd", "attachment; filename=\".._.._etc_passwd\""),
        ("invoice\u{202e}fdp.exe", "attachment; filename=\"invoice fdp.exe\""),
        ("100%.txt", "attachment; filename=\"100_.txt\"; filename*=UTF-8''100%25.txt"),
        ("🦀", "attachment; filename=\"_\"; filename*=UTF-8''%F0%9F%A6%80"),
        (" ", "attachment"),
    ] {
        assert_eq!(disposition("attachment", name), header, "{name:?}");
    }
}

#[test]
fn a_name_that_no_file_system_takes_is_shortened_before_its_ending() {
    let header = disposition("attachment", &format!("{}.tar.gz", "ü".repeat(500)));
    let name = percent_encoding::percent_decode_str(header.split("UTF-8''").nth(1).unwrap()).decode_utf8().unwrap();
    assert_eq!(*name, format!("{}.gz", "ü".repeat(126)));
    assert!(header.len() < 1_100, "{}", header.len());
    let name = "x".repeat(300);
    assert_eq!(disposition("inline", &name), format!("inline; filename=\"{}\"", &name[..255]));
}

#[test]
fn a_field_that_a_spreadsheet_of_east_asia_would_calculate_is_text() {
    for field in ["\u{ff1d}1+1", " \u{ff0b}1", "\u{ff0d}1", "\u{ff20}sum", "\n=1"] {
        assert_eq!(csv(field), format!("\"'{field}\""));
    }
    assert_eq!(line("a\u{61c}b"), "a b");
}
