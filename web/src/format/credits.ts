import { reader } from "./reader";

const formats = new Map<string, Intl.NumberFormat>();

function number(locale: string, digits: number): Intl.NumberFormat {
    const key = `${locale} ${digits}`;
    let format = formats.get(key);
    if (!format) {
        format = new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
        formats.set(key, format);
    }
    return format;
}

/** Centicredits as credits, with up to two decimals and no trailing zeros. */
export function credits(centicredits: number | string, locale = reader.locale): string {
    return number(locale, 2).format(Number(centicredits) / 100);
}

/** An entry of a statement: '+5,000', '−19'. */
export function creditsSigned(centicredits: number, locale = reader.locale): string {
    const amount = credits(Math.abs(centicredits), locale);
    return centicredits > 0 ? `+${amount}` : centicredits < 0 ? `−${amount}` : amount;
}

/** Credits where space is short: 12,400 becomes 12.4K. */
export function creditsShort(centicredits: number, locale = reader.locale): string {
    const value = centicredits / 100;
    if (Math.abs(value) < 10_000) return number(locale, Math.abs(value) < 100 ? 2 : 0).format(value);
    return new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** '1 credit', '19 credits'; a unit for sentences. */
export function creditsInWords(centicredits: number, locale = reader.locale): string {
    return `${credits(centicredits, locale)} ${centicredits === 100 ? "credit" : "credits"}`;
}

export function count(value: number | string, locale = reader.locale): string {
    return number(locale, 0).format(Number(value));
}

/** '1 run', '2 runs'. */
export function counted(value: number, one: string, many: string, locale = reader.locale): string {
    return `${count(value, locale)} ${value === 1 ? one : many}`;
}
