/** The worker's side of remote.ts: answers questions, and reads the file through the page. */
import type { FromWorker, ToWorker } from "./remote";
import { Unshown } from "./why";

export interface RemoteFile {
  read(start: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

interface Scope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}

type Tasks = Record<string, (args: never, file: RemoteFile) => Promise<unknown>>;

export function serve(scope: Scope, tasks: Tasks): void {
  const waiting = new Map<
    number,
    { resolve: (bytes: Uint8Array<ArrayBuffer>) => void; reject: () => void }
  >();
  let reads = 0;
  const file: RemoteFile = {
    read(start, length) {
      const read = (reads += 1);
      return new Promise((resolve, reject) => {
        waiting.set(read, { resolve, reject: () => reject(new Error("unread")) });
        scope.postMessage({ read, start, length });
      });
    },
  };

  async function answer(ask: number, name: string, args: unknown): Promise<void> {
    try {
      const task = tasks[name];
      if (!task) throw new Error(`no such task: ${name}`);
      scope.postMessage({ ask, answer: await task(args as never, file) });
    } catch (caught) {
      scope.postMessage({ ask, failed: caught instanceof Unshown ? caught.why : null });
    }
  }

  scope.onmessage = ({ data }) => {
    if ("ask" in data) return void answer(data.ask, data.name, data.args);
    const waited = waiting.get(data.read);
    waiting.delete(data.read);
    if (data.bytes) waited?.resolve(data.bytes);
    else waited?.reject();
  };
}
