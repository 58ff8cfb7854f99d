import { useState } from "react";
import mailIcon from "lucide/mail.svg";
import webhookIcon from "lucide/webhook.svg";
import { alerts as calls, reasonOf, type AlertKind, type Alerts } from "../api";
import { useSession } from "../session";
import { Button, Check, TextArea, TextField, toast } from "../ui";
import { useWords } from "../words";
import { alertKinds } from "./kinds";
import { recipientsOf } from "./recipients";
import { thresholdsOf, thresholdsText } from "./thresholds";
import { WebhookSecret } from "./WebhookSecret";

interface AlertsFormProps {
    alerts: Alerts;
    may: boolean;
    onChanged: (alerts: Alerts) => void;
}

export function AlertsForm({ alerts, may, onChanged }: AlertsFormProps) {
    const { organization } = useSession();
    const words = useWords();
    const [thresholds, setThresholds] = useState(thresholdsText(alerts.thresholds));
    const [email, setEmail] = useState(alerts.email.join("\n"));
    const [webhookUrl, setWebhookUrl] = useState(alerts.webhookUrl ?? "");
    const [on, setOn] = useState(alerts.on);
    const [busy, setBusy] = useState(false);
    const list = thresholdsOf(thresholds);
    const recipients = recipientsOf(email);
    const address = webhookUrl.trim();
    const wrongAddress = address !== "" && !/^https?:\/\/\S+$/.test(address);
    const save = async () => {
        if (!list || !recipients || wrongAddress) return;
        setBusy(true);
        try {
            onChanged(await calls.change(organization.id, { thresholds: list, email: recipients, webhookUrl: address || null, on }));
            toast("Saved.", { kind: "good" });
        } catch (error) {
            toast(`Nothing was saved. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    const test = async (channel: "email" | "webhook", sent: string) => {
        try {
            await calls.test(organization.id, channel);
            toast(sent, { kind: "good" });
        } catch (error) {
            toast(`The test was not sent. ${reasonOf(error)}`, { kind: "bad" });
        }
    };
    return (
        <form
            className="alerts-form"
            aria-label="Alerts"
            onSubmit={(event) => {
                event.preventDefault();
                save();
            }}
        >
            <TextField
                label="Tell at per cent of the credits"
                disabled={!may}
                value={thresholds}
                error={list ? undefined : "Whole per cents, such as 75, 90, 100."}
                onChange={(event) => setThresholds(event.target.value)}
            />
            <TextArea
                label="By mail to"
                disabled={!may}
                rows={3}
                value={email}
                help="One address per line; none for no mails."
                error={recipients ? undefined : "One of these is not a mail address."}
                onChange={(event) => setEmail(event.target.value)}
            />
            <TextField
                label="By webhook to"
                type="url"
                disabled={!may}
                placeholder="https://"
                value={webhookUrl}
                help="It gets a POST with JSON, signed with the secret."
                error={wrongAddress ? "An address that begins with https:// or http://." : undefined}
                onChange={(event) => setWebhookUrl(event.target.value)}
            />
            <WebhookSecret alerts={alerts} may={may} onChanged={onChanged} />
            <fieldset className="alert-kinds" disabled={!may}>
                <legend>About</legend>
                {(Object.keys(alertKinds) as AlertKind[]).map((kind) => (
                    <Check
                        key={kind}
                        label={alertKinds[kind](words)}
                        on={on[kind]}
                        onChange={(chosen) => setOn({ ...on, [kind]: chosen })}
                    />
                ))}
            </fieldset>
            {may && (
                <div className="row alerts-buttons">
                    <Button type="submit" kind="primary" busy={busy}>
                        Save the alerts
                    </Button>
                    <Button icon={mailIcon} disabled={alerts.email.length === 0} onClick={() => test("email", "A test mail was sent.")}>
                        Send a test mail
                    </Button>
                    <Button icon={webhookIcon} disabled={!alerts.webhookUrl} onClick={() => test("webhook", "The webhook took the test.")}>
                        Call the webhook
                    </Button>
                </div>
            )}
        </form>
    );
}
