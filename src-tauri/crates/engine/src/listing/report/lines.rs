//! Rows out of a report's file of lines (CSV, packed with gzip or not). No I/O of its own: it reads
//! what it is given, and holds one batch at a time. A line has an end, and a packed file is
//! unpacked to a bounded multiple of what came.

use std::{
    cell::Cell,
    io::{self, BufRead, BufReader, Read},
};

use csv::{ByteRecord, ReaderBuilder};
use flate2::bufread::MultiGzDecoder;
use store::{Entry, bounds::REPORT_LINE};

use super::{Batches, is_there, unpacked_most};

/// Reads to the end, or until `give` wants no more: batches of the objects that are there now.
pub(super) fn read(bytes: impl Read, columns: &[String], give: impl FnMut(Vec<Entry>) -> bool) -> io::Result<()> {
    let (came, since) = (Cell::new(0), Cell::new(0));
    let inner = unpacked(Counted { inner: bytes, came: &came })?;
    let bounded = Bounded { inner, came: &came, gave: 0, since: &since };
    let mut lines = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bounded);
    let columns = Columns::of(columns);
    let (mut line, mut batches) = (ByteRecord::new(), Batches::new(give));
    while lines.read_byte_record(&mut line)? {
        since.set(0);
        if !batches.add(columns.entry(&line)) {
            return Ok(());
        }
    }
    batches.end();
    Ok(())
}

/// Counts what comes.
struct Counted<'a, R> {
    inner: R,
    came: &'a Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(into)?;
        self.came.set(self.came.get() + len as u64);
        Ok(len)
    }
}

/// Ends what goes on without a line's end, and what a few bytes would be unpacked to without an
/// end.
struct Bounded<'a, R> {
    inner: R,
    came: &'a Cell<u64>,
    gave: u64,
    /// Bytes since the last line.
    since: &'a Cell<u64>,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(into)?;
        self.gave += len as u64;
        self.since.set(self.since.get() + len as u64);
        if self.since.get() > REPORT_LINE {
            return Err(io::Error::other("a line that does not end"));
        }
        if self.gave > unpacked_most(self.came.get()) {
            return Err(io::Error::other("more is packed in it than any report has"));
        }
        Ok(len)
    }
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

    /// What goes on for ever, a piece at a time; how much was taken.
    struct Endless<'a>(&'a [u8], usize);

    impl Read for &mut Endless<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            for byte in into.iter_mut() {
                *byte = self.0[self.1 % self.0.len()];
                self.1 += 1;
            }
            Ok(into.len())
        }
    }

    #[test]
    fn a_line_without_end_is_an_error_in_whatever_form_it_comes() {
        for endless in ["x", "\"\"", "\n", "\"b\",\"k", ",", "\r"] {
            let mut bytes = Endless(endless.as_bytes(), 0);
            let columns = ["bucket".to_owned(), "key".to_owned()];
            assert!(read(&mut bytes, &columns, |_| true).is_err(), "{endless:?}");
            assert!(bytes.1 < 1 << 20, "{endless:?}: {} bytes were taken", bytes.1);
        }
        let long = format!("\"b\",\"{}\"\n", "%C3%A4".repeat(1_024 / 2));
        assert_eq!(read_all(long.as_bytes()).unwrap().len(), 1, "the longest key there can be, encoded, is read");
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        // Four hundred times a megabyte of lines, each packed to a kilobyte or two.
        let line = format!("\"b\",\"{}\"\n", "k".repeat(3_000));
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(line.repeat(1_000_000 / line.len()).as_bytes()).unwrap();
        let bomb = packer.finish().unwrap().repeat(400);
        let mut rows = 0;
        let outcome = read(bomb.as_slice(), &["bucket".into(), "key".into()], |batch| {
            rows += batch.len();
            true
        });
        assert!(outcome.is_err() && rows < 60_000, "{rows} rows of {} bytes", bomb.len());
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
