//! One login as a text describes it: which fields belong together. Still in the words of the text;
//! what they come to (a provider, an endpoint, a bucket) is worked out in [`super::settle`].

use ground::Secret;

use super::field::{ImportField, Sure};
use super::form::Fill;
use super::variables::is_secret;

/// Longer than any value of a login; session tokens have some thousand characters.
const VALUE: usize = 16 * 1024;

/// The shortest secret that is looked for in other values: shorter ones, such as the `minioadmin`
/// of a server that was never set up, are names and secrets at once.
const SECRET: usize = 12;

/// Fields that say how somebody signs in.
const WAYS: [ImportField; 8] = [
    ImportField::AccessKey,
    ImportField::SecretKey,
    ImportField::Anonymous,
    ImportField::Profile,
    ImportField::Program,
    ImportField::RoleArn,
    ImportField::SsoStart,
    ImportField::SsoSession,
];

/// Which kind of text something was understood from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    AccessKeyTable,
    Boto,
    Lines,
    AwsProfile,
    Rclone,
    S3cmd,
    CyberduckBookmark,
    CyberduckProfile,
    Broker,
    AwsCommand,
    Json,
    Address,
    ConnectionFile,
    MinioClient,
    Words,
}

/// Something worth saying that no field holds. Codes here, words in [`super::card`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    /// A value was a gap to fill in, such as `<access key>`.
    Placeholder(ImportField),
    /// A value was left to the shell (`$SECRET`, `$(pass …)`) and is not in the text.
    Elsewhere(ImportField),
    /// The text ends within a value; half a value is not used.
    Cut(ImportField),
    /// A lost line break left the next line, perhaps a secret, in this value.
    RunTogether(ImportField),
    /// This name has an address that may be the storage's.
    Doubt(String),
    /// The bucket is an access point.
    AccessPoint,
}

impl Remark {
    /// What it is about.
    pub(super) fn field(&self) -> Option<ImportField> {
        match self {
            Self::Placeholder(field) | Self::Elsewhere(field) | Self::Cut(field) | Self::RunTogether(field) => {
                Some(*field)
            }
            Self::Doubt(_) => Some(ImportField::Doubt),
            Self::AccessPoint => Some(ImportField::Bucket),
        }
    }
}

/// Everything a text says about one login. All values are kept as secrets until they are known not
/// to be, so that nothing can print one.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) from: From,
    /// What the text calls it: a profile, a remote, an instance, a bucket.
    pub(super) name: String,
    /// Further buckets that the same key opens.
    pub(super) more_buckets: Vec<String>,
    pub(super) remarks: Vec<Remark>,
    /// The whole form, where the text is a connection file.
    pub(super) form: Option<Box<Fill>>,
    values: Vec<(ImportField, Sure, Secret)>,
}

impl Found {
    pub(super) fn new(from: From, name: &str) -> Self {
        Self {
            from,
            name: name.to_owned(),
            more_buckets: Vec::new(),
            remarks: Vec::new(),
            form: None,
            values: Vec::new(),
        }
    }

    /// The secrets of this login that are long enough to be told from a word.
    pub(super) fn secrets(&self) -> impl Iterator<Item = &Secret> {
        let all = self.values.iter().filter(|(field, ..)| field.is_secret()).map(|(.., value)| value);
        all.filter(|value| value.expose().len() >= SECRET)
    }

    /// Drops what would be shown and has one of `secrets` in it.
    pub(super) fn hide(&mut self, secrets: &[Secret]) {
        let clean = |text: &str| !secrets.iter().any(|secret| text.contains(secret.expose()));
        self.values.retain(|(field, _, value)| field.is_secret() || clean(value.expose()));
        self.more_buckets.retain(|bucket| clean(bucket));
        self.remarks.retain(|remark| !matches!(remark, Remark::Doubt(name) if !clean(name)));
        if !clean(&self.name) {
            self.name.clear();
        }
    }

