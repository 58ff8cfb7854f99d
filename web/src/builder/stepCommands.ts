import { isRouter, type Route } from "../canvas/blueprint";
import type { Place } from "../canvas/edit";
import type { Step } from "../canvas/graph";
import { runsAlone } from "./run/alone";
import type { StepCommand } from "./StepMenu";

/** What a module's menu can set going. */
export interface StepActions {
    ask: (place: Place) => void;
    connectFrom: (id: number) => void;
    disconnect: (id: number) => void;
    makeFirst: (id: number) => void;
    rename: (id: number) => void;
    filter: (id: number) => void;
    runAlone: (id: number) => void;
    duplicate: (id: number) => void;
    copy: (id: number) => void;
    /** Switches the route on which it stands on or off, with all that is on it. */
    switchRoute: (step: Step, on: boolean) => void;
    remove: (id: number, reconnect: boolean) => void;
}

/** Everything that can be done with a module where it stands. */
export function stepCommands(step: Step, role: string, connected: boolean, route: Route | null, actions: StepActions): (StepCommand | "line")[] {
    const { id, module, loose } = step;
    const directive = role === "errorDirective";
    const entries: (StepCommand | "line" | false)[] = [
        !directive && {
            id: "after",
            label: isRouter(module) ? "Add a route" : "Add a module after it",
            keys: "N",
            onChoose: () => actions.ask({ kind: "after", id }),
        },
        {
            id: "before",
            label: "Add a module before it",
            onChoose: () => actions.ask(connected || loose ? { kind: "before", id } : { kind: "first" }),
        },
        !directive &&
            !isRouter(module) && { id: "error", label: "Add an error handler", onChoose: () => actions.ask({ kind: "error", id }) },
        !directive && { id: "connect", label: "Connect to …", keys: "C", onChoose: () => actions.connectFrom(id) },
        connected && { id: "disconnect", label: "Disconnect from what is before", onChoose: () => actions.disconnect(id) },
        loose && { id: "first", label: "Begin the flow with it", onChoose: () => actions.makeFirst(id) },
        "line",
        { id: "rename", label: "Rename", keys: "F2", onChoose: () => actions.rename(id) },
        connected && {
            id: "filter",
            label: module.filter ? "Edit the filter before it" : "Set a filter before it",
            onChoose: () => actions.filter(id),
        },
        runsAlone(role) && { id: "alone", label: "Run this module only", onChoose: () => actions.runAlone(id) },
        { id: "duplicate", label: "Duplicate", keys: "Ctrl+D", onChoose: () => actions.duplicate(id) },
        { id: "copy", label: "Copy", keys: "Ctrl+C", onChoose: () => actions.copy(id) },
        route !== null && {
            id: "route",
            label: route.disabled === true ? "Switch its route on" : "Switch its route off",
            onChoose: () => actions.switchRoute(step, route.disabled === true),
        },
        "line",
        { id: "delete", label: "Delete", keys: "Del", danger: true, onChoose: () => actions.remove(id, false) },
        {
            id: "deleteReconnecting",
            label: "Delete and reconnect",
            keys: "Ctrl+Del",
            danger: true,
            onChoose: () => actions.remove(id, true),
        },
    ];
    return entries.filter((entry): entry is StepCommand | "line" => entry !== false);
}
