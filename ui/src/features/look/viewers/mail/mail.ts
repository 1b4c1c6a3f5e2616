/** An e-mail, opened. */
import { whole } from "../reading";
import type { Reads } from "../reads";
import { unshown } from "../why";
import { isMessage, messageOf, type Message } from "./message";

const fileLimit = 25_000_000;

export async function openMail(reads: Reads): Promise<Message> {
  const message = await messageOf(await whole(reads, fileLimit, reads.signal));
  if (!isMessage(message)) throw unshown("look-mail-broken");
  return message;
}
