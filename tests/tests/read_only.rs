//! A connection for looking only changes nothing, whichever way it is asked. Every command of the contract is either
//! named here as one that changes storage, and then tried, or as one that does not; a new one that is in neither list
//! fails. The server takes anything from this login: what is refused was refused here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::sync::Arc;

use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools::aws;
use engine::fault::Fault;
use engine::folders;
use engine::ids::ConnectionId;
use engine::integrations::{BucketChoice, Filled, Given, Integrations};
use engine::listing::{Place, Selected};
use engine::settings::cors::Rule;
use engine::settings::{NewBucket, Removals, SettingKind, SettingState, SettingValue, Settings, create};
use engine::transfers::{Copies, JobFilter, Keeping, OnConflict, Options, Request, TransferTick, Transfers, Work};
use engine::unfinished::{self, UnfinishedAt};
use store::{Access, Credentials, Endpoint, Secret, Store};
use tokio::sync::watch;

/// Commands that change storage, and how each is tried below.
const CHANGE: [(&str, &str); 15] = [
    ("make_folder", "folder"),
    ("add_transfer", "transfers"),
    ("clean_unfinished", "unfinished"),
    ("create_bucket", "bucket"),
    ("remove_bucket", "removal"),
    ("apply_setting", "settings"),
    ("undo_setting", "settings"),
    ("apply_integration", "integration"),
    ("remove_integration", "integration"),
    ("exchange_key", "integration"),
    // Both are transfers, and the last a deletion, by the store of the connection.
    ("run_backup", "transfers"),
    ("restore_copy", "transfers"),
    ("remove_copy", "transfers"),
    // Both may write a file of their own to see whether that works, with the connection or with the new login.
    ("check_integration", "integration"),
    // Ends transfers of this program, and the unfinished uploads that they began.
    ("cancel_transfer", "transfers"),
];

/// Commands that only look, or change what is on this computer.
const LOOK: &str = "start probe_login watch_asks answer_ask open_sign_in_page list_profiles company_accounts company_roles \
    save_connection edit_connection discard_draft rename_connection forget_connection open_practice list_buckets read_paste \
    read_file read_certificate forget_imports preview_export copy_export save_export open_listing open_search \
    measure_folder stop_measuring read_rows sort_listing filter_listing select_rows find_row refresh_listing retry_listing \
    close_listing read_places keep_tabs set_favourite keep_look locate plan_delete discard_delete pick_rows choose \
    watch_transfers answer_conflicts retry_transfer pause_transfer resume_transfer read_pacing set_pacing \
    look_for_unfinished quit dismiss_transfer read_jobs reveal_download check_bucket_name count_bucket stop_removal \
    look_at_bucket open_setting check_setting close_setting step_policy count_rule cors_templates read_cors write_cors \
    merge_cors try_cors check_cors_live list_presets list_integrations begin_integration read_integration \
    answer_integration hand_over_integration preview_removal forget_integration copy_integration_secret watch_window \
    earlier_settings last_read open_report read_report run_first read_integration_keys save_report take_reply who_can_reach \
    look_into_refusal list_backups keep_backup forget_backup stop_backup list_copies list_mounts mount_bucket open_mount \
    unmount_bucket";

#[test]
fn every_command_of_the_contract_is_in_one_of_the_lists() {
    let contract = fs::read_to_string(bucketwise_tests::root().join("ui/src/lib/backend/contract.ts")).unwrap();
    let commands = contract.split_once("export interface Commands {").unwrap().1;
    let named: BTreeSet<&str> =
        commands.lines().filter_map(|line| line.split_once(": { args:")).map(|(name, _)| name.trim()).collect();
    assert!(named.len() > 80, "only {} commands were found", named.len());
    let change: BTreeSet<&str> = CHANGE.iter().map(|(name, _)| *name).collect();
    let look: BTreeSet<&str> = LOOK.split_whitespace().collect();
    let known: BTreeSet<&str> = change.union(&look).copied().collect();
    assert_eq!(change.intersection(&look).count(), 0, "a command is in both lists");
    assert_eq!(
        named.difference(&known).collect::<Vec<_>>(),
        [""; 0].iter().collect::<Vec<_>>(),
        "does it change storage?"
    );
    assert_eq!(known.difference(&named).collect::<Vec<_>>(), [""; 0].iter().collect::<Vec<_>>(), "no such command");
}

