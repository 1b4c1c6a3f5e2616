//! Whether a sign-in that needs no secret may go another way than before. A profile, a company's
//! sign-in or a machine's role makes a session by itself, and whoever is at the new address would
//! have it: the person is asked once, as by a secret that has to be typed again.

use words::{faults, say};

use crate::{
    connections::login::Login,
    finding::{Finding, LoginField, RepairChange},
};

/// The question, unless it was answered or nothing changed.
pub(super) fn unaccepted(login: &Login) -> Option<Finding> {
    if !login.goes_another_way || login.accepts_way {
        return None;
    }
    let finding = Finding::stop(LoginField::Endpoint, say!(faults::AnotherWay));
    Some(finding.repair(say!(faults::AnotherWayButton), RepairChange::AcceptWay))
}
