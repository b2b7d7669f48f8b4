import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import type { Command } from "@/lib/commands";
import { renderPart } from "@/test/render";

import { CommandPalette } from "./CommandPalette";
import { useCommands } from "./CommandProvider";

function Offers({ commands }: { commands: Command[] }) {
  useCommands(commands);
  return <input aria-label="Note" />;
}

const command = (part: Partial<Command>): Command => ({ id: "c", label: "Do it", run: vi.fn(), ...part });

it("runs a command by its key, but leaves keys alone while somebody types", async () => {
  const skip = command({ shortcut: "s" });
  renderPart(<Offers commands={[skip]} />);
  await userEvent.keyboard("s");
  expect(skip.run).toHaveBeenCalledTimes(1);
  await userEvent.type(screen.getByLabelText("Note"), "sss");
  expect(skip.run).toHaveBeenCalledTimes(1);
  expect(screen.getByLabelText("Note")).toHaveValue("sss");
});

it("runs a command with Ctrl in a field when the command says so", async () => {
  const submit = command({ shortcut: "mod+enter", inFields: true });
  const other = command({ id: "o", shortcut: "mod+d" });
  renderPart(<Offers commands={[submit, other]} />);
  await userEvent.click(screen.getByLabelText("Note"));
  await userEvent.keyboard("{Control>}{Enter}d{/Control}");
  expect(submit.run).toHaveBeenCalledTimes(1);
  expect(other.run).not.toHaveBeenCalled();
});

it("runs a sequence, and starts anew after a wrong key", async () => {
  const projects = command({ shortcut: "g p" });
  renderPart(<Offers commands={[projects]} />);
  await userEvent.keyboard("gxp");
  expect(projects.run).not.toHaveBeenCalled();
  await userEvent.keyboard("ggp");
  expect(projects.run).toHaveBeenCalledTimes(1);
});

it("lets the newest of two commands with one key win, and never runs a disabled one", async () => {
  const shell = command({ id: "shell", shortcut: "d" });
  const page = command({ id: "page", shortcut: "d" });
  const off = command({ id: "off", shortcut: "x", disabled: true });
  renderPart(<Offers commands={[shell, page, off]} />);
  await userEvent.keyboard("dx");
  expect(page.run).toHaveBeenCalledTimes(1);
  expect(shell.run).not.toHaveBeenCalled();
  expect(off.run).not.toHaveBeenCalled();
});

it("finds commands by words in the palette and runs the chosen one", async () => {
  const run = vi.fn();
  const commands = [
    command({ id: "a", label: "Dark theme" }),
    command({ id: "b", label: "Open the demo project", run }),
  ];
  renderPart(
    <>
      <Offers commands={commands} />
      <CommandPalette opened onClose={() => undefined} />
    </>,
  );
  await userEvent.type(screen.getByRole("combobox", { name: "Search commands" }), "project open{Enter}");
  await vi.waitFor(() => {
    expect(run).toHaveBeenCalledTimes(1);
  });
});

it("takes no page keys while a dialog is open", async () => {
  const skip = command({ shortcut: "s" });
  renderPart(
    <>
      <Offers commands={[skip]} />
      <CommandPalette opened onClose={() => undefined} />
    </>,
  );
  await screen.findByRole("dialog", { name: "Commands" });
  screen.getByRole("combobox").blur();
  await userEvent.keyboard("s");
  expect(skip.run).not.toHaveBeenCalled();
});
