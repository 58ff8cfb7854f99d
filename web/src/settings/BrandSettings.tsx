import { useState } from "react";
import { ApiError, settings as calls } from "../api";
import { readable } from "../style/accent";
import { token } from "../style/theme";
import { Button, TextField, toast } from "../ui";
import { adopt, useSettings } from "../words";

/** The operator's words and colour; changed, they change everywhere at once. */
export function BrandSettings() {
    const settings = useSettings();
    const [form, setForm] = useState({
        productName: settings.productName,
        scenarioSingular: settings.scenarioSingular,
        scenarioPlural: settings.scenarioPlural,
        accent: settings.accent ?? "",
    });
    const [busy, setBusy] = useState(false);
    const accent = form.accent.trim();
    const wrongAccent = accent !== "" && !/^#[0-9a-f]{6}$/i.test(accent);
    const moved = accent !== "" && !wrongAccent && readable(accent, token("surface-2"), "#000000") !== accent.toLowerCase();
    const missing = (text: string) => (text.trim() === "" ? "This can't be empty." : undefined);
    const save = async () => {
        if (wrongAccent || missing(form.productName) || missing(form.scenarioSingular) || missing(form.scenarioPlural)) return;
        setBusy(true);
        try {
            const changed = await calls.change({
                productName: form.productName.trim(),
                scenarioSingular: form.scenarioSingular.trim(),
                scenarioPlural: form.scenarioPlural.trim(),
                accent: accent === "" ? null : accent,
            });
            adopt(changed);
            toast("Saved.", { kind: "good" });
        } catch (error) {
            toast(`Nothing was saved. ${error instanceof ApiError ? error.message : String(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    const field = (name: keyof typeof form) => ({
        value: form[name],
        onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
    });
    return (
        <form
            className="card settings-card"
            aria-labelledby="brand-settings"
            onSubmit={(event) => {
                event.preventDefault();
                save();
            }}
        >
            <h2 id="brand-settings">Product name and words</h2>
            <p className="muted">You run this installation. These words are used in every page, mail and export.</p>
            <TextField label="Product name" error={missing(form.productName)} {...field("productName")} />
            <div className="settings-pair">
                <TextField label="Word for one automation" error={missing(form.scenarioSingular)} {...field("scenarioSingular")} />
                <TextField label="Word for several" error={missing(form.scenarioPlural)} {...field("scenarioPlural")} />
            </div>
            <TextField
                label="Colour"
                placeholder="#3b5bdb"
                error={wrongAccent ? "Six hexadecimal digits after a #, such as #3b5bdb." : undefined}
                help={moved ? "This colour is too light for text; pages will use a darker shade of it." : "Empty for the product's own."}
                {...field("accent")}
            />
            <div>
                <Button kind="primary" type="submit" busy={busy}>
                    Save
                </Button>
            </div>
        </form>
    );
}
