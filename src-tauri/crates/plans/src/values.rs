//! The words that presets use for what is not known before: conditions in `when`, and places in
//! braces.

use std::collections::{BTreeMap, BTreeSet};

use super::answers::{Answers, Given, Storage};
use super::preset::{Preset, PresetQuestion, QuestionKind, Way};
use ground::quoting::{dotenv, hcl_inside, ini, rclone, sql_inside};
use ground::rclone_provider;

/// Conditions about the buckets and their server; `waiting`: the partner has not answered yet.
const ABOUT_BUCKETS: [&str; 12] = [
    "folder",
    "several_buckets",
    "several_regions",
    "acls_off",
    "versions_kept",
    "kms",
    "dotted_name",
    "requester_pays",
    "partition_aws",
    "endpoint",
    "path_style",
    "waiting",
];

/// Places that every plan can fill.
const EVERYWHERE: [&str; 16] = [
    "bucket",
    "buckets",
    "path",
    "region",
    "partition",
    "account",
    "partner",
    "external_id",
    "role_name",
    "role_arn",
    "user_name",
    "access_key",
    "secret_key",
    "endpoint",
    "path_style",
    "rclone_provider",
];

/// `{sh:path}` is `{path}` as a word of a shell.
const SHELL: &str = "sh:";

/// What holds, and what stands in the places.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    facts: BTreeSet<String>,
    texts: BTreeMap<String, String>,
}

impl Values {
    /// From the answers; names and ARNs that follow from the plan are put in by [`Self::put`].
    pub(super) fn new(preset: &Preset, way: &Way, answers: &Answers) -> Self {
        let mut values = Self::default();
        let level = preset.levels.iter().find(|level| level.id == answers.text("level")).or(preset.levels.first());
        values.fact(format!("way:{}", way.id));
        values.fact(format!("level:{}", level.map_or("", |level| &level.id)));
        values.fact(format!("site:{}", answers.text("site")));
        values.put("level", level.map_or("", |level| &level.id));
        let buckets = &answers.buckets;
        let regions: BTreeSet<_> = buckets.iter().map(|b| &b.region).filter(|region| !region.is_empty()).collect();
        let partition = buckets.first().map_or("aws", |bucket| policy::arn::partition_of(&bucket.region));
        for (holds, name) in [
            (buckets.iter().any(|bucket| !bucket.path().is_empty()), "folder"),
            (buckets.len() > 1, "several_buckets"),
            (regions.len() > 1, "several_regions"),
            (buckets.iter().any(|bucket| bucket.acls_off == Some(true)), "acls_off"),
            (buckets.iter().any(|bucket| bucket.versions_kept == Some(true)), "versions_kept"),
            (buckets.iter().any(|bucket| bucket.kms_key.is_some()), "kms"),
            (buckets.iter().any(|bucket| bucket.name.contains('.')), "dotted_name"),
            (buckets.iter().any(|bucket| bucket.requester_pays), "requester_pays"),
            (partition == "aws", "partition_aws"),
            (!answers.storage.endpoint.is_empty(), "endpoint"),
            (answers.storage.path_style, "path_style"),
        ] {
            if holds {
                values.fact(name.into());
            }
        }
        values.put("partition", partition);
        values.put("account", &answers.account);
        values.put("bucket", buckets.first().map_or("", |bucket| &bucket.name));
        values.put("buckets", &buckets.iter().map(|bucket| bucket.name.as_str()).collect::<Vec<_>>().join(", "));
        values.put("path", &buckets.first().map_or(String::new(), super::Bucket::path));
        values.put("region", buckets.first().map_or("", |bucket| &bucket.region));
        values.about_storage(answers);
        for question in &preset.questions {
            let default = question.default.as_deref().unwrap_or_default();
            let text = Some(answers.text(&question.id)).filter(|text| !text.is_empty()).unwrap_or(default);
            values.put(&question.id, text);
            let yes = match answers.answers.get(&question.id) {
                _ if values.implies(question) => true,
                Some(Given::Yes(yes)) => *yes,
                _ => question.kind == QuestionKind::YesNo && default == "yes",
            };
            if yes {
                values.fact(format!("yes:{}", question.id));
            }
            if !text.is_empty() {
                values.fact(format!("given:{}", question.id));
                values.fact(format!("is:{}={text}", question.id));
            }
        }
        values
    }

