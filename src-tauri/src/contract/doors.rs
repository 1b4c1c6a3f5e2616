//! What the one list of commands becomes: a handler of Tauri for each, and with the tests what
//! TypeScript is to know of it.

use std::{future::Future, panic::AssertUnwindSafe};

use engine::fault::{self, Fault};
use futures_util::FutureExt;

macro_rules! contract {
    ($(
        $(#[doc = $doc:literal])*
        $module:ident::$name:ident($($arg:ident: $type:ty),* $(; $stream:ident: $carries:ty)?) -> $answer:ty;
    )*) => {
        mod handlers {
            use super::*;

            $(
                $(#[doc = $doc])*
                #[tauri::command(rename_all = "snake_case")]
                pub(super) async fn $name(
                    app: State<'_, App>,
                    window: WebviewWindow,
                    $($arg: $type,)*
                    $($stream: Channel<$carries>,)?
                ) -> Result<$answer, Fault> {
                    let Some(page) = app.pages.of(window.label()) else { return Err(fault::gone("window")) };
                    let caller = Caller { page, app: &app };
                    let work = commands::$module::$name(&caller, $($arg,)* $(sink($stream))?);
                    // Tauri moves a handler about on the stack; what a command keeps while it waits
                    // can be large.
                    guarded(stringify!($name), Box::pin(work)).await
                }
            )*
        }

        /// What Tauri calls for each command of the list.
        pub(crate) fn handler() -> impl Fn(tauri::ipc::Invoke<Wry>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![commands::save::save_bytes, $(handlers::$name),*]
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

/// Runs a command; a panic in it is a defect of the program, told as such.
pub(super) async fn guarded<T>(name: &'static str, work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| {
        tracing::error!("the command {name} stopped by a panic");
        Err(fault::defect(name))
    })
}
