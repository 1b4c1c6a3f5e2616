//! Lists of checksums, as `md5sum`, `sha1sum`, `sha256sum` and the `md5` and `shasum` of BSD write
//! them, read. Pure. A list comes from anywhere: each line is understood as one of these forms or
//! counted as not understood, and nothing of it is opened.
//!
//! GNU: `SUM  NAME`, `SUM *NAME`, and `\SUM  NAME` where the name has `\\`, `\n` or `\r` spelled
//! out. BSD, with `--tag` and of OpenSSL: `SHA256 (NAME) = SUM`. A sum alone is of the one file.
//! <https://www.gnu.org/software/coreutils/manual/html_node/md5sum-invocation.html>

use std::collections::BTreeMap;

use store::{Algorithm, Checksum};

/// Sums that a list may have.
pub(super) const MOST: usize = 100_000;
/// Bytes of a name: no key is longer.
const LONGEST_NAME: usize = 1_024;

/// What a list says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SumList {
    /// By name, with `/` between its folders; a sum without a name has an empty one.
    pub(super) files: BTreeMap<String, Sums>,
    /// Lines that are none of the forms, or of a kind of sum that no storage and nothing here has.
    pub(super) odd: usize,
}

/// All sums that a list has for one file, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums(Vec<Checksum>);

impl Sums {
    /// Whether no file has all of them: two of one kind are different.
    pub(super) fn contradict(&self) -> bool {
        let of_kind = |kind| self.0.iter().filter(|sum| sum.algorithm == kind).count();
        self.0.iter().any(|sum| of_kind(sum.algorithm) > 1)
    }

    /// The one that is the hardest to forge.
    pub(super) fn strongest(&self) -> Option<&Checksum> {
        [Algorithm::Sha256, Algorithm::Sha1, Algorithm::Md5]
            .iter()
            .find_map(|kind| self.0.iter().find(|sum| sum.algorithm == *kind))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Checksum> {
        self.0.iter()
    }
}

impl Extend<Checksum> for Sums {
    fn extend<T: IntoIterator<Item = Checksum>>(&mut self, sums: T) {
        for sum in sums {
            if !self.0.contains(&sum) {
                self.0.push(sum);
            }
        }
    }
}

impl IntoIterator for Sums {
    type Item = Checksum;
    type IntoIter = std::vec::IntoIter<Checksum>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Reads a list; `None` where it has more sums than are read.
pub(super) fn read(text: &str) -> Option<SumList> {
    let (mut list, mut sums) = (SumList::default(), 0);
    for line in text.trim_start_matches('\u{feff}').lines().map(|line| line.trim_end_matches('\r')) {
        if line.trim().is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        match file(line) {
            Some((name, sum)) if name.len() <= LONGEST_NAME => {
                list.files.entry(name).or_default().extend([sum]);
                sums += 1;
            }
            _ => list.odd += 1,
        }
        if sums > MOST {
            return None;
        }
    }
    Some(list)
}

/// The name as keys spell it, and its sum.
fn file(line: &str) -> Option<(String, Checksum)> {
    let (escaped, line) = line.strip_prefix('\\').map_or((false, line), |rest| (true, rest));
    let (name, sum) = gnu(line).or_else(|| bsd(line))?;
    let name = if escaped { unescaped(name)? } else { name.to_owned() };
    Some((name.strip_prefix("./").map(str::to_owned).unwrap_or(name), sum))
}

fn gnu(line: &str) -> Option<(&str, Checksum)> {
    let digits = line.bytes().take_while(u8::is_ascii_hexdigit).count();
    let (sum, rest) = line.split_at(digits);
    let sum = of_length(sum)?;
    if rest.trim().is_empty() {
        return Some(("", sum));
    }
    // Two signs: a space, and whether it was read as text or as it is. Some write one alone.
    let rest = rest.strip_prefix([' ', '\t'])?;
    let name = rest.strip_prefix([' ', '*', '\t']).unwrap_or(rest);
    (!name.is_empty()).then_some((name, sum))
}

fn bsd(line: &str) -> Option<(&str, Checksum)> {
    let (before, sum) = line.rsplit_once('=')?;
    let (kind, name) = before.trim_end().strip_suffix(')')?.split_once('(')?;
    let algorithm = match kind.trim().to_ascii_uppercase().as_str() {
        "MD5" => Algorithm::Md5,
        "SHA1" | "SHA-1" => Algorithm::Sha1,
        "SHA256" | "SHA2-256" | "SHA-256" => Algorithm::Sha256,
        _ => return None,
    };
    let sum = of_length(sum.trim()).filter(|sum| sum.algorithm == algorithm)?;
    (!name.is_empty()).then_some((name, sum))
}

/// How long a sum is tells what made it.
fn of_length(digits: &str) -> Option<Checksum> {
    let algorithm = match digits.len() {
        32 => Algorithm::Md5,
        40 => Algorithm::Sha1,
        64 => Algorithm::Sha256,
        _ => return None,
    };
    Checksum::of_digits(algorithm, digits)
}

fn unescaped(name: &str) -> Option<String> {
    let (mut plain, mut letters) = (String::with_capacity(name.len()), name.chars());
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '\\' => match letters.next()? {
                'n' => '\n',
                'r' => '\r',
                '\\' => '\\',
                _ => return None,
            },
            letter => letter,
        });
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    const MD5: &str = "5d41402abc4b2a76b9719d911017c592";
    const SHA1: &str = "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d";
    const SHA256: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    fn sums() -> [Checksum; 3] {
        [Algorithm::Md5, Algorithm::Sha1, Algorithm::Sha256].map(|algorithm| Checksum::of(algorithm, b"hello"))
    }

