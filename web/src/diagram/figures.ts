import { count, counted, creditsInWords, duration } from "../format";

/** What is known about a module's part in a run or a period. Amounts are centicredits. */
export interface ModuleFigures {
    moduleId: number;
    credits?: number;
    operations?: number;
    share?: number;
    status?: string;
    tokens?: number;
    /** Milliseconds. */
    duration?: number;
    /** Bundles that it was given, and gave. */
    input?: number;
    output?: number;
}

/** "12 operations, 12 credits, 1,204 tokens, 63 %": the figures for the ear and for the hint. */
export function figuresInWords(figures: ModuleFigures, locale?: string): string {
    const parts: string[] = [];
    if (figures.operations !== undefined) parts.push(counted(figures.operations, "operation", "operations", locale));
    if (figures.credits !== undefined) parts.push(creditsInWords(figures.credits, locale));
    if (figures.tokens) parts.push(counted(figures.tokens, "token", "tokens", locale));
    if (figures.duration !== undefined) parts.push(duration(figures.duration, locale));
    if (figures.input !== undefined) parts.push(`${counted(figures.input, "bundle", "bundles", locale)} in`);
    if (figures.output !== undefined) parts.push(`${counted(figures.output, "bundle", "bundles", locale)} out`);
    if (figures.share !== undefined) parts.push(`${percent(figures.share)} of the total`);
    return parts.join(", ");
}

/** A share in per cent; what is there but small says so, as 0 % would deny it. */
export function percent(share: number, locale?: string): string {
    const value = share * 100;
    if (value > 0 && value < 1) return "< 1 %";
    return `${count(Math.round(value), locale)} %`;
}
