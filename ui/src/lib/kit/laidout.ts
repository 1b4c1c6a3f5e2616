/**
 * What a test needs of a browser that lays pages out, where there is only jsdom: sizes, dialogs,
 * what is in sight. A test that mounts a screen takes it once, before it does.
 */
export function layOut(): void {
  const { prototype: element } = Element;
  element.checkVisibility = function checkVisibility() {
    return this.isConnected && this.closest("[hidden]") === null;
  };
  element.scrollIntoView = () => undefined;
  element.getAnimations = () => [];
  const high = { configurable: true, get: height };
  const wide = { configurable: true, get: width };
  Object.defineProperties(element, { clientHeight: high, clientWidth: wide });
  Object.defineProperties(HTMLElement.prototype, { offsetHeight: high, offsetWidth: wide });
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  // Letters are measured by nobody: names give way by themselves.
  HTMLCanvasElement.prototype.getContext = () => null;
  globalThis.ResizeObserver = Resized;
}

/**
 * The ruler of a list is one line high; few lines are in sight, because each is looked at closely.
 */
function height(this: Element): number {
  return this.classList.contains("ruler") ? 32 : 160;
}

function width(this: Element): number {
  return this.classList.contains("rem") ? 16 : 900;
}

/** Tells of each element once: nothing changes its size here. */
class Resized implements ResizeObserver {
  readonly #told: ResizeObserverCallback;

  constructor(told: ResizeObserverCallback) {
    this.#told = told;
  }

  observe(target: Element): void {
    const entry = { target, contentRect: target.getBoundingClientRect() } as ResizeObserverEntry;
    queueMicrotask(() => this.#told([entry], this));
  }

  unobserve(): void {}

  disconnect(): void {}
}
