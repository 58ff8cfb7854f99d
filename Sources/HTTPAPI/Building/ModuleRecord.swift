import Automation
import Ledger
import Values

/// A module as the picker and the forms need it.
enum ModuleRecord {
    static func record(_ module: ModuleDescriptor, _ card: RateCard) -> Record {
        [
            "name": module.name, "versions": module.versions, "label": module.label, "summary": module.summary,
            "app": ["name": module.app.name, "label": module.app.label, "icon": module.app.icon, "color": module.app.color] as Record,
            "role": module.role.rawValue, "effect": module.effect.rawValue, "price": price(module, card),
            "parameters": module.parameters.map(field), "mapper": module.mapper.map(field), "output": module.output.map(field),
        ]
    }

    private static func price(_ module: ModuleDescriptor, _ card: RateCard) -> Record {
        let charge = card.charge(for: module.name, class: module.price.priceClass)
        let kind =
            switch module.price {
            case .free: "free"
            case .operationOnly: "operationOnly"
            case .perOperation: "perOperation"
            case .fixed: "fixed"
            }
        return ["kind": kind, "label": charge.credits.description, "operations": charge.operations, "centicredits": charge.credits]
    }

    static func field(_ field: FieldDescriptor) -> Record {
        var record: Record = [
            "name": field.name, "label": field.label, "type": field.type, "required": field.required, "help": field.help,
            "default": field.initial, "options": field.options.map { ["value": $0.value, "label": $0.label] as Record },
            "spec": field.fields.map(Self.field), "multiline": field.multiline, "advanced": field.advanced,
        ]
        if let condition = field.shownWhen {
            record["shownWhen"] = ["field": condition.field, "values": condition.values] as Record
        }
        return record
    }
}
