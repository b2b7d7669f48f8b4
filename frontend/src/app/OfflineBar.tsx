import { useSyncExternalStore } from "react";

import { Icon } from "@/ui/Icon";

import styles from "./Shell.module.css";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Says that the connection is gone. */
export function OfflineBar() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {!online && (
        <div className={styles.offline}>
          <Icon name="offline" size={16} /> You are offline. Changes cannot be saved until the connection is back.
        </div>
      )}
    </div>
  );
}
