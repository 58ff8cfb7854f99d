import { useEffect, useId, useRef, type ReactNode } from "react";
import x from "lucide/x.svg";
import { IconButton } from "./Button";

interface DialogProps {
    title: string;
    onClose: () => void;
    children: ReactNode;
    /** The buttons; what the dialog does comes last. */
    footer?: ReactNode;
    wide?: boolean;
}

/** The browser's own modal: it keeps the focus inside and gives it back to where it was. */
export function Dialog({ title, onClose, children, footer, wide }: DialogProps) {
    const element = useRef<HTMLDialogElement>(null);
    const heading = useId();
    useEffect(() => {
        const dialog = element.current;
        const before = document.activeElement;
        dialog?.showModal();
        return () => {
            dialog?.close();
            if (before instanceof HTMLElement) before.focus();
        };
    }, []);
    return (
        <dialog
            ref={element}
            className={`dialog ${wide ? "dialog-wide" : ""}`}
            aria-labelledby={heading}
            onCancel={(event) => {
                event.preventDefault();
                onClose();
            }}
            onMouseDown={(event) => {
                if (event.target === element.current) onClose();
            }}
        >
            <div className="dialog-inside">
                <header className="dialog-header">
                    <h2 id={heading}>{title}</h2>
                    <IconButton icon={x} label="Close" onClick={onClose} />
                </header>
                <div className="dialog-body">{children}</div>
                {footer && <footer className="dialog-footer">{footer}</footer>}
            </div>
        </dialog>
    );
}
