//! The files that are looked at: each as programs write it, true from its head to its end, however
//! large; what is in its middle is made when somebody asks for it.

use std::io::Write;

use bucketwise_tests::large::{Large, Part};
use flate2::{Compression, Crc, write::DeflateEncoder};
use gtk::gdk_pixbuf::{Colorspace, InterpType, Pixbuf};
use gtk::glib::Bytes;

const GB: u64 = 1_000_000_000;
const MB: u64 = 1_000_000;
/// Rows of one sheet.
const SHEET_ROWS: usize = 40_000;

/// Rows of comma separated values.
pub(super) fn csv() -> Large {
    let row = |nth: usize| format!("Pier {},{}.25,{}.5,2026-11-29T08:15:00Z,calm\n", nth % 90 + 4, nth % 40, nth % 17);
    let rows: String = (0..20_000).map(row).collect();
    let times = 5 * GB / rows.len() as u64;
    Large::new("rows.csv", vec![Part::of("station,depth,temperature,taken,sea\n", 1), Part::of(rows, times)])
}

/// 200 pages of 400 KB, in a list that comes last.
pub(super) fn pdf() -> Large {
    let (pages, side) = (200, 365);
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = vec![None; 10 + pages * 3];
    let mut object = |number: usize, content: &[u8]| {
        offsets[number] = Some(file.len());
        file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        file.extend_from_slice(content);
        file.extend_from_slice(b"\nendobj\n");
    };
    let stream = |about: &str, content: &[u8]| {
        let head = format!("<< {about} /Length {} >>\nstream\n", content.len());
        [head.as_bytes(), content, b"\nendstream"].concat()
    };
    object(1, b"<< /Type /Catalog /Pages 2 0 R >>");
    object(3, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    for page in 0..pages {
        let number = 10 + page * 3;
        let resources = format!("<< /Font << /F 3 0 R >> /XObject << /I {} 0 R >> >>", number + 2);
        let about = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R /Resources {resources} >>",
            number + 1
        );
        object(number, about.as_bytes());
        let drawn = format!("q 500 0 0 500 50 200 cm /I Do Q BT /F 24 Tf 50 750 Td (Page {}) Tj ET", page + 1);
        object(number + 1, &stream("", drawn.as_bytes()));
        let about = format!(
            "/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceRGB /BitsPerComponent 8"
        );
        object(number + 2, &stream(&about, &noise(side * side * 3, page as u64)));
    }
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", 10 + page * 3)).collect();
    object(2, format!("<< /Type /Pages /Count {pages} /Kids [{kids}] >>").as_bytes());
    let (table, count) = (file.len(), offsets.len());
    let entry = |offset: &Option<usize>| match offset {
        Some(offset) => format!("{offset:010} 00000 n \n"),
        None => "0000000000 65535 f \n".to_owned(),
    };
    let entries: String = offsets.iter().map(entry).collect();
    let end =
        format!("xref\n0 {count}\n{entries}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    file.extend_from_slice(end.as_bytes());
    Large::new("pages.pdf", vec![Part::of(file, 1)])
}

/// 40 megapixels as a camera stores them: a small picture within the head.
pub(super) fn photo() -> Large {
    Large::new("photo.jpg", vec![Part::of(jpeg(7_728, 5_152), 1)])
}

/// A JPEG with its preview.
pub(super) fn jpeg(width: i32, height: i32) -> Vec<u8> {
    let noise = noise(usize::try_from(width).expect("a width") * 3, 7);
    let (across, down) = (width as usize, height as usize);
    let mut pixels = Vec::with_capacity(across * down * 3);
    for y in 0..down {
        for x in 0..across {
            let grain = noise[(x * 3 + y * 131) % noise.len()] >> 3;
            pixels.extend([(x * 220 / across) as u8 + grain, (y * 220 / down) as u8 + grain, 90 + grain]);
        }
    }
    let whole = Pixbuf::from_bytes(&Bytes::from_owned(pixels), Colorspace::Rgb, false, 8, width, height, width * 3);
    let small = whole.scale_simple(160, 120, InterpType::Bilinear).expect("there is room for it");
    let saved = |picture: &Pixbuf| picture.save_to_bufferv("jpeg", &[("quality", "88")]).expect("it is written");
    let (whole, small) = (saved(&whole), saved(&small));
    // Two directories: how it is turned, and where the small picture is.
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    let mut directory = |fields: &[(u16, u16, u32)], next: u32| {
        exif.extend_from_slice(&(fields.len() as u16).to_le_bytes());
        for (tag, kind, value) in fields {
            exif.extend_from_slice(&[&tag.to_le_bytes()[..], &kind.to_le_bytes(), &1_u32.to_le_bytes()].concat());
            exif.extend_from_slice(&value.to_le_bytes());
        }
        exif.extend_from_slice(&next.to_le_bytes());
    };
    directory(&[(0x0112, 3, 1)], 26);
    directory(&[(0x0201, 4, 56), (0x0202, 4, small.len() as u32)], 0);
    exif.extend_from_slice(&small);
    let length = u16::try_from(exif.len() + 2).expect("it fits into a segment");
    [&whole[..2], &[0xff, 0xe1], &length.to_be_bytes(), &exif, &whole[2..]].concat()
}

/// Two hours of film, with its list of places at the end. Each picture is one that is whole by
/// itself, and has room behind it that a decoder does not look at.
pub(super) fn film() -> Large {
    let mut frame = include_bytes!("frame.vp8").to_vec();
    frame.resize(11_000, 0);
    let cluster = move |second: u64| {
        let mut blocks = element(&[0xe7], &(second * 1_000).to_be_bytes());
        for nth in 0_u16..25 {
            let head = [&[0x81][..], &(nth * 40).to_be_bytes(), &[0x80]].concat();
            blocks.extend(element(&[0xa3], &[&head[..], &frame].concat()));
        }
        element(&[0x1f, 0x43, 0xb6, 0x75], &blocks)
    };
    let length = cluster(0).len() as u64;
    let seconds = 2 * GB / length;
    let number = |id: &[u8], value: u64| element(id, &value.to_be_bytes());
    let begins = element(
        &[0x1a, 0x45, 0xdf, 0xa3],
        &[
            number(&[0x42, 0x86], 1),
            number(&[0x42, 0xf7], 1),
            element(&[0x42, 0x82], b"webm"),
            number(&[0x42, 0x87], 2),
        ]
        .concat(),
    );
    let info = element(
        &[0x15, 0x49, 0xa9, 0x66],
        &[number(&[0x2a, 0xd7, 0xb1], MB), element(&[0x44, 0x89], &((seconds * 1_000) as f64).to_be_bytes())].concat(),
    );
    let size = element(&[0xe0], &[number(&[0xb0], 640), number(&[0xba], 360)].concat());
    let track = [number(&[0xd7], 1), number(&[0x73, 0xc5], 1), number(&[0x83], 1), element(&[0x86], b"V_VP8"), size];
    let tracks = element(&[0x16, 0x54, 0xae, 0x6b], &element(&[0xae], &track.concat()));
    let seek =
        |id: &[u8], at: u64| element(&[0x4d, 0xbb], &[element(&[0x53, 0xab], id), number(&[0x53, 0xac], at)].concat());
    let seeks = |info_at: u64, tracks_at: u64, cues_at: u64| {
        let all = [
            seek(&[0x15, 0x49, 0xa9, 0x66], info_at),
            seek(&[0x16, 0x54, 0xae, 0x6b], tracks_at),
            seek(&[0x1c, 0x53, 0xbb, 0x6b], cues_at),
        ];
        element(&[0x11, 0x4d, 0x9b, 0x74], &all.concat())
    };
    let info_at = seeks(0, 0, 0).len() as u64;
    let tracks_at = info_at + info.len() as u64;
    let first = tracks_at + tracks.len() as u64;
    let cues_at = first + seconds * length;
    let cue = |second: u64| {
        let place = [number(&[0xf7], 1), number(&[0xf1], first + second * length)].concat();
        element(&[0xbb], &[number(&[0xb3], second * 1_000), element(&[0xb7], &place)].concat())
    };
    let cues = element(&[0x1c, 0x53, 0xbb, 0x6b], &(0..seconds).flat_map(cue).collect::<Vec<_>>());
    let seeks = seeks(info_at, tracks_at, cues_at);
    let within = [&seeks[..], &info, &tracks].concat();
    let segment = sized(&[0x18, 0x53, 0x80, 0x67], cues_at + cues.len() as u64);
    let head = [begins, segment, within].concat();
    let clusters = Part::made(seconds, move |second| cluster(second).into());
    Large::new("film.webm", vec![Part::of(head, 1), clusters, Part::of(cues, 1)])
}

/// An element of a Matroska file.
fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
    [&sized(id, content.len() as u64)[..], content].concat()
}

