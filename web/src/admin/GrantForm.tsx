import { useState } from "react";
import { ledger, reasonOf } from "../api";
import { centicreditsOf, creditsInWords } from "../format";
import { useSession } from "../session";
import { Button, SelectField, TextField, toast } from "../ui";
import { startOfDay } from "../usage/filter";

type Kind = "promotional" | "adjustment" | "extra";

/** Credits that nobody bought, with a reason that stays in the ledger. */
export function GrantForm({ organizationId, onGranted }: { organizationId: number; onGranted: () => void }) {
    const { organization } = useSession();
    const [kind, setKind] = useState<Kind>("promotional");
    const [amount, setAmount] = useState("");
    const [expires, setExpires] = useState("");
    const [note, setNote] = useState("");
    const [tried, setTried] = useState(false);
    const [busy, setBusy] = useState(false);
    const centicredits = centicreditsOf(amount);
    const grant = async () => {
        setTried(true);
        if (!centicredits || note.trim() === "") return;
        const until = expires === "" ? undefined : startOfDay(expires, organization.timezone)?.toISOString();
        setBusy(true);
        try {
            await ledger.grant(organizationId, { kind, centicredits, note: note.trim(), ...(until ? { expires: until } : {}) });
            toast(`${creditsInWords(centicredits)} granted.`, { kind: "good" });
            setAmount("");
            setNote("");
            setTried(false);
            onGranted();
        } catch (error) {
            toast(`Nothing was granted. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    return (
        <form
            className="card admin-form"
            aria-labelledby="grant"
            onSubmit={(event) => {
                event.preventDefault();
                grant();
            }}
        >
            <h2 id="grant" className="admin-form-title">
                Grant credits
            </h2>
            <SelectField label="Kind" value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
                <option value="promotional">Promotional</option>
                <option value="adjustment">Adjustment</option>
                <option value="extra">Extra</option>
            </SelectField>
            <TextField
                label="Credits"
                inputMode="decimal"
                value={amount}
                error={tried && !centicredits ? "A number of credits above 0." : undefined}
                onChange={(event) => setAmount(event.target.value)}
            />
            <TextField
                label="Expire at the beginning of"
                type="date"
                value={expires}
                help="Empty: as the plan's extra credits do."
                onChange={(event) => setExpires(event.target.value)}
            />
            <TextField
                label="Why"
                value={note}
                error={tried && note.trim() === "" ? "The reason stays in the ledger." : undefined}
                onChange={(event) => setNote(event.target.value)}
            />
            <div className="row admin-buttons">
                <Button kind="primary" type="submit" busy={busy}>
                    Grant{centicredits ? ` ${creditsInWords(centicredits)}` : ""}
                </Button>
            </div>
        </form>
    );
}
