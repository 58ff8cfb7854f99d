package import Ledger
package import Values

/// What a module is, in one place: the picker, the forms, the estimate, the meter and the documents all read it.
package struct ModuleDescriptor: Sendable {
    /// `app:Module`, as in a blueprint.
    package var name: String
    /// Major versions of the module that this descriptor speaks for; the newest first.
    package var versions: [Int]
    package var label: String
    package var summary: String
    package var app: AppDescriptor
    package var role: ModuleRole
    package var effect: EffectKind
    package var price: ModulePrice
    /// Fields of `parameters` (static) and of `mapper` (evaluated for each bundle).
    package var parameters: [FieldDescriptor]
    package var mapper: [FieldDescriptor]
    /// What an output bundle holds, where that is known beforehand.
    package var output: [FieldDescriptor]

    package init(
        name: String, versions: [Int] = [1], label: String, summary: String, app: AppDescriptor, role: ModuleRole, effect: EffectKind,
        price: ModulePrice = .perOperation, parameters: [FieldDescriptor] = [], mapper: [FieldDescriptor] = [],
        output: [FieldDescriptor] = []
    ) {
        self.name = name
        self.versions = versions
        self.label = label
        self.summary = summary
        self.app = app
        self.role = role
        self.effect = effect
        self.price = price
        self.parameters = parameters
        self.mapper = mapper
        self.output = output
    }
}

package struct AppDescriptor: Hashable, Sendable {
    package var name: String
    package var label: String
    /// The name of a lucide icon.
    package var icon: String
    /// `#rrggbb`, behind the icon.
    package var color: String

    package init(name: String, label: String, icon: String, color: String) {
        self.name = name
        self.label = label
        self.icon = icon
        self.color = color
    }
}

/// How the interpreter treats a module.
package enum ModuleRole: String, Sendable, CaseIterable {
    /// Starts a run; as a first module only.
    case trigger
    case action
    case search
    case router
    /// Takes the first of its branches whose condition holds.
    case ifElse
    /// Where branches of an if-else come together again.
    case merge
    case iterator
    case arrayAggregator
    case textAggregator
    /// Gathers as an array aggregator does; a pure module makes the output of ``ModuleInput/items``.
    case aggregator
    case setVariable
    case setVariables
    case getVariable
    case getVariables
    /// `scenario-service:ReturnData`: its mapper becomes the run's outputs.
    case returnOutputs
    /// Ignore, Resume, Commit, Rollback, Break.
    case errorDirective
    /// An empty step, kept and never run.
    case placeholder

    package var isAggregator: Bool { self == .arrayAggregator || self == .textAggregator || self == .aggregator }
}

/// What a module does to the world, and so what must be durable before it.
package enum EffectKind: String, Sendable {
    /// Nothing outside the run: done again after a crash, at no charge.
    case pure
    /// Something in our own database: commits in the journal's own transaction, exactly once.
    case ours
    /// Something outside: everything before it is durable first, and so is its result before the next begins.
    case effect
}

/// How a module is charged. The rate card turns it into centicredits.
package enum ModulePrice: Hashable, Sendable {
    /// 0 operations, 0 credits: routers, filters, error directives.
    case free
    /// 1 operation, 0 credits: if-else, merge, and the modules that call, start, return from or name a run.
    case operationOnly
    /// 1 operation and the rate card's credit for it.
    case perOperation
    /// 1 operation at a fixed number of credits.
    case fixed(Credits)
}

/// A field of a form, of a mapper, or of an output, in the format's own terms (`spec` of the field specs).
package struct FieldDescriptor: Sendable {
    package var name: String
    package var label: String
    /// text, number, uinteger, boolean, date, select, array, collection, any, buffer, url, json, hook, datastore, udt, feeder ...
    package var type: String
    package var required: Bool
    package var help: String?
    package var initial: JSON?
    package var options: [Option]
    /// Fields of a collection, or of each item of an array.
    package var fields: [FieldDescriptor]
    package var multiline: Bool
    package var advanced: Bool
    /// Without it the field always matters. Where it doesn't hold forms leave the field out; what it holds is kept.
    package var shownWhen: Condition?

    package struct Option: Sendable {
        package var value: String
        package var label: String

        package init(_ value: String, _ label: String) {
            self.value = value
            self.label = label
        }
    }

    /// The values of a field beside it, a select, with which another one matters. One that is itself left out shows nothing.
    package struct Condition: Sendable {
        package var field: String
        package var values: [String]

        /// False where the field beside it says something else.
        package func mayHold(with settings: Fields) -> Bool {
            guard let choice = settings[field]?.asText, !choice.isEmpty else { return false }
            return values.contains { $0.lowercased() == choice.lowercased() }
        }
    }

    package init(
        _ name: String, _ label: String, _ type: String = "text", required: Bool = false, help: String? = nil, initial: JSON? = nil,
        options: [Option] = [], fields: [FieldDescriptor] = [], multiline: Bool = false, advanced: Bool = false
    ) {
        self.name = name
        self.label = label
        self.type = type
        self.required = required
        self.help = help
        self.initial = initial
        self.options = options
        self.fields = fields
        self.multiline = multiline
        self.advanced = advanced
    }

    /// The same field, which matters only with these values of the field beside it.
    package func shown(when field: String, is values: String...) -> FieldDescriptor {
        var shown = self
        shown.shownWhen = Condition(field: field, values: values)
        return shown
    }
}

/// Where the interpreter and the estimate find out what a module is.
package protocol ModuleCatalog: Sendable {
    func descriptor(for module: String) -> ModuleDescriptor?
    var descriptors: [ModuleDescriptor] { get }
}
