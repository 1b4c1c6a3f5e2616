//! Who may take a role by signing in elsewhere: the provider's tokens say for whom (`sub`) and for
//! what (`aud`) they were given. The trust policy as it is now is asked about tokens that it was
//! not set up for. Pure.

use policy::decide::{Verdict, decide_alone};
use policy::{Context, Document, PrincipalType, Principals, Request};
use words::{Words, checks, say};

/// What a token of nobody we know says.
const OTHER: &str = "bucketwise-other";

/// A token that the role was set up for.
pub(super) struct Token {
    provider: String,
    principal: String,
    aud: String,
    sub: String,
}

impl Token {
    /// The one that a trust policy of ours is for.
    pub(super) fn of(wanted: &Document) -> Option<Self> {
        let (statement, principal) = wanted.statements.iter().find_map(|statement| {
            let Principals::Listed(groups) = &statement.principal.as_ref()?.of else { return None };
            let (_, who) = groups.iter().find(|(kind, _)| *kind == PrincipalType::Federated)?;
            Some((statement, who.list.first()?.clone()))
        })?;
        let provider = principal.split_once(":oidc-provider/")?.1.to_owned();
        let said = |name: &str| {
            let key = format!("{provider}:{name}");
            let found = statement.conditions.iter().find(|condition| condition.key.eq_ignore_ascii_case(&key));
            found.and_then(|condition| condition.values.first()).map(|value| value.text().to_owned())
        };
        let (aud, sub) = (said("aud")?, said("sub")?);
        Some(Self { provider, principal, aud, sub })
    }

    /// Whether `trust` lets the role be taken with it; nothing where it stands for many and not for
    /// all of them.
    pub(super) fn taken(&self, trust: &Document, role: &str) -> Option<bool> {
        let (aud, sub) = (some(&self.aud), some(&self.sub));
        match self.allows(trust, role, Some(&aud), Some(&sub)) {
            false if aud != self.aud || sub != self.sub => None,
            taken => Some(taken),
        }
    }

    /// In which ways `now` lets more tokens in than `wanted`, in words for each of `sub` and `aud`;
    /// none if in no way.
    pub(super) fn wider(&self, now: &Document, wanted: &Document, role: &str) -> Vec<Words> {
        let more = |aud: Option<&str>, sub: Option<&str>| {
            self.allows(now, role, aud, sub) && !self.allows(wanted, role, aud, sub)
        };
        let (aud, sub) = (some(&self.aud), some(&self.sub));
        // Whoever is named in it now, beside those who were never named.
        let auds = [vec![OTHER.to_owned()], self.named(now, "aud")].concat();
        let subs = [others(&self.sub), self.named(now, "sub")].concat();
        let mut said = Vec::new();
        // Somebody may have let in another subject for another audience.
        let audiences: Vec<&str> = std::iter::once(aud.as_str()).chain(auds.iter().map(String::as_str)).collect();
        let lets_in = |sub: Option<&str>| audiences.iter().any(|aud| more(Some(aud), sub) || more(None, sub));
        if let Some(other) = subs.iter().find(|other| lets_in(Some(other))) {
            said.push(say!(checks::SubToo, sub = other));
        } else if lets_in(None) {
            said.push(say!(checks::SubNone));
        }
        if let Some(other) = auds.iter().find(|other| more(Some(other), Some(&sub))) {
            said.push(say!(checks::AudToo, aud = other));
        } else if more(None, Some(&sub)) {
            said.push(say!(checks::AudNone));
        }
        said
    }

    fn allows(&self, trust: &Document, role: &str, aud: Option<&str>, sub: Option<&str>) -> bool {
        let mut context = Context::default();
        for (name, value) in [("aud", aud), ("sub", sub)] {
            context.set(&format!("{}:{name}", self.provider), value);
        }
        let request = Request::new(Some(&self.principal), "sts:AssumeRoleWithWebIdentity", role, context);
        decide_alone(trust, &request).verdict == Verdict::Allow
    }

    /// Everybody whom conditions name.
    fn named(&self, trust: &Document, name: &str) -> Vec<String> {
        let key = format!("{}:{name}", self.provider);
        let conditions = trust.statements.iter().flat_map(|statement| &statement.conditions);
        let of_it = conditions.filter(|condition| condition.key.eq_ignore_ascii_case(&key));
        of_it.flat_map(|condition| &condition.values).map(|value| some(value.text())).collect()
    }
}

