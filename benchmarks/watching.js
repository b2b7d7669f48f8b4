// Put into a page before its own scripts: notes when a trace is drawn and how long each key takes until it is painted.
// `measureFrames` of frontend/bench/frames.ts stands above this.
(() => {
  window.measureFrames = measureFrames;
  window.keys = [];
  // From the key's arrival to the next picture, in steps of 8 ms; what takes less than 16 ms is not told.
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === "keydown") window.keys.push(entry.duration);
  }).observe({ type: "event", durationThreshold: 16 });

  /** When a step of the trace with this problem was first painted; milliseconds since the page was asked for. */
  window.firstStepOf = (problem) =>
    new Promise((resolve, reject) => {
      const ends = performance.now() + 60_000;
      const look = () => {
        if (performance.now() > ends) return reject(new Error(`no step of “${problem}” was shown within a minute`));
        const isThere = document.querySelector("section[aria-label=Problem]")?.textContent.includes(problem);
        if (!isThere || !document.querySelector("article[data-step]")) return requestAnimationFrame(look);
        const painted = new MessageChannel();
        painted.port1.onmessage = () => resolve(performance.now());
        painted.port2.postMessage(null);
      };
      look();
    });

  /** How long it takes from the next Ctrl+Enter to the first step of another trace. */
  window.submitToFirstStepOf = (problem) =>
    new Promise((resolve, reject) => {
      const note = (event) => {
        if (event.key !== "Enter" || !event.ctrlKey) return;
        window.removeEventListener("keydown", note, true);
        window.firstStepOf(problem).then((at) => resolve(at - event.timeStamp), reject);
      };
      window.addEventListener("keydown", note, true);
    });

  /** Waits until so many tasks have come from the server. */
  window.claimed = async (number) => {
    while (window.claims().length < number) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  window.claims = () =>
    performance
      .getEntriesByType("resource")
      .filter((entry) => entry.name.endsWith("/claim/") && entry.responseEnd > 0)
      .map((entry) => ({
        server: entry.responseStart - entry.requestStart,
        transfer: entry.responseEnd - entry.responseStart,
        sent: entry.encodedBodySize,
        unpacked: entry.decodedBodySize,
      }));
})();
