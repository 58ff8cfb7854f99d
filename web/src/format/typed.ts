/** Credits as a person types them ('1,000', '0.5'), in centicredits; null where it is no amount of credits. */
export function centicreditsOf(text: string): number | null {
    const plain = text.trim().replace(/(\d)[\s,'’\u00a0\u202f](?=\d{3}(\D|$))/g, "$1");
    if (!/^\d{1,12}([.,]\d{1,2})?$/.test(plain)) return null;
    return Math.round(Number(plain.replace(",", ".")) * 100);
}
