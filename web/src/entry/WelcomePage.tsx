import { useState } from "react";
import { ApiError, session, type User } from "../api";
import { usePlace } from "../router";
import { Button, LinkButton, TextField } from "../ui";
import { useSettings, useWords } from "../words";
import { EntryCard } from "./EntryCard";
import { weakness } from "./password";

/** Where the printed link of the first start leads: its code makes the first owner, once. */
export function WelcomePage({ onEntered }: { onEntered: (user: User) => void }) {
    const { hash } = usePlace();
    const { product } = useWords();
    const { firstOwnerNeeded } = useSettings();
    const code = new URLSearchParams(hash.slice(1)).get("code");
    const [form, setForm] = useState({ name: "", email: "", password: "" });
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<string>();
    const [tried, setTried] = useState(false);

    if (!firstOwnerNeeded) {
        return (
            <EntryCard title="This link has been used" text="The first owner is there already; the link worked once." onSubmit={() => {}}>
                <LinkButton to="/sign-in" kind="primary">
                    Sign in
                </LinkButton>
            </EntryCard>
        );
    }
    if (!code) {
        return (
            <EntryCard
                title={`Welcome to ${product}`}
                text="Nobody has an account yet. The server prints a link when it starts, on its standard output and in its log: open that link to become the first owner."
                onSubmit={() => {}}
            >
                <p className="note">The link looks like {location.origin}/welcome#code=…</p>
            </EntryCard>
        );
    }
    const problems = {
        name: form.name.trim() === "" ? "Say how others should call you." : undefined,
        email: /^\S+@\S+$/.test(form.email.trim()) ? undefined : "Enter an email address: you will sign in with it.",
        password: weakness(form.password),
    };
    const begin = () => {
        setTried(true);
        setError(undefined);
        if (Object.values(problems).some(Boolean)) return;
        setBusy(true);
        session
            .firstOwner({ code, name: form.name.trim(), email: form.email.trim(), password: form.password })
            .then(onEntered, (failure: ApiError) => {
                setBusy(false);
                setError(failure.message);
            });
    };
    const field = (name: keyof typeof form) => ({
        value: form[name],
        error: tried ? problems[name] : undefined,
        onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
    });
    return (
        <EntryCard title={`Welcome to ${product}`} text="You are its first owner. Choose how you will sign in." onSubmit={begin}>
            <TextField label="Your name" autoComplete="name" autoFocus {...field("name")} />
            <TextField label="Email" type="email" autoComplete="username" {...field("email")} />
            <TextField
                label="Password"
                type="password"
                autoComplete="new-password"
                help="At least 10 characters; a sentence is good."
                {...field("password")}
            />
            <div role="alert" className="field-error">
                {error}
            </div>
            <Button kind="primary" type="submit" busy={busy}>
                Begin
            </Button>
        </EntryCard>
    );
}