/// One of those that a pattern stands for.
fn some(pattern: &str) -> String {
    pattern.replace('*', "any").replace('?', "x")
}

/// Subjects that differ from this one: in everything, from one part on, up to one part, and in one
/// part.
fn others(sub: &str) -> Vec<String> {
    let sub = some(sub);
    let mut all = vec![OTHER.to_owned()];
    let ends = sub.char_indices().filter(|(_, letter)| matches!(letter, ':' | '/')).map(|(at, _)| at);
    let ends: Vec<usize> = ends.chain([sub.len()]).collect();
    let mut start = 0;
    for end in ends {
        all.push(format!("{}{OTHER}", &sub[..start]));
        all.push(format!("{OTHER}{}", &sub[end..]));
        all.push(format!("{}{OTHER}{}", &sub[..start], &sub[end..]));
        start = (end + 1).min(sub.len());
    }
    all
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const ROLE: &str = "arn:aws:iam::111122223333:role/bucketwise-github";
    const AUD: &str = r#""StringEquals":{"h.example:aud":"sts.amazonaws.com"}"#;
    const SUB: &str = "repo:acme/thing:ref:refs/heads/main";

    fn trust(condition: &str) -> Document {
        let text = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"Federated":
            "arn:aws:iam::111122223333:oidc-provider/h.example"}},"Action":"sts:AssumeRoleWithWebIdentity",
            "Condition":{{{condition}}}}}]}}"#
        );
        policy::parse(&text).sound().unwrap()
    }

    fn like(sub: &str) -> Document {
        trust(&format!(r#"{AUD},"StringLike":{{"h.example:sub":"{sub}"}}"#))
    }

    fn wider(now: &Document, sub: &str) -> String {
        let wanted = like(sub);
        super::super::joined(Token::of(&wanted).unwrap().wider(now, &wanted, ROLE)).to_string()
    }

    #[test]
    fn what_was_set_up_in_other_words_is_not_wider() {
        assert_eq!(wider(&like(SUB), SUB), "");
        let equals = format!(r#""StringEquals":{{"h.example:aud":"sts.amazonaws.com","h.example:sub":"{SUB}"}}"#);
        assert_eq!(wider(&trust(&equals), SUB), "");
        assert_eq!(wider(&like("repo:acme/thing:*"), "repo:acme/thing:*"), "");
        assert_eq!(wider(&like(SUB), "repo:acme/thing:*"), "", "narrower is not wider");
    }

    #[test]
    fn another_subject_is_found_wherever_the_pattern_is_wider() {
        let patterns = [
            "*",
            "repo:*",
            "repo:acme/*",
            "repo:acme/thing:*",
            "repo:acme/*:ref:refs/heads/main",
            "repo:*:ref:refs/heads/main",
            "*:ref:refs/heads/main",
            "repo:*/thing:ref:refs/heads/main",
            "repo:acme/thing:ref:refs/heads/*",
            "repo:evil/evil:*",
        ];
        for pattern in patterns {
            assert!(wider(&like(pattern), SUB).contains("another subject"), "{pattern}");
        }
        assert!(wider(&trust(AUD), SUB).contains("another subject"), "no sub at all");
        let whatever = format!(r#"{AUD},"StringLikeIfExists":{{"h.example:sub":"{SUB}"}}"#);
        assert!(wider(&trust(&whatever), SUB).contains("without a subject"));
    }

    #[test]
    fn another_audience_is_found() {
        let sub = format!(r#""StringLike":{{"h.example:sub":"{SUB}"}}"#);
        assert!(wider(&trust(&sub), SUB).contains("another audience"));
        let two = sub.clone() + r#","StringEquals":{"h.example:aud":["sts.amazonaws.com","evil"]}"#;
        assert!(wider(&trust(&two), SUB).contains("“evil”"));
        let both = r#""StringEquals":{"h.example:aud":"evil","h.example:sub":"repo:evil/evil:ref:x"}"#;
        assert!(wider(&trust(both), SUB).contains("another subject"));
    }

    #[test]
    fn whether_the_one_it_is_for_may_take_it() {
        let token = Token::of(&like(SUB)).unwrap();
        assert_eq!(token.taken(&like(SUB), ROLE), Some(true));
        assert_eq!(token.taken(&like("repo:evil/*"), ROLE), Some(false));
        assert_eq!(Token::of(&like("repo:acme/*")).unwrap().taken(&like(SUB), ROLE), None);
    }
}
