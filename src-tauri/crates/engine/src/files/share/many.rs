//! Links to several files at once, as a table or as a page that needs nothing else. One link for
//! each file; the first is tried as whoever gets it would, or the next where that tells of its own
//! file alone.

use std::{fmt::Write as _, pin::pin};

use futures_util::TryStreamExt;
use ground::quoting::{csv, line, xml};
use serde::{Deserialize, Serialize};
use store::{Archive, Entry, ListRequest, ObjectAt, Secret, Store};
use ts_rs::TS;
use words::{Words, files, say};

use super::{
    LinkEnd, LinkGives, LinkLasts, LinkLimits, LinkOpens, LinkRefusal, LinkTried, LinkView,
    look::{self, Policy},
    made,
    mail::{moment, sure},
    several,
    sign::{How, disposed, sign, sign_and_try},
};
use crate::{
    at::{FileAt, Place},
    fault::{self, Fault},
    files::{archive::ArchiveState, versions::name},
    ids::LinkId,
    listing::{Choice, Selected},
};

/// Links that are made at once.
const MOST: usize = 1_000;
/// Links that are tried until one tells more than that its own file cannot be opened.
const TRIES: usize = 20;

/// Nothing is loaded and nothing runs, whatever a file is called; and where a link leads is not
/// told where it came from.
const HEAD: &str = "<meta charset=\"utf-8\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
    <meta name=\"referrer\" content=\"no-referrer\">\n\
    <meta name=\"viewport\" content=\"width=device-width\">\n";

const STYLE: &str = "<style>\n\
    :root{color-scheme:light dark}body{font:14px/1.5 system-ui,sans-serif;max-width:46rem;margin:2.5rem auto;\
    padding:0 1.5rem}h1{font-size:20px;margin:0 0 .25rem}p{margin:.25rem 0 1rem;opacity:.8}\
    table{border-collapse:collapse;width:100%}td{padding:.5rem .75rem .5rem 0;border-top:1px solid #8886;\
    overflow-wrap:anywhere;vertical-align:top}td+td{text-align:end;white-space:nowrap;\
    font-variant-numeric:tabular-nums}\n</style>\n";

/// What the links are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkShape {
    /// A table for programs and spreadsheets.
    Csv,
    /// A page for browsers.
    Page,
}

/// Links to several files, as a person wants them.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct LinksWanted {
    /// Until when.
    pub lasts: LinkLasts,
    /// What a browser is to do.
    pub opens: LinkOpens,
    /// Whom they are for, for the person alone.
    pub note: String,
    /// As what they are written.
    pub shape: LinkShape,
}

/// What came of making them.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ManyLinks {
    /// How many there are.
    pub count: usize,
    /// When they end.
    pub end: LinkEnd,
    /// What came of opening the first, or the first that tells of the others too.
    pub tried: LinkTried,
    /// The name of the file that they were saved in; null where they were not.
    pub saved: Option<String>,
}

/// A file of a choice.
pub(super) struct Gathered {
    pub(super) at: ObjectAt,
    /// In bytes.
    pub(super) size: u64,
    /// Whether it can be read; none where that was not found out.
    pub(super) stands: Option<ArchiveState>,
}

/// One file and its link.
struct FileLink {
    at: ObjectAt,
    /// From the folder that was shown.
    path: String,
    size: u64,
    link: Secret,
    end: LinkEnd,
    key: Option<String>,
}

