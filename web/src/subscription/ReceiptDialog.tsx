import { useState } from "react";
import { purchases, reasonOf, type Purchase } from "../api";
import { creditsInWords } from "../format";
import { Receipt } from "../purchasing/Receipt";
import { useSession } from "../session";
import { Button, Dialog, toast } from "../ui";

interface ReceiptDialogProps {
    organizationId: number;
    purchase: Purchase;
    onChanged: (purchase: Purchase) => void;
    onClose: () => void;
}

/** A receipt; for the operator an invoice that waits can be settled or cancelled here. */
export function ReceiptDialog({ organizationId, purchase, onChanged, onClose }: ReceiptDialogProps) {
    const { user } = useSession();
    const [busy, setBusy] = useState(false);
    const waits = user.operator && purchase.state === "pending" && purchase.provider === "invoice";
    const put = async (call: typeof purchases.settle, refused: string) => {
        setBusy(true);
        try {
            onChanged(await call(organizationId, purchase.id));
        } catch (error) {
            toast(`${refused} ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    return (
        <Dialog
            title={`Receipt ${purchase.receipt}`}
            onClose={onClose}
            footer={
                waits ? (
                    <>
                        <Button kind="danger" busy={busy} onClick={() => put(purchases.cancel, "It was not cancelled.")}>
                            Cancel the purchase
                        </Button>
                        <Button kind="primary" busy={busy} onClick={() => put(purchases.settle, "It was not settled.")}>
                            Paid: add {creditsInWords(purchase.centicredits)}
                        </Button>
                    </>
                ) : (
                    <Button onClick={onClose}>Close</Button>
                )
            }
        >
            <Receipt purchase={purchase} />
        </Dialog>
    );
}
