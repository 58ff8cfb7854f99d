import { credits, creditsInWords } from "../format";

/** The credit sign, the same everywhere. */
export function Coin({ size = 14 }: { size?: number }) {
    return (
        <svg className="coin" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <circle cx="8" cy="8" r="6.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
            <circle cx="8" cy="8" r="2.75" fill="currentColor" />
        </svg>
    );
}

/** An amount with its sign: the coin for the eye, the word for the ear. */
export function CreditAmount({ value, size }: { value: number; size?: number }) {
    return (
        <span className="credit-amount tabular">
            <Coin {...(size ? { size } : {})} />
            <span aria-hidden="true">{credits(value)}</span>
            <span className="hidden-text">{creditsInWords(value)}</span>
        </span>
    );
}
