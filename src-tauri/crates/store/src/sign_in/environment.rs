//! What signing in may look at on this computer, and whom it may ask. Taken once at the start and
//! passed in, so that a test brings its own.

use super::{Answer, Ask, CameBack, Company, CompanyAccount, Here, Needed, ProfilesFound, company, profile};
use crate::StoreError;
#[cfg(doc)]
use crate::StoreErrorKind;
use crate::error::Subject;
use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// The surroundings of a login. `Debug` prints no value of the environment: keys are among them.
#[derive(Clone, Default)]
pub struct Environment {
    env: Arc<HashMap<String, String>>,
    home: PathBuf,
    asks: Option<Arc<dyn Ask>>,
}

impl Environment {
    /// What this process was started with.
    pub fn of_process() -> Self {
        let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        Self::new(std::env::vars_os().filter_map(text), std::env::home_dir().unwrap_or_default())
    }

    /// These variables, and this home. Variables that have nothing to do with signing in are not
    /// kept.
    pub fn new(env: impl IntoIterator<Item = (String, String)>, home: PathBuf) -> Self {
        let env = env.into_iter().filter(|(name, value)| name.starts_with("AWS_") && !value.is_empty());
        Self { env: Arc::new(env.collect()), home, asks: None }
    }

    /// The same, with somebody to ask.
    #[must_use]
    pub fn asking(self, asks: Arc<dyn Ask>) -> Self {
        Self { asks: Some(asks), ..self }
    }

    /// A variable that is set and not empty.
    pub(crate) fn var(&self, name: &str) -> Option<&str> {
        self.env.get(name).map(String::as_str)
    }

    /// Where the AWS tools keep what they share.
    pub(crate) fn aws_folder(&self) -> PathBuf {
        self.home.join(".aws")
    }

    /// The profiles in the files that the AWS tools share, and the lines in them that are not
    /// understood.
    ///
    /// # Errors
    /// [`SignIn`](crate::StoreErrorKind::SignIn) where a file is there and cannot be read.
    pub async fn profiles(&self) -> Result<ProfilesFound, StoreError> {
        profile::all(self).await.map_err(|problem| Subject::new("ReadProfiles").sign_in(problem))
    }

    /// The accounts that the person may use at a company; asks them to sign in there if need be.
    ///
    /// # Errors
    /// Those of [every call](crate#errors) that are of the way there;
    /// [`SignIn`](crate::StoreErrorKind::SignIn) where the person did not sign in.
    pub async fn company_accounts(&self, company: &Company) -> Result<Vec<CompanyAccount>, StoreError> {
        company::accounts(&Here::of_aws(self)?, company).await
    }

    /// The roles that the person has in the account; asks them to sign in there if need be.
    ///
    /// # Errors
    /// Those of [every call](crate#errors) that are of the way there;
    /// [`SignIn`](crate::StoreErrorKind::SignIn) where the person did not sign in.
    pub async fn company_roles(&self, company: &Company) -> Result<Vec<String>, StoreError> {
        company::roles(&Here::of_aws(self)?, company).await
    }

    /// Asks, and waits as long as the person takes. Without anybody to ask the answer is no.
    pub(crate) async fn ask(&self, needed: Needed) -> Answer {
        match &self.asks {
            Some(asks) => asks.ask(needed).await,
            None => Answer::No,
        }
    }

    /// What the browser shows when it comes back; whom nobody asked is told nothing.
    pub(crate) fn tell(&self, came_back: CameBack) -> String {
        self.asks.as_ref().map_or_else(String::new, |asks| asks.tell(came_back))
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment").field("home", &self.home).finish_non_exhaustive()
    }
}
