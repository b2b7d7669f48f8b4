import { useCallback, useEffect, useRef } from "react";

import { activeMs, noteAct, setAttention, startClock } from "./clock";

const SIGNS_OF_LIFE = ["pointermove", "pointerdown", "keydown", "wheel", "scroll", "touchmove"] as const;
const ONCE_A_MS = 1000;

function isAttentive(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

/** Counts the active time of one task; the function reads it. */
export function useClock(counted: number, onAct: () => void): () => number {
  const clock = useRef(startClock(counted, false, 0));
  useEffect(() => {
    clock.current = setAttention(clock.current, isAttentive(), performance.now());
    let lastAct = 0;

    function handleAct() {
      const now = performance.now();
      if (now - lastAct < ONCE_A_MS) return;
      lastAct = now;
      clock.current = noteAct(clock.current, now);
      onAct();
    }

    function handleAttention() {
      clock.current = setAttention(clock.current, isAttentive(), performance.now());
    }

    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, handleAct, { capture: true, passive: true });
    window.addEventListener("focus", handleAttention);
    window.addEventListener("blur", handleAttention);
    document.addEventListener("visibilitychange", handleAttention);
    return () => {
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, handleAct, { capture: true });
      window.removeEventListener("focus", handleAttention);
      window.removeEventListener("blur", handleAttention);
      document.removeEventListener("visibilitychange", handleAttention);
    };
  }, [onAct]);
  return useCallback(() => Math.round(activeMs(clock.current, performance.now())), []);
}
