import { useState } from "react";
import mailIcon from "lucide/mail.svg";
import { mail as calls, reasonOf, useAnswer, type Mail } from "../api";
import { useSession } from "../session";
import { Button, SelectField, Shown, SkeletonBlocks, TextField, toast } from "../ui";
import { AdminPage } from "./AdminPage";

/** The server by which this installation sends its mails. */
export default function MailPage() {
    const { user } = useSession();
    const answer = useAnswer(user.operator ? "mail" : null, (signal) => calls.read(signal));
    return (
        <AdminPage tab="mail" title="Mail">
            <Shown answer={answer} what="The mail server" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(mail) => <MailForm mail={mail} onChanged={answer.set} />}
            </Shown>
        </AdminPage>
    );
}

function MailForm({ mail, onChanged }: { mail: Mail; onChanged: (mail: Mail) => void }) {
    const { user } = useSession();
    const [server, setServer] = useState(mail.server ?? "");
    const [from, setFrom] = useState(mail.from ?? "");
    const [username, setUsername] = useState(mail.username ?? "");
    const [password, setPassword] = useState("");
    const [security, setSecurity] = useState(mail.security);
    const [to, setTo] = useState(user.email);
    const [busy, setBusy] = useState(false);
    const wrongServer = server.trim() !== "" && !/^smtps?:\/\/[^\s/]+$/.test(server.trim());
    const save = async () => {
        if (wrongServer) return;
        setBusy(true);
        try {
            const values = { server: server.trim() || null, from: from.trim() || null, username: username.trim() || null, security };
            onChanged(await calls.change({ ...values, ...(password === "" ? {} : { password }) }));
            setPassword("");
            toast("Saved.", { kind: "good" });
        } catch (error) {
            toast(`Nothing was saved. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    const test = async () => {
        setBusy(true);
        try {
            await calls.test(to.trim());
            toast(`The server took a mail to ${to.trim()}.`, { kind: "good" });
        } catch (error) {
            toast(`No mail was sent. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    return (
        <>
            <form
                className="card settings-card"
                aria-label="Mail server"
                onSubmit={(event) => {
                    event.preventDefault();
                    save();
                }}
            >
                <TextField
                    label="Server"
                    placeholder="smtp://mail.example.org:587"
                    value={server}
                    help="Empty for no mails."
                    error={wrongServer ? "An address such as smtp://mail.example.org:587." : undefined}
                    onChange={(event) => setServer(event.target.value)}
                />
                <TextField label="From" type="email" value={from} onChange={(event) => setFrom(event.target.value)} />
                <SelectField label="Security" value={security} onChange={(event) => setSecurity(event.target.value as Mail["security"])}>
                    <option value="starttls">STARTTLS</option>
                    <option value="tls">TLS from the start</option>
                    <option value="none">None: only on this computer</option>
                </SelectField>
                <TextField label="User name" autoComplete="off" value={username} onChange={(event) => setUsername(event.target.value)} />
                <TextField
                    label="Password"
                    type="password"
                    autoComplete="new-password"
                    value={password}
                    help={mail.passwordSet ? "One is set. It is never shown; leave this empty to keep it." : "None is set."}
                    onChange={(event) => setPassword(event.target.value)}
                />
                <div>
                    <Button kind="primary" type="submit" busy={busy}>
                        Save
                    </Button>
                </div>
            </form>
            <form
                className="card settings-card"
                aria-label="Test mail"
                onSubmit={(event) => {
                    event.preventDefault();
                    test();
                }}
            >
                <TextField label="Send a test mail to" type="email" value={to} onChange={(event) => setTo(event.target.value)} />
                <div>
                    <Button type="submit" icon={mailIcon} busy={busy} disabled={!mail.server || to.trim() === ""}>
                        Send a test mail
                    </Button>
                </div>
            </form>
        </>
    );
}
