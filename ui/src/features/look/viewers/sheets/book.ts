/**
 * A workbook of Excel: its parts are unpacked here, each up to a limit, and packed again without
 * compression. read-excel-file would unpack by workers of its own making, which the content policy
 * forbids.
 */
import { zipSync } from "fflate";
import readBook from "read-excel-file/universal";
import type { Source } from "../../source";
import { Zip } from "../archive/zip";
import type { Entry } from "../archive/entries";
import { cellOf } from "../parquet/cells";
import { unshown } from "../why";
import { extentOf } from "./extent";

/** Of the parts with cells and texts, unpacked. */
export const unpackedLimit = 48 * 1024 * 1024;
export const rowLimit = 10_000;
export const columnLimit = 200;
/** Rows of all sheets that are read, as Excel's largest four have them, and cells. */
export const mostRows = 4 * 1_048_576;
export const mostCells = 2_000_000;
/** Cells of all sheets that are handed on at most, and sheets. */
const cellLimit = 400_000;
export const sheetLimit = 100;

export interface SheetOf {
  name: string;
  /** All of them, and those that are here. */
  rows: number;
  columns: number;
  cells: (string | null)[][];
  numeric: boolean[];
}

export interface Book {
  sheets: SheetOf[];
  /** Sheets that there are, also those that are not here. */
  total: number;
}

type File = Pick<Source, "read" | "size">;

/** Parts without cells: pictures, charts, what other programs left. */
const beside =
  /(^|\/)(drawings|charts|media|theme|embeddings|externalLinks|pivotCache|pivotTables|customXml|comments)/;

export async function sheetsOf(file: File, signal: AbortSignal): Promise<Book> {
  const head = await file.read(0, Math.min(8, file.size), signal);
  // The container of the older format, and of encrypted ones.
  if (head[0] === 0xd0 && head[1] === 0xcf) throw unshown("look-sheets-locked");
  const parts = await unpacked(file, signal, (path) => /\.(xml|rels)$/i.test(path) && !beside.test(path));
  const { rows, cells } = extentOf(parts);
  if (rows > mostRows || cells > mostCells) throw unshown("look-sheets-too-far", { limit: mostCells });
  const sheets = await readBook(zipSync(parts, { level: 0 }).buffer as ArrayBuffer);
  let left = cellLimit;
  const shown = sheets.slice(0, sheetLimit).map(({ sheet, data }) => {
    const some = taken(sheet, data, left);
    left -= some.cells.length * some.numeric.length;
    return some;
  });
  return { sheets: shown, total: sheets.length };
}

/**
 * The parts of an Office file that are wanted, all of them together below the limit, whatever they
 * claim.
 */
export async function unpacked(
  file: File,
  signal: AbortSignal,
  wanted: (path: string) => boolean,
): Promise<Record<string, Uint8Array>> {
  const zip = new Zip(file, signal);
  const entries: Entry[] = [];
  await zip.list((found) => entries.push(...found.filter((entry) => !entry.folder && wanted(entry.path))));
  const tooLarge = () => unshown("look-unpacked-too-large", { limit: unpackedLimit });
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > unpackedLimit) throw tooLarge();
  await zip.expect(entries);
  const parts: Record<string, Uint8Array> = Object.create(null) as Record<string, Uint8Array>;
  let left = unpackedLimit;
  for (const entry of entries) {
    const bytes = await zip.unpack(entry, left + 1);
    left -= bytes.length;
    if (left < 0) throw tooLarge();
    parts[entry.path] = bytes;
  }
  return parts;
}

function taken(name: string, data: readonly (readonly unknown[])[], most: number): SheetOf {
  const columns = data.reduce((most, row) => Math.max(most, row.length), 0);
  const across = Math.min(columns, columnLimit);
  const rows = Math.min(data.length, rowLimit, Math.floor(most / Math.max(1, across)));
  const shown = data.slice(0, rows).map((row) => row.slice(0, across));
  const numeric = Array.from({ length: across }, (_, at) => {
    const values = shown.map((row) => row[at]).filter((value) => value !== null && value !== undefined);
    return values.filter((value) => typeof value === "number").length > values.length / 2;
  });
  return { name, rows: data.length, columns, cells: shown.map((row) => row.map(cellOf)), numeric };
}

/** The name of a column: A to Z, AA and on. */
export function letters(column: number): string {
  const before = Math.floor(column / 26);
  return (before > 0 ? letters(before - 1) : "") + String.fromCharCode(65 + (column % 26));
}
