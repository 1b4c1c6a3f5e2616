/**
 * What a drawing asks of whoever draws it, found before the browser does: images inside it, which
 * are decoded however many pixels they have, and parts that are repeated, each of which may repeat
 * others. It is read by the browser's own parser, from the very text that is drawn afterwards.
 */
import { encodingOf } from "../text/decode";
import { unshown } from "../why";
import { dimensionsOf, mostPixels } from "./dimensions";

/** Elements that come of repeating others at most. */
export const mostRepeated = 100_000;

/**
 * The text of a drawing that may be drawn.
 *
 * It rejects one whose images have too many pixels together, or do not say how many; that has
 * another drawing or a style sheet as a file inside; or that repeats its parts too often.
 */
export async function drawable(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const text = read(bytes);
  const drawing = new DOMParser().parseFromString(text, "image/svg+xml");
  if (drawing.querySelector("parsererror")) throw unshown("look-image-broken");
  // Styles from elsewhere could name what is not seen here.
  const styled = [...drawing.childNodes].some(({ nodeName }) => nodeName === "xml-stylesheet");
  const tooMuch = () => unshown("look-image-drawing").under("look-image-large-title");
  if (styled || repeats(drawing)) throw tooMuch();
  let left = mostPixels;
  for (const { type, data } of inside(drawing)) {
    const found = await dimensionsOf(data);
    // A drawing by its bytes too, whatever it is called.
    if (/svg|css/.test(type) || (!found && new TextDecoder().decode(data).includes("<svg"))) throw tooMuch();
    if (!found && type.startsWith("image/")) throw unshown("look-image-unmeasured");
    left -= found ? found.width * found.height : 0;
    if (left < 0) throw tooMuch();
  }
  return text;
}

/** Without what says how it was encoded: it is UTF-8 from here on. */
function read(bytes: Uint8Array<ArrayBuffer>): string {
  const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)/i;
  const told = declared.exec(new TextDecoder("latin1").decode(bytes.subarray(0, 256)))?.[1] ?? null;
  const text = new TextDecoder(encodingOf(bytes, told, true)).decode(bytes);
  return text.replace(/^\ufeff?\s*<\?xml[^>]*\?>/i, "");
}

interface Inside {
  type: string;
  data: Uint8Array<ArrayBuffer>;
}

/** Files inside the drawing, wherever it names them: in attributes, and in its styles. */
function* inside(drawing: Document): Generator<Inside> {
  const known = new Set<string>();
  for (const element of drawing.querySelectorAll("*")) {
    const texts = [...element.attributes].map(({ value }) => value);
    if (element.localName === "style") texts.push(element.textContent);
    for (const text of texts) {
      for (const address of addresses(text)) {
        if (known.has(address)) continue;
        known.add(address);
        yield opened(address);
      }
    }
  }
}

/**
 * As an address is read: breaks count for nothing, and styles may write a letter as its number.
 * Each goes on to the next, whatever may end it before: its beginning tells what it is.
 */
function addresses(text: string): string[] {
  const plain = text
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, code: string) => letter(parseInt(code, 16)))
    .replace(/\\/g, "")
    .replace(/[\t\n\r\f]/g, "");
  const starts = [...plain.matchAll(/data:/gi)].map(({ index }) => index);
  return starts.map((start, nth) => plain.slice(start, starts[nth + 1]));
}

function letter(code: number): string {
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : "";
}

function opened(address: string): Inside {
  const comma = address.indexOf(",");
  const about = address.slice("data:".length, comma).toLowerCase();
  const data = plainly(address.slice(comma + 1));
  if (!/;\s*base64\s*$/.test(about)) return { type: about.trim(), data };
  const letters = new TextDecoder("latin1").decode(data).replace(/[^A-Za-z0-9+/]/g, "");
  // What is left over makes no byte.
  const whole = letters.length % 4 === 1 ? letters.slice(0, -1) : letters;
  return { type: about.trim(), data: Uint8Array.from(atob(whole), (one) => one.charCodeAt(0)) };
}

/** Bytes that are written as `%41`, and all others as they are. */
function plainly(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text);
  let end = 0;
  for (let at = 0; at < bytes.length; at += 1, end += 1) {
    const code = bytes[at] === 0x25 ? String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0) : "";
    const escaped = /^[0-9a-f]{2}$/i.test(code);
    bytes[end] = escaped ? parseInt(code, 16) : (bytes[at] ?? 0);
    if (escaped) at += 2;
  }
  return bytes.slice(0, end);
}

/** Whether repeating its parts makes more elements than the bound; a part of itself does too. */
function repeats(drawing: Document): boolean {
  let left = mostRepeated;
  const waiting = [...drawing.querySelectorAll("*")].filter(({ localName }) => localName === "use");
  for (let use = waiting.pop(); use; use = waiting.pop()) {
    const part = target(drawing, use);
    if (!part) continue;
    const walker = drawing.createTreeWalker(part, NodeFilter.SHOW_ELEMENT);
    for (let each: Node | null = part; each; each = walker.nextNode()) {
      left -= 1;
      if (left < 0) return true;
      if ((each as Element).localName === "use") waiting.push(each as Element);
    }
  }
  return false;
}

/** What a `use` repeats: by either of its attributes, of which the browser chooses one. */
function target(drawing: Document, use: Element): Element | null {
  for (const { localName, value } of use.attributes) {
    const name = localName === "href" ? /#(.*)$/.exec(value.trim())?.[1] : undefined;
    const part = name === undefined ? null : (byId(drawing, name) ?? byId(drawing, unescaped(name)));
    if (part) return part;
  }
  return null;
}

const byId = (drawing: Document, name: string) => drawing.getElementById(name);

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
