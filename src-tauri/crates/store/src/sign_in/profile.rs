//! Profiles in the files that the AWS tools share (`~/.aws/config` and `~/.aws/credentials`), read
//! anew whenever keys are needed, so that a change made outside counts from then on. Amazon's own
//! parser reads them; which keys follow from a profile is decided here, since a chain may need a
//! code that only the person has.

use super::amazon::Sessions;
use super::problem::SignInProblem as Problem;
use super::shared::{self, OddLine};
use super::{Company, Environment, Role};
use crate::bounds::{SHARED_FILE, read_file_soon};
use crate::{Credentials, Secret};
use aws_config::profile::{self, Profile, ProfileSet};
use aws_runtime::env_config::file::{EnvConfigFileKind as Kind, EnvConfigFiles};
use aws_runtime::env_config::property::PropertiesKey;
use aws_types::os_shim_internal::{Env, Fs};
use std::io::ErrorKind;
use std::path::PathBuf;

/// A profile as it is offered to the person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProfileFound {
    /// The profile's name, as it is chosen by.
    pub name: String,
    /// The region that the profile names, where it names one.
    pub region: Option<String>,
    /// The storage's address it names, itself or through its `services`.
    pub endpoint: Option<String>,
}

/// All that the files of the AWS tools hold, and the lines that were not understood.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProfilesFound {
    /// Those that could be read.
    pub profiles: Vec<ProfileFound>,
    /// Lines that were passed over.
    pub odd: Vec<OddLine>,
}

/// The first keys of a profile, and the roles to take on one after another.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    pub(super) base: Base,
    pub(super) roles: Vec<Role>,
    /// Where the roles are taken on.
    pub(super) sessions: Sessions,
}

/// Where a chain begins.
#[derive(Clone, Debug)]
pub(super) enum Base {
    Key(Credentials),
    Process { profile: String, command: String },
    WebIdentity { token: PathBuf, role: Role },
    Company(Company),
    Environment,
    Machine,
}

/// All profiles, by name, and what could not be read beside them.
pub(super) async fn all(environment: &Environment) -> Result<ProfilesFound, Problem> {
    let (set, odd) = read(environment).await?;
    let mut names: Vec<&str> = set.profiles().collect();
    names.sort_unstable();
    let found = names.into_iter().filter_map(|name| {
        let profile = set.get_profile(name)?;
        let endpoint = endpoint(&set, profile, &["s3", "s3api"]);
        Some(ProfileFound { name: name.to_owned(), region: text(profile, "region"), endpoint })
    });
    Ok(ProfilesFound { profiles: found.collect(), odd })
}

/// What follows from the profile of that name.
pub(super) async fn chain(environment: &Environment, name: &str) -> Result<Chain, Problem> {
    let (set, odd) = read(environment).await?;
    resolve(&set, name).map_err(|problem| match (problem, odd.first()) {
        // Its head may be one of the lines that were not understood.
        (Problem::ProfileMissing { .. }, Some(odd)) => Problem::FileUnreadable { file: odd.to_string() },
        (problem, _) => problem,
    })
}

/// The name of the `sso-session` in the files whose sign-in page this is.
pub(super) async fn session_at(environment: &Environment, start_url: &str) -> Option<String> {
    let (set, _) = read(environment).await.ok()?;
    let plain = |url: &str| url.split('#').next().unwrap_or_default().trim_end_matches('/').to_owned();
    let wanted = plain(start_url);
    let of = |name: &str| set.sso_session(name)?.get("sso_start_url").map(plain);
    set.sso_sessions().find(|name| of(name).as_ref() == Some(&wanted)).map(str::to_owned)
}

async fn read(environment: &Environment) -> Result<(ProfileSet, Vec<OddLine>), Problem> {
    let (mut files, mut odd) = (EnvConfigFiles::builder(), Vec::new());
    for (kind, variable, usual) in
        [(Kind::Config, "AWS_CONFIG_FILE", "config"), (Kind::Credentials, "AWS_SHARED_CREDENTIALS_FILE", "credentials")]
    {
        let file = environment.var(variable).map_or_else(|| environment.aws_folder().join(usual), PathBuf::from);
        match read_file_soon(&file, SHARED_FILE).await {
            Ok(bytes) => {
                let tidy = shared::tidy(&crate::text_of(&bytes));
                odd.extend(tidy.odd.into_iter().map(|line| OddLine { file: file.clone(), line }));
                files = files.with_contents(kind, tidy.text);
            }
            // The parser wants a file of each kind, if only an empty one.
            Err(error) if error.kind() == ErrorKind::NotFound => files = files.with_contents(kind, ""),
            Err(_) => return Err(Problem::FileUnreadable { file: file.display().to_string() }),
        }
    }
    // The parser's own words quote the line that it stumbled over, which may hold a key: they are
    // not passed on.
    let unreadable = |_| Problem::FileUnreadable { file: environment.aws_folder().display().to_string() };
    let set = profile::load(&Fs::from_slice(&[]), &Env::from_slice(&[]), &files.build(), None).await;
    Ok((set.map_err(unreadable)?, odd))
}

