// The shapes of docs/api.md. Amounts are integers of centicredits, transfer in bytes, durations in milliseconds, instants ISO 8601 in UTC.

export * from "./accountTypes";
export * from "./figureTypes";
export * from "./usageTypes";
export * from "./scenarioTypes";
export * from "./runTypes";
export * from "./moduleTypes";
export * from "./storeTypes";
