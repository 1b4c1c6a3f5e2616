//! A read-only connection changes nothing, whichever way it is asked. Every command of the
//! contract is either named here as one that changes storage, or as one that does not; a new one
//! that is in neither list fails, and so does one of the first list that was not tried. The server
//! takes anything from this login, and everything that this login sends passes a proxy: what is
//! refused was refused here, and what is undone at once is seen as well.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::sync::{Arc, Mutex};

use bucketwise_tests::faults::{Act, Proxy};
use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools::aws;
use engine::at::Place;
use engine::fault::Fault;
use engine::files::folders;
use engine::files::unfinished::{self, UnfinishedAt};
use engine::ids::ConnectionId;
use engine::settings::{NewBucket, Removals, create};
use engine::{
    at::FileAt,
    files::{
        archive::{self, RestoreTier},
        locks::{self, Retained, RetentionMode},
        share::{LinkLasts, Shares, UploadStands, UploadTypes, UploadWanted, UploadWay},
        versions::{self, SeenVersion},
    },
};
use store::{Access, Credentials, Endpoint, Secret, Store};
use tokio::sync::watch;

mod access;
mod copies;
mod moving;
mod opened;
mod settings;

/// Commands that change storage; each is tried below.
const CHANGE: [&str; 29] = [
    "make_folder",
    "restore_from_archive",
    "delete_version",
    "retain_version",
    "hold_version",
    "clean_unfinished",
    "create_bucket",
    "remove_bucket",
    "apply_setting",
    "undo_setting",
    "apply_integration",
    "remove_integration",
    "exchange_key",
    // May write a file of its own to see whether that works, with the connection or with the new
    // login.
    "verify_integration",
    "run_backup",
    "run_pair",
    "restore_copy",
    "remove_copy",
    // Writes into the record of a copy that the person saw.
    "accept_smaller",
    "add_transfer",
    // Adds one.
    "begin_sync",
    // They set going what was begun before, perhaps while the connection could still change
    // something.
    "answer_conflicts",
    "retry_transfer",
    "replace_unseen",
    "resume_transfer",
    // Ends the unfinished uploads of a transfer.
    "cancel_transfer",
    // Uploads a copy that its program saved.
    "answer_opened",
    // Uploads a text that was changed where it is looked at.
    "keep_text",
    // Lets others store files, and tries whether they can.
    "save_upload",
];

/// Commands that only look, or change what is on this computer.
const LOOK: &str = "start probe_login watch_asks answer_ask open_sign_in_page list_profiles company_accounts company_roles \
    save_connection edit_connection discard_draft rename_connection forget_connection open_practice list_buckets read_paste \
    read_file read_certificate forget_imports preview_export copy_export save_export open_listing \
    measure_folder stop_measuring read_rows sort_listing filter_listing filter_since list_changes select_rows find_row refresh_listing retry_listing \
    close_listing read_places keep_tabs set_favourite keep_look locate plan_delete plan_undelete plan_restore plan_archived plan_lock discard_plan read_properties check_properties plan_properties pick_rows choose drag_out \
    watch_transfers  pause_transfer read_pacing set_pacing \
    look_for_unfinished quit dismiss_transfer read_jobs save_jobs reveal_download check_bucket_name count_bucket stop_removal \
    look_at_bucket open_setting check_setting close_setting step_policy count_rule cors_templates read_cors write_cors \
    merge_cors try_cors check_cors_live list_presets list_integrations begin_integration read_integration \
    answer_integration hand_over_integration preview_removal continue_integration forget_integration copy_integration_secret show_integration_secret watch_window new_window \
    earlier_settings last_read read_report look_into_archive run_first read_integration_keys save_report take_reply who_can_reach \
    look_into_refusal compare_places read_sync leave_out_of_sync plan_sync close_sync list_pairs save_pair change_pair forget_pair compare_pair look_at_pair stop_pair list_backups keep_backup forget_backup stop_backup list_copies list_mounts mount_bucket open_mount \
    unmount_bucket open_reading play_reading close_reading see_thumbnail keep_thumbnail open_file list_programs \
    stop_opened watch_opened hold_window hold_rows read_history read_locks open_share check_link make_link open_link \
    mail_link close_share save_links list_links forget_link copy_link open_upload \
    check_upload open_many_share read_arrivals compare_files read_compared save_compared save_sync close_compare";

