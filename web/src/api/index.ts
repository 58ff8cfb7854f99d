export * from "./calls";
export { ledger, plans, purchases, rateCards, type Paging } from "./creditCalls";
export * from "./creditTypes";
export * from "./guardCalls";
export * from "./guardTypes";
export * from "./live";
export { ApiError, onSignedOut, reasonOf, type SubError } from "./request";
export * from "./types";
export { useAnswer, type Answer } from "./useAnswer";
