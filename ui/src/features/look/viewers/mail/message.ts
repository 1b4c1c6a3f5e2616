/** An e-mail as what a person reads of it: who, when, what about, its text and its attachments. */
import PostalMime, { type Address } from "postal-mime";
import { textOf } from "../markup";

export interface Attachment {
  /** Null where the message names none. */
  name: string | null;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface Message {
  subject: string | null;
  from: string[];
  to: string[];
  cc: string[];
  /** Milliseconds since 1970; null where there is none that can be read. */
  at: number | null;
  text: string;
  /** The text was taken out of HTML. */
  html: boolean;
  /** The text is longer than what is here. */
  cut: boolean;
  attachments: Attachment[];
  /** How many there are, also those that are not here. */
  attached: number;
}

/** Characters and lines of the text at most. */
const textLimit = 1_000_000;
const lineLimit = 20_000;
const addressLimit = 100;
export const attachmentLimit = 200;

export async function messageOf(bytes: Uint8Array<ArrayBuffer>): Promise<Message> {
  const mail = await PostalMime.parse(bytes, {
    attachmentEncoding: "arraybuffer",
    maxNestingDepth: 64,
    maxRfc822NestingDepth: 3,
  });
  const html = !mail.text?.trim() && Boolean(mail.html);
  const text = html ? textOf((mail.html ?? "").slice(0, 4 * textLimit)) : (mail.text ?? "");
  const shown = beginning(text);
  const at = Date.parse(mail.date ?? "");
  return {
    subject: mail.subject ?? null,
    from: addresses(mail.from ? [mail.from] : []),
    to: addresses(mail.to),
    cc: addresses(mail.cc),
    at: Number.isNaN(at) ? null : at,
    text: shown,
    html,
    cut: text.length > shown.length,
    attached: mail.attachments.length,
    attachments: mail.attachments.slice(0, attachmentLimit).map(({ filename, mimeType, content }) => ({
      name: filename,
      type: mimeType,
      bytes: typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content),
    })),
  };
}

/** Whether this can be a message: it has a header that every one has. */
export function isMessage(message: Message): boolean {
  return message.from.length > 0 || message.to.length > 0 || message.subject !== null || message.at !== null;
}

function addresses(all: readonly Address[] = []): string[] {
  const flat = all.flatMap((each) => (each.group ? each.group : [each]));
  // The name is what the sender calls themselves: the address stays beside it.
  return flat
    .slice(0, addressLimit)
    .map(({ name, address }) => (name && name !== address ? `${name} <${address ?? ""}>` : (address ?? "")));
}

/** As much of a text as is drawn. */
function beginning(text: string): string {
  let at = -1;
  for (let line = 0; line < lineLimit; line += 1) {
    at = text.indexOf("\n", at + 1);
    if (at < 0 || at > textLimit) return text.slice(0, textLimit);
  }
  return text.slice(0, at);
}
