import type { Operation, RunState } from "../api/types";

/** 1 success, 2 warning, 3 error, as everywhere in the API. */
export function operationState(operation: Pick<Operation, "status" | "error">): RunState {
    if (operation.status === 3) return "error";
    if (operation.status === 2) return "warning";
    return operation.error ? "error" : "success";
}
