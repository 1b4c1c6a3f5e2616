//! Where each line of a report goes: words are wrapped, what belongs together stays on one page
//! where it can.

use words::{Words, checks, say};

use super::{super::told::plain, EDGE, PAGE, SMALL, typeface::Typeface};

/// How a line looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) bold: bool,
    pub(super) ink: [f32; 3],
}

/// One line: texts, each so far from the left edge.
#[derive(Clone, Debug)]
pub(super) struct Row {
    height: f32,
    pub(super) cells: Vec<(f32, Style, String)>,
}

impl Row {
    /// Nothing, so high.
    pub(super) fn gap(height: f32) -> Self {
        Self { height, cells: Vec::new() }
    }
}

/// A text at its place on a page, from the lower left corner.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) style: Style,
    pub(super) text: String,
}

/// The pages so far.
pub(super) struct Sheet<'a> {
    typeface: &'a Typeface,
    pages: Vec<Vec<Run>>,
    /// Where the last line ended.
    y: f32,
}

const TOP: f32 = PAGE.1 - EDGE;

impl<'a> Sheet<'a> {
    pub(super) fn new(typeface: &'a Typeface) -> Self {
        Self { typeface, pages: vec![Vec::new()], y: TOP }
    }

    /// A text in lines that fit beside `left`.
    pub(super) fn lines(&self, text: &str, style: Style, left: f32) -> Vec<Row> {
        let (room, width) = (PAGE.0 - 2.0 * EDGE - left, |text: &str| self.typeface.width(text, style.size));
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in self.typeface.letters(&plain(text)).split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if width(&longer) <= room {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            // A name that fits on no line is broken wherever it has to be.
            for letter in word.chars() {
                line.push(letter);
                if width(&line) > room {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, letter.into()));
                }
            }
        }
        lines.extend(Some(line).filter(|line| !line.is_empty()));
        let row = |text| Row { height: style.leading, cells: vec![(left, style, text)] };
        lines.into_iter().map(row).collect()
    }

    /// Puts lines below the last; on the next page if there is no room for all of them here and
    /// there is there.
    pub(super) fn put(&mut self, rows: Vec<Row>) {
        let all: f32 = rows.iter().map(|row| row.height).sum();
        if all <= TOP - EDGE {
            self.need(all);
        }
        for row in rows {
            self.need(row.height);
            self.y -= row.height;
            let y = self.y;
            let runs = row.cells.into_iter().map(|(x, style, text)| Run { x: EDGE + x, y, style, text });
            self.pages.last_mut().into_iter().for_each(|page| page.extend(runs.clone()));
        }
    }

    /// Goes on to the next page where so much has no room on this one.
    pub(super) fn need(&mut self, height: f32) {
        if self.y - height < EDGE && self.y < TOP {
            self.pages.push(Vec::new());
            self.y = TOP;
        }
    }

    pub(super) fn skip(&mut self, height: f32) {
        self.y -= height;
    }

    /// All pages, with their numbers at the foot.
    pub(super) fn pages(mut self, title: &str) -> Vec<Vec<Run>> {
        let many = self.pages.len();
        for nth in 0..many {
            let text: Words = say!(checks::ReportPage, page = nth + 1, pages = many);
            let text = text.shown();
            let x = PAGE.0 - EDGE - self.typeface.width(&text, SMALL.size);
            let mut foot = vec![Run { x, y: EDGE / 2.0, style: SMALL, text }];
            // What it is about, also on a page that was printed and laid beside others.
            let about = self.lines(title, SMALL, 100.0).into_iter().next();
            let about = about.and_then(|row| row.cells.into_iter().next());
            foot.extend(about.map(|(_, style, text)| Run { x: EDGE, y: EDGE / 2.0, style, text }));
            self.pages[nth].extend(foot);
        }
        self.pages
    }
}
