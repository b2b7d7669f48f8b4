import { Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { fieldsOf, sayError } from "@/api/errors";
import { invitationsQuery, invite } from "@/api/people";
import type { Project, Role } from "@/api/types";
import { moment } from "@/lib/format";
import { useFields } from "@/lib/useFields";
import { CopyField } from "@/ui/CopyField";
import { Icon } from "@/ui/Icon";
import { Problem } from "@/ui/Problem";

import { ROLES } from "./roles";

/** A link with which one new person makes an account and joins the project. */
export function InviteLink({ project }: { project: Project }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
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
        title="Invite someone new"
      >
        <InviteForm project={project} />
      </Modal>
    </>
  );
}

function InviteForm({ project }: { project: Project }) {
  const client = useQueryClient();
  const { values, text, set } = useFields<{ email: string; role: Role }>({ email: "", role: "annotator" });
  const create = useMutation({
    mutationFn: () =>
      invite({ email: values.email || undefined, grants: [{ project: project.id, role: values.role }] }),
    meta: { showsItsErrors: true },
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery().queryKey }),
  });
  if (create.data?.url) {
    return (
      <Stack>
        <CopyField
          label="Invitation link"
          description="Shown only now. Send it to one person: it works once."
          value={create.data.url}
        />
        <Text size="sm" c="dimmed">
          Works until {moment(create.data.expires_at)}.
        </Text>
      </Stack>
    );
  }
  const fields = fieldsOf(create.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <Stack>
        {create.isError && !fields.email && <Problem>{sayError(create.error)}</Problem>}
        <TextInput
          label="E-mail"
          description="Leave it empty for a link that any one person can use."
          type="email"
          data-autofocus
          error={fields.email}
          {...text("email")}
        />
        <Select
          label="Role"
          data={ROLES}
          value={values.role}
          allowDeselect={false}
          onChange={(role) => {
            if (role) set("role", role);
          }}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            Make link
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
