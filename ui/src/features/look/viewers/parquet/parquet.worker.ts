/** Decodes a Parquet file for the page. */
import { Windows } from "../reading";
import { serve, type RemoteFile } from "../serving";
import { Table, type Allowance } from "./table";

/** Bytes of the file that stay in memory: neighbouring rows are in the same pages. */
const held = 24 * 1024 * 1024;

interface Wanted extends Allowance {
  first: number;
  end: number;
  names: string[];
}

let table: Table | null = null;

serve(self, {
  async open({ size }: { size: number }, file: RemoteFile) {
    const windows = new Windows({ size, read: file.read }, new AbortController().signal, { held, ahead: 0 });
    table = await Table.open(windows, size);
    return table.summary;
  },
  async rows({ first, end, names, ...allowance }: Wanted) {
    return table?.rows(first, end, names, allowance);
  },
});
