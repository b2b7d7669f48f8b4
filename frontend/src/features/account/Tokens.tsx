import { Badge, Button, Code, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { sayError } from "@/api/errors";
import { revokeToken, tokensQuery } from "@/api/people";
import type { Token } from "@/api/types";
import { moment } from "@/lib/format";
import { useNow } from "@/lib/now";
import { toast } from "@/lib/toasts";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { Problem } from "@/ui/Problem";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";

import { NewTokenButton } from "./NewToken";

/** Keys with which my programs call the API. */
export function Tokens() {
  const tokens = useQuery(tokensQuery());
  const [leaving, setLeaving] = useState<Token | null>(null);
  const close = () => {
    setLeaving(null);
  };
  const revoke = useRevoke(close);
  return (
    <Section
      title="API tokens"
      help="A program that sends a token acts as you, within its scopes."
      actions={<NewTokenButton />}
      flush
    >
      {tokens.isError ? (
        <Problem onRetry={() => void tokens.refetch()}>{sayError(tokens.error)}</Problem>
      ) : (
        <DataTable
          label="Your tokens"
          columns={columns(setLeaving)}
          rows={tokens.data}
          rowKey={(token) => token.id}
          empty={
            <EmptyState icon="lock" title="No tokens">
              Make one for each program, so that each can be revoked alone.
            </EmptyState>
          }
        />
      )}
      <ConfirmDialog
        opened={leaving !== null}
        title={`Revoke “${leaving?.name ?? ""}”?`}
        action="Revoke"
        danger
        busy={revoke.isPending}
        onConfirm={() => {
          if (leaving) revoke.mutate(leaving);
        }}
        onClose={close}
      >
        Programs that use it stop working at once.
      </ConfirmDialog>
    </Section>
  );
}

function useRevoke(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: Token) => revokeToken(token.id),
    onSuccess: async () => {
      onDone();
      toast({ tone: "good", message: "The token is revoked." });
      await client.invalidateQueries({ queryKey: tokensQuery().queryKey });
    },
  });
}

function columns(onRevoke: (token: Token) => void): Column<Token>[] {
  return [
    { key: "name", title: "Name", cell: (token) => <Text fw={560}>{token.name}</Text> },
    { key: "prefix", title: "Begins with", cell: (token) => <Code>{token.prefix}…</Code> },
    { key: "scopes", title: "May", cell: (token) => token.scopes.join(", ") },
    {
      key: "used",
      title: "Last used",
      cell: (token) => (token.last_used_at ? <RelativeTime time={token.last_used_at} /> : "never"),
    },
    { key: "expires", title: "Expires", cell: (token) => <Expiry token={token} /> },
    {
      key: "revoke",
      title: "",
      align: "right",
      cell: (token) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Revoke ${token.name}`}
          onClick={() => {
            onRevoke(token);
          }}
        >
          Revoke
        </Button>
      ),
    },
  ];
}

function Expiry({ token }: { token: Token }) {
  const now = useNow();
  if (!token.expires_at) return "never";
  if (Date.parse(token.expires_at) > now) return moment(token.expires_at);
  return (
    <Badge color="gray" size="sm" tt="none" title={moment(token.expires_at)}>
      expired
    </Badge>
  );
}
