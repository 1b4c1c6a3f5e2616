//! A text as it arrives from anywhere, made readable: without the markup of a web page it was
//! copied from.

use std::borrow::Cow;

/// Takes off a byte order mark, and the tags and entities of a page whose source was copied.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let text = text.trim_start_matches('\u{feff}');
    if text.contains('<') && ["</", "&#", "&lt;", "&quot;"].iter().any(|mark| text.contains(mark)) {
        return Cow::Owned(entities(&tags(text)));
    }
    if text.contains("&#x") || text.contains("&quot;") || text.contains("&lt;") {
        return Cow::Owned(entities(text));
    }
    Cow::Borrowed(text)
}

/// Without `<…>` where that is a tag: `<access key>` is a gap to fill in, and stays.
fn tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // The look ends where the next one begins, so that a page of `<` stays cheap.
        let inside = rest[1..].find(['<', '>']).map(|end| &rest[1..=end]);
        match inside.filter(|inside| rest[inside.len() + 1..].starts_with('>') && is_tag(inside)) {
            Some(inside) => rest = &rest[inside.len() + 2..],
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn is_tag(inside: &str) -> bool {
    const TAGS: &[&str] = &[
        "a", "b", "br", "code", "div", "em", "i", "li", "mark", "p", "pre", "span", "strong", "td", "th", "tr", "ul",
        "table", "tbody", "ol", "kbd", "samp",
    ];
    let name = inside.trim_start_matches('/').split([' ', '\t', '\n', '/']).next().unwrap_or_default();
    TAGS.contains(&name.to_ascii_lowercase().as_str())
}

/// The entities that escape a configuration file in a page.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_s_markup_goes_and_gaps_stay() {
        let page =
            "<pre class=\"x\"><code><strong>[s3]\n</strong>type = s3\nregion = &#x3C;region of it&gt;\n</code></pre>";
        assert_eq!(clean(page), "[s3]\ntype = s3\nregion = <region of it>\n");
        assert_eq!(clean("key: <access key>\n"), "key: <access key>\n");
        assert_eq!(clean("\u{feff}a&b"), "a&b");
        assert_eq!(clean("{&quot;a&quot;: 1} &unknown; &"), "{\"a\": 1} &unknown; &");
    }
}