/// Its head; the length in eight bytes.
fn sized(id: &[u8], length: u64) -> Vec<u8> {
    [id, &(length | 1 << 56).to_be_bytes()].concat()
}

/// 2,000 files of 2 MB.
pub(super) fn zip() -> Large {
    let content = noise(2_000_000, 1);
    let (entries, length) = (2_000_u16, content.len() as u32);
    let (crc, content) = (crc_of(&content), hyper::body::Bytes::from(content));
    let (mut parts, mut listed, mut at) = (Vec::new(), Vec::new(), 0);
    for nth in 0..entries {
        let name = format!("measured/station-{nth:05}.bin");
        let about = zip_entry(&name, 0, crc, length, length);
        listed.extend(zip_listed(&name, &about, u32::try_from(at).expect("below 4 GB")));
        let head = [&b"PK\x03\x04"[..], &about, name.as_bytes()].concat();
        at += head.len() as u64 + content.len() as u64;
        parts.extend([Part::of(head, 1), Part::of(content.clone(), 1)]);
    }
    let end = zip_end(entries, listed.len() as u32, u32::try_from(at).expect("below 4 GB"));
    parts.push(Part::of([listed, end].concat(), 1));
    Large::new("archive.zip", parts)
}

/// What both heads of an entry have, behind the mark; without its name.
fn zip_entry(name: &str, method: u16, crc: u32, packed: u32, size: u32) -> Vec<u8> {
    let mut about = [&20_u16.to_le_bytes()[..], &[0, 0], &method.to_le_bytes(), &[0, 0, 0x7d, 0x5b]].concat();
    for number in [crc, packed, size] {
        about.extend_from_slice(&number.to_le_bytes());
    }
    about.extend_from_slice(&(name.len() as u16).to_le_bytes());
    about.extend_from_slice(&[0, 0]);
    about
}

