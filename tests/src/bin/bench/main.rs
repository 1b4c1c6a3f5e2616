//! `make bench`: what Bucketwise costs, beside others, in one run on one machine. Nothing is
//! asserted: the figures are for people.
//!
//! Each word below is a measurement of its own, in a file of its own; without a word all of them
//! run that need nothing from outside.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(target_os = "linux")]
mod cost;
#[cfg(target_os = "linux")]
mod list;
#[cfg(target_os = "linux")]
mod lists;
#[cfg(target_os = "linux")]
mod past;
#[cfg(target_os = "linux")]
mod preview;
#[cfg(target_os = "linux")]
mod rows;
#[cfg(target_os = "linux")]
mod transfer;
#[cfg(target_os = "linux")]
mod transfers;
#[cfg(target_os = "linux")]
mod window;

#[cfg(target_os = "linux")]
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        [] => {
            window::run();
            rows::run(&[]);
            preview::run(&["csv,parquet,pdf,jpeg,film,zip,tar,xlsx,tiles", "80", "1", "alone"]);
            lists::run(&[]);
            past::run(&[]);
            transfers::run(&[]);
        }
        ["window"] => window::run(),
        ["rows", selection @ ..] => rows::run(selection),
        ["preview", selection @ ..] => preview::run(selection),
        ["list", place] => list::run(place),
        ["as-of", place, moment] => list::as_of(place, moment),
        ["past", selection @ ..] => past::run(selection),
        ["plain", place] => list::plain(place),
        ["put", local, place] => transfer::put(local, place),
        ["get", place, local] => transfer::get(place, local),
        ["transfers", selection @ ..] => transfers::run(selection),
        ["lists", selection @ ..] => lists::run(selection),
        _ => {
            eprintln!("{USAGE}");
            std::process::exit(2);
        }
    }
}

#[cfg(target_os = "linux")]
const USAGE: &str = "\
bench                          everything that needs nothing from outside
bench window                   start and memory of the window
bench rows [KEYS]              scrolling, sorting and filtering so many rows in the window (1000000)
bench preview [KINDS [MS [ROUNDS [alone]]]]  what it costs to see what a large file is, and 1,000 tiles; KINDS of csv, parquet, pdf,
                               jpeg, film, zip, tar, xlsx, tiles; so many milliseconds before each answer (0,80); alone without
                               s5cmd, which fetches the whole of each
bench list s3://BUCKET/PREFIX  lists everything below, as the window does; login and endpoint from AWS_*
bench plain s3://BUCKET/       the same by a plain loop, eight parts at a time (keys that begin with hexadecimal digits)
bench as-of s3://BUCKET/FOLDER/ MS   lists a folder as it was so many milliseconds after 1970, as the window does; login as for list
bench past [VERSIONS [MS [OTHERS [ROUNDS]]]]  the table of that beside other clients, on a server that makes keys: so many
                               versions, five of each key, with so many milliseconds before each answer; VERSIONS and MS may be
                               lists (20000,1000000 0,80 rclone,aws); medians of so many rounds (1)
bench put LOCAL s3://BUCKET/FOLDER/  uploads a file or folder, as the window does, checks on; login as for list
bench get s3://BUCKET/PREFIX LOCAL   downloads one object, or all below a PREFIX that ends with /, into a folder
bench transfers [LOADS [MS [ROUNDS [OTHERS]]]]  the table of both beside other clients on one server: LOADS as 200x8388608,10000x4096
                               (files x bytes), so many milliseconds added to each round trip, medians of so many rounds
bench lists [KEYS [MS [HOW [OTHERS [ROUNDS]]]]]  the table of both beside other clients, on a server that makes keys: so many, with
                               so many milliseconds before each answer, laid out even, deep, dates, uuids or hot; each may
                               be a list (100000,1000000 0,80 even s5cmd,rclone,aws); medians of so many rounds (1)";

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("The bench reads /proc and an X server's screen: it needs Linux.");
}
