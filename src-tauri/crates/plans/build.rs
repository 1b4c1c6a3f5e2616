//! Makes the list of the presets: every file of `presets/`, so that a new product is a new file and
//! no code.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=presets");
    let var = |name: &str| env::var(name).map_err(io::Error::other);
    let folder = Path::new(&var("CARGO_MANIFEST_DIR")?).join("presets");
    let mut files: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|end| end == "toml"));
    files.sort();
    let mut list = String::from("[\n");
    for file in files {
        let name = file.file_stem().unwrap_or_default();
        writeln!(list, "    ({name:?}, include_str!({file:?})),").map_err(io::Error::other)?;
    }
    fs::write(Path::new(&var("OUT_DIR")?).join("presets.rs"), list + "]\n")
}
