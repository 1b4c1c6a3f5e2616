//! What a person can choose from before there is a connection: the profiles of this computer, and
//! the accounts and roles that a company gave them. Nothing of it is kept; asking again reads
//! again.

use store::{Company, OddLine};
use words::{Words, probe, say};

use super::{AccountView, Connections, ProfileView, ProfilesView, check};
use crate::fault::{self, Fault};

/// Lines of the files that are named when they are not understood; more of them tell nothing new.
const ODD_LINES: usize = 3;

impl Connections {
    /// The profiles in the files that the AWS tools share.
    ///
    /// # Errors
    /// A file is there and cannot be read.
    pub async fn profiles(&self) -> Result<ProfilesView, Fault> {
        let found = self.environment.profiles().await.map_err(|error| fault::from_store(&error))?;
        let mut notes: Vec<Words> = found.odd.iter().take(ODD_LINES).map(skipped).collect();
        let more = found.odd.len().saturating_sub(ODD_LINES);
        notes.extend((more > 0).then(|| say!(probe::ProfileLines, count = more)));
        Ok(ProfilesView { profiles: found.profiles.into_iter().map(ProfileView::from).collect(), notes })
    }

    /// The accounts at a company's sign-in page, which the person is asked to approve if need be.
    ///
    /// # Errors
    /// The page is not one, the person said no, or the company did.
    pub async fn company_accounts(&self, start_url: &str, sso_region: &str) -> Result<Vec<AccountView>, Fault> {
        let company = company(start_url, sso_region)?;
        let environment = self.environment.clone().asking(self.asks.on_behalf_of(company.start_url.clone()));
        let found = environment.company_accounts(&company).await.map_err(|error| fault::from_store(&error))?;
        Ok(found.into_iter().map(AccountView::from).collect())
    }

    /// The roles that the person has in an account of the company.
    ///
    /// # Errors
    /// As for [`Self::company_accounts`].
    pub async fn company_roles(&self, start_url: &str, sso_region: &str, account: &str) -> Result<Vec<String>, Fault> {
        let company = Company { account: account.to_owned(), ..company(start_url, sso_region)? };
        let environment = self.environment.clone().asking(self.asks.on_behalf_of(company.start_url.clone()));
        environment.company_roles(&company).await.map_err(|error| fault::from_store(&error))
    }
}

fn skipped(OddLine { file, line }: &OddLine) -> Words {
    say!(probe::ProfileLine, line = *line, file = file.to_string_lossy())
}

fn company(start_url: &str, sso_region: &str) -> Result<Company, Fault> {
    let mut findings = Vec::new();
    let company = check::sign_in::sign_in_page(start_url, sso_region, &mut findings);
    findings.first().map_or(Ok(company), |finding| Err(fault::sign_in_page(&finding.text)))
}
