//! A window with one heading on a coloured page and nothing else: what `make bench` measures
//! Bucketwise against.

use tauri::{
    WebviewUrl, WebviewWindowBuilder,
    http::{HeaderValue, Response, header::CONTENT_TYPE},
};

const PAGE: &str = "<!doctype html><title>bare</title><body bgcolor=\"#0b67a3\"><h1>Bare</h1>";

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .register_uri_scheme_protocol("bare", |_, _| {
            let mut page = Response::new(PAGE.as_bytes());
            page.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
            page
        })
        .setup(|tauri| {
            let page = WebviewUrl::CustomProtocol("bare://localhost".parse()?);
            WebviewWindowBuilder::new(tauri, "bare", page).title("bare").inner_size(1180.0, 760.0).build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
