import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { renderPart } from "@/test/render";

import { MeasureTable } from "./MeasureTable";
import { kappa, measure, project } from "./testing";

const row = (name: RegExp) => screen.getByRole("row", { name });

describe("the table of measures", () => {
  it("shows alpha with the wider interval and draws both", () => {
    renderPart(
      <MeasureTable measures={[measure({ ci_raters: [0.61, 0.99], ci: [0.61, 0.99] })]} project={project()} />,
    );
    const shown = row(/which is better/);
    expect(shown).toHaveTextContent("0.88");
    expect(shown).toHaveTextContent("0.61 to 0.99");
    expect(shown).toHaveTextContent("271 of 320 units");
    expect(within(shown).getByRole("img")).toHaveAccessibleName(
      "Alpha 0.88; 95 % interval over units 0.84 to 0.92; 95 % interval over people 0.61 to 0.99.",
    );
  });

  it("says why alpha is hidden, and shows neither it nor its intervals", () => {
    const hidden = measure({
      shown: false,
      gateable: false,
      reason: "too_few_units",
      value: 0.4433,
      raw_agreement: 0.667,
    });
    renderPart(<MeasureTable measures={[hidden]} project={project()} />);
    const shown = row(/which is better/);
    expect(shown).toHaveTextContent("Not shown yet: fewer than 30 tasks were answered by two people or more.");
    expect(shown).toHaveTextContent("66.7 %");
    expect(shown).not.toHaveTextContent("0.44");
    expect(within(shown).queryByRole("img")).toBeNull();
  });

  it("leads from a figure to the tasks behind it", () => {
    renderPart(<MeasureTable measures={[measure()]} project={project()} />);
    expect(screen.getByRole("link", { name: "Raw agreement 92.7 %" })).toHaveAttribute(
      "href",
      "/projects/p1/tasks?ordering=agreement",
    );
  });

  it("opens to the agreement of each pair, with its units for those who do not point at it", async () => {
    renderPart(<MeasureTable measures={[measure()]} project={project()} />);
    const opener = screen.getByRole("button", { name: /which is better/ });
    expect(opener).toHaveAttribute("aria-expanded", "false");
    await userEvent.click(opener);
    expect(opener).toHaveAttribute("aria-expanded", "true");
    const matrix = screen.getByRole("table", { name: "Cohen’s kappa" });
    const ben = within(matrix).getByRole("row", { name: /^Ben/ });
    expect(within(ben).getAllByRole("cell")[0]).toHaveTextContent("0.84 over 271 units, 90.0 % equal");
  });

  it("says what a missing kappa lacks", async () => {
    const apart = { value: null, n: 0, reason: "no_pairable_units", raw_agreement: null };
    renderPart(<MeasureTable measures={[measure({ kappa: kappa(apart, "quadratic") })]} project={project()} />);
    await userEvent.click(screen.getByRole("button", { name: /which is better/ }));
    expect(screen.getByRole("table", { name: "Cohen’s kappa, quadratic weights" })).toHaveTextContent(
      "no unit in common",
    );
  });
});
