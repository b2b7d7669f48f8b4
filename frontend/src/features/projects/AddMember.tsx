import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { fieldsOf, sayError } from "@/api/errors";
import { addMember, useRefreshProject } from "@/api/projects";
import type { Project, Role } from "@/api/types";
import { toast } from "@/lib/toasts";
import { useFields } from "@/lib/useFields";
import { Icon } from "@/ui/Icon";
import { Problem } from "@/ui/Problem";

import { ROLES } from "./roles";

/** Give somebody who has an account a role. */
export function AddMember({ project }: { project: Project }) {
  const [opened, setOpened] = useState(false);
  const close = () => {
    setOpened(false);
  };
  return (
    <>
      <Button
        leftSection={<Icon name="plus" size={16} />}
        onClick={() => {
          setOpened(true);
        }}
      >
        Add person
      </Button>
      <Modal opened={opened} onClose={close} title="Add a person who has an account">
        <AddForm project={project} onDone={close} />
      </Modal>
    </>
  );
}

function AddForm({ project, onDone }: { project: Project; onDone: () => void }) {
  const { values, text, set } = useFields<{ email: string; role: Role }>({ email: "", role: "annotator" });
  const refresh = useRefreshProject(project.id);
  const add = useMutation({
    mutationFn: () => addMember(project.id, values),
    meta: { showsItsErrors: true },
    onSuccess: async (member) => {
      toast({ tone: "good", message: `${member.user.display_name} is ${member.role} now.` });
      await refresh();
      onDone();
    },
  });
  const fields = fieldsOf(add.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Stack>
        {add.isError && !fields.email && <Problem>{sayError(add.error)}</Problem>}
        <TextInput label="E-mail" type="email" required data-autofocus error={fields.email} {...text("email")} />
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
          <Button type="submit" loading={add.isPending}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
