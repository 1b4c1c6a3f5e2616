//! Something unknown, an element or an attribute, is put anywhere into every setting's document.
//! Whatever a person then changes, it is kept or the change is refused; only with a rule, line or
//! tag that is removed as a whole may it go.

#![allow(clippy::unwrap_used, clippy::panic)]

use super::splice::{Lost, beyond, splice};
use super::*;
use crate::{
    Encryption, LifecycleRule, Listed, Lock, Logging, May, Ownership, Payer, PublicAccess, Retention, Tag, Versioning,
    Website, When, Whom,
};
use policy::cors::Config;
use proptest::prelude::*;
use std::fmt::Debug;

/// What is planted, by its place in the order of all elements: a name that tells it from all
/// others.
#[derive(Clone, Debug)]
struct Plant {
    at: usize,
    attribute: bool,
    text: String,
}

fn plants() -> impl Strategy<Value = Vec<Plant>> {
    let plant = (0usize..200, any::<bool>(), "|true|false|0|7|some text|<&\"")
        .prop_map(|(at, attribute, text)| Plant { at, attribute, text });
    proptest::collection::vec(plant, 0..4)
}

fn count(element: &Element) -> usize {
    1 + element.children.iter().map(count).sum::<usize>()
}

/// The element at a place, in the order in which they are written.
fn at<'a>(element: &'a mut Element, place: &mut usize) -> Option<&'a mut Element> {
    if *place == 0 {
        return Some(element);
    }
    *place -= 1;
    element.children.iter_mut().find_map(|child| at(child, place))
}

fn planted(document: &str, plants: &[Plant]) -> Element {
    let mut root = Element::parse(document.as_bytes()).unwrap();
    for (nth, plant) in plants.iter().enumerate() {
        let mut place = plant.at % count(&root);
        let element = at(&mut root, &mut place).unwrap();
        match plant.attribute {
            true => element.attributes.push((format!("unknown{nth}"), plant.text.clone())),
            false => element.children.insert(0, Element::leaf(&format!("Unknown{nth}"), &plant.text)),
        }
    }
    // As it comes over the wire.
    Element::parse(root.to_xml().as_bytes()).unwrap()
}

fn spliced<F: Form>(raw: &Element, wanted: Option<&F>) -> Result<Element, Lost> {
    let (raw, base) = usual::<F>(raw.clone());
    splice(&raw, &base, &F::write(wanted, &raw))
}

/// Changes of a value within what is there, and such as take an item away, which is named by a text
/// of its own.
struct Case<F> {
    document: &'static str,
    within: Vec<fn(&mut F)>,
    without: Vec<Removal<F>>,
}

/// The element that goes, a text by which it is known, and the change that takes it out.
type Removal<F> = (&'static str, &'static str, fn(&mut F));

fn check<F: Form + Clone + PartialEq + Debug>(case: &Case<F>, plants: &[Plant]) {
    let raw = planted(case.document, plants);
    let Some(value) = F::read(&F::usual(raw.clone())) else { return };
    let names: Vec<String> =
        (0..plants.len()).flat_map(|nth| [format!("Unknown{nth}"), format!("unknown{nth}=")]).collect();
    let kept = |document: &Element| {
        let text = document.to_xml();
        names.iter().filter(|name| text.contains(name.as_str())).cloned().collect::<Vec<_>>()
    };
    let all = kept(&raw);
    for change in &case.within {
        let mut wanted = value.clone();
        change(&mut wanted);
        match spliced(&raw, Some(&wanted)) {
            Ok(document) => {
                assert_eq!(kept(&document), all, "{} became {}", raw.to_xml(), document.to_xml());
                assert_eq!(F::read(&document).as_ref(), Some(&wanted), "{}", document.to_xml());
            }
            Err(Lost(what)) => assert!(!all.is_empty() && !what.is_empty(), "{what} of {}", raw.to_xml()),
        }
    }
    for (item, text, change) in &case.without {
        let mut wanted = value.clone();
        change(&mut wanted);
        let Ok(document) = spliced(&raw, Some(&wanted)) else {
            assert!(!all.is_empty(), "{item} of {}", raw.to_xml());
            continue;
        };
        let mut rest = raw.clone();
        assert!(drop_item(&mut rest, item, text), "{item} {text}");
        let (left, now) = (kept(&rest), kept(&document));
        assert!(left.iter().all(|name| now.contains(name)), "{} became {}", raw.to_xml(), document.to_xml());
    }
}

