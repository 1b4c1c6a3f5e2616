//! What the conditions of a statement, taken together, ask of whoever asks and of the values that
//! variables bring.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};

use super::texts::Wanted;
use crate::action::without_variables;
use crate::condition::Compare;
use crate::document::{Condition, Document, Statement};
use crate::key;
use crate::pattern::{self, Piece};
use crate::request::Context;

/// More values of one condition than these are not looked at.
const MOST_VALUES: usize = 48;

/// The keys whose values follow from the ARN of whoever asks.
const OF_THE_ARN: [&str; 3] = ["aws:principalarn", "aws:principalaccount", "aws:username"];

/// A statement, with what its conditions tell about values that depend on each other.
pub(super) struct Clues<'a> {
    pub(super) statement: &'a Statement,
    pub(super) variables: bool,
    /// What a variable has to bring, by what it is compared with. The keys are in lower case.
    hints: BTreeMap<String, Vec<String>>,
    /// Whether a search ended at its bound, so that “nothing was found” proves nothing.
    pub(super) cut: Cell<bool>,
    known: RefCell<HashMap<Wanted, Vec<String>>>,
}

impl<'a> Clues<'a> {
    pub(super) fn new(document: &Document, statement: &'a Statement) -> Self {
        let variables = document.has_variables();
        let mut clues =
            Self { statement, variables, hints: BTreeMap::new(), cut: Cell::new(false), known: RefCell::default() };
        if variables {
            clues.hints = clues.hints();
        }
        clues
    }

    pub(super) fn on<'s>(&'s self, key: &'s str) -> impl Iterator<Item = &'a Condition> + 's {
        self.statement.conditions.iter().filter(move |condition| condition.key.eq_ignore_ascii_case(key))
    }

    /// What a variable may have to bring for the sake of other conditions.
    pub(super) fn hinted(&self, key: &str) -> &[String] {
        self.hints.get(key).map_or(&[], Vec::as_slice)
    }

    /// Some texts that are wanted, the shortest first.
    pub(super) fn texts(&self, wanted: Wanted, most: usize) -> Vec<String> {
        if let Some(known) = self.known.borrow().get(&wanted) {
            return known.clone();
        }
        let found = wanted.texts(most);
        self.cut.set(self.cut.get() || found.is_none());
        self.known.borrow_mut().entry(wanted).or_insert(found.unwrap_or_default()).clone()
    }

    /// What the conditions want under the key, in one of these forms.
    pub(super) fn tested(&self, key: &str, forms: &[Vec<Piece>]) -> Vec<String> {
        if self.on(key).next().is_none() {
            return Vec::new();
        }
        let each = forms.iter().flat_map(|form| {
            let mut wanted = self.wanted(self.on(key), &Context::default(), true);
            wanted.all.push(vec![form.clone()]);
            self.texts(wanted, 4)
        });
        each.collect()
    }

    /// ARNs of this form of which everything holds that the conditions say of the ARN, the account
    /// and the user name.
    pub(super) fn arns(&self, form: &str) -> Vec<String> {
        if !OF_THE_ARN.iter().any(|key| self.on(key).next().is_some() || !self.hinted(key).is_empty()) {
            return Vec::new();
        }
        let user = form.contains(":user/");
        let mut tried: Vec<(Context, Vec<Vec<Piece>>)> = vec![(Context::default(), Vec::new())];
        for (key, hints) in &self.hints {
            for hint in hints {
                tried.push((Context::from_iter([(key.as_str(), hint.as_str())]), Vec::new()));
                if OF_THE_ARN.contains(&key.as_str()) {
                    tried.push((Context::default(), in_arn(key, &pattern::literal(hint))));
                }
            }
        }
        let each = tried.into_iter().flat_map(|(context, hinted)| {
            let mut all = Wanted { all: vec![vec![key::pieces(form)]], none: Vec::new() };
            all.all.extend((!hinted.is_empty()).then_some(hinted));
            for key in OF_THE_ARN.iter().filter(|key| user || **key != "aws:username") {
                let own = self.wanted(self.on(key), &context, true);
                let within = |patterns: &Vec<Vec<Piece>>| patterns.iter().flat_map(|one| in_arn(key, one)).collect();
                all.all.extend(own.all.iter().map(within));
                all.none.extend::<Vec<_>>(within(&own.none));
            }
            self.texts(all, 1)
        });
        let mut found: Vec<String> = Vec::new();
        for arn in each {
            if !found.contains(&arn) {
                found.push(arn);
            }
        }
        found
    }

    /// What conditions ask of one value. `open` says that a variable without a value may still
    /// bring anything.
    pub(super) fn wanted<'c>(
        &self,
        conditions: impl Iterator<Item = &'c Condition>,
        context: &Context,
        open: bool,
    ) -> Wanted {
        let mut wanted = Wanted::default();
        for condition in conditions {
            let Some(test) = condition.operator.test.filter(|test| is_of_text(test.compare)) else { continue };
            self.cut.set(self.cut.get() || condition.values.len() > MOST_VALUES);
            let values = condition.values.iter().take(MOST_VALUES);
            let each = values.filter_map(|value| self.pieces(test.compare, value.text(), context, open && !test.not));
            if test.compare == Compare::Arn {
                wanted.all.push(vec![in_parts(&pattern::plain("*:*:*:*:*:*"))]);
            }
            match test.not {
                true => wanted.none.extend(each),
                false => wanted.all.push(each.collect()),
            }
        }
        wanted
    }

    fn pieces(&self, compare: Compare, wanted: &str, context: &Context, open: bool) -> Option<Vec<Piece>> {
        let wildcards = matches!(compare, Compare::StringLike | Compare::Arn);
        let wanted: String = wanted.chars().take(512).collect();
        let pieces = match (self.variables, wildcards) {
            (true, _) => match pattern::filled(&wanted, context, wildcards) {
                Some(pieces) => pieces,
                None if open => pattern::plain(&without_variables(&wanted)),
                None => return None,
            },
            (false, true) => pattern::plain(&wanted),
            (false, false) => pattern::literal(&wanted),
        };
        Some(match compare {
            Compare::Arn => in_parts(&pieces),
            Compare::StringEqualsIgnoreCase => pieces.into_iter().map(Piece::in_any_case).collect(),
            _ => pieces,
        })
    }

    fn hints(&self) -> BTreeMap<String, Vec<String>> {
        let mut hints: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let empty = Context::default();
        for (condition, text, variable) in self.compared() {
            let Some(test) = condition.operator.test.filter(|test| is_of_text(test.compare) && !test.not) else {
                continue;
            };
            let others = self.on(&condition.key).filter(|other| *other != condition);
            let mut wanted = self.wanted(others, &empty, true);
            wanted.all.extend(self.pieces(test.compare, text, &empty, true).map(|own| vec![own]));
            wanted.all.extend(key::forms(&condition.key));
            for value in self.texts(wanted, 4) {
                hints.entry(variable.to_ascii_lowercase()).or_default().extend(brought(text, variable, &value));
            }
        }
        // What conditions want of a variable itself is wanted of what is compared with it.
        let names = self.compared().map(|(.., variable)| variable.to_ascii_lowercase()).collect::<Vec<_>>();
        for name in names {
            let forms = key::forms(&name).unwrap_or_else(|| vec![vec![Piece::Any]]);
            let own = self.tested(&name, &forms);
            hints.entry(name).or_default().extend(own);
        }
        for values in hints.values_mut() {
            values.sort();
            values.dedup();
            values.truncate(6);
        }
        hints
    }

    /// Each condition, with a value and a variable in it.
    fn compared(&self) -> impl Iterator<Item = (&'a Condition, &'a str, &'a str)> {
        let values = self.statement.conditions.iter().flat_map(|c| c.values.iter().map(move |value| (c, value.text())));
        values
            .flat_map(|(condition, text)| pattern::variables(text).into_iter().map(move |name| (condition, text, name)))
    }

    /// What the variable has to bring so that what was set already compares with it.
    pub(super) fn brought_by(&self, variable: &str, context: &Context) -> Vec<String> {
        let own = self.compared().filter(|(.., name)| name.eq_ignore_ascii_case(variable));
        let each = own.flat_map(|(condition, text, name)| {
            let values = context.values(&condition.key).unwrap_or_default();
            values.iter().flat_map(|value| brought(text, name, value)).collect::<Vec<_>>()
        });
        each.collect()
    }
}

