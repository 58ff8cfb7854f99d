import { useEffect, useRef, useSyncExternalStore } from "react";
import { address } from "./request";
import type { BalanceEvent, RunEvent } from "./types";

/** What the event stream has told so far. `epoch` grows whenever the stream was opened anew: figures read before it may be old. */
export interface Live {
    connected: boolean;
    epoch: number;
    balance: BalanceEvent | null;
    /** The latest event of each run, newest last; the oldest are forgotten. */
    runs: ReadonlyMap<string, RunEvent>;
}

const remembered = 200;
const firstWait = 500;
const longestWait = 15_000;
const drawEvery = 80;

/** A run's totals only grow; after a reconnect an older event must not put them back. */
export function merged(runs: ReadonlyMap<string, RunEvent>, event: RunEvent): ReadonlyMap<string, RunEvent> {
    const before = runs.get(event.runId);
    if (before && before.operations > event.operations && event.state === "running") return runs;
    const next = new Map(runs);
    next.delete(event.runId);
    next.set(event.runId, event);
    for (const id of next.keys()) {
        if (next.size <= remembered) break;
        next.delete(id);
    }
    return next;
}

type Message = { kind: "opened" } | { kind: "lost" } | { kind: "run"; event: RunEvent } | { kind: "balance"; event: BalanceEvent };

/**
 * An organization's stream, shared by all parts of a page and, where the browser has locks, by all tabs: a browser opens six connections
 * to a server and no more, so a stream per tab would leave none for the pages of the seventh.
 */
class Stream {
    state: Live = { connected: false, epoch: 0, balance: null, runs: new Map() };
    private readonly changed = new Set<() => void>();
    private readonly listeners = new Set<(event: RunEvent) => void>();
    private started: { tabs: BroadcastChannel | null; stop: () => void } | null = null;
    private source: EventSource | null = null;
    private drawing: ReturnType<typeof setTimeout> | undefined;
    private retry: ReturnType<typeof setTimeout> | undefined;
    private wait = firstWait;

    constructor(private readonly organizationId: number) {}

    subscribe = (action: () => void) => {
        this.changed.add(action);
        if (!this.started) this.start();
        return () => {
            this.changed.delete(action);
            // A page that follows another subscribes right after; only a stream nobody wants is closed.
            setTimeout(() => this.stopIfUnused(), 1000);
        };
    };

    snapshot = () => this.state;

