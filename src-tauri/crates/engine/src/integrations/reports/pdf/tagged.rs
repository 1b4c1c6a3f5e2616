//! The pages as a file, with what each line is: headings, paragraphs and lists that a screen reader
//! finds its way by (PDF/UA-1, ISO 14289-1).

use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, Configuration, ConfigurationBuilder},
    destination::XyzDestination,
    geom::Point,
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TagGroup, TagTree},
};

use super::{
    EDGE, PAGE,
    sheet::{Branch, Pages, Placed},
};

/// The file; nothing if it cannot be written, which is a defect.
pub(super) fn file(title: &str, mut sheet: Pages) -> Option<Vec<u8>> {
    let pages = sheet.pages(title);
    let rules = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish().ok()?;
    // A name in a bucket may hold what the rules forbid: the report is there all the same, and
    // tagged.
    written(title, &sheet, &pages, rules).or_else(|| written(title, &sheet, &pages, Configuration::default()))
}

fn written(title: &str, sheet: &Pages, pages: &[Vec<Placed>], rules: Configuration) -> Option<Vec<u8>> {
    let settings = SerializeSettings { configuration: rules, enable_tagging: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut pieces = vec![Vec::new(); sheet.texts()];
    for lines in pages {
        let mut page = document.start_page_with(PageSettings::from_wh(PAGE.0, PAGE.1)?);
        let mut surface = page.surface();
        for line in lines {
            let piece = draw(&mut surface, line);
            line.text.and_then(|text| pieces.get_mut(text)).into_iter().for_each(|of| of.push(piece));
        }
        surface.finish();
        page.finish();
    }
    let mut outline = Outline::new();
    for (text, page, y) in &sheet.headings {
        outline.push_child(OutlineNode::new(text.clone(), XyzDestination::new(*page, Point::from_xy(EDGE, *y))));
    }
    document.set_outline(outline);
    let language = words::language();
    let about = Metadata::new().title(title.into()).language(language.clone()).producer("Bucketwise".into());
    document.set_metadata(about);
    let read: Vec<Node> = sheet.read.iter().map(|branch| node(branch, &pieces)).collect();
    document.set_tag_tree(TagTree::from(read).with_lang(Some(language)));
    document.finish().ok()
}

fn node(branch: &Branch, pieces: &[Vec<Identifier>]) -> Node {
    let group = match branch {
        Branch::Group(kind, of) => {
            TagGroup::with_children(kind.clone(), of.iter().map(|branch| node(branch, pieces)).collect())
        }
        Branch::Text(kind, text) => {
            let lines = pieces.get(*text).into_iter().flatten();
            TagGroup::with_children(kind.clone(), lines.map(|piece| Node::from(*piece)).collect())
        }
    };
    Node::Group(group)
}

fn draw(surface: &mut Surface<'_>, Placed { x, y, style, text, line }: &Placed) -> Identifier {
    let piece = surface.start_tagged(match text {
        Some(_) => ContentTag::Span(SpanTag::empty()),
        None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)),
    });
    let [red, green, blue] = style.ink;
    let ink = rgb::Color::new(red, green, blue);
    surface.set_fill(Some(Fill { paint: ink.into(), ..Fill::default() }));
    // One weight of a typeface is enough for a report: a heading is drawn with its outline.
    let outline = Stroke { paint: ink.into(), width: style.size / 40.0, ..Stroke::default() };
    surface.set_stroke(style.bold.then_some(outline));
    for run in &line.runs {
        let at = Point::from_xy(x + run.x, *y);
        surface.draw_glyphs(at, &run.glyphs, run.font.clone(), &line.text, style.size, false);
    }
    surface.end_tagged();
    piece
}