/// Signs a link to each file of a choice, those in its folders too, and tries one. Answers
/// them as a file for the person, with its name, and what is to be remembered of each. Nothing is
/// written.
///
/// # Errors
/// Nothing was chosen, or more than 1,000 files; the links would have ended already; the connection
/// signs nothing; storage refused.
pub async fn links(
    store: &Store,
    from: &Place,
    choice: &Choice,
    wanted: &LinksWanted,
    now: i64,
) -> Result<(ManyLinks, String, Secret, Vec<LinkView>), Fault> {
    let all = gathered(store, from, choice).await?;
    let policy = Policy::of(store, &from.bucket).await;
    let bucket = look::bucket(store, &from.bucket);
    // A policy may say of each file something else.
    let how = |Gathered { at, stands, .. }: &Gathered| {
        let (_, age) = policy.on(&look::arn(store, at), look::reads(at));
        let copy = stands.as_ref().and_then(ArchiveState::until);
        let limits = LinkLimits { policy: age, bucket, copy, ..LinkLimits::NONE };
        How { lasts: wanted.lasts, disposition: disposed(wanted.opens, name(&at.key)), limits }
    };
    let line = |at: &ObjectAt, size: u64, link: Secret, end: LinkEnd, key: Option<String>| {
        let path = at.key.strip_prefix(&from.prefix).unwrap_or(&at.key).to_owned();
        FileLink { at: at.clone(), path, size, link, end, key }
    };
    let (mut lines, mut now, mut tried) = (Vec::new(), now, None);
    for file in &all {
        let Gathered { at, size, .. } = file;
        let (link, end, key) = match &tried {
            Some(told) if lines.len() >= TRIES || !tells_of_one(told) => sign(store, at, &how(file), now).await?,
            _ => {
                let signed = sign_and_try(store, at, &how(file), now).await?;
                now += signed.clock.unwrap_or_default();
                tried = Some(signed.tried);
                (signed.link, signed.end, signed.key)
            }
        };
        lines.push(line(at, *size, link, end, key));
    }
    let first = lines.iter().map(|line| line.end).min_by_key(|end| end.at);
    let (Some(tried), Some(end)) = (tried, first) else { return Err(fault::links_none()) };
    let any = |is: fn(&LinkEnd) -> bool| lines.iter().any(|line| is(&line.end));
    let end = LinkEnd { sooner: any(|end| end.sooner), at_most: any(|end| end.at_most), ..end };
    let views = lines.iter().map(|line| view(line, from, &wanted.note, now)).collect();
    let (file_name, text) = match wanted.shape {
        LinkShape::Csv => ("links.csv", table(&lines)),
        LinkShape::Page => ("links.html", page(&lines, end)),
    };
    let told = ManyLinks { count: lines.len(), end, tried, saved: None };
    Ok((told, file_name.to_owned(), Secret::new(text), views))
}

/// Whether this says something of the one file alone, and nothing of links to others.
fn tells_of_one(tried: &LinkTried) -> bool {
    use LinkRefusal::{Archived, Missing, Unreachable};
    matches!(tried, LinkTried::Refused { why: Archived | Missing | Unreachable })
}

fn view(of: &FileLink, from: &Place, note: &str, now: i64) -> LinkView {
    let at = FileAt { connection: from.connection.clone(), bucket: of.at.bucket.clone(), key: of.at.key.clone() };
    let (version, note) = (of.at.version.clone(), made::note(note));
    LinkView {
        id: LinkId::fresh(),
        at,
        version,
        note,
        made: now,
        end: of.end,
        key: of.key.clone(),
        gives: LinkGives::File,
    }
}

/// The files of a choice, those in its folders too; markers of folders are none.
pub(super) async fn gathered(store: &Store, from: &Place, choice: &Choice) -> Result<Vec<Gathered>, Fault> {
    let mut all = Vec::new();
    let object = |key: String| ObjectAt::new(&from.bucket, key);
    for chosen in choice {
        match chosen {
            Selected::File { key, size, .. } => all.push(Gathered { at: object(key), size, stands: None }),
            Selected::Version { key, size, id, .. } => {
                all.push(Gathered { at: object(key).version(id), size, stands: None });
            }
            Selected::Folder { prefix } => {
                let below = ListRequest { bucket: from.bucket.clone(), prefix, ..ListRequest::default() };
                let mut pages = pin!(store.pages(below));
                while let Some(page) = pages.try_next().await.map_err(|error| fault::from_store(&error))? {
                    let files = page.entries.into_iter().filter(|entry| !entry.key.ends_with('/'));
                    all.extend(files.map(|Entry { key, size, class, restore, .. }| Gathered {
                        at: object(key),
                        size,
                        stands: several::listed(store, &Archive { class, restore, size, ..Archive::default() }),
                    }));
                    if all.len() > MOST {
                        break;
                    }
                }
            }
            Selected::FolderAt { .. } => return Err(fault::of_the_past()),
        }
        if all.len() > MOST {
            return Err(fault::links_too_many(MOST));
        }
    }
    several::ask(store, &mut all).await;
    Ok(all)
}

