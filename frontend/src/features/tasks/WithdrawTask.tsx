import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { sayError } from "@/api/errors";
import { reopenTask, taskQuery, useRefreshProject, withdrawTask } from "@/api/projects";
import type { Project, TaskDetail } from "@/api/types";
import { toast } from "@/lib/toasts";
import { Problem } from "@/ui/Problem";

interface WithdrawTaskProps {
  project: Project;
  task: TaskDetail;
}

/** Take a task out of the work, or bring it back. */
export function WithdrawTask({ project, task }: WithdrawTaskProps) {
  const [asked, setAsked] = useState(false);
  const changed = useChanged(project, task);
  const reopen = useMutation({ mutationFn: () => reopenTask(task.id), onSuccess: () => changed("The task is back.") });
  if (task.status === "withdrawn") {
    return (
      <Button
        variant="default"
        loading={reopen.isPending}
        onClick={() => {
          reopen.mutate();
        }}
      >
        Bring back
      </Button>
    );
  }
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          setAsked(true);
        }}
      >
        Withdraw
      </Button>
      <Modal
        opened={asked}
        onClose={() => {
          setAsked(false);
        }}
        title="Withdraw this task?"
      >
        <WithdrawForm
          task={task}
          onDone={async () => {
            setAsked(false);
            await changed("The task is withdrawn.");
          }}
        />
      </Modal>
    </>
  );
}

function useChanged(project: Project, task: TaskDetail) {
  const client = useQueryClient();
  const refresh = useRefreshProject(project.id);
  return async (message: string) => {
    toast({ tone: "good", message });
    await Promise.all([client.invalidateQueries({ queryKey: taskQuery(task.id).queryKey }), refresh()]);
  };
}

function WithdrawForm({ task, onDone }: { task: TaskDetail; onDone: () => Promise<void> }) {
  const [reason, setReason] = useState("");
  const withdraw = useMutation({
    mutationFn: () => withdrawTask(task.id, reason),
    meta: { showsItsErrors: true },
    onSuccess: onDone,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        withdraw.mutate();
      }}
    >
      <Stack>
        {withdraw.isError && <Problem>{sayError(withdraw.error)}</Problem>}
        <TextInput
          label="Reason"
          description="Nobody is given the task any more. Its answers stay, but do not count."
          required
          maxLength={300}
          data-autofocus
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={withdraw.isPending}>
            Withdraw
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
