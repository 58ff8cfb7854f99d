import type { AutoPurchasing } from "../api/creditTypes";
import { creditsInWords, price } from "../format";

export interface AutoState {
    tone: "plain" | "warn" | "bad";
    /** In a word or two, beside the switch. */
    short: string;
    sentence: string;
}

/** What auto-purchasing does now, or why it does nothing. */
export function autoState(auto: AutoPurchasing): AutoState {
    if (!auto.available)
        return { tone: "plain", short: "Not available", sentence: auto.reason ?? "This plan does not buy credits by itself." };
    if (!auto.on) {
        if (auto.switchedOffBecause) return { tone: "bad", short: "Switched off", sentence: auto.switchedOffBecause };
        return { tone: "plain", short: "Off", sentence: "When the credits are used up, runs pause until they are bought or reset." };
    }
    if (auto.inFlight) return { tone: "plain", short: "Buying", sentence: `A purchase of ${creditsInWords(auto.unit)} is under way.` };
    if (capUsed(auto))
        return {
            tone: "warn",
            short: "Cap used",
            sentence: `All ${creditsInWords(auto.cap ?? 0)} that it may buy this period are bought. Buy by hand, or wait for the reset.`,
        };
    const declined = auto.declinesInARow > 0;
    return {
        tone: declined ? "warn" : "plain",
        short: "On",
        sentence: `${declined ? "The last payment was declined. " : ""}Buys ${whatItBuys(auto)} when ${fewLeft(auto)} are left.`,
    };
}

/** 'none', '500 credits or fewer': at what it buys. */
export function fewLeft({ threshold }: AutoPurchasing): string {
    return threshold > 0 ? `${creditsInWords(threshold)} or fewer` : "none";
}

/** Nothing more fits under this period's cap. */
export function capUsed(auto: AutoPurchasing): boolean {
    return auto.cap !== null && auto.bought + auto.unit > auto.cap;
}

/** '10,000 credits for 23.53 USD' */
export function whatItBuys(auto: AutoPurchasing): string {
    return `${creditsInWords(auto.unit)} for ${price(auto.price, auto.currency)}`;
}
