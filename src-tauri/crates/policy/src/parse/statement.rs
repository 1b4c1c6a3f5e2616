//! One statement and its parts.

use words::{Words, policy, say};

use super::shape::{Shape, join, listed};
use crate::condition::Operator;
use crate::document::{Choice, Condition, Effect, PrincipalType, Principals, Scalar, Statement};
use crate::finding::{Code, Repair, Severity};
use crate::json::{Member, Node, Value};

const ELEMENTS: [&str; 9] =
    ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

/// The statement at `nth`, unless it lacks what it cannot be without.
pub(super) fn read(shape: &mut Shape, node: &Node, nth: usize) -> Option<Statement> {
    let path = format!("Statement[{nth}]");
    shape.source.note(path.clone(), node);
    let Value::Object(members) = &node.value else {
        shape.error(Code::WrongType, &path, say!(policy::StatementObject, kind = node.value.kind()));
        return None;
    };
    let parts: Vec<_> = members.iter().map(|m| (join(&path, &m.name), m.start, m.value.end)).collect();
    shape.source.note_parts(&parts);
    let before = shape.findings.len();
    shape.known(&path, members, &ELEMENTS);
    let sid = shape.optional(&path, members, "Sid");
    let effect = effect(shape, &path, members);
    let principal = choice(shape, &path, members, "Principal", principals);
    let action = choice(shape, &path, members, "Action", Shape::texts);
    let resource = choice(shape, &path, members, "Resource", Shape::texts);
    let conditions = conditions(shape, &path, members);
    if matches!(action, Ok(None)) {
        shape.error(Code::MissingElement, &path, say!(policy::ActionMissing));
    }
    for finding in &mut shape.findings[before..] {
        finding.sid.clone_from(&sid);
    }
    let (principal, action, resource) = (principal.ok()?, action.ok()??, resource.ok()?);
    Some(Statement { sid, effect: effect?, principal, action, resource, conditions: conditions? })
}

fn effect(shape: &mut Shape, path: &str, members: &[Member]) -> Option<Effect> {
    let Some(member) = members.iter().find(|member| member.name == "Effect") else {
        shape.error(Code::MissingElement, path, say!(policy::NoEffect));
        return None;
    };
    let path = join(path, "Effect");
    shape.source.note(path.clone(), &member.value);
    let (effect, name) = match &member.value.value {
        Value::Text(text) if text == "Allow" => return Some(Effect::Allow),
        Value::Text(text) if text == "Deny" => return Some(Effect::Deny),
        Value::Text(text) if text.trim().eq_ignore_ascii_case("allow") => (Effect::Allow, "Allow"),
        Value::Text(text) if text.trim().eq_ignore_ascii_case("deny") => (Effect::Deny, "Deny"),
        _ => {
            shape.error(Code::BadEffect, &path, say!(policy::BadEffect));
            return None;
        }
    };
    let repair = Repair::write(member.value.start, member.value.end, name);
    let text = say!(policy::EffectSpelling, effect = name);
    shape.find(Code::BadEffect, Severity::Error, &path, text, Some(repair));
    Some(effect)
}

/// Reads one element of a pair: `(shape, path, name, node)`.
type ReadElement<T> = fn(&mut Shape, &str, &str, &Node) -> Option<T>;

/// A fault that was reported.
struct Reported;

/// One of the pair `name` and `Notname`.
fn choice<T>(
    shape: &mut Shape,
    path: &str,
    members: &[Member],
    name: &str,
    read: ReadElement<T>,
) -> Result<Option<Choice<T>>, Reported> {
    let not = format!("Not{name}");
    let find = |name: &str| members.iter().find(|member| member.name == name);
    let (member, except) = match (find(name), find(&not)) {
        (Some(_), Some(_)) => {
            shape.error(Code::BothOfPair, path, say!(policy::BothOfPair, name, not = &not));
            return Err(Reported);
        }
        (Some(member), None) => (member, false),
        (None, Some(member)) => (member, true),
        (None, None) => return Ok(None),
    };
    let of = read(shape, &join(path, &member.name), &member.name, &member.value).ok_or(Reported)?;
    Ok(Some(Choice { except, of }))
}

fn principals(shape: &mut Shape, path: &str, name: &str, node: &Node) -> Option<Principals> {
    shape.source.note(path, node);
    let members = match &node.value {
        Value::Text(text) if text == "*" => return Some(Principals::Everyone),
        Value::Object(members) => members,
        other => {
            shape.error(Code::BadPrincipal, path, say!(policy::PrincipalShape, name, kind = other.kind()));
            return None;
        }
    };
    if members.is_empty() {
        shape.error(Code::EmptyElement, path, say!(policy::PrincipalEmpty, name));
    }
    let parts: Vec<_> = members.iter().map(|m| (join(path, &m.name), m.start, m.value.end)).collect();
    shape.source.note_parts(&parts);
    if let Some(id) = members.iter().find(|member| member.name == "ID") {
        let own = join(path, "ID");
        shape.source.note_at(own.clone(), id.start, id.end);
        shape.error(Code::OtherVendor, &own, say!(policy::HuaweiId));
        return None;
    }
    // Scaleway's principals are read wherever they stand; where they are taken is for the check to
    // say.
    shape.known(path, members, &PrincipalType::ALL.map(PrincipalType::name));
    let mut groups = Vec::new();
    for member in members {
        if let Some(kind) = PrincipalType::ALL.into_iter().find(|kind| kind.name() == member.name) {
            groups.push((kind, shape.texts(&join(path, &member.name), name, &member.value)?));
        }
    }
    Some(Principals::Listed(groups))
}

fn conditions(shape: &mut Shape, path: &str, members: &[Member]) -> Option<Vec<Condition>> {
    let Some(member) = members.iter().find(|member| member.name == "Condition") else { return Some(Vec::new()) };
    let path = join(path, "Condition");
    shape.source.note(path.clone(), &member.value);
    let mut found = Vec::new();
    for operator in object(shape, &path, &member.value, |kind| say!(policy::ConditionShape, kind))? {
        let path = join(&path, &operator.name);
        shape.source.note_at(path.clone(), operator.start, operator.end);
        for key in object(shape, &path, &operator.value, |kind| say!(policy::OperatorShape, kind))? {
            let path = join(&path, &key.name);
            shape.source.note_at(path.clone(), key.start, key.end);
            let (nodes, bare) = listed(&key.value);
            let values = nodes.iter().zip(0..).map(|(node, nth)| scalar(shape, &format!("{path}[{nth}]"), node));
            let values = values.collect::<Option<Vec<_>>>()?;
            found.push(Condition { operator: Operator::new(&operator.name), key: key.name.clone(), values, bare });
        }
    }
    Some(found)
}

fn object<'a>(shape: &mut Shape, path: &str, node: &'a Node, else_say: fn(Words) -> Words) -> Option<&'a [Member]> {
    let Value::Object(members) = &node.value else {
        shape.error(Code::WrongType, path, else_say(node.value.kind()));
        return None;
    };
    Some(members)
}

fn scalar(shape: &mut Shape, path: &str, node: &Node) -> Option<Scalar> {
    shape.source.note(path, node);
    match &node.value {
        Value::Text(text) => Some(Scalar::Text(text.clone())),
        Value::Bool(value) => Some(Scalar::Word(value.to_string())),
        Value::Number(number) => Some(Scalar::Word(number.clone())),
        other => {
            shape.error(Code::WrongType, path, say!(policy::ConditionValue, kind = other.kind()));
            None
        }
    }
}
