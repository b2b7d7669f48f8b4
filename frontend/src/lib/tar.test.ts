import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { tar } from "./tar";

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(new Uint8Array(reader.result as ArrayBuffer));
    };
    reader.onerror = () => {
      reject(new Error("The blob cannot be read."));
    };
    reader.readAsArrayBuffer(blob);
  });
}

test("the system's tar unpacks what was packed: names long and short, sizes around a block", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tar-"));
  const long = `${"deep/".repeat(30)}picture-é.jpg`;
  const files = [
    { name: "a.txt", text: "seven b" },
    { name: "photos/b.txt", text: "x".repeat(512) },
    { name: long, text: "y".repeat(1025) },
    { name: "empty.txt", text: "" },
  ];
  writeFileSync(
    join(folder, "packed.tar"),
    await bytesOf(tar(files.map(({ name, text }) => ({ name, file: new File([text], "") })))),
  );
  execFileSync("tar", ["-xf", "packed.tar"], { cwd: folder });
  for (const { name, text } of files) expect(readFileSync(join(folder, name), "utf8")).toBe(text);
  rmSync(folder, { recursive: true });
});
