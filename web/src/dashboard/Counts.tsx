import type { AutoPurchasing, Dashboard } from "../api";
import { count } from "../format";
import { AutoSwitch } from "../purchasing/AutoSwitch";
import { autoState } from "../purchasing/autoState";
import { Link } from "../router";
import { mayAdminister, useSession } from "../session";
import { Figure } from "../ui";
import { useWords } from "../words";

interface CountsProps {
    dashboard: Dashboard;
    onAutoChanged: (auto: AutoPurchasing) => void;
}

/** D3: what is running, how it went, and whether credits are bought by themselves. */
export function Counts({ dashboard: { counts, autoPurchasing }, onAutoChanged }: CountsProps) {
    const { organization, user } = useSession();
    const words = useWords();
    const state = autoState(autoPurchasing);
    const org = `/org/${organization.id}`;
    return (
        <div className="figures figures-small" data-testid="counts">
            <Figure label={`Active ${words.scenarios}`} value={count(counts.activeScenarios)} testId="active-scenarios">
                of {count(counts.scenarios)} now · <Link to="/scenarios">see them</Link>
            </Figure>
            <Figure label="Runs" value={count(counts.runs)} testId="runs">
                this period · <Link to={`${org}/usage`}>see them</Link>
            </Figure>
            <Figure label="Errors" value={count(counts.errors)} tone={counts.errors > 0 ? "warn" : "plain"} testId="errors">
                this period · <Link to={`${org}/usage?status=error`}>see them</Link>
            </Figure>
            <Figure
                label="Auto-purchasing"
                testId="auto-purchasing"
                tone={state.tone}
                value={
                    <span className="auto-figure">
                        <span className="figure-words">{state.short}</span>
                        <AutoSwitch auto={autoPurchasing} may={mayAdminister(user, organization.id)} onChanged={onAutoChanged} />
                    </span>
                }
            >
                {state.sentence} <Link to={`${org}/subscription`}>Settings</Link>
            </Figure>
        </div>
    );
}