fn resolve(set: &ProfileSet, name: &str) -> Result<Chain, Problem> {
    let mut seen: Vec<String> = Vec::new();
    let mut roles = Vec::new();
    let sessions = sessions(set, name);
    let mut name = name.to_owned();
    loop {
        let Some(profile) = set.get_profile(&name) else {
            return Err(match seen.last() {
                None => Problem::ProfileMissing { profile: name },
                Some(from) => Problem::SourceMissing { profile: from.clone(), source: name },
            });
        };
        // A profile may name itself as its source: its own keys are then meant.
        let own_source = seen.last() == Some(&name);
        if !own_source && seen.contains(&name) {
            seen.push(name);
            return Err(Problem::ProfileLoop { profiles: seen });
        }
        seen.push(name.clone());
        let Some(role) = role(profile).filter(|_| !own_source) else {
            let base = base(set, profile, &name)?;
            roles.reverse();
            return Ok(Chain { base, roles, sessions });
        };
        if let Some(token) = text(profile, "web_identity_token_file") {
            roles.reverse();
            return Ok(Chain { base: Base::WebIdentity { token: token.into(), role }, roles, sessions });
        }
        let source = text(profile, "source_profile");
        roles.push(role);
        let base = match (source, text(profile, "credential_source").as_deref()) {
            (Some(source), _) => {
                name = source;
                continue;
            }
            (None, Some("Environment")) => Base::Environment,
            (None, Some("Ec2InstanceMetadata" | "EcsContainer")) => Base::Machine,
            (None, _) => return Err(Problem::SourceMissing { profile: name, source: String::new() }),
        };
        roles.reverse();
        return Ok(Chain { base, roles, sessions });
    }
}

fn role(profile: &Profile) -> Option<Role> {
    Some(Role {
        arn: text(profile, "role_arn")?,
        external_id: text(profile, "external_id"),
        session_name: text(profile, "role_session_name"),
        seconds: text(profile, "duration_seconds").and_then(|seconds| seconds.parse().ok()),
        mfa_serial: text(profile, "mfa_serial"),
    })
}

fn base(set: &ProfileSet, profile: &Profile, name: &str) -> Result<Base, Problem> {
    let profile_name = || name.to_owned();
    if let (Some(access_key), Some(secret)) =
        (text(profile, "aws_access_key_id"), text(profile, "aws_secret_access_key"))
    {
        let session_token = text(profile, "aws_session_token").map(Secret::new);
        return Ok(Base::Key(Credentials { access_key, secret: Secret::new(secret), session_token }));
    }
    if let (Some(account), Some(role)) = (text(profile, "sso_account_id"), text(profile, "sso_role_name")) {
        let session = text(profile, "sso_session");
        let (start_url, region) = match &session {
            None => (text(profile, "sso_start_url"), text(profile, "sso_region")),
            Some(session) => {
                let found = set
                    .sso_session(session)
                    .ok_or_else(|| Problem::SessionMissing { profile: profile_name(), session: session.clone() })?;
                (found.get("sso_start_url").map(str::to_owned), found.get("sso_region").map(str::to_owned))
            }
        };
        let (Some(start_url), Some(region)) = (start_url, region) else {
            return Err(Problem::ProfileEmpty { profile: profile_name() });
        };
        return Ok(Base::Company(Company { start_url, region, account, role, session }));
    }
    match text(profile, "credential_process") {
        Some(command) => Ok(Base::Process { profile: profile_name(), command }),
        None => Err(Problem::ProfileEmpty { profile: profile_name() }),
    }
}

/// Where the roles of a profile are taken on: at Amazon in its region, or where it says itself, as
/// the AWS tools read it.
fn sessions(set: &ProfileSet, name: &str) -> Sessions {
    let profile = set.get_profile(name);
    Sessions::OfAmazon {
        url: profile.and_then(|profile| endpoint(set, profile, &["sts"])),
        region: profile.and_then(|profile| text(profile, "region")),
    }
}

/// The address of a service, under the first of its names that has one: in the `services` that the
/// profile names, nested in the profile as the endpoint plugin of the CLI has it, or for all
/// services at once.
fn endpoint(set: &ProfileSet, profile: &Profile, services: &[&str]) -> Option<String> {
    let named = text(profile, "services");
    let of_services = |service: &&str| {
        let key = PropertiesKey::builder()
            .section_key("services")
            .section_name(named.clone()?)
            .property_name(*service)
            .sub_property_name("endpoint_url")
            .build()
            .ok()?;
        set.other_sections().get(&key).map(|url| url.trim().to_owned()).filter(|url| !url.is_empty())
    };
    let nested = |service: &&str| shared::nested(profile.get(service)?, "endpoint_url");
    let found = services.iter().find_map(of_services).or_else(|| services.iter().find_map(nested));
    found.or_else(|| text(profile, "endpoint_url"))
}

fn text(profile: &Profile, property: &str) -> Option<String> {
    profile.get(property).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
