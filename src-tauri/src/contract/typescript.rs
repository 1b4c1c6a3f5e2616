//! Writes the list of commands and every type it names as TypeScript, and holds the file in `ui`
//! against it.
//!
//! `cargo test -p bucketwise contract` compares; `BUCKETWISE_WRITE_CONTRACT=1` with the same
//! command writes.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{any::TypeId, collections::BTreeMap, fmt::Write as _, path::Path};

use ts_rs::{Config, TS, TypeVisitor};

const HEAD: &str = "\
// Made from src-tauri/src/contract.rs: change the Rust, then run
//   BUCKETWISE_WRITE_CONTRACT=1 cargo test -p bucketwise contract
import type { Stream } from \"./backend\";

";

/// What has been described so far.
#[derive(Default)]
pub(super) struct Contract {
    commands: String,
    arguments: Vec<String>,
    types: Types,
}

#[derive(Default)]
struct Types {
    seen: Vec<TypeId>,
    declared: BTreeMap<String, String>,
}

impl Contract {
    pub(super) fn command(&mut self, name: &str, docs: &[&str]) {
        for line in docs {
            writeln!(self.commands, "  /**{line} */").unwrap();
        }
        write!(self.commands, "  {name}: ").unwrap();
    }

    pub(super) fn argument<T: TS + 'static + ?Sized>(&mut self, name: &str) {
        self.types.visit::<T>();
        self.arguments.push(format!("{name}: {}", T::name(&config())));
    }

    pub(super) fn stream<T: TS + 'static + ?Sized>(&mut self, name: &str) {
        self.types.visit::<T>();
        self.arguments.push(format!("{name}: Stream<{}>", T::name(&config())));
    }

    pub(super) fn answer<T: TS + 'static + ?Sized>(&mut self) {
        self.types.visit::<T>();
        let arguments = std::mem::take(&mut self.arguments);
        let arguments = if arguments.is_empty() {
            "Record<string, never>".to_owned()
        } else {
            format!("{{ {} }}", arguments.join("; "))
        };
        writeln!(self.commands, "{{ args: {arguments}; result: {} }};", T::name(&config())).unwrap();
    }

    fn text(mut self) -> String {
        self.types.visit::<engine::fault::Fault>();
        let mut text = HEAD.to_owned();
        for declared in self.types.declared.values() {
            writeln!(text, "{declared}\n").unwrap();
        }
        writeln!(text, "export interface Commands {{\n{}}}", self.commands).unwrap();
        text
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if self.seen.contains(&TypeId::of::<T>()) {
            return;
        }
        self.seen.push(TypeId::of::<T>());
        // Only what people named in Rust has a declaration of its own.
        if T::output_path().is_some() {
            let docs = T::docs().map(|docs| docs.to_string()).unwrap_or_default();
            let ident = T::ident(&config());
            self.declared.insert(ident, format!("{docs}export {}", T::decl(&config())));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

fn config() -> Config {
    Config::default().with_large_int("number")
}

#[test]
fn contract_of_the_page_is_this_one() {
    let mut contract = Contract::default();
    super::describe(&mut contract);
    let made = contract.text();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/backend/contract.ts");
    if std::env::var_os("BUCKETWISE_WRITE_CONTRACT").is_some() {
        std::fs::write(&file, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap();
    assert_eq!(kept, made, "the page's contract is out of date; its first lines say how to write it anew");
}