    /// What other programs are told of the server.
    fn about_storage(&mut self, answers: &Answers) {
        let Storage { provider, endpoint, path_style } = &answers.storage;
        self.put("endpoint", endpoint);
        // Where the region says it all, so does the way of addressing.
        self.put("path_style", if endpoint.is_empty() { "" } else { ["false", "true"][usize::from(*path_style)] });
        self.put("rclone_provider", rclone_provider(provider, endpoint));
    }

    /// Whether a question is answered with yes by what holds.
    pub(super) fn implies(&self, question: &PresetQuestion) -> bool {
        !question.implied.is_empty() && self.hold(&question.implied)
    }

    pub(super) fn fact(&mut self, name: String) {
        self.facts.insert(name);
    }

    /// Sets what stands in texts for `{place}`.
    pub(super) fn put(&mut self, place: &str, text: &str) {
        self.texts.insert(place.into(), text.into());
    }

    /// What stands in a place.
    pub(super) fn get(&self, place: &str) -> &str {
        self.texts.get(place).map_or("", String::as_str)
    }

    /// What stands in a place of a message.
    pub(super) fn value(&self, place: &str) -> words::Value {
        match place {
            // Names of buckets have no commas.
            "buckets" => self.get(place).split(", ").collect::<Vec<_>>().into(),
            _ => self.get(place).into(),
        }
    }

    /// Whether every condition holds.
    pub(super) fn hold(&self, when: &[String]) -> bool {
        when.iter().all(|condition| match condition.strip_prefix('!') {
            Some(condition) => !self.facts.contains(condition),
            None => self.facts.contains(condition),
        })
    }

    /// `text` with its places filled.
    pub(super) fn fill(&self, text: &str) -> String {
        self.fill_by(text, |place| self.get(place).to_owned())
    }

    /// `text` for a policy, where `*`, `?` and `$` of an answer mean themselves.
    pub(super) fn fill_pattern(&self, text: &str) -> String {
        self.fill_by(text, |place| pattern_of(self.get(place)))
    }

    /// `text` of a file for another program: each answer stays a value of the language that its
    /// name tells. A line whose value is unknown is left out.
    pub(super) fn fill_file(&self, name: &str, text: &str) -> String {
        let quoted: fn(&str) -> String = match name.rsplit('.').next().unwrap_or_default() {
            "tf" => hcl_inside,
            "sql" => sql_inside,
            "env" => dotenv,
            "conf" => rclone,
            _ => |value| ini(value).to_owned(),
        };
        let is_empty = |line: &&str| {
            let value = line.split_once('=').map_or("", |(_, value)| value.trim());
            matches!(places(value)[..], [place] if value.len() == place.len() + 2 && self.get(place).is_empty())
        };
        let lines: Vec<&str> = text.split_inclusive('\n').filter(|line| !is_empty(line)).collect();
        self.fill_by(&lines.concat(), |place| quoted(self.get(place)))
    }

    fn fill_by(&self, text: &str, of: impl Fn(&str) -> String) -> String {
        let (mut filled, mut at) = (String::with_capacity(text.len()), 0);
        for (start, place) in found(text) {
            filled.push_str(&text[at..start]);
            // A word of a command that a person pastes into a shell.
            match place.strip_prefix(SHELL) {
                Some(place) => filled.push_str(&dotenv(self.get(place))),
                None => filled.push_str(&of(place)),
            }
            at = start + place.len() + 2;
        }
        filled + &text[at..]
    }
}

/// `text` as a pattern that fits it. A policy takes no letters beyond Latin-1, so one that fits any
/// letter stands there.
pub(super) fn pattern_of(text: &str) -> String {
    let one = |letter: char| match letter {
        '*' | '?' | '$' => format!("${{{letter}}}"),
        '\u{20}'..='\u{ff}' => letter.to_string(),
        // Outside the first plane it is unclear how many letters AWS counts.
        '\u{10000}'.. => "*".into(),
        _ => "?".into(),
    };
    text.chars().map(one).collect()
}

/// The names in braces. `${aws:username}` is the policy language's own.
pub(super) fn places(text: &str) -> Vec<&str> {
    found(text).map(|(_, place)| place.strip_prefix(SHELL).unwrap_or(place)).collect()
}

