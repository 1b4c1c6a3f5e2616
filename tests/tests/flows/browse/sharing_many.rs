//! Links to several files: what is told of all of them before they are made, and one file that has
//! them all. Opened by a plain client that nobody here wrote and that has no keys.

use bucketwise_tests::{
    servers::{Kind, Server},
    tools::{aws, put},
};
use engine::{
    at::Place,
    files::{
        picks::Picks,
        share::{
            self, Audience, LinkBound, LinkLasts, LinkOpens, LinkRefusal, LinkShape, LinkStands, LinkTried,
            LinksWanted, Shares,
        },
    },
    ids::ConnectionId,
    listing::Selected,
};

use super::{
    sharing::{HOUR, now, opened, shelf},
    watched,
};

fn within(bucket: &str, prefix: &str) -> Place {
    Place { connection: ConnectionId::from("here"), bucket: bucket.into(), prefix: prefix.into() }
}

fn wanted(shape: LinkShape) -> LinksWanted {
    let (lasts, opens) = (LinkLasts::For { seconds: HOUR }, LinkOpens::Browser);
    LinksWanted { lasts, opens, note: "Press".into(), shape }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_can_open_is_counted_before_links_are_made() {
    let bucket = "sharing-many-facts";
    let (server, store) = shelf(Kind::MiniStack, bucket);
    for (key, class) in [("cold/a", "GLACIER"), ("cold/b", "DEEP_ARCHIVE"), ("closed/c", "STANDARD")] {
        put(server, bucket, key, b"x", &["--storage-class", class]);
    }
    for key in ["inside/d", "plain/e", "plain/f"] {
        put(server, bucket, key, b"x", &[]);
    }
    let deny = |folder: &str, condition: &str| {
        format!(
            r#"{{"Effect":"Deny","Principal":"*","Action":"s3:GetObject",
            "Resource":"arn:aws:s3:::{bucket}/{folder}/*","Condition":{condition}}}"#
        )
    };
    let policy = format!(
        r#"{{"Version":"2012-10-17","Statement":[{},{},{}]}}"#,
        deny("closed", r#"{"StringEquals":{"s3:authType":"REST-QUERY-STRING"}}"#),
        deny("inside", r#"{"NotIpAddress":{"aws:SourceIp":"198.51.100.0/24"}}"#),
        deny("plain", r#"{"NumericGreaterThan":{"s3:signatureAge":"600000"}}"#)
    );
    aws(server, ["s3api", "put-bucket-policy", "--bucket", bucket, "--policy", &policy]);
    let shares = Shares::default();
    // A file alone, and all others in their folders; the archived ones come first.
    let mut chosen = vec![Selected::File { key: "cold/a".into(), size: 1, modified: None, etag: None }];
    let folders = ["cold/b", "closed/", "inside/", "plain/"];
    chosen.extend(folders.map(|prefix| Selected::Folder { prefix: prefix.into() }));
    let facts = shares.open_many(store.clone(), &within(bucket, ""), &chosen.clone().into()).await.unwrap();
    assert_eq!((facts.files, facts.stands, facts.way.reach), (6, LinkStands::Ready, Audience::ThisComputer));
    assert_eq!((facts.archived, facts.restoring, facts.unseen, facts.unreachable), (2, 0, 0, 0));
    assert_eq!((facts.refused, facts.networks), (1, 1));
    let end = shares.end(&facts.id, LinkLasts::For { seconds: HOUR }, now()).await.unwrap();
    assert_eq!(end.by, LinkBound::Policy, "the first that ends ends them all");

    aws(server, ["s3api", "delete-bucket-policy", "--bucket", bucket]);
    let (told, _, text, _) =
        share::links(&store, &within(bucket, ""), &chosen.into(), &wanted(LinkShape::Csv), now()).await.unwrap();
    assert!(matches!(told.tried, LinkTried::Works { .. }), "an archived one tells nothing of the others");
    assert_eq!((told.count, text.expose().lines().count()), (6, 7));
    let cold = Selected::Folder { prefix: "cold/".into() };
    let (told, ..) =
        share::links(&store, &within(bucket, ""), &cold.into(), &wanted(LinkShape::Csv), now()).await.unwrap();
    assert_eq!(told.tried, LinkTried::Refused { why: LinkRefusal::Archived });
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_several_links_ends_when_the_policy_ends_that_one() {
    let (server, bucket) = (Server::shared(Kind::MiniStack), "sharing-many-limits");
    aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    put(server, bucket, "a.txt", b"x", &[]);
    put(server, bucket, "short/b.txt", b"x", &[]);
    let policy = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"s3:GetObject",
        "Resource":"arn:aws:s3:::{bucket}/short/*","Condition":{{"NumericGreaterThan":{{"s3:signatureAge":"600000"}}}}}}]}}"#
    );
    aws(server, ["s3api", "put-bucket-policy", "--bucket", bucket, "--policy", &policy]);
    let store = watched::store(server, &server.endpoint);
    let from = within(bucket, "");
    let chosen =
        ["a.txt", "short/b.txt"].map(|key| Selected::File { key: key.into(), size: 1, modified: None, etag: None });
    let wanted = wanted(LinkShape::Csv);
    let (told, _, _, views) = share::links(&store, &from, &Vec::from(chosen).into(), &wanted, now()).await.unwrap();
    assert_eq!(views.iter().map(|view| view.end.by).collect::<Vec<_>>(), [LinkBound::Chosen, LinkBound::Policy]);
    assert_eq!(
        (told.end.at, told.end.by),
        (views[1].end.at, LinkBound::Policy),
        "all of them work until the first ends"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn several_files_get_a_link_each_in_one_file() {
    let bucket = "sharing-many";
    for kind in Kind::ALL {
        let (server, store) = shelf(kind, bucket);
        for key in ["in/=1+1.csv", "in/sub/<b> & \"ü\".txt", "in/sub/deeper/c.txt", "out.txt"] {
            put(server, bucket, key, key.as_bytes(), &[]);
        }
        let from = within(bucket, "in/");
        let chosen = vec![
            Selected::File { key: "in/=1+1.csv".into(), size: 11, modified: None, etag: None },
            Selected::Folder { prefix: "in/sub/".into() },
        ];
        let picked = Picks::default().keep(from.clone(), chosen.clone().into(), None);
        assert_eq!((picked.files, picked.folders), (1, 1));
        for shape in [LinkShape::Csv, LinkShape::Page] {
            let wanted = wanted(shape);
            let (told, name, text, views) =
                share::links(&store, &from, &chosen.clone().into(), &wanted, now()).await.unwrap();
            assert_eq!((told.count, views.len(), told.saved), (3, 3, None), "{kind:?}");
            assert!(matches!(told.tried, LinkTried::Works { .. }), "{kind:?}: {:?}", told.tried);
            assert!(name.starts_with("links."), "{name}");
            let text = text.expose().replace("&amp;", "&");
            let links = text.split('"').filter(|part| part.starts_with("http://127.0.0.1"));
            let mut bytes: Vec<String> = links.map(|link| String::from_utf8(opened(link).2).unwrap()).collect();
            bytes.sort_unstable();
            assert_eq!(bytes, ["in/=1+1.csv", "in/sub/<b> & \"ü\".txt", "in/sub/deeper/c.txt"], "{kind:?} {shape:?}");
        }
    }
}
