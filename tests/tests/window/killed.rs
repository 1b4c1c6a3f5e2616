//! The built program is killed (SIGKILL) at random moments while it moves files both ways, started
//! again as a desktop starts it, and goes on by itself. In the end everything is whole on both
//! sides, by rclone's word, and nothing is left.
//!
//! `BUCKETWISE_KILLS=100` kills so often (`make faults`); without it a few times. The window is
//! opened for the first and the last start; in between nobody clicks anything.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use bucketwise_tests::faults::Act;

use super::*;

#[test]
fn the_program_killed_in_the_window_goes_on_by_itself() {
    let kills: usize = std::env::var("BUCKETWISE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(2);
    let server = Server::shared(Kind::SeaweedFs);
    tools::s5cmd(server, ["mb", "s3://e2e-killed"]);
    let desktop = Desktop::start(Options::default());
    let (from, back) = (desktop.home().join("work"), desktop.home().join("back"));
    fs::create_dir_all(from.join("many")).unwrap();
    fs::create_dir(&back).unwrap();
    // The more kills, the more there is to do.
    let large = 24_000_000 + 8_000_000 * u32::try_from(kills).unwrap();
    for (name, size) in (0..60).map(|at| (format!("many/{at}"), 20_000 + at)).chain([("large.bin".into(), large)]) {
        let bytes: Vec<u8> = (0..size).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        fs::write(from.join(name), bytes).unwrap();
    }
    let source = desktop.home().join("work").display().to_string();
    tools::s5cmd(server, ["cp", &format!("{source}/"), "s3://e2e-killed/there/"]);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let proxy = runtime.block_on(Proxy::start(&server.endpoint));
    let asked = Arc::new(Mutex::new(BTreeMap::<String, usize>::new()));
    let seen = Arc::clone(&asked);
    proxy.script(move |first| {
        *seen.lock().unwrap().entry(first.to_owned()).or_default() += 1;
        Act::Pass
    });
    let requests = || asked.lock().unwrap().values().sum::<usize>();

    {
        let app = App::open(&desktop);
        open_bucket_over(&app, server, &proxy.endpoint(), "e2e-killed");
        app.click(&row("there/"));
        // A narrow connection, so that a kill finds it in the middle.
        proxy.set(Fault { delay: Duration::from_millis(12), ..Fault::default() });
        app.click("download");
        choose(&desktop, "Choose a folder for the download", &back);
        upload(&app, "upload-folder", "Upload folder", &from);
        let before = requests();
        wait_until("it has begun", Duration::from_secs(90), || (requests() > before + 5).then_some(()));
        app.kill();
    }
    let mut dice = 0x9E37_79B9_u64;
    for kill in 1..kills {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (until, before) = ((dice >> 33) as usize % 40, requests());
        let program = desktop.run("bucketwise", bucketwise_tests::built("bucketwise"), |_| {});
        // After so many requests, or once there is nothing more to do.
        let end = std::time::Instant::now() + Duration::from_secs(8);
        let (mut second, twice) = (None, dice >> 20 & 1 == 1);
        while requests() < before + until && std::time::Instant::now() < end {
            assert!(program.alive(), "it ended by itself after {kill} kills: {}", program.log());
            // Every other time somebody starts it once more, while the first is at work: that one
            // ends by itself, or is the next first one for the moment between the two kills.
            if twice && second.is_none() && requests() > before {
                second = Some(desktop.run("bucketwise-2", bucketwise_tests::built("bucketwise"), |_| {}));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        drop(program);
        drop(second);
    }
    proxy.set(Fault::default());
    let app = App::open(&desktop);
    wait_until("all is done", Duration::from_secs(120), || app.has("transfers-strip[data-state=done]").then_some(()));
    drop(app);
    tools::rclone_check(server, "e2e-killed/work", &from);
    tools::rclone_check(server, "e2e-killed/there", &back.join("there"));
    let left = tools::aws(server, ["s3api", "list-multipart-uploads", "--bucket", "e2e-killed"]);
    assert!(!left.contains("UploadId"), "{left}");
    let parts: Vec<_> =
        walk(&back).into_iter().filter(|path| path.extension().is_some_and(|end| end == "part")).collect();
    assert!(parts.is_empty(), "{parts:?}");
    let asked = asked.lock().unwrap();
    let sent: Vec<usize> =
        asked.iter().filter(|(line, _)| line.contains("partNumber=")).map(|(_, times)| *times).collect();
    let again: usize = sent.iter().map(|times| times - 1).sum();
    println!(
        "killed {kills} times; parts sent: {}, of these a second time or more: {again}",
        sent.iter().sum::<usize>()
    );
    assert!(again <= kills * AT_ONCE, "{again} parts were sent again after {kills} kills");
}

/// Parts that may be under way when a kill comes.
const AT_ONCE: usize = 32;

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
