//! Texts that say names and values in a shape of their own, brought into the one that the
//! recognisers read: secrets of Kubernetes (base64), Hadoop's XML, and the lists and wrapped values
//! of other programs' JSON.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ground::Secret;
use quick_xml::{Reader, events::Event};
use serde_json::{Map, Value};

use super::lines::Pair;

/// Values in one list, at most.
const VALUES: usize = 2_000;

/// A text with the values of Kubernetes secrets decoded: lines below `data:` in a document that
/// says `kind: Secret`.
pub(super) fn kubernetes(text: &str) -> Option<String> {
    if !text.lines().any(|line| line.trim() == "kind: Secret") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for document in text.split_inclusive("\n---") {
        let secret = document.lines().any(|line| line.trim_start_matches("- ").trim() == "kind: Secret");
        let mut data: Option<usize> = None;
        for line in document.split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            if data.is_some_and(|outer| indent <= outer && !line.trim().is_empty()) {
                data = None;
            }
            if secret && line.trim() == "data:" {
                data = Some(indent);
            }
            match data.and_then(|_| decoded_line(line)) {
                Some(decoded) => out.push_str(&decoded),
                None => out.push_str(line),
            }
        }
    }
    Some(out)
}

fn decoded_line(line: &str) -> Option<String> {
    let (name, value) = line.split_once(':')?;
    let value = decoded(value.trim().trim_matches(['"', '\'']))?;
    Some(format!("{name}: {value}\n"))
}

/// A value in base64, where it is one and a single line of text.
fn decoded(value: &str) -> Option<String> {
    let bytes = STANDARD.decode(value).ok().filter(|bytes| !bytes.is_empty())?;
    String::from_utf8(bytes).ok().map(|text| text.trim().to_owned()).filter(|text| !text.contains(char::is_control))
}

/// `<property><name>…</name><value>…</value></property>` of Hadoop's files.
pub(super) fn hadoop(text: &str) -> Vec<Pair> {
    let Some(at) = text.find("<configuration").filter(|_| text.contains("fs.s3a.")) else { return Vec::new() };
    let mut reader = Reader::from_str(&text[at..]);
    let (mut pairs, mut words, mut name) = (Vec::new(), String::new(), None);
    while pairs.len() < VALUES {
        match reader.read_event() {
            Ok(Event::Start(_)) => words.clear(),
            Ok(Event::Text(text)) => words.push_str(&text),
            Ok(Event::End(tag)) => match (tag.name().as_ref(), name.take()) {
                ("name", _) => name = Some(words.trim().to_owned()),
                ("value", Some(name)) => {
                    pairs.push(Pair { name, value: Secret::new(words.trim().to_owned()), cut: false });
                }
                ("configuration", _) => break,
                (_, kept) => name = kept,
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    pairs
}

/// An object of another shape as names and values: a secret of Kubernetes, outputs of Terraform.
pub(super) fn object(object: &Map<String, Value>) -> Option<Map<String, Value>> {
    if object.get("kind").and_then(Value::as_str) == Some("Secret") {
        let data = object.get("data")?.as_object()?;
        let plain = |value: &Value| value.as_str().and_then(decoded).map(Value::String);
        let mut values: Map<_, _> =
            data.iter().filter_map(|(name, value)| Some((name.clone(), plain(value)?))).collect();
        let name = object.get("metadata").and_then(|metadata| metadata.get("name"));
        values.extend(name.map(|name| ("name".to_owned(), name.clone())));
        return Some(values);
    }
    // A service credential of IBM Cloud: its address is elsewhere, and depends on where the bucket
    // is.
    if let Some(keys) = object.get("cos_hmac_keys").and_then(Value::as_object) {
        let mut values = keys.clone();
        values.extend([("provider".to_owned(), "IBMCOS".into())]);
        return Some(values);
    }
    let wrapped = |value: &Value| {
        let marked = value.get("sensitive").is_some() || value.get("type").is_some();
        value.get("value").filter(|_| marked).cloned()
    };
    let values: Map<_, _> =
        object.iter().filter_map(|(name, value)| Some((name.clone(), wrapped(value)?))).take(VALUES).collect();
    (!values.is_empty()).then_some(values)
}

/// A list as names and values: `{"name": …, "value": …}` of container definitions, `"NAME=value"`
/// of Docker.
pub(super) fn list(all: &[Value]) -> Option<Map<String, Value>> {
    let one = |value: &Value| {
        let of = |key: &str| value.get(key).and_then(Value::as_str);
        let named = of("name").or(of("Name")).zip(of("value").or(of("Value")));
        let (name, value) = named.or_else(|| value.as_str()?.split_once('='))?;
        Some((name.to_owned(), Value::String(value.to_owned())))
    };
    let values: Map<_, _> = all.iter().filter_map(one).take(VALUES).collect();
    (!values.is_empty()).then_some(values)
}

/// The keys that Terraform's state has of an `aws_iam_access_key`.
pub(super) fn terraform_keys(object: &Map<String, Value>) -> Vec<Map<String, Value>> {
    if object.get("type").and_then(Value::as_str) != Some("aws_iam_access_key") {
        return Vec::new();
    }
    let instances = object.get("instances").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let names = [("id", "access_key_id"), ("secret", "secret_access_key"), ("user", "UserName")];
    let one = |instance: &Value| {
        let attributes = instance.get("attributes")?;
        Some(names.iter().filter_map(|(from, to)| Some(((*to).to_owned(), attributes.get(from)?.clone()))).collect())
    };
    instances.iter().filter_map(one).collect()
}
