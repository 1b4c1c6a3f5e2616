//! One product, as its file in `presets/` describes it: what it asks, what it may do, by which way
//! in. An unknown name is refused at loading. What people read of it are messages of the catalogue,
//! found by the names in it ([`super::texts`]). Files, commands and patterns hold places for
//! answers (`{bucket}`); `when` lists conditions that all have to hold (`level:write`; `!` turns
//! one round): [`super::values`].

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A product and what is known of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// The name of its file, without `.toml`.
    pub id: String,
    /// The product's name, as it stays in every language. What is no product has a title.
    pub name: Option<String>,
    /// Whether its screen has a title of its own, where nobody is given access.
    #[serde(default)]
    pub heading: bool,
    /// Whether the sentences are about somebody else than the product.
    #[serde(default)]
    pub who: bool,
    /// Whether it says what stays closed, where the key comes from elsewhere and has limits of its
    /// own.
    #[serde(default)]
    pub cannot: bool,
    /// The key is the connection's own: it is tried as it is, and programs can be given it.
    #[serde(default)]
    pub own_key: bool,
    /// Its files are written by rclone: a check asks what rclone asks, in its order.
    #[serde(default)]
    pub rclone: bool,
    /// Where it stands among the others.
    pub group: Group,
    /// The vendor's page that it follows, and when that was read.
    pub source: Source,
    /// Whether it should not be begun any more.
    #[serde(default)]
    pub retired: bool,
    /// The ways in; the first is proposed.
    #[serde(rename = "way")]
    pub ways: Vec<Way>,
    /// How much it may do; the first is proposed.
    #[serde(rename = "level")]
    pub levels: Vec<Level>,
    /// What it asks besides buckets, way, level, site and text.
    #[serde(default, rename = "question")]
    pub questions: Vec<PresetQuestion>,
    /// What it may do, each where its conditions hold.
    #[serde(default, rename = "grant")]
    pub permissions: Vec<Permissions>,
    /// What the vendor's own text says, where that differs.
    pub asked: Option<VendorText>,
    /// What websites may do.
    #[serde(default)]
    pub cors: Vec<CorsGrant>,
    /// Files for the product.
    #[serde(default, rename = "file")]
    pub files: Vec<ClientFile>,
    /// What is done in the product before the questions can be answered, in order.
    #[serde(default)]
    pub first: Vec<Note>,
    /// What is done by hand in the product, in order.
    #[serde(default)]
    pub manual: Vec<Note>,
    /// Values that the product asks for.
    #[serde(default)]
    pub returns: Vec<Return>,
    /// What to know beforehand.
    #[serde(default, rename = "caveat")]
    pub caveats: Vec<Note>,
}

/// The shelves of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[ts(rename = "PresetGroup")]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Group {
    General,
    Labelling,
    Warehouse,
    Pipeline,
    Tool,
    Aws,
}

/// Where a preset was read.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[ts(rename = "PresetSource")]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The vendor's page or repository.
    pub at: String,
    /// The day, or at least the month: `2026-10`.
    pub read: String,
}

/// How the product gets in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// The word behind `way:` in conditions.
    pub id: String,
    /// What is made for it in the account.
    pub kind: WayKind,
    /// Who makes the external ID of a role.
    #[serde(default)]
    pub external_id: ExternalId,
    /// The vendor insists on this name.
    pub role_name: Option<String>,
    /// The role may take itself as well.
    #[serde(default)]
    pub self_assuming: bool,
    /// The vendor's own users and roles. Several: one for each site. None: it is asked.
    #[serde(default, rename = "partner")]
    pub partners: Vec<Partner>,
    /// The service of AWS that comes by itself, where it is one.
    pub service: Option<AwsActor>,
    /// A sign-in of another provider.
    pub oidc: Option<Oidc>,
}

/// What a [`Way`] makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WayKind {
    /// IAM user with an access key.
    Key,
    /// A role that somebody else takes.
    Role,
    /// A policy on a user or role that is there.
    Existing,
    /// Bucket policy statement for somebody else.
    BucketPolicy,
    /// Bucket policy statement for a service of AWS.
    Service,
    /// A role that a sign-in elsewhere takes.
    Oidc,
    /// Nothing: the key comes from elsewhere, or only websites are let in.
    Nothing,
}

/// Who makes the external ID.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ExternalId {
    /// Nobody does: none is used.
    #[default]
    None,
    /// The partner, who shows it before.
    Theirs,
    /// The partner, who shows it after having been told the role.
    Later,
    /// This program makes one, and the partner is told it.
    Ours,
}

/// A vendor's user or role, copied from documents of various ages: people are told to compare it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// Named by `site:`.
    pub id: String,
    /// The name of the site.
    pub name: String,
    /// The ARN of the user or role that is let in.
    pub arn: String,
}

/// A service of AWS, and for what of ours it acts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwsActor {
    /// `logging.s3.amazonaws.com`
    pub principal: String,
    /// The ARN that the service acts for, in `aws:SourceArn`.
    pub source_arn: String,
    /// Whether the account is tested as well.
    #[serde(default)]
    pub source_account: bool,
    /// Whether files are to be handed over to the bucket's owner.
    #[serde(default)]
    pub owner_acl: bool,
}

