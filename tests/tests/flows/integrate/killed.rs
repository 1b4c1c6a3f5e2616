//! The program is killed in the middle of setting up (SIGKILL): what was made by then is written
//! down, and can be gone on from or taken back.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use bucketwise_tests::faults::{Fault, Proxy};
use bucketwise_tests::servers::{Kind, Server};
use engine::connections::ProbeState;
use engine::ids::IntegrationId;
use engine::integrations::{IntegrationState, Integrations, Stepped};

use super::world::{NOW, World, failed, login, login_at};

/// Starts a child that sets `id` up over a slow line, and kills it as soon as the step `at` is
/// under way.
async fn killed_at(world: &World, id: &IntegrationId, at: usize) {
    let proxy = Proxy::start(&world.server.endpoint).await;
    proxy.set(Fault { delay: Duration::from_millis(150), ..Fault::default() });
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["integrate::killed::setting_up", "--exact", "--ignored", "--nocapture"]);
    child.env("CHILD_CONFIG", world.config()).env("CHILD_ENDPOINT", proxy.endpoint()).env("CHILD_ID", id.as_str());
    child.env("CHILD_KEY", &world.server.access_key).env("CHILD_SECRET", &world.server.secret_key);
    let mut running = child.stdout(Stdio::piped()).spawn().unwrap();
    let said = BufReader::new(running.stdout.take().unwrap());
    let wanted = format!("step {at}");
    // Another thread, so that the proxy goes on meanwhile.
    let there =
        tokio::task::spawn_blocking(move || said.lines().map_while(Result::ok).any(|line| line.contains(&wanted)));
    assert!(tokio::time::timeout(Duration::from_secs(60), there).await.unwrap().unwrap(), "the child ended early");
    running.kill().unwrap();
    running.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by the tests of this file, and killed"]
async fn setting_up() {
    let of = |name: &str| std::env::var(name).unwrap();
    let store = login_at(&of("CHILD_ENDPOINT"), "us-east-1", &of("CHILD_KEY"), &of("CHILD_SECRET"));
    let desk = Integrations::open(Path::new(&of("CHILD_CONFIG")));
    let say = |step: Stepped| {
        if step.state == ProbeState::Running {
            println!("\nstep {}", step.step);
        }
    };
    desk.apply(&store, &IntegrationId::from(of("CHILD_ID").as_str()), false, NOW, &say).await.unwrap();
}

/// A record that the child finds: begun, and refused at its first step.
async fn begun(bucket: &str) -> (World, IntegrationId, String) {
    let mut world = World::new(bucket);
    let sheet = world.draft("nuvolos-rclone", "", &[("level", "write")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    let server = Server::shared(Kind::MiniStack);
    let stranger = login(server, &server.access_key, "not-the-secret");
    let own = std::mem::replace(&mut world.store, stranger);
    assert!(world.apply(&sheet.id).await.0.is_err());
    world.store = own;
    (world, sheet.id, name)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_set_up_is_gone_on_from_at_every_step() {
    for step in 0..3 {
        let (mut world, id, name) = begun(&format!("killed-{step}")).await;
        killed_at(&world, &id, step).await;
        world.restart();
        // The child came by way of a proxy.
        world.desk.continue_here(&world.store, &id).await.unwrap();
        let kept = world.desk.list().unwrap();
        assert_eq!((kept.len(), kept[0].state), (1, IntegrationState::Unfinished), "step {step}");
        let view = world.set_up(&id).await;
        assert_eq!((view.state, view.made.len()), (IntegrationState::Unchecked, 3), "step {step}");
        let keys = world.asked(["iam", "list-access-keys", "--user-name", &name])["AccessKeyMetadata"].clone();
        assert_eq!(keys.as_array().unwrap().len(), 1, "step {step}: one key, and its secret is known");
        let (view, lines) = world.verify(&id, true).await;
        assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "step {step}: {lines:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_set_up_is_taken_back() {
    let (mut world, id, name) = begun("killed-back").await;
    killed_at(&world, &id, 1).await;
    world.restart();
    world.desk.continue_here(&world.store, &id).await.unwrap();
    let removal = world.removal(&id).await;
    let view = world.remove(&id, &removal.token).await.unwrap();
    assert_eq!((view.state, view.made.len()), (IntegrationState::Removed, 0));
    assert!(!world.works(&["iam", "get-user", "--user-name", &name]));
}
