//! Where each line of a report goes: words are wrapped, what belongs together stays on one page
//! where it can. What a line is part of is kept for those who are read to.

use krilla::tagging::TagKind;
use words::{Words, checks, say};

use super::{
    EDGE, PAGE, SMALL,
    typeface::{LaidLine, Typefaces},
};

/// How a line looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) bold: bool,
    pub(super) ink: [u8; 3],
}

/// A part of what is read, in the order of reading.
pub(super) enum Branch {
    Group(TagKind, Vec<Branch>),
    /// One text, by its number; its lines are its pieces.
    Text(TagKind, usize),
}

/// One line: pieces, each so far from the left edge.
pub(super) struct Row {
    height: f32,
    pieces: Vec<Piece>,
}

/// A line of one text.
struct Piece {
    x: f32,
    style: Style,
    text: usize,
    line: LaidLine,
}

impl Row {
    /// Nothing, so high.
    pub(super) fn gap(height: f32) -> Self {
        Self { height, pieces: Vec::new() }
    }
}

/// Rows side by side, from the first of each.
pub(super) fn beside(mut rows: Vec<Row>, others: Vec<Row>) -> Vec<Row> {
    for (nth, other) in others.into_iter().enumerate() {
        match rows.get_mut(nth) {
            Some(row) => row.pieces.extend(other.pieces),
            None => rows.push(other),
        }
    }
    rows
}

/// A line at its place on a page: where its letters stand, from the upper left corner.
pub(super) struct Placed {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) style: Style,
    /// The text that it is of; nothing for what stands beside the matter on every page.
    pub(super) text: Option<usize>,
    pub(super) line: LaidLine,
}

/// The pages so far.
pub(super) struct Pages {
    typefaces: Typefaces,
    pages: Vec<Vec<Placed>>,
    /// What is read, from the beginning.
    pub(super) read: Vec<Branch>,
    /// Headings, each with its page and how far down it is.
    pub(super) headings: Vec<(String, usize, f32)>,
    texts: usize,
    /// Where the last line ended.
    y: f32,
}

const BOTTOM: f32 = PAGE.1 - EDGE;

impl Pages {
    pub(super) fn new(typefaces: Typefaces) -> Self {
        Self { typefaces, pages: vec![Vec::new()], read: Vec::new(), headings: Vec::new(), texts: 0, y: EDGE }
    }

    /// A text in lines between `left` and `right`, and what it is.
    pub(super) fn lines(
        &mut self,
        text: &str,
        style: Style,
        (left, right): (f32, f32),
        kind: impl Into<TagKind>,
    ) -> (Vec<Row>, Branch) {
        let text_number = self.texts;
        self.texts += 1;
        let lines = self.typefaces.lines(text, style, right - left);
        let mut kind = kind.into();
        if let Some(line) = lines.iter().find(|line| line.shaped) {
            // In the order in which it is read, for those who hear it.
            kind.set_actual_text(Some(line.text.to_string()));
        }
        let piece = |line| Piece { x: left, style, text: text_number, line };
        let rows = lines.into_iter().map(|line| Row { height: style.leading, pieces: vec![piece(line)] });
        (rows.collect(), Branch::Text(kind, text_number))
    }

    /// A text over the whole width.
    pub(super) fn text(&mut self, text: &str, style: Style, kind: impl Into<TagKind>) {
        let (rows, branch) = self.lines(text, style, (0.0, PAGE.0 - 2.0 * EDGE), kind);
        self.put(rows);
        self.read.push(branch);
    }

    /// A text that is found again in the list of headings.
    pub(super) fn heading(&mut self, text: &str, style: Style, kind: impl Into<TagKind>) {
        self.headings.push((text.to_owned(), self.pages.len() - 1, self.y));
        self.text(text, style, kind);
    }

    /// Puts lines below the last; on the next page if there is no room for all of them here and
    /// there is there.
    pub(super) fn put(&mut self, rows: Vec<Row>) {
        let all: f32 = rows.iter().map(|row| row.height).sum();
        if all <= BOTTOM - EDGE {
            self.need(all);
        }
        for row in rows {
            self.need(row.height);
            let top = self.y;
            self.y += row.height;
            let Some(page) = self.pages.last_mut() else { return };
            page.extend(row.pieces.into_iter().map(|Piece { x, style, text, line }| Placed {
                x: EDGE + x,
                y: top + line.baseline,
                style,
                text: Some(text),
                line,
            }));
        }
    }

    /// Goes on to the next page where so much has no room on this one.
    pub(super) fn need(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > EDGE {
            self.pages.push(Vec::new());
            self.y = EDGE;
        }
    }

    pub(super) fn skip(&mut self, height: f32) {
        self.y += height;
    }

    /// How many texts there are.
    pub(super) fn texts(&self) -> usize {
        self.texts
    }

    /// All pages, with their numbers at the foot.
    pub(super) fn pages(&mut self, title: &str) -> Vec<Vec<Placed>> {
        const NUMBER: f32 = 100.0;
        let mut pages = std::mem::take(&mut self.pages);
        let many = pages.len();
        let room = PAGE.0 - 2.0 * EDGE;
        for (nth, page) in pages.iter_mut().enumerate() {
            let text: Words = say!(checks::ReportPage, page = nth + 1, pages = many);
            let number = self.typefaces.lines(&text.shown(), SMALL, NUMBER).into_iter().next();
            // What it is about, also on a page that was printed and laid beside others.
            let about = self.typefaces.lines(title, SMALL, room - NUMBER).into_iter().next();
            let y = PAGE.1 - EDGE / 2.0;
            let foot = |x, line| Placed { x, y, style: SMALL, text: None, line };
            page.extend(about.map(|line| foot(EDGE, line)));
            page.extend(number.map(|line| foot(PAGE.0 - EDGE - line.width, line)));
        }
        pages
    }
}
