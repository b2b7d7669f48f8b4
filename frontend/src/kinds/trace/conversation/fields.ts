/** The fields and places that keys and tabs lead to. */
export const SEARCH_ID = "trace-search";
export const STEP_ID = "trace-step-number";
export const VIEW_ID = "trace-view";
