//! The forms that resources have: what the ARN of a bucket, a file or a role can be. A request is
//! always for one of them.

use crate::pattern::{self, Piece};

/// An ARN's six parts.
pub(crate) type Form = [Vec<Piece>; 6];

/// The form of a type of resource, from its pattern in AWS's own list.
pub(crate) fn of(kind: &str, pattern: &str) -> Form {
    let mut parts = pattern.splitn(6, ':');
    std::array::from_fn(|nth| {
        let part = parts.next().unwrap_or("*");
        match (kind, nth) {
            ("bucket", 5) => name(),
            // A file has a name of at least one letter.
            ("object", 5) => name().into_iter().chain([Piece::Letter('/')]).chain(something()).collect(),
            (_, 5) => part.chars().flat_map(wild).collect(),
            (_, _) if part == "*" => name(),
            _ => pattern::literal(part),
        }
    })
}

/// The form of anything that has an ARN.
pub(crate) fn any() -> Form {
    std::array::from_fn(|nth| if nth == 0 { pattern::literal("arn") } else { vec![Piece::Any] })
}

fn name() -> Vec<Piece> {
    vec![Piece::NameLetter, Piece::Name]
}

fn something() -> Vec<Piece> {
    vec![Piece::One, Piece::Any]
}

/// In AWS's list a `*` always stands for something.
fn wild(letter: char) -> Vec<Piece> {
    if letter == '*' { something() } else { vec![Piece::Letter(letter)] }
}

/// The parts of a resource in a policy. AWS fills up a short ARN with wildcards, in a policy at a
/// resource only if it already ends with one. Nothing if it is no ARN.
pub(crate) fn parts(resource: &str, at_resource: bool) -> Option<Vec<&str>> {
    let mut parts: Vec<&str> = resource.splitn(6, ':').collect();
    if parts.len() < 6 {
        if parts[0] != "arn" || at_resource && !resource.ends_with('*') {
            return None;
        }
        parts.resize(6, "*");
    }
    Some(parts)
}

/// An ARN of this form that the parts of a pattern describe.
pub(crate) fn common(form: &Form, parts: &[Vec<Piece>]) -> Option<String> {
    let each = form.iter().zip(parts).map(|(own, part)| pattern::common(part, own));
    Some(each.collect::<Option<Vec<_>>>()?.join(":"))
}

/// Any ARN of this form.
pub(crate) fn example(form: &Form) -> Option<String> {
    common(form, &std::array::from_fn::<_, 6, _>(|_| vec![Piece::Any]))
}
