//! Letting other products, people and websites into buckets: what each asks for, and exactly what would be done.
//!
//! A product is a data file ([`Preset`]); answers are checked and become a [`Plan`] of documents, steps and values; a
//! plan is proved on paper ([`prove`]) and handed to an administrator as a folder of files ([`handoff`]). So far all is
//! pure. [`Integrations`] does it: reads what is known of the buckets, carries a plan out, checks it on the storage, writes
//! down what was made, and takes it back.

mod answers;
mod apply;
mod check;
mod denies;
mod desk;
mod edits;
mod facts;
mod grants;
pub mod handoff;
mod merge;
mod plan;
mod preset;
mod principals;
mod proof;
mod questions;
mod records;
mod remove;
mod reports;
mod shelf;
mod shown;
mod steps;
mod values;
mod verify;
mod words;

pub use answers::{Answers, Bucket, CorsRule, Given, Scope, Standing, Storage};
pub use apply::{Say, Stepped};
pub use check::Finding;
pub use desk::{Integrations, KeyFact, KeyStep};
pub use plan::{Check, DocumentKind, Identity, Outcome, PasteBack, Plan, PlanDocument, TextChoice, plan};
pub use preset::{ExternalId, Group, Preset, QuestionKind, Source, WayKind};
pub use proof::{Proof, ProofResult, prove};
pub use questions::{Asked, AskedKind, questions};
pub use remove::{Fate, Removal, RemovalItem};
pub use reports::{Drift, DriftLine, ReportShape, write_report};
pub use shelf::{preset, presets, read};
pub use shown::{BucketChoice, Filled, IntegrationState, IntegrationView, KeyView, PresetView, Sheet, list_presets};
pub use steps::{Step, StepKind};
pub use verify::{CheckResult, Line, Report};
