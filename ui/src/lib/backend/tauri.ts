/**
 * The host inside the program's window. The only file that imports Tauri: it turns each `Stream`
 * among the arguments into a Tauri channel and leaves every name as the contract spells it.
 */
import { Channel, convertFileSrc, invoke, isTauri } from "@tauri-apps/api/core";
import { Stream, type CommandName, type Host } from "./backend";

export function insideTauri(): boolean {
  return isTauri();
}

export const tauri: Host = {
  call(name: CommandName, args: Record<string, unknown>): Promise<unknown> {
    const sent = Object.entries(args).map(([key, value]) => [
      key,
      value instanceof Stream ? channel(value) : value,
    ]);
    return invoke(name, Object.fromEntries(sent) as Record<string, unknown>);
  },
  async bytes(reading, start, length, signal) {
    const answer = await fetch(
      `${convertFileSrc(reading, "look")}?start=${start}&length=${length}`,
      signal ? { signal } : {},
    );
    if (!answer.ok) throw await answer.json();
    return new Uint8Array(await answer.arrayBuffer());
  },
  save(name, bytes) {
    return invoke("save_bytes", bytes, { headers: { name: encodeURIComponent(name) } });
  },
  address(reading) {
    return convertFileSrc(reading, "look");
  },
};

function channel<T>(stream: Stream<T>): Channel<T> {
  return new Channel<T>((item) => stream.push(item));
}
