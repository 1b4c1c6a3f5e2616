//! The texts: each as the program that reads it documents it.

use ground::rclone_provider;
use store::Secret;
use zeroize::Zeroizing;

use super::{ExportShape, Outgoing};
use crate::connections::{
    book::Entry, edit::fill, import::connection_file_text, keychain::SecretPart, saved::SavedSignIn,
};
use ground::quoting::{dotenv, ini, powershell, rclone as rclone_value, shell};

/// A name for the file, out of the connection's name.
pub(super) fn file_name(shape: ExportShape, entry: &Entry) -> String {
    let name = plain(&entry.name);
    match shape {
        ExportShape::RcloneNuvolos => "rclone.conf".into(),
        ExportShape::Rclone => format!("{name}-rclone.conf"),
        ExportShape::AwsProfile => format!("{name}-aws-config"),
        ExportShape::Shell => format!("{name}.sh"),
        ExportShape::PowerShell => format!("{name}.ps1"),
        ExportShape::DotEnv => format!("{name}.env"),
        ExportShape::ConnectionFile => format!("{name}.bucketwise"),
    }
}

/// The text of `outgoing` in a shape.
pub(super) fn write(shape: ExportShape, outgoing: &Outgoing) -> Secret {
    let mut text = Zeroizing::new(String::new());
    let Outgoing { entry, .. } = outgoing;
    match shape {
        ExportShape::RcloneNuvolos => {
            let provider = rclone_provider(&entry.provider, &entry.endpoint);
            let facts: [(&str, &str); 7] = [
                ("type", "s3"),
                ("env_auth", "true"),
                ("provider", provider),
                ("region", &entry.region),
                ("endpoint", &entry.endpoint),
                ("force_path_style", path_style(entry)),
                NO_CHECK,
            ];
            section(&mut text, "s3", &facts, rclone_value);
        }
        ExportShape::Rclone => rclone(&mut text, outgoing),
        ExportShape::AwsProfile => aws_profile(&mut text, outgoing),
        ExportShape::Shell => {
            variables(outgoing, |name, value| {
                push(&mut text, &["export ", name, "=", &Zeroizing::new(shell(value)), "\n"])
            });
        }
        ExportShape::PowerShell => {
            variables(outgoing, |name, value| {
                push(&mut text, &["$env:", name, " = ", &Zeroizing::new(powershell(value)), "\n"])
            });
        }
        ExportShape::DotEnv => {
            variables(outgoing, |name, value| push(&mut text, &[name, "=", &Zeroizing::new(dotenv(value)), "\n"]))
        }
        ExportShape::ConnectionFile => text.push_str(&connection_file_text(&entry.name, &fill(entry))),
    }
    Secret::new(std::mem::take(&mut *text))
}

fn rclone(text: &mut String, Outgoing { entry, secret }: &Outgoing) {
    let provider = rclone_provider(&entry.provider, &entry.endpoint);
    let (key, token) = parts(secret.as_ref());
    let facts: [(&str, &str); 9] = [
        ("type", "s3"),
        ("provider", provider),
        ("access_key_id", &entry.access_key),
        ("secret_access_key", key),
        ("session_token", token),
        ("region", &entry.region),
        ("endpoint", &entry.endpoint),
        ("force_path_style", if entry.path_style { "true" } else { "false" }),
        NO_CHECK,
    ];
    let place = format!("{}/{}", entry.bucket.as_deref().unwrap_or_default(), entry.prefix);
    let name = plain(&entry.name);
    if place != "/" {
        push(text, &["# Its files: rclone ls ", &name, ":", &dotenv(place.trim_end_matches('/')), "\n"]);
    }
    section(text, &name, &facts, rclone_value);
}

/// Before it writes a single file rclone asks to make the bucket, which few logins may.
const NO_CHECK: (&str, &str) = ("no_check_bucket", "true");

/// Where the region says it all, so does the way of addressing.
fn path_style(entry: &Entry) -> &'static str {
    match (entry.endpoint.as_str(), entry.path_style) {
        ("", _) => "",
        (_, true) => "true",
        (_, false) => "false",
    }
}

