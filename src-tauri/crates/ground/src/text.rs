//! The text of a file as programs of every kind write it.

/// Bytes as text, without a byte order mark. Editors of Windows write one, and PowerShell's `>`
/// writes UTF-16; what is no text comes out as marks that mean nothing.
#[must_use]
pub fn text_of(bytes: &[u8]) -> String {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[test]
    fn files_of_windows_are_read() {
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("a=ü".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(text_of(&wide), "a=ü");
        let wide: Vec<u8> = [0xfe, 0xff].into_iter().chain("a=ü".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(text_of(&wide), "a=ü");
        assert_eq!(text_of("\u{feff}a=ü".as_bytes()), "a=ü");
        assert_eq!(text_of("a=ü".as_bytes()), "a=ü");
        assert_eq!(text_of(&[0xff, 0xfe, 0x61]), "");
    }
}
