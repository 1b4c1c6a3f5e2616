//! Starting, stopping, dropping, and the folder in between.

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;

use crate::client::{Outcome, Place};
use practice::PracticeError;

#[tokio::test]
async fn stopping_ends_connections_and_frees_the_folder() -> Outcome {
    let place = Place::open().await?;
    let mut idle = TcpStream::connect(place.host()).await?;
    let place = place.reopen().await?;
    assert_eq!(idle.read(&mut [0; 1]).await.unwrap_or(0), 0);
    assert_eq!(place.get("/").send().await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn dropping_ends_connections_and_frees_the_folder() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("practice");
    let practice = practice::start(&path).await?;
    let mut idle = TcpStream::connect(practice.endpoint().trim_start_matches("http://")).await?;
    drop(practice);
    assert_eq!(idle.read(&mut [0; 1]).await.unwrap_or(0), 0);
    practice::start(&path).await?.stop().await;
    Ok(())
}

#[tokio::test]
async fn a_folder_has_one_server() -> Outcome {
    let place = Place::open().await?;
    let second = practice::start(place.practice.folder()).await;
    assert!(matches!(second, Err(PracticeError::InUse(_))));
    Ok(())
}

#[tokio::test]
async fn a_folder_of_somebody_else_is_not_touched() -> Outcome {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("thesis.txt"), "years of work")?;
    let started = practice::start(folder.path()).await;
    assert!(matches!(started, Err(PracticeError::Foreign(_))));
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 1);
    Ok(())
}

#[tokio::test]
async fn the_secret_is_not_in_what_is_logged() -> Outcome {
    let place = Place::open().await?;
    let shown = format!("{:?}", place.practice);
    assert!(shown.contains(place.practice.endpoint()) && !shown.contains(place.practice.secret_key()));
    Ok(())
}