    /// Takes a value in. False: there is another value for this field already, and it stays.
    pub(super) fn put(&mut self, (field, sure): (ImportField, Sure), value: &str) -> bool {
        let mut value = value.trim();
        if value.is_empty() || value.len() > VALUE {
            return true;
        }
        if field == ImportField::SsoStart {
            // Browsers show the page with a `#/` behind, and people copy that.
            value = value.split('#').next().unwrap_or_default().trim_end_matches('/');
        }
        // A damaged name, or the two in each other's place: an access key is shown, so it may not
        // be a secret.
        if field == ImportField::AccessKey && is_secret(value) {
            return self.put((ImportField::SecretKey, Sure::Weak), value);
        }
        // Hadoop's old form, `s3n://ID:SECRET@bucket`: a bucket is shown, and its name has no @.
        if let (ImportField::Bucket, Some((login, bucket))) = (field, value.rsplit_once('@')) {
            let login = login.rsplit("//").next().unwrap_or_default();
            if let Some((id, secret)) = login.split_once(':') {
                self.put((ImportField::AccessKey, Sure::Weak), id);
                self.put((ImportField::SecretKey, Sure::Weak), secret);
            }
            return self.put((field, sure), bucket);
        }
        if let Some(remark) = no_value(field, value) {
            self.remarks.push(remark);
            return true;
        }
        match self.values.iter_mut().find(|(known, ..)| *known == field) {
            None => self.values.push((field, sure, Secret::new(value.to_owned()))),
            Some((_, _, held)) if held.expose() == value => {}
            Some((_, was, held)) if *was < sure => (*was, *held) = (sure, Secret::new(value.to_owned())),
            Some((_, was, _)) => return *was > sure,
        }
        true
    }

    /// Takes in what a name of a text gives a value: addresses with a login in them and doubts as
    /// well. False as in [`Self::put`].
    pub(super) fn take(&mut self, name: &str, what: (ImportField, Sure), value: &str) -> bool {
        match what.0 {
            ImportField::Doubt => {
                let address = value.contains(['.', ':']) || value.starts_with("localhost");
                if address && self.remarks.iter().all(|remark| remark.field() != Some(ImportField::Doubt)) {
                    self.remarks.push(Remark::Doubt(name.to_owned()));
                }
                true
            }
            ImportField::Address | ImportField::Endpoint => match super::address::value(value.trim()) {
                Some(found) => {
                    // A value that is there already stays: its own name says it more plainly than
                    // an address.
                    for (field, _, value) in found.values {
                        self.put((field, what.1), value.expose());
                    }
                    true
                }
                None if what.0 == ImportField::Endpoint => self.put(what, value),
                None => true,
            },
            _ => self.put(what, value),
        }
    }

    /// A value that the recogniser itself is sure of.
    pub(super) fn set(&mut self, field: ImportField, value: &str) {
        self.put((field, Sure::Strong), value);
    }

    /// The text ended within this value.
    pub(super) fn cut(&mut self, field: ImportField) {
        self.remarks.push(Remark::Cut(field));
    }

    pub(super) fn get(&self, field: ImportField) -> Option<&Secret> {
        self.values.iter().find(|(known, ..)| *known == field).map(|(_, _, value)| value)
    }

    pub(super) fn text(&self, field: ImportField) -> &str {
        self.get(field).map_or("", Secret::expose)
    }

    pub(super) fn has(&self, field: ImportField) -> bool {
        self.get(field).is_some()
    }

    /// Whether this is about storage at all, rather than some words that happened to fit.
    pub(super) fn counts(&self) -> bool {
        use ImportField::{AccessKey, Bucket, Endpoint, FromEnvironment, SecretKey};
        let tells = [Bucket, Endpoint, FromEnvironment];
        let tells = self.values.iter().any(|(field, sure, _)| *sure == Sure::Strong && tells.contains(field));
        let strong = self.values.iter().any(|(field, sure, _)| *sure == Sure::Strong && WAYS.contains(field));
        tells
            || strong
            || (self.has(AccessKey) && self.has(SecretKey))
            || self.remarks.iter().any(|remark| remark.field() == Some(AccessKey))
    }

    /// Whether it brings a way to sign in, or half of one.
    pub(super) fn signs_in(&self) -> bool {
        WAYS.iter().any(|field| self.has(*field))
    }

    /// Whether `other` says nothing that is not said here.
    pub(super) fn covers(&self, other: &Self) -> bool {
        other.values.iter().all(|(field, _, value)| self.text(*field) == value.expose())
    }

    /// Whether `other` is the same thing, said again.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.name == other.name && self.covers(other) && other.covers(self)
    }

    /// Takes in what `other` says when nothing in it contradicts; hands it back otherwise.
    pub(super) fn absorb(&mut self, other: Self) -> Option<Self> {
        let fits = other.values.iter().all(|(field, _, value)| {
            *field == ImportField::FromEnvironment
                || self.get(*field).is_none_or(|held| held.expose() == value.expose())
        });
        if !fits {
            return Some(other);
        }
        for (field, sure, value) in other.values {
            self.put((field, sure), value.expose());
        }
        self.remarks.extend(other.remarks);
        self.more_buckets.extend(other.more_buckets);
        self.form = self.form.take().or(other.form);
        if self.name.is_empty() {
            self.name = other.name;
        }
        None
    }
}

