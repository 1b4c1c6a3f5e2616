//! Integrations on paper: giving products, people and websites access to buckets.
//!
//! A product is a data file ([`Preset`]) of the folder `presets/`. Its [`questions`] are answered
//! ([`Answers`]); the answers are checked and become a [`Plan`] of documents, steps and values
//! ([`plan`]); a plan is proved on paper ([`prove`]) and handed to an administrator as a folder of
//! files ([`handoff`]). What a person reads of it are messages of the catalogue ([`words`]).
//!
//! Pure: the same answers give the same plan, with no file, no network and no clock. Reading what
//! is known of buckets, carrying a plan out, checking it on the storage and taking it back are left
//! to `engine::integrations`.
//!
//! ```
//! use plans::{Answers, Bucket, ProofResult, plan, preset, prove};
//!
//! let bucket = Bucket { name: "acme-files".into(), region: "eu-west-1".into(), ..Bucket::default() };
//! let answers = Answers { account: "111122223333".into(), buckets: vec![bucket], ..Answers::default() };
//!
//! let outcome = plan(preset("nuvolos-rclone").unwrap(), &answers);
//! let made = outcome.plan.unwrap_or_else(|| panic!("{:?}", outcome.findings));
//! assert_eq!(made.name, "bucketwise-nuvolos-rclone-acme-files");
//! assert!(prove(&made, &answers).iter().all(|proof| proof.result == ProofResult::Pass));
//! ```

mod answers;
mod check;
pub mod denies;
mod finding;
pub mod handoff;
pub mod merge;
mod permissions;
mod plan;
mod preset;
mod principals;
mod proof;
mod questions;
mod resolved;
mod shelf;
mod steps;
mod texts;
mod values;
mod verbs;

pub use answers::{Answers, Bucket, CorsRule, Given, Scope, Standing, Storage};
pub use finding::AnswerFinding;
pub use permissions::SAMPLE;
pub use plan::{CheckKind, DocumentKind, Identity, KmsGrant, Outcome, PasteBack, Plan, PlanDocument, TextChoice, plan};
pub use preset::{ExternalId, Group, Preset, QuestionKind, Source, WayKind};
pub use principals::named;
pub use proof::{Proof, ProofResult, prove};
pub use questions::{AnswerKind, Question, questions};
pub use resolved::{cut_before, sid_of};
pub use shelf::{preset, presets, read};
pub use steps::{Step, StepKind};
pub use texts::date;
