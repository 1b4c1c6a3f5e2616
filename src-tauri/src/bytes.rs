//! The scheme by which the page has the bytes of files that it looks at: `look://localhost/ID`, and
//! `http://look.localhost/ID` on Windows. The ID is of a reading that the page opened; there is no
//! way to name a file.
//!
//! With `?start=…&length=…` the answer is that stretch, 8 MB at most, for a script of the page.
//! Without, it is the whole file, for an `<img>`. On Linux the window copies each answer whole, so
//! nothing is asked for that is not shown. A refusal is a fault as JSON.

use std::collections::HashMap;

use engine::{fault, fault::Fault, ids::ReadingId};
use tauri::{
    AppHandle, Manager, UriSchemeContext, UriSchemeResponder, Url, Wry,
    http::{HeaderValue, Request, Response, StatusCode, header},
};

use crate::{app::App, window};

/// As the content policy names it.
pub(crate) const SCHEME: &str = "look";

/// Answers one request, on the runtime of the commands.
pub(crate) fn answer(window: UriSchemeContext<'_, Wry>, request: Request<Vec<u8>>, answer: UriSchemeResponder) {
    let (tauri, label) = (window.app_handle().clone(), window.webview_label().to_owned());
    tauri::async_runtime::spawn(async move {
        let mut response = match read(&tauri, &label, &request).await {
            Ok(response) => response,
            Err(fault) => refused(&fault),
        };
        let headers = response.headers_mut();
        // The page's own origin is another than the scheme's.
        let origin = request.headers().get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
        if let Some(origin) = origin.filter(|origin| Url::parse(origin).is_ok_and(|url| window::is_page(&tauri, &url)))
            && let Ok(origin) = HeaderValue::from_str(origin)
        {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        // What was fetched is never a page of its own, should it ever be opened as one.
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
        answer.respond(response);
    });
}

async fn read(tauri: &AppHandle, label: &str, request: &Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Fault> {
    let app = tauri.try_state::<App>().ok_or_else(|| fault::gone("reading"))?;
    let id = ReadingId::from(request.uri().path().trim_start_matches('/'));
    let reading = app.pages.of(label).ok_or_else(|| fault::gone("reading"))?.readings.get(&id)?;
    let asked = request.uri().query().map(stretch);
    let (format, bytes) = match asked {
        Some(Some((start, length))) => ("application/octet-stream".into(), reading.read(start, length).await?),
        Some(None) => return Err(fault::gone("reading")),
        None => (pictured(reading.view().format), reading.whole().await?),
    };
    let mut response = Response::new(bytes.into());
    if let Ok(format) = HeaderValue::from_str(&format) {
        response.headers_mut().insert(header::CONTENT_TYPE, format);
    }
    Ok(response)
}

/// Only a picture is named as what it is.
fn pictured(format: String) -> String {
    if format.starts_with("image/") { format } else { "application/octet-stream".into() }
}

/// The stretch that `start=…&length=…` names.
fn stretch(query: &str) -> Option<(u64, u64)> {
    let parts: HashMap<_, _> = query.split('&').filter_map(|part| part.split_once('=')).collect();
    Some((parts.get("start")?.parse().ok()?, parts.get("length")?.parse().ok()?))
}

fn refused(fault: &Fault) -> Response<Vec<u8>> {
    let mut response = Response::new(serde_json::to_vec(fault).unwrap_or_default());
    *response.status_mut() = StatusCode::BAD_REQUEST;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

#[cfg(test)]
mod tests {
    use super::{pictured, stretch};

    #[test]
    fn a_stretch_has_both_its_numbers() {
        assert_eq!(stretch("start=5&length=10"), Some((5, 10)));
        for odd in ["", "start=5", "start=-1&length=2", "start=a&length=2", "start=1&length=99999999999999999999"] {
            assert_eq!(stretch(odd), None, "{odd}");
        }
    }

    #[test]
    fn nothing_is_served_as_a_page() {
        assert_eq!(pictured("image/svg+xml".into()), "image/svg+xml");
        for format in ["text/html", "application/pdf", "text/javascript", "application/xhtml+xml"] {
            assert_eq!(pictured(format.into()), "application/octet-stream");
        }
    }
}