/// The mark in front tells spreadsheets that it is UTF-8.
fn table(lines: &[FileLink]) -> String {
    let row = |fields: [&str; 4]| fields.map(csv).join(",") + "\r\n";
    let title = |words: Words| words.shown();
    let mut text = String::from("\u{feff}");
    text += &row([
        &title(say!(files::LinksFile)),
        &title(say!(files::LinksSize)),
        &title(say!(files::LinksLink)),
        &title(say!(files::LinksUntil)),
    ]);
    for line in lines {
        let until = jiff::Timestamp::from_millisecond(line.end.at).unwrap_or_default().to_string();
        text += &row([&line.path, &line.size.to_string(), line.link.expose(), &until]);
    }
    text
}

fn page(lines: &[FileLink], end: LinkEnd) -> String {
    let shown = |words: Words| xml(&words.shown());
    let title = shown(say!(files::LinksTitle, count = lines.len()));
    let mut page = format!("<!doctype html>\n<html lang=\"{}\">\n<head>\n{HEAD}", words::language());
    let _ = write!(page, "<title>{title}</title>\n{STYLE}</head>\n<body>\n<h1>{title}</h1>\n");
    let _ = writeln!(
        page,
        "<p>{}</p>\n<table>",
        shown(say!(files::LinksPageUntil, until = moment(end.at), sure = sure(end)))
    );
    for one in lines {
        let (link, path) = (xml(one.link.expose()), xml(&line(&one.path)));
        let size = shown(say!(files::LinksPageSize, bytes = one.size));
        let _ = writeln!(
            page,
            "<tr><td><a href=\"{link}\" rel=\"noopener noreferrer\">{path}</a></td><td>{size}</td></tr>"
        );
    }
    page + "</table>\n</body>\n</html>\n"
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::files::share::LinkBound;

    const END: LinkEnd = LinkEnd { at: 1_795_953_600_000, by: LinkBound::Chosen, sooner: false, at_most: false };

    fn lines(names: &[&str]) -> Vec<FileLink> {
        let line = |name: &&str| FileLink {
            at: ObjectAt::new("acme", *name),
            path: (*name).to_owned(),
            size: 1_234,
            link: Secret::new("https://example.com/x?a=1&b=2".to_owned()),
            end: END,
            key: None,
        };
        names.iter().map(line).collect()
    }

    #[test]
    fn a_table_reads_back_and_calculates_nothing() {
        let names = ["a \"b\", c.txt", "=HYPERLINK(\"http://evil\")", "@x", "Übersicht\n2.pdf"];
        let text = table(&lines(&names));
        let mut read = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<Vec<String>> =
            read.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        let paths: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(paths, [names[0], "'=HYPERLINK(\"http://evil\")", "'@x", names[3]]);
        assert_eq!(rows[0][1..], ["1234", "https://example.com/x?a=1&b=2", "2026-11-29T12:00:00Z"]);
    }

    #[test]
    fn a_page_runs_nothing_whatever_a_file_is_called() {
        let hostile = ["<script>alert(1)</script>", "\" onmouseover=\"x", "a\u{202e}fdp.exe", "]]><img src=x>"];
        let text = page(&lines(&hostile), END);
        for sign in ["<script", "<img", "\" onmouseover", "\u{202e}"] {
            assert!(!text.contains(sign), "{sign}");
        }
        assert_eq!(text.matches("href=\"https://example.com/x?a=1&amp;b=2\"").count(), hostile.len());
        assert!(text.contains("default-src 'none'") && text.contains("no-referrer"));
        assert!(text.contains("2026-11-29 12:00 UTC"));
    }
}
