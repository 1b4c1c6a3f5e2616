//! An XML document as it stands: every element, attribute and text, whether this program knows it
//! or not. Comments and processing instructions are left out, since they set nothing. A document
//! type is refused, so nothing is ever expanded.

use quick_xml::escape::{escape, resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::fmt::Write as _;

/// Deeper than any setting, far above the bottom of the stack.
const DEEPEST: usize = 32;

/// The namespace of S3's documents.
const S3: &str = "http://s3.amazonaws.com/doc/2006-03-01/";

/// One element with everything in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its name, with the prefix that it has where that is not the root's.
    pub(crate) name: String,
    /// Its attributes, namespaces included.
    pub(crate) attributes: Vec<(String, String)>,
    /// What is in it, in order.
    pub(crate) children: Vec<Element>,
    /// Its own text; of one with children what stands between them, when that is more than space.
    pub(crate) text: String,
}

impl Element {
    /// An empty one.
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// One with a text.
    pub(crate) fn leaf(name: &str, text: impl ToString) -> Self {
        Self { text: text.to_string(), ..Self::new(name) }
    }

    /// The same with more in it.
    pub(crate) fn with(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children);
        self
    }

    /// The first child of this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The first child of this name, to be changed.
    pub(crate) fn child_mut(&mut self, name: &str) -> Option<&mut Element> {
        self.children.iter_mut().find(|child| child.name == name)
    }

    /// The children of this name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the first child of this name, where it has one.
    pub(crate) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }

    /// The same as a number.
    pub(crate) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.text_of(name)?.parse().ok()
    }

    /// The texts of the children of this name.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        self.all(name).map(|child| child.text.clone()).collect()
    }

    /// Whether it says anything beyond its being there: a text other than nothing, no and nought.
    pub(crate) fn is_blank(&self) -> bool {
        let text = self.text.trim();
        (text.is_empty() || text == "0" || text.eq_ignore_ascii_case("false"))
            && self.children.iter().all(Element::is_blank)
    }

    /// The document of a body; `None` where it is none.
    pub(crate) fn parse(body: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?;
        let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
        reader.config_mut().expand_empty_elements = true;
        let (mut open, mut root) = (Vec::<Element>::new(), None);
        loop {
            let fits = root.is_none() && open.len() < DEEPEST;
            let text = open.last_mut().map(|element| &mut element.text);
            match reader.read_event().ok()? {
                Event::Start(tag) if fits => open.push(start(&tag)?),
                Event::End(_) => {
                    let mut closed = open.pop()?;
                    if !closed.children.is_empty() && closed.text.trim().is_empty() {
                        closed.text.clear();
                    }
                    match open.last_mut() {
                        Some(outer) => outer.children.push(closed),
                        None => root = Some(closed),
                    }
                }
                Event::Text(words) => add(text, &words)?,
                Event::CData(words) => text?.push_str(&words),
                Event::GeneralRef(reference) => match reference.resolve_char_ref().ok()? {
                    Some(letter) => text?.push(letter),
                    None => text?.push_str(resolve_xml_entity(&reference)?),
                },
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
                Event::Eof => break,
                _ => return None,
            }
        }
        let mut root = root.filter(|_| open.is_empty())?;
        if let Some((prefix, _)) = root.name.clone().split_once(':') {
            root.unprefix(prefix);
        }
        Some(root)
    }

    /// Takes the root's own prefix off, so that what is added later is of the same namespace.
    fn unprefix(&mut self, prefix: &str) {
        if let Some(name) = self.name.strip_prefix(prefix).and_then(|name| name.strip_prefix(':')) {
            self.name = name.to_owned();
        }
        let declared = format!("xmlns:{prefix}");
        for (name, _) in self.attributes.iter_mut().filter(|(name, _)| *name == declared) {
            "xmlns".clone_into(name);
        }
        self.children.iter_mut().for_each(|child| child.unprefix(prefix));
    }

    /// The document as it is sent.
    pub(crate) fn to_xml(&self) -> String {
        let mut out = String::new();
        let declared = self.attributes.iter().any(|(name, _)| name == "xmlns");
        let own = (!declared).then(|| ("xmlns".to_owned(), S3.to_owned()));
        self.write(own.as_ref(), &mut out);
        out
    }

    fn write(&self, more: Option<&(String, String)>, out: &mut String) {
        // Writing into a text does not fail.
        let _ = write!(out, "<{}", self.name);
        for (name, value) in more.into_iter().chain(&self.attributes) {
            let _ = write!(out, " {name}=\"{}\"", escape(value.as_str()));
        }
        let _ = write!(out, ">{}", escape(self.text.as_str()));
        self.children.iter().for_each(|child| child.write(None, out));
        let _ = write!(out, "</{}>", self.name);
    }
}

fn start(tag: &BytesStart<'_>) -> Option<Element> {
    let mut element = Element::new(tag.name().as_ref());
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        element.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Some(element)
}

/// Text belongs to the element that is open; outside of the root only space may stand.
fn add(text: Option<&mut String>, words: &str) -> Option<()> {
    match text {
        Some(text) => text.push_str(&unescape(words).ok()?),
        None if words.trim().is_empty() => {}
        None => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Element;

    #[test]
    fn a_document_is_kept_whole() {
        let text = "<?xml version=\"1.0\"?>\n<A xmlns=\"urn:a\"><!-- c --><B x:y=\"1 &amp; 2\" xmlns:x=\"urn:x\"> b&lt;&#233; </B>\n<C/><x:D>\
            <![CDATA[<e>]]></x:D></A>";
        let read = Element::parse(text.as_bytes()).unwrap();
        assert_eq!(
            read.to_xml(),
            "<A xmlns=\"urn:a\"><B x:y=\"1 &amp; 2\" xmlns:x=\"urn:x\"> b&lt;é </B><C></C><x:D>&lt;e&gt;</x:D></A>"
        );
        assert_eq!(Element::parse(read.to_xml().as_bytes()).unwrap(), read);
    }

    #[test]
    fn a_prefix_of_the_root_is_no_part_of_the_names() {
        let read = Element::parse(b"<s:A xmlns:s=\"urn:a\"><s:B>1</s:B><o:C xmlns:o=\"urn:o\"/></s:A>").unwrap();
        assert_eq!(read.to_xml(), "<A xmlns=\"urn:a\"><B>1</B><o:C xmlns:o=\"urn:o\"></o:C></A>");
    }

    #[test]
    fn what_is_no_document_is_none() {
        let deep = "<a>".repeat(100) + &"</a>".repeat(100);
        for text in ["", " ", "{}", "<a>", "<a></b>", "<a/><b/>", "x<a/>", "<!DOCTYPE a><a/>", "<a>&b;</a>", &deep] {
            assert_eq!(Element::parse(text.as_bytes()), None, "{text}");
        }
    }
}
