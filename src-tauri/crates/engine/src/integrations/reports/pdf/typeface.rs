//! The typeface of reports: DejaVu Sans, which has the letters of Latin, Greek, Cyrillic, Arabic
//! and Hebrew and the signs that reports use. Of it goes into the file what occurs in the text.
//! What it has no letter for is told by its number.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish as _, Name, Pdf, Rect, Ref, Str};
use subsetter::{GlyphRemapper, subset};
use ttf_parser::Face;
use unicode_normalization::UnicodeNormalization as _;

use super::packed;

/// `fonts/LICENSE` lets it be part of a program.
const DEJAVU: &[u8] = include_bytes!("../../../../fonts/DejaVuSans.ttf");
/// A part of a typeface has six letters before its name (ISO 32000-1, 9.6.4).
const NAME: Name<'_> = Name(b"BUCKET+DejaVuSans");
/// Numbers of letters are those of the file itself.
const SYSTEM: SystemInfo<'_> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
/// How many references [`Typeface::write`] takes, from the one it is given.
pub(super) const TYPEFACE_REFS: i32 = 5;

/// The typeface, and which of its letters were used.
pub(super) struct Typeface {
    face: Face<'static>,
    used: GlyphRemapper,
    /// What each letter of the file stands for.
    meant: BTreeMap<u16, char>,
}

impl Typeface {
    pub(super) fn read() -> Option<Self> {
        let face = Face::parse(DEJAVU, 0).ok()?;
        Some(Self { face, used: GlyphRemapper::new(), meant: BTreeMap::new() })
    }

    /// The text in letters that there are; of another one its number, as Unicode writes it.
    pub(super) fn letters(&self, text: &str) -> String {
        let one = |letter: char| match letter.is_whitespace() || self.face.glyph_index(letter).is_some() {
            true => letter.to_string(),
            false => format!("[U+{:04X}]", u32::from(letter)),
        };
        text.nfc().map(one).collect()
    }

    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let units: u32 = text.chars().map(|letter| u32::from(self.advance(letter))).sum();
        units as f32 * self.scale() * size / 1000.0
    }

    fn advance(&self, letter: char) -> u16 {
        self.face.glyph_index(letter).and_then(|glyph| self.face.glyph_hor_advance(glyph)).unwrap_or_default()
    }

    /// From units of the typeface to thousandths.
    fn scale(&self) -> f32 {
        1000.0 / f32::from(self.face.units_per_em().max(1))
    }

    /// The text as numbers of the file's letters, two bytes each.
    pub(super) fn coded(&mut self, text: &str) -> Vec<u8> {
        let mut coded = Vec::with_capacity(2 * text.len());
        for letter in text.chars() {
            let Some(glyph) = self.face.glyph_index(letter) else { continue };
            let own = self.used.remap(glyph.0);
            self.meant.entry(own).or_insert(letter);
            coded.extend(own.to_be_bytes());
        }
        coded
    }

    /// Writes what was used, under `font` and the references after it.
    pub(super) fn write(&self, pdf: &mut Pdf, font: Ref) -> Option<()> {
        let [cid, about, data, cmap] = [1, 2, 3, 4].map(|more| Ref::new(font.get() + more));
        let scaled = |units: i16| f32::from(units) * self.scale();
        pdf.type0_font(font)
            .base_font(NAME)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(cmap);
        let mut of = pdf.cid_font(cid);
        of.subtype(CidFontType::Type2).base_font(NAME).system_info(SYSTEM).font_descriptor(about).default_width(0.0);
        of.cid_to_gid_map_predefined(Name(b"Identity"));
        let wide = |glyph| f32::from(self.face.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or_default());
        of.widths().consecutive(0, self.used.remapped_gids().map(|glyph| wide(glyph) * self.scale()));
        of.finish();
        let lies = self.face.global_bounding_box();
        let lies = [lies.x_min, lies.y_min, lies.x_max, lies.y_max].map(scaled);
        pdf.font_descriptor(about)
            .name(NAME)
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(lies[0], lies[1], lies[2], lies[3]))
            .italic_angle(0.0)
            .ascent(scaled(self.face.ascender()))
            .descent(scaled(self.face.descender()))
            .cap_height(scaled(self.face.capital_height().unwrap_or_default()))
            .stem_v(80.0)
            .font_file2(data);
        let part = subset(DEJAVU, 0, &self.used).ok()?;
        pdf.stream(data, &packed(&part)).filter(Filter::FlateDecode);
        let mut map = UnicodeCmap::new(Name(b"Letters"), SYSTEM);
        self.meant.iter().for_each(|(glyph, letter)| map.pair(*glyph, *letter));
        pdf.cmap(cmap, &packed(&map.finish().into_vec())).filter(Filter::FlateDecode);
        Some(())
    }
}
