//! The listener and its connections: a port of 127.0.0.1, HTTP/1.1, until told to stop.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use crate::PracticeError;
use crate::front::Front;

/// A random free port of 127.0.0.1, and of no other address.
pub(crate) async fn bind() -> Result<(TcpListener, u16), PracticeError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(PracticeError::Port)?;
    let port = listener.local_addr().map_err(PracticeError::Port)?.port();
    Ok((listener, port))
}

/// Serves until `stopped` resolves, either way; then ends the connections that are open.
pub(crate) async fn serve(listener: TcpListener, front: Arc<Front>, mut stopped: oneshot::Receiver<()>) {
    let mut open = JoinSet::new();
    loop {
        tokio::select! {
            _ = &mut stopped => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    open.spawn(converse(stream, Arc::clone(&front)));
                }
                // A caller who hung up, or no file handles left: those who are here go on.
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::task::yield_now().await;
                }
            },
            Some(_) = open.join_next() => {}
        }
    }
    drop(listener);
    open.shutdown().await;
}

async fn converse(stream: TcpStream, front: Arc<Front>) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "the connection stays with small delays");
    }
    let service = service_fn(move |request| {
        let front = Arc::clone(&front);
        async move { front.answer(request).await.map_err(|error| io::Error::other(s3s::StdError::from(error))) }
    });
    if let Err(error) = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await {
        tracing::debug!(%error, "a connection ended");
    }
}
