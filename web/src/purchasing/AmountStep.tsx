import minus from "lucide/minus.svg";
import plus from "lucide/plus.svg";
import { credits, creditsInWords } from "../format";
import { IconButton, TextField } from "../ui";
import { amountOf, presets, stepped } from "./amount";

interface AmountStepProps {
    text: string;
    unit: number;
    onText: (text: string) => void;
}

/** How many credits, in the plan's unit: by a press, by steps, or typed. */
export function AmountStep({ text, unit, onText }: AmountStepProps) {
    const chosen = amountOf(text, unit);
    const put = (centicredits: number) => onText(String(centicredits / 100));
    return (
        <div className="stack">
            <div className="amount-presets" role="group" aria-label="Amounts">
                {presets(unit).map((amount) => (
                    <button key={amount} type="button" className="amount-preset" aria-pressed={amount === chosen} onClick={() => put(amount)}>
                        {credits(amount)}
                    </button>
                ))}
            </div>
            <div className="amount-stepper">
                <IconButton
                    kind="plain"
                    icon={minus}
                    label={`${credits(unit)} fewer`}
                    disabled={chosen !== null && chosen <= unit}
                    onClick={() => put(stepped(chosen, unit, -1))}
                />
                <TextField
                    label="Credits to buy"
                    inputMode="numeric"
                    autoFocus
                    value={text}
                    error={chosen === null ? `A multiple of ${credits(unit)}.` : undefined}
                    help={`In steps of ${creditsInWords(unit)}, as your plan sells them.`}
                    onChange={(event) => onText(event.target.value)}
                />
                <IconButton kind="plain" icon={plus} label={`${credits(unit)} more`} onClick={() => put(stepped(chosen, unit, 1))} />
            </div>
        </div>
    );
}
