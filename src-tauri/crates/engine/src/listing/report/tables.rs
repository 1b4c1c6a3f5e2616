//! Rows out of a report's Parquet file. What stands in it is found from its end, so it is kept in a
//! nameless temporary file (gone with the program, whatever ends it) once it has come whole; of
//! that, one batch of rows is in memory at a time.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html> has the columns; keys are as they are,
//! where those of lines are percent-encoded.

use std::{
    fs::File,
    io::{self, Read, Seek},
    sync::Arc,
};

use parquet::{
    errors::ParquetError,
    file::{
        metadata::ParquetMetaData,
        reader::{FileReader, SerializedFileReader},
    },
    record::{Field, Row},
    schema::types::Type,
};
use store::Entry;

use super::{Batches, is_there, manifest::plain, unpacked_most};

/// What is read of a row, as [`plain`] has the names.
const COLUMNS: [&str; 7] = ["key", "size", "lastmodifieddate", "etag", "storageclass", "islatest", "isdeletemarker"];

/// Reads to the end, or until `give` wants no more: batches of the objects that are there now.
pub(super) fn read(mut bytes: impl Read, give: impl FnMut(Vec<Entry>) -> bool) -> io::Result<()> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut bytes, &mut file)?;
    file.rewind()?;
    let len = file.metadata()?.len();
    read_rows(file, len, give).map_err(io::Error::other)
}

fn read_rows(file: File, len: u64, give: impl FnMut(Vec<Entry>) -> bool) -> Result<(), ParquetError> {
    let reader = SerializedFileReader::new(file)?;
    bounded(reader.metadata(), len)?;
    let wanted = wanted(reader.metadata().file_metadata().schema())?;
    let mut batches = Batches::new(give);
    for row in reader.get_row_iter(Some(wanted))? {
        if !batches.add(entry(&row?)) {
            return Ok(());
        }
    }
    batches.end();
    Ok(())
}

/// Whether the file, by its own words, has no more rows than bytes (each has a key of its own) and
/// is unpacked to a bounded multiple of its length.
fn bounded(metadata: &ParquetMetaData, len: u64) -> Result<(), ParquetError> {
    let many = |number: i64| u64::try_from(number).unwrap_or(u64::MAX);
    let unpacked =
        metadata.row_groups().iter().fold(0, |sum: u64, group| sum.saturating_add(many(group.total_byte_size())));
    if many(metadata.file_metadata().num_rows()) > len || unpacked > unpacked_most(len) {
        return Err(ParquetError::General("more is packed in it than any report has".to_owned()));
    }
    Ok(())
}

/// The columns of the file that are read: the others are not unpacked.
fn wanted(schema: &Type) -> Result<Type, ParquetError> {
    let is_wanted = |field: &&Arc<Type>| COLUMNS.contains(&plain(field.name()).as_str());
    let fields: Vec<Arc<Type>> = schema.get_fields().iter().filter(is_wanted).cloned().collect();
    if !fields.iter().any(|field| plain(field.name()) == "key") {
        return Err(ParquetError::General("there is no column named key".to_owned()));
    }
    Type::group_type_builder(schema.name()).with_fields(fields).build()
}

/// None for an old version, for what marks a deletion, and for a row without a key.
fn entry(row: &Row) -> Option<Entry> {
    let field = |wanted: &str| row.get_column_iter().find(|(name, _)| plain(name) == wanted).map(|(_, field)| field);
    if !is_there(field("islatest").and_then(truth), field("isdeletemarker").and_then(truth)) {
        return None;
    }
    Some(Entry {
        key: field("key").and_then(text)?,
        size: field("size").and_then(number).and_then(|size| u64::try_from(size).ok()).unwrap_or(0),
        modified: field("lastmodifieddate").and_then(time),
        etag: field("etag").and_then(text),
        class: field("storageclass").and_then(text),
        restore: None,
    })
}

fn text(field: &Field) -> Option<String> {
    match field {
        Field::Str(text) => Some(text.clone()),
        Field::Bytes(bytes) => bytes.as_utf8().ok().map(str::to_owned),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

fn number(field: &Field) -> Option<i64> {
    match field {
        Field::Long(number) => Some(*number),
        Field::Int(number) => Some(i64::from(*number)),
        _ => None,
    }
}

/// In milliseconds since 1970.
fn time(field: &Field) -> Option<i64> {
    match field {
        Field::TimestampMillis(at) => Some(*at),
        Field::TimestampMicros(at) => Some(at / 1_000),
        _ => None,
    }
}

fn truth(field: &Field) -> Option<bool> {
    match field {
        Field::Bool(truth) => Some(*truth),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use parquet::{
        data_type::{ByteArray, ByteArrayType},
        file::writer::SerializedFileWriter,
        schema::parser::parse_message_type,
    };

    use super::*;

    /// A file of rows that are all the same, which takes next to nothing for each.
    fn same(rows: usize) -> Vec<u8> {
        let schema = parse_message_type("message m { REQUIRED BYTE_ARRAY key (UTF8); }").unwrap();
        let mut writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::default()).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&vec![ByteArray::from("k"); rows], None, None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        writer.into_inner().unwrap()
    }

    #[test]
    fn more_rows_than_bytes_are_not_unpacked() {
        let mut given = 0;
        let mut count = |batch: Vec<Entry>| {
            given += batch.len();
            true
        };
        read(same(3).as_slice(), &mut count).unwrap();
        assert!(read(same(200_000).as_slice(), &mut count).is_err());
        assert_eq!(given, 3);
    }

    #[test]
    fn what_is_no_parquet_file_is_an_error_and_gives_nothing() {
        for bytes in [&b""[..], b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1", b"key,size\nx,1\n"] {
            let mut given = 0;
            let read = read(bytes, |batch| {
                given += batch.len();
                true
            });
            assert!(read.is_err() && given == 0, "{bytes:?}");
        }
    }
}
