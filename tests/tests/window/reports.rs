//! An inventory report opened in the window: from its manifest to the rows of its bucket, and back.

use bucketwise_tests::tools;

use super::*;

#[test]
fn an_inventory_report_is_opened_as_a_listing() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::aws(server, ["s3", "mb", "s3://reports"]);
    let desktop = Desktop::start(Options::default());
    let files = desktop.home().join("report");
    fs::create_dir_all(files.join("inventory/data")).unwrap();
    let lines = "\"photos\",\"2026/harbour%20view.jpg\",\"4100\",\"2026-03-01T08:00:00.000Z\"\n\"photos\",\"readme.txt\",\"12\",\"2026-03-01T08:00:00.000Z\"\n";
    fs::write(files.join("inventory/data/1.csv"), lines).unwrap();
    let manifest = r#"{"sourceBucket":"photos","destinationBucket":"arn:aws:s3:::reports","creationTimestamp":"1772352000000",
        "fileFormat":"CSV","fileSchema":"Bucket, Key, Size, LastModifiedDate","files":[{"key":"inventory/data/1.csv","size":150}]}"#;
    fs::write(files.join("inventory/manifest.json"), manifest).unwrap();
    tools::aws(server, ["s3", "cp", "--recursive", &files.display().to_string(), "s3://reports/"]);

    let app = App::open(&desktop);
    open_bucket(&app, server, "reports");
    app.double_click(&row("inventory/"));
    app.double_click(&row("manifest.json"));
    app.read("inspector", "Inventory report");
    app.click("inspector-report");
    app.see(&row("2026/harbour view.jpg"));
    app.see(&row("readme.txt"));
    app.read("report-note", "of 1 Mar 2026");
    app.read("totals", "2 files");
    app.click("back");
    app.see(&row("manifest.json"));

    // What has the name and is something else says so, and nothing moves.
    fs::write(files.join("inventory/manifest.json"), r#"{"name":"A web page"}"#).unwrap();
    tools::aws(server, ["s3", "cp", "--recursive", &files.display().to_string(), "s3://reports/"]);
    app.double_click(&row("manifest.json"));
    app.click("inspector-report");
    app.read("fault", "not an S3 Inventory report");
}
