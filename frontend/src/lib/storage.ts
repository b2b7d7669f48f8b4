import { type DBSchema, type IDBPDatabase, openDB } from "idb";

interface Schema extends DBSchema {
  outbox: { key: string; value: unknown };
}

let database: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  database ??= openDB<Schema>("touchstone", 1, {
    upgrade(db) {
      db.createObjectStore("outbox");
    },
  });
  return database;
}

/** Work that has not reached the server yet, kept on this device. Delete an entry only after the server's 2xx. */
export const outbox = {
  async put(key: string, value: unknown): Promise<void> {
    await (await open()).put("outbox", value, key);
  },
  async get<T>(key: string): Promise<T | undefined> {
    return (await (await open()).get("outbox", key)) as T | undefined;
  },
  async delete(key: string): Promise<void> {
    await (await open()).delete("outbox", key);
  },
  /** All entries whose key begins with the prefix, by key. */
  async withPrefix<T>(prefix: string): Promise<[string, T][]> {
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const store = (await open()).transaction("outbox").store;
    const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
    return keys.map((key, index) => [key, values[index] as T]);
  },
};
