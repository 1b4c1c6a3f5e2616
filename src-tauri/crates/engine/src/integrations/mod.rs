//! Letting other products, people and websites into buckets: what each asks for, and exactly what would be done.
//!
//! A product is a data file ([`Preset`]); answers are checked and become a [`Plan`] of documents, steps and values; a
//! plan is proved on paper ([`prove`]) and handed to an administrator as a folder of files ([`handoff`]). All is pure. Left to others: reading
//! what is known of the buckets, and carrying a plan out.

mod answers;
mod check;
mod grants;
pub mod handoff;
mod merge;
mod plan;
mod preset;
mod principals;
mod proof;
mod questions;
mod shelf;
mod steps;
mod values;
mod words;

pub use answers::{Answers, Bucket, CorsRule, Given};
pub use check::Finding;
pub use plan::{Check, DocumentKind, Identity, Outcome, PasteBack, Plan, PlanDocument, TextChoice, plan};
pub use preset::{ExternalId, Group, Preset, QuestionKind, Source, WayKind};
pub use proof::{Proof, ProofResult, prove};
pub use questions::{Asked, AskedKind, questions};
pub use shelf::{preset, presets, read};
pub use steps::{Step, StepKind};
