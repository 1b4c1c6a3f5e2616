//! A plan as a folder of files, for an administrator who has the rights: words first, then the same
//! thing in each form that administrators use. Nothing in it is secret. Where it goes is for a
//! person to choose.

mod cloudformation;
mod grants;
mod identity;
mod readme;
mod reply;
mod script;
mod terraform;
#[cfg(test)]
mod tests;

use ground::ids::IntegrationId;

use crate::plan::{DocumentKind, Plan, PlanDocument};

pub use reply::read as read_reply;

/// A file of the folder that an administrator gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageFile {
    /// With its ending, without a folder.
    pub name: String,
    /// The whole of the file.
    pub text: String,
    /// Whether it is a program.
    pub runs: bool,
}

/// What the files are made from.
struct Folder<'a> {
    plan: &'a Plan,
    /// The mark of what is made: nothing of another integration is taken for this one's.
    integration: &'a str,
}

/// The folder. What its scripts make bears the mark of `integration`.
pub fn package(plan: &Plan, integration: &IntegrationId) -> Vec<PackageFile> {
    let folder = Folder { plan, integration: integration.as_str() };
    let file = |name: &str, text: String| PackageFile { name: name.into(), text, runs: name.ends_with(".sh") };
    let mut files = vec![file("README.txt", readme::readme(plan))];
    for document in &plan.documents {
        files.push(file(&document.file, format!("{}\n", document.text.trim_end())));
        if let Some(before) = &document.before {
            files.push(file(&before_of(document), format!("{}\n", before.trim_end())));
        }
    }
    if !plan.steps.is_empty() {
        files.push(file("setup.sh", script::setup(&folder)));
        files.push(file("remove.sh", script::remove(&folder)));
        files.push(file("main.tf", terraform::main(&folder)));
    }
    files.extend(cloudformation::template(&folder).map(|text| file("cloudformation.json", text)));
    files.extend(grants::statements(plan));
    files.push(file("reply.txt", readme::reply(plan)));
    files
}

/// The name of the file that holds what was there before.
fn before_of(document: &PlanDocument) -> String {
    format!("before-{}", document.file)
}

/// Documents that belong to a bucket, with its name.
fn on_buckets(plan: &Plan, kind: DocumentKind) -> impl Iterator<Item = (&PlanDocument, &str)> {
    let of_kind = plan.documents.iter().filter(move |document| document.kind == kind);
    of_kind.filter_map(|document| Some((document, document.bucket.as_deref()?)))
}

/// Whether the access policy is a policy of its own, because a user cannot hold it.
fn is_managed(document: &PlanDocument) -> bool {
    document.size.is_some_and(|(_, limit)| limit == policy::Kind::Managed.limit())
}
