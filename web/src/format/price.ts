import { reader } from "./reader";

/** '5.63 USD', as the reader's locale writes figures. The API's text is exact and stays so. */
export function price(amount: string | number | null, currency: string | null, locale = reader.locale): string {
    if (amount === null) return "not for sale";
    const figure = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(Number(amount));
    return currency ? `${figure} ${currency}` : figure;
}