#[test]
fn every_command_of_the_contract_is_in_one_of_the_lists() {
    let contract = fs::read_to_string(bucketwise_tests::root().join("ui/src/lib/backend/contract.ts")).unwrap();
    let commands = contract.split_once("export interface Commands {").unwrap().1;
    let named: BTreeSet<&str> =
        commands.lines().filter_map(|line| line.split_once(": { args:")).map(|(name, _)| name.trim()).collect();
    assert!(named.len() > 80, "only {} commands were found", named.len());
    let change: BTreeSet<&str> = CHANGE.into();
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

/// What the tests share: a bucket, its owner, and the same login, read-only.
struct World {
    /// Nobody else's: everything that is there is compared.
    server: Server,
    looking: Store,
    owner: Store,
    folder: tempfile::TempDir,
    /// First lines of requests of the read-only login that are no reading.
    sent: Arc<Mutex<Vec<String>>>,
    tried: Mutex<BTreeSet<&'static str>>,
    _proxy: Proxy,
}

const BUCKET: &str = "read-only-walk";

async fn world() -> World {
    let server = Server::start(Kind::MiniStack);
    let proxy = Proxy::start(&server.endpoint).await;
    let sent = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&sent);
    proxy.script(move |first| {
        // IAM and STS are asked by POST to the root; what they did is seen in the state.
        if !["GET ", "HEAD ", "POST / "].iter().any(|reads| first.starts_with(reads)) {
            noted.lock().unwrap().push(first.to_owned());
        }
        Act::Pass
    });
    let access = |endpoint: &str, read_only| Access {
        endpoint: Some(Endpoint::parse(endpoint).unwrap()),
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
    let looking = Store::open(access(&proxy.endpoint(), true)).unwrap();
    let owner = Store::open(access(&server.endpoint, false)).unwrap();
    World { server, looking, owner, folder: tempfile::tempdir().unwrap(), sent, tried: Mutex::default(), _proxy: proxy }
}

impl World {
    fn place(&self, prefix: &str) -> Place {
        Place { connection: ConnectionId::from("here"), bucket: BUCKET.into(), prefix: prefix.into() }
    }

    /// A command was tried, and this is what it came to.
    fn refused(&self, command: &'static str, fault: &Fault) {
        self.refused_as(command, "read_only", fault);
    }

    fn refused_as(&self, command: &'static str, code: &str, fault: &Fault) {
        assert_eq!(fault.code, code, "{command}: {fault:?}");
        self.tried.lock().unwrap().insert(command);
    }

    /// What is there, as a client says that nobody here wrote.
    fn state(&self) -> Vec<String> {
        let asked: [&[&str]; 8] = [
            &["s3", "ls"],
            &["s3", "ls", "--recursive", "s3://read-only-walk"],
            &["s3", "ls", "--recursive", "s3://read-only-walk-copies"],
            &["s3api", "get-bucket-cors", "--bucket", BUCKET],
            &["s3api", "list-multipart-uploads", "--bucket", BUCKET, "--query", "Uploads[].UploadId"],
            &["s3api", "head-object", "--bucket", BUCKET, "--key", "cold.bin"],
            &["iam", "list-roles", "--query", "Roles[].RoleName"],
            &["iam", "list-users", "--query", "Users[].UserName"],
        ];
        asked.into_iter().map(|args| aws(&self.server, args.iter().copied())).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_changed_whichever_way_it_is_asked() {
    let world = world().await;
    for bucket in [BUCKET, "read-only-walk-copies"] {
        aws(&world.server, ["s3", "mb", &format!("s3://{bucket}")]);
    }
    let file = world.folder.path().join("a.txt");
    fs::write(&file, "content").unwrap();
    for key in ["a.txt", "in/b.txt"] {
        aws(&world.server, ["s3", "cp", file.to_str().unwrap(), &format!("s3://{BUCKET}/{key}")]);
    }
    let cold = ["--key", "cold.bin", "--storage-class", "GLACIER"];
    aws(&world.server, ["s3api", "put-object", "--bucket", BUCKET].into_iter().chain(cold));
    let begun = aws(&world.server, ["s3api", "create-multipart-upload", "--bucket", BUCKET, "--key", "half"]);
    let begun: serde_json::Value = serde_json::from_str(&begun).unwrap();
    // What an owner did before, so that there is something to take back.
    let set = settings::prepare(&world).await;
    let given = access::prepare(&world).await;
    let copied = copies::prepare(&world).await;
    let moved = moving::prepare(&world).await;
    let before = world.state();

    world.refused("make_folder", &folders::make(&world.looking, &world.place(""), "new").await.unwrap_err());
    let wanted = NewBucket {
        name: "read-only-new".into(),
        versions: true,
        region: String::new(),
        lock: false,
        encryption: None,
    };
    world.refused("create_bucket", &create::make(&world.looking, &wanted).await.unwrap_err());
    let half = UnfinishedAt { key: "half".into(), upload: begun["UploadId"].as_str().unwrap().into() };
    let cleaned = unfinished::clean(&world.looking, BUCKET, vec![half], &HashSet::new()).await;
    world.refused("clean_unfinished", &cleaned.fault.unwrap());
    let cold = FileAt { connection: ConnectionId::from("here"), bucket: BUCKET.into(), key: "cold.bin".into() };
    let restored = archive::restore(&world.looking, &cold, RestoreTier::Standard, 1).await;
    world.refused("restore_from_archive", &restored.unwrap_err());
    let null = SeenVersion { id: "null".into(), modified: None, etag: None };
    let deleted = versions::delete(&world.looking, &cold, &null, Some("cold.bin"), false).await;
    world.refused("delete_version", &deleted.unwrap_err());
    let retained = Retained { mode: RetentionMode::Governance, until: i64::MAX / 1_000_000 };
    let retained = locks::retain(&world.looking, &cold, "null", Some(retained), true).await;
    world.refused("retain_version", &retained.unwrap_err());
    world.refused("hold_version", &locks::hold(&world.looking, &cold, "null", true).await.unwrap_err());
    removal(&world).await;
    upload(&world).await;
    settings::tried(&world, set).await;
    access::tried(&world, given).await;
    copies::tried(&world, copied).await;
    moving::tried(&world, moved, &file).await;
    opened::tried(&world).await;

    assert_eq!(world.state(), before, "somebody else sees that nothing changed");
    assert_eq!(*world.sent.lock().unwrap(), Vec::<String>::new(), "what reads is sent, and nothing else");
    assert_eq!(*world.tried.lock().unwrap(), BTreeSet::from(CHANGE), "a command that changes storage was not tried");
}

async fn removal(world: &World) {
    let removals = Removals::default();
    let (tell, mut told) = watch::channel(false);
    let id = removals.count(world.looking.clone(), BUCKET.into(), move |count| {
        tell.send_replace(count.complete);
    });
    told.wait_for(|done| *done).await.unwrap();
    world.refused("remove_bucket", &removals.run(&id, BUCKET, |_| ()).await.unwrap_err());
}

async fn upload(world: &World) {
    let shares = Shares::default();
    let facts = shares.open_upload(world.looking.clone(), world.place("in/"), 0).await.unwrap();
    assert_eq!(facts.stands, UploadStands::ReadOnly);
    for way in [UploadWay::Folder, UploadWay::One] {
        let wanted = UploadWanted {
            way,
            folder: "new".into(),
            name: "new".into(),
            lasts: LinkLasts::For { seconds: 60 },
            types: UploadTypes::Any,
            smallest: 1,
            largest: 1,
            message: String::new(),
            note: String::new(),
        };
        let made = shares.make_upload(&facts.id, &wanted, 0).await.map(drop);
        world.refused("save_upload", &made.unwrap_err());
    }
}
