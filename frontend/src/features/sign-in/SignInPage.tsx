import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";

import { signIn } from "@/api/auth";
import { sayError } from "@/api/errors";
import { useFields } from "@/lib/useFields";
import { Problem } from "@/ui/Problem";

import { Card } from "./Card";
import { safeNext } from "./next";

export function SignInPage() {
  const client = useQueryClient();
  const router = useRouter();
  const { next } = useSearch({ strict: false });
  const { values, text } = useFields({ email: "", password: "" });
  const enter = useMutation({
    mutationFn: signIn,
    meta: { showsItsErrors: true },
    onSuccess: async () => {
      client.clear();
      await router.invalidate();
      router.history.push(safeNext(next));
    },
  });

  return (
    <Card title="Sign in">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate(values);
        }}
      >
        <Stack>
          {enter.isError && <Problem>{sayError(enter.error)}</Problem>}
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            size="md"
            {...text("email")}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="md"
            {...text("password")}
          />
          <Button type="submit" size="md" loading={enter.isPending}>
            Sign in
          </Button>
          <Text size="sm" c="dimmed">
            Accounts are made by invitation. Ask an admin for a link, also when you forgot your password.
          </Text>
        </Stack>
      </form>
    </Card>
  );
}