fn zip_listed(name: &str, about: &[u8], at: u32) -> Vec<u8> {
    [&b"PK\x01\x02\x14\0"[..], about, &[0; 10], &at.to_le_bytes(), name.as_bytes()].concat()
}

fn zip_end(entries: u16, length: u32, at: u32) -> Vec<u8> {
    let (entries, length, at) = (entries.to_le_bytes(), length.to_le_bytes(), at.to_le_bytes());
    [&b"PK\x05\x06\0\0\0\0"[..], &entries, &entries, &length, &at, &[0, 0]].concat()
}

fn crc_of(content: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(content);
    crc.sum()
}

/// 40 files of 100 MB.
pub(super) fn tar() -> Large {
    let (entries, size) = (40_u64, 100 * MB);
    let block = Part::of(vec![7; 100_000], size / 100_000).size();
    let mut parts = Vec::new();
    for nth in 0..entries {
        let mut head = [0; 512];
        let mut put = |at: usize, text: &str| head[at..at + text.len()].copy_from_slice(text.as_bytes());
        put(0, &format!("measured/part-{nth:03}.bin"));
        put(100, "0000644\0");
        put(108, "0001750\0");
        put(116, "0001750\0");
        put(124, &format!("{block:011o}\0"));
        put(136, "14727052600\0");
        put(148, "        ");
        put(156, "0");
        put(257, "ustar\x0000");
        let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
        head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        parts.push(Part::of(head.to_vec(), 1));
        parts.push(Part::of(vec![7; 100_000], size / 100_000));
        parts.push(Part::of(vec![0; (512 - size % 512) as usize % 512], 1));
    }
    parts.push(Part::of(vec![0; 1_024], 1));
    Large::new("archive.tar", parts.into_iter().filter(|part| part.size() > 0).collect())
}

/// Six sheets of 12,000 rows, packed as Excel packs them.
pub(super) fn xlsx() -> Large {
    let sheets = 6;
    let listed: String = (1..=sheets)
        .map(|nth| format!("<sheet name=\"Harbour {nth}\" sheetId=\"{nth}\" r:id=\"rId{nth}\"/>"))
        .collect();
    let related = |nth: u32| {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
        format!("<Relationship Id=\"rId{nth}\" Type=\"{kind}\" Target=\"worksheets/sheet{nth}.xml\"/>")
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let related: String = (1..=sheets).map(related).collect();
    let mut parts = vec![
        (
            "xl/workbook.xml".to_owned(),
            format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{listed}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{related}</Relationships>"
            ),
        ),
    ];
    for nth in 1..=sheets {
        let noise = noise(SHEET_ROWS * 5, u64::from(nth));
        let cell = |row: usize, column: usize| {
            let name = char::from(b'B' + column as u8);
            format!("<c r=\"{name}{row}\"><v>{}.{}</v></c>", noise[row * 4 + column], noise[row * 5])
        };
        let row = |row: usize| {
            let cells: String = (0..4).map(|column| cell(row, column)).collect();
            let pier = format!("<c r=\"A{row}\" t=\"inlineStr\"><is><t>Pier {}</t></is></c>", row % 90 + 4);
            format!("<row r=\"{row}\">{pier}{cells}</row>")
        };
        let rows: String = (1..SHEET_ROWS).map(row).collect();
        let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/sheet{nth}.xml"), sheet));
    }
    let (mut file, mut listed) = (Vec::new(), Vec::new());
    for (name, content) in &parts {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
        packed.write_all(content.as_bytes()).expect("it is in memory");
        let packed = packed.finish().expect("it is in memory");
        let about = zip_entry(name, 8, crc_of(content.as_bytes()), packed.len() as u32, content.len() as u32);
        listed.extend(zip_listed(name, &about, file.len() as u32));
        file.extend([&b"PK\x03\x04"[..], &about, name.as_bytes(), &packed].concat());
    }
    let end = zip_end(parts.len() as u16, listed.len() as u32, file.len() as u32);
    Large::new("book.xlsx", vec![Part::of([file, listed, end].concat(), 1)])
}

/// Bytes that no compression makes smaller.
pub(super) fn noise(many: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as u8
    };
    (0..many).map(|_| next()).collect()
}
