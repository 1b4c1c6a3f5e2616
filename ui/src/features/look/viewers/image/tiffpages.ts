/** The pages of a TIFF, decoded one at a time by a worker that is ended when it takes too long. */
import { unshown, type Unshown } from "../why";
import type { Answer } from "./tiff.worker";

/** Bytes of a TIFF at most. */
export const mostTiff = 32_000_000;
/** Pixels of a page at most: 64 MB of them. */
export const mostTiffPixels = 16_000_000;
/** How long a page may take, ms. */
const patience = 20_000;

export interface Page {
  at: number;
  of: number;
  width: number;
  height: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

export class TiffPages {
  private readonly worker: Worker;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.worker = new Worker(new URL("./tiff.worker.ts", import.meta.url), { type: "module" });
    this.worker.postMessage({ bytes: bytes.buffer, most: mostTiffPixels }, [bytes.buffer]);
  }

  show(at: number, signal: AbortSignal): Promise<Page> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", aborted);
        this.worker.onmessage = null;
        this.worker.onerror = null;
      };
      const fail = (error: unknown) => {
        end();
        reject(error as Error);
      };
      const aborted = () => fail(signal.reason);
      const timer = setTimeout(() => {
        this.close();
        fail(unreadable());
      }, patience);
      signal.addEventListener("abort", aborted);
      this.worker.onerror = () => fail(unreadable());
      this.worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        if ("pixels" in data) {
          end();
          resolve({ ...data, at, pixels: new Uint8ClampedArray(data.pixels) });
        } else fail(data.large ? tooLarge(data.large) : unreadable());
      };
      this.worker.postMessage({ page: at });
    });
  }

  close(): void {
    this.worker.terminate();
  }
}

function unreadable(): Unshown {
  return unshown("look-image-tiff");
}

function tooLarge(size: { width: number; height: number }): Unshown {
  return unshown("look-image-pixels", size).under("look-image-pixels-title");
}
