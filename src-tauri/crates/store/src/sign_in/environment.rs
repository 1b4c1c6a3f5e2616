//! Keys from the environment, by the names that every AWS tool reads.

use super::problem::SignInProblem;
use super::world::World;
use crate::{Credentials, Secret};

pub(super) fn keys(world: &World) -> Result<Credentials, SignInProblem> {
    let need = |variable: &'static str| world.var(variable).ok_or(SignInProblem::EnvironmentLacks { variable });
    let access_key = need("AWS_ACCESS_KEY_ID")?.to_owned();
    let secret = Secret::new(need("AWS_SECRET_ACCESS_KEY")?.to_owned());
    // The second is what the oldest tools called it.
    let token = world.var("AWS_SESSION_TOKEN").or_else(|| world.var("AWS_SECURITY_TOKEN"));
    Ok(Credentials { access_key, secret, session_token: token.map(|token| Secret::new(token.to_owned())) })
}
