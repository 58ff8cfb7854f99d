import Values

/// Blueprints that tests run.
enum Blueprints {
    /// Sets a variable from the run's input, and returns it.
    static func returning(name: String = "Echo") -> JSON {
        [
            "name": .string(name),
            "flow": [
                [
                    "id": 1, "module": "util:SetVariable2", "version": 1, "parameters": [:],
                    "mapper": ["name": "said", "scope": "roundtrip", "value": "{{var.input.text}}"],
                ],
                [
                    "id": 2, "module": "scenario-service:ReturnData", "version": 1, "parameters": [:],
                    "mapper": ["said": "{{1.said}}"],
                ],
            ],
            "metadata": ["version": 1],
        ]
    }

    /// Begins with a webhook.
    static let listening: JSON = [
        "name": "Listen",
        "flow": [
            ["id": 1, "module": "gateway:CustomWebHook", "version": 1, "parameters": ["maxResults": 1], "mapper": [:]],
            [
                "id": 2, "module": "util:SetVariable2", "version": 1, "parameters": [:],
                "mapper": ["name": "said", "scope": "roundtrip", "value": "{{1.text}}"],
            ],
        ],
        "metadata": ["version": 1],
    ]

    /// Begins with a webhook and answers it.
    static let answering: JSON = [
        "name": "Answer",
        "flow": [
            ["id": 1, "module": "gateway:CustomWebHook", "version": 1, "parameters": ["maxResults": 1], "mapper": [:]],
            [
                "id": 2, "module": "gateway:WebhookRespond", "version": 1, "parameters": [:],
                "mapper": [
                    "status": "201", "body": "You said {{1.text}}",
                    "headers": [["key": "X-Ours", "value": "yes"]],
                ],
            ],
        ],
        "metadata": ["version": 1],
    ]
}
