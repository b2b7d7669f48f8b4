import { Button, CloseButton, Paper, Portal, Text } from "@mantine/core";
import { useSyncExternalStore } from "react";

import { dismissToast, type Toast, toastStore } from "@/lib/toasts";

import { Icon, type IconName } from "./Icon";
import styles from "./Toasts.module.css";

const ICONS: Record<Toast["tone"], IconName> = { good: "check", bad: "alert", info: "info" };

/** Short messages at the lower edge. They never take the focus. */
export function Toasts() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.read);
  return (
    <Portal>
      <div className={styles.stack} role="status" aria-live="polite" aria-label="Messages">
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
    </Portal>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  return (
    <Paper className={styles.toast} data-tone={toast.tone} shadow="md" withBorder>
      <Icon name={ICONS[toast.tone]} className={styles.icon} />
      <Text size="sm" flex={1}>
        {toast.message}
      </Text>
      {toast.action && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            toast.action?.run();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <CloseButton
        size="sm"
        aria-label="Close message"
        onClick={() => {
          dismissToast(toast.id);
        }}
      />
    </Paper>
  );
}
