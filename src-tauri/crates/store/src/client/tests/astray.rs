//! Answers about another thing than was asked.

use super::*;

/// A server that lists by folders names others first whose keys begin alike; what it says of them
/// is not taken.
#[tokio::test]
async fn the_size_of_another_file_is_not_taken_for_it() {
    let row = |key: &str, size: u32| format!("<Contents><Key>{key}</Key><ETag>e</ETag><Size>{size}</Size></Contents>");
    let serve = |rows: Vec<String>| async move {
        Recorded::by(move |request| match request.contains("list-type") {
            true => {
                let most = if request.contains("max-keys=1&") { 1 } else { rows.len() };
                answer(200, &[], &format!("<ListBucketResult>{}</ListBucketResult>", rows[..most].concat()))
            }
            false => {
                b"HTTP/1.1 200 X\r\nconnection: close\r\ntransfer-encoding: chunked\r\netag: \"e\"\r\n\r\n".to_vec()
            }
        })
        .await
    };
    let size = async |rows: Vec<String>| {
        let head = serve(rows).await.store().head(&at("key")).await;
        head.map(|head| head.size).map_err(|error| error.kind)
    };
    assert_eq!(size(vec![row("key/child", 7), row("key-2", 8), row("key", 5)]).await, Ok(5));
    assert_eq!(size(vec![row("key/child", 7), row("key.bak", 8)]).await, Err(StoreErrorKind::BadAnswer));
}

/// Answers to a deletion name what was not deleted; one that names something else is of nobody
/// knows what.
#[tokio::test]
async fn a_refusal_under_another_name_leaves_no_file_counted_as_deleted() {
    for (named, refused) in
        [("<Key>a/b</Key>", Ok(vec!["a/b".to_owned()])), ("", Err(())), ("<Key>a%2Fb</Key>", Err(()))]
    {
        let said = format!("<Error>{named}<Code>AccessDenied</Code><Message>no</Message></Error>");
        let server = Recorded::new(vec![answer(200, &[], &format!("<DeleteResult>{said}</DeleteResult>"))]).await;
        let told = server.store().delete_many("bucket", vec!["a/b".into(), "c".into()]).await;
        let keys =
            |refused: Vec<(String, crate::StoreError)>| refused.into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        let kind = told.as_ref().err().map(|error| error.kind);
        assert_eq!(kind, refused.is_err().then_some(StoreErrorKind::NotPermitted), "{named}");
        assert_eq!(told.map(keys).map_err(drop), refused, "{named}");
    }
}

/// What a cache on the way answers may be of another part of the file: it is never put in the place
/// of the one asked for.
#[tokio::test]
async fn another_range_than_the_one_asked_for_is_not_taken() {
    let answered = async |said: &'static str| {
        let server = Recorded::new(vec![answer(206, &[("etag", "\"e\""), ("content-range", said)], "abcd")]).await;
        let get = Get { range: Some(4..8), if_match: None };
        server.store().get(&at("key"), get).await.map(|body| body.head.size).map_err(|error| error.kind)
    };
    assert_eq!(answered("bytes 4-7/12").await, Ok(12));
    assert_eq!(answered("bytes=4-7/12").await, Ok(12), "spelled as some do");
    for said in ["bytes 0-3/12", "bytes 8-11/12"] {
        assert_eq!(answered(said).await, Err(StoreErrorKind::BadAnswer), "{said}");
    }
}
