//! Plans that an administrator carries out: the folder for them, and what they send back.

use plans::handoff::read_reply;

use super::{Integrations, lock};
use crate::{
    fault::{self, Fault},
    ids::IntegrationId,
    integrations::{
        handoff,
        records::{Record, Stage},
        shown::IntegrationView,
    },
    typed,
};

impl Integrations {
    /// The folder for an administrator.
    ///
    /// # Errors
    /// It is gone, or an answer stops it.
    pub fn package(&self, id: &IntegrationId) -> Result<(String, Vec<handoff::PackageFile>), Fault> {
        let record = self.find(id)?;
        let plan = self.plans.of(&record)?;
        // Handed over again, it is still the same one: what the first folder made bears that mark.
        let id = self.same(&record, &plan)?.map_or(record.id, |same| same.id);
        let files = handoff::package(&plan, &id);
        Ok((plan.name, files))
    }

    /// Writes down that the folder was handed over.
    ///
    /// # Errors
    /// The record could not be written.
    pub fn handed(&self, id: &IntegrationId, now: i64) -> Result<IntegrationView, Fault> {
        let mut record = self.find(id)?;
        if let Some(same) = self.same(&record, &self.plans.of(&record)?)? {
            record = Record { answers: record.answers, ..same };
        }
        // What was begun and refused is the administrator's to make.
        if record.made.iter().all(|made| !made.done) {
            record.made.clear();
            (record.stage, record.since) = (Stage::Handed, now);
            record.answers.name = self.plans.of(&record)?.name;
            record.handed = true;
        }
        self.records.put(&record)?;
        lock(&self.drafts).remove(id);
        Ok(self.view(&record))
    }

    /// Takes over what an administrator sent back: the filled-in form of the folder, or the ARN
    /// alone.
    ///
    /// # Errors
    /// It is gone, or names nothing that was to be made.
    pub fn take_reply(&self, id: &IntegrationId, text: &str) -> Result<IntegrationView, Fault> {
        typed::within(&text)?;
        let mut record = self.kept(id)?;
        let plan = self.plans.of(&record)?;
        let (account, name) = read_reply(&plan, text).map_err(fault::reply_unread)?;
        (record.answers.account, record.answers.name) = (account, name);
        self.plans.of(&record)?;
        self.records.put(&record)?;
        Ok(self.view(&record))
    }
}
