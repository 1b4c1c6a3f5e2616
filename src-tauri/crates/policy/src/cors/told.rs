//! The sentences of a verdict and the small phrases that several modules share.

use words::{Value, Words, cors, say};

use super::{Miss, Preflight, Rule, RulePart, origin::repair_origin};

/// What each method lets a page do, for people.
pub(super) fn does(method: &str) -> Words {
    match method {
        "GET" => say!(cors::DoesGet),
        "HEAD" => say!(cors::DoesHead),
        "PUT" => say!(cors::DoesPut),
        "POST" => say!(cors::DoesPost),
        "DELETE" => say!(cors::DoesDelete),
        other => other.into(),
    }
}

/// The sites of a rule; of many the first two and a number.
pub(super) fn sites(rule: &Rule, at: &str) -> Value {
    match rule.origins.as_slice() {
        _ if rule.is_for_everyone() => Value::Words(say!(cors::EveryWebsite, at)),
        [] => Value::Words(say!(cors::NoWebsite, at)),
        [first, second, rest @ ..] if rest.len() > 1 => few(&[first, second], rest.len()).into(),
        all => texts(all).into(),
    }
}

/// What a rule lets a page do.
pub(super) fn deeds(rule: &Rule) -> Vec<Words> {
    // Who may open a file may look at its size: it need not be said.
    let opens = rule.methods.iter().any(|method| method == "GET");
    let told: Vec<Words> =
        rule.methods.iter().filter(|method| !(opens && *method == "HEAD")).map(|method| does(method)).collect();
    if told.is_empty() { vec![say!(cors::DoesNothing)] } else { told }
}

/// “rule 2”, with its name where it has one.
pub(super) fn called(at: usize, rule: &Rule, place: &str) -> Words {
    let number = at + 1;
    match rule.id.as_deref().filter(|id| !id.is_empty()) {
        Some(id) => say!(cors::RuleNamed, at = place, number, id),
        None => say!(cors::Rule, at = place, number),
    }
}

pub(super) fn allowed(at: usize, rule: &Rule, asked: &Preflight) -> Words {
    say!(cors::Allowed, origin = &asked.origin, does = does(&asked.method), rule = called(at, rule, "inner"))
}

pub(super) fn refused(asked: &Preflight, misses: &[Miss]) -> Words {
    let (origin, does) = (&asked.origin, does(&asked.method));
    if origin.is_empty() {
        return say!(cors::NoOrigin);
    }
    // The rule that came nearest tells the most.
    let nearest = misses.iter().max_by_key(|miss| match miss.line {
        RulePart::Origins => 0,
        RulePart::Methods => 1,
        RulePart::Headers { .. } => 2,
    });
    match nearest {
        None => say!(cors::NoRules, origin, does),
        Some(Miss { line: RulePart::Origins, .. }) => match repair_origin(origin) {
            Some(repair) if repair.stops => say!(cors::NotListedSpelling, origin, does),
            _ => say!(cors::NotListed, origin, does),
        },
        Some(miss) => miss.why.clone(),
    }
}

pub(super) fn miss(at: usize, rule: &Rule, asked: &Preflight, line: &RulePart) -> Words {
    let Preflight { origin, method, .. } = asked;
    let own = called(at, rule, "start");
    match line {
        RulePart::Origins => say!(cors::MissOrigin, rule = own, origin, list = list(&rule.origins)),
        RulePart::Methods => say!(cors::MissMethod, rule = own, origin, method, list = list(&rule.methods)),
        RulePart::Headers { header } => {
            say!(cors::MissHeader, rule = own, origin, method, header, list = list(&rule.headers))
        }
    }
}

/// The values of a line; of many the first three and a number.
fn list(values: &[String]) -> Vec<Words> {
    match values {
        [] => vec![say!(cors::None)],
        [a, b, c, rest @ ..] if !rest.is_empty() => few(&[a, b, c], rest.len()),
        all => texts(all),
    }
}

pub(super) fn texts(all: &[String]) -> Vec<Words> {
    all.iter().map(|text| text.as_str().into()).collect()
}

fn few(first: &[&String], count: usize) -> Vec<Words> {
    let first = first.iter().map(|text| text.as_str().into());
    first.chain([say!(cors::More, count)]).collect()
}
