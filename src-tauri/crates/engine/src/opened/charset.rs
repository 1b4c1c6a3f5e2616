//! The character encoding that a media type names. A text that became UTF-8 must not go on being
//! stored as something else: browsers believe the media type and not the bytes.
//! <https://www.rfc-editor.org/rfc/rfc9110#section-8.3>

/// The same media type for UTF-8. One that names no encoding goes on naming none.
pub(super) fn as_utf8(media_type: &str) -> String {
    let mut parts = parts(media_type).into_iter();
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let names = part.split_once('=').is_some_and(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
        let space = if part.starts_with(' ') { " " } else { "" };
        all.push(';');
        all.push_str(&if names { format!("{space}charset=utf-8") } else { part.to_owned() });
    }
    all
}

/// What is between semicolons, but for those inside quotation marks.
fn parts(media_type: &str) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    media_type
        .split(|letter| {
            let ends = letter == ';' && !quoted;
            quoted ^= letter == '"' && !escaped;
            escaped = letter == '\\' && quoted && !escaped;
            ends
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::as_utf8;

    #[test]
    fn the_encoding_alone_is_replaced() {
        for (before, after) in [
            ("text/plain; charset=windows-1252", "text/plain; charset=utf-8"),
            ("text/csv;Charset=\"ISO-8859-1\";header=present", "text/csv;charset=utf-8;header=present"),
            ("text/plain; format=flowed; CHARSET = x", "text/plain; format=flowed; charset=utf-8"),
            ("text/plain", "text/plain"),
            ("", ""),
            ("text/plain; name=\"a; charset=x\"", "text/plain; name=\"a; charset=x\""),
            (
                "text/plain; name=\"a\\\"; charset=x\"; charset=y",
                "text/plain; name=\"a\\\"; charset=x\"; charset=utf-8",
            ),
        ] {
            assert_eq!(as_utf8(before), after, "{before}");
        }
    }
}