/// A profile; with a role on top it is two, of which the second builds on the first.
fn aws_profile(text: &mut String, Outgoing { entry, secret }: &Outgoing) {
    let name = plain(&entry.name);
    let head = |name: &str| format!("profile {name}");
    let place: [(&str, &str); 2] = [("region", &entry.region), ("endpoint_url", &entry.endpoint)];
    let (key, token) = parts(secret.as_ref());
    let own: Vec<(&str, &str)> = match &entry.sign_in {
        SavedSignIn::AccessKey => {
            vec![("aws_access_key_id", &entry.access_key), ("aws_secret_access_key", key), ("aws_session_token", token)]
        }
        SavedSignIn::Company { start_url, sso_region, account, account_role } => vec![
            ("sso_start_url", start_url),
            ("sso_region", sso_region),
            ("sso_account_id", account),
            ("sso_role_name", account_role),
        ],
        _ => Vec::new(),
    };
    let Some(role) = &entry.role else {
        section(text, &head(&name), &[&own[..], &place].concat(), plainly);
        return addressing(text, entry);
    };
    let base = format!("{name}-keys");
    let source: (&str, &str) = match &entry.sign_in {
        SavedSignIn::Profile { profile } => ("source_profile", profile),
        SavedSignIn::Machine => ("credential_source", "Ec2InstanceMetadata"),
        SavedSignIn::Environment => ("credential_source", "Environment"),
        _ => ("source_profile", &base),
    };
    if !own.is_empty() {
        section(text, &head(&base), &own, plainly);
    }
    let given = |text: &Option<String>| text.clone().unwrap_or_default();
    let (external, session, device) = (given(&role.external_id), given(&role.session_name), given(&role.mfa_serial));
    let seconds = role.seconds.map(|seconds| seconds.to_string()).unwrap_or_default();
    let facts: [(&str, &str); 6] = [
        ("role_arn", &role.arn),
        source,
        ("external_id", &external),
        ("role_session_name", &session),
        ("mfa_serial", &device),
        ("duration_seconds", &seconds),
    ];
    section(text, &head(&name), &[&facts[..], &place].concat(), plainly);
    addressing(text, entry);
}

fn addressing(text: &mut String, entry: &Entry) {
    if entry.path_style {
        push(text, &["s3 =\n    addressing_style = path\n"]);
    }
}

fn variables(Outgoing { entry, secret }: &Outgoing, mut say: impl FnMut(&str, &str)) {
    let (key, token) = parts(secret.as_ref());
    let facts: [(&str, &str); 7] = [
        ("AWS_ACCESS_KEY_ID", &entry.access_key),
        ("AWS_SECRET_ACCESS_KEY", key),
        ("AWS_SESSION_TOKEN", token),
        // The aws command reads the second, most libraries the first.
        ("AWS_REGION", &entry.region),
        ("AWS_DEFAULT_REGION", &entry.region),
        ("AWS_ENDPOINT_URL_S3", &entry.endpoint),
        ("BUCKET_NAME", entry.bucket.as_deref().unwrap_or_default()),
    ];
    facts.into_iter().filter(|(_, value)| !value.is_empty()).for_each(|(name, value)| say(name, ini(value)));
}

pub(super) fn parts(secret: Option<&SecretPart>) -> (&str, &str) {
    let key = secret.map_or("", |secret| secret.secret_key.expose());
    (key, secret.and_then(|secret| secret.session_token.as_ref()).map_or("", Secret::expose))
}

fn section(text: &mut String, head: &str, facts: &[(&str, &str)], quoted: fn(&str) -> String) {
    push(text, &["[", head, "]\n"]);
    for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        push(text, &[name, " = ", &Zeroizing::new(quoted(value)), "\n"]);
    }
}

/// A value of the files of AWS.
fn plainly(value: &str) -> String {
    ini(value).to_owned()
}

fn push(text: &mut String, parts: &[&str]) {
    // Room first, so that growing leaves no copy of a secret behind.
    text.reserve(parts.iter().map(|part| part.len()).sum::<usize>().max(16 * 1024));
    parts.iter().for_each(|part| text.push_str(part));
}

