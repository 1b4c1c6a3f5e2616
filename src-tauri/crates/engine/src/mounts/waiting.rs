//! Files that wait to be sent, and which server they go to: the one that they were written for, or
//! one that a person chose.

use super::{MountState, Mounts, name_of, record::Record};
use crate::{
    fault::{self, Fault},
    ids::{ConnectionId, MountId},
};

impl Mounts {
    /// A person wants the unsent files of this one sent to this server.
    pub(super) fn accept(&self, id: &MountId, server: &str) -> Result<(), Fault> {
        let record = self.records.get(id)?;
        self.records.put(&Record { accepted: Some(server.to_owned()), ..record })
    }

    /// What waits to be sent to this bucket of this server. Files that wait for another server, or
    /// for a person's word, are not among it.
    pub(super) async fn waiting(
        &self,
        connection: &ConnectionId,
        bucket: Option<&str>,
        server: &str,
    ) -> Result<Option<Record>, Fault> {
        let same = |record: &Record| record.connection == *connection && record.bucket.as_deref() == bucket;
        for record in self.records.all().into_iter().filter(|record| same(record) && record.may_be_of(server)) {
            match self.state(&record).await {
                Some(MountState::Waiting) if record.goes_to(server) => return Ok(Some(record)),
                Some(MountState::Waiting) => {}
                Some(_) => return Err(fault::mount::already(&name_of(&record.folder))),
                None => self.leave(&record),
            }
        }
        Ok(None)
    }
}
