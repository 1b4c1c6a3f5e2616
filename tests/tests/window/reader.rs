//! What a screen reader is told of the files: the table by its name, how many rows there are, and
//! which row is which.

use bucketwise_tests::reader::Reader;

use super::*;

#[test]
fn a_screen_reader_is_told_the_table_and_its_rows() {
    let desktop = Desktop::start(Options { accessible: true, ..Options::default() });
    let app = App::open(&desktop);
    app.click("door-practise");
    app.see(&row("photos/"));
    app.read("status-line", "6 folders and 1 file");

    let reader = Reader::of(&desktop);
    // Seven rows and the head; while more arrive the number is -1, which is tested where the grid
    // is.
    let grid = wait_until("the table is told", Duration::from_secs(60), || {
        reader.find("rowcount").filter(|grid| reader.attribute(grid, "rowcount").as_deref() == Some("8"))
    });
    assert_eq!(reader.name(&grid), "practice-files");
    let rows = wait_until("each row is told", Duration::from_secs(60), || {
        let rows: Vec<_> = reader.children(&grid).iter().filter_map(|row| reader.attribute(row, "rowindex")).collect();
        (rows.len() == 8).then_some(rows)
    });
    assert_eq!(rows, ["1", "2", "3", "4", "5", "6", "7", "8"]);
}
