import { expect, it } from "vitest";

import { outbox } from "./storage";

it("keeps entries until they are deleted, and finds them by the beginning of their key", async () => {
  await outbox.put("ann:a1", { answer: 1 });
  await outbox.put("ann:a2", { answer: 2 });
  await outbox.put("bob:a1", { answer: 3 });
  expect(await outbox.withPrefix("ann:")).toEqual([
    ["ann:a1", { answer: 1 }],
    ["ann:a2", { answer: 2 }],
  ]);
  await outbox.delete("ann:a1");
  expect(await outbox.get("ann:a1")).toBeUndefined();
  expect(await outbox.get("bob:a1")).toEqual({ answer: 3 });
});
