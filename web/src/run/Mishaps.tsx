import alert from "lucide/triangle-alert.svg";
import x from "lucide/circle-x.svg";
import type { RunModule } from "../api";
import { counted } from "../format";
import { Icon } from "../ui";

interface MishapsProps {
    modules: readonly RunModule[];
    names: Map<number, string>;
    /** By module, what it said first. */
    messages: ReadonlyMap<number, string>;
    chosen: number | undefined;
    onChoose: (moduleId: number) => void;
}

/** Errors and warnings, each apart, by the module that they came from; a click shows that module's operations. */
export function Mishaps({ modules, names, messages, chosen, onChoose }: MishapsProps) {
    const failed = modules.filter((one) => one.errors > 0);
    const warned = modules.filter((one) => one.warnings > 0);
    if (failed.length + warned.length === 0) return null;
    return (
        <ul className="mishaps" aria-label="Errors and warnings" data-testid="run-mishaps">
            {failed.map((one) => (
                <li key={`e${one.moduleId}`}>
                    <button type="button" className="mishap mishap-bad" aria-pressed={chosen === one.moduleId} onClick={() => onChoose(one.moduleId)}>
                        <Icon svg={x} size={14} />
                        {counted(one.errors, "error", "errors")} in {names.get(one.moduleId) ?? one.module}
                    </button>
                    {messages.get(one.moduleId) && <span className="mishap-message">{messages.get(one.moduleId)}</span>}
                </li>
            ))}
            {warned.map((one) => (
                <li key={`w${one.moduleId}`}>
                    <button type="button" className="mishap mishap-warn" aria-pressed={chosen === one.moduleId} onClick={() => onChoose(one.moduleId)}>
                        <Icon svg={alert} size={14} />
                        {counted(one.warnings, "warning", "warnings")} in {names.get(one.moduleId) ?? one.module}
                    </button>
                    {messages.get(one.moduleId) && <span className="mishap-message">{messages.get(one.moduleId)}</span>}
                </li>
            ))}
        </ul>
    );
}
