//! The typefaces of reports, and texts laid out in them. DejaVu Sans is part of the program and
//! comes first; what it has no letter for is drawn in a typeface of this computer, and told by its
//! number only where none has it. Words run from right to left where their script does.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use fontique::{Blob, Collection, FontInfo, FontInfoOverride};
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use parley::{
    Alignment, Cluster, FontContext, FontData, FontFamily, FontFamilyName, Layout, LayoutContext, LineHeight,
    OverflowWrap, Run, StyleProperty,
};
use skrifa::raw::TableProvider as _;
use skrifa::{FontRef, MetadataProvider as _};
use unicode_normalization::UnicodeNormalization as _;

use super::{super::told::plain, sheet::Style};

/// `fonts/LICENSE` lets it be part of a program.
const DEJAVU: &[u8] = include_bytes!("../../../../fonts/DejaVuSans.ttf");
/// Its name here, so that it is not taken for the one that may be installed.
const OURS: &str = "Bucketwise Report";
/// What stands for every letter and shows none of them.
const SAY_NOTHING: [&str; 4] = ["LastResort", "Last Resort", "Adobe Blank", "Adobe NotDef"];

/// Letters of one typeface, in the order in which they are seen.
pub(super) struct Drawn {
    pub(super) font: Font,
    /// From the left edge of the text.
    pub(super) x: f32,
    pub(super) glyphs: Vec<KrillaGlyph>,
}

/// A line of a text.
pub(super) struct LaidLine {
    /// From the upper edge of the line.
    pub(super) baseline: f32,
    pub(super) width: f32,
    /// The whole text; the letters say which part of it they are.
    pub(super) text: std::rc::Rc<str>,
    pub(super) runs: Vec<Drawn>,
    /// Its letters do not stand as they are read: words run from the right, or letters are joined.
    pub(super) shaped: bool,
}

/// The typefaces there are.
pub(super) struct Typefaces {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    /// Those that are looked at first.
    families: Vec<FontFamilyName<'static>>,
    faces: HashMap<(u64, u32), Option<Font>>,
    nowhere: BTreeSet<char>,
}

impl Typefaces {
    /// Ours, and all that this computer has.
    pub(super) fn new() -> Self {
        let mut fonts = FontContext::new();
        let named = FontInfoOverride { family_name: Some(OURS), ..FontInfoOverride::default() };
        fonts.collection.register_fonts(Blob::from(DEJAVU.to_vec()), Some(named));
        Self {
            fonts,
            layouts: LayoutContext::new(),
            families: vec![FontFamilyName::named(OURS)],
            faces: HashMap::new(),
            nowhere: BTreeSet::new(),
        }
    }

    /// A text in lines of this width at most.
    pub(super) fn lines(&mut self, text: &str, style: Style, width: f32) -> Vec<LaidLine> {
        let mut text = letters(text);
        if text.is_empty() {
            return Vec::new();
        }
        let mut layout = self.laid(&text, style, width);
        // Each round finds another typeface or takes letters out that there are none of.
        while let Some(missing) = missing(&layout, &text) {
            text = self.numbered(&text, missing);
            layout = self.laid(&text, style, width);
        }
        let text: std::rc::Rc<str> = text.into();
        layout.lines().map(|line| self.line(&line, &text)).collect()
    }

