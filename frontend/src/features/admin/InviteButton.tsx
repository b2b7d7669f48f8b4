import { Button, Modal } from "@mantine/core";
import { useState } from "react";

import { Icon } from "@/ui/Icon";

import { InviteForm } from "./InviteForm";

export function InviteButton() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        leftSection={<Icon name="link" size={16} />}
        onClick={() => {
          setOpened(true);
        }}
      >
        Invite
      </Button>
      <Modal
        opened={opened}
        onClose={() => {
          setOpened(false);
        }}
        // The link is shown once: a stray click must not take it away.
        closeOnClickOutside={false}
        title="Invite someone new"
        size="lg"
      >
        <InviteForm />
      </Modal>
    </>
  );
}
