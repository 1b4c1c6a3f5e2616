//! The one list of commands. It makes the handlers that Tauri calls and the TypeScript that the page is checked
//! against (`ui/src/lib/backend/contract.ts`), so neither can drift from the other.
//!
//! A line reads `room::command(arguments; channel: what it carries) -> answer`. The command of the same name in
//! `commands/room.rs` does the work; a panic in it becomes a fault for the page and a line in the log.

use std::{future::Future, panic::AssertUnwindSafe};

use engine::{
    connections::{
        AskAnswer, AskView, Buckets, ConnectionView, Keep, Login, ProbeStep, Probed,
        export::{ExportPreview, ExportShape},
        import::Imported,
    },
    fault::{self, Fault},
    ids::{AskId, ConnectionId, DeletePlanId, DraftId, GrantId, GroupId, ImportId, ListingId},
    listing::{Found, ListingTick, Opened, Place, Rows, Selection, SelectionChange, Sort},
    transfers::{DeleteCount, JobFilter, JobId, Jobs, OnConflict, TransferTick},
};
use futures_util::FutureExt;
use tauri::{State, Wry, ipc::Channel};

use crate::{
    app::{App, Start},
    commands,
    commands::import::Pasted,
    commands::transfer::TransferRequest,
    dialogs::ChooseKind,
    grants::Granted,
    sink::sink,
    window::WindowEvent,
};