/// Why a text in the place of a value is none: a gap to fill in, or something a shell would work
/// out.
fn no_value(field: ImportField, value: &str) -> Option<Remark> {
    let same = |marks: &str| value.len() > 3 && value.chars().all(|c| marks.contains(c));
    let gap = value.starts_with('<') && value.ends_with('>')
        || value.starts_with("{{")
        || value.starts_with('[') && value.ends_with(']')
        || same("*•●.")
        || same("xX")
        || ["YOUR_", "YOUR-", "your_", "your-access", "your-secret", "REPLACE", "CHANGE_ME", "changeme"]
            .iter()
            .any(|begin| value.starts_with(begin));
    if gap {
        return Some(Remark::Placeholder(field));
    }
    if holds_another(field, value) {
        return Some(Remark::RunTogether(field));
    }
    let percent = value.len() > 2 && value.starts_with('%') && value.ends_with('%');
    (value.starts_with('$') || value.starts_with('`') || percent).then_some(Remark::Elsewhere(field))
}

/// Whether a value that the page is to be shown has the next line in it, and so perhaps a secret.
fn holds_another(field: ImportField, value: &str) -> bool {
    let shown = !field.is_secret() && field != ImportField::Program;
    let assigns = |name: &str| {
        let lower = value.to_ascii_lowercase();
        lower.find(name).is_some_and(|at| lower[at..].contains(['=', ':']))
    };
    shown && (assigns("secret") || assigns("session_token") || field == ImportField::AccessKey && value.contains('='))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const STRONG: (ImportField, Sure) = (ImportField::SecretKey, Sure::Strong);
    const WEAK: (ImportField, Sure) = (ImportField::SecretKey, Sure::Weak);

    #[test]
    fn a_sure_name_wins_over_an_unsure_one_whichever_comes_first() {
        let mut found = Found::new(From::Lines, "");
        assert!(found.put(WEAK, "django"));
        assert!(found.put(STRONG, "real"));
        assert!(found.put(WEAK, "other"));
        assert_eq!(found.text(ImportField::SecretKey), "real");
        assert!(!found.put(STRONG, "second"), "a second login begins");
    }

    #[test]
    fn gaps_and_shell_words_are_no_values() {
        for gap in ["<access key>", "****", "xxxxxxxx", "YOUR_SECRET_KEY", "$SECRET", "${X}", "$(pass aws)", "%KEY%"] {
            let mut found = Found::new(From::Lines, "");
            found.put(STRONG, gap);
            assert!(!found.has(ImportField::SecretKey), "{gap}");
            assert_eq!(found.remarks.len(), 1, "{gap}");
        }
    }

    #[test]
    fn a_value_with_the_next_line_in_it_is_none() {
        for (field, value) in [
            (ImportField::AccessKey, "AKIAIOSFODNN7EXAMPLEAWS_SECRET_ACCESS_KEY=wJalr"),
            (ImportField::AccessKey, "AKIAIOSFODNN7EXAMPLEAWS_REGION=eu-west-1"),
            (ImportField::Region, "eu-west-1secret_access_key = wJalr"),
            (ImportField::Bucket, "reportsAWS_SESSION_TOKEN=FwoG"),
        ] {
            let mut found = Found::new(From::Lines, "");
            found.set(field, value);
            assert!(!found.has(field) && found.remarks == [Remark::RunTogether(field)], "{value}");
        }
        let mut found = Found::new(From::Lines, "");
        found.set(ImportField::Bucket, "our-secret-plans");
        assert!(found.has(ImportField::Bucket));
    }

    #[test]
    fn nothing_prints_a_value() {
        let mut found = Found::new(From::Lines, "");
        found.put(STRONG, "wJalrXUtnFEMI");
        assert!(!format!("{found:?}").contains("wJalr"));
    }

    #[test]
    fn what_contradicts_is_not_taken_in() {
        let (mut keys, mut place, mut other) =
            (Found::new(From::Lines, ""), Found::new(From::Address, "b"), Found::new(From::Address, "c"));
        keys.set(ImportField::AccessKey, "AKIA");
        place.set(ImportField::Bucket, "b");
        other.set(ImportField::Bucket, "c");
        assert!(keys.absorb(place).is_none());
        assert!(keys.absorb(other).is_some());
        assert_eq!((keys.text(ImportField::Bucket), keys.name.as_str()), ("b", "b"));
    }
}
