import Automation
import Ledger

/// A few modules of every role, so that these tests say nothing about the real library.
struct TestCatalog: ModuleCatalog {
    let descriptors: [ModuleDescriptor] = [
        Self.module("gateway:CustomWebHook", .trigger),
        Self.module("scenario-service:StartSubscenario", .trigger, price: .operationOnly),
        Self.module("scenario-service:ReturnData", .returnOutputs, price: .operationOnly),
        Self.module("builtin:BasicRouter", .router, price: .free),
        Self.module("builtin:BasicFeeder", .iterator, mapper: [FieldDescriptor("array", "Array", "array")]),
        Self.module("builtin:BasicAggregator", .arrayAggregator),
        Self.module("util:TextAggregator", .textAggregator),
        Self.module("util:SetVariable2", .setVariable),
        Self.module("util:SetVariables", .setVariables),
        Self.module("util:GetVariable2", .getVariable),
        Self.module("util:GetVariables", .getVariables),
        Self.module("util:Switcher", .action),
        Self.module("builtin:Ignore", .errorDirective, price: .free),
        Self.module("builtin:Commit", .errorDirective, price: .free),
        Self.module("builtin:Resume", .errorDirective, price: .free),
        Self.module("builtin:Break", .errorDirective, price: .free),
        Self.module("builtin:BasicIfElse", .ifElse, price: .operationOnly),
        Self.module("builtin:BasicMerge", .merge, price: .operationOnly),
        Self.module("test:Fails", .action),
        Self.module("test:Poll", .trigger),
        Self.module("builtin:Rollback", .errorDirective, price: .free),
        Self.module("placeholder:Placeholder", .placeholder, price: .free),
        Self.module("test:Search", .search),
        Self.module("test:Free", .action, price: .free),
        Self.module("test:Dear", .action, price: .fixed(Credits(centicredits: 250))),
        Self.module("test:Typed", .action, mapper: Self.typedFields),
        Self.module("code:ExecuteCode", .action),
    ]

    private static let typedFields = [
        FieldDescriptor("text", "Text"), FieldDescriptor("number", "Number", "number"), FieldDescriptor("date", "Date", "date"),
        FieldDescriptor("flag", "Flag", "boolean"), FieldDescriptor("list", "List", "array", fields: [FieldDescriptor("n", "N", "number")]),
    ]

    func descriptor(for module: String) -> ModuleDescriptor? { Self.byName[module] }

    private static let byName = Dictionary(TestCatalog().descriptors.map { ($0.name, $0) }) { $1 }

    private static func module(
        _ name: String, _ role: ModuleRole, price: ModulePrice = .perOperation, mapper: [FieldDescriptor] = []
    ) -> ModuleDescriptor {
        ModuleDescriptor(
            name: name, label: name, summary: "", app: AppDescriptor(name: "test", label: "Test", icon: "box", color: "#000000"),
            role: role,
            effect: .pure, price: price, mapper: mapper)
    }

    static func price(_ descriptor: ModuleDescriptor?) -> (operations: Int, credits: Credits) {
        switch descriptor?.price {
        case .free: (0, .zero)
        case .operationOnly: (1, .zero)
        case .perOperation, nil: (1, Credits(1))
        case .fixed(let credits): (1, credits)
        }
    }
}
