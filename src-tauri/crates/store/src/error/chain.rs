//! Finding the cause inside a chain of wrapped errors, and naming it when no answer arrived.

use super::StoreErrorKind;
use crate::body::{Idle, LocalFile};
use crate::read_only::Refused;
use crate::whole::HalfDocument;
use aws_smithy_runtime_api::client::dns::ResolveDnsError;
use std::error::Error;
use std::io;

/// The error and everything below it. `io::Error::source` skips the error it carries, so that one
/// is stepped into by hand.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| match error.downcast_ref::<io::Error>() {
        Some(io) => io.get_ref().map(|inner| inner as &(dyn Error + 'static)),
        None => error.source(),
    })
}

fn find<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    chain(error).find_map(|error| error.downcast_ref::<E>())
}

/// The kind of a failure on the way to the server or back, or `None` where the chain says nothing.
/// The order matters: the most telling cause first, the bare I/O error last.
pub(super) fn kind_of_transport(error: &(dyn Error + 'static), https: bool) -> Option<StoreErrorKind> {
    use StoreErrorKind as Kind;
    if find::<Refused>(error).is_some() {
        return Some(Kind::ReadOnly);
    }
    if find::<LocalFile>(error).is_some() {
        return Some(Kind::LocalFile);
    }
    if find::<Idle>(error).is_some() {
        return Some(Kind::TimedOut);
    }
    if find::<HalfDocument>(error).is_some() {
        return Some(Kind::Cut);
    }
    if find::<aws_smithy_checksums::body::validate::Error>(error).is_some() {
        return Some(Kind::BadDigest);
    }
    if find::<ResolveDnsError>(error).is_some() {
        return Some(Kind::NameNotFound);
    }
    if let Some(tls) = find::<rustls::Error>(error) {
        return Some(kind_of_tls(tls));
    }
    if let Some(http) = find::<hyper::Error>(error) {
        if http.is_parse() {
            // Bytes that are no HTTP answer: over plain http that is what a TLS port sends back.
            return Some(if https { Kind::NotS3 } else { Kind::PlainHttp });
        }
        if http.is_timeout() {
            return Some(Kind::TimedOut);
        }
        if http.is_incomplete_message() || http.is_closed() || http.is_canceled() {
            return Some(Kind::Interrupted);
        }
    }
    find::<io::Error>(error).map(kind_of_io)
}

fn kind_of_tls(error: &rustls::Error) -> StoreErrorKind {
    match error {
        rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented => StoreErrorKind::Certificate,
        // The answer to our first TLS bytes was no TLS record: a plain port.
        rustls::Error::InvalidMessage(_) => StoreErrorKind::PlainHttp,
        _ => StoreErrorKind::Interrupted,
    }
}

fn kind_of_io(error: &io::Error) -> StoreErrorKind {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => StoreErrorKind::ConnectionRefused,
        io::ErrorKind::TimedOut | io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
            StoreErrorKind::TimedOut
        }
        _ => StoreErrorKind::Interrupted,
    }
}