/// A provider of sign-ins.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Oidc {
    /// `token.actions.githubusercontent.com`
    pub provider: String,
    /// For whom tokens have to be.
    pub audience: String,
    /// Who has to be signed in.
    pub subject: String,
}

/// How much the product may do.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Named by `level:`.
    pub id: String,
}

/// A question of the product's own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresetQuestion {
    /// Named in braces, by `yes:` and `given:`.
    pub id: String,
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// Whether it has a longer explanation.
    #[serde(default)]
    pub help: bool,
    /// What stands there before.
    pub default: Option<String>,
    /// Whether it may stay empty.
    #[serde(default)]
    pub optional: bool,
    /// Conditions under which it is asked.
    #[serde(default)]
    pub when: Vec<String>,
    /// Answered with yes by these, and then not asked.
    #[serde(default)]
    pub implied: Vec<String>,
    /// What can be chosen, where it is a choice.
    #[serde(default)]
    pub choices: Vec<String>,
}

impl PresetQuestion {
    /// Whether it matters for this way in. A known partner is not asked for.
    pub(crate) fn matters(&self, way: &Way) -> bool {
        match self.kind {
            QuestionKind::Partner => {
                matches!(way.kind, WayKind::Role | WayKind::BucketPolicy) && way.partners.is_empty()
            }
            QuestionKind::ExternalId => way.kind == WayKind::Role && way.external_id != ExternalId::None,
            QuestionKind::Person => way.kind == WayKind::Existing,
            _ => true,
        }
    }
}

/// The kinds of answer, each checked in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum QuestionKind {
    Text,
    YesNo,
    Choice,
    /// The ARN of a partner, or the number of an account.
    Partner,
    ExternalId,
    Origins,
    /// What websites may do: `GET` and so on.
    Methods,
    Account,
    /// A user or role of one's own.
    Person,
    Arn,
    /// The vendor's text for the access policy, as its page shows it.
    AccessPolicy,
    /// The vendor's text for the trust policy.
    TrustPolicy,
}

/// Actions. Where each applies follows from the action: the bucket, its files, a key, or nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permissions {
    /// With their service: `s3:GetObject`.
    pub actions: Vec<String>,
    /// Conditions under which they are given.
    #[serde(default)]
    pub when: Vec<String>,
    /// Which files, below the folder.
    #[serde(default = "everything")]
    pub files: Vec<String>,
    /// ARNs, for actions of other services.
    #[serde(default)]
    pub resources: Vec<String>,
    /// Needed only while it is set up.
    #[serde(default)]
    pub setup_only: bool,
}

fn everything() -> Vec<String> {
    vec!["*".into()]
}

/// The vendor's own text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VendorText {
    /// How ours differs from it, and why that is better.
    pub differences: Vec<Note>,
    /// Whether the vendor's text can be kept to one folder.
    #[serde(default)]
    pub folders: bool,
    /// As the vendor writes them.
    #[serde(rename = "statement")]
    pub statements: Vec<VendorStatement>,
}

/// A statement of the vendor's, for all buckets together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VendorStatement {
    /// Conditions under which it is part of the text.
    #[serde(default)]
    pub when: Vec<String>,
    /// As the vendor writes them.
    pub actions: Vec<String>,
    /// ARNs; one with `{bucket}` stands for each bucket.
    pub resources: Vec<String>,
    /// Values of `s3:prefix`, tested by `StringLike`.
    #[serde(default)]
    pub prefixes: Vec<String>,
}

/// What a website may do.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorsGrant {
    /// Conditions under which it is made.
    #[serde(default)]
    pub when: Vec<String>,
    /// `https://app.example.com`, or `{question}` of the kind `origins`.
    pub origins: Vec<String>,
    /// `GET` and so on, or `{question}` of the kind `methods`.
    pub methods: Vec<String>,
    /// What the page may send.
    #[serde(default)]
    pub headers: Vec<String>,
    /// What the page may see.
    #[serde(default)]
    pub expose: Vec<String>,
}

/// A file for the product.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientFile {
    /// What the product calls the file.
    pub name: String,
    /// Names the words for where it belongs.
    pub place: String,
    /// Conditions under which it is made.
    #[serde(default)]
    pub when: Vec<String>,
    /// What is in it. A line that ends in `= {place}` is left out where the place is empty.
    pub text: String,
}

/// A sentence that is shown under conditions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Names its words; none for a command that stands alone.
    pub id: Option<String>,
    /// Conditions under which it is shown.
    #[serde(default)]
    pub when: Vec<String>,
    /// A command in it. May hold answers in braces: `{sh:bucket}`.
    pub command: Option<String>,
}

/// A value to give back to the product.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Return {
    /// As the product calls it. Where it is no product's, the place in its value names the words.
    pub label: Option<String>,
    /// May hold answers in braces: `{bucket}`.
    pub value: String,
    /// Conditions under which it is shown.
    #[serde(default)]
    pub when: Vec<String>,
}
