import { createContext, use } from "react";

export interface FrameActions {
  openPalette: () => void;
  openShortcuts: () => void;
  signOut: () => Promise<void>;
}

export const FrameContext = createContext<FrameActions | null>(null);

export function useFrame(): FrameActions {
  const frame = use(FrameContext);
  if (!frame) throw new Error("This part of the page stands outside the frame.");
  return frame;
}
