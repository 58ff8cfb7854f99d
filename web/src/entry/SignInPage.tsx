import { useState } from "react";
import { ApiError, session, type User } from "../api";
import { Button, TextField } from "../ui";
import { EntryCard } from "./EntryCard";

export function SignInPage({ onEntered }: { onEntered: (user: User) => void }) {
    const [email, setEmail] = useState("");
    const [password, setPassword] = useState("");
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<string>();

    const signIn = () => {
        if (email.trim() === "" || password === "") return setError("Enter your email address and your password.");
        setBusy(true);
        setError(undefined);
        session.signIn({ email: email.trim(), password }).then(onEntered, (failure: ApiError) => {
            setBusy(false);
            setError(failure.signedOut ? "Email address and password don't belong together." : failure.message);
        });
    };
    return (
        <EntryCard title="Sign in" onSubmit={signIn}>
            <TextField
                label="Email"
                type="email"
                autoComplete="username"
                autoFocus
                value={email}
                onChange={(event) => setEmail(event.target.value)}
            />
            <TextField
                label="Password"
                type="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
            />
            <div role="alert" className="field-error">
                {error}
            </div>
            <Button kind="primary" type="submit" busy={busy}>
                Sign in
            </Button>
        </EntryCard>
    );
}
