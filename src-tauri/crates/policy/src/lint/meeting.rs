//! Actions and resources of one statement that never meet.

use words::{Words, policy, say};

use super::{At, Check};
use crate::action::{self, Action};
use crate::finding::{Code, Severity};
use crate::kind::Kind;

pub(super) fn check(check: &mut Check, at: At) {
    let Some(resource) = &at.statement.resource else { return };
    if resource.except || at.statement.action.except || check.kind == Kind::Trust {
        return;
    }
    let resources = &resource.of.list;
    let resources: &Vec<String> = &resources.iter().map(|text| check.document.arn_of(text).into_owned()).collect();
    let odd = |text: &String| {
        !text.starts_with("arn:")
            || text.contains("://")
            || text.rfind("arn:") > Some(0)
            || super::spaces::mended(text).is_some()
    };
    if resources.iter().any(|resource| resource != "*" && odd(resource)) {
        // Already said; what was meant is not known.
        return;
    }
    let mut known = true;
    let mut all: Vec<&Action> = Vec::new();
    for (path, name) in at.actions() {
        let found = action::matching(name);
        known &= name != "*" && !found.is_empty();
        if name != "*" && !found.is_empty() && !meets(&found, resources) {
            let effect = if at.statement.allows() { "allow" } else { "deny" };
            let text = unmet(name, &found, effect);
            check.say(Code::ActionWithoutResource, Severity::Error, &path, text);
        }
        all.extend(found);
    }
    for (path, resource) in at.resources().into_iter().filter(|_| known) {
        // What is said of a space, or of a “/” at the end, says it already.
        let said = super::spaces::mended(resource).is_some() || resource.ends_with('/');
        if !said && !all.iter().any(|action| action.works_on(&check.document.arn_of(resource))) {
            let text = match resource.contains('/') {
                true => say!(policy::UnmetByFiles, resource),
                false => say!(policy::UnmetByBucket, resource),
            };
            check.say(Code::ResourceWithoutAction, Severity::Warning, &path, text);
        }
    }
}

fn meets(actions: &[&Action], resources: &[String]) -> bool {
    actions.iter().any(|action| resources.iter().any(|resource| action.works_on(resource)))
}

/// What these actions work on, which is not listed.
fn unmet(action: &str, actions: &[&Action], effect: &str) -> Words {
    let takes = |kind: &str| actions.iter().any(|action| action.resources.contains(&kind));
    if actions.iter().all(|action| action.resources.is_empty()) {
        say!(policy::UnmetNothing, action, effect)
    } else if takes("object") {
        say!(policy::UnmetFiles, action, effect)
    } else if takes("bucket") {
        say!(policy::UnmetBucket, action, effect)
    } else {
        say!(policy::UnmetOther, action, effect)
    }
}
