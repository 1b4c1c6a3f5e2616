//! What a very long folder is like in the window: how long a jump, a sort and a keystroke of the
//! filter take until their rows are on the page, and what the page holds in memory.
//!
//! Beside the jump stands that of a bare page, which asks for as many rows and writes them as plain
//! text: the limit here.
//!
//! The clock is the page's own. A jump counts from the scroll event to the moment at which every
//! visible row has its content (and, in brackets, to the next frame, which no screen shows earlier
//! than 16.7 ms after the last); a sort and a keystroke from the press to the new first row. The
//! server runs in this process and is idle by then.

use std::path::Path;
use std::time::{Duration, Instant};

use bucketwise_tests::app::App;
use bucketwise_tests::built;
use bucketwise_tests::desktop::{Desktop, Options};
use bucketwise_tests::lister::{Keys, Lister, Mood, Shelf};
use bucketwise_tests::process::wait_until;
use serde_json::json;

use super::window::{median, memory_of};

/// So many turns of so many jumps: a script that runs for half a minute is ended.
const JUMPS: [usize; 2] = [15, 20];
const TURNS: usize = 5;
const PATIENCE: Duration = Duration::from_secs(600);

pub(super) fn run(selection: &[&str]) {
    let count: usize = selection.first().map_or(1_000_000, |count| count.parse().expect("a number of keys"));
    let lister = Lister::start(Shelf::Made(Keys::Even, count), Mood::default());
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    lister.connect(&app);
    let before = page_memory();

    let began = Instant::now();
    app.click("bucket-bucket");
    app.see("row");
    let first = began.elapsed();
    wait_until("all rows", PATIENCE, || app.has("totals[data-complete=true]").then_some(()));
    println!(
        "{count} rows in the window: first {:.2} s, all {:.2} s",
        first.as_secs_f64(),
        began.elapsed().as_secs_f64()
    );

    for (what, way) in [("jump to any row", "jumps"), ("  by a bare page", "bare")] {
        let script = format!("{PAGE} return {way}(arguments[0], arguments[1])");
        let turn = |_| app.execute(&script, &[json!(JUMPS[1]), json!(count)]);
        let turns: Vec<_> = (0..JUMPS[0]).map(turn).collect();
        let [places, frames] = [0, 1].map(|at| turns.iter().flat_map(|jumps| column(jumps, at)).collect::<Vec<_>>());
        println!(
            "  {what:<28} median {:>6.1} ms   p95 {:>6.1} ms   (next frame: p95 {:.1} ms)",
            median(places.clone()),
            p95(places),
            p95(frames)
        );
    }
    for by in ["size", "modified", "name"] {
        let turns =
            app.execute(&format!("{PAGE} return sorts(arguments[0], arguments[1])"), &[json!(by), json!(TURNS)]);
        told(&format!("sort by {by}"), column(&turns, 0));
    }
    let keys = app.execute(
        &format!("{PAGE} return filters(arguments[0])"),
        &[json!(["7", "7a", "7a3", "st", "station-0009", "no such"])],
    );
    told("a keystroke of the filter", column(&keys, 0));
    println!("  memory of the page           {:>6.0} MB before, {:.0} MB after", before, page_memory());
}

fn told(what: &str, times: Vec<f64>) {
    let most = times.iter().copied().fold(0.0, f64::max);
    println!("  {what:<28} median {:>6.1} ms   most {most:>5.1} ms", median(times));
}

fn column(answer: &serde_json::Value, at: usize) -> Vec<f64> {
    let rows = answer.as_array().unwrap_or_else(|| panic!("the page answers {answer}"));
    rows.iter().map(|row| row[at].as_f64().expect("a number")).collect()
}

fn p95(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() * 95 / 100]
}

/// Of the process that holds the page, in megabytes.
pub(super) fn page_memory() -> f64 {
    let is_page = |program: &Path| program.ends_with("WebKitWebProcess");
    memory_of(&built("bucketwise"), is_page)
}

