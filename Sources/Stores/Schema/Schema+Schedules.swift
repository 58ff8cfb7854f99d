extension Schema {
    static let schedules = [
        // The next due time of each scenario that is on and runs by the clock. `look` is when somebody looks again: later than `due`
        // where the scenario has to wait.
        """
        CREATE TABLE schedule (
            organization INTEGER NOT NULL, scenario INTEGER NOT NULL REFERENCES scenario (id), due INTEGER NOT NULL, look INTEGER NOT NULL,
            waited INTEGER NOT NULL, PRIMARY KEY (organization, scenario)) STRICT
        """,
        "CREATE INDEX schedule_by_time ON schedule (look)",
        // One row for each due time that was served, written with the run that it began: however many servers there are, each is once.
        """
        CREATE TABLE fire (
            organization INTEGER NOT NULL, scenario INTEGER NOT NULL, due INTEGER NOT NULL, at INTEGER NOT NULL, run TEXT, late INTEGER NOT NULL,
            missed INTEGER NOT NULL, PRIMARY KEY (organization, scenario, due)) STRICT
        """,
        "CREATE INDEX fire_by_time ON fire (organization, due)",
        // Until now a webhook's deliveries ran at once whatever the scenario's schedule said.
        """
        UPDATE scenario SET scheduling = '{"type":"immediately"}' WHERE hook IS NOT NULL AND scheduling = '{"type":"on-demand"}'
        """,
    ]
}