struct World {
    server: &'static Server,
    looking: Store,
    owner: Store,
    folder: tempfile::TempDir,
}

const BUCKET: &str = "read-only-walk";

fn world() -> World {
    let server = Server::shared(Kind::MiniStack);
    let access = |read_only| Access {
        endpoint: Some(Endpoint::parse(&server.endpoint).unwrap()),
        region: server.region.into(),
        path_style: true,
        sign_in: Credentials {
            access_key: server.access_key.clone(),
            secret: Secret::new(server.secret_key.clone()),
            session_token: None,
        }
        .into(),
        read_only,
        ..Access::to(store::provider("other").unwrap())
    };
    let (looking, owner) = (Store::open(access(true)).unwrap(), Store::open(access(false)).unwrap());
    World { server, looking, owner, folder: tempfile::tempdir().unwrap() }
}

impl World {
    fn place(&self, prefix: &str) -> Place {
        Place { connection: ConnectionId::from("here"), bucket: BUCKET.into(), prefix: prefix.into() }
    }

    /// What is there, as a client says that nobody here wrote.
    fn state(&self) -> Vec<String> {
        let asked: [&[&str]; 6] = [
            &["s3", "ls"],
            &["s3", "ls", "--recursive", "s3://read-only-walk"],
            &["s3api", "get-bucket-cors", "--bucket", BUCKET],
            &["s3api", "list-multipart-uploads", "--bucket", BUCKET, "--query", "Uploads[].UploadId"],
            &["iam", "list-roles", "--query", "Roles[].RoleName"],
            &["iam", "list-users", "--query", "Users[].UserName"],
        ];
        asked.into_iter().map(|args| aws(self.server, args.iter().copied())).collect()
    }
}

fn is_refused(what: &str, fault: &Fault) {
    assert_eq!(fault.code, "read_only", "{what}: {fault:?}");
}

