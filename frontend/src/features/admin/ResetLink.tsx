import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { sayError } from "@/api/errors";
import { invitationsQuery, makeResetLink } from "@/api/people";
import type { User } from "@/api/types";
import { Problem } from "@/ui/Problem";

import { LinkShown } from "./LinkShown";

interface ResetLinkProps {
  user: User;
  opened: boolean;
  onClose: () => void;
}

/** A link with which somebody who forgot their password chooses a new one. */
export function ResetLink({ user, opened, onClose }: ResetLinkProps) {
  return (
    // The link is shown once: a stray click must not take it away.
    <Modal
      opened={opened}
      onClose={onClose}
      closeOnClickOutside={false}
      title={`New password for ${user.display_name}`}
    >
      <MakeLink user={user} />
    </Modal>
  );
}

function MakeLink({ user }: { user: User }) {
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () => makeResetLink(user.id),
    meta: { showsItsErrors: true },
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery().queryKey }),
  });
  if (make.data) return <LinkShown label="Link for a new password" invitation={make.data} />;
  return (
    <Stack>
      {make.isError && <Problem>{sayError(make.error)}</Problem>}
      <Text>
        Whoever has the link can choose a new password for {user.display_name} and is signed in as them. Hand it over in
        person or by a channel you trust. An older link of theirs stops working.
      </Text>
      <Group justify="flex-end">
        <Button
          loading={make.isPending}
          onClick={() => {
            make.mutate();
          }}
        >
          Make link
        </Button>
      </Group>
    </Stack>
  );
}
