//! Runs the practice server over the folder given, prints how to reach it as `export` lines, and
//! stops when its input ends.
//!
//! For the test suites and for other programs: `cargo run -p practice --example serve -- FOLDER`.

use std::error::Error;
use std::path::Path;

use tokio::io::AsyncReadExt as _;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("give the folder to serve")?;
    let practice = practice::start(Path::new(&folder)).await?;
    println!("export AWS_ENDPOINT_URL={}", practice.endpoint());
    // What s5cmd reads.
    println!("export S3_ENDPOINT_URL={}", practice.endpoint());
    println!("export AWS_ACCESS_KEY_ID={}", practice.access_key());
    println!("export AWS_SECRET_ACCESS_KEY={}", practice.secret_key());
    println!("export AWS_REGION={}", practice.region());
    println!("export AWS_DEFAULT_REGION={}", practice.region());
    let mut input = tokio::io::stdin();
    while input.read(&mut [0; 1024]).await? > 0 {}
    practice.stop().await;
    Ok(())
}
