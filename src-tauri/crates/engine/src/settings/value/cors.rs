//! CORS: which websites may open a bucket's files. Beside what every setting has, its text forms.

mod live;

use policy::cors::{Config, Grade, Problem, changes, check, decide, merge, read, write};
pub use policy::cors::{Form, Preflight, Rule, Template, Verdict, templates};
use serde::Serialize;
use store::{Store, StoreError, XmlSetting};
use ts_rs::TS;
use words::{Words, bucket, say};

pub(in crate::settings) use self::live::check as check_live;
pub use self::live::{LiveCheck, Seen};
use crate::{
    fault::Fault,
    settings::{
        around::Around,
        check::{Change, SettingCheck},
        fact::{
            FactText,
            FactTone::{Plain, Warn},
        },
        setting::{Read, Setting, document},
    },
    typed,
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Vec<Rule>;

    fn title() -> Words {
        say!(bucket::CorsTitle)
    }

    async fn read(store: &Store, bucket: &str) -> Read<Vec<Rule>> {
        document(store, bucket, XmlSetting::Cors, |document| document.cors().map(|config| config.rules)).await
    }

    async fn write(store: &Store, bucket: &str, rules: &Vec<Rule>) -> Result<(), StoreError> {
        match rules.is_empty() {
            true => store.delete_cors(bucket).await,
            false => store.put_cors(bucket, &config(Some(rules))).await,
        }
    }

    async fn remove(store: &Store, bucket: &str) -> Result<(), StoreError> {
        store.delete_cors(bucket).await
    }

    fn same(a: &Vec<Rule>, b: &Vec<Rule>) -> bool {
        config(Some(a)).same(&config(Some(b)))
    }

    /// A rule that the storage has as it is did not keep it from anything, so it does not stop a
    /// change of another.
    fn check(base: Option<&Vec<Rule>>, draft: Option<&Vec<Rule>>, _: &Around) -> SettingCheck {
        let before = config(base).rules;
        let drafted = config(draft);
        let mut found = check(&drafted);
        let is_there = |at: usize| drafted.rules.get(at).is_some_and(|rule| before.contains(rule));
        for finding in found.iter_mut().filter(|finding| finding.rule.is_some_and(is_there)) {
            finding.grade = Grade::Warn;
        }
        SettingCheck { cors: found, ..SettingCheck::default() }
    }

    fn changes(base: Option<&Vec<Rule>>, draft: Option<&Vec<Rule>>) -> Vec<Change> {
        let told = changes(&config(base), &config(draft)).into_iter();
        told.map(|change| Change { kind: change.kind, text: change.text }).collect()
    }

    async fn fact(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
        let Some(rules) = Self::read(store, bucket).await?.0 else {
            return Ok((Plain, say!(bucket::CorsNoneTitle), say!(bucket::CorsNone)));
        };
        let count = rules.len();
        Ok(match rules.iter().any(Rule::is_for_everyone) {
            true => (Warn, say!(bucket::CorsAllTitle), say!(bucket::CorsAll, count)),
            false => (Plain, say!(bucket::CorsSomeTitle), say!(bucket::CorsSome, count)),
        })
    }
}

fn config(rules: Option<&Vec<Rule>>) -> Config {
    Config { rules: rules.cloned().unwrap_or_default() }
}

/// Rules out of a text, or what is wrong with it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "read", rename_all = "snake_case")]
pub enum ReadCors {
    /// It is one of the published forms.
    Rules {
        /// The rules that were read, in their order.
        rules: Vec<Rule>,
        /// The form they are written in.
        form: Form,
    },
    /// The text cannot be read as rules.
    Problem {
        /// What is wrong and where.
        problem: Problem,
    },
}

/// Reads rules from any of the three published forms.
///
/// # Errors
/// The text is longer than [`store::bounds::TYPED`].
pub fn read_text(text: &str) -> Result<ReadCors, Fault> {
    typed::within(&text)?;
    Ok(match read(text) {
        Ok(read) => ReadCors::Rules { rules: read.config.rules, form: read.form },
        Err(problem) => ReadCors::Problem { problem },
    })
}

/// The rules as a text in this form, for the console, the CLI or another tool.
#[must_use]
pub fn write_text(rules: Vec<Rule>, form: Form) -> String {
    write(&Config { rules }, form)
}

/// The rules with more of them; what others wrote stays.
#[must_use]
pub fn add(rules: Vec<Rule>, new: &[Rule]) -> Vec<Rule> {
    merge(&Config { rules }, new).rules
}

/// Whether a page may do something by these rules.
#[must_use]
pub fn verdict(rules: Vec<Rule>, asked: &Preflight) -> Verdict {
    decide(&Config { rules }, asked)
}
