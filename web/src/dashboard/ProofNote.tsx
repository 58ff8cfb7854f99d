import { useState } from "react";
import check from "lucide/shield-check.svg";
import alert from "lucide/shield-alert.svg";
import type { Proof } from "../api";
import { moment } from "../format";
import { Banner, Icon } from "../ui";

/** When everything was last added up again, and what came out. */
export function ProofNote({ proof }: { proof: Proof | null }) {
    const [now] = useState(() => new Date());
    if (!proof) return <p className="note proof">The books have not been proved yet; it is done once a day.</p>;
    const at = moment(new Date(proof.at), now);
    if (!proof.passed)
        return (
            <Banner tone="bad" icon={alert} testId="proof">
                The books did not add up on {at}. Whoever runs this installation finds the day with the command <code>audit</code>.
            </Banner>
        );
    return (
        <p className="note proof" data-testid="proof">
            <Icon svg={check} size={14} /> Books proved {at}: operations, runs, lots and figures add up.
        </p>
    );
}
