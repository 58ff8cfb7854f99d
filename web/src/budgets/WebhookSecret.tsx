import { useState } from "react";
import copy from "lucide/copy.svg";
import key from "lucide/key-round.svg";
import { alerts as calls, reasonOf, type Alerts } from "../api";
import { useSession } from "../session";
import { Button, Icon, IconButton, toast } from "../ui";

interface WebhookSecretProps {
    alerts: Alerts;
    may: boolean;
    onChanged: (alerts: Alerts) => void;
}

/** Signs what the webhook gets. The whole secret is shown once, when it is made. */
export function WebhookSecret({ alerts, may, onChanged }: WebhookSecretProps) {
    const { organization } = useSession();
    const [made, setMade] = useState<string>();
    const [busy, setBusy] = useState(false);
    const make = async () => {
        setBusy(true);
        try {
            const changed = await calls.change(organization.id, { webhookSecret: "new" });
            setMade(changed.webhookSecret ?? undefined);
            onChanged(changed);
        } catch (error) {
            toast(`No secret was made. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    return (
        <div className="field">
            <span className="field-name">Secret of the webhook</span>
            {made ? (
                <div className="banner" role="status">
                    <Icon svg={key} size={18} />
                    <div className="banner-text">
                        This is the whole secret. It is not shown again.
                        <br />
                        <code data-testid="webhook-secret">{made}</code>
                    </div>
                    <IconButton
                        small
                        icon={copy}
                        label="Copy the secret"
                        onClick={() =>
                            navigator.clipboard.writeText(made).then(
                                () => toast("Copied."),
                                () => {},
                            )
                        }
                    />
                </div>
            ) : (
                <div className="row">
                    <code>{alerts.webhookSecret ?? "none yet"}</code>
                    {may && (
                        <Button small icon={key} busy={busy} onClick={make}>
                            Make a new secret
                        </Button>
                    )}
                </div>
            )}
        </div>
    );
}
