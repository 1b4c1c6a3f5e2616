//! A service of S3 that this crate makes by itself, on a free port of its own.

use std::io;
use std::thread::{self, JoinHandle};

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use s3s::S3;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

#[cfg(target_os = "linux")]
use crate::app::App;

/// A running service; dropping it ends it.
pub(crate) struct Serving {
    pub(crate) endpoint: String,
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Serving {
    /// Serves to whoever has these keys.
    pub(crate) fn start(door: impl S3, access_key: &str, secret_key: &str) -> Self {
        let (end, ended) = oneshot::channel();
        let (tell, told) = std::sync::mpsc::channel();
        let mut builder = S3ServiceBuilder::new(door);
        builder.set_auth(SimpleAuth::from_single(access_key, secret_key));
        let service = builder.build();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            runtime.block_on(async {
                let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
                tell.send(listener.local_addr().expect("an address")).expect("somebody waits");
                tokio::select! { () = serve(listener, service) => {}, _ = ended => {} }
            });
            // Connections that wait out a delay are not waited for.
            runtime.shutdown_background();
        });
        let address = told.recv().expect("the server comes up");
        Self { endpoint: format!("http://{address}"), end: Some(end), thread: Some(thread) }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.end.take());
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// Connects a window that just opened to a server with one bucket, called `bucket`, which is then
/// in its sidebar.
#[cfg(target_os = "linux")]
pub(crate) fn connect(app: &App<'_>, endpoint: &str, access_key: &str, secret_key: &str) {
    app.click("door-connect");
    app.click("provider option[value=other]");
    app.fill("endpoint", endpoint);
    app.fill("access-key", access_key);
    app.fill("secret-key", secret_key);
    app.click("check-connect");
    app.click("save-connection");
    app.see("bucket-bucket");
}

async fn serve(listener: TcpListener, service: S3Service) {
    while let Ok((stream, _)) = listener.accept().await {
        let _ = stream.set_nodelay(true);
        let service = service.clone();
        let answer = service_fn(move |request: http::Request<hyper::body::Incoming>| {
            let service = service.clone();
            async move { service.call(request.map(s3s::Body::from)).await.map_err(|_| io::Error::other("s3s failed")) }
        });
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), answer));
    }
}