    fn laid(&mut self, text: &str, style: Style, width: f32) -> Layout<()> {
        let mut layout = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        layout.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(&self.families))));
        layout.push_default(StyleProperty::FontSize(style.size));
        layout.push_default(StyleProperty::LineHeight(LineHeight::Absolute(style.leading)));
        // A name that fits on no line is broken wherever it has to be.
        layout.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        let mut layout = layout.build(text);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, parley::AlignmentOptions::default());
        layout
    }

    /// The text with the number of each letter in `at` that nothing here has; as it is if another
    /// typeface has them.
    fn numbered(&mut self, text: &str, at: Range<usize>) -> String {
        let cluster = &text[at.clone()];
        let nowhere: Vec<char> = cluster.chars().filter(|letter| !self.known(*letter)).collect();
        if nowhere.is_empty() && self.found(cluster) {
            return text.to_owned();
        }
        let number = |letter: char| format!("[U+{:04X}]", u32::from(letter));
        let told: String = match nowhere.is_empty() {
            // Each in another typeface: what belongs together cannot be drawn as one.
            true => cluster.chars().map(number).collect(),
            false => cluster
                .chars()
                .map(|letter| if nowhere.contains(&letter) { number(letter) } else { letter.into() })
                .collect(),
        };
        format!("{}{told}{}", &text[..at.start], &text[at.end..])
    }

    /// Whether any typeface has the letter.
    fn known(&mut self, letter: char) -> bool {
        if self.nowhere.contains(&letter) {
            return false;
        }
        let known = self.search(letter.encode_utf8(&mut [0; 4])).is_some();
        if !known {
            self.nowhere.insert(letter);
        }
        known
    }

    /// Puts the typeface that has all of this to those that are looked at first; false if it is
    /// there already, or if there is none.
    fn found(&mut self, cluster: &str) -> bool {
        let Some(name) = self.search(cluster).map(|name| FontFamilyName::Named(name.into())) else { return false };
        let new = !self.families.contains(&name);
        if new {
            self.families.push(name);
        }
        new
    }

    /// The first typeface, by its name, that has all of this.
    fn search(&mut self, cluster: &str) -> Option<String> {
        let FontContext { collection, source_cache } = &mut self.fonts;
        let mut names: Vec<String> = collection.family_names().map(str::to_owned).collect();
        // The plain ones first: ours, then those without serifs.
        names.sort_by_key(|name| (name != OURS, !name.contains("Sans"), name.clone()));
        names.into_iter().find(|name| {
            let font = plainest(collection, name);
            let data = font.as_ref().and_then(|font| Some((font.load(Some(source_cache))?, font.index())));
            data.is_some_and(|(data, index)| has(&FontData::new(data, index), cluster))
        })
    }

    fn line(&mut self, line: &parley::Line<'_, ()>, text: &std::rc::Rc<str>) -> LaidLine {
        let at = line.metrics();
        let mut x = at.offset;
        let (mut runs, mut shaped) = (Vec::new(), false);
        for run in line.runs() {
            shaped |= run.is_rtl() || run.clusters().any(|cluster| cluster.glyphs().count() != 1);
            // What cannot be drawn was taken out before.
            if let Some(font) = self.font(&run) {
                runs.push(Drawn { font, x, glyphs: glyphs(&run) });
            }
            x += run.advance();
        }
        let width = at.advance - at.trailing_whitespace;
        LaidLine { baseline: at.baseline - at.block_min_coord, width, text: text.clone(), runs, shaped }
    }

    fn font(&mut self, run: &Run<'_, ()>) -> Option<Font> {
        let FontData { data, index } = run.font();
        let drawn = self.faces.entry((data.id(), *index)).or_insert_with(|| {
            let axes = run.synthesis();
            let axes: Vec<_> =
                axes.variation_settings().iter().map(|(tag, at)| (Tag::new(&tag.to_be_bytes()), *at)).collect();
            let (data, _) = data.clone().into_raw_parts();
            Font::new_variable(data.into(), *index, &axes)
        });
        drawn.clone()
    }
}

/// What is drawn of a text: without what is hidden, and with one space between words.
fn letters(text: &str) -> String {
    // Marks that no file of PDF may hold as text.
    let plain = plain(text).replace(['\u{feff}', '\u{fffe}', '\u{ffff}'], "\u{fffd}");
    plain.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

/// Where the first letters are that cannot be drawn.
fn missing(layout: &Layout<()>, text: &str) -> Option<Range<usize>> {
    let runs = layout.lines().flat_map(|line| line.runs().collect::<Vec<_>>());
    for run in runs {
        let drawable = drawable(run.font());
        for cluster in run.clusters() {
            let lacks = !drawable || cluster.glyphs().any(|glyph| glyph.id == 0);
            if lacks && !text[cluster.text_range()].trim().is_empty() {
                return Some(cluster.text_range());
            }
        }
    }
    None
}

/// Whether a file may hold it, and there are lines to draw: not pictures of letters.
fn drawable(font: &FontData) -> bool {
    const RESTRICTED: u16 = 2;
    let Ok(font) = FontRef::from_index(font.data.as_ref(), font.index) else { return false };
    let allowed = font.os2().map_or(true, |about| about.fs_type() & 0xf != RESTRICTED);
    allowed && font.outline_glyphs().format().is_some()
}

fn has(font: &FontData, cluster: &str) -> bool {
    let Ok(read) = FontRef::from_index(font.data.as_ref(), font.index) else { return false };
    let letters = read.charmap();
    cluster.chars().all(|letter| letters.map(letter).is_some_and(|glyph| glyph.to_u32() != 0)) && drawable(font)
}

/// Upright and neither thin nor bold.
fn plainest(collection: &mut Collection, name: &str) -> Option<FontInfo> {
    let says_nothing = SAY_NOTHING.iter().any(|nothing| name.contains(nothing));
    let family = collection.family_by_name(name).filter(|_| !says_nothing)?;
    family.default_font().cloned()
}

/// The letters of a run from left to right.
fn glyphs(run: &Run<'_, ()>) -> Vec<KrillaGlyph> {
    let mut clusters: Vec<(Range<usize>, Cluster<'_, ()>)> = Vec::new();
    for cluster in run.clusters() {
        match clusters.last_mut().filter(|_| cluster.is_ligature_continuation()) {
            // Letters drawn as one.
            Some((range, _)) => range.end = cluster.text_range().end,
            None => clusters.push((cluster.text_range(), cluster)),
        }
    }
    if run.is_rtl() {
        clusters.reverse();
    }
    let size = run.font_size();
    let drawn = clusters.iter().flat_map(|(range, cluster)| {
        cluster.glyphs().map(move |glyph| {
            let (x, y) = (glyph.x / size, -glyph.y / size);
            KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance / size, x, y, 0.0, range.clone(), None)
        })
    });
    drawn.collect()
}