/// Takes out the item of this name with this text in it.
fn drop_item(element: &mut Element, item: &str, text: &str) -> bool {
    let found = element.children.iter().position(|child| child.name == item && child.to_xml().contains(text));
    match found {
        Some(at) => drop(element.children.remove(at)),
        None => return element.children.iter_mut().any(|child| drop_item(child, item, text)),
    }
    true
}

const LIFECYCLE: &str = "<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
    <Rule><ID>one</ID><Filter><And><Prefix>logs/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>\
    <Status>Enabled</Status><Transition><Days>30</Days><StorageClass>GLACIER</StorageClass></Transition>\
    <Expiration><Days>60</Days></Expiration></Rule>\
    <Rule><ID>two</ID><Prefix>old/</Prefix><Status>Disabled</Status><Expiration><Date>2027-01-01T00:00:00.000Z</Date>\
    </Expiration><NoncurrentVersionExpiration><NoncurrentDays>9</NoncurrentDays></NoncurrentVersionExpiration></Rule>\
    <Rule><ID>three</ID><Filter/><Status>Enabled</Status><AbortIncompleteMultipartUpload><DaysAfterInitiation>7\
    </DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule></LifecycleConfiguration>";

fn lifecycle() -> Case<Vec<LifecycleRule>> {
    Case {
        document: LIFECYCLE,
        within: vec![
            |_| {},
            |rules| rules[0].expire = Some(When::Days { days: 90 }),
            |rules| rules[0].on = false,
            |rules| rules[0].prefix = "else/".into(),
            |rules| rules[0].smaller_than = Some(5),
            |rules| rules[1].prefix = "older/".into(),
            |rules| rules[1].expire = Some(When::Days { days: 1 }),
            |rules| rules[1].old_keep = Some(2),
            |rules| rules[2].abort = None,
            |rules| rules[2].prefix = "x/".into(),
            |rules| rules.swap(0, 2),
            |rules| rules.push(LifecycleRule { id: "four".into(), on: true, ..rules[2].clone() }),
        ],
        without: vec![
            ("Rule", ">one", |rules| drop(rules.remove(0))),
            ("Rule", ">two", |rules| drop(rules.remove(1))),
            ("Transition", "GLACIER", |rules| rules[0].moves.clear()),
        ],
    }
}

fn cors() -> Case<Config> {
    Case {
        document: "<CORSConfiguration><CORSRule><ID>a</ID><AllowedOrigin>https://a.org</AllowedOrigin>\
            <AllowedOrigin>https://b.org</AllowedOrigin><AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>30</MaxAgeSeconds>\
            </CORSRule><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>HEAD</AllowedMethod></CORSRule>\
            </CORSConfiguration>",
        within: vec![
            |_| {},
            |config| config.rules[0].max_age = Some(60),
            |config| config.rules[0].headers.push("*".into()),
            |config| config.rules[1].methods.push("GET".into()),
            |config| config.rules.swap(0, 1),
            |config| config.rules.push(policy::cors::Rule { id: Some("c".into()), ..config.rules[0].clone() }),
        ],
        without: vec![
            ("CORSRule", ">a", |config| drop(config.rules.remove(0))),
            ("AllowedOrigin", "https://b.org", |config| drop(config.rules[0].origins.remove(1))),
            ("CORSRule", ">*", |config| drop(config.rules.remove(1))),
        ],
    }
}

fn access_list() -> Case<Vec<Listed>> {
    Case {
        document: "<AccessControlPolicy><Owner><ID>me</ID></Owner><AccessControlList>\
            <Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\"><ID>me</ID>\
            <DisplayName>Me</DisplayName></Grantee><Permission>FULL_CONTROL</Permission></Grant>\
            <Grant><Grantee><ID>other</ID></Grantee><Permission>READ</Permission></Grant>\
            <Grant><Grantee><URI>http://acs.amazonaws.com/groups/s3/LogDelivery</URI></Grantee><Permission>WRITE</Permission>\
            </Grant></AccessControlList></AccessControlPolicy>",
        within: vec![|_| {}, |list| list.push(Listed { who: Whom::Everybody, may: May::Look })],
        without: vec![
            ("Grant", ">other", |list| list.retain(|line| line.who == Whom::Records)),
            ("Grant", "LogDelivery", |list| list.retain(|line| line.who != Whom::Records)),
        ],
    }
}

