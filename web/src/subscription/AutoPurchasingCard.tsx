import type { AutoPurchasing } from "../api";
import { credits, creditsInWords, price } from "../format";
import { AutoSwitch } from "../purchasing/AutoSwitch";
import { autoState } from "../purchasing/autoState";
import { Banner, Fact, Facts, Meter, Time } from "../ui";
import { ThresholdForm } from "./ThresholdForm";

interface AutoPurchasingCardProps {
    auto: AutoPurchasing;
    may: boolean;
    onChanged: (auto: AutoPurchasing) => void;
}

/** S3: what it buys by itself, when, up to what, and how that went. */
export function AutoPurchasingCard({ auto, may, onChanged }: AutoPurchasingCardProps) {
    const state = autoState(auto);
    return (
        <section className="card auto-purchasing" aria-labelledby="auto-purchasing" data-testid="auto-purchasing">
            <div className="card-header">
                <h2 id="auto-purchasing">Auto-purchasing</h2>
                <span className="chip">{state.short}</span>
                <span className="row-end">
                    <AutoSwitch auto={auto} may={may} onChanged={onChanged} />
                </span>
            </div>
            {state.tone === "plain" ? <p className="muted">{state.sentence}</p> : <Banner tone={state.tone}>{state.sentence}</Banner>}
            {auto.available && (
                <>
                    <Facts>
                        <Fact name="Buys each time">{creditsInWords(auto.unit)}</Fact>
                        <Fact name="Price each time">{price(auto.price, auto.currency)}</Fact>
                        <Fact name="Payment method">{auto.paymentMethod ?? "none yet"}</Fact>
                        <Fact name="Bought this period" testId="auto-bought">
                            {credits(auto.bought)} {auto.cap === null ? "credits, no cap" : `of at most ${creditsInWords(auto.cap)}`}
                        </Fact>
                    </Facts>
                    {auto.cap !== null && (
                        <Meter
                            label="Cap of this period used"
                            total={auto.cap}
                            tone={state.short === "Cap used" ? "warn" : "plain"}
                            parts={[{ value: auto.bought, colour: "series-2" }]}
                        />
                    )}
                    {may && <ThresholdForm key={auto.threshold} auto={auto} onChanged={onChanged} />}
                    {auto.failures.length > 0 && (
                        <div className="auto-failures">
                            <h3>Failures</h3>
                            <ul>
                                {auto.failures.map((failure) => (
                                    <li key={`${failure.at} ${failure.reason}`}>
                                        <span className="note">
                                            <Time at={failure.at} />
                                        </span>
                                        {failure.reason}
                                    </li>
                                ))}
                            </ul>
                        </div>
                    )}
                </>
            )}
        </section>
    );
}
