import { Button, Checkbox, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { fieldsOf, sayError } from "@/api/errors";
import { invitationsQuery, invite } from "@/api/people";
import { projectsQuery } from "@/api/projects";
import type { Role } from "@/api/types";
import { moment } from "@/lib/format";
import { useFields } from "@/lib/useFields";
import { CopyField } from "@/ui/CopyField";
import { Icon } from "@/ui/Icon";
import { Problem } from "@/ui/Problem";

const ROLES: { value: Role; label: string }[] = [
  { value: "annotator", label: "Annotator" },
  { value: "reviewer", label: "Reviewer" },
  { value: "manager", label: "Manager" },
];

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
        title="Invite someone"
      >
        <InviteForm />
      </Modal>
    </>
  );
}

interface InviteFields {
  email: string;
  project: string | null;
  role: Role;
  is_admin: boolean;
}

function InviteForm() {
  const client = useQueryClient();
  const projects = useQuery(projectsQuery()).data ?? [];
  const { values, text, set } = useFields<InviteFields>({ email: "", project: null, role: "annotator", is_admin: false });
  const create = useMutation({
    mutationFn: () =>
      invite({
        email: values.email || undefined,
        is_admin: values.is_admin,
        grants: values.project ? [{ project: values.project, role: values.role }] : [],
      }),
    meta: { showsItsErrors: true },
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery().queryKey }),
  });
  if (create.data) {
    return (
      <Stack>
        <CopyField label="Invitation link" description="Shown only now. Send it to one person: it works once." value={create.data.url} />
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
        <Group grow>
          <Select
            label="Project"
            placeholder="None yet"
            clearable
            searchable
            data={projects.map((project) => ({ value: project.id, label: project.title }))}
            value={values.project}
            onChange={(project) => {
              set("project", project);
            }}
          />
          <Select
            label="Role"
            disabled={!values.project}
            data={ROLES}
            value={values.role}
            allowDeselect={false}
            onChange={(role) => {
              if (role) set("role", role);
            }}
          />
        </Group>
        <Checkbox
          label="Admin"
          description="Manages people and every project"
          checked={values.is_admin}
          onChange={(event) => {
            set("is_admin", event.currentTarget.checked);
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
