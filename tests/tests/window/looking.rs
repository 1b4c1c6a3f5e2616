//! Files shown in the window: the quick look by Space and by arrows, the details pane, and files
//! that would do something to whoever shows them. That each kind is shown rightly is for the page's
//! tests.

use std::{
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use bucketwise_tests::tools;

use super::keyboard::{focus, key};
use super::*;

const SPACE: &str = " ";
const UP: &str = "\u{E013}";

/// Somebody whom a hostile file would tell that it was looked at: counts who comes.
fn listener() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let came = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&came);
    std::thread::spawn(move || {
        for _ in listener.incoming() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    (port, came)
}

/// Puts files there with a client nobody here wrote.
fn put(server: &Server, desktop: &Desktop, bucket: &str, files: &[(&str, String)]) {
    tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    let folder = desktop.home().join(bucket);
    fs::create_dir_all(&folder).unwrap();
    for (name, content) in files {
        fs::write(folder.join(name), content).unwrap();
    }
    tools::aws(server, ["s3", "cp", "--recursive", &folder.display().to_string(), &format!("s3://{bucket}/")]);
}

/// Waits until a viewer of this kind shows these words.
fn shown(app: &App, kind: &str, words: &str) {
    let mut last = String::new();
    wait_until(&format!("{kind} with {words:?}"), Duration::from_secs(30), || {
        let script = "const v = document.querySelector('[data-testid=viewer]');
            const text = (part) => [...part.querySelectorAll('*')].reduce((all, one) => all + (one.shadowRoot?.textContent ?? ''), part.innerText);
            return v ? `${v.dataset.kind}: ${text(v)}` : ''";
        let seen = app.execute(script, &[]).as_str().unwrap_or_default().to_owned();
        if seen != last {
            eprintln!("{seen}");
            last.clone_from(&seen);
        }
        (seen.starts_with(kind) && seen.contains(words)).then_some(())
    });
}

#[test]
fn a_file_is_looked_at_by_space_and_arrows_and_beside_the_files() {
    let server = Server::shared(Kind::SeaweedFs);
    let desktop = Desktop::start(Options::default());
    let files = [
        ("a.csv", "station,depth\nPier 4,12.5\nPier 5,9.75\n".to_owned()),
        ("b.md", "# Harbour survey\n\nRead by **two** people.\n".to_owned()),
        ("c.txt", "Measured at the harbour.\n".to_owned()),
        ("d.bin", "\0\u{1}\u{2}".repeat(40)),
    ];
    put(server, &desktop, "looked-at", &files);
    let app = App::open(&desktop);
    open_bucket(&app, server, "looked-at");
    app.click(&row("a.csv"));
    key(&app, &[SPACE]);
    app.see("quick-look");
    shown(&app, "table", "Pier 4");
    key(&app, &[DOWN]);
    shown(&app, "markdown", "Harbour survey");
    key(&app, &[DOWN]);
    shown(&app, "text", "Measured at the harbour.");
    key(&app, &[DOWN]);
    shown(&app, "bytes", "00 01 02");
    key(&app, &[UP]);
    app.press(&[ESCAPE]);
    app.see_gone("quick-look");
    assert_eq!(focus(&app), "grid", "the keyboard is where it was");
    app.read("status-line", "1 file selected");

    // The pane beside the files follows, and is there the next time.
    app.press(&[CONTROL, SHIFT, "I"]);
    app.see("inspector");
    assert!(!app.has("fault"), "the keys are the pane's alone");
    app.click(&row("b.md"));
    shown(&app, "markdown", "two people");
    app.click("inspector-details");
    app.read("inspector-key", "b.md");
    drop(app);
    let app = App::open(&desktop);
    app.see("inspector");
    app.click("inspector-close");
    app.see_gone("inspector");
}

#[test]
fn every_kind_has_a_viewer_that_the_window_runs() {
    let server = Server::shared(Kind::SeaweedFs);
    let desktop = Desktop::start(Options::default());
    // None is whole: a viewer says so in its own words, and needs to be there for that.
    let files = [
        ("a.csv", "table", "a,b\n1,2\n"),
        ("b.docx", "document", "PK\u{3}\u{4}"),
        ("c.eml", "mail", "From: a@example.com\r\n\r\nwords"),
        ("d.jpg", "image", "\u{0}"),
        ("e.md", "markdown", "# words"),
        ("f.otf", "font", "OTTO\u{0}"),
        ("g.parquet", "parquet", "PAR1\u{0}"),
        ("h.pdf", "pdf", "%PDF-1.7\n"),
        ("i.svg", "image", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
        ("j.tar.gz", "tar", "\u{1f}"),
        ("k.txt", "text", "words"),
        ("l.webm", "video", ""),
        ("m.xlsx", "sheet", "PK\u{3}\u{4}"),
        ("n.zip", "zip", "PK\u{3}\u{4}"),
        ("o.bin", "bytes", "\u{0}\u{1}"),
    ];
    // Beginnings that are no text.
    let bytes = |name: &str, text: &str| match name {
        "d.jpg" => b"\xFF\xD8\xFF\xE0\0\x10JFIF\0".to_vec(),
        "j.tar.gz" => b"\x1F\x8B\x08\0\0\0\0\0".to_vec(),
        "l.webm" => b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81".to_vec(),
        _ => text.as_bytes().to_vec(),
    };
    tools::aws(server, ["s3", "mb", "s3://looked-viewers"]);
    for (name, _, text) in files {
        tools::put(server, "looked-viewers", name, &bytes(name, text), &[]);
    }
    let app = App::open(&desktop);
    open_bucket(&app, server, "looked-viewers");
    app.click(&row(files[0].0));
    key(&app, &[SPACE]);
    for (name, kind, _) in files {
        let mut seen = serde_json::Value::Null;
        let drawn = "const v = document.querySelector('[data-testid=viewer]');
            return [v?.dataset.kind, !v?.querySelector('[data-testid=skeleton]'), v?.querySelector('[data-testid=fault]')?.innerText ?? null]";
        wait_until(&format!("{name} in a viewer of {kind}"), Duration::from_secs(30), || {
            seen = app.execute(drawn, &[]);
            (seen[0] == kind && seen[1] == true).then_some(())
        });
        assert_eq!(seen[2], serde_json::Value::Null, "{name}");
        key(&app, &[DOWN]);
    }
}

#[test]
fn a_hostile_file_runs_nothing_and_asks_nobody() {
    let server = Server::shared(Kind::SeaweedFs);
    let desktop = Desktop::start(Options::default());
    let (port, came) = listener();
    let there = format!("http://127.0.0.1:{port}");
    let script = "<script>window.ran = 1; top.ran = 1</script>";
    let picture = format!("<img src=\"{there}/a.png\" onerror=\"window.ran = 2\">");
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"80\" height=\"60\" \
         onload=\"window.ran = 3\">{script}<image width=\"9\" height=\"9\" xlink:href=\"{there}/b.png\"/>\
         <style>@import url({there}/c.css); rect {{ fill: url({there}/d.svg#a) }}</style>\
         <foreignObject width=\"9\" height=\"9\"><iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"{there}/e\"/></foreignObject>\
         <rect width=\"80\" height=\"60\"/></svg>"
    );
    let mail = format!(
        "From: a@example.com\r\nTo: b@example.com\r\nSubject: Hello\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/html; charset=utf-8\r\n\r\n<p>Hello there</p>{script}{picture}<link rel=stylesheet href=\"{there}/f\">\r\n"
    );
    let files = [
        ("a.html", format!("<!DOCTYPE html><html><body>{script}{picture}Plain words</body></html>")),
        ("b.svg", svg),
        ("c.md", format!("{script}{picture}\n\n![a]({there}/g.png) [b](javascript:window.ran=4) words\n")),
        ("d.eml", mail),
        ("e.csv", format!("a,b\n{script},{picture}\n=HYPERLINK(\"{there}/h\"),words\n")),
        ("f.json", format!("{{\"a\": \"{}\"}}", script.replace('"', "'"))),
    ];
    put(server, &desktop, "looked-hostile", &files);
    let app = App::open(&desktop);
    app.execute(
        "window.refused = []; document.addEventListener('securitypolicyviolation', (e) => window.refused.push(e.violatedDirective + ' ' + e.blockedURI))",
        &[],
    );
    open_bucket(&app, server, "looked-hostile");
    app.click(&row("a.html"));
    key(&app, &[SPACE]);
    for kind in ["text", "image", "markdown", "mail", "table", "text"] {
        wait_until(&format!("a viewer of {kind}"), Duration::from_secs(30), || {
            let drawn = "const v = document.querySelector('[data-testid=viewer]'); return v?.dataset.kind === arguments[0] && !v.querySelector('[data-testid=skeleton], [data-testid=fault]')";
            (app.execute(drawn, &[kind.into()]) == true).then_some(())
        });
        key(&app, &[DOWN]);
    }
    assert_eq!(app.execute("return window.ran ?? null", &[]), serde_json::Value::Null, "something ran");
    let refused = app.execute("return window.refused", &[]);
    assert_eq!(refused, serde_json::json!([]), "the page itself never tries");
    assert_eq!(came.load(Ordering::SeqCst), 0, "somebody was asked");
}
