import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { dismissToast, toast, toastStore } from "./toasts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  toastStore.read().forEach(({ id }) => {
    dismissToast(id);
  });
  vi.useRealTimers();
});

const messages = () => toastStore.read().map(({ message }) => message);

it("shows three messages at most, the latest last", () => {
  ["one", "two", "three", "four"].forEach((message) => {
    toast({ tone: "info", message });
  });
  expect(messages()).toEqual(["two", "three", "four"]);
});

it("shows one message once, however often it is said", () => {
  toast({ tone: "bad", message: "No connection" });
  toast({ tone: "bad", message: "No connection" });
  expect(messages()).toEqual(["No connection"]);
});

it("lets faults stand longer than good news", () => {
  toast({ tone: "good", message: "Saved" });
  toast({ tone: "bad", message: "Not saved" });
  vi.advanceTimersByTime(5000);
  expect(messages()).toEqual(["Not saved"]);
  vi.advanceTimersByTime(5000);
  expect(messages()).toEqual([]);
});
