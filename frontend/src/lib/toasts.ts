/** Short messages over the page. A store outside React, so that any code can speak. */
export interface Toast {
  id: number;
  message: string;
  tone: "good" | "bad" | "info";
  action?: { label: string; run: () => void };
}

const LASTS_MS = { good: 4000, info: 6000, bad: 9000 };

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  listeners.forEach((listener) => {
    listener();
  });
}

export function dismissToast(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

export function toast(message: Omit<Toast, "id">): void {
  const id = ++lastId;
  const others = toasts.filter((shown) => shown.message !== message.message);
  change([...others.slice(-2), { ...message, id }]);
  setTimeout(() => {
    dismissToast(id);
  }, LASTS_MS[message.tone]);
}

export const toastStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): readonly Toast[] => toasts,
};
