//! All that a file says of itself, and changing it for a selection, in the driven window.

use super::*;

#[test]
fn properties_are_read_and_changed_for_one_file_and_for_a_folder() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://e2e-properties"]);
    for key in ["in/one.txt", "in/two.txt", "plan.txt"] {
        tools::put(server, "e2e-properties", key, key.as_bytes(), &["--metadata", "author=ann", "--tagging", "team=a"]);
    }
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    open_bucket(&app, server, "e2e-properties");
    app.click(&row("plan.txt"));
    app.press(&[CONTROL, "p"]);
    app.read("property-metadata", "ann");
    app.read("property-tags", "team");
    app.see("property-expires[data-state=not_set]");
    app.click("properties-change");
    app.choose_option("edit-content_type", "set");
    app.fill("value-content_type", "text");
    app.click("change-preview");
    app.read("finding", "two parts");
    app.fill("value-content_type", "text/css");
    app.click("change-preview");
    app.read("change-changes", "text/css");
    app.read("change-costs", "copies each file onto itself");
    app.click("change-confirm");
    app.see_gone("change-dialog");
    let head = |key: &str| tools::aws(server, ["s3api", "head-object", "--bucket", "e2e-properties", "--key", key]);
    wait_until("the type is another", Duration::from_secs(90), || {
        (head("plan.txt").contains("text/css")).then_some(())
    });
    assert!(head("plan.txt").contains("\"author\": \"ann\""));

    app.press(&[CONTROL, "a"]);
    app.press(&[CONTROL, "p"]);
    app.choose_option("edit-tags", "merge");
    app.fill("name-tags-0", "kind");
    app.fill("value-tags-0", "map");
    app.click("change-preview");
    app.read("change-costs", "Only tags change");
    app.click("change-confirm");
    app.see_gone("change-dialog");
    let tags =
        || tools::aws(server, ["s3api", "get-object-tagging", "--bucket", "e2e-properties", "--key", "in/two.txt"]);
    wait_until("the tags are there", Duration::from_secs(90), || (tags().contains("map")).then_some(()));
    assert!(tags().contains("team"), "{}", tags());
}
