//! What holds of the project as a whole, whatever the program does: the rules of the tree, what its
//! pages promise, what it takes from others, and what `policy` decides beside evaluators that
//! nobody here wrote. Starts no server.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
mod layers;
mod licences;
mod policy_judges;
mod readme;
mod window_rights;
