//! Faults of places: the addresses that name them and the file they are kept in.

use words::{Told, faults, say};

use super::Fault;

/// Why a text is no address, or not one of this connection. Nothing in here can hold a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AddressProblem {
    /// What was typed is empty, or spaces alone.
    Empty,
    /// Another kind of address (`ftp`), in lower case.
    Scheme(String),
    /// A web address without a host, or with one that cannot be.
    Host,
    /// A name and password in front of the host; not repeated.
    Credentials,
    /// The address names a server and no bucket on it.
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

/// What a person typed leads nowhere, and why. The text itself is not repeated: it may hold a
/// signature.
#[must_use]
pub(crate) fn wrong_address(problem: &AddressProblem) -> Fault {
    let told: Told = match problem {
        AddressProblem::Empty => say!(faults::AddressEmpty),
        AddressProblem::Scheme(scheme) => say!(faults::AddressScheme, scheme),
        AddressProblem::Host => say!(faults::AddressHost),
        AddressProblem::Credentials => say!(faults::AddressCredentials),
        AddressProblem::NoBucket => say!(faults::AddressNoBucket),
        AddressProblem::BucketName(name) => say!(faults::AddressBucketName, name),
        AddressProblem::Page(host) => say!(faults::AddressPage, host),
        AddressProblem::OtherStorage(host) => say!(faults::AddressOtherStorage, host),
        AddressProblem::OtherPartition(partition) => say!(faults::AddressOtherPartition, partition),
        AddressProblem::AccessPoint => say!(faults::AddressAccessPoint),
        AddressProblem::ArnOfOther(service) => say!(faults::AddressArnOfOther, service),
        AddressProblem::Arn => say!(faults::AddressArn),
        AddressProblem::TooLong => say!(faults::AddressTooLong),
    };
    Fault::told("address", told)
}

/// Neither a file nor a folder of that name is there.
#[must_use]
pub(crate) fn nothing_there(bucket: &str, key: &str) -> Fault {
    let slash = if key.starts_with('/') { "yes" } else { "no" };
    Fault::told("nothing_there", say!(faults::NothingThere, bucket, key, slash))
}

/// The readable file of places could not be used; it is left as it is.
#[must_use]
pub(crate) fn places_unreadable(file: &str, why: &str) -> Fault {
    Fault::told("places_unreadable", say!(faults::PlacesUnreadable, file)).details(why)
}

/// The readable file of places could not be written.
#[must_use]
pub(crate) fn places_unwritable(file: &str, why: &str) -> Fault {
    Fault::told("places_unwritable", say!(faults::PlacesUnwritable, file)).details(why).retry(true)
}

/// A fetched copy cannot be kept for so long, or for no time at all.
#[must_use]
pub(crate) fn days_unfit(most: i32) -> Fault {
    Fault::told("days_unfit", say!(faults::DaysUnfit, most))
}
