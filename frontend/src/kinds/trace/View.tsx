import type { ViewProps } from "../defineKind";
import { AnnotateView } from "./AnnotateView";
import { CompareView } from "./CompareView";
import { ReadonlyView } from "./ReadonlyView";
import { ReviewView } from "./ReviewView";
import type { Answer, Content, Settings } from "./types";

export function View(props: ViewProps<Content, Answer, Settings>) {
  switch (props.mode) {
    case "annotate":
      return <AnnotateView {...props} />;
    case "review":
      return <ReviewView {...props} />;
    case "compare":
      return <CompareView {...props} />;
    case "readonly":
      return <ReadonlyView {...props} />;
  }
}
