//! Rows out of a report's file of lines (CSV, packed with gzip or not). No I/O of its own: it reads what it is given, and
//! holds one batch at a time.

use std::io::{self, BufRead, BufReader, Read};

use csv::{ByteRecord, ReaderBuilder};
use flate2::bufread::MultiGzDecoder;
use store::Entry;

use super::{Batches, is_there};

/// Reads to the end, or until `give` wants no more: batches of the objects that are there now.
pub(super) fn read(bytes: impl Read, columns: &[String], give: impl FnMut(Vec<Entry>) -> bool) -> io::Result<()> {
    let mut lines = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(unpacked(bytes)?);
    let columns = Columns::of(columns);
    let (mut line, mut batches) = (ByteRecord::new(), Batches::new(give));
    while lines.read_byte_record(&mut line)? {
        if !batches.add(columns.entry(&line)) {
            return Ok(());
        }
    }
    batches.end();
    Ok(())
}

/// Reports are packed; what unpacked them and put them back is read as well.
fn unpacked<'a>(bytes: impl Read + 'a) -> io::Result<Box<dyn Read + 'a>> {
    let mut bytes = BufReader::with_capacity(1 << 16, bytes);
    let packed = bytes.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    Ok(if packed { Box::new(MultiGzDecoder::new(bytes)) } else { Box::new(bytes) })
}

/// Where in a line each thing stands.
struct Columns {
    key: Option<usize>,
    size: Option<usize>,
    modified: Option<usize>,
    etag: Option<usize>,
    class: Option<usize>,
    latest: Option<usize>,
    marker: Option<usize>,
}

impl Columns {
    fn of(names: &[String]) -> Self {
        let at = |wanted: &str| names.iter().position(|name| name == wanted);
        Self {
            key: at("key"),
            size: at("size"),
            modified: at("lastmodifieddate"),
            etag: at("etag"),
            class: at("storageclass"),
            latest: at("islatest"),
            marker: at("isdeletemarker"),
        }
    }

    /// None for an old version, and for what marks a deletion.
    fn entry(&self, line: &ByteRecord) -> Option<Entry> {
        let field = |at: Option<usize>| {
            let text = std::str::from_utf8(line.get(at?)?).ok()?;
            Some(text).filter(|text| !text.is_empty())
        };
        let truth = |at: Option<usize>| field(at).and_then(|text| text.parse().ok());
        if !is_there(truth(self.latest), truth(self.marker)) {
            return None;
        }
        let modified = field(self.modified).and_then(|text| text.parse::<jiff::Timestamp>().ok());
        Some(Entry {
            key: store::decode(field(self.key)?),
            size: field(self.size).and_then(|size| size.parse().ok()).unwrap_or(0),
            modified: modified.map(jiff::Timestamp::as_millisecond),
            etag: field(self.etag).map(str::to_owned),
            class: field(self.class).map(str::to_owned),
            restore: None,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;
    use crate::listing::report::BATCH;
    use crate::listing::report::manifest::plain;

    const SCHEMA: &str = "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag, StorageClass";
    const LINES: &str = concat!(
        "\"b\",\"a%20name+with%2Bsigns%2Fx.csv\",\"\",\"true\",\"false\",\"7\",\"2017-08-25T20:04:24.000Z\",\"",
        "d41d8cd98f00b204e9800998ecf8427e\",\"STANDARD\"\n",
        "\"b\",\"old\",\"v1\",\"false\",\"false\",\"7\",\"2017-08-25T20:04:24.000Z\",\"x\",\"STANDARD\"\n",
        "\"b\",\"gone\",\"v2\",\"true\",\"true\",\"\",\"2017-08-25T20:04:24.000Z\",\"\",\"\"\n",
        "\"b\",\"said \"\"so\"\".txt\",\"\",\"true\",\"false\",\"0\",\"\",\"\",\"\"\n",
    );

    fn read_all(bytes: &[u8]) -> io::Result<Vec<Entry>> {
        let columns: Vec<String> = SCHEMA.split(',').map(plain).collect();
        let mut all = Vec::new();
        read(bytes, &columns, |batch| {
            all.extend(batch);
            true
        })?;
        Ok(all)
    }

    fn packed(text: &str) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(text.as_bytes()).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn objects_that_are_there_come_out_exactly_packed_or_not() {
        let plain = read_all(LINES.as_bytes()).unwrap();
        assert_eq!(plain, read_all(&packed(LINES)).unwrap());
        let keys: Vec<&str> = plain.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["a name with+signs/x.csv", "said \"so\".txt"]);
        assert_eq!((plain[0].size, plain[0].modified), (7, Some(1_503_691_464_000)));
        assert_eq!(plain[0].class.as_deref(), Some("STANDARD"));
        assert_eq!((plain[1].modified, plain[1].etag.as_deref()), (None, None));
    }

    #[test]
    fn several_packed_pieces_are_one_file_and_half_a_piece_is_an_error() {
        let both = [packed(LINES), packed(LINES)].concat();
        assert_eq!(read_all(&both).unwrap().len(), 4);
        assert!(read_all(&both[..both.len() - 20]).is_err());
    }

    #[test]
    fn whoever_wants_no_more_ends_it() {
        let mut batches = 0;
        let many = "\"b\",\"k\"\n".repeat(3 * BATCH);
        read(many.as_bytes(), &["bucket".into(), "key".into()], |batch| {
            batches += 1;
            assert_eq!(batch.len(), BATCH);
            false
        })
        .unwrap();
        assert_eq!(batches, 1);
    }
}
