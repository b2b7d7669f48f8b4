import { Alert } from "@mantine/core";

import { counted } from "@/lib/format";
import { Icon } from "@/ui/Icon";

/** What may worry a person while they work: the lease is over, answers wait for the network. */
export function LapsedNotice({ lapsed, stuck }: { lapsed: boolean; stuck: number }) {
  return (
    <>
      {lapsed && (
        <Alert color="gold" variant="light" radius={0} py={6} icon={<Icon name="info" />} role="status">
          Your time for this task is over, so it may go to someone else. You can still submit: your answer is kept, and
          counts if it is still needed.
        </Alert>
      )}
      {stuck > 0 && (
        <Alert color="gold" variant="light" radius={0} py={6} icon={<Icon name="offline" />} role="status">
          {counted(stuck, "answer waits", "answers wait")} on this device for the server. They are sent by themselves;
          you can go on.
        </Alert>
      )}
    </>
  );
}
