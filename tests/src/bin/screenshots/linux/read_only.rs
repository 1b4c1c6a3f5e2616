//! A connection that changes nothing: what it says where a change is wanted.

use bucketwise_tests::app::row;
use bucketwise_tests::tools;

use super::{CONTROL, DELETE, ESCAPE, Play};

impl Play<'_> {
    pub(super) fn read_only(&self) {
        let app = &self.app;
        tools::put(self.server, "team-files", "Minutes of June.txt", b"Nothing was decided.", &[]);
        self.fill_form();
        app.click("more");
        app.click("read-only");
        self.picture("read-only-connect");
        app.click("check-connect");
        app.fill("connection-name", "Team storage, to look at");
        app.click("save-connection");
        app.double_click(&row("team-files"));
        app.click(&row("Minutes of June.txt"));
        self.picture("read-only-browse");
        app.press(&[DELETE]);
        app.read("toast", "read-only");
        self.picture("read-only-delete");
        app.press(&[CONTROL, "k"]);
        app.see("palette");
        self.picture("read-only-palette");
        app.press(&[ESCAPE]);
        app.see_gone("palette");
        app.click("bucket-settings");
        app.wait_for("the facts are there", "[data-testid=overview][data-looking=false]");
        app.click("change-cors");
        app.click("template-uploads");
        self.picture("read-only-cors");
        app.click("leave-settings");
        tools::s5cmd(self.server, ["rm", "s3://team-files/*"]);
    }
}