fn encryption() -> Case<Encryption> {
    Case {
        document: "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>\
            <SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>k</KMSMasterKeyID></ApplyServerSideEncryptionByDefault>\
            <BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>",
        within: vec![|_| {}, |by| *by = Encryption::Storage, |by| *by = Encryption::Twice { id: "k".into() }, |by| {
            *by = Encryption::Service { id: "other".into(), bucket_key: false }
        }],
        without: vec![],
    }
}

fn website() -> Case<Website> {
    Case {
        document: "<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument><ErrorDocument>\
            <Key>e.html</Key></ErrorDocument></WebsiteConfiguration>",
        within: vec![
            |_| {},
            |site| *site = Website::Pages { index: "home.html".into(), error: "e.html".into(), routes: 0 },
            |site| *site = Website::Pages { index: "index.html".into(), error: String::new(), routes: 0 },
            |site| *site = Website::Redirect { host: "a.org".into(), protocol: "https".into() },
        ],
        without: vec![],
    }
}

fn logging() -> Case<Logging> {
    Case {
        document: "<BucketLoggingStatus><LoggingEnabled><TargetBucket>to</TargetBucket><TargetPrefix>p/</TargetPrefix>\
            <TargetObjectKeyFormat><SimplePrefix/></TargetObjectKeyFormat></LoggingEnabled></BucketLoggingStatus>",
        within: vec![|_| {}, |to| to.prefix = "q/".into(), |to| to.by_date = "EventTime".into(), |to| {
            to.prefix.clear()
        }],
        without: vec![],
    }
}

fn lock() -> Case<Lock> {
    Case {
        document: "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>\
            <Mode>GOVERNANCE</Mode><Days>3</Days></DefaultRetention></Rule></ObjectLockConfiguration>",
        within: vec![
            |_| {},
            |lock| lock.retention = Some(Retention { for_everybody: true, days: Some(3), years: None }),
            |lock| lock.retention = Some(Retention { for_everybody: false, days: None, years: Some(1) }),
        ],
        without: vec![("Rule", "GOVERNANCE", |lock| lock.retention = None)],
    }
}

fn tags() -> Case<Vec<Tag>> {
    Case {
        document: "<Tagging><TagSet><Tag><Key>aws:stack</Key><Value>s</Value></Tag><Tag><Key>team</Key><Value>a</Value>\
            </Tag></TagSet></Tagging>",
        within: vec![|_| {}, |tags| tags[1].value = "b".into(), |tags| {
            tags.push(Tag { name: "new".into(), value: String::new() })
        }],
        without: vec![("Tag", ">team", |tags| drop(tags.remove(1)))],
    }
}

fn public_access() -> Case<PublicAccess> {
    Case {
        document: "<PublicAccessBlockConfiguration><BlockPublicAcls>TRUE</BlockPublicAcls><IgnorePublicAcls>false\
            </IgnorePublicAcls></PublicAccessBlockConfiguration>",
        within: vec![|_| {}, |locks| locks.ignore_acls = true, |locks| locks.restrict = true, |locks| {
            locks.block_acls = false
        }],
        without: vec![],
    }
}

fn ownership() -> Case<Ownership> {
    Case {
        document: "<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule></OwnershipControls>",
        within: vec![|_| {}, |who| *who = Ownership::Enforced],
        without: vec![],
    }
}

fn versioning() -> Case<Versioning> {
    Case {
        document: "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
        within: vec![|_| {}, |kept| *kept = Versioning::Suspended],
        without: vec![],
    }
}

fn payer() -> Case<Payer> {
    Case {
        document: "<RequestPaymentConfiguration><Payer>BucketOwner</Payer></RequestPaymentConfiguration>",
        within: vec![|_| {}, |payer| *payer = Payer::Requester],
        without: vec![],
    }
}

