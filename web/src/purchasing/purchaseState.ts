import type { Purchase } from "../api/creditTypes";
import { creditsInWords } from "../format";

export type PurchaseTone = "good" | "warn" | "bad" | "plain";

export const purchaseStates: Record<Purchase["state"], { name: string; tone: PurchaseTone }> = {
    pending: { name: "Waits for payment", tone: "warn" },
    granted: { name: "Paid", tone: "good" },
    declined: { name: "Declined", tone: "bad" },
    cancelled: { name: "Cancelled", tone: "plain" },
    refunded: { name: "Refunded", tone: "plain" },
};

/** What has happened with the money and the credits, and what happens next. */
export function whatNext(purchase: Purchase): string {
    const amount = creditsInWords(purchase.centicredits);
    switch (purchase.state) {
        case "pending":
            return purchase.provider === "invoice"
                ? `The ${amount} come when the invoice is settled. Until then nothing is added and nothing expires.`
                : `The ${amount} come as soon as the payment is confirmed; this takes a moment.`;
        case "granted":
            return `The ${amount} are in your balance. Plan credits are used first, these after them.`;
        case "declined":
            return `${purchase.failure ?? "The payment was declined."} Nothing was charged and no credits were added.`;
        case "cancelled":
            return "It was cancelled before it was paid. No credits were added.";
        case "refunded":
            return "The price was paid back and what was left of the credits was taken out of the balance.";
    }
}