    listen(listener: (event: RunEvent) => void) {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    private start() {
        const name = `events ${this.organizationId}`;
        // Locks exist where the page came over TLS or from this computer; elsewhere each tab has a stream of its own.
        if (!("locks" in navigator) || typeof BroadcastChannel === "undefined") {
            this.started = { tabs: null, stop: () => {} };
            this.connect();
            return;
        }
        const tabs = new BroadcastChannel(name);
        tabs.onmessage = (message: MessageEvent<Message>) => this.take(message.data);
        const giveUp = new AbortController();
        let release = () => {};
        const untilStopped = new Promise<void>((resolve) => (release = resolve));
        navigator.locks
            .request(name, { signal: giveUp.signal }, () => {
                this.connect();
                return untilStopped;
            })
            .catch(() => {
                // Stopped while another tab still had the stream.
            });
        this.started = {
            tabs,
            stop: () => {
                release();
                giveUp.abort();
                tabs.close();
            },
        };
    }

    private connect() {
        this.retry = undefined;
        const source = new EventSource(address("/flowmeter/events", { organizationId: this.organizationId }));
        this.source = source;
        source.onopen = () => {
            this.wait = firstWait;
            this.tell({ kind: "opened" });
        };
        source.onerror = () => {
            // The browser's own retry gives up at any answer but 200, so this one is ours.
            source.close();
            this.source = null;
            this.tell({ kind: "lost" });
            this.retry = setTimeout(() => this.connect(), this.wait);
            this.wait = Math.min(this.wait * 2, longestWait);
        };
        source.addEventListener("run", (message) => this.tell({ kind: "run", event: parsed<RunEvent>(message) }));
        source.addEventListener("balance", (message) => this.tell({ kind: "balance", event: parsed<BalanceEvent>(message) }));
    }

    private tell(message: Message) {
        this.started?.tabs?.postMessage(message);
        this.take(message);
    }

    private take(message: Message) {
        switch (message.kind) {
            case "opened":
                return this.set({ connected: true, epoch: this.state.epoch + 1 });
            case "lost":
                return this.set({ connected: false });
            case "balance":
                return this.set({ balance: message.event });
            case "run":
                this.set({ runs: merged(this.state.runs, message.event) });
                for (const listener of this.listeners) listener(message.event);
        }
    }

    private set(part: Partial<Live>) {
        this.state = { ...this.state, ...part };
        // A busy organization tells more than an eye can follow; pages are drawn a few times a second at most.
        if (this.drawing !== undefined) return;
        this.drawing = setTimeout(() => {
            this.drawing = undefined;
            for (const action of this.changed) action();
        }, drawEvery);
    }

    private stopIfUnused() {
        if (this.changed.size > 0 || !this.started) return;
        clearTimeout(this.retry);
        this.retry = undefined;
        this.source?.close();
        this.source = null;
        this.started.stop();
        this.started = null;
    }
}

function parsed<Event>(message: globalThis.Event): Event {
    return JSON.parse((message as MessageEvent<string>).data) as Event;
}

const streams = new Map<number, Stream>();

function streamOf(organizationId: number): Stream {
    let stream = streams.get(organizationId);
    if (!stream) {
        stream = new Stream(organizationId);
        streams.set(organizationId, stream);
    }
    return stream;
}

/** The organization's live state; one connection however many parts of a page ask for it. */
export function useLive(organizationId: number): Live {
    const stream = streamOf(organizationId);
    return useSyncExternalStore(stream.subscribe, stream.snapshot);
}

/** Calls `listener` with every run event of the organization, without drawing anything anew. */
export function useRunEvents(organizationId: number, listener: (event: RunEvent) => void) {
    const latest = useRef(listener);
    latest.current = listener;
    useEffect(() => {
        const stream = streamOf(organizationId);
        const stop = stream.subscribe(() => {});
        const forget = stream.listen((event) => latest.current(event));
        return () => {
            forget();
            stop();
        };
    }, [organizationId]);
}

const calm = 250;
const busy = 1500;

const everything = () => true;

/**
 * Reads a page's figures anew after run events and after a reconnect: soon after the first event, then at most every second and a half.
 * Figures are never added up in the page, so that all places always show what the server has committed. A page about everything is also
 * read anew when the balance moved: credits may have been bought, granted or voided.
 */
export function useLiveReload(organizationId: number, reload: () => void, concerns: (event: RunEvent) => boolean = everything) {
    const { epoch, balance } = useLive(organizationId);
    const latest = useRef(reload);
    latest.current = reload;
    const seen = useRef(epoch);
    const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
    const last = useRef(0);
    const told = useRef(balance);

    const soon = () => {
        if (timer.current !== undefined) return;
        const wait = Math.max(calm, last.current + busy - Date.now());
        timer.current = setTimeout(() => {
            timer.current = undefined;
            last.current = Date.now();
            latest.current();
        }, wait);
    };
    useRunEvents(organizationId, (event) => {
        if (concerns(event)) soon();
    });
    useEffect(() => {
        // The first opening follows the page's own first read; an event may have come between, so it counts, too.
        if (epoch !== seen.current) soon();
        seen.current = epoch;
    }, [epoch]);
    useEffect(() => {
        if (balance !== told.current && concerns === everything) soon();
        told.current = balance;
    }, [balance]);
    useEffect(() => () => clearTimeout(timer.current), []);
}
