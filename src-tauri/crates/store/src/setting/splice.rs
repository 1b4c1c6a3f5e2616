//! Changing the part of a document that a person sees, and nothing else.
//!
//! Three documents meet: `raw`, as the storage gave it; `base`, what this program would write for
//! what it read in `raw`; and `wanted`, what it would write for what the person wants. What is
//! different between `base` and `wanted` is what the person changed, and that alone is done to
//! `raw`. What `raw` has beyond `base` is what this program does not know: it stays, and where it
//! would have to go or could come to mean something else, the change is refused with its name. It
//! goes only along with a whole rule, line or tag that the person removed.

use super::element::Element;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

/// What would be lost, by a name that a person who set it knows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Lost(pub(crate) String);

/// Elements of which there may be several, or that a person removes as a whole.
const ITEMS: [&str; 12] = [
    "Rule",
    "CORSRule",
    "Grant",
    "Tag",
    "Transition",
    "NoncurrentVersionTransition",
    "LoggingEnabled",
    "AllowedOrigin",
    "AllowedMethod",
    "AllowedHeader",
    "ExposeHeader",
    "RoutingRule",
];

/// Items without an identity beyond what they say: one that says something else is another one.
const SELVES: [&str; 5] = ["Grant", "AllowedOrigin", "AllowedMethod", "AllowedHeader", "ExposeHeader"];

/// Elements whose parts hold together: what is unknown in them may mean something else beside other
/// parts.
const CONDITIONS: [&str; 3] = ["Filter", "And", "TargetObjectKeyFormat"];

/// Elements that this program writes only where they say something; one that says nothing is as
/// good as none.
const MAY_BE_LEFT_OUT: [&str; 10] = [
    "ID",
    "Prefix",
    "Days",
    "ExpiredObjectDeleteMarker",
    "BucketKeyEnabled",
    "KMSMasterKeyID",
    "TargetPrefix",
    "ErrorDocument",
    "Protocol",
    "Years",
];

/// The name of an account for people, which only describes its id.
const DESCRIPTION: &str = "DisplayName";

/// `raw` with what is different between `base` and `wanted`.
pub(crate) fn splice(raw: &Element, base: &Element, wanted: &Element) -> Result<Element, Lost> {
    if same(base, wanted) {
        return Ok(raw.clone());
    }
    let nothing = [raw, base].iter().all(|element| element.is_blank() && element.children.is_empty());
    let text = match (alike(&base.text, &wanted.text), nothing || alike(&raw.text, &base.text)) {
        (true, _) => &raw.text,
        (false, true) => &wanted.text,
        (false, false) => return Err(lost(raw)),
    };
    if CONDITIONS.contains(&raw.name.as_str())
        && names(base, base) != names(wanted, wanted)
        && let Some(unknown) = beyond(raw, base).into_iter().next()
    {
        return Err(Lost(unknown));
    }
    let mut children = Vec::new();
    for name in names(raw, wanted) {
        let [raws, bases, wants] = [raw, base, wanted].map(|element| element.all(name).collect::<Vec<_>>());
        if is_single(&[&raws, &bases, &wants]) {
            children.extend(one(raws.first().copied(), bases.first().copied(), wants.first().copied())?);
        } else {
            children.extend(many(&raws, &bases, &wants)?);
        }
    }
    // What the person removed, and the storage says in a form of its own.
    let gone = |child: &&Element| raw.child(&child.name).is_none() && wanted.child(&child.name).is_none();
    match base.children.iter().filter(gone).find(|child| !child.is_blank()) {
        Some(elsewhere) => Err(lost(elsewhere)),
        None => Ok(Element { children, text: text.clone(), ..raw.clone() }),
    }
}

/// Of an element that is there once.
fn one(raw: Option<&Element>, base: Option<&Element>, wanted: Option<&Element>) -> Result<Option<Element>, Lost> {
    Ok(match (raw, base, wanted) {
        (Some(raw), Some(base), Some(wanted)) => Some(splice(raw, base, wanted)?),
        (Some(raw), None, Some(wanted)) => Some(splice(raw, &Element::new(&raw.name), wanted)?),
        (Some(raw), None, None) => Some(raw.clone()),
        (Some(raw), Some(base), None) => match beyond(raw, base).into_iter().next() {
            Some(unknown) => return Err(Lost(unknown)),
            None => None,
        },
        (None, Some(base), Some(wanted)) => added(base, wanted)?,
        (None, None, wanted) => wanted.cloned(),
        (None, Some(_), None) => None,
    })
}

