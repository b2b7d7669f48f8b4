import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { meQuery } from "@/api/people";
import { projectQuery } from "@/api/projects";
import { createQueryClient } from "@/api/queryClient";
import type { Me, Project } from "@/api/types";
import { type Kind, loadKind } from "@/kinds";
import { dismissToast, toastStore } from "@/lib/toasts";
import { renderPart } from "@/test/render";

import { Labeling } from "./LabelingPage";
import { sendings } from "./outbox";
import { assignment, settle } from "./testing";
import { senderOf } from "./useSender";

// A growing text field listens to it; jsdom has no fonts.
Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });

const ME: Me = {
  id: "ana",
  email: "ana@lab.example",
  display_name: "Ana",
  is_admin: false,
  pseudonym: "annotator-1",
  projects: 1,
  is_demo: false,
};

const project = {
  id: "p1",
  kind: "preference",
  title: "Primes",
  guidelines: "Check the arithmetic.",
  settings: {
    mode: "pairwise",
    scale: "seven_point",
    turns: "last",
    rationale: { rule: "ties", strength: 2, min_length: 0, reasons: [] },
    allow_edit: false,
    randomise_sides: true,
  },
  rubric: null,
  progress: {
    tasks: 9,
    open: 9,
    answered: 0,
    disputed: 0,
    settled: 0,
    withdrawn: 0,
    answers: 0,
    mine: { submitted: 0, skipped: 0, leased: 0, waiting: 9 },
  },
} as unknown as Project;

const content = (question: string) => ({
  messages: [{ role: "user", content: question }],
  responses: ["r2", "r1"].map((id) => ({ id, messages: [{ role: "assistant", content: `${id} to ${question}` }] })),
  names_itself: [],
});

const lent = (id: string, question: string) => {
  const { opening: _opening, ...sent } = assignment(id, {
    task: { id: `t-${id}`, project: "p1", content: content(question), images: {}, suggestion: null },
  });
  return { state: "task", assignment: sent };
};

interface Asked {
  method: string;
  path: string;
  key: string | null;
  body: Record<string, unknown> | null;
}

/** The server as the network shows it: a queue of claims, and what it was told. */
function serve(claims: unknown[], answers: Record<string, () => Response | Promise<Response>> = {}): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, "http://lab"), init);
    const { pathname: path } = new URL(request.url);
    const body = (await request.json().catch(() => null)) as Record<string, unknown> | null;
    asked.push({ method: request.method, path, key: request.headers.get("Idempotency-Key"), body });
    const answer = Object.entries(answers).find(([ending]) => path.endsWith(ending));
    if (answer) return answer[1]();
    if (path.endsWith("/claim/")) return Response.json(claims.shift() ?? { state: "done" });
    if (path.endsWith("/draft/"))
      return Response.json({ revision: body?.revision, updated_at: new Date().toISOString() });
    if (path.endsWith("/submit/")) return Response.json({ id: "n1" }, { status: 201 });
    if (path.endsWith("/my-annotations/")) return Response.json({ results: [], next: null, previous: null });
    return new Response(null, { status: 204 });
  });
  return asked;
}

let kind: Kind;

async function open() {
  const client = createQueryClient();
  client.setQueryData(meQuery().queryKey, ME);
  let change: (changes: Partial<Project>) => void = () => undefined;
  function Page() {
    const [changes, setChanges] = useState<Partial<Project>>({});
    change = setChanges;
    return <Labeling project={{ ...project, ...changes }} kind={kind} />;
  }
  const page = renderPart(<Page />, client);
  const changeProject = (changes: Partial<Project>) => {
    act(() => {
      change(changes);
    });
  };
  return { ...page, client, changeProject };
}

const sent = (asked: Asked[], ending: string) => asked.filter(({ path }) => path.endsWith(ending));

beforeEach(async () => {
  const found = await loadKind("preference");
  if (found) kind = found;
});

afterEach(async () => {
  await settle();
  vi.unstubAllGlobals();
  toastStore.read().forEach(({ id }) => {
    dismissToast(id);
  });
  for (const left of await sendings.of("ana")) await sendings.remove(left);
  await senderOf("ana").refresh();
});

