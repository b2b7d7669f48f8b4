import { Button, Checkbox, Code, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { fieldsOf, sayError } from "@/api/errors";
import { createToken, tokensQuery } from "@/api/people";
import type { Scope } from "@/api/types";
import { useFields } from "@/lib/useFields";
import { CopyField } from "@/ui/CopyField";
import { Icon } from "@/ui/Icon";
import { Problem } from "@/ui/Problem";

const SCOPES: { value: Scope; label: string; help: string }[] = [
  { value: "read", label: "read", help: "Read what you may read" },
  { value: "annotate", label: "annotate", help: "Claim tasks and send answers" },
  { value: "manage", label: "manage", help: "Change, import into and export from projects that you manage" },
];

const LIVES = [
  { value: "30", label: "after 30 days" },
  { value: "90", label: "after 90 days" },
  { value: "365", label: "after a year" },
  { value: "", label: "never" },
];

const DAY_MS = 24 * 3600 * 1000;

export function NewTokenButton() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        leftSection={<Icon name="plus" size={16} />}
        onClick={() => {
          setOpened(true);
        }}
      >
        New token
      </Button>
      <Modal
        opened={opened}
        onClose={() => {
          setOpened(false);
        }}
        // The token is shown once: a stray click must not take it away.
        closeOnClickOutside={false}
        title="New API token"
      >
        <NewTokenForm />
      </Modal>
    </>
  );
}

interface TokenFields {
  name: string;
  scopes: Scope[];
  days: string;
}

function NewTokenForm() {
  const client = useQueryClient();
  const { values, text, set } = useFields<TokenFields>({ name: "", scopes: ["read"], days: "90" });
  const create = useMutation({
    mutationFn: () =>
      createToken({
        name: values.name,
        scopes: values.scopes,
        expires_at: values.days ? new Date(Date.now() + Number(values.days) * DAY_MS).toISOString() : null,
      }),
    meta: { showsItsErrors: true },
    onSuccess: () => client.invalidateQueries({ queryKey: tokensQuery().queryKey }),
  });
  if (create.data) {
    return (
      <Stack>
        <CopyField
          label="Token"
          description="Shown only now. Keep it where you keep passwords."
          value={create.data.token}
        />
        <Text size="sm" c="dimmed">
          Send it with each call: <Code>Authorization: Bearer {create.data.prefix}…</Code>
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
        {create.isError && Object.keys(fields).length === 0 && <Problem>{sayError(create.error)}</Problem>}
        <TextInput
          label="Name"
          description="Which program uses it"
          required
          maxLength={80}
          data-autofocus
          error={fields.name}
          {...text("name")}
        />
        <Checkbox.Group
          label="It may"
          value={values.scopes}
          error={fields.scopes}
          onChange={(scopes) => {
            set("scopes", scopes as Scope[]);
          }}
        >
          <Stack gap="xs" mt={6}>
            {SCOPES.map((scope) => (
              <Checkbox key={scope.value} value={scope.value} label={scope.label} description={scope.help} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label="Expires"
          data={LIVES}
          value={values.days}
          allowDeselect={false}
          error={fields.expires_at}
          onChange={(days) => {
            set("days", days ?? "");
          }}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending} disabled={values.scopes.length === 0}>
            Make token
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