/// Of an element that the storage does not have although it was read: it says so by leaving it out,
/// or in another form.
fn added(base: &Element, wanted: &Element) -> Result<Option<Element>, Lost> {
    match (same(base, wanted), base.is_blank()) {
        (true, _) => Ok(None),
        (false, true) => Ok(Some(wanted.clone())),
        (false, false) => Err(lost(base)),
    }
}

/// Of items: those that stay are changed where they are, in the order that is wanted.
fn many(raws: &[&Element], bases: &[&Element], wants: &[&Element]) -> Result<Vec<Element>, Lost> {
    let read = pair(bases, raws, says);
    let kept = pair(bases, wants, same);
    let (mut result, mut news) = (Vec::new(), false);
    for (at, wanted) in wants.iter().enumerate() {
        let from = kept.iter().position(|to| *to == Some(at));
        match from.map(|from| (bases[from], read[from])) {
            Some((base, Some(raw))) => result.push(splice(raws[raw], base, wanted)?),
            Some((base, None)) => result.extend(added(base, wanted)?),
            None => {
                news = true;
                result.push((*wanted).clone());
            }
        }
    }
    for (from, base) in bases.iter().enumerate().filter(|(from, _)| kept[*from].is_none()) {
        match read[from].map(|raw| raws[raw]) {
            None if !base.is_blank() => return Err(lost(base)),
            // Changed beyond recognition: nobody can say which of the new ones it would belong to.
            Some(raw) if news && !SELVES.contains(&raw.name.as_str()) => {
                if let Some(unknown) = beyond(raw, base).into_iter().next() {
                    return Err(Lost(unknown));
                }
            }
            _ => {}
        }
    }
    let unread = raws.iter().enumerate().filter(|(at, _)| !read.contains(&Some(*at)));
    result.extend(unread.map(|(_, raw)| (*raw).clone()));
    Ok(result)
}

/// For each of `from` its counterpart among `to`: one that fits, one of the same name, or the only
/// one that is left.
fn pair(from: &[&Element], to: &[&Element], fits: fn(&Element, &Element) -> bool) -> Vec<Option<usize>> {
    let mut pairs = vec![None; from.len()];
    let named: fn(&Element, &Element) -> bool = |a, b| key(a).is_some() && key(a) == key(b);
    for fits in [fits, named] {
        for at in 0..from.len() {
            let free = |other: &usize| !pairs.contains(&Some(*other)) && fits(from[at], to[*other]);
            let found = if pairs[at].is_none() { (0..to.len()).find(free) } else { pairs[at] };
            pairs[at] = found;
        }
    }
    let left: Vec<usize> = (0..from.len()).filter(|at| pairs[*at].is_none()).collect();
    let free: Vec<usize> = (0..to.len()).filter(|other| !pairs.contains(&Some(*other))).collect();
    if let ([at], [other]) = (left.as_slice(), free.as_slice()) {
        let nameless = key(from[*at]).is_none() && key(to[*other]).is_none();
        if nameless && !SELVES.contains(&from[*at].name.as_str()) {
            pairs[*at] = Some(*other);
        }
    }
    pairs
}

/// The name that an item has among its like.
fn key(element: &Element) -> Option<&str> {
    element.text_of(match element.name.as_str() {
        "Rule" | "CORSRule" => "ID",
        "Tag" => "Key",
        "Transition" | "NoncurrentVersionTransition" => "StorageClass",
        _ => return None,
    })
}

