import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { changePassword } from "@/api/auth";
import { fieldsOf, sayError } from "@/api/errors";
import { sessionsQuery } from "@/api/people";
import { useMe } from "@/api/useProject";
import { toast } from "@/lib/toasts";
import { useFields } from "@/lib/useFields";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";

const EMPTY = { current_password: "", new_password: "" };

export function PasswordForm() {
  const me = useMe();
  const client = useQueryClient();
  const { values, text, setValues } = useFields(EMPTY);
  const change = useMutation({
    mutationFn: () => changePassword(values),
    meta: { showsItsErrors: true },
    onSuccess: async () => {
      setValues(EMPTY);
      toast({ tone: "good", message: "Your password is changed. You are signed out everywhere else." });
      await client.invalidateQueries({ queryKey: sessionsQuery().queryKey });
    },
  });
  const fields = fieldsOf(change.error);
  const general = change.isError && Object.keys(fields).length === 0;
  return (
    <Section title="Password" help="Changing it signs you out everywhere else. API tokens go on working.">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack maw={440}>
          {general && <Problem>{sayError(change.error)}</Problem>}
          {/* Tells password managers whose password it is. */}
          <input type="email" name="username" autoComplete="username" value={me.email ?? ""} readOnly hidden />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            required
            error={fields.current_password}
            {...text("current_password")}
          />
          <PasswordInput
            label="New password"
            description="At least 10 characters"
            autoComplete="new-password"
            required
            minLength={10}
            error={fields.new_password}
            {...text("new_password")}
          />
          <Group>
            <Button type="submit" loading={change.isPending}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
