//! The windows of the program: opening one, closing one, and what each is told.

use std::sync::atomic::Ordering;

use engine::{at::Place, fault::Fault};

use crate::{
    app::App,
    page::Caller,
    sink::Sink,
    textsize,
    window::{self, WindowEvent},
};

pub(crate) async fn quit(caller: &Caller<'_>) -> Result<(), Fault> {
    window::leave(&caller.tauri, &caller.page);
    Ok(())
}

pub(crate) async fn hold_window(caller: &Caller<'_>, at_work: bool) -> Result<(), Fault> {
    caller.page.at_work.store(at_work, Ordering::Relaxed);
    Ok(())
}

pub(crate) async fn watch_window(caller: &Caller<'_>, events: Sink<WindowEvent>) -> Result<(), Fault> {
    caller.pages.watch(&caller.page, events);
    caller.page.events.tell(WindowEvent::TextSize { scale: textsize::scale() });
    Ok(())
}

pub(crate) async fn new_window(app: &App, place: Option<Place>) -> Result<(), Fault> {
    window::beside(&app.tauri, place).await
}
