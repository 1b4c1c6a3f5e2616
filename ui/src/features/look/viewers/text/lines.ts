/**
 * Makes any text fit to be shown: one kind of line end, no control letters, no line without a
 * bound.
 */

/** Letters of a line that are shown. */
export const longestLine = 5_000;

// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

export class Lines {
  /** Lines that were cut so far. */
  cut = 0;
  private readonly most: number;
  /** Letters of the line that is not ended yet. */
  private length = 0;
  private carriage = false;

  constructor(most = longestLine) {
    this.most = most;
  }

  next(text: string): string {
    const lines = this.evened(text).split("\n");
    return lines
      .map((line, at) => {
        if (at > 0) this.length = 0;
        return this.shortened(line);
      })
      .join("\n");
  }

  /** A return at the end of a piece may have its line feed in the next one. */
  private evened(text: string): string {
    let all = this.carriage ? `\r${text}` : text;
    this.carriage = all.endsWith("\r");
    if (this.carriage) all = all.slice(0, -1);
    return all
      .replaceAll(/\r\n?/g, "\n")
      .replaceAll(controls, (letter) => String.fromCharCode(0x2400 + letter.charCodeAt(0)));
  }

  private shortened(line: string): string {
    const room = this.most - this.length;
    this.length += line.length;
    if (line.length <= room) return line;
    if (room < 0) return "";
    this.cut += 1;
    // Not between the two halves of one letter.
    const end = room > 0 && /[\ud800-\udbff]/.test(line.charAt(room - 1)) ? room - 1 : room;
    // Whatever else comes of this line finds no more room.
    this.length = this.most + 1;
    return `${line.slice(0, end)}…`;
  }
}

/** How deep brackets are nested, so that no highlighter is given what it would choke on. */
export class Nesting {
  deepest = 0;
  private depth = 0;

  next(text: string): void {
    for (let at = 0; at < text.length; at += 1) {
      const letter = text.charCodeAt(at);
      if (letter === 0x7b || letter === 0x5b || letter === 0x28) this.depth += 1;
      else if (letter === 0x7d || letter === 0x5d || letter === 0x29)
        this.depth = Math.max(0, this.depth - 1);
      if (this.depth > this.deepest) this.deepest = this.depth;
    }
  }
}
