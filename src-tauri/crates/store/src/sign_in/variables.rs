//! Keys from the environment, by the names that every AWS tool reads.

use super::environment::Environment;
use super::problem::SignInProblem;
use crate::{Credentials, Secret};

pub(super) fn keys(environment: &Environment) -> Result<Credentials, SignInProblem> {
    let need = |variable: &'static str| environment.var(variable).ok_or(SignInProblem::EnvironmentLacks { variable });
    let access_key = need("AWS_ACCESS_KEY_ID")?.to_owned();
    let secret = Secret::new(need("AWS_SECRET_ACCESS_KEY")?.to_owned());
    // The second is what the oldest tools called it.
    let token = environment.var("AWS_SESSION_TOKEN").or_else(|| environment.var("AWS_SECURITY_TOKEN"));
    Ok(Credentials { access_key, secret, session_token: token.map(|token| Secret::new(token.to_owned())) })
}
