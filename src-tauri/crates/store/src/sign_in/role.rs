//! Taking on a role: AssumeRole at STS, which AWS runs for each region and other servers at the
//! address of their storage (MinIO, Ceph). Which of them is asked is [`Sessions`]'s.

use super::amazon::{Here, Sessions};
use super::signer::Keys;
use super::{Answer, Needed, Role, SignInProblem};
use crate::bounds::{SHARED_FILE, read_file_soon};
use crate::error::{StoreError, StoreErrorKind, Subject, from_sdk};
use crate::{Credentials, Secret};
use std::path::Path;
use std::time::SystemTime;

/// The keys of a session in `role`, taken on with `base`. Asks for a code where the role's device
/// demands one.
pub(super) async fn assume(
    here: &Here,
    base: &Credentials,
    role: &Role,
    sessions: &Sessions,
) -> Result<Keys, StoreError> {
    let code = match &role.mfa_serial {
        None => None,
        Some(device) => Some(code(here, device, role, sessions).await?),
    };
    let secrets: Vec<Secret> = base.secrets().chain(code.clone()).collect();
    let client = here.sts(Some(base), sessions)?;
    let call = client
        .assume_role()
        .role_arn(&role.arn)
        .role_session_name(role.session_name.as_deref().unwrap_or("bucketwise"))
        .set_external_id(role.external_id.clone())
        .set_duration_seconds(role.seconds)
        .set_serial_number(role.mfa_serial.clone())
        .set_token_code(code.map(|code| code.expose().trim().to_owned()));
    let answer = call.send().await;
    let subject = Subject::new("AssumeRole");
    let answer = answer.map_err(|error| told(here, role, from_sdk(subject, true, error, &secrets)))?;
    answer.credentials.map(keys_of).ok_or_else(|| subject.error(StoreErrorKind::NotS3))
}

/// The keys of a session that a web identity's token opens.
pub(super) async fn with_token(
    here: &Here,
    role: &Role,
    token: &Path,
    sessions: &Sessions,
) -> Result<Keys, StoreError> {
    let subject = Subject::new("AssumeRoleWithWebIdentity");
    let missing = || subject.sign_in(SignInProblem::TokenFileMissing { file: token.display().to_string() });
    let read = read_file_soon(token, SHARED_FILE).await.map_err(|_| missing())?;
    let token = Secret::new(String::from_utf8(read).map_err(|_| missing())?);
    let call = here.sts(None, sessions)?.assume_role_with_web_identity().role_arn(&role.arn);
    let call = call.role_session_name(role.session_name.as_deref().unwrap_or("bucketwise"));
    let answer = call.web_identity_token(token.expose().trim()).set_duration_seconds(role.seconds).send().await;
    let answer = answer.map_err(|error| told(here, role, from_sdk(subject, true, error, &[token])))?;
    answer.credentials.map(keys_of).ok_or_else(|| subject.error(StoreErrorKind::NotS3))
}

fn keys_of(keys: aws_sdk_sts::types::Credentials) -> Keys {
    Keys {
        credentials: Credentials {
            access_key: keys.access_key_id,
            secret: Secret::new(keys.secret_access_key),
            session_token: Some(Secret::new(keys.session_token)),
        },
        expires: SystemTime::try_from(keys.expiration).ok(),
    }
}

async fn code(here: &Here, device: &str, role: &Role, sessions: &Sessions) -> Result<Secret, StoreError> {
    let to = here.asked(sessions)?;
    match here.environment.ask(Needed::Code { device: device.to_owned(), role: role.arn.clone(), to }).await {
        Answer::Code(code) => Ok(code),
        _ => Err(Subject::new("AssumeRole").sign_in(SignInProblem::Declined)),
    }
}

/// What STS says in its own codes, as a problem of the sign-in; what is common to all of AWS stays
/// as it is. The texts are AWS's, for rows 9 and 24 to 26 of its documented refusals.
fn told(here: &Here, role: &Role, error: StoreError) -> StoreError {
    let said = error.message.clone().unwrap_or_default();
    let arn = role.arn.clone();
    let problem = match (error.kind, error.code.as_deref().unwrap_or_default()) {
        _ if said.contains("MultiFactorAuthentication failed") => SignInProblem::CodeRefused,
        (_, "RegionDisabledException" | "RegionDisabled") => {
            SignInProblem::NoSessionsHere { region: here.region.clone() }
        }
        (_, "ValidationError") if said.contains("DurationSeconds") => SignInProblem::RoleTooLong { role: arn },
        (_, "ValidationError" | "NoSuchEntity") => SignInProblem::RoleMalformed { role: arn },
        (StoreErrorKind::NotPermitted, _) => {
            SignInProblem::RoleRefused { role: arn, external_id: role.external_id.is_some() }
        }
        (StoreErrorKind::NotSupported | StoreErrorKind::NotS3, _) => SignInProblem::NoRoles,
        _ => return error,
    };
    error.because(problem)
}
