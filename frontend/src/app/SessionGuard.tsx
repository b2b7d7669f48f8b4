import { Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useEffect, useState } from "react";

import { signIn } from "@/api/auth";
import { client, unwrap } from "@/api/client";
import { sayError } from "@/api/errors";
import { meQuery } from "@/api/people";
import { onSessionExpired } from "@/api/session";
import type { Me } from "@/api/types";
import { Problem } from "@/ui/Problem";

interface Waiting {
  me: Me;
  answer: (signedIn: boolean) => void;
}

/** When the session has ended, asks for the password over the page; what is on it stays, and the call is sent again. */
export function SessionGuard() {
  const queryClient = useQueryClient();
  const [waiting, setWaiting] = useState<Waiting | null>(null);

  useEffect(() => {
    onSessionExpired(() => {
      const me = queryClient.getQueryData(meQuery().queryKey);
      if (!me) return Promise.resolve(false);
      return new Promise((answer) => {
        setWaiting({ me, answer });
      });
    });
    return () => {
      onSessionExpired(null);
    };
  }, [queryClient]);

  function handleDone(signedIn: boolean) {
    waiting?.answer(signedIn);
    setWaiting(null);
    if (signedIn) void queryClient.invalidateQueries();
  }

  return (
    <Modal
      opened={waiting !== null}
      onClose={() => {
        handleDone(false);
      }}
      closeOnClickOutside={false}
      title="Your session has ended"
      zIndex={400}
    >
      {waiting && <SignInAgain me={waiting.me} onDone={handleDone} />}
    </Modal>
  );
}

function SignInAgain({ me, onDone }: { me: Me; onDone: (signedIn: boolean) => void }) {
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  async function handleSubmit(event: SyntheticEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      await signIn({ email: me.email ?? "", password });
      const again = await unwrap(client.GET("/api/me/"));
      onDone(again.id === me.id);
    } catch (error) {
      setProblem(sayError(error));
      setBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void handleSubmit(event)}>
      <Stack>
        <Text>
          Sign in again as <strong>{me.email}</strong>. Everything on this page is kept.
        </Text>
        {problem && <Problem>{problem}</Problem>}
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          data-autofocus
          required
          value={password}
          onChange={(event) => {
            setPassword(event.currentTarget.value);
          }}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            Sign in and go on
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
