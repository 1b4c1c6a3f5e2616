/**
 * JSON with a line for each value. Works on the letters and builds no values: long numbers keep
 * their digits, and no depth of nesting is too much.
 */

/** Deeper levels are no longer moved in: each would cost more than it says. */
const deepestIndent = 40;

export interface Indented {
  text: string;
  /** Whether there was more than `most` letters of it. */
  cut: boolean;
}

export function indented(json: string, most: number): Indented {
  const out: string[] = [];
  let length = 0;
  let depth = 0;
  let at = 0;
  const add = (text: string) => {
    out.push(text);
    length += text.length;
  };
  const line = () => add(`\n${"  ".repeat(Math.min(depth, deepestIndent))}`);
  while (at < json.length && length <= most) {
    const letter = json.charAt(at);
    if (isSpace(letter)) {
      at += 1;
    } else if (letter === '"') {
      const end = endOfString(json, at);
      add(json.slice(at, end));
      at = end;
    } else if (letter === "{" || letter === "[") {
      const next = afterSpace(json, at + 1);
      if (json.charAt(next) === (letter === "{" ? "}" : "]")) {
        add(letter + json.charAt(next));
        at = next + 1;
      } else {
        depth += 1;
        add(letter);
        line();
        at += 1;
      }
    } else if (letter === "}" || letter === "]") {
      depth = Math.max(0, depth - 1);
      line();
      add(letter);
      at += 1;
    } else if (letter === ",") {
      add(letter);
      line();
      at += 1;
    } else if (letter === ":") {
      add(": ");
      at += 1;
    } else {
      const end = endOfWord(json, at);
      add(json.slice(at, end));
      at = end;
    }
  }
  return { text: out.join(""), cut: at < json.length };
}

function isSpace(letter: string): boolean {
  return letter === " " || letter === "\n" || letter === "\r" || letter === "\t";
}

function afterSpace(json: string, from: number): number {
  let at = from;
  while (at < json.length && isSpace(json.charAt(at))) at += 1;
  return at;
}

function endOfString(json: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const end = json.indexOf('"', at);
    if (end < 0) return json.length;
    let slashes = 0;
    while (json.charAt(end - 1 - slashes) === "\\") slashes += 1;
    if (slashes % 2 === 0) return end + 1;
    at = end + 1;
  }
}

function endOfWord(json: string, from: number): number {
  let at = from + 1;
  while (at < json.length && !/[\s"{}[\],:]/.test(json.charAt(at))) at += 1;
  return at;
}
