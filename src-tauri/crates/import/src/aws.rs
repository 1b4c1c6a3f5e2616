//! AWS credentials and config files: profiles, what they build on, and company sign-ins.
//! <https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html>

use super::{
    field::{self, ImportField, Sure},
    found::{Found, From},
    lines::Section,
};

/// Whether a section is of these files.
pub(super) fn is(section: &Section) -> bool {
    let heads = ["profile ", "sso-session ", "services "];
    heads.iter().any(|head| section.head.starts_with(head))
        || section.pairs.iter().any(|pair| {
            let name = pair.name.as_str();
            name.starts_with("aws_") || name.starts_with("sso_") || NAMES.contains(&name)
        })
        // A config file's [default] may hold nothing but a region.
        || section.head == "default" && section.pairs.iter().any(|pair| pair.name == "region")
}

const NAMES: [&str; 4] = ["role_arn", "source_profile", "credential_process", "credential_source"];

/// The logins of all profiles in `sections`.
pub(super) fn read(sections: &[&Section]) -> Vec<Found> {
    let mut profiles: Vec<Found> = Vec::new();
    for section in sections {
        if section.head.starts_with("sso-session ") || section.head.starts_with("services ") {
            continue;
        }
        let name = section.head.strip_prefix("profile ").unwrap_or(&section.head).trim().trim_matches('"');
        let mut found = Found::new(From::AwsProfile, name);
        take(&mut found, section);
        refer(&mut found, section, sections);
        // The same profile in the credentials and in the config file is one.
        let same = profiles.iter_mut().find(|other| other.name == name);
        let apart = match same {
            Some(same) => same.absorb(found),
            None => Some(found),
        };
        profiles.extend(apart);
    }
    let built: Vec<Found> = profiles.iter().map(|profile| built(profile, &profiles)).collect();
    built.into_iter().filter(|found| found.signs_in() || found.has(ImportField::Endpoint)).collect()
}

fn take(found: &mut Found, section: &Section) {
    for pair in &section.pairs {
        let name = match pair.name.split_once('/') {
            Some(("s3", inner)) => inner,
            Some(_) => continue,
            None => pair.name.as_str(),
        };
        let Some((field, _)) = field::of(name) else { continue };
        if pair.cut {
            found.cut(field);
        } else if field == ImportField::PathStyle {
            found.set(field, if pair.value.expose() == "path" { "true" } else { "false" });
        } else {
            found.take(name, (field, Sure::Strong), pair.value.expose());
        }
    }
}

/// What a profile names elsewhere in the text: its company sign-in, its services' addresses.
fn refer(found: &mut Found, section: &Section, sections: &[&Section]) {
    let named = |kind: &str, name: &str| {
        sections.iter().find(|other| other.head.strip_prefix(kind).is_some_and(|rest| rest.trim() == name))
    };
    let session = found.text(ImportField::SsoSession).to_owned();
    if let Some(session) = named("sso-session ", &session) {
        take(found, session);
    }
    let services = section.pairs.iter().find(|pair| pair.name == "services");
    if let Some(services) = services.and_then(|pair| named("services ", pair.value.expose())) {
        take(found, services);
    }
}

/// A role with the keys of the profile it builds on, when that is in the text and has some.
fn built(profile: &Found, all: &[Found]) -> Found {
    let mut built = profile.clone();
    let source = profile.text(ImportField::SourceProfile);
    if let Some(source) = all.iter().find(|other| other.name == source) {
        for field in [ImportField::AccessKey, ImportField::SecretKey, ImportField::Token, ImportField::Region] {
            if !built.has(field) {
                built.set(field, source.text(field));
            }
        }
    }
    built
}
