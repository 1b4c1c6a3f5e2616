//! What becomes of a panic in a command.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;

use engine::fault::Fault;

use super::guarded;
use crate::logs;

#[tokio::test]
async fn a_panic_becomes_a_fault_and_a_line_in_the_log_without_its_text() {
    let folder = tempfile::tempdir().unwrap();
    logs::start(folder.path());
    let broken = async {
        let held = "wJalrXUtnFEMI";
        if !held.is_empty() {
            panic!("while holding {held}");
        }
        Ok::<(), Fault>(())
    };
    let fault = guarded("open_listing", broken).await.unwrap_err();
    assert_eq!(fault.code, "defect");
    assert!(fault.details.contains("open_listing"));
    let log = fs::read_to_string(folder.path().join("bucketwise.log")).unwrap();
    assert!(log.contains("the command open_listing stopped by a panic"), "{log}");
    assert!(log.contains("tests.rs"), "where it happened: {log}");
    assert!(!format!("{fault:?}{log}").contains("wJalrXUtnFEMI"), "what it held stays out of both");
}
