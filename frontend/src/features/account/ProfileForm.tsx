import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { fieldsOf } from "@/api/errors";
import { meQuery, renameMe } from "@/api/people";
import { useMe } from "@/api/useProject";
import { toast } from "@/lib/toasts";
import { Section } from "@/ui/Section";

export function ProfileForm() {
  const me = useMe();
  const client = useQueryClient();
  const [name, setName] = useState(me.display_name);
  const save = useMutation({
    mutationFn: () => renameMe(name),
    onSuccess: (changed) => {
      client.setQueryData(meQuery().queryKey, changed);
      toast({ tone: "good", message: "Your name is saved." });
    },
  });
  return (
    <Section title="Me">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack maw={420}>
          <TextInput label="E-mail" value={me.email ?? ""} readOnly description="An admin can change it." />
          <TextInput
            label="Name"
            required
            maxLength={80}
            value={name}
            error={fieldsOf(save.error).display_name}
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
          />
          <Text size="sm" c="dimmed">
            Exports call you <code>{me.pseudonym}</code>.
          </Text>
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
