import type { PackedFile } from "./tar";

/** The files that were dropped, those in folders with their paths. Call it while the drop event is handled. */
export async function droppedFiles(data: DataTransfer): Promise<PackedFile[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return chosenFiles(data.files);
  return (await Promise.all(entries.map((entry) => filesIn(entry)))).flat();
}

/** What a file input holds; a chosen folder gives each file its path. */
export function chosenFiles(files: FileList): PackedFile[] {
  return [...files].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
}

async function filesIn(entry: FileSystemEntry): Promise<PackedFile[]> {
  const name = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) return [{ name, file: await fileOf(entry as FileSystemFileEntry) }];
  const children = await childrenOf((entry as FileSystemDirectoryEntry).createReader());
  return (await Promise.all(children.map((child) => filesIn(child)))).flat();
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

/** A reader hands out a part of the folder at a time, and nothing when it is through. */
async function childrenOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const children: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (part.length === 0) return children;
    children.push(...part);
  }
}
