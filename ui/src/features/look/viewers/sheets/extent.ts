/**
 * How far the cells of a workbook reach, found before it is read. read-excel-file makes a row for
 * each number up to the last, and a cell for each column up to the last, whatever is between: two
 * kilobytes can ask for more memory than there is. The same parser reads here what it will read.
 */
import { Parser } from "saxen";

/** What is made of a part: rows, and cells of the rows and columns that are not empty. */
export interface Extent {
  rows: number;
  cells: number;
}

const local = (name: string) => name.slice(name.indexOf(":") + 1);

/** Of all of them together; a part without cells has none. */
export function extentOf(parts: Record<string, Uint8Array>): Extent {
  const all: Extent = { rows: 0, cells: 0 };
  for (const bytes of Object.values(parts)) {
    const text = new TextDecoder().decode(bytes);
    // The name of an element cannot be written in another way.
    if (!text.includes("sheetData")) continue;
    for (const { rows, filled, columns } of tables(text)) {
      all.rows += rows;
      all.cells += filled * columns;
    }
  }
  return all;
}

/** The last row, and the last row and column that have anything in them. */
interface Reach {
  rows: number;
  filled: number;
  columns: number;
}

function tables(text: string): Reach[] {
  const found: Reach[] = [];
  let [row, cell, within] = [0, [0, 0], false];
  const parser = new Parser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("openTag", (name, attributes, decoded) => {
    const [tag, table] = [local(name), found.at(-1)];
    if (tag === "sheetData") found.push({ rows: 0, filled: 0, columns: 0 });
    else if (!table) return;
    else if (tag === "row") row = numbered(addresses(attributes(), decoded).map(Number));
    else if (tag === "c") {
      const at = addresses(attributes(), decoded).map(place);
      [cell, within] = [[numbered(at.map(([down]) => down)), numbered(at.map(([, across]) => across))], true];
      row ||= cell[0] ?? 0;
    } else if (within) {
      table.filled = Math.max(table.filled, row, cell[0] ?? 0);
      table.columns = Math.max(table.columns, cell[1] ?? 0);
    }
  });
  parser.on("closeTag", (name) => {
    const [tag, table] = [local(name), found.at(-1)];
    if (tag === "c") within = false;
    if (tag !== "row" || !table) return;
    table.rows = Math.max(table.rows + 1, row);
    row = 0;
  });
  parser.write(text);
  parser.end();
  return found;
}

/** Every attribute that may be taken for the address. */
function addresses(attributes: Record<string, string>, decoded: (text: string) => string): string[] {
  return Object.keys(attributes)
    .filter((name) => local(name) === "r")
    .map((name) => decoded(attributes[name] ?? ""));
}

const numbered = (all: number[]) => Math.max(0, ...all.filter((each) => !Number.isNaN(each)));

/** The row and the column of `AB12`, counted as read-excel-file counts them. */
function place(address: string): [row: number, column: number] {
  let column = 0;
  for (let at = 0; at < address.length; at += 1) {
    const code = address.charCodeAt(at);
    if (code >= 48 && code <= 57) return [Number(address.slice(at)), column];
    column = column * 26 + code - 64;
  }
  return [0, column];
}
