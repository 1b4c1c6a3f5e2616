//! The XML form. No document type and no entities of one's own: such a text is refused before
//! anything is expanded.

use quick_xml::{
    Reader,
    escape::resolve_predefined_entity,
    events::{BytesRef, Event},
};

use words::{Words, cors, say};

use super::{Problem, Read};
use crate::cors::{Config, Form, Rule};

pub(super) fn read(text: &str) -> Result<Read, Problem> {
    let mut reader = Reader::from_str(text);
    let mut walk = Walk::default();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or_default();
        let wrong = |why: Words| Problem::within(text, at, why);
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or_default();
            Problem::within(text, at, say!(cors::XmlInvalid, error = error.to_string()))
        })?;
        match event {
            Event::Start(tag) => walk.open(tag.local_name().as_ref()).map_err(wrong)?,
            Event::Empty(tag) => {
                walk.open(tag.local_name().as_ref()).map_err(&wrong)?;
                walk.close().map_err(wrong)?;
            }
            Event::End(_) => walk.close().map_err(wrong)?,
            Event::Text(words) => walk.text.push_str(&words),
            Event::CData(words) => walk.text.push_str(&words),
            Event::GeneralRef(reference) => {
                walk.text.push_str(&character(&reference).ok_or_else(|| wrong(say!(cors::XmlEntity)))?)
            }
            Event::DocType(_) => {
                return Err(wrong(say!(cors::XmlDoctype)));
            }
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::Eof if walk.done => return Ok(Read { config: Config { rules: walk.rules }, form: Form::Xml }),
            Event::Eof => return Err(wrong(say!(cors::XmlEnds))),
        }
    }
}

fn character(reference: &BytesRef<'_>) -> Option<String> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c.to_string());
    }
    resolve_predefined_entity(reference).map(str::to_owned)
}

/// Where in the document we are; it is three elements deep.
#[derive(Default)]
struct Walk {
    open: Vec<String>,
    text: String,
    rule: Rule,
    rules: Vec<Rule>,
    done: bool,
}

impl Walk {
    fn open(&mut self, name: &str) -> Result<(), Words> {
        let known: &[&str] = match self.open.len() {
            0 if !self.done => &["CORSConfiguration"],
            1 => &["CORSRule"],
            2 => &["ID", "AllowedOrigin", "AllowedMethod", "AllowedHeader", "ExposeHeader", "MaxAgeSeconds"],
            _ => &[],
        };
        if !known.contains(&name) {
            return Err(match self.open.last() {
                None if self.done => say!(cors::XmlAfter, name),
                None => say!(cors::XmlStart, name),
                Some(outer) if known.is_empty() => say!(cors::XmlInside, name, outer),
                Some(outer) => say!(cors::XmlUnknown, name, outer, known = known.to_vec()),
            });
        }
        self.stray_text()?;
        self.open.push(name.to_owned());
        Ok(())
    }

    fn close(&mut self) -> Result<(), Words> {
        let name = self.open.pop().unwrap_or_default();
        let text = std::mem::take(&mut self.text);
        let rule = &mut self.rule;
        match name.as_str() {
            "AllowedOrigin" => rule.origins.push(text),
            "AllowedMethod" => rule.methods.push(text),
            "AllowedHeader" => rule.headers.push(text),
            "ExposeHeader" => rule.expose.push(text),
            "ID" if rule.id.is_none() => rule.id = Some(text),
            "MaxAgeSeconds" if rule.max_age.is_none() => {
                rule.max_age = Some(super::seconds(&text)?);
            }
            "ID" | "MaxAgeSeconds" => return Err(say!(cors::XmlTwice, name)),
            outer => {
                self.text = text;
                self.stray_text()?;
                if outer == "CORSRule" {
                    self.rules.push(std::mem::take(&mut self.rule));
                } else {
                    self.done = true;
                }
            }
        }
        Ok(())
    }

    /// Between elements only white space may stand.
    fn stray_text(&mut self) -> Result<(), Words> {
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() { Ok(()) } else { Err(say!(cors::XmlStray, text = text.trim())) }
    }
}