describe("labeling", () => {
  it("an answer by keyboard is sent with a key of its own, and the next task is there at once", async () => {
    const asked = serve([lent("a1", "Is 101 prime?"), lent("a2", "Is 111 prime?"), lent("a3", "Is 113 prime?")]);
    await open();
    expect(await screen.findByText("Is 101 prime?")).toBeInTheDocument();
    await waitFor(() => expect(sent(asked, "/claim/")).toHaveLength(2));
    await settle();
    await userEvent.keyboard("1{Control>}{Enter}{/Control}");
    expect(await screen.findByText("Is 111 prime?")).toBeInTheDocument();
    await waitFor(() => expect(sent(asked, "/a1/submit/")).toHaveLength(1));
    const [submit] = sent(asked, "/a1/submit/");
    expect(submit?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(submit?.body).toMatchObject({ answer: { overall: { verdict: "prefer", strength: 3 } } });
    expect(sent(asked, "/claim/").map(({ body }) => body)).toContainEqual({ holding: ["a1"] });
  });

  it("what is missing is said, and nothing is sent", async () => {
    const asked = serve([lent("b1", "Is 7 prime?")]);
    await open();
    await screen.findByText("Is 7 prime?");
    await userEvent.keyboard("t{Control>}{Enter}{/Control}");
    expect(await screen.findAllByText("Rationale: say why.")).not.toHaveLength(0);
    expect(sent(asked, "/submit/")).toEqual([]);
    expect(screen.getByRole("textbox", { name: /Rationale/ })).toHaveFocus();
  });

  it("undo takes back, redo gives again", async () => {
    serve([lent("c1", "Is 13 prime?")]);
    await open();
    await screen.findByText("Is 13 prime?");
    const point = () => screen.getByRole("radio", { name: "B better" });
    await userEvent.keyboard("6");
    expect(point()).toBeChecked();
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(point()).not.toBeChecked();
    await userEvent.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
    expect(point()).toBeChecked();
  });

  it("a skip says why and brings the next task", async () => {
    const asked = serve([lent("d1", "Is 17 prime?"), lent("d2", "Is 19 prime?")]);
    await open();
    await screen.findByText("Is 17 prime?");
    await userEvent.keyboard("s");
    const dialog = await screen.findByRole("dialog", { name: "Skip this task" });
    await userEvent.click(within(dialog).getByRole("radio", { name: "Outside what I know" }));
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Note" }), "no idea");
    await userEvent.click(within(dialog).getByRole("button", { name: "Skip" }));
    expect(await screen.findByText("Is 19 prime?")).toBeInTheDocument();
    expect(sent(asked, "/d1/skip/")[0]?.body).toEqual({ reason: "outside_my_skill", note: "no idea" });
  });

  it("guidelines are one key away", async () => {
    serve([lent("e1", "Is 23 prime?")]);
    await open();
    await screen.findByText("Is 23 prime?");
    await userEvent.keyboard("{Shift>}g{/Shift}");
    expect(
      within(screen.getByRole("complementary", { name: "Guidelines and rubric" })).getByText("Check the arithmetic."),
    ).toBeInTheDocument();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("complementary", { name: "Guidelines and rubric" })).not.toBeInTheDocument();
  });

  it("an answer that the server refuses stays, until the person decides", async () => {
    const refusal = () =>
      Response.json({ code: "already_submitted", detail: "You have already submitted this task." }, { status: 409 });
    serve([lent("f1", "Is 29 prime?"), lent("f2", "Is 31 prime?")], { "/f1/submit/": refusal });
    await open();
    await screen.findByText("Is 29 prime?");
    await userEvent.keyboard("7{Control>}{Enter}{/Control}");
    const notice = await screen.findByRole("alert");
    expect(within(notice).getByText("You have already submitted this task.")).toBeInTheDocument();
    await userEvent.click(within(notice).getByRole("button", { name: "Keep the stored one" }));
    await waitFor(() => expect(screen.queryByRole("alert")).not.toBeInTheDocument());
    expect(await sendings.of("ana")).toEqual([]);
  });
});