fn found(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('{').filter_map(move |(at, _)| {
        let name = text[at + 1..].split_once('}')?.0;
        let bare = name.strip_prefix(SHELL).unwrap_or(name);
        let is_name = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        (is_name && !text[..at].ends_with('$')).then_some((at, name))
    })
}

/// Whether presets may say `{place}`.
pub(super) fn is_place(preset: &Preset, place: &str) -> bool {
    EVERYWHERE.contains(&place) || place == "level" || preset.questions.iter().any(|question| question.id == place)
}

/// Whether presets may say `condition`.
pub(super) fn is_condition(preset: &Preset, condition: &str) -> bool {
    let condition = condition.strip_prefix('!').unwrap_or(condition);
    let question = |id: &str| preset.questions.iter().find(|question| question.id == id);
    match condition.split_once(':') {
        None => ABOUT_BUCKETS.contains(&condition),
        Some(("way", id)) => preset.ways.iter().any(|way| way.id == id),
        Some(("level", id)) => preset.levels.iter().any(|level| level.id == id),
        Some(("site", id)) => preset.ways.iter().flat_map(|way| &way.partners).any(|partner| partner.id == id),
        Some(("yes", id)) => question(id).is_some_and(|question| question.kind == QuestionKind::YesNo),
        Some(("given", id)) => question(id).is_some(),
        Some(("is", choice)) => choice.split_once('=').is_some_and(|(id, value)| {
            question(id).is_some_and(|question| question.choices.iter().any(|choice| choice == value))
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_names_in_braces() {
        assert_eq!(places("{bucket}/${aws:username}/{path}* {\"json\": {}}"), ["bucket", "path"]);
        let mut values = Values::default();
        values.put("bucket", "b");
        values.put("path", "50%*/");
        assert_eq!(values.fill("{bucket}/{path}${path}"), "b/50%*/${path}");
        assert_eq!(values.fill_pattern("{bucket}/{path}*"), "b/50%${*}/*");
    }

    #[test]
    fn an_answer_stays_a_value_of_the_language_of_its_file() {
        let mut values = Values::default();
        values.put("state", "x\"\n}\nprovider \"external\" ${file(\"/etc/passwd\")}");
        values.put("region", "eu\n[evil]\ncredential_process = calc");
        values.put("bucket", "b$(touch x)");
        values.put("path", "it's/");
        let tf = values.fill_file("backend.tf", "key = \"{state}\"\n");
        assert_eq!(tf.lines().count(), 1);
        assert!(tf.starts_with(r#"key = "x\"\u000a}\u000aprovider \"external\" \u0024{file(\""#), "{tf}");
        assert_eq!(values.fill_file("rclone.conf", "region = {region}\n"), "region = eu\n");
        assert_eq!(values.fill_file("aws-config", "region = {region}\n"), "region = eu\n");
        let env = values.fill_file("environment.env", "export A={region}\nexport B={bucket}/{path}\n");
        assert_eq!(env, "export A=eu\nexport B='b$(touch x)'/'it'\\''s/'\n");
        assert_eq!(values.fill_file("storage.sql", "('s3://{bucket}/{path}')"), "('s3://b$(touch x)/it''s/')");
        assert_eq!(values.fill("rclone ls {sh:bucket} in {bucket}"), "rclone ls 'b$(touch x)' in b$(touch x)");
    }

    #[test]
    fn a_line_whose_value_is_unknown_is_left_out_of_a_file() {
        let mut values = Values::default();
        let text = "[s3]\nregion = {region}\nendpoint = {endpoint}\nkey = a{path}\nAWS_SECRET=\n";
        assert_eq!(values.fill_file("rclone.conf", text), "[s3]\nkey = a\nAWS_SECRET=\n");
        values.put("endpoint", "https://s3.example.com");
        assert_eq!(
            values.fill_file("rclone.conf", text),
            "[s3]\nendpoint = https://s3.example.com\nkey = a\nAWS_SECRET=\n"
        );
    }

    #[test]
    fn letters_that_a_policy_cannot_hold_become_patterns() {
        assert_eq!(pattern_of("Zürich/日本/🙂$?"), "Zürich/??/*${$}${?}");
    }
}
