//! What the page of one window has open, apart from the others': a page that begins anew, or a
//! window that closes, lets go of its own and leaves the rest alone. What the program does for the
//! person, such as transfers, is the [`App`]'s and shown in every window.

use std::{
    collections::BTreeMap,
    ops::Deref,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

use engine::{
    at::Place,
    connections::{AskView, import::Imports},
    files::{compare::Comparisons, look::Readings, share::Shares},
    ids::{ConnectionId, DeletePlanId, DraftId},
    listing::{Listings, Remembered},
    opened::OpenedView,
    settings::{Earlier, Removals, Settings},
    sync::SyncComparisons,
    transfers::{Archives, Changes, Deletions, LockChanges, Restorations, TransferTick, Undeletions},
};
use tauri::Manager;

use crate::{
    app::App,
    chosen::ChosenPath,
    commands::transfer::HeldRows,
    sink::{Heard, Sink},
    window::{MAIN, WindowEvent},
};

/// One window's page.
pub(crate) struct Page {
    /// Where a window begins that was opened beside another; the first one begins with the tabs of
    /// last time, and keeps its own.
    pub(crate) tabs: Option<Vec<Place>>,
    pub(crate) listings: Listings,
    pub(crate) readings: Readings,
    pub(crate) shares: Shares,
    pub(crate) comparisons: Comparisons,
    pub(crate) deletions: Deletions,
    pub(crate) undeletions: Undeletions,
    pub(crate) restorations: Restorations,
    pub(crate) archives: Archives,
    pub(crate) locks: LockChanges,
    pub(crate) changes: Changes,
    pub(crate) syncs: SyncComparisons,
    pub(crate) settings: Settings,
    pub(crate) removals: Removals,
    pub(crate) imports: Arc<Imports>,
    /// Logins that passed here and were not saved yet.
    drafts: Mutex<Vec<DraftId>>,
    /// It is at something that would end with its window.
    pub(crate) at_work: AtomicBool,
    pub(crate) events: Heard<WindowEvent>,
    pub(crate) transfers: Heard<TransferTick>,
    pub(crate) asks: Heard<Vec<AskView>>,
    pub(crate) opened: Heard<Vec<OpenedView>>,
}

impl Page {
    /// A login passed in this window; it is forgotten with the page.
    pub(crate) fn holds(&self, draft: DraftId) {
        self.drafts.lock().unwrap_or_else(PoisonError::into_inner).push(draft);
    }

    /// Leaves a plan, of whatever was counted.
    pub(crate) fn discard(&self, plan: &DeletePlanId) {
        self.deletions.discard(plan);
        self.undeletions.discard(plan);
        self.restorations.discard(plan);
        self.archives.discard(plan);
        self.locks.discard(plan);
        self.changes.discard(plan);
    }

    /// Lets go of all that is open here.
    pub(crate) fn close(&self, app: &App) {
        self.listings.close_all();
        self.readings.close_all();
        self.shares.close_all();
        self.comparisons.close_all();
        self.deletions.discard_all();
        self.undeletions.discard_all();
        self.restorations.discard_all();
        self.archives.discard_all();
        self.locks.discard_all();
        self.changes.discard_all();
        self.syncs.close_all();
        self.settings.close_all();
        self.removals.stop_all();
        self.imports.forget_all();
        self.at_work.store(false, Ordering::Relaxed);
        let drafts = std::mem::take(&mut *self.drafts.lock().unwrap_or_else(PoisonError::into_inner));
        drafts.iter().for_each(|draft| app.connections.discard(draft));
    }
}

/// The pages of all windows, by the window's label.
pub(crate) struct Pages {
    open: Mutex<BTreeMap<String, Arc<Page>>>,
    /// Windows opened so far.
    count: AtomicU32,
    /// Connection files that were opened before a page was there to show them.
    waiting: Mutex<Vec<ChosenPath>>,
    /// The window that had the keyboard last, and whether it has it still.
    front: Mutex<(String, bool)>,
    /// What was cut or copied, in whichever window.
    held: Mutex<Option<HeldRows>>,
    remembered: Arc<Remembered>,
    earlier: Arc<Earlier>,
}

impl Pages {
    pub(crate) fn new(remembered: Remembered, earlier: Earlier) -> Self {
        let pages = Self {
            open: Mutex::default(),
            count: AtomicU32::new(1),
            waiting: Mutex::default(),
            front: Mutex::new((MAIN.to_owned(), false)),
            held: Mutex::default(),
            remembered: Arc::new(remembered),
            earlier: Arc::new(earlier),
        };
        pages.add(MAIN.to_owned(), None);
        pages
    }

    /// The page of the window with this label; none of a window that is gone, which may still ask.
    pub(crate) fn of(&self, label: &str) -> Option<Arc<Page>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).get(label).cloned()
    }

    fn add(&self, label: String, tabs: Option<Vec<Place>>) {
        let page = Arc::new(self.page(tabs));
        self.open.lock().unwrap_or_else(PoisonError::into_inner).insert(label, page);
    }

    /// The label of one more window, which begins at `place`.
    pub(crate) fn beside(&self, place: Option<Place>) -> String {
        let number = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        let label = format!("{MAIN}-{number}");
        self.add(label.clone(), Some(place.into_iter().collect()));
        label
    }

    fn page(&self, tabs: Option<Vec<Place>>) -> Page {
        Page {
            tabs,
            listings: Listings::default().remembering(Arc::clone(&self.remembered)),
            readings: Readings::default(),
            shares: Shares::default(),
            comparisons: Comparisons::default(),
            deletions: Deletions::default(),
            undeletions: Undeletions::default(),
            restorations: Restorations::default(),
            archives: Archives::default(),
            locks: LockChanges::default(),
            changes: Changes::default(),
            syncs: SyncComparisons::default(),
            settings: Settings::keeping(Arc::clone(&self.earlier)),
            removals: Removals::default(),
            imports: Arc::default(),
            drafts: Mutex::default(),
            at_work: AtomicBool::default(),
            events: Heard::default(),
            transfers: Heard::default(),
            asks: Heard::default(),
            opened: Heard::default(),
        }
    }

    /// The window is gone.
    pub(crate) fn close(&self, app: &App, label: &str) {
        // Not every desktop says that a window which closes has lost the keyboard.
        self.focus(label, false);
        let gone = self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(label);
        if let Some(page) = gone {
            page.close(app);
        }
    }

    pub(crate) fn all(&self) -> Vec<(String, Arc<Page>)> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.iter().map(|(label, page)| (label.clone(), Arc::clone(page))).collect()
    }

    /// Closes what shows a connection that leads elsewhere now, or nowhere.
    pub(crate) fn close_of(&self, connection: &ConnectionId) {
        for (_, page) in self.all() {
            page.listings.close_of(connection);
            page.readings.close_of(connection);
            page.shares.close_of(connection);
        }
        self.remembered.forget(connection);
    }

    /// A window gained or lost the keyboard.
    pub(crate) fn focus(&self, label: &str, has: bool) {
        let mut front = self.front.lock().unwrap_or_else(PoisonError::into_inner);
        if has || front.0 == label {
            *front = (label.to_owned(), has);
        }
    }

    /// Whether a window has the keyboard: somebody sees what it says.
    pub(crate) fn is_looked_at(&self) -> bool {
        self.front.lock().unwrap_or_else(PoisonError::into_inner).1
    }

    /// The window that had the keyboard last, or else any.
    pub(crate) fn front(&self) -> String {
        let last = self.front.lock().unwrap_or_else(PoisonError::into_inner).0.clone();
        let all = self.all();
        let there = all.iter().any(|(label, _)| *label == last);
        if there { last } else { all.into_iter().next().map_or(last, |(label, _)| label) }
    }

    /// The page hears of its window from now on, and of what waited for one.
    pub(crate) fn watch(&self, page: &Page, events: Sink<WindowEvent>) {
        let waiting = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            page.events.by(events);
            std::mem::take(&mut *waiting)
        };
        waiting.into_iter().for_each(|chosen| page.events.tell(WindowEvent::Opened { chosen }));
        let held = self.held();
        if held.is_some() {
            page.events.tell(WindowEvent::HeldElsewhere { held });
        }
    }

    /// Rows were cut or copied in the window of `page`, or put down there: the others may put them
    /// down from now on, or no longer.
    pub(crate) fn hold(&self, page: &Arc<Page>, held: Option<HeldRows>) {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&held);
        let all = self.all();
        let others = all.iter().filter(|(_, other)| !Arc::ptr_eq(other, page));
        others.for_each(|(_, other)| other.events.tell(WindowEvent::HeldElsewhere { held: held.clone() }));
    }

    /// What was cut or copied last, and not yet put down.
    pub(crate) fn held(&self) -> Option<HeldRows> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A connection file that the person opened, for the window in front; it waits until there is a
    /// page.
    pub(crate) fn open(&self, chosen: ChosenPath) {
        let page = {
            // Held while it is looked, so that a page that comes in this moment does not miss it.
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            match self.of(&self.front()).filter(|page| page.events.is_there()) {
                Some(page) => page,
                None => return waiting.push(chosen),
            }
        };
        page.events.tell(WindowEvent::Opened { chosen });
    }
}

