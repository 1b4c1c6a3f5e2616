//! What a setting has beyond what the window shows: changing the rest keeps it, or nothing is
//! written. On a server that holds documents as they are given, since the elements in question are
//! of other storages, or younger than the servers of the suite.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use bucketwise_tests::recorded::{Answer, Recorded};
use engine::ids::SettingId;
use engine::settings::{Applied, Fact, FactId, SettingKind, SettingState, SettingValue, Settings, overview};
use store::{Listed, Logging, May, PublicAccess, Tag, Versioning, Website, When, Whom};

use super::open_at;

const LEAST: &str = "x-amz-transition-default-minimum-object-size";

/// A server that keeps the documents of one bucket.
struct Shelf {
    server: Recorded,
    kept: Arc<Mutex<HashMap<String, Answer>>>,
}

impl Shelf {
    fn with(setting: &'static str, answer: Answer) -> Self {
        let kept = Arc::new(Mutex::new(HashMap::from([(setting.to_owned(), answer)])));
        let shelf = Arc::clone(&kept);
        let server = Recorded::start(move |request| serve(&mut shelf.lock().unwrap(), request));
        Self { server, kept }
    }

    fn xml(setting: &'static str, document: &str) -> Self {
        Self::with(setting, Answer::new(200, document))
    }

    async fn open(&self, kind: SettingKind) -> Opened {
        let settings = Settings::default();
        let store = open_at(&self.server.endpoint, "us-east-1", "AKIDEXAMPLE", "secret");
        let opened = settings.open(store, "shelf".into(), kind).await;
        Opened { settings, id: opened.setting, state: opened.state }
    }

    /// What is kept now.
    fn document(&self, setting: &str) -> String {
        self.kept.lock().unwrap().get(setting).map(|answer| answer.body.clone()).unwrap_or_default()
    }

    /// The requests that would have changed something.
    fn writes(&self) -> Vec<String> {
        self.server.seen().into_iter().filter(|request| !request.starts_with("GET ")).collect()
    }
}

fn serve(kept: &mut HashMap<String, Answer>, request: &str) -> Answer {
    let (method, rest) = request.split_once(' ').unwrap();
    let query = rest.split(' ').next().unwrap().split_once('?').map_or("", |(_, query)| query);
    let setting = query.split(['&', '=']).next().unwrap().to_owned();
    match method {
        "PUT" => {
            let (head, body) = request.split_once("\r\n\r\n").unwrap();
            let least = head.lines().find_map(|line| line.strip_prefix(LEAST)?.strip_prefix(": "));
            let answer = Answer::new(200, body);
            kept.insert(setting, least.into_iter().fold(answer, |answer, least| answer.header(LEAST, least)));
            Answer::new(200, "")
        }
        "DELETE" => {
            kept.remove(&setting);
            Answer::new(204, "")
        }
        _ => kept.get(&setting).cloned().unwrap_or_else(|| unset(&setting)),
    }
}

fn unset(setting: &str) -> Answer {
    let code = match setting {
        "versioning" => return Answer::new(200, "<VersioningConfiguration/>"),
        "logging" => return Answer::new(200, "<BucketLoggingStatus/>"),
        "cors" => "NoSuchCORSConfiguration",
        "lifecycle" => "NoSuchLifecycleConfiguration",
        "ownershipControls" => "OwnershipControlsNotFoundError",
        "publicAccessBlock" => "NoSuchPublicAccessBlockConfiguration",
        "encryption" => "ServerSideEncryptionConfigurationNotFoundError",
        "tagging" => "NoSuchTagSet",
        "website" => "NoSuchWebsiteConfiguration",
        _ => "NotImplemented",
    };
    Answer::s3(404, code, "words")
}

struct Opened {
    settings: Settings,
    id: SettingId,
    state: SettingState,
}

impl Opened {
    fn value(&self) -> SettingValue {
        match &self.state {
            SettingState::Configured { value } => value.clone(),
            other => panic!("{other:?}"),
        }
    }

