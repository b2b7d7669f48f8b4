interface Published {
  work: string;
  what: string;
  figure: string;
}

/** Agreement that others have published, to compare with. */
export const PUBLISHED: readonly Published[] = [
  { work: "InstructGPT", what: "preferences, raw agreement of its labelers", figure: "72.6 ± 1.5 %" },
  { work: "InstructGPT", what: "the same, of labelers held out from training", figure: "77.3 ± 1.3 %" },
  { work: "Summaries from feedback", what: "preferences, raw", figure: "73 ± 4 %" },
  { work: "Helpful and harmless (HH)", what: "preferences, raw", figure: "about 63 %" },
  { work: "MT-bench", what: "preferences of experts, raw, without ties", figure: "over 80 %" },
  {
    work: "HelpSteer2",
    what: "helpfulness, quadratic-weighted kappa, before and after filtering",
    figure: ".465 → .706",
  },
  { work: "MAST", what: "failure modes of agents, kappa among people", figure: ".88" },
  { work: "MAST", what: "the same, a model as judge", figure: ".77" },
  { work: "Who&When", what: "responsible agent found automatically", figure: "53.5 %" },
  { work: "Who&When", what: "decisive step found automatically", figure: "14.2 %" },
  { work: "AgentRewardBench", what: "success, alpha", figure: ".756" },
  { work: "AgentRewardBench", what: "side effects, alpha, at 96 % raw agreement", figure: ".648" },
  { work: "AgentRewardBench", what: "optimality, alpha as nominal and as interval", figure: ".469 and .837" },
];
