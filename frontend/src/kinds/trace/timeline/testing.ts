/** jsdom lays nothing out; a list that draws what is in sight needs a size. */
export function giveSizes({ width = 900, height = 600 } = {}): void {
  Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => height });
  Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, get: () => width });
}