fn all(plants: &[Plant]) {
    check(&lifecycle(), plants);
    check(&cors(), plants);
    check(&access_list(), plants);
    check(&encryption(), plants);
    check(&website(), plants);
    check(&logging(), plants);
    check(&lock(), plants);
    check(&tags(), plants);
    check(&public_access(), plants);
    check(&ownership(), plants);
    check(&versioning(), plants);
    check(&payer(), plants);
}

#[test]
fn without_anything_unknown_every_change_is_made() {
    all(&[]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_unknown_is_kept_or_the_change_is_refused(plants in plants()) {
        all(&plants);
    }
}

fn both(raw: &str, wanted: impl Fn(&mut Vec<LifecycleRule>)) -> Result<String, Lost> {
    let raw = Element::parse(raw.as_bytes()).unwrap();
    let mut rules = Vec::<LifecycleRule>::read(&Vec::<LifecycleRule>::usual(raw.clone())).unwrap_or_default();
    wanted(&mut rules);
    spliced(&raw, Some(&rules)).map(|document| document.to_xml())
}

#[test]
fn an_older_form_of_a_rule_is_changed_and_not_doubled() {
    let old = "<LifecycleConfiguration><Rule><ID>a</ID><Prefix>logs/</Prefix><Status>Enabled</Status>\
        <Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>";
    let now = both(old, |rules| rules[0].prefix = "l2/".into()).unwrap();
    assert!(now.contains("<Filter><Prefix>l2/</Prefix></Filter>") && !now.contains("logs/"), "{now}");
    let twice = old.replace("<Status>", "<Filter><And><Prefix>logs/</Prefix></And></Filter><Status>");
    let now = both(&twice, |rules| rules[0].prefix = "l2/".into()).unwrap();
    assert!(now.contains("<Filter><Prefix>l2/</Prefix></Filter>") && !now.contains("logs/"), "{now}");
}

#[test]
fn a_value_that_is_read_as_something_else_is_not_written_over() {
    let odd = LIFECYCLE.replace("<Status>Enabled</Status>", "<Status>Paused</Status>");
    let refused = both(&odd, |rules| rules[0].on = true).unwrap_err();
    assert!(refused.0.contains("Status “Paused”"), "{refused:?}");
    let kept = both(&odd, |rules| rules[0].expire = Some(When::Days { days: 3 })).unwrap();
    assert!(kept.contains("<Status>Paused</Status>"), "{kept}");
}

#[test]
fn two_rules_that_are_changed_at_once_leave_no_doubt_whose_the_unknown_is() {
    let rule = |more: &str, site: &str| {
        format!("<CORSRule>{more}<AllowedOrigin>{site}</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>")
    };
    let text = format!(
        "<CORSConfiguration>{}{}</CORSConfiguration>",
        rule("<X>1</X>", "https://a.org"),
        rule("", "https://b.org")
    );
    let raw = Element::parse(text.as_bytes()).unwrap();
    let mut wanted = Config::read(&raw).unwrap();
    wanted.rules.iter_mut().for_each(|rule| rule.methods.push("PUT".into()));
    assert_eq!(spliced(&raw, Some(&wanted)).unwrap_err(), Lost("X “1”".into()));
    wanted.rules[0].methods.pop();
    assert!(spliced(&raw, Some(&wanted)).unwrap().to_xml().contains("<X>1</X>"));
}

#[test]
fn what_is_beyond_is_named_as_its_maker_knows_it() {
    let text = "<LifecycleConfiguration><Rule><ID>old</ID><Filter><Prefix>a</Prefix></Filter><Status>Enabled</Status>\
        <New x=\"1\">thing</New></Rule></LifecycleConfiguration>";
    let (raw, base) = usual::<Vec<LifecycleRule>>(Element::parse(text.as_bytes()).unwrap());
    assert_eq!(beyond(&raw, &base), ["New “thing” of Rule “old”"]);
    let plain = Element::parse(LIFECYCLE.as_bytes()).unwrap();
    let (raw, base) = usual::<Vec<LifecycleRule>>(plain);
    assert_eq!(beyond(&raw, &base), Vec::<String>::new(), "other spellings of the same are nothing beyond");
}
