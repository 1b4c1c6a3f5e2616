//! Where an integration was set up, and where its connection leads now: it can be edited to lead to
//! another server, or to sign in to another account. What was made is then neither checked nor
//! taken back there unless a person says so.

use store::{Endpoint, Store};

use super::Integrations;
use crate::{
    fault::{self, Fault},
    ids::IntegrationId,
    integrations::{records::Record, shown::IntegrationView},
};

impl Integrations {
    /// What was made for an integration is where its connection leads now.
    ///
    /// # Errors
    /// It is gone, or its record could not be written.
    pub async fn continue_here(&self, store: &Store, id: &IntegrationId) -> Result<IntegrationView, Fault> {
        let _held = self.hold(id)?;
        let mut record = self.kept(id)?;
        settle(&mut record, store).await;
        self.records.put(&record)?;
        Ok(self.view(&record))
    }

    /// The record of an integration, where its connection still leads to what was made for it.
    pub(super) async fn kept_here(&self, store: &Store, id: &IntegrationId) -> Result<Record, Fault> {
        let mut record = self.kept(id)?;
        here(&mut record, store).await?;
        Ok(record)
    }
}

/// Refuses where the connection leads elsewhere than when something was made. While nothing was, it
/// is here.
pub(super) async fn here(record: &mut Record, store: &Store) -> Result<(), Fault> {
    if record.made.is_empty() && !record.handed {
        settle(record, store).await;
        return Ok(());
    }
    let now = store.server();
    if let Some(before) = record.server.clone().or_else(|| noted_before(record)) {
        if !store::same_server(&before, &now) {
            return Err(fault::integration_other_server(&before, &now));
        }
        record.server = Some(store::fuller(&before, &now).to_owned());
    }
    // A program of before noted neither, and where nothing is noted nothing else is known.
    record.server.get_or_insert(now);
    match (&record.account, account(store).await) {
        (Some(before), Some(now)) if *before != now => Err(fault::integration_other_account(before, &now)),
        (Some(_), _) => Ok(()),
        (None, now) => {
            record.account = now;
            Ok(())
        }
    }
}

/// Whether two integrations may be in one place.
pub(super) fn may_be_together(one: &Record, other: &Record) -> bool {
    let servers = one.server.as_deref().zip(other.server.as_deref());
    let accounts = one.account.as_deref().zip(other.account.as_deref());
    servers.is_none_or(|(one, other)| store::same_server(one, other))
        && accounts.is_none_or(|(one, other)| one == other)
}

async fn settle(record: &mut Record, store: &Store) {
    (record.server, record.account) = (Some(store.server()), account(store).await);
}

/// The account of the login, where the server has accounts and tells.
async fn account(store: &Store) -> Option<String> {
    store.caller().await.ok().map(|caller| caller.account).filter(|account| !account.is_empty())
}

/// A program of before noted the storage among the answers, for other programs' settings. Nothing
/// there can be Amazon, or not noted.
fn noted_before(record: &Record) -> Option<String> {
    let noted = &record.answers.storage;
    let provider = if noted.provider.is_empty() { "aws" } else { &noted.provider };
    let endpoint = Endpoint::parse(&noted.endpoint).ok()?;
    Some(store::server(store::provider(provider)?, Some(&endpoint), "", ""))
}
