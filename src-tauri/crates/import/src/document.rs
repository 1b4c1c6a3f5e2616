//! What JSON says about logins: Cloud Foundry's broker credentials in every wrapping (`cf env`, `cf
//! service-key`, `VCAP_SERVICES`), what the `aws` command prints, and the objects of other programs
//! that use the same names.
//!
//! An object that names a key is one login, wherever it stands; the object around it gives it its
//! name.

use serde_json::{Map, Value};

use super::{
    address,
    field::{self, ImportField},
    found::{Found, From},
    reshaped,
};

/// Levels that are looked through; known logins lie higher. JSON in a text of JSON is counted from
/// where it stands.
const DEPTH: usize = 24;
/// Logins in one document, at most.
const LOGINS: usize = 200;

/// All logins of an object. `cut`: the text breaks off within it.
pub(super) fn read(value: &Value, cut: bool) -> Vec<Found> {
    let mut found = Vec::new();
    walk(value, &Around::default(), 0, &mut found);
    if let (true, Some(last)) = (cut, found.last_mut()) {
        for field in [ImportField::AccessKey, ImportField::SecretKey] {
            if !last.has(field) {
                last.cut(field);
            }
        }
    }
    found
}

/// What the objects around one say about it.
#[derive(Clone, Copy, Default)]
struct Around<'a> {
    name: &'a str,
    broker: bool,
    /// The aliases of the MinIO client, and one of them.
    aliases: bool,
    alias: bool,
}

fn walk(value: &Value, around: &Around<'_>, depth: usize, found: &mut Vec<Found>) {
    if depth > DEPTH || found.len() >= LOGINS {
        return;
    }
    match value {
        Value::Object(object) => {
            let keys = reshaped::terraform_keys(object);
            let other = reshaped::object(object);
            let logins = keys.iter().chain(&other).chain([object]).filter_map(|object| login(object, around));
            let before = found.len();
            found.extend(logins);
            if found.len() > before {
                return;
            }
            for (key, value) in object {
                walk(value, &below(object, key, value, around), depth + 1, found);
            }
        }
        Value::Array(all) => match reshaped::list(all).and_then(|list| login(&list, around)) {
            Some(login) => found.push(login),
            None => all.iter().for_each(|value| walk(value, around, depth + 1, found)),
        },
        // VCAP_SERVICES is itself a text of JSON in some programs' output.
        Value::String(text) if text.trim_start().starts_with('{') => {
            if let Ok(inner) = serde_json::from_str::<Value>(text) {
                walk(&inner, around, depth + 8, found);
            }
        }
        _ => {}
    }
}

/// What is around the `value` that an object has under `key`.
fn below<'a>(object: &'a Map<String, Value>, key: &'a str, value: &Value, around: &Around<'a>) -> Around<'a> {
    let names = ["instance_name", "name", "Arn", "UserName"];
    let own = names.iter().filter_map(|name| object.get(*name)?.as_str()).find(|name| !name.is_empty());
    let user = object.get("AssumedRoleUser").and_then(|user| user.get("Arn")).and_then(Value::as_str);
    let services = |key: &str| object.get(key).is_some_and(Value::is_array);
    let broker = ["credentials", "VCAP_SERVICES"].iter().any(|key| object.contains_key(*key)) || services("s3");
    // An alias of the MinIO client and a remote that rclone prints are called what they stand
    // under.
    let remote = value.get("type").and_then(Value::as_str) == Some("s3");
    let own = if around.aliases || remote { Some(key) } else { own };
    let aliases = matches!(key, "aliases" | "hosts") && object.contains_key("version");
    Around {
        name: own.or(user).unwrap_or(around.name),
        broker: around.broker || broker,
        aliases,
        alias: around.aliases,
    }
}

/// The login that an object holds itself. Objects within it are looked through for the bucket and
/// the rest.
fn login(object: &Map<String, Value>, around: &Around<'_>) -> Option<Found> {
    let names = |wanted: ImportField| {
        object.iter().any(|(name, value)| {
            value.is_string() && field::of_variable(name).is_some_and(|(field, _)| field == wanted)
        })
    };
    let uri = object.get("uri").and_then(Value::as_str).and_then(address::value);
    let broker = around.broker || object.contains_key("additional_buckets") || object.contains_key("fips_endpoint");
    if !(names(ImportField::AccessKey) && names(ImportField::SecretKey) || uri.is_some() || strong_key(object)) {
        return None;
    }
    let from = match (broker, object.keys().any(|key| key == "AccessKeyId" || key == "accessKeyId")) {
        _ if around.alias => From::MinioClient,
        (true, _) => From::Broker,
        (false, true) => From::AwsCommand,
        (false, false) => From::Json,
    };
    let name = ["UserName", "instance_name", "name"].iter().find_map(|key| object.get(*key)?.as_str());
    let mut found = Found::new(from, name.unwrap_or(around.name));
    for (name, value) in object {
        put(&mut found, name, value);
    }
    if let Some(address) = uri {
        found.absorb(address);
    }
    // A new MinIO client has aliases for everybody, with nothing in them.
    if around.alias && !(found.has(ImportField::AccessKey) && found.has(ImportField::SecretKey)) {
        return None;
    }
    found.more_buckets = buckets(object.get("additional_buckets").or_else(|| object.get("additionalBuckets")));
    Some(found)
}

/// `AccessKeyId` without its secret, as `aws iam list-access-keys` prints it, or with the secret
/// cut off.
fn strong_key(object: &Map<String, Value>) -> bool {
    object.iter().any(|(name, value)| {
        field::of_variable(name) == Some((ImportField::AccessKey, field::Sure::Strong))
            && value.as_str().is_some_and(|v| v.len() >= 16)
    })
}

fn put(found: &mut Found, name: &str, value: &Value) {
    let Some(sure) = field::of_variable(name).filter(|(field, _)| *field != ImportField::Address) else { return };
    match value {
        Value::String(text) => _ = found.take(name, sure, text),
        Value::Bool(yes) => _ = found.put(sure, if *yes { "true" } else { "false" }),
        Value::Number(number) => _ = found.put(sure, &number.to_string()),
        _ => {}
    }
}

/// Names of further buckets: as texts, or as objects that have a bucket each.
fn buckets(value: Option<&Value>) -> Vec<String> {
    let all = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let name = |each: &Value| {
        let of = |key: &str| each.get(key).and_then(Value::as_str);
        each.as_str().or_else(|| of("bucket")).or_else(|| of("name")).map(str::to_owned)
    };
    all.iter().filter_map(name).filter(|name| !name.is_empty()).take(LOGINS).collect()
}