    async fn save(&self, value: Option<SettingValue>) -> Option<SettingValue> {
        match self.settings.apply(&self.id, value.clone()).await {
            Ok(Applied::Saved { value, note: None }) => value,
            other => panic!("{value:?}: {other:?}"),
        }
    }

    async fn undo(&self) {
        match self.settings.undo(&self.id).await {
            Ok(Applied::Saved { note: None, .. }) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// A document without the space between its elements, to be looked for in another.
fn has(document: &str, part: &str) -> bool {
    let plain = |text: &str| text.replace("></", ">\u{1}</").replace(['\n', ' '], "");
    plain(document).contains(&plain(part))
}

const RULES: &str = "<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
    <Rule><ID>archive</ID><Filter><Prefix>old/</Prefix><ArchiveZone>true</ArchiveZone></Filter><Status>Enabled</Status>\
    <Expiration><Days>1</Days></Expiration></Rule>\
    <Rule><ID>logs</ID><Filter><Prefix>logs/</Prefix></Filter><Status>Enabled</Status>\
    <Expiration><Days>30</Days></Expiration></Rule></LifecycleConfiguration>";

fn rules(value: SettingValue) -> Vec<store::LifecycleRule> {
    match value {
        SettingValue::Lifecycle { rules } => rules,
        other => panic!("{other:?}"),
    }
}

// Ceph RGW, doc/radosgw/cloud-transition and rgw_lc_s3.cc: a rule with ArchiveZone is for the
// archive zone alone.
#[tokio::test(flavor = "multi_thread")]
async fn a_rule_that_is_saved_leaves_an_unknown_condition_of_another_and_its_own() {
    let shelf = Shelf::xml("lifecycle", RULES);
    let opened = shelf.open(SettingKind::Lifecycle).await;
    let mut drafted = rules(opened.value());
    drafted[1].expire = Some(When::Days { days: 60 });
    opened.save(Some(SettingValue::Lifecycle { rules: drafted.clone() })).await;
    let now = shelf.document("lifecycle");
    assert!(has(&now, "<Prefix>old/</Prefix><ArchiveZone>true</ArchiveZone>"), "{now}");
    assert!(has(&now, "<Days>60</Days>"), "{now}");
    drafted[0].expire = Some(When::Days { days: 5 });
    drafted[0].prefix = "older/".into();
    opened.save(Some(SettingValue::Lifecycle { rules: drafted })).await;
    let now = shelf.document("lifecycle");
    assert!(has(&now, "<Prefix>older/</Prefix><ArchiveZone>true</ArchiveZone>"), "{now}");
    assert!(has(&now, "<Days>5</Days>"), "{now}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_condition_that_would_come_to_mean_something_else_is_refused_by_its_name() {
    let shelf = Shelf::xml("lifecycle", RULES);
    let opened = shelf.open(SettingKind::Lifecycle).await;
    let mut drafted = rules(opened.value());
    drafted[0].tags = vec![Tag { name: "kind".into(), value: "log".into() }];
    let refused = opened.settings.apply(&opened.id, Some(SettingValue::Lifecycle { rules: drafted })).await;
    let refused = refused.expect_err("it would be lost");
    assert!(refused.what.to_string().contains("ArchiveZone"), "{refused:?}");
    assert!(!refused.what.to_string().contains("The server said"), "the words are not the server's: {refused:?}");
    assert_eq!(shelf.writes(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_rule_comes_back_whole() {
    let shelf = Shelf::xml("lifecycle", RULES);
    let opened = shelf.open(SettingKind::Lifecycle).await;
    let mut drafted = rules(opened.value());
    drafted.remove(0);
    opened.save(Some(SettingValue::Lifecycle { rules: drafted })).await;
    assert!(!has(&shelf.document("lifecycle"), "ArchiveZone"));
    opened.undo().await;
    assert!(has(&shelf.document("lifecycle"), "<Prefix>old/</Prefix><ArchiveZone>true</ArchiveZone>"));
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html
#[tokio::test(flavor = "multi_thread")]
async fn the_least_size_of_a_lifecycle_stays_as_it_was_chosen() {
    let shelf = Shelf::with("lifecycle", Answer::new(200, RULES).header(LEAST, "varies_by_storage_class"));
    let opened = shelf.open(SettingKind::Lifecycle).await;
    let mut drafted = rules(opened.value());
    drafted[1].expire = Some(When::Days { days: 60 });
    opened.save(Some(SettingValue::Lifecycle { rules: drafted })).await;
    let told = |write: &str| write.to_ascii_lowercase().contains(&format!("{LEAST}: varies_by_storage_class"));
    assert!(shelf.writes().iter().all(|write| told(write)), "{:?}", shelf.writes());
    opened.save(None).await;
    opened.undo().await;
    assert!(told(shelf.writes().last().unwrap()), "{:?}", shelf.writes());
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionRule.html
#[tokio::test(flavor = "multi_thread")]
async fn blocked_ways_of_encryption_stay_blocked() {
    let shelf = Shelf::xml(
        "encryption",
        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm>\
         <KMSMasterKeyID>k1</KMSMasterKeyID></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled>\
         <BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes></Rule>\
         </ServerSideEncryptionConfiguration>",
    );
    let opened = shelf.open(SettingKind::Encryption).await;
    opened.save(Some(SettingValue::Encryption { encryption: store::Encryption::Storage })).await;
    let now = shelf.document("encryption");
    assert!(
        has(&now, "<BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes>"),
        "{now}"
    );
    assert!(has(&now, "AES256") && !has(&now, "k1"), "{now}");
    // What "remove" comes to is no way round it.
    opened.undo().await;
    opened.save(None).await;
    assert!(has(&shelf.document("encryption"), "SSE-C"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_layers_of_encryption_are_not_made_one() {
    let twice = "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>\
         <SSEAlgorithm>aws:kms:dsse</SSEAlgorithm><KMSMasterKeyID>k1</KMSMasterKeyID></ApplyServerSideEncryptionByDefault>\
         <BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>";
    let shelf = Shelf::xml("encryption", twice);
    let opened = shelf.open(SettingKind::Encryption).await;
    assert!(!matches!(opened.value(), SettingValue::Encryption { encryption: store::Encryption::Service { .. } }));
    opened.save(Some(SettingValue::Encryption { encryption: store::Encryption::Storage })).await;
    assert!(has(&shelf.document("encryption"), "AES256"));
    opened.undo().await;
    assert!(has(&shelf.document("encryption"), "<SSEAlgorithm>aws:kms:dsse</SSEAlgorithm>"));
}

// hashicorp/terraform-provider-aws: tags of CloudFormation may neither be changed nor left out.
#[tokio::test(flavor = "multi_thread")]
async fn tags_of_a_cloudformation_bucket_can_be_edited_and_its_own_stay() {
    let shelf = Shelf::xml(
        "tagging",
        "<Tagging><TagSet><Tag><Key>aws:cloudformation:stack-name</Key><Value>site</Value></Tag>\
         <Tag><Key>team</Key><Value>a</Value></Tag></TagSet></Tagging>",
    );
    let opened = shelf.open(SettingKind::Tags).await;
    let tag = |name: &str, value: &str| Tag { name: name.into(), value: value.into() };
    let stack = tag("aws:cloudformation:stack-name", "site");
    opened.save(Some(SettingValue::Tags { tags: vec![stack.clone(), tag("team", "b")] })).await;
    assert!(has(&shelf.document("tagging"), "<Key>aws:cloudformation:stack-name</Key><Value>site</Value>"));
    for (wrong, why) in [
        (vec![tag("team", "b")], "left out"),
        (vec![tag("aws:cloudformation:stack-name", "other"), tag("team", "b")], "changed"),
        (vec![stack, tag("aws:mine", "x")], "made"),
    ] {
        let draft = Some(SettingValue::Tags { tags: wrong });
        let refused = opened.settings.apply(&opened.id, draft).await.expect_err(why);
        assert_eq!(refused.code, "setting_unfit", "{why}");
    }
    let refused = opened.settings.apply(&opened.id, None).await.expect_err("all removed");
    assert_eq!(refused.code, "setting_unfit");
    assert_eq!(shelf.writes().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_website_keeps_its_routing_rules() {
    let shelf = Shelf::xml(
        "website",
        "<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument><RoutingRules><RoutingRule>\
         <Condition><KeyPrefixEquals>docs/</KeyPrefixEquals></Condition><Redirect><ReplaceKeyPrefixWith>d/</ReplaceKeyPrefixWith>\
         </Redirect></RoutingRule></RoutingRules></WebsiteConfiguration>",
    );
    let opened = shelf.open(SettingKind::Website).await;
    let pages = Website::Pages { index: "home.html".into(), error: "missing.html".into(), routes: 1 };
    opened.save(Some(SettingValue::Website { website: pages })).await;
    let now = shelf.document("website");
    for part in ["home.html", "missing.html", "<Condition><KeyPrefixEquals>docs/</KeyPrefixEquals></Condition>"] {
        assert!(has(&now, part), "{part} in {now}");
    }
    let redirect = Website::Redirect { host: "www.example.org".into(), protocol: "https".into() };
    let refused = opened.settings.apply(&opened.id, Some(SettingValue::Website { website: redirect })).await;
    assert!(refused.is_err(), "a redirect of everything leaves no place for them");
}

#[tokio::test(flavor = "multi_thread")]
async fn records_of_requests_keep_who_may_read_them() {
    let shelf = Shelf::xml(
        "logging",
        "<BucketLoggingStatus><LoggingEnabled><TargetBucket>records</TargetBucket><TargetPrefix>a/</TargetPrefix>\
         <TargetGrants><Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\">\
         <ID>abc</ID></Grantee><Permission>READ</Permission></Grant></TargetGrants></LoggingEnabled></BucketLoggingStatus>",
    );
    let opened = shelf.open(SettingKind::Logging).await;
    let logging = Logging { bucket: "records".into(), prefix: "b/".into(), by_date: String::new(), grants: 1 };
    opened.save(Some(SettingValue::Logging { logging })).await;
    let now = shelf.document("logging");
    assert!(has(&now, "<TargetPrefix>b/</TargetPrefix>") && has(&now, "<ID>abc</ID>"), "{now}");
    opened.save(None).await;
    assert!(!has(&shelf.document("logging"), "LoggingEnabled"));
    opened.undo().await;
    assert!(has(&shelf.document("logging"), "<ID>abc</ID>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_access_list_keeps_lines_in_a_servers_own_form_and_what_its_owner_gave_up() {
    let grant = |who: &str, may: &str| format!("<Grant><Grantee>{who}</Grantee><Permission>{may}</Permission></Grant>");
    let own = "<Team>harbour</Team>";
    let document = format!(
        "<AccessControlPolicy><Owner><ID>me</ID><DisplayName>Me</DisplayName></Owner><AccessControlList>{}{}{}\
         </AccessControlList></AccessControlPolicy>",
        grant("<ID>me</ID>", "READ_ACP"),
        grant(own, "WRITE"),
        grant("<URI>http://acs.amazonaws.com/groups/global/AllUsers</URI>", "PURGE"),
    );
    let shelf = Shelf::xml("acl", &document);
    let opened = shelf.open(SettingKind::AccessList).await;
    let records = Listed { who: Whom::Records, may: May::Write };
    opened.save(Some(SettingValue::AccessList { list: vec![records] })).await;
    let now = shelf.document("acl");
    assert!(has(&now, &format!("{own}</Grantee><Permission>WRITE</Permission>")), "{now}");
    assert!(has(&now, "<Permission>PURGE</Permission>"), "{now}");
    assert!(has(&now, "LogDelivery"), "{now}");
    assert!(!has(&now, "FULL_CONTROL"), "the owner, too, has what they had: {now}");
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html
#[tokio::test(flavor = "multi_thread")]
async fn versioning_keeps_that_deleting_asks_for_a_second_factor() {
    let shelf = Shelf::xml(
        "versioning",
        "<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete></VersioningConfiguration>",
    );
    let opened = shelf.open(SettingKind::Versioning).await;
    opened.save(Some(SettingValue::Versioning { versioning: Versioning::Suspended })).await;
    assert!(has(&shelf.document("versioning"), "<MfaDelete>Enabled</MfaDelete>"));
}

// Seen on servers that answer 204 where nothing is set, and with a root of their own.
#[tokio::test(flavor = "multi_thread")]
async fn no_content_is_not_configured_and_another_root_is_the_same_setting() {
    let shelf = Shelf::with("publicAccessBlock", Answer::new(204, ""));
    let opened = shelf.open(SettingKind::PublicAccess).await;
    assert_eq!(opened.state, SettingState::NotConfigured);
    for root in ["PublicAccessBlock", "GetPublicAccessBlockOutput", "ns:PublicAccessBlockConfiguration"] {
        let space = if root.starts_with("ns:") { " xmlns:ns=\"http://s3.amazonaws.com/doc/2006-03-01/\"" } else { "" };
        let prefix = if root.starts_with("ns:") { "ns:" } else { "" };
        let lock = |name: &str| format!("<{prefix}{name}>true</{prefix}{name}>");
        let body = format!("<{root}{space}>{}{}</{root}>", lock("BlockPublicAcls"), lock("Extra"));
        let shelf = Shelf::xml("publicAccessBlock", &body);
        let opened = shelf.open(SettingKind::PublicAccess).await;
        let locks = PublicAccess { block_acls: true, ..PublicAccess::default() };
        assert_eq!(opened.value(), SettingValue::PublicAccess { locks }, "{root}");
        let locks = PublicAccess { restrict: true, ..locks };
        opened.save(Some(SettingValue::PublicAccess { locks })).await;
        let now = shelf.document("publicAccessBlock");
        assert!(
            has(&now, "<Extra>true</Extra>") && now.starts_with("<PublicAccessBlockConfiguration"),
            "{root}: {now}"
        );
    }
    // A listing is still no setting.
    let shelf = Shelf::xml("publicAccessBlock", "<ListBucketResult><Name>shelf</Name></ListBucketResult>");
    assert!(matches!(shelf.open(SettingKind::PublicAccess).await.state, SettingState::NotSupported { .. }));
}

// Garage and others without policies: a website that is on shows the files to anyone.
#[tokio::test(flavor = "multi_thread")]
async fn a_website_without_policies_is_not_called_private() {
    let shelf = Shelf::xml(
        "website",
        "<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument></WebsiteConfiguration>",
    );
    let acl = "<AccessControlPolicy><Owner><ID>me</ID></Owner><AccessControlList/></AccessControlPolicy>";
    shelf.kept.lock().unwrap().insert("acl".into(), Answer::new(200, acl));
    assert_eq!(shelf.visibility().await, "Public as a website");
    shelf.kept.lock().unwrap().remove("website");
    assert_eq!(shelf.visibility().await, "Private");
    let listing =
        "<ListBucketResult><Name>shelf</Name><Contents><Key>a</Key><Size>1</Size></Contents></ListBucketResult>";
    shelf.kept.lock().unwrap().insert("list-type".into(), Answer::new(200, listing));
    assert_eq!(shelf.visibility().await, "Public", "whatever the settings say");
}

impl Shelf {
    async fn visibility(&self) -> String {
        let store = open_at(&self.server.endpoint, "us-east-1", "AKIDEXAMPLE", "secret");
        let found = Mutex::new(String::new());
        let say = |fact: Fact| {
            if fact.id == FactId::Visibility {
                *found.lock().unwrap() = fact.title.to_string();
            }
        };
        overview::look(&store, "shelf", &say).await;
        found.into_inner().unwrap()
    }
}