macro_rules! contract {
    ($(
        $(#[doc = $doc:literal])*
        $room:ident::$name:ident($($arg:ident: $type:ty),* $(; $stream:ident: $carries:ty)?) -> $answer:ty;
    )*) => {
        mod handlers {
            use super::*;

            $(
                $(#[doc = $doc])*
                #[tauri::command(rename_all = "snake_case")]
                pub(super) async fn $name(
                    app: State<'_, App>,
                    $($arg: $type,)*
                    $($stream: Channel<$carries>,)?
                ) -> Result<$answer, Fault> {
                    let work = commands::$room::$name(&app, $($arg,)* $(sink($stream))?);
                    guarded(stringify!($name), work).await
                }
            )*
        }

        /// What Tauri calls for each command of the list.
        pub(crate) fn handler() -> impl Fn(tauri::ipc::Invoke<Wry>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$(handlers::$name),*]
        }

        #[cfg(test)]
        fn describe(into: &mut typescript::Contract) {
            $(
                into.command(stringify!($name), &[$($doc),*]);
                $(into.argument::<$type>(stringify!($arg));)*
                $(into.stream::<$carries>(stringify!($stream));)?
                into.answer::<$answer>();
            )*
        }
    };
}

contract! {
    /// Everything the first screen needs. Closes what an earlier page left open.
    connect::start() -> Start;
    /// Checks the login without network, then tries it step by step. `kept`: the card whose secrets it uses.
    connect::probe_login(login: Login, kept: Option<ImportId>; steps: ProbeStep) -> Probed;
    /// Tells of what sign-ins need of the person, from now on; the latest watcher alone is told.
    connect::watch_asks(; asks: Vec<AskView>) -> ();
    /// Answers a question; whoever waits for it goes on.
    connect::answer_ask(ask: AskId, answer: AskAnswer) -> ();
    /// Keeps a login that passed; its secret goes where `keep` says and nowhere else.
    connect::save_connection(draft: DraftId, name: String, keep: Keep) -> ConnectionView;
    /// Forgets a login that passed and was not saved.
    connect::discard_draft(draft: DraftId) -> ();
    /// Gives a connection another name.
    connect::rename_connection(connection: ConnectionId, name: String) -> ConnectionView;
    /// Removes the connection and its secret; closes its listings. Nothing in a bucket changes; practice files are deleted.
    connect::forget_connection(connection: ConnectionId) -> ();
    /// Starts the practice server when it does not run yet.
    connect::open_practice() -> ConnectionView;
    /// The buckets that the login may list, or the one named when connecting.
    connect::list_buckets(connection: ConnectionId) -> Buckets;
    /// Reads what the person pasted. Its secrets stay in Rust; the cards have none.
    import::read_paste(text: Pasted) -> Imported;
    /// Reads a file that the person chose or dropped, as `read_paste`.
    import::read_file(grant: GrantId) -> Imported;
    /// Forgets every card and its secrets.
    import::forget_imports() -> ();
    /// A saved connection as another program's text, with marks where the secrets will be.
    import::preview_export(connection: ConnectionId, shape: ExportShape) -> ExportPreview;
    /// Puts the text with its secrets onto the clipboard; it does not come to the page.
    import::copy_export(connection: ConnectionId, shape: ExportShape) -> ();
    /// Asks where to, and writes the text for its owner alone; the file's name. null: the person closed the dialog.
    import::save_export(connection: ConnectionId, shape: ExportShape) -> Option<String>;
    /// Opens a folder and starts reading it.
    browse::open_listing(place: Place; ticks: ListingTick) -> Opened;
    /// A window of rows, 500 at most.
    browse::read_rows(listing: ListingId, start: usize, len: usize) -> Rows;
    /// Sorts the rows; a tick follows.
    browse::sort_listing(listing: ListingId, sort: Sort) -> ();
    /// Shows only names that hold the text; a tick follows.
    browse::filter_listing(listing: ListingId, text: String) -> ();
    /// Positions are those of `revision`; when rows moved since, nothing changes and the selection as it is comes back.
    browse::select_rows(listing: ListingId, revision: u64, change: SelectionChange) -> Selection;
    /// Position of the first row at or after `from` (wrapping) whose name starts with `text`, for type-ahead.
    browse::find_row(listing: ListingId, text: String, from: usize) -> Found;
    /// Reads the place again behind the rows shown; they are exchanged when all is there, the selection kept by key.
    browse::refresh_listing(listing: ListingId) -> ();
    /// Goes on after a failure, asking only for what is missing.
    browse::retry_listing(listing: ListingId) -> ();
    /// Closes a listing and stops its requests.
    browse::close_listing(listing: ListingId) -> ();
    /// Makes an empty folder.
    browse::make_folder(place: Place, name: String) -> ();
    /// Counts what deleting the selection would remove; the plan is then run with `add_transfer`.
    transfer::plan_delete(listing: ListingId; ticks: DeleteCount) -> DeletePlanId;
    /// Leaves a counted deletion; nothing is deleted.
    transfer::discard_delete(plan: DeletePlanId) -> ();
    /// Opens the system's own dialog. null: the person closed it.
    transfer::choose(kind: ChooseKind) -> Option<Granted>;
    /// Starts a transfer; `op_id` counts once.
    transfer::add_transfer(request: TransferRequest) -> GroupId;
    /// Tells of all transfers from now on; the latest watcher alone is told.
    transfer::watch_transfers(; ticks: TransferTick) -> ();
    /// Says what becomes of the names that are already there.
    transfer::answer_conflicts(group: GroupId, on_conflict: OnConflict) -> ();
    /// Stops a group, or one job of it.
    transfer::cancel_transfer(group: GroupId, job: Option<JobId>) -> ();
    /// Tries again what failed in a group, or one job of it.
    transfer::retry_transfer(group: GroupId, job: Option<JobId>) -> ();
    /// Takes a group that has ended off the panel.
    transfer::dismiss_transfer(group: GroupId) -> ();
    /// A window of a group's jobs.
    transfer::read_jobs(group: GroupId, filter: JobFilter, start: usize, len: usize) -> Jobs;
    /// Opens the folder that a finished download went to.
    transfer::reveal_download(group: GroupId) -> ();
    /// Tells of files that are dragged over the window or dropped on it.
    transfer::watch_window(; events: WindowEvent) -> ();
}

/// Runs a command; a panic in it is a defect of the program, told as such.
async fn guarded<T>(name: &'static str, work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| {
        tracing::error!("the command {name} stopped by a panic");
        Err(fault::defect(name))
    })
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod typescript;
