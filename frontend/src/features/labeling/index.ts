export { LabelingPage } from "./LabelingPage";
export { MyAnswersPage } from "./MyAnswersPage";
export { RevisePage } from "./RevisePage";
export { senderOf } from "./useSender";
