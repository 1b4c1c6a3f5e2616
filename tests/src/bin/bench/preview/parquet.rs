//! A Parquet file of 5 GB, as most programs write them: row groups of a million rows, pages of a
//! megabyte, no index of pages; its description is at the end, in Thrift's compact protocol.
//! <https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift>

use std::ops::Range;

use bucketwise_tests::large::{Large, Part};

const ROWS: i64 = 1_000_000;
const PAGE: i64 = 1_000_000;
const GROUPS: i64 = 70;

/// Its name, its physical type, and what it converts to.
const COLUMNS: [(&str, i64, Option<i64>); 8] = [
    ("id", INT64, None),
    ("station", BYTE_ARRAY, Some(UTF8)),
    ("depth", DOUBLE, None),
    ("temperature", DOUBLE, None),
    ("taken", INT64, Some(TIMESTAMP_MILLIS)),
    ("salinity", DOUBLE, None),
    ("wind", DOUBLE, None),
    ("pressure", DOUBLE, None),
];
const INT64: i64 = 2;
const DOUBLE: i64 = 5;
const BYTE_ARRAY: i64 = 6;
const UTF8: i64 = 0;
const TIMESTAMP_MILLIS: i64 = 9;

pub(super) fn file() -> Large {
    let (mut group, mut places) = (Vec::new(), Vec::new());
    for (column, (_, kind, _)) in COLUMNS.iter().enumerate() {
        let begins = group.len();
        // Writers end a page at a megabyte.
        let each = if *kind == BYTE_ARRAY { PAGE / 16 } else { PAGE / 8 };
        for first in (0..ROWS).step_by(each as usize) {
            let content = values(column, first..first + each);
            group.extend(page_head(each, content.len()));
            group.extend(content);
        }
        places.push((begins as i64, (group.len() - begins) as i64));
    }
    let footer = footer(&places, group.len() as i64);
    let end = [&footer[..], &(footer.len() as u32).to_le_bytes(), b"PAR1"].concat();
    let groups = Part::of(group, GROUPS as u64);
    Large::new("rows.parquet", vec![Part::of("PAR1", 1), groups, Part::of(end, 1)])
}

fn values(column: usize, rows: Range<i64>) -> Vec<u8> {
    rows.flat_map(|row| match COLUMNS[column] {
        ("taken", ..) => (1_790_000_000_000 + row * 1_000).to_le_bytes().to_vec(),
        (_, INT64, _) => row.to_le_bytes().to_vec(),
        (_, DOUBLE, _) => ((row % 400) as f64 / 8.0).to_le_bytes().to_vec(),
        _ => {
            let text = format!("Pier {}", row % 90 + 4);
            [&(text.len() as u32).to_le_bytes()[..], text.as_bytes()].concat()
        }
    })
    .collect()
}

fn page_head(rows: i64, length: usize) -> Vec<u8> {
    let mut head = Thrift::default();
    head.number(1, 0).number(2, length as i64).number(3, length as i64);
    head.begin(5).number(1, rows).number(2, 0).number(3, 3).number(4, 3).end();
    head.ended()
}

fn footer(places: &[(i64, i64)], group: i64) -> Vec<u8> {
    let mut told = Thrift::default();
    told.number(1, 1);
    told.list(2, STRUCT, COLUMNS.len() + 1);
    told.item().text(4, "schema").number(5, COLUMNS.len() as i64).end();
    for (name, kind, converted) in COLUMNS {
        told.item().number(1, kind).number(3, 0).text(4, name);
        if let Some(converted) = converted {
            told.number(6, converted);
        }
        told.end();
    }
    told.long(3, ROWS * GROUPS);
    told.list(4, STRUCT, GROUPS as usize);
    for nth in 0..GROUPS {
        told.item().list(1, STRUCT, COLUMNS.len());
        for ((name, kind, _), (begins, length)) in COLUMNS.iter().zip(places) {
            let at = 4 + nth * group + begins;
            told.item().long(2, at).begin(3);
            told.number(1, *kind).list(2, I32, 1).zigzag(0).list(3, BINARY, 1).bytes(name).number(4, 0);
            told.long(5, ROWS).long(6, *length).long(7, *length).long(9, at).end().end();
        }
        told.long(2, group).long(3, ROWS).end();
    }
    told.text(6, "parquet-cpp-arrow version 18.0.0");
    told.ended()
}

const I32: u8 = 5;
const I64: u8 = 6;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// Thrift's compact protocol, as far as it is needed.
#[derive(Default)]
struct Thrift {
    out: Vec<u8>,
    /// The last field, of each struct that is open around this one.
    around: Vec<u8>,
    last: u8,
}

impl Thrift {
    fn field(&mut self, id: u8, kind: u8) -> &mut Self {
        self.out.push((id - self.last) << 4 | kind);
        self.last = id;
        self
    }

    fn number(&mut self, id: u8, value: i64) -> &mut Self {
        self.field(id, I32).zigzag(value)
    }

    fn long(&mut self, id: u8, value: i64) -> &mut Self {
        self.field(id, I64).zigzag(value)
    }

    fn text(&mut self, id: u8, text: &str) -> &mut Self {
        self.field(id, BINARY).bytes(text)
    }

    fn list(&mut self, id: u8, kind: u8, length: usize) -> &mut Self {
        self.field(id, LIST);
        if length < 15 {
            self.out.push((length as u8) << 4 | kind);
            return self;
        }
        self.out.push(0xf0 | kind);
        self.varint(length as u64)
    }

    /// A struct in a field.
    fn begin(&mut self, id: u8) -> &mut Self {
        self.field(id, STRUCT).item()
    }

    /// A struct in a list.
    fn item(&mut self) -> &mut Self {
        self.around.push(std::mem::take(&mut self.last));
        self
    }

    fn end(&mut self) -> &mut Self {
        self.out.push(0);
        self.last = self.around.pop().expect("one is open");
        self
    }

    fn bytes(&mut self, text: &str) -> &mut Self {
        self.varint(text.len() as u64).out.extend_from_slice(text.as_bytes());
        self
    }

    fn zigzag(&mut self, value: i64) -> &mut Self {
        self.varint((value << 1 ^ value >> 63).cast_unsigned())
    }

    fn varint(&mut self, mut value: u64) -> &mut Self {
        while value > 0x7f {
            self.out.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.out.push(value as u8);
        self
    }

    fn ended(mut self) -> Vec<u8> {
        self.out.push(0);
        self.out
    }
}
