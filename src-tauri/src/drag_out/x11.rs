//! The direct save protocol, with the GTK that Tauri brings. The source of a drag writes the name
//! of a file on its window; whoever takes the drop writes the whole address in its place, and asks
//! whether it was saved. Here one name stands for all that is dragged, and of the address the
//! folder counts: a yes means that the download begins.
//! <https://www.freedesktop.org/wiki/Specifications/XDS/>

use std::{
    cell::{Cell, RefCell},
    path::PathBuf,
    rc::Rc,
};

use gtk::{gdk, glib, prelude::*};
use tauri::AppHandle;
use tokio::sync::oneshot;

use super::Dropped;
use crate::window;

const DIRECT_SAVE: &str = "XdndDirectSave0";
/// Takers of a drop want a name; what things are called is the download's business.
const NAME: &[u8] = b"Bucketwise";
/// Longer than any address of a folder.
const LONGEST: u64 = 64 * 1024;
/// The label beside the pointer, so that it hides nothing of what is under it.
const BESIDE: i32 = -14;
/// Letters of the label.
const LETTERS: i32 = 40;

/// Carries what `label` names about with the pointer, until the person lets go of it.
pub(crate) async fn carry(tauri: &AppHandle, label: String) -> Dropped {
    let (tell, told) = oneshot::channel();
    let handle = tauri.clone();
    let asked = tauri.run_on_main_thread(move || {
        let window = window::front(&handle).and_then(|window| window.gtk_window().ok());
        window.and_then(|window| begin(&window, &label, tell));
    });
    // A drag that did not begin tells nothing.
    if asked.is_ok() { told.await.unwrap_or(Dropped::Nowhere) } else { Dropped::Nowhere }
}

/// Begins the drag. None: it cannot be done here, or the hand was quicker and has let go already.
fn begin(window: &gtk::ApplicationWindow, label: &str, tell: oneshot::Sender<Dropped>) -> Option<()> {
    let display = window.display();
    let pointer = display.default_seat()?.pointer()?;
    let (_, _, _, held) = window.window()?.device_position(&pointer);
    if !display.backend().is_x11() || !held.contains(gdk::ModifierType::BUTTON1_MASK) {
        return None;
    }
    let offered = [gtk::TargetEntry::new(DIRECT_SAVE, gtk::TargetFlags::OTHER_APP, 0)];
    let offered = gtk::TargetList::new(&offered);
    let context = window.drag_begin_with_coordinates(&offered, gdk::DragAction::COPY, 1, None, -1, -1)?;
    let (name, text) = property();
    gdk::property_change(
        &context.source_window(),
        &name,
        &text,
        8,
        gdk::PropMode::Replace,
        gdk::ChangeData::UChars(NAME),
    );
    show(&context, label);
    follow(window, tell);
    Some(())
}

/// Follows the drag to its end, and tells it.
fn follow(window: &gtk::ApplicationWindow, tell: oneshot::Sender<Dropped>) {
    let dropped = Rc::new(Cell::new(Dropped::Nowhere));
    let taken = Rc::clone(&dropped);
    let asked = window.connect_drag_data_get(move |_, context, data, _, _| {
        let folder = named_on(&context.source_window());
        data.set(&data.target(), 8, if folder.is_some() { b"S" } else { b"E" });
        taken.set(folder.map_or(Dropped::Elsewhere, Dropped::Into));
    });
    let missed = Rc::clone(&dropped);
    let failed = window.connect_drag_failed(move |window, context, why| {
        // Over its own window the person has thought better of it.
        if why == gtk::DragResult::NoTarget && !is_over(window, &context.device()) {
            missed.set(Dropped::Elsewhere);
        }
        glib::Propagation::Proceed
    });
    let ends = Rc::new(RefCell::new(vec![asked, failed]));
    let (all, tell) = (Rc::clone(&ends), Cell::new(Some(tell)));
    let ended = window.connect_drag_end(move |window, context| {
        gdk::property_delete(&context.source_window(), &property().0);
        all.take().into_iter().for_each(|handler| window.disconnect(handler));
        if let Some(tell) = tell.take() {
            let _ = tell.send(dropped.replace(Dropped::Nowhere));
        }
    });
    ends.borrow_mut().push(ended);
}

/// What is dragged, in words beside the pointer.
fn show(context: &gdk::DragContext, words: &str) {
    let label = gtk::Label::new(Some(words));
    label.set_ellipsize(gtk::pango::EllipsizeMode::Middle);
    // What may be shortened is, unless it is told its width.
    label.set_width_chars(i32::try_from(words.chars().count()).map_or(LETTERS, |letters| letters.min(LETTERS)));
    label.set_margin(8);
    label.show();
    context.drag_set_icon_widget(&label, BESIDE, BESIDE);
}

fn is_over(window: &gtk::ApplicationWindow, pointer: &gdk::Device) -> bool {
    let Some(ground) = window.window() else { return false };
    let (_, x, y, _) = ground.device_position(pointer);
    (0..ground.width()).contains(&x) && (0..ground.height()).contains(&y)
}

/// The property of the protocol, and its type.
fn property() -> (gdk::Atom, gdk::Atom) {
    (gdk::Atom::intern(DIRECT_SAVE), gdk::Atom::intern("text/plain"))
}

/// The folder that the taker of the drop wrote there.
fn named_on(source: &gdk::Window) -> Option<PathBuf> {
    let (name, text) = property();
    let (_, _, address) = gdk::property_get(source, &name, &text, 0, LONGEST, 0)?;
    folder_of(&address)
}

/// The folder of a file's address, if it is one of this computer. Some end the address with a zero,
/// as C does.
fn folder_of(address: &[u8]) -> Option<PathBuf> {
    let text = address.split(|&byte| byte == 0).next()?;
    let (file, host) = glib::filename_from_uri(std::str::from_utf8(text).ok()?).ok()?;
    let here = host.is_none_or(|host| host == "localhost" || host == glib::host_name());
    let folder = file.parent()?;
    (here && folder.is_dir()).then(|| folder.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_folder_is_taken_from_the_address_of_a_file_and_has_to_be_here() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("Übersicht 100 %");
        std::fs::create_dir(&folder).unwrap();
        let address = glib::filename_to_uri(folder.join("Bucketwise"), None).unwrap();
        let written = |text: &str| folder_of(text.as_bytes());
        assert_eq!(written(&address), Some(folder.clone()));
        assert_eq!(written(&format!("{address}\0")), Some(folder.clone()));
        let at = |host: &str| address.replacen("file://", &format!("file://{host}"), 1);
        assert_eq!(written(&at("localhost")), Some(folder.clone()));
        assert_eq!(written(&at(&glib::host_name())), Some(folder.clone()));

        assert_eq!(written(&at("another.example")), None);
        assert_eq!(written(&glib::filename_to_uri(folder.join("missing/Bucketwise"), None).unwrap()), None);
        for nothing in ["", "Bucketwise", "smb://server/share/Bucketwise", "file:///", "trash:///Bucketwise"] {
            assert_eq!(written(nothing), None, "{nothing}");
        }
        assert_eq!(folder_of(b"file:///\xff\xfe"), None);
    }
}
