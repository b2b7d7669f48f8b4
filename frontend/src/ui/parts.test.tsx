import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { expectAccessible } from "@/test/axe";
import { renderPart } from "@/test/render";

import { ConfirmDialog } from "./ConfirmDialog";
import { type Column, DataTable } from "./DataTable";
import { ErrorPage } from "./ErrorPage";
import { FileDrop } from "./FileDrop";
import { JobProgress } from "./JobProgress";
import { LongText } from "./LongText";
import { ProgressBar } from "./ProgressBar";

const running = {
  status: "running",
  done: 250,
  total: 1000,
  unit: "rows",
  error: "",
  cancel_requested: false,
} as const;

describe("JobProgress", () => {
  it("says how far a job is, and stops it", async () => {
    const handleCancel = vi.fn();
    const { container } = renderPart(<JobProgress job={running} label="Import" onCancel={handleCancel} />);
    expect(screen.getByRole("status")).toHaveTextContent("250 of 1,000 rows");
    expect(screen.getByRole("progressbar", { name: "Import" })).toHaveAttribute("aria-valuenow", "25");
    await userEvent.click(screen.getByRole("button", { name: "Stop" }));
    expect(handleCancel).toHaveBeenCalledTimes(1);
    await expectAccessible(container);
  });

  it("cannot be stopped twice", () => {
    renderPart(<JobProgress job={{ ...running, cancel_requested: true }} label="Import" onCancel={() => undefined} />);
    expect(screen.getByRole("button", { name: "Stopping…" })).toBeDisabled();
  });

  it("says why a job failed", () => {
    renderPart(<JobProgress job={{ ...running, status: "failed", error: "The file is gone." }} label="Import" />);
    expect(screen.getByText("The file is gone.")).toBeVisible();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });
});

interface Fruit {
  name: string;
  price: number;
}

const columns: Column<Fruit>[] = [
  { key: "name", title: "Fruit", cell: (fruit) => fruit.name },
  { key: "price", title: "Price", align: "right", cell: (fruit) => fruit.price },
];

describe("DataTable", () => {
  it("shows rows and asks for more", async () => {
    const handleMore = vi.fn();
    const { container } = renderPart(
      <DataTable
        label="Fruits"
        columns={columns}
        rows={[{ name: "fig", price: 2 }]}
        rowKey={(fruit) => fruit.name}
        empty="Nothing"
        onMore={handleMore}
      />,
    );
    expect(screen.getByRole("cell", { name: "fig" })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Show more" }));
    expect(handleMore).toHaveBeenCalledTimes(1);
    await expectAccessible(container);
  });

  it("says what is there when there are no rows", () => {
    renderPart(
      <DataTable label="Fruits" columns={columns} rows={[]} rowKey={(fruit) => fruit.name} empty="No fruit yet" />,
    );
    expect(screen.getByText("No fruit yet")).toBeVisible();
    expect(screen.queryByRole("table")).toBeNull();
  });
});

describe("LongText", () => {
  it("leaves short texts alone and unfolds long ones on demand", async () => {
    const { rerender } = renderPart(<LongText text="short">short</LongText>);
    expect(screen.queryByRole("button")).toBeNull();
    rerender(<></>);
    const long = "word ".repeat(2000);
    renderPart(<LongText text={long}>{long}</LongText>);
    const button = screen.getByRole("button", { name: "Show all (10,000 characters)" });
    await userEvent.click(button);
    expect(screen.getByRole("button", { name: "Fold" })).toHaveAttribute("aria-expanded", "true");
  });
});

describe("FileDrop", () => {
  it("takes a file by its labelled field", async () => {
    const handleFile = vi.fn();
    const { container } = renderPart(
      <FileDrop label="Choose a file" help="JSON" accept=".json" progress={null} onFiles={handleFile} />,
    );
    const file = new File(["[]"], "rows.json", { type: "application/json" });
    await userEvent.upload(screen.getByLabelText(/Choose a file/), file);
    expect(handleFile).toHaveBeenCalledWith([{ name: "rows.json", file }]);
    await expectAccessible(container);
  });
});

describe("ConfirmDialog", () => {
  it("does nothing until it is confirmed", async () => {
    const handleConfirm = vi.fn();
    const handleClose = vi.fn();
    renderPart(
      <ConfirmDialog opened title="Delete it?" action="Delete" danger onConfirm={handleConfirm} onClose={handleClose}>
        It is gone then.
      </ConfirmDialog>,
    );
    await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(handleConfirm).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: "Delete" }));
    expect(handleConfirm).toHaveBeenCalledTimes(1);
    expect(handleClose).toHaveBeenCalledTimes(1);
  });
});

describe("ProgressBar", () => {
  it("leaves withdrawn tasks out", () => {
    const progress = { tasks: 12, settled: 5, disputed: 0, answered: 2, withdrawn: 2 };
    renderPart(<ProgressBar progress={progress} label="Fruits" />);
    expect(screen.getByLabelText("settled: 50 %")).toBeInTheDocument();
    expect(screen.getByLabelText("answered: 20 %")).toBeInTheDocument();
    expect(screen.queryByLabelText(/disputed/)).toBeNull();
  });
});

describe("ErrorPage", () => {
  it("tells being offline from a wrong address and from a fault", () => {
    const words = ([404, 403, 0, 418] as const).map((status) => {
      const { unmount } = renderPart(<ErrorPage status={status} />);
      const title = screen.getByRole("heading").textContent;
      unmount();
      return title;
    });
    expect(words).toEqual(["There is nothing here", "Not for you", "You are offline", "Something broke"]);
  });
});
