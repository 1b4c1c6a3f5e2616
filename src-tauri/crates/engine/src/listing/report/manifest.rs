//! What the manifest of an inventory report says: of which bucket it is, when it was made, and
//! which files it is in.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html>

use serde::Deserialize;

use crate::fault::NoReport;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The bucket that was looked through.
    pub(super) source: String,
    /// The bucket that the files are in; None: the one that the manifest is in.
    pub(super) files_in: Option<String>,
    /// In milliseconds since 1970.
    pub(super) made: Option<i64>,
    pub(super) kind: Kind,
    pub(super) files: Vec<File>,
}

/// What the files of a report are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// CSV; what stands in a line is in the manifest alone, here in small letters without `_`.
    Lines { columns: Vec<String> },
    /// Each file says itself what is in it.
    Parquet,
}

/// One file of a report.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct File {
    pub(super) key: String,
    /// In bytes, packed as it is.
    #[serde(default)]
    pub(super) size: u64,
    /// The sum of its bytes, in hexadecimal letters; none in reports that have no sums.
    #[serde(default, rename = "MD5checksum")]
    pub(super) md5: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Written {
    source_bucket: String,
    #[serde(default)]
    destination_bucket: String,
    #[serde(default)]
    creation_timestamp: String,
    file_format: String,
    #[serde(default)]
    file_schema: String,
    files: Vec<File>,
}

pub(super) fn parse(text: &[u8]) -> Result<Manifest, NoReport> {
    let written: Written = serde_json::from_slice(text).map_err(|error| NoReport::Other(error.to_string()))?;
    let kind = match written.file_format.to_ascii_lowercase().as_str() {
        "csv" => Kind::Lines { columns: columns(&written.file_schema)? },
        "parquet" => Kind::Parquet,
        _ => return Err(NoReport::Kind(written.file_format)),
    };
    let bucket = written.destination_bucket.rsplit(':').next().unwrap_or_default();
    Ok(Manifest {
        source: written.source_bucket,
        files_in: Some(bucket.to_owned()).filter(|bucket| !bucket.is_empty()),
        made: written.creation_timestamp.parse().ok(),
        kind,
        files: written.files,
    })
}

fn columns(schema: &str) -> Result<Vec<String>, NoReport> {
    let columns: Vec<String> = schema.split(',').map(plain).collect();
    if columns.iter().any(|column| column == "key") {
        return Ok(columns);
    }
    Err(NoReport::Other("fileSchema names no column Key".to_owned()))
}

/// A column's name as both kinds of file have it: `LastModifiedDate` is `last_modified_date`
/// elsewhere.
pub(super) fn plain(name: &str) -> String {
    name.trim().replace('_', "").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const PUBLISHED: &str = r#"{
        "sourceBucket": "example-source-bucket",
        "destinationBucket": "arn:aws:s3:::example-inventory-destination-bucket",
        "version": "2016-11-30",
        "creationTimestamp": "1514944800000",
        "fileFormat": "CSV",
        "fileSchema": "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag, StorageClass",
        "files": [{ "key": "Inventory/data/d794c570.csv.gz", "size": 2147483647, "MD5checksum": "f11166069f1990abeb9c97ace9cdfabc" }]
    }"#;

    #[test]
    fn the_published_example_is_understood() {
        let manifest = parse(PUBLISHED.as_bytes()).unwrap();
        assert_eq!(manifest.source, "example-source-bucket");
        assert_eq!(manifest.files_in.as_deref(), Some("example-inventory-destination-bucket"));
        assert_eq!(manifest.made, Some(1_514_944_800_000));
        let lines = matches!(manifest.kind, Kind::Lines { columns } if (columns.len(), columns[6].as_str()) == (9, "lastmodifieddate"));
        assert!(lines);
        assert_eq!(manifest.files[0].size, 2_147_483_647);
    }

    #[test]
    fn what_is_no_report_is_told_apart_from_what_is_not_read() {
        let other = parse(br#"{"name": "My app", "icons": []}"#);
        assert!(matches!(other, Err(NoReport::Other(_))), "{other:?}");
        assert!(matches!(parse(b"no JSON"), Err(NoReport::Other(_))));
        let orc = parse(PUBLISHED.replace("\"CSV\"", "\"ORC\"").as_bytes());
        assert_eq!(orc, Err(NoReport::Kind("ORC".into())));
        let parquet = parse(PUBLISHED.replace("\"CSV\"", "\"Parquet\"").as_bytes());
        assert_eq!(parquet.unwrap().kind, Kind::Parquet);
        let keyless = parse(PUBLISHED.replace(" Key,", "").as_bytes());
        assert!(matches!(keyless, Err(NoReport::Other(_))));
    }
}