/// What `raw` has beyond `base`, by name.
pub(crate) fn beyond(raw: &Element, base: &Element) -> Vec<String> {
    let mut found = Vec::new();
    let unread =
        |(name, value): &&(String, String)| !is_declared(name) && attribute(base, name) != Some(value.as_str());
    found.extend(raw.attributes.iter().filter(unread).map(|(name, _)| format!("{name} of {}", called(raw))));
    if !alike(&raw.text, &base.text) {
        found.push(format!("{} “{}”", raw.name, short(raw.text.trim())));
    }
    for name in names(raw, raw).into_iter().filter(|name| *name != DESCRIPTION) {
        let [raws, bases] = [raw, base].map(|element| element.all(name).collect::<Vec<_>>());
        let read = match is_single(&[&raws, &bases]) && !bases.is_empty() {
            true => vec![Some(0)],
            false => pair(&bases, &raws, says),
        };
        for (at, child) in raws.iter().enumerate() {
            match read.iter().position(|to| *to == Some(at)) {
                Some(from) => found.extend(beyond(child, bases[from])),
                None if MAY_BE_LEFT_OUT.contains(&name) && child.is_blank() && child.attributes.is_empty() => {}
                None if key(raw).is_some() => found.push(format!("{} of {}", called(child), called(raw))),
                None => found.push(called(child)),
            }
        }
    }
    found
}

/// Whether everything that `base` says is said by `raw`.
fn says(base: &Element, raw: &Element) -> bool {
    let has = |(name, value): &(String, String)| is_declared(name) || attribute(raw, name) == Some(value.as_str());
    let mut left: Vec<&Element> = raw.children.iter().collect();
    let mut within = |child: &Element| match left.iter().position(|raw| raw.name == child.name && says(child, raw)) {
        Some(found) => {
            left.remove(found);
            true
        }
        None => child.is_blank() && raw.child(&child.name).is_none(),
    };
    base.name == raw.name
        && alike(&base.text, &raw.text)
        && base.attributes.iter().all(has)
        && base.children.iter().all(&mut within)
}

/// Whether two that were written here say the same.
fn same(a: &Element, b: &Element) -> bool {
    a.name == b.name
        && alike(&a.text, &b.text)
        && a.attributes == b.attributes
        && a.children.len() == b.children.len()
        && a.children.iter().zip(&b.children).all(|(a, b)| same(a, b))
}

/// Whether two texts are one value, however a storage spells it.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    let number = |text: &str| text.parse::<i64>().ok();
    let truth = |text: &str| text.to_ascii_lowercase().parse::<bool>().ok();
    let date = |text: &str| DateTime::from_str(text, Format::DateTimeWithOffset).ok();
    let one = |a: bool, b: bool| a && b;
    a == b
        || one(number(a).is_some(), number(a) == number(b))
        || one(truth(a).is_some(), truth(a) == truth(b))
        || one(date(a).is_some(), date(a) == date(b))
}

fn is_single(groups: &[&[&Element]]) -> bool {
    let listed = |element: &&Element| ITEMS.contains(&element.name.as_str());
    groups.iter().all(|group| group.len() < 2 && !group.iter().any(listed))
}

/// The names of the children of both, each once, in their order.
fn names<'a>(a: &'a Element, b: &'a Element) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for child in a.children.iter().chain(&b.children).filter(|child| !child.name.is_empty()) {
        if !names.contains(&child.name.as_str()) {
            names.push(&child.name);
        }
    }
    names
}

/// An attribute by its name, whatever prefix the document has for its namespace.
fn attribute<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    let local = |name: &str| name.rsplit(':').next().unwrap_or_default().to_owned();
    let found = element.attributes.iter().find(|(own, _)| !is_declared(own) && local(own) == local(name));
    found.map(|(_, value)| value.as_str())
}

fn is_declared(name: &str) -> bool {
    name == "xmlns" || name.starts_with("xmlns:")
}

fn lost(element: &Element) -> Lost {
    Lost(called(element))
}

/// What a person calls an element: its name, and which one it is or what it says.
fn called(element: &Element) -> String {
    match key(element).or(Some(element.text.trim())).filter(|text| !text.is_empty()) {
        Some(text) => format!("{} “{}”", element.name, short(text)),
        None => element.name.clone(),
    }
}

fn short(text: &str) -> String {
    if text.chars().count() > 40 { text.chars().take(40).chain(['…']).collect() } else { text.to_owned() }
}
