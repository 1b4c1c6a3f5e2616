//! Giving other products, people and websites access to buckets: what the crate [`plans`] planned,
//! done.
//!
//! [`Integrations`] reads what is known of the buckets, carries a plan out, checks it on the
//! storage, writes down what was made, and takes it back.

mod apply;
mod desk;
mod drift;
mod edits;
mod facts;
pub mod handoff;
mod records;
mod remove;
mod report;
mod reports;
mod same;
mod shown;
mod verify;

pub use apply::{Say, Stepped};
pub use desk::{Integrations, KeyFact, KeyStep};
pub use drift::{Drift, DriftLine};
pub use plans::{
    AnswerFinding, AnswerKind, Answers, Bucket, CheckKind, CorsRule, DocumentKind, ExternalId, Given, Group, Identity,
    Outcome, PasteBack, Plan, PlanDocument, Preset, Proof, ProofResult, Question, QuestionKind, Scope, Source,
    Standing, Step, StepKind, Storage, TextChoice, WayKind, plan, preset, presets, prove, questions, read,
};
pub use remove::{Fate, Removal, RemovalItem};
pub use report::{CheckLine, CheckResult, Report};
pub use reports::{ReportShape, write_report};
pub use shown::{BucketChoice, Filled, IntegrationState, IntegrationView, KeyView, PresetView, Sheet, list_presets};
