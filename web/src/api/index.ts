export * from "./calls";
export * from "./live";
export { ApiError, onSignedOut, type SubError } from "./request";
export * from "./types";
export { useAnswer, type Answer } from "./useAnswer";
