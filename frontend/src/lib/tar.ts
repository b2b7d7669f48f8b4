/** Packs files into one uncompressed tar without reading them: a Blob of headers and the files themselves. */

export interface PackedFile {
  /** With `/` between its parts. */
  name: string;
  file: File;
}

const BLOCK = 512;
const NAME_BYTES = 100;

export function tar(files: readonly PackedFile[]): Blob {
  const parts = files.flatMap(({ name, file }) => [...header(name, file.size), file, padding(file.size)]);
  return new Blob([...parts, new Uint8Array(2 * BLOCK)], { type: "application/x-tar" });
}

/** A name longer than the header has room for goes before it, in a record of its own (POSIX pax). */
function header(name: string, size: number): BlobPart[] {
  const bytes = new TextEncoder().encode(name);
  if (bytes.length <= NAME_BYTES) return [block(bytes, size, "0")];
  const record = paxRecord("path", name);
  return [
    block(new TextEncoder().encode("pax"), record.length, "x"),
    record,
    padding(record.length),
    block(bytes.slice(0, NAME_BYTES), size, "0"),
  ];
}

/** `length key=value\n`, where the length counts itself. */
function paxRecord(key: string, value: string): Uint8Array<ArrayBuffer> {
  const rest = new TextEncoder().encode(` ${key}=${value}\n`).length;
  let length = rest + 1;
  while (String(length).length + rest !== length) length = String(length).length + rest;
  return new TextEncoder().encode(`${String(length)} ${key}=${value}\n`);
}

function block(name: Uint8Array, size: number, type: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(BLOCK);
  const put = (text: string, at: number) => {
    bytes.set(new TextEncoder().encode(text), at);
  };
  bytes.set(name, 0);
  put("0000644\0" + "0000000\0" + "0000000\0", 100);
  put(octal(size), 124);
  put("00000000000\0", 136);
  put(" ".repeat(8), 148);
  put(type, 156);
  put("ustar\0" + "00", 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return bytes;
}

/** Eleven octal digits hold 8 GiB; a larger file is refused by the server's limit long before. */
function octal(size: number): string {
  return `${size.toString(8).padStart(11, "0")}\0`;
}

function padding(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
}
