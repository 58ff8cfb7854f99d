import { useState } from "react";
import coins from "lucide/coins.svg";
import { Button } from "../ui";
import { BuyDialog } from "./BuyDialog";

/** *Buy extra credits*, where one's role may and the plan sells them. */
export function BuyButton({ resetNote, onBought }: { resetNote?: string | undefined; onBought: () => void }) {
    const [open, setOpen] = useState(false);
    return (
        <>
            <Button kind="primary" icon={coins} onClick={() => setOpen(true)}>
                Buy extra credits
            </Button>
            {open && <BuyDialog resetNote={resetNote} onBought={onBought} onClose={() => setOpen(false)} />}
        </>
    );
}
