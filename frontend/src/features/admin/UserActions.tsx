import { ActionIcon, Menu } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { changeUser, usersQuery } from "@/api/people";
import type { User } from "@/api/types";
import { useMe } from "@/api/useProject";
import { toast } from "@/lib/toasts";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { Icon } from "@/ui/Icon";

import { type Act, actsOn } from "./acts";
import { ResetLink } from "./ResetLink";

/** What an admin can do to an account. */
export function UserActions({ user }: { user: User }) {
  const me = useMe();
  const [act, setAct] = useState<Act | null>(null);
  const [resetting, setResetting] = useState(false);
  return (
    <>
      <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${user.display_name}`}>
            <Icon name="dots" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {user.is_active && (
            <Menu.Item
              onClick={() => {
                setResetting(true);
              }}
            >
              Link for a new password
            </Menu.Item>
          )}
          {actsOn(user).map((possible) => (
            <Menu.Item
              key={possible.label}
              // Nobody locks themselves out by mistake: another admin can do it.
              disabled={user.id === me.id}
              onClick={() => {
                setAct(possible);
              }}
            >
              {possible.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ConfirmAct
        user={user}
        act={act}
        onClose={() => {
          setAct(null);
        }}
      />
      <ResetLink
        user={user}
        opened={resetting}
        onClose={() => {
          setResetting(false);
        }}
      />
    </>
  );
}

interface ConfirmActProps {
  user: User;
  act: Act | null;
  onClose: () => void;
}

function ConfirmAct({ user, act, onClose }: ConfirmActProps) {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: ({ change: changed }: Act) => changeUser({ id: user.id, ...changed }),
    onSuccess: async (_, { done }) => {
      toast({ tone: "good", message: done });
      await client.invalidateQueries({ queryKey: usersQuery().queryKey });
    },
    onSettled: onClose,
  });
  return (
    <ConfirmDialog
      opened={act !== null}
      title={act ? `${act.label}: ${user.display_name}?` : ""}
      action={act?.label ?? ""}
      danger={act?.danger}
      busy={change.isPending}
      onConfirm={() => {
        if (act) change.mutate(act);
      }}
      onClose={onClose}
    >
      {act?.consequence}
    </ConfirmDialog>
  );
}
