import { useSyncExternalStore } from "react";
import x from "lucide/x.svg";
import { IconButton } from "./Button";
import { Link } from "../router";

interface Message {
    id: number;
    text: string;
    kind: "good" | "bad" | "plain";
    link?: { to: string; label: string };
}

let messages: readonly Message[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const shownFor = 6000;

function set(next: readonly Message[]) {
    messages = next;
    for (const listener of listeners) listener();
}

/** Says in a corner what has happened. Bad news stays until it is closed. */
export function toast(text: string, options: { kind?: Message["kind"]; link?: Message["link"] } = {}) {
    const message: Message = { id: nextId++, text, kind: options.kind ?? "plain", ...(options.link ? { link: options.link } : {}) };
    set([...messages.slice(-3), message]);
    if (message.kind !== "bad") setTimeout(() => close(message.id), shownFor);
}

function close(id: number) {
    set(messages.filter((message) => message.id !== id));
}

export function Toasts() {
    const shown = useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        () => messages,
    );
    return (
        <div className="toasts" role="status" aria-live="polite">
            {shown.map((message) => (
                <div key={message.id} className={`toast toast-${message.kind}`}>
                    <span>
                        {message.text} {message.link && <Link to={message.link.to}>{message.link.label}</Link>}
                    </span>
                    <IconButton icon={x} label="Close" small onClick={() => close(message.id)} />
                </div>
            ))}
        </div>
    );
}
