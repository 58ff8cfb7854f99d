import type { Plan } from "../api/creditTypes";
import { centicreditsOf } from "../format";

/** A plan as it is typed. */
export interface PlanForm {
    id: string;
    name: string;
    unlimited: boolean;
    credits: string;
    transferGB: string;
    periodKind: Plan["periodKind"];
    retentionDays: string;
    price: string;
    currency: string;
    priceCredits: string;
    rolloverPercent: string;
    extraPercent: string;
    manualUnit: string;
    autoUnit: string;
    sellsExtra: boolean;
    autoPurchasing: boolean;
}

const gigabyte = 1_000_000_000;

const shown = (centicredits: number | null) => (centicredits === null ? "" : String(centicredits / 100));
const number = (value: number | null) => (value === null ? "" : String(value));

export function formOf(plan: Plan): PlanForm {
    return {
        id: plan.id,
        name: plan.name,
        unlimited: plan.unlimited,
        credits: shown(plan.centicredits),
        transferGB: plan.transferBytes === null ? "" : String(plan.transferBytes / gigabyte),
        periodKind: plan.periodKind,
        retentionDays: number(plan.retentionDays),
        price: plan.price ?? "",
        currency: plan.currency ?? "",
        priceCredits: shown(plan.priceCenticredits),
        rolloverPercent: plan.rollover ? String(plan.rollover.percent) : "",
        extraPercent: String(plan.extraPercent),
        manualUnit: shown(plan.manualUnit),
        autoUnit: shown(plan.autoUnit),
        sellsExtra: plan.sellsExtra,
        autoPurchasing: plan.autoPurchasing,
    };
}

export type PlanMistakes = Partial<Record<keyof PlanForm, string>>;

/** What can't be sent, by field. */
export function mistakesIn(form: PlanForm): PlanMistakes {
    const found: PlanMistakes = {};
    const optional = (text: string, is: (text: string) => boolean) => text.trim() === "" || is(text.trim());
    const whole = (text: string) => /^\d{1,9}$/.test(text);
    if (!/^[a-z][A-Za-z0-9-]{0,39}$/.test(form.id)) found.id = "A small letter first, then letters, digits and hyphens.";
    if (form.name.trim() === "") found.name = "It needs a name.";
    if (!form.unlimited && !centicreditsOf(form.credits)) found.credits = "A number of credits above 0.";
    if (!optional(form.transferGB, (text) => /^\d{1,9}([.,]\d{1,3})?$/.test(text)))
        found.transferGB = "A number of GB, or nothing for no limit.";
    if (!optional(form.retentionDays, whole)) found.retentionDays = "Whole days, or nothing for no limit.";
    if (!optional(form.price, (text) => /^\d{1,9}(\.\d{1,2})?$/.test(text)))
        found.price = "Such as 18.82, or nothing where it is not for sale.";
    if (form.price.trim() !== "" && !/^[A-Z]{3}$/.test(form.currency)) found.currency = "Three letters, such as USD.";
    if (form.price.trim() !== "" && !centicreditsOf(form.priceCredits)) found.priceCredits = "For how many credits the price is.";
    if (!optional(form.rolloverPercent, whole)) found.rolloverPercent = "A whole per cent, or nothing.";
    if (!whole(form.extraPercent)) found.extraPercent = "A whole per cent of the plan's price, such as 125.";
    if (!centicreditsOf(form.manualUnit)) found.manualUnit = "A number of credits above 0.";
    if (!centicreditsOf(form.autoUnit)) found.autoUnit = "A number of credits above 0.";
    return found;
}

/** The plan that a form without mistakes stands for; its limits stay those of the plan that it came from. */
export function planFrom(form: PlanForm, base: Plan): Plan {
    const integer = (text: string) => (text.trim() === "" ? null : Number(text));
    const priced = form.price.trim() !== "";
    const carried = integer(form.rolloverPercent);
    return {
        ...base,
        id: form.id,
        name: form.name.trim(),
        unlimited: form.unlimited,
        centicredits: form.unlimited ? null : centicreditsOf(form.credits),
        transferBytes: form.transferGB.trim() === "" ? null : Math.round(Number(form.transferGB.replace(",", ".")) * gigabyte),
        periodKind: form.periodKind,
        retentionDays: integer(form.retentionDays),
        price: priced ? Number(form.price).toFixed(2) : null,
        currency: priced ? form.currency : null,
        priceCenticredits: priced ? centicreditsOf(form.priceCredits) : base.priceCenticredits,
        rollover: carried === null ? null : { percent: carried, maximum: base.rollover?.maximum ?? null },
        extraPercent: Number(form.extraPercent),
        manualUnit: centicreditsOf(form.manualUnit) ?? base.manualUnit,
        autoUnit: centicreditsOf(form.autoUnit) ?? base.autoUnit,
        sellsExtra: form.sellsExtra,
        autoPurchasing: form.autoPurchasing,
    };
}
