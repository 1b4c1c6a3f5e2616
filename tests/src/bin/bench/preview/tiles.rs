//! A folder of a thousand pictures as tiles, scrolled from its beginning to its end: how long the
//! frames take, and how many requests there are beside the files that were in sight.

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use bucketwise_tests::app::App;
use bucketwise_tests::desktop::{Desktop, Options};
use bucketwise_tests::large::{Depot, Large, Part};
use serde_json::json;

use super::files;

const FILES: usize = 1_000;
/// Pixels that are scrolled in a second: two screens of tiles.
const SPEED: u32 = 1_200;
/// Scripts that run for longer than half a minute are ended: so long is one of them.
const TURN_MS: u32 = 10_000;

pub(super) fn run(delay: u64) {
    let picture = hyper::body::Bytes::from(files::jpeg(1_024, 768));
    let size = picture.len();
    let file = |nth: usize| Large::new(format!("photo-{nth:04}.jpg"), vec![Part::of(picture.clone(), 1)]);
    let depot = Depot::start((0..FILES).map(file).collect());
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    depot.connect(&app);
    app.click("bucket-bucket");
    app.see("row");
    app.click("view");
    app.click("as-tiles");
    app.wait_for("tiles", "[role=gridcell][data-name]");
    depot.delays(Duration::from_millis(delay));
    // The first screen has its pictures before it moves.
    thread::sleep(Duration::from_secs(3));
    depot.asked();
    let (mut frames, mut seen, mut asked, mut done) = (Vec::new(), BTreeSet::new(), 0, false);
    while !done {
        let turn = app.execute(SCROLL, &[json!(SPEED), json!(TURN_MS)]);
        frames.extend(turn["frames"].as_array().expect("frames").iter().filter_map(serde_json::Value::as_f64));
        seen.extend(turn["seen"].as_array().expect("names").iter().filter_map(|name| name.as_str().map(str::to_owned)));
        done = turn["done"] == true;
        asked += depot.asked().asked.len();
    }
    thread::sleep(Duration::from_secs(3));
    asked += depot.asked().asked.len();
    frames.sort_by(f64::total_cmp);
    let at = |part: usize| frames[(frames.len() - 1) * part / 100];
    println!(
        "{FILES} tiles of {:.0} KB scrolled, {delay} ms before each answer: frames median {:.1} ms, p95 {:.1} ms, most {:.1} ms; \
         {asked} requests for {} files that came into sight ({:.2})",
        size as f64 / 1e3,
        at(50),
        at(95),
        at(100),
        seen.len(),
        asked as f64 / seen.len() as f64
    );
}

/// Runs in the page.
const SCROLL: &str = r#"
const [speed, long] = arguments;
const grid = document.querySelector("[data-testid=grid]");
const scroller = grid.querySelector(".bar");
const seen = window.tilesSeen ?? (window.tilesSeen = new Set());
const before = new Set(seen);
const frames = [];
return new Promise(done => {
  const began = performance.now();
  const start = scroller.scrollTop;
  let last = began;
  const step = now => {
    if (now > last) frames.push(now - last);
    last = Math.max(last, now);
    const view = scroller.getBoundingClientRect();
    for (const tile of grid.querySelectorAll("[role=gridcell][data-name]")) {
      const box = tile.getBoundingClientRect();
      if (box.bottom > view.top && box.top < view.bottom) seen.add(tile.dataset.name);
    }
    const end = scroller.scrollHeight - scroller.clientHeight;
    scroller.scrollTop = Math.min(end, start + ((now - began) * speed) / 1000);
    const over = scroller.scrollTop >= end - 1;
    if (over || now - began > long) done({ frames, seen: [...seen].filter(name => !before.has(name)), done: over });
    else requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
});
"#;
