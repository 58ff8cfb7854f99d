import type { FormEvent, ReactNode } from "react";
import { useTitle, useWords } from "../words";

interface EntryCardProps {
    title: string;
    text?: ReactNode;
    children: ReactNode;
    onSubmit: () => void;
}

/** The frame of the two pages that stand before the sign-in. */
export function EntryCard({ title, text, children, onSubmit }: EntryCardProps) {
    const { product } = useWords();
    useTitle(title);
    const submit = (event: FormEvent) => {
        event.preventDefault();
        onSubmit();
    };
    return (
        <main className="entry">
            <div className="entry-brand">
                <img src="/assets/icon.svg" alt="" width="32" height="32" />
                {product}
            </div>
            <form className="card entry-card" onSubmit={submit} noValidate>
                <h1>{title}</h1>
                {text && <p className="muted">{text}</p>}
                {children}
            </form>
        </main>
    );
}