fn rules(origin: &str) -> Option<SettingValue> {
    let rule = Rule { origins: vec![origin.into()], methods: vec!["GET".into()], ..Rule::default() };
    Some(SettingValue::Cors { rules: vec![rule] })
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_changed_whichever_way_it_is_asked() {
    let world = world();
    aws(world.server, ["s3", "mb", &format!("s3://{BUCKET}")]);
    let file = world.folder.path().join("a.txt");
    fs::write(&file, "content").unwrap();
    for key in ["a.txt", "in/b.txt"] {
        aws(world.server, ["s3", "cp", file.to_str().unwrap(), &format!("s3://{BUCKET}/{key}")]);
    }
    let begun = aws(world.server, ["s3api", "create-multipart-upload", "--bucket", BUCKET, "--key", "half"]);
    let begun: serde_json::Value = serde_json::from_str(&begun).unwrap();
    let settings = Settings::default();
    let opened = settings.open(world.owner.clone(), BUCKET.into(), SettingKind::Cors).await;
    settings.apply(&opened.setting, rules("https://before.example.com")).await.unwrap();
    let before = world.state();

    is_refused("folder", &folders::make(&world.looking, &world.place(""), "new").await.unwrap_err());
    let wanted = NewBucket {
        name: "read-only-new".into(),
        versions: true,
        region: String::new(),
        lock: false,
        encryption: None,
    };
    is_refused("bucket", &create::make(&world.looking, &wanted).await.unwrap_err());
    let half = UnfinishedAt { key: "half".into(), upload: begun["UploadId"].as_str().unwrap().into() };
    let cleaned = unfinished::clean(&world.looking, BUCKET, vec![half], &HashSet::new()).await;
    is_refused("unfinished", &cleaned.fault.unwrap());
    removal(&world).await;
    every_setting(&world, &settings).await;
    transfers(&world, &file).await;
    integration(&world).await;

    assert_eq!(world.state(), before, "somebody else sees that nothing changed");
}

async fn removal(world: &World) {
    let removals = Removals::default();
    let (tell, mut told) = watch::channel(false);
    let id = removals.count(world.looking.clone(), BUCKET.into(), move |count| {
        tell.send_replace(count.complete);
    });
    told.wait_for(|done| *done).await.unwrap();
    is_refused("removal", &removals.run(&id, BUCKET, |_| ()).await.unwrap_err());
}

/// Every kind of setting, as far as it can be opened, by a draft or by taking it away.
async fn every_setting(world: &World, settings: &Settings) {
    use SettingKind::{
        Cors, Encryption, Lifecycle, Lock, Logging, Ownership, Payer, Policy, PublicAccess, Tags, Versioning, Website,
    };
    let kinds =
        [Cors, Policy, Versioning, Lifecycle, PublicAccess, Ownership, Encryption, Lock, Website, Logging, Payer, Tags];
    let mut tried = 0;
    for kind in kinds {
        let opened = settings.open(world.looking.clone(), BUCKET.into(), kind).await;
        let draft = match opened.state {
            SettingState::Configured { value } => Some(value),
            _ => None,
        };
        let draft = if kind == Cors { rules("https://after.example.com") } else { draft };
        for draft in [draft, None] {
            let Err(fault) = settings.apply(&opened.setting, draft).await else { continue };
            // What cannot be such a setting is refused before anything is sent.
            if !["setting_unfit", "setting_unread"].contains(&fault.code) {
                is_refused(&format!("{kind:?}"), &fault);
                tried += 1;
            }
        }
        if let Err(fault) = settings.undo(&opened.setting).await {
            assert!(["read_only", "gone", "setting_unread"].contains(&fault.code), "{fault:?}");
        }
    }
    assert!(tried >= 4, "only {tried} settings were tried");
}

async fn transfers(world: &World, file: &std::path::Path) {
    let looking = world.looking.clone();
    let open = looking.clone();
    let options = Options {
        open_store: Arc::new(move |_| {
            let store = open.clone();
            Box::pin(async move { Some(store) })
        }),
        ..Options::default()
    };
    let transfers = Transfers::new(options);
    let (tell, mut told) = watch::channel(TransferTick { groups: Vec::new() });
    transfers.watch(Box::new(move |tick| drop(tell.send_replace(tick)))).await;
    let one = || vec![Selected::File { key: "a.txt".into(), size: 7, modified: None }];
    let copies = Copies::to((&looking, world.place(""), one()), (&looking, world.place("to/")), true).await.unwrap();
    let plan = transfers.plan_delete(looking.clone(), world.place(""), one(), drop).await.unwrap();
    let big = world.folder.path().join("big.bin");
    fs::write(&big, vec![7; 20_000_000]).unwrap();
    let works = [
        Work::Upload { store: looking.clone(), paths: vec![file.to_owned(), big], to: world.place("up/") },
        Work::Copy { store: looking.clone(), target: looking.clone(), copies },
        Work::Delete(plan),
    ];
    let count = works.len();
    for (at, work) in works.into_iter().enumerate() {
        let id = transfers
            .add(Request { op_id: at.to_string(), work, on_conflict: OnConflict::Replace, keeping: Keeping::default() })
            .await;
        match id {
            Err(fault) => is_refused("transfer", &fault),
            Ok(id) => {
                let ended = |tick: &TransferTick| {
                    tick.groups.iter().any(|group| group.id == id && (group.files_failed > 0 || group.fault.is_some()))
                };
                told.wait_for(ended).await.unwrap();
                let failed = transfers.jobs(id, JobFilter::Failed, 0, 10).await.unwrap().jobs;
                for job in failed {
                    is_refused(&job.name, &job.fault.unwrap());
                }
            }
        }
    }
    assert_eq!(count, 3);
}

async fn integration(world: &World) {
    let config = tempfile::tempdir().unwrap();
    let desk = Integrations::open(config.path());
    let choice = BucketChoice { name: BUCKET.into(), folder: String::new() };
    let sheet = desk.begin(&world.looking, ConnectionId::from("here"), "kolena", vec![choice], 0).await.unwrap();
    let given = [("partner", "arn:aws:iam::444455556666:role/reader"), ("external_id", "c0ffee00-1234")];
    let answers = given.map(|(id, text)| (id.to_owned(), Given::Text(text.to_owned())));
    let filled = Filled { answers: answers.into(), ..sheet.filled.clone() };
    let sheet = desk.answer(&world.looking, &sheet.id, filled).await.unwrap();
    is_refused("integration", &desk.apply(&world.looking, &sheet.id, 0, &|_| ()).await.unwrap_err());
}