it("a refused answer is a reason to ask what the project asks now", async () => {
  const refusal = () => Response.json({ code: "invalid", detail: "This is not asked." }, { status: 400 });
  serve([lent("j1", "Is 47 prime?"), lent("j2", "Is 53 prime?")], { "/j1/submit/": refusal });
  const { client } = await open();
  const { queryKey } = projectQuery("p1");
  client.setQueryData(queryKey, project);
  await screen.findByText("Is 47 prime?");
  await userEvent.keyboard("7{Control>}{Enter}{/Control}");
  await screen.findByRole("alert");
  await waitFor(() => expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true));
});

describe("what is no longer asked", () => {
  const SUBMIT = "{Control>}{Enter}{/Control}";
  const clear = { key: "clear", title: "Clarity", applies_to: "comparison", scale: { type: "binary" } };
  const told = () => toastStore.read().map(({ message }) => message);
  const answersTo = (asked: Asked[], id: string) => sent(asked, `/${id}/submit/`).map(({ body }) => body?.answer);

  it("is left out of a draft, and the person is told", async () => {
    const answer = {
      ...{ overall: { verdict: "prefer", strength: -2 }, criteria: { clear: { value: false } }, rationale: "It is." },
      ...{ reasons: [], edit: { base: "r2", text: "37 is prime." } },
    };
    const draft = { revision: 4, content: { answer, active_ms: 700 }, updated_at: "2026-01-02T03:04:05Z", device: "d" };
    const claimed = lent("g1", "Is 37 prime?");
    const asked = serve([{ ...claimed, assignment: { ...claimed.assignment, draft } }]);
    await open();
    await screen.findByText("Is 37 prime?");
    expect(told()).toContain("2 parts of your answer are no longer asked and were left out.");
    await userEvent.keyboard(SUBMIT);
    await waitFor(() => expect(answersTo(asked, "g1")).toEqual([{ ...answer, criteria: {}, edit: null }]));
  });

  it("leaves an open task when the rubric changes, and undo does not bring it back", async () => {
    const asked = serve([lent("h1", "Is 41 prime?")]);
    const { changeProject } = await open();
    changeProject({ rubric: { criteria: [clear] } } as unknown as Partial<Project>);
    await screen.findByText("Is 41 prime?");
    await userEvent.click(screen.getByRole("radio", { name: "A better" }));
    await userEvent.click(screen.getByRole("radio", { name: /^Yes/ }));
    changeProject({});
    expect(told()).toContain("1 part of your answer is no longer asked and was left out.");
    await userEvent.click(screen.getByRole("radio", { name: "B better" }));
    await userEvent.keyboard(`{Control>}z{/Control}`);
    expect(screen.getByRole("radio", { name: "A better" })).toBeChecked();
    await userEvent.keyboard(SUBMIT);
    await waitFor(() => expect(sent(asked, "/h1/submit/")).toHaveLength(1));
    expect(answersTo(asked, "h1")).toEqual([
      { overall: { verdict: "prefer", strength: 2 }, criteria: {}, rationale: "", reasons: [], edit: null },
    ]);
  });

  it("a draft that is asked as it stands opens without a word", async () => {
    serve([lent("i1", "Is 43 prime?")]);
    await open();
    await screen.findByText("Is 43 prime?");
    expect(told()).toEqual([]);
  });
});

describe("when there is no task", () => {
  it("nothing left and others hold the rest are told apart", async () => {
    serve([{ state: "done" }]);
    const { unmount } = await open();
    expect(await screen.findByRole("heading", { name: "Nothing left for you here" })).toBeInTheDocument();
    unmount();
    serve([{ state: "retry", retry_after: 240 }]);
    await open();
    expect(await screen.findByRole("heading", { name: "Others hold the rest" })).toBeInTheDocument();
    expect(screen.getByRole("timer")).toHaveTextContent("trying again in 4 minutes.");
  });

  it("a paused project says so", async () => {
    serve([], {
      "/claim/": () =>
        Response.json({ code: "project_not_active", detail: "This project is not active now." }, { status: 409 }),
    });
    await open();
    expect(await screen.findByText(/This project is not active now/)).toBeInTheDocument();
  });
});
