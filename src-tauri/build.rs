//! Reads the Tauri configuration and the icons into the binary.

fn main() {
    tauri_build::build();
}
