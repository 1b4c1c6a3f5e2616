//! Places that a person comes back to, and addresses that lead to places.

use engine::{
    at::Place,
    fault::{self, Fault},
    ids::ConnectionId,
    places::{self, Located, Look, PlacesView},
};

use crate::{app::App, language, page::Caller};

pub(crate) async fn read_places(app: &App) -> Result<PlacesView, Fault> {
    let known: Vec<ConnectionId> = app.connections.list().into_iter().map(|connection| connection.id).collect();
    let kept = app.places.read(&known)?;
    language::choose(&kept.look.language);
    Ok(kept)
}

pub(crate) async fn keep_tabs(app: &App, tabs: Vec<Place>, active: usize) -> Result<Vec<Place>, Fault> {
    app.places.keep_tabs(tabs, active)
}

pub(crate) async fn set_favourite(caller: &Caller<'_>, place: Place, favourite: bool) -> Result<Vec<Place>, Fault> {
    let favourites = caller.places.set_favourite(place, favourite)?;
    caller.tell_others();
    Ok(favourites)
}

pub(crate) async fn keep_look(caller: &Caller<'_>, look: Look) -> Result<(), Fault> {
    language::choose(&look.language);
    caller.places.keep_look(look)?;
    caller.tell_others();
    Ok(())
}

pub(crate) async fn locate(
    app: &App,
    connection: ConnectionId,
    bucket: String,
    text: String,
) -> Result<Located, Fault> {
    let view = app.connections.list().into_iter().find(|each| each.id == connection);
    let view = view.ok_or_else(|| fault::gone("connection"))?;
    let store = app.connections.store(&connection).await?;
    places::locate(&store, &view, &bucket, &text).await
}