/// Runs in the page.
const PAGE: &str = r#"
const grid = document.querySelector("[data-testid=grid]");
const scroller = grid.querySelector(".bar");
const frame = () => new Promise(done => requestAnimationFrame(() => done(performance.now())));
const first = () => grid.querySelector('[data-at="0"]')?.dataset.name;
const shown = () => document.querySelector("[data-testid=totals]").innerText;
/** Until the page has changed to what is wanted. */
const until = wanted => new Promise(done => {
  if (wanted()) return done(performance.now());
  const watch = new MutationObserver(() => {
    if (!wanted()) return;
    watch.disconnect();
    done(performance.now());
  });
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
});
/** The first row that the bar points at. */
const pointed = count => {
  const row = grid.querySelector("[role=row][data-at]").offsetHeight;
  const way = scroller.scrollTop / (scroller.scrollHeight - scroller.clientHeight);
  return Math.floor((way * (count * row - scroller.clientHeight)) / row);
};
/** Every line in view is one of the place scrolled to, with its content. */
const filled = at => {
  const view = scroller.getBoundingClientRect();
  const lines = [...grid.querySelectorAll("[role=row][data-at]")].map(row => [row, row.getBoundingClientRect()]);
  const seen = lines.filter(([, box]) => box.bottom > view.top + 1 && box.top < view.bottom - 1);
  const covered = seen.length > 0 && seen[0][1].top <= view.top + 1 && seen.at(-1)[1].bottom >= view.bottom - 1;
  const there = seen.length > 0 && Math.abs(seen[0][0].dataset.at - at) <= 1;
  return there && covered && seen.every(([row]) => row.dataset.testid === "row");
};
async function jumps(many, count) {
  const times = [];
  for (let jump = 0; jump < many; jump += 1) {
    const scrolled = new Promise(done => scroller.addEventListener("scroll", () => done(performance.now()), { once: true, capture: true }));
    scroller.scrollTop = Math.random() * (scroller.scrollHeight - scroller.clientHeight);
    const began = await scrolled;
    const at = pointed(count);
    const there = await until(() => filled(at));
    times.push([there - began, (await frame()) - began]);
  }
  await back();
  return times;
}
async function back() {
  scroller.scrollTop = 0;
  await until(() => first() !== undefined);
}
/** A jump with nothing of the program's page: as many rows are asked for, and written as plain text at fixed places. */
async function bare(many, count) {
  const id = await listing();
  const lines = grid.querySelectorAll("[role=row][data-at]").length;
  const part = (within, style) => within.appendChild(Object.assign(document.createElement("div"), { style }));
  const view = part(document.body, "position: fixed; inset: 0; overflow: auto; background: white");
  const long = part(view, "position: relative; height: 16000000px");
  const rows = Array.from({ length: lines }, () => {
    const row = part(long, "position: absolute; width: 900px; height: 32px");
    return [row, [0, 320, 420, 580, 740].map(left => part(row, `position: absolute; white-space: pre; left: ${left}px`))];
  });
  const times = [];
  for (let jump = 0; jump < many; jump += 1) {
    const scrolled = new Promise(done => view.addEventListener("scroll", () => done(performance.now()), { once: true }));
    const at = Math.random();
    view.scrollTop = at * (view.scrollHeight - view.clientHeight);
    const began = await scrolled;
    const asked = { listing: id, start: Math.floor(at * (count - lines)), len: lines };
    const { rows: got } = await window.__TAURI_INTERNALS__.invoke("read_rows", asked);
    const top = view.scrollTop;
    rows.forEach(([row, cells], nth) => {
      const { name, size, modified, file_type, class: kind } = got[nth];
      const words = [`${name.slice(0, 20)}…${name.slice(-14)}`, size, new Date(modified).toISOString(), file_type, kind];
      row.style.top = `${top + nth * 32}px`;
      cells.forEach((cell, place) => (cell.textContent = words[place]));
    });
    rows[0][0].getBoundingClientRect();
    times.push([performance.now() - began, (await frame()) - began]);
  }
  view.remove();
  return times;
}
/** What the page calls the open listing, taken from a request of its own. */
async function listing() {
  const real = window.fetch;
  const seen = new Promise(done => {
    window.fetch = (at, request) => {
      if (String(at).includes("read_rows")) done(JSON.parse(request.body).listing);
      return real(at, request);
    };
  });
  scroller.scrollTop = scroller.scrollHeight / 2;
  const id = await seen;
  window.fetch = real;
  await back();
  return id;
}
async function sorts(by, turns) {
  const times = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const before = first();
    const began = performance.now();
    document.querySelector(`[data-testid=sort-${by}]`).click();
    times.push([(await until(() => first() !== undefined && first() !== before)) - began]);
    await frame();
  }
  return times;
}
async function filters(texts) {
  const field = document.querySelector("[data-testid=filter]");
  const type = text => {
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const times = [];
  for (const text of texts) {
    const before = shown();
    const began = performance.now();
    type(text);
    times.push([(await until(() => shown() !== before)) - began]);
    await frame();
  }
  type("");
  return times;
}
"#;
