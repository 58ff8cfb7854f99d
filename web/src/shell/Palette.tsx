import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { scenarios, useAnswer } from "../api";
import { navigate } from "../router";
import { mayAdminister, maySeeCredits, useSession } from "../session";
import { CreditAmount } from "../ui";
import { useWords } from "../words";
import { found, type Destination } from "./destinations";

const administration: Destination[] = [
    { to: "/admin/organizations", name: "Organizations", kind: "Administration" },
    { to: "/admin/plans", name: "Plans", kind: "Administration" },
    { to: "/admin/rates", name: "Rate cards", kind: "Administration" },
    { to: "/admin/mail", name: "Mail", kind: "Administration" },
];

/** Go to anything: type a part of its name, Enter. */
export function Palette({ onClose }: { onClose: () => void }) {
    const { organization, user } = useSession();
    const words = useWords();
    const [text, setText] = useState("");
    const [position, setPosition] = useState(0);
    const element = useRef<HTMLDialogElement>(null);
    const list = useId();
    const answer = useAnswer(`palette ${organization.id}`, (signal) =>
        scenarios.list({ organizationId: organization.id, limit: 1000 }, signal),
    );
    useEffect(() => {
        const before = document.activeElement;
        element.current?.showModal();
        return () => {
            if (before instanceof HTMLElement) before.focus();
        };
    }, []);
    useEffect(() => setPosition(0), [text]);

    const org = `/org/${organization.id}`;
    const all: Destination[] = [
        { to: `${org}/dashboard`, name: "Dashboard", kind: "Org" },
        { to: `${org}/usage`, name: "Credit usage", kind: "Org" },
        ...(maySeeCredits(user, organization.id) ? [{ to: `${org}/statement`, name: "Statement", kind: "Org" }] : []),
        { to: `${org}/subscription`, name: "Subscription", kind: "Org" },
        { to: `${org}/budgets`, name: "Budgets and alerts", kind: "Org" },
        { to: `${org}/settings`, name: "Settings", kind: "Org" },
        ...(mayAdminister(user, organization.id) ? [{ to: `${org}/acts`, name: "Log of acts", kind: "Org" }] : []),
        ...(user.operator ? administration : []),
        { to: "/scenarios", name: words.Scenarios, kind: "List" },
        { to: "/webhooks", name: "Webhooks", kind: "List" },
        { to: "/data-stores", name: "Data stores", kind: "List" },
        { to: "/data-structures", name: "Data structures", kind: "List" },
        { to: "/connections", name: "Connections and keys", kind: "List" },
        ...(answer.data?.scenarios ?? []).map((scenario) => ({
            to: `/scenarios/${scenario.id}`,
            name: scenario.name,
            kind: words.Scenario,
            centicredits: scenario.centicredits,
        })),
    ];
    const typed = text.trim();
    const inside: Destination = {
        to: `/scenarios?${new URLSearchParams({ inside: typed })}`,
        name: `Search in ${words.scenarios} for '${typed}'`,
        kind: "Search",
    };
    const shown = [...found(all, text).slice(0, 12), ...(typed.length < 2 ? [] : [inside])];
    const go = (destination: Destination | undefined) => {
        if (!destination) return;
        onClose();
        navigate(destination.to);
    };
    const press = (event: KeyboardEvent) => {
        if (event.key === "Enter") return go(shown[position]);
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step === undefined || shown.length === 0) return;
        event.preventDefault();
        setPosition((position + step + shown.length) % shown.length);
    };
    return (
        <dialog
            ref={element}
            className="dialog palette"
            aria-label="Go to"
            onCancel={onClose}
            onMouseDown={(event) => {
                if (event.target === element.current) onClose();
            }}
        >
            <input
                className="palette-input"
                role="combobox"
                aria-expanded="true"
                aria-controls={list}
                aria-activedescendant={shown[position] ? `${list}-${position}` : undefined}
                aria-label="Go to"
                placeholder={`Go to a page or ${words.scenario} …`}
                value={text}
                onChange={(event) => setText(event.target.value)}
                onKeyDown={press}
                autoFocus
            />
            <ul role="listbox" id={list} aria-label="Destinations" className="palette-list">
                {shown.map((destination, index) => (
                    <li
                        key={destination.to}
                        id={`${list}-${index}`}
                        role="option"
                        aria-selected={index === position}
                        className="palette-entry"
                        onMouseMove={() => setPosition(index)}
                        onClick={() => go(destination)}
                    >
                        <span className="ellipsis">{destination.name}</span>
                        <span className="note row-end">{destination.kind}</span>
                        {destination.centicredits !== undefined && <CreditAmount value={destination.centicredits} />}
                    </li>
                ))}
            </ul>
            {shown.length === 0 && <p className="palette-none note">Nothing has that in its name.</p>}
        </dialog>
    );
}
