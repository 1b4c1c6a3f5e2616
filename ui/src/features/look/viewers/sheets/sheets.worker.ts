/** Reads a workbook for the page. */
import { serve, type RemoteFile } from "../serving";
import { sheetsOf } from "./book";

serve(self, {
  open: ({ size }: { size: number }, { read }: RemoteFile) =>
    sheetsOf({ size, read }, new AbortController().signal),
});