    #[test]
    fn both_forms_are_read_with_every_name_that_they_can_write() {
        let [md5, sha1, sha256] = sums();
        let upper = MD5.to_ascii_uppercase();
        let text = format!(
            "\u{feff}# made by hand\r\n{MD5}  ./a b.txt\r\n{SHA1} *in/ü.bin\n\\{SHA256}  odd\\n\\\\name\n\n\
             SHA256 (in/x (1) = 2.txt) = {SHA256}\nMD5 (b) = {upper}\nSHA2-256(c)= {SHA256}\n\\MD5 (tagged\\n) = {MD5}\n{SHA256}\n"
        );
        let list = read(&text).unwrap();
        let wanted = [
            ("", &sha256),
            ("a b.txt", &md5),
            ("b", &md5),
            ("c", &sha256),
            ("in/x (1) = 2.txt", &sha256),
            ("in/ü.bin", &sha1),
            ("odd\n\\name", &sha256),
            ("tagged\n", &md5),
        ];
        let read: Vec<_> =
            list.files.iter().flat_map(|(name, sums)| sums.iter().map(|sum| (name.as_str(), sum))).collect();
        assert_eq!((read.as_slice(), list.odd), (wanted.as_slice(), 0));
    }

    #[test]
    fn what_is_none_of_them_is_counted_and_nothing_else() {
        let long = "x".repeat(LONGEST_NAME + 1);
        let text = format!(
            "not a sum\n{MD5}x  a\n{MD5}\u{a0}a\n{}  a\nSHA512 (a) = {MD5}\nMD5 (a) = {SHA1}\nMD5 () = {MD5}\n\
             \\{MD5}  a\\x\n{MD5}  {long}\nMD5 (a = {MD5}\n",
            "0".repeat(128)
        );
        let list = read(&text).unwrap();
        assert_eq!((list.files.len(), list.odd), (0, 10), "{list:?}");
    }

    #[test]
    fn of_a_file_with_several_sums_each_counts() {
        let other = MD5.replace('5', "6");
        let sums = |text: String| read(&text).unwrap().files.remove("a").unwrap();
        let kinds = sums(format!("{MD5}  a\n{SHA256}  a\nMD5 (a) = {MD5}\n"));
        assert_eq!((kinds.iter().count(), kinds.contradict()), (2, false));
        let different = sums(format!("{MD5}  a\n{other}  a\n"));
        assert!(different.contradict(), "{different:?}");
    }

    #[test]
    fn a_list_has_an_end() {
        let many = |count: usize| (0..count).map(|at| format!("{MD5}  {at}\n")).collect::<String>();
        assert_eq!(read(&many(MOST)).unwrap().files.len(), MOST);
        assert_eq!(read(&many(MOST + 1)), None);
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "(\\PC|[\\\\()= \n*]|[0-9a-f]{32}){0,40}") {
            let lines = text.lines().count();
            let list = read(&text).unwrap();
            prop_assert!(list.files.len() + list.odd <= lines);
        }
    }
}
