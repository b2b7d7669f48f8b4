import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { fieldsOf, sayError } from "@/api/errors";
import { meQuery, renameMe } from "@/api/people";
import { useMe } from "@/api/useProject";
import { toast } from "@/lib/toasts";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";

import styles from "./ProfileForm.module.css";

/** My name, and what others see of me. */
export function ProfileForm() {
  const me = useMe();
  const client = useQueryClient();
  const [name, setName] = useState(me.display_name);
  const save = useMutation({
    mutationFn: () => renameMe(name.trim()),
    meta: { showsItsErrors: true },
    onSuccess: (changed) => {
      client.setQueryData(meQuery().queryKey, changed);
      setName(changed.display_name);
      toast({ tone: "good", message: "Your name is saved." });
    },
  });
  const problem = fieldsOf(save.error).display_name;
  return (
    <Section title="Me">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack maw={440}>
          {save.isError && !problem && <Problem>{sayError(save.error)}</Problem>}
          <TextInput
            label="Name"
            description="Managers of your projects see it."
            autoComplete="name"
            required
            maxLength={80}
            value={name}
            error={problem}
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
          />
          <TextInput
            label="E-mail"
            description="You sign in with it. Only you and admins see it, and it cannot be changed."
            value={me.email ?? ""}
            readOnly
          />
          <TextInput
            label="Pseudonym"
            description="Stands for you in exported data, so that your name never leaves this installation. It stays the same for good."
            value={me.pseudonym}
            readOnly
            classNames={{ input: styles.pseudonym }}
          />
          <Group>
            <Button type="submit" disabled={name.trim() === me.display_name} loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