/// A name that is a word to every program.
fn plain(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let plain = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    if plain.is_empty() { "storage".to_owned() } else { plain.chars().take(60).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ConnectionId;

    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY=";

    fn outgoing() -> Outgoing {
        let entry = Entry {
            id: ConnectionId::from("x"),
            name: "Größe & Press: exchange".into(),
            provider: "minio".into(),
            endpoint: "https://minio.example.com:9000".into(),
            region: "us-east-1".into(),
            path_style: true,
            access_key: "AKIAIOSFODNN7EXAMPLE".into(),
            bucket: Some("exchange".into()),
            more_buckets: Vec::new(),
            prefix: "from-acme/".into(),
            sign_in: crate::connections::saved::SavedSignIn::AccessKey,
            role: None,
            read_only: false,
            requester_pays: false,
            proxy: String::new(),
            proxy_of_file: None,
            trust: String::new(),
            namespace: None,
        };
        let secret = SecretPart { secret_key: Secret::new(SECRET.into()), session_token: None };
        Outgoing { entry, secret: Some(secret) }
    }

    fn text(shape: ExportShape) -> String {
        write(shape, &outgoing()).expose().to_owned()
    }

    #[test]
    fn each_shape_is_written_as_its_program_reads_it() {
        assert_eq!(
            text(ExportShape::RcloneNuvolos),
            "[s3]\ntype = s3\nenv_auth = true\nprovider = Minio\nregion = us-east-1\n\
             endpoint = https://minio.example.com:9000\nforce_path_style = true\nno_check_bucket = true\n"
        );
        let mut amazon = outgoing();
        (amazon.entry.provider, amazon.entry.endpoint) = ("aws".into(), String::new());
        assert_eq!(
            write(ExportShape::RcloneNuvolos, &amazon).expose(),
            "[s3]\ntype = s3\nenv_auth = true\nprovider = AWS\nregion = us-east-1\nno_check_bucket = true\n"
        );
        // A server of somebody else's behind the AWS entry is not Amazon.
        amazon.entry.endpoint = "http://127.0.0.1:9000".into();
        assert!(write(ExportShape::Rclone, &amazon).expose().contains("provider = Other\n"));
        amazon.entry.endpoint = "https://s3-fips.us-gov-west-1.amazonaws.com".into();
        (amazon.entry.prefix, amazon.entry.path_style) = (String::new(), false);
        let fips = write(ExportShape::Rclone, &amazon).expose().to_owned();
        assert!(fips.contains("provider = AWS\n") && fips.contains("no_check_bucket = true\n"), "{fips}");
        let rclone = text(ExportShape::Rclone);
        assert!(rclone.contains("[gr-e-press-exchange]\ntype = s3\nprovider = Minio\n"), "{rclone}");
        assert!(rclone.contains("no_check_bucket = true\n"), "{rclone}");
        assert!(text(ExportShape::Shell).contains(&format!("export AWS_SECRET_ACCESS_KEY='{SECRET}'\n")));
        assert!(text(ExportShape::PowerShell).contains(&format!("$env:AWS_SECRET_ACCESS_KEY = '{SECRET}'\n")));
        assert!(text(ExportShape::DotEnv).contains(&format!("AWS_SECRET_ACCESS_KEY={SECRET}\n")));
        assert!(text(ExportShape::AwsProfile).ends_with("s3 =\n    addressing_style = path\n"));
    }

    #[test]
    fn two_shapes_have_no_secret() {
        for shape in [ExportShape::RcloneNuvolos, ExportShape::ConnectionFile] {
            assert!(!text(shape).contains(SECRET), "{shape:?}");
        }
    }

    #[test]
    fn a_value_cannot_begin_a_line_or_leave_its_quotations() {
        let mut odd = outgoing();
        odd.entry.bucket = Some("a'b\n$(touch x)".into());
        for shape in [ExportShape::Shell, ExportShape::DotEnv] {
            let text = write(shape, &odd);
            assert!(text.expose().ends_with("BUCKET_NAME='a'\\''b'\n"), "{}", text.expose());
        }
        assert!(write(ExportShape::PowerShell, &odd).expose().ends_with("BUCKET_NAME = 'a''b'\n"));
    }
}
