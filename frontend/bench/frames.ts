/** What the page measured between `start` and `stop`, in milliseconds. */
export interface Frames {
  /** From frame to frame. */
  frames: number[];
  /** What the main thread did for each frame: scripts, style, layout, recording of what to paint. */
  work: number[];
}

/** Measures every frame until it is stopped. */
export function measureFrames(): () => Frames {
  const measured: Frames = { frames: [], work: [] };
  const after = new MessageChannel();
  let [before, began, running] = [performance.now(), 0, true];
  // A message sent in a frame arrives when the browser has done its part of it.
  after.port1.onmessage = () => measured.work.push(performance.now() - began);
  function frame(now: number) {
    if (!running) return;
    measured.frames.push(now - before);
    [before, began] = [now, performance.now()];
    after.port2.postMessage(null);
    requestAnimationFrame(frame);
  }
  requestAnimationFrame(frame);
  return () => {
    running = false;
    after.port1.close();
    return { frames: measured.frames.slice(2), work: measured.work.slice(2) };
  };
}
