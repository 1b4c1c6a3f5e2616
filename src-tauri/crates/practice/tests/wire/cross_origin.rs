//! Pages of other origins: preflights answered from the bucket's rules, before and without any
//! signature.

use http::Method;

use crate::client::{Outcome, Place, Reply};

const RULES: &str = "<CORSConfiguration>\
    <CORSRule><AllowedOrigin>https://*.example.org</AllowedOrigin><AllowedMethod>GET</AllowedMethod>\
    <AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-amz-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>\
    <MaxAgeSeconds>60</MaxAgeSeconds></CORSRule>\
    <CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>HEAD</AllowedMethod></CORSRule></CORSConfiguration>";

async fn with_rules() -> Outcome<Place> {
    let place = Place::open().await?;
    assert_eq!(place.put("/practice-files?cors", RULES).send().await?.status, 200);
    place.reopen().await
}

async fn preflight(place: &Place, origin: &str, method: &str, headers: &str) -> Outcome<Reply> {
    let call = place.call(Method::OPTIONS, "/practice-files/any%20key").header("origin", origin);
    let call = call.header("access-control-request-method", method);
    call.header("access-control-request-headers", headers).send_unsigned().await
}

#[tokio::test]
async fn a_preflight_is_answered_from_the_rules() -> Outcome {
    let place = with_rules().await?;
    let allowed = preflight(&place, "https://app.example.org", "PUT", "X-Amz-Date, x-amz-content-sha256").await?;
    assert_eq!(allowed.status, 200);
    let told =
        ["origin", "methods", "headers"].map(|name| allowed.header(&format!("access-control-allow-{name}")).to_owned());
    assert_eq!(told, ["https://app.example.org", "GET, PUT", "x-amz-date, x-amz-content-sha256"]);
    assert_eq!(allowed.header("access-control-max-age"), "60");
    assert_eq!(allowed.header("access-control-expose-headers"), "ETag");
    let everyone = preflight(&place, "https://elsewhere.net", "HEAD", "").await?;
    assert_eq!(everyone.header("access-control-allow-origin"), "*");
    for (origin, method, headers) in [
        ("https://elsewhere.net", "PUT", ""),
        ("https://app.example.org", "DELETE", ""),
        ("https://app.example.org", "PUT", "authorization"),
    ] {
        let refused = preflight(&place, origin, method, headers).await?;
        assert_eq!(refused.fault(), (403, "AccessForbidden".to_owned()));
        assert_eq!(refused.header("access-control-allow-origin"), "");
    }
    Ok(())
}

#[tokio::test]
async fn a_bucket_without_rules_refuses_every_page() -> Outcome {
    let place = Place::open().await?;
    let refused = preflight(&place, "https://app.example.org", "GET", "").await?;
    assert_eq!(refused.one("Message"), "CORSResponse: CORS is not enabled for this bucket.");
    let no_page = place.call(Method::OPTIONS, "/practice-files/x").send_unsigned().await?;
    assert_eq!(no_page.fault(), (400, "BadRequest".to_owned()));
    Ok(())
}

#[tokio::test]
async fn an_answer_carries_the_headers_that_let_a_page_read_it() -> Outcome {
    let place = with_rules().await?;
    let get = async |origin: &'static str| place.get("/practice-files/none").header("origin", origin).send().await;
    // A page may read an error as well.
    let missing = get("https://app.example.org").await?;
    assert_eq!((missing.fault().0, missing.header("access-control-allow-origin")), (404, "https://app.example.org"));
    assert_eq!(get("https://elsewhere.net").await?.header("access-control-allow-origin"), "");
    Ok(())
}

#[tokio::test]
async fn rules_are_checked_kept_and_taken_away() -> Outcome {
    let place = with_rules().await?;
    let kept = place.get("/practice-files?cors").send().await?;
    assert_eq!(kept.all("AllowedOrigin"), ["https://*.example.org", "*"]);
    let patch = RULES.replace("HEAD", "PATCH");
    assert_eq!(place.put("/practice-files?cors", patch).send().await?.fault(), (400, "InvalidRequest".to_owned()));
    assert_eq!(place.call(Method::DELETE, "/practice-files?cors").send().await?.status, 204);
    assert_eq!(place.get("/practice-files?cors").send().await?.fault().1, "NoSuchCORSConfiguration");
    Ok(())
}
