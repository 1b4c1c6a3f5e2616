//! Faults of places: the addresses that name them and the file they are kept in.

use super::Fault;

/// Why a text is no address, or not one of this connection. Nothing in here can hold a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AddressProblem {
    /// Nothing but spaces.
    Empty,
    /// Another kind of address (`ftp`), in lower case.
    Scheme(String),
    /// A web address without a host, or with one that cannot be.
    Host,
    /// A name and password in front of the host; not repeated.
    Credentials,
    /// No bucket is named.
    NoBucket,
    /// Not a name that a bucket can have.
    BucketName(String),
    /// A page for people that names no bucket, such as one of a console; its host.
    Page(String),
    /// A web address of another storage.
    OtherStorage(String),
    /// AWS, in another partition (`aws-cn`) than this login's.
    OtherPartition(String),
    /// An access point: it has rights of its own and is no bucket.
    AccessPoint,
    /// An ARN of another service.
    ArnOfOther(String),
    /// Begins as an ARN and is none.
    Arn,
    /// Longer than a key can be.
    TooLong,
}

const WAYS: &str = "Type a path in this bucket, or s3://bucket/folder, or paste a web address or ARN of S3.";

/// What a person typed leads nowhere, and why. The text itself is not repeated: it may hold a signature.
#[must_use]
pub(crate) fn wrong_address(problem: &AddressProblem) -> Fault {
    let (title, what) = match problem {
        AddressProblem::Empty => ("No address is typed".to_owned(), "The field is empty.".to_owned()),
        AddressProblem::Scheme(scheme) => (
            format!("Addresses that begin with {scheme}:// do not lead to S3"),
            "An address of S3 begins with s3://, https:// or arn:.".to_owned(),
        ),
        AddressProblem::Host => {
            ("The web address names no computer".to_owned(), "What follows https:// is not a host name.".to_owned())
        }
        AddressProblem::Credentials => (
            "The address has a name and password in it".to_owned(),
            "Addresses of S3 have none. Nothing was sent and nothing was kept.".to_owned(),
        ),
        AddressProblem::NoBucket => {
            ("The address names no bucket".to_owned(), "A bucket’s name follows the host, or s3://.".to_owned())
        }
        AddressProblem::BucketName(name) => (
            format!("“{name}” cannot be the name of a bucket"),
            "Names of buckets have letters, digits, dots and hyphens, no spaces.".to_owned(),
        ),
        AddressProblem::Page(host) => (
            "The address is a page for people".to_owned(),
            format!("{host} shows pages or files in a browser. It is not an S3 address of a bucket."),
        ),
        AddressProblem::OtherStorage(host) => (
            "The address leads to another storage".to_owned(),
            format!("It is at {host}, which this connection does not reach."),
        ),
        AddressProblem::OtherPartition(partition) => (
            "The address is in another part of AWS".to_owned(),
            format!("It belongs to the partition {partition}, which has logins of its own."),
        ),
        AddressProblem::AccessPoint => (
            "The address is of an access point, not of a bucket".to_owned(),
            "An access point has rights of its own; its bucket is opened by the bucket’s name.".to_owned(),
        ),
        AddressProblem::ArnOfOther(service) => (
            format!("The ARN is of {service}, not of S3"),
            "ARNs of buckets and files begin with arn:aws:s3:::.".to_owned(),
        ),
        AddressProblem::Arn => (
            "The ARN is not complete".to_owned(),
            "ARNs of buckets and files look like arn:aws:s3:::bucket/folder/file.".to_owned(),
        ),
        AddressProblem::TooLong => (
            "The path is longer than S3 allows".to_owned(),
            "The full name of a file has at most 1,024 bytes.".to_owned(),
        ),
    };
    Fault::new("address", title, what, WAYS)
}

/// Neither a file nor a folder of that name is there.
#[must_use]
pub(crate) fn nothing_there(bucket: &str, key: &str) -> Fault {
    let hint = if key.starts_with('/') { " Names in S3 begin without a slash, most often." } else { "" };
    Fault::new(
        "nothing_there",
        "Nothing of that name is there",
        format!("“{bucket}” has neither a file nor a folder called “{key}”.{hint}"),
        "Check the spelling; capitals and small letters count.",
    )
}

/// The readable file of places could not be used; it is left as it is.
#[must_use]
pub(crate) fn places_unreadable(file: &str, why: &str) -> Fault {
    Fault::new(
        "places_unreadable",
        "Your favourites and tabs could not be read",
        format!("The file {file} is damaged or may not be opened. It was left as it is, and nothing is written to it."),
        "Repair the file or move it away. Everything else works without it.",
    )
    .details(why)
}

/// The readable file of places could not be written.
#[must_use]
pub(crate) fn places_unwritable(file: &str, why: &str) -> Fault {
    Fault::new(
        "places_unwritable",
        "Favourites and tabs could not be kept",
        format!("The file {file} could not be written. What was kept before is unchanged."),
        "Check that the disk has room and that you may write there.",
    )
    .details(why)
    .retry(true)
}

/// A fetched copy cannot be kept for so long, or for no time at all.
#[must_use]
pub(crate) fn days_unfit(most: i32) -> Fault {
    Fault::new(
        "days_unfit",
        "The number of days does not fit",
        "The file was not asked for.".to_owned(),
        format!("Type a whole number from 1 to {most}."),
    )
}
