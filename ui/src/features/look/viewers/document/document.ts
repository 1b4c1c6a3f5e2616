/** A Word document, opened. */
import type { Entry } from "../archive/entries";
import { Zip } from "../archive/zip";
import type { Reads } from "../reads";
import { unshown } from "../why";
import { blocksOf, stylesOf, type Text } from "./docx";

/** Of the text's part of the file, unpacked: what is longer is shown in part. */
const partLimit = 16 * 1024 * 1024;
const bodyPath = /^word\/document\d*\.xml$/;
const stylesPath = /^word\/styles\d*\.xml$/;

export async function openDocument(reads: Reads): Promise<Text> {
  const head = await reads.read(0, Math.min(8, reads.size));
  // The container of the older format, and of encrypted ones.
  if (head[0] === 0xd0 && head[1] === 0xcf) throw unshown("look-document-locked");
  return textOf(new Zip(reads, reads.signal), reads.signal);
}

async function textOf(zip: Zip, signal: AbortSignal): Promise<Text> {
  const entries: Entry[] = [];
  await zip.list((found) => entries.push(...found));
  const find = (path: RegExp) => entries.find((each) => path.test(each.path));
  await zip.expect([find(bodyPath), find(stylesPath)].filter((entry) => entry !== undefined));
  const part = async (path: RegExp) => {
    const entry = find(path);
    const bytes = entry ? await zip.unpack(entry, partLimit) : null;
    return bytes && { text: new TextDecoder().decode(bytes), cut: bytes.length === partLimit };
  };
  const body = await part(bodyPath);
  if (!body) throw unshown("look-document-broken");
  const styles = await part(stylesPath).catch(() => null);
  const text = await blocksOf(body.text, await stylesOf(styles?.text ?? "", signal), signal);
  return { ...text, cut: text.cut || body.cut };
}
