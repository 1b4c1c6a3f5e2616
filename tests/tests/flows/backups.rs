//! Backups over real servers: made, verified, interrupted and gone on with, thinned out,
//! restored. What is there is compared by rclone, byte for byte. The window, the keychain and
//! schedulers are not proved here.

mod changed;
mod computers;
mod held;
mod interrupted;
mod kept;
mod made;
mod restored;
mod shrunk;
mod slashes;
mod world;
