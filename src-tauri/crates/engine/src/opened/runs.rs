//! Files whose usual program would run them: they are never handed to it.
//!
//! By the name, as every desktop decides; and where the name says nothing, by how the file begins,
//! since then the desktop looks there too. What a program does with a file of its own (a macro in a
//! document) is that program's business.

/// Endings of what a desktop runs, installs, mounts or takes settings from at a double click: of
/// Windows, of Linux and macOS, and of languages that bring a starter of their own.
/// <https://learn.microsoft.com/troubleshoot/developer/browsers/security-privacy/information-about-the-unsafe-file-list>
const ENDINGS: &[&str] = &[
    "accde",
    "ade",
    "appinstaller",
    "application",
    "appref-ms",
    "appx",
    "appxbundle",
    "bat",
    "chm",
    "cmd",
    "com",
    "cpl",
    "diagcab",
    "exe",
    "gadget",
    "hlp",
    "hta",
    "inf",
    "jar",
    "jnlp",
    "js",
    "jse",
    "jsx",
    "library-ms",
    "lnk",
    "mde",
    "msc",
    "msi",
    "msix",
    "msixbundle",
    "msp",
    "mst",
    "msu",
    "pif",
    "ps1",
    "psm1",
    "reg",
    "scf",
    "scr",
    "sct",
    "search-ms",
    "settingcontent-ms",
    "shb",
    "shs",
    "deskthemepack",
    "theme",
    "themepack",
    "url",
    "vb",
    "vbe",
    "vbs",
    "vsto",
    "website",
    "ws",
    "wsc",
    "wsf",
    "wsh",
    "xbap",
    "xll",
    "img",
    "iso",
    "vhd",
    "vhdx",
    "appimage",
    "bash",
    "csh",
    "deb",
    "desktop",
    "fish",
    "flatpak",
    "flatpakref",
    "flatpakrepo",
    "ksh",
    "rpm",
    "run",
    "sh",
    "snap",
    "zsh",
    "action",
    "app",
    "command",
    "dmg",
    "fileloc",
    "inetloc",
    "mobileconfig",
    "mpkg",
    "pkg",
    "prefpane",
    "saver",
    "scpt",
    "terminal",
    "tool",
    "webloc",
    "workflow",
    "ahk",
    "au3",
    "lua",
    "pl",
    "py",
    "pyc",
    "pyw",
    "pyz",
    "pyzw",
    "rb",
    "rbw",
    "tcl",
];

/// How programs and starters begin.
const BEGINNINGS: [&[u8]; 8] = [
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"[Desktop Entry]",
    b"\xFE\xED\xFA\xCE",
    b"\xFE\xED\xFA\xCF",
    b"\xCF\xFA\xED\xFE",
    b"\xCA\xFE\xBA\xBE",
];

/// Whether a file of this name is run where it is opened. Windows leaves out dots and spaces at the
/// end.
pub(super) fn by_name(name: &str) -> bool {
    let name = name.trim_end_matches(['.', ' ', '_']).to_lowercase();
    ending(&name).is_some_and(|ending| ENDINGS.contains(&ending))
}

/// Whether a file that begins so is run, where its name does not say what it is.
pub(super) fn by_beginning(name: &str, first: &[u8]) -> bool {
    // Bytes of any kind are none.
    let kind = mime_guess::from_path(name).first_raw().filter(|kind| *kind != "application/octet-stream");
    let named = ending(name).is_some() && kind.is_some();
    let first = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first).trim_ascii_start();
    !named && BEGINNINGS.iter().any(|beginning| first.starts_with(beginning))
}

fn ending(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| !ending.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{by_beginning, by_name};

    #[test]
    fn what_would_run_is_known_by_its_name() {
        for name in [
            "setup.exe",
            "Setup.EXE",
            "run.sh",
            "a.b.desktop",
            "x.bat",
            "x.cmd",
            "x.com",
            "Tool.app",
            "x.jar",
            "x.AppImage",
            "x.msi",
            "x.scr",
            "x.ps1",
            "x.vbs",
            "x.js",
            "x.wsf",
            "invoice.pdf.exe",
            "x.exe.",
            "x.exe ",
            "x.lnk",
            "x.hta",
            "x.reg",
            "x.deb",
            "x.dmg",
            "x.command",
            ".desktop",
            "x.exe__",
            "x.py",
            "x.url",
            "x.inetloc",
            "table.xll",
            "x.ahk",
            "x.au3",
            "x.tcl",
            "x.lua",
            "x.jsx",
            "x.ade",
            "x.mde",
            "x.accde",
            "x.website",
            "x.theme",
            "disk.ISO",
            "disk.img",
            "disk.vhd",
            "disk.vhdx",
            "x.webloc",
            "x.prefPane",
            "x.saver",
            "x.mobileconfig",
        ] {
            assert!(by_name(name), "{name}");
        }
        for name in [
            "report.pdf",
            "notes.txt",
            "exe",
            "sh",
            "table.csv",
            "a.exe.txt",
            "photo.jpeg",
            "page.html",
            "picture.svg",
            "no ending",
            "",
            ".",
            "archive.zip",
            "data.json",
            "größe.docx",
            "x.jsonl",
            "x.shp",
            "x.company",
        ] {
            assert!(!by_name(name), "{name}");
        }
    }

    #[test]
    fn a_beginning_counts_where_the_name_says_nothing() {
        for first in
            [&b"MZ\x90\0"[..], b"\x7fELF\x02", b"#!/bin/sh\nrm", b"\xEF\xBB\xBF#!/bin/sh", b"\n[Desktop Entry]\nExec=x"]
        {
            for name in ["report", "report.zzzz", "v1.2", "x.bin", "x.DAT", "x.lib"] {
                assert!(by_beginning(name, first), "{name}");
            }
            assert!(!by_beginning("report.txt", first), "a text editor shows it");
        }
        for first in [&b""[..], b"# Title", b"plain", b"%PDF-1.7"] {
            assert!(!by_beginning("report", first), "{first:?}");
        }
    }
}
