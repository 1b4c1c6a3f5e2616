//! A window of another program, from which files can be dragged: `drag-source X Y FILE…`. It offers
//! what file managers offer, a `text/uri-list`, and says on its standard output when the files were
//! taken.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(target_os = "linux")]
fn main() {
    use gtk::prelude::*;
    use gtk::{gdk, glib};

    let mut args = std::env::args().skip(1);
    let mut place = || args.next().and_then(|n| n.parse::<i32>().ok()).expect("a place on the screen");
    let (x, y) = (place(), place());
    let uris: Vec<String> =
        args.map(|path| glib::filename_to_uri(path, None).expect("an absolute path").to_string()).collect();

    gtk::init().expect("a display");
    let window = gtk::Window::new(gtk::WindowType::Toplevel);
    window.set_title("Drag from here");
    window.set_default_size(120, 80);
    let handle = gtk::EventBox::new();
    handle.add(&gtk::Label::new(Some("Drag from here")));
    let offered = [gtk::TargetEntry::new("text/uri-list", gtk::TargetFlags::OTHER_APP, 0)];
    handle.drag_source_set(gdk::ModifierType::BUTTON1_MASK, &offered, gdk::DragAction::COPY);
    handle.connect_drag_data_get(move |_, _, data, _, _| {
        data.set_uris(&uris.iter().map(String::as_str).collect::<Vec<_>>());
    });
    handle.connect_drag_end(|_, _| println!("drag ended"));
    window.add(&handle);
    window.show_all();
    window.move_(x, y);
    gtk::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("The drag test needs an X server.");
}
