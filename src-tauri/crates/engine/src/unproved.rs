//! The one way out of a unit test that this computer cannot run; the tests outside have
//! `bucketwise_tests::unproved`, which says the same.

/// Says that this computer cannot prove `what`, and fails the test: a check that nobody made must
/// not count as passed. With `BUCKETWISE_UNPROVED=accept` the test ends as if it had passed.
pub(crate) fn unproved(what: &str, missing: &str) {
    let accepted = std::env::var_os("BUCKETWISE_UNPROVED").is_some_and(|value| value == "accept");
    assert!(
        accepted,
        "{what}: cannot be proved here, {missing} is missing (BUCKETWISE_UNPROVED=accept goes on without it)"
    );
}