/// Whether the operator compares texts letter by letter.
pub(super) fn is_of_text(compare: Compare) -> bool {
    use Compare::{Arn, StringEquals, StringEqualsIgnoreCase, StringLike};
    matches!(compare, StringEquals | StringEqualsIgnoreCase | StringLike | Arn)
}

/// What the variable brings where the text with it is `value`: at most four ways to read it.
fn brought(text: &str, variable: &str, value: &str) -> Vec<String> {
    let Some((before, after)) = pattern::around(text, variable) else { return Vec::new() };
    let (before, after) = (pattern::plain(&without_variables(before)), pattern::plain(&without_variables(after)));
    let ends = || value.char_indices().map(|(at, _)| at).chain([value.len()]).take(96);
    let starts = ends().filter(|at| pattern::matches(&before, &value[..*at]));
    let each = starts.flat_map(|start| {
        let whole = |end: &usize| *end >= start && pattern::matches(&after, &value[*end..]);
        ends().filter(whole).map(move |end| value[start..end].to_owned()).collect::<Vec<_>>()
    });
    each.take(4).collect()
}

/// A pattern for ARNs: a wildcard does not reach across a colon, but for the last part.
pub(super) fn in_parts(pieces: &[Piece]) -> Vec<Piece> {
    let mut colons = 0;
    let part = |piece: &Piece| {
        colons += usize::from(*piece == Piece::Letter(':'));
        if colons < 5 { piece.in_name() } else { *piece }
    };
    pieces.iter().map(part).collect()
}

/// The ARNs of users, roles and accounts whose account or name, by the key, fits the pattern.
fn in_arn(key: &str, pattern: &[Piece]) -> Vec<Vec<Piece>> {
    let named = pattern.iter().map(|piece| piece.in_name());
    let after = |start: &str| key::pieces(start).into_iter().chain(named.clone());
    match key {
        "aws:principalaccount" => vec![after("arn:~:iam::").chain(key::pieces(":*")).collect()],
        "aws:username" => {
            vec![after("arn:~:iam::~:user/").collect(), after("arn:~:iam::~:user/%/").collect()]
        }
        _ => vec![pattern.to_vec()],
    }
}
