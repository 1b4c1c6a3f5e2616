//! The sentences of a verdict and the small phrases that several modules share.

use super::{Miss, Preflight, Rule, RulePart, origin::repair_origin};

/// What each method lets a page do, for people.
pub(super) fn does(method: &str) -> &str {
    match method {
        "GET" => "open files",
        "HEAD" => "look at a file’s size and date",
        "PUT" => "upload files",
        "POST" => "upload files by a form",
        "DELETE" => "delete files",
        other => other,
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn and<S: AsRef<str>>(words: &[S]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [] => "nothing".to_owned(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The sites of a rule; of many the first two and a number.
pub(super) fn sites(rule: &Rule) -> String {
    if rule.is_for_everyone() {
        return "every website".to_owned();
    }
    match rule.origins.as_slice() {
        [] => "no website".to_owned(),
        [a, b, rest @ ..] if rest.len() > 1 => format!("{a}, {b} and {} more", rest.len()),
        all => and(all),
    }
}

/// What a rule lets a page do.
pub(super) fn deeds(rule: &Rule) -> String {
    // Who may open a file may look at its size: it need not be said.
    let opens = rule.methods.iter().any(|method| method == "GET");
    let told: Vec<&str> =
        rule.methods.iter().map(String::as_str).filter(|method| !(opens && *method == "HEAD")).map(does).collect();
    if told.is_empty() { "do nothing".to_owned() } else { and(&told) }
}

/// “rule 2”, with its name where it has one.
pub(super) fn called(at: usize, rule: &Rule) -> String {
    match rule.id.as_deref().filter(|id| !id.is_empty()) {
        Some(id) => format!("rule {} (“{id}”)", at + 1),
        None => format!("rule {}", at + 1),
    }
}

pub(super) fn allowed(at: usize, rule: &Rule, asked: &Preflight) -> String {
    format!("{} may {}: {} allows it.", asked.origin, does(&asked.method), called(at, rule))
}

pub(super) fn refused(asked: &Preflight, misses: &[Miss]) -> String {
    let Preflight { origin, method, .. } = asked;
    if origin.is_empty() {
        return "No site was named, and a browser always names the page’s site.".to_owned();
    }
    // The rule that came nearest tells the most.
    let nearest = misses.iter().max_by_key(|miss| match miss.line {
        RulePart::Origins => 0,
        RulePart::Methods => 1,
        RulePart::Headers { .. } => 2,
    });
    match nearest {
        None => format!("{origin} may not {}: the bucket has no rules, so no website may.", does(method)),
        Some(Miss { line: RulePart::Origins, .. }) => {
            let hint = match repair_origin(origin) {
                Some(repair) if repair.stops => " A browser would not write the site in this way.",
                _ => "",
            };
            format!("{origin} may not {}: no rule lists that site.{hint}", does(method))
        }
        Some(miss) => miss.why.clone(),
    }
}

pub(super) fn miss(at: usize, rule: &Rule, asked: &Preflight, line: &RulePart) -> String {
    let (rule_is, origin) = (called(at, rule), &asked.origin);
    let rule_is = format!("{}{}", rule_is[..1].to_uppercase(), &rule_is[1..]);
    match line {
        RulePart::Origins => format!("{rule_is} does not list {origin} (AllowedOrigins: {}).", list(&rule.origins)),
        RulePart::Methods => format!(
            "{rule_is} lists {origin}, but {} is not among what it may do (AllowedMethods: {}).",
            asked.method,
            list(&rule.methods)
        ),
        RulePart::Headers { header } => format!(
            "{rule_is} lists {origin} and {}, but not the header {header} (AllowedHeaders: {}).",
            asked.method,
            list(&rule.headers)
        ),
    }
}

/// The values of a line; of many the first three and a number.
fn list(values: &[String]) -> String {
    match values {
        [] => "none".to_owned(),
        [a, b, c, rest @ ..] if !rest.is_empty() => format!("{a}, {b}, {c} and {} more", rest.len()),
        all => all.join(", "),
    }
}