/// Who calls a command: a page, and the program around it.
pub(crate) struct Caller<'a> {
    pub(crate) app: &'a App,
    pub(crate) page: Arc<Page>,
}

impl Deref for Caller<'_> {
    type Target = App;

    fn deref(&self) -> &App {
        self.app
    }
}

impl Caller<'_> {
    /// From now on the page hears what every page is told. Answers what tells them all, for
    /// whoever knows of one listener alone.
    pub(crate) fn hears<T: Clone + 'static>(&self, of: fn(&Page) -> &Heard<T>, sink: Sink<T>) -> Sink<T> {
        of(&self.page).by(sink);
        let tauri = self.tauri.clone();
        Box::new(move |said| {
            if let Some(app) = tauri.try_state::<App>() {
                app.pages.all().iter().for_each(|(_, page)| of(page).tell(said.clone()));
            }
        })
    }

    /// The other windows show other connections, favourites or lists from now on. What cannot be
    /// read for a moment is told the next time.
    pub(crate) fn tell_others(&self) {
        let all = self.pages.all();
        let mut others = all.iter().filter(|(_, page)| !Arc::ptr_eq(page, &self.page)).peekable();
        if others.peek().is_none() {
            return;
        }
        let connections = self.connections.list();
        let known = connections.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
        let Ok(places) = self.places.read(&known) else { return };
        for (_, page) in others {
            let (connections, favourites) = (connections.clone(), places.favourites.clone());
            page.events.tell(WindowEvent::ChangedElsewhere { connections, favourites, look: places.look.clone() });
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::atomic::AtomicUsize;

    use super::*;

    fn pages() -> Pages {
        let folder = tempfile::tempdir().unwrap();
        Pages::new(Remembered::default(), Earlier::open(folder.path(), || 7))
    }

    #[test]
    fn what_is_opened_from_outside_goes_to_the_window_in_front_once() {
        let pages = pages();
        let chosen = crate::chosen::ChosenPaths::default().remember(Vec::new());
        pages.open(chosen.clone());
        let heard = [Arc::<AtomicUsize>::default(), Arc::default()];
        let ear = |n: usize| {
            let heard = Arc::clone(&heard[n]);
            Box::new(move |event| {
                if matches!(event, WindowEvent::Opened { .. }) {
                    heard.fetch_add(1, Ordering::Relaxed);
                }
            })
        };
        pages.watch(&pages.of(MAIN).unwrap(), ear(0));
        assert_eq!(heard[0].load(Ordering::Relaxed), 1, "it waited for a page");

        let second = pages.beside(None);
        pages.watch(&pages.of(&second).unwrap(), ear(1));
        pages.focus(MAIN, false);
        pages.focus(&second, true);
        pages.focus(MAIN, false);
        assert!(pages.is_looked_at(), "the first one lost the keyboard to the second");
        pages.open(chosen);
        assert_eq!(heard.map(|count| count.load(Ordering::Relaxed)), [1, 1]);
    }

    #[test]
    fn a_window_beside_begins_elsewhere_and_the_first_with_the_tabs_of_last_time() {
        let pages = pages();
        assert!(pages.of(MAIN).unwrap().tabs.is_none());
        let (one, two) = (pages.beside(None), pages.beside(None));
        assert_ne!(one, two);
        assert_eq!(pages.of(&one).unwrap().tabs.as_deref(), Some(&[][..]));
        assert_eq!(pages.front(), MAIN);
        assert!(pages.of("main-99").is_none(), "a window that is gone has no page any more");
    }
}
