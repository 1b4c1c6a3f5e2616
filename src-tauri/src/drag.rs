//! Files dragged over the window and dropped on it. The paths of a drop become a choice; the page
//! hears names.

use std::path::PathBuf;

use tauri::{DragDropEvent, Window};

use crate::{app::App, window::WindowEvent};

/// Turns a drag over the window into words for the page.
pub(crate) fn on_drag(app: &App, window: &Window, drag: &DragDropEvent) {
    let scale = window.scale_factor().unwrap_or(1.0);
    let said = match drag {
        DragDropEvent::Enter { position, .. } | DragDropEvent::Over { position } => {
            let at = position.to_logical(scale);
            WindowEvent::DragOver { x: at.x, y: at.y }
        }
        DragDropEvent::Drop { paths, position } => {
            let at = position.to_logical(scale);
            let paths: Vec<PathBuf> = paths.iter().filter(|path| path.is_absolute()).cloned().collect();
            if paths.is_empty() {
                WindowEvent::DragLeft
            } else {
                WindowEvent::Dropped { x: at.x, y: at.y, chosen: app.chosen.remember(paths) }
            }
        }
        _ => WindowEvent::DragLeft,
    };
    if let Some(page) = app.pages.of(window.label()) {
        page.events.tell(said);
    }
}
