//! ETags in one spelling. HTTP puts them in quotes (RFC 9110, 8.8.3); listings of some servers
//! leave the quotes out (rclone), and then what a listing and a head say of one object would
//! differ.

/// Without its quotes: how this crate shows every ETag.
fn plain(etag: &str) -> String {
    let bare = etag.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    bare.unwrap_or(etag).to_owned()
}

/// The ETag that a field tells. Some servers send one with nothing in it, which is none.
pub(crate) fn told(field: Option<&str>) -> Option<String> {
    field.map(plain).filter(|etag| !etag.trim().is_empty())
}

/// With its quotes: how it goes over the wire. A weak one (`W/"…"`) and `*` stay as they are.
pub(crate) fn quoted(etag: &str) -> String {
    match etag.contains('"') || etag == "*" {
        true => etag.to_owned(),
        false => format!("\"{etag}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_come_off_and_go_back_on() {
        for (wire, shown) in [("\"abc-2\"", "abc-2"), ("abc-2", "abc-2"), ("W/\"x\"", "W/\"x\""), ("", "")] {
            assert_eq!(plain(wire), shown);
        }
        assert_eq!([Some("\"\""), Some(""), Some("\"a\""), None].map(told), [None, None, Some("a".to_owned()), None]);
        assert_eq!(["abc", "\"abc\"", "W/\"x\"", "*"].map(quoted), ["\"abc\"", "\"abc\"", "W/\"x\"", "*"]);
    }
}
