//! Which servers a group was begun for. A connection can be edited to lead to another one: what
//! still waits of the group is then held, and goes there only when a person says so. Values only.

use crate::fault::{self, Fault};

/// The servers of a group, in the order of its connections, as the Store names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Servers {
    /// Those that it was begun for; empty where a program of before did not write them down.
    pub(crate) begun: Vec<String>,
    /// Where its connections lead now, while that is elsewhere.
    now: Option<Vec<String>>,
}

impl Servers {
    pub(crate) fn of(begun: Vec<String>) -> Self {
        Self { begun, now: None }
    }

    /// Takes in where the connections lead.
    pub(crate) fn lead_to(&mut self, now: Vec<String>) {
        if self.begun.is_empty() {
            self.begun.clone_from(&now);
        }
        let all = |now: &[String]| self.begun.iter().zip(now).all(|(before, now)| store::same_server(before, now));
        if self.begun.len() == now.len() && all(&now) {
            let fuller = |(before, now): (&String, &String)| store::fuller(before, now).to_owned();
            (self.begun, self.now) = (self.begun.iter().zip(&now).map(fuller).collect(), None);
        } else {
            self.now = Some(now);
        }
    }

    /// A person waits to be asked.
    pub(crate) fn are_others(&self) -> bool {
        self.now.is_some()
    }

    /// A person wants it to go on where its connections lead now.
    pub(crate) fn accept(&mut self) {
        self.begun = self.now.take().unwrap_or_else(|| std::mem::take(&mut self.begun));
    }

    /// Why it is held.
    pub(crate) fn fault(&self) -> Option<Fault> {
        let now = self.now.as_ref()?;
        let (before, now) = self.begun.iter().zip(now).find(|(before, now)| !store::same_server(before, now))?;
        Some(fault::transfer::other_server(before, now))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Servers;

    #[test]
    fn another_server_is_accepted_by_a_person_alone() {
        let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let mut servers = Servers::of(all(&["aws", "https://a"]));
        servers.lead_to(all(&["aws", "https://a"]));
        assert!(!servers.are_others() && servers.fault().is_none());
        servers.lead_to(all(&["aws", "https://b"]));
        let fault = servers.fault().unwrap();
        assert!(
            fault.what.to_string().contains("https://a") && fault.what.to_string().contains("https://b"),
            "{}",
            fault.what
        );
        // Led back: as if nothing had been.
        servers.lead_to(all(&["aws", "https://a"]));
        assert!(!servers.are_others());
        servers.lead_to(all(&["https://c", "https://a"]));
        assert!(servers.fault().unwrap().what.to_string().contains("Amazon S3"), "people know it by its name");
        servers.accept();
        assert_eq!(servers, Servers::of(all(&["https://c", "https://a"])));
        // What a program of before wrote tells less: it is taken for the same, and told apart from
        // then on.
        let mut before = Servers::of(all(&["aws"]));
        before.lead_to(all(&["aws aws"]));
        assert_eq!(before, Servers::of(all(&["aws aws"])));
        before.lead_to(all(&["aws aws-cn"]));
        assert!(before.fault().unwrap().what.to_string().contains("Amazon S3 in China"));
        let mut keys = Servers::of(all(&["https://a one"]));
        keys.lead_to(all(&["https://a two"]));
        let fault = keys.fault().unwrap();
        assert!(
            fault.what.to_string().contains("another access key for https://a.")
                && !fault.what.to_string().contains("https://a one"),
            "{}",
            fault.what
        );
        let mut unknown = Servers::default();
        unknown.lead_to(all(&["aws"]));
        assert_eq!(unknown, Servers::of(all(&["aws"])), "a program of before did not write it");
    }
}
