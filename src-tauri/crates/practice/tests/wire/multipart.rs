//! Multipart uploads: what S3 checks, and the object they make.

use http::Method;

use crate::client::{Outcome, Place, Reply};

const FILE: &str = "/practice-files/parts";
/// The least that a part but the last may hold.
const LEAST: usize = 5 << 20;

async fn begin(place: &Place) -> Outcome<String> {
    Ok(place.call(Method::POST, format!("{FILE}?uploads")).send().await?.one("UploadId"))
}

async fn put_part(place: &Place, id: &str, number: u16, bytes: Vec<u8>) -> Outcome<String> {
    let reply = place.put(format!("{FILE}?partNumber={number}&uploadId={id}"), bytes).send().await?;
    Ok(reply.header("etag").to_owned())
}

async fn complete(place: &Place, id: &str, parts: &[(u16, &str)]) -> Outcome<Reply> {
    let parts: String = parts
        .iter()
        .map(|(number, etag)| format!("<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>"))
        .collect();
    let body = format!("<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>");
    place.call(Method::POST, format!("{FILE}?uploadId={id}")).body(body).send().await
}

#[tokio::test]
async fn parts_make_one_object() -> Outcome {
    let place = Place::open().await?;
    let id = begin(&place).await?;
    let first = put_part(&place, &id, 3, vec![b'a'; LEAST]).await?;
    let replaced = put_part(&place, &id, 7, b"old".to_vec()).await?;
    let last = put_part(&place, &id, 7, b"the end".to_vec()).await?;
    // What a restart finds is an upload under way.
    let place = place.reopen().await?;
    assert_eq!(place.get(FILE).send().await?.fault().1, "NoSuchKey");
    assert_eq!(place.get(format!("{FILE}?uploadId={id}")).send().await?.all("PartNumber"), ["3", "7"]);
    assert_eq!(place.get("/practice-files?uploads").send().await?.all("Key"), ["parts"]);
    assert_eq!(complete(&place, &id, &[(3, &first), (7, &replaced)]).await?.fault().1, "InvalidPart");
    let done = complete(&place, &id, &[(3, &first), (7, &last)]).await?;
    // md5 of the two parts' md5s, computed with Python's hashlib.
    assert_eq!(done.one("ETag"), "\"dc2bc882b07e1e67a48bed8997ce6caf-2\"");
    let place = place.reopen().await?;
    let range = format!("bytes={}-{}", LEAST - 2, LEAST + 2);
    assert_eq!(place.get(FILE).header("range", range).send().await?.text(), "aathe");
    let part = place.get(format!("{FILE}?partNumber=2")).send().await?;
    assert_eq!((part.text().as_str(), part.header("x-amz-mp-parts-count")), ("the end", "2"));
    assert_eq!(place.get("/practice-files?uploads").send().await?.all("Key"), [""; 0]);
    Ok(())
}

#[tokio::test]
async fn what_s3_refuses_is_refused() -> Outcome {
    let place = Place::open().await?;
    let id = begin(&place).await?;
    let one = put_part(&place, &id, 1, b"small".to_vec()).await?;
    let two = put_part(&place, &id, 2, b"small too".to_vec()).await?;
    let code = async |parts: &[(u16, &str)]| complete(&place, &id, parts).await.map(|reply| reply.fault().1);
    assert_eq!(code(&[(2, &two), (1, &one)]).await?, "InvalidPartOrder");
    assert_eq!(code(&[(1, &one), (1, &one)]).await?, "InvalidPartOrder");
    assert_eq!(code(&[(1, &two)]).await?, "InvalidPart");
    assert_eq!(code(&[(3, &one)]).await?, "InvalidPart");
    assert_eq!(code(&[(1, &one), (2, &two)]).await?, "EntityTooSmall");
    assert_eq!(code(&[]).await?, "MalformedXML");
    assert_eq!(
        place.put(format!("{FILE}?partNumber=10001&uploadId={id}"), "x").send().await?.fault().1,
        "InvalidArgument"
    );
    assert_eq!(place.put(format!("{FILE}?partNumber=1&uploadId=none"), "x").send().await?.fault().1, "NoSuchUpload");
    let other_key = place.put(format!("/practice-files/other?partNumber=1&uploadId={id}"), "x").send().await?;
    assert_eq!(other_key.fault().1, "NoSuchUpload");
    assert_eq!(code(&[(2, &two)]).await?, "");
    assert_eq!(place.get(FILE).send().await?.text(), "small too");
    Ok(())
}

#[tokio::test]
async fn an_aborted_upload_is_gone() -> Outcome {
    let place = Place::open().await?;
    let id = begin(&place).await?;
    let one = put_part(&place, &id, 1, b"x".to_vec()).await?;
    assert_eq!(place.call(Method::DELETE, format!("{FILE}?uploadId={id}")).send().await?.status, 204);
    assert_eq!(complete(&place, &id, &[(1, &one)]).await?.fault(), (404, "NoSuchUpload".to_owned()));
    Ok(())
}

#[tokio::test]
async fn a_part_may_be_copied_from_a_range() -> Outcome {
    let place = Place::open().await?;
    place.put("/practice-files/source", "0123456789").send().await?;
    let id = begin(&place).await?;
    let copy = async |range: &str| {
        let call = place.put(format!("{FILE}?partNumber=1&uploadId={id}"), "");
        call.header("x-amz-copy-source", "practice-files/source").header("x-amz-copy-source-range", range).send().await
    };
    assert_eq!(copy("bytes=5-10").await?.fault().1, "InvalidArgument");
    assert_eq!(copy("bytes=-3").await?.fault().1, "InvalidArgument");
    let etag = copy("bytes=2-5").await?.one("ETag");
    assert_eq!(complete(&place, &id, &[(1, &etag)]).await?.status, 200);
    assert_eq!(place.get(FILE).send().await?.text(), "2345");
    Ok(())
}
