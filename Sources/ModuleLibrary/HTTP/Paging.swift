import Automation
import NIOHTTP1
import Values

/// How the pages of a long answer are asked for one after the other, and when the last has come.
struct Paging {
    private enum Way {
        /// The answer, or its `Link` header, names the next page's URL.
        case url
        /// A parameter counts pages.
        case page
        /// A parameter counts the items that were given already.
        case offset
        /// A parameter repeats what the answer says.
        case token
    }

    /// `http.pages`
    static let maximumPages = 100
    /// `http.pagedBytes`: of all pages of one operation.
    static let maximumBytes = 20_000_000
    static let tooLarge = ModuleFailure(
        "MaxFileSizeExceededError", "The pages are larger than \(maximumBytes) bytes together (limit http.pagedBytes). Ask for fewer.")

    private let way: Way
    private let parameter: String
    private let items: String?
    private let next: String?
    private let size: Int?
    private let sizeParameter: String?
    private let limit: Int
    private var position: Int
    private var count = 0
    private var seen: Set<String> = []

    /// `nil` where one answer is all.
    init?(_ mapper: Fields, _ parameters: Fields) throws(ModuleFailure) {
        let choice = (parameters.text("paginationType") ?? mapper.text("paginationType") ?? "").lowercased()
        switch choice {
        case "", "none", "nopagination", "no", "disabled": return nil
        case let name where name.hasPrefix("url") || name.hasPrefix("link"): way = .url
        case let name where name.hasPrefix("page"): way = .page
        case let name where name.hasPrefix("offset"): way = .offset
        case let name where name.hasPrefix("token") || name.hasPrefix("cursor"): way = .token
        default: throw .refused("'\(choice.prefix(40))' is not a way to ask for pages.")
        }
        items = mapper.text("paginationItems")
        next = mapper.text("paginationNext")
        size = try mapper.integer("paginationSize", "Items on a page", in: 1...100_000)
        sizeParameter = mapper.text("paginationSizeParameter")
        limit = try mapper.integer("paginationLimit", "Maximum number of pages", in: 1...Self.maximumPages) ?? 10
        position = try mapper.integer("paginationStart", "First page or offset", in: 0...1_000_000_000) ?? (way == .page ? 1 : 0)
        switch way {
        case .url: parameter = ""
        case .page: parameter = mapper.text("paginationParameter") ?? "page"
        case .offset: parameter = mapper.text("paginationParameter") ?? "offset"
        case .token:
            guard next != nil else { throw .refused("Pages by token need the field 'Next page', which says where the answer has it.") }
            parameter = try mapper.required("paginationParameter", "Parameter")
        }
    }

    func first(_ request: OutboundRequest) -> OutboundRequest {
        var request = request
        if let sizeParameter, let size { request.address.setQuery(sizeParameter, to: "\(size)") }
        if way == .page || way == .offset { request.address.setQuery(parameter, to: "\(position)") }
        return request
    }

    /// `nil` where the last page has come, or as many as are wanted.
    mutating func next(after response: OutboundResponse, to request: OutboundRequest) throws(ModuleFailure) -> OutboundRequest? {
        count += 1
        guard count < limit, response.status < 300 else { return nil }
        let data = (try? ResponseOutput(response).data(parse: true)) ?? .null
        var following = request
        switch way {
        case .url:
            guard let url = link(response.headers, data), seen.insert(url).inserted else { return nil }
            do {
                following.address = try request.address.following(url)
            } catch {
                throw ModuleFailure("DataError", "The address of the next page is not valid: \(error.message)")
            }
            if !following.address.hasSameOrigin(as: request.address) {
                following.dropCredentials()
                following.headers.replaceOrAdd(name: "Host", value: following.address.authority)
            }
        case .token:
            guard let token = data.at(next ?? "")?.pagingText, seen.insert(token).inserted else { return nil }
            following.address.setQuery(parameter, to: token)
        case .page, .offset:
            let given = itemCount(data)
            guard given > 0, size.map({ given >= $0 }) ?? true else { return nil }
            position += way == .page ? 1 : given
            following.address.setQuery(parameter, to: "\(position)")
        }
        return following
    }

    private func link(_ headers: HTTPHeaders, _ data: Value) -> String? {
        if let next { return data.at(next)?.pagingText }
        return headers[canonicalForm: "Link"].lazy.compactMap { part in
            let text = String(part)
            guard let open = text.firstIndex(of: "<"), let close = text.firstIndex(of: ">"), open < close else { return nil }
            let relations = text[close...].lowercased().filter { $0 != "\"" && $0 != " " }.split(separator: ";")
            return relations.contains("rel=next") ? String(text[text.index(after: open)..<close]) : nil
        }.first
    }

    private func itemCount(_ data: Value) -> Int {
        let found = items.map { data.at($0) } ?? data
        return found?.asArray?.count ?? 0
    }
}

extension Paging {
    static let fields = [
        FieldDescriptor(
            "paginationType", "Pages", "select", help: "Asks for page after page; each becomes a bundle.", initial: "",
            options: [
                .init("", "One answer is all"), .init("urlBased", "The answer names the next URL"), .init("pageBased", "By page number"),
                .init("offsetBased", "By offset"), .init("tokenBased", "By a token in the answer"),
            ], advanced: true),
        FieldDescriptor(
            "paginationNext", "Next page",
            help: "Where the answer has the next URL or token, such as meta.next. Of URLs: else the header Link.",
            advanced: true
        ).shown(when: "paginationType", is: "urlBased", "tokenBased"),
        FieldDescriptor("paginationParameter", "Parameter", help: "Of the query string, for page, offset or token.", advanced: true)
            .shown(when: "paginationType", is: "pageBased", "offsetBased", "tokenBased"),
        FieldDescriptor("paginationStart", "First page or offset", "uinteger", help: "1 and 0 if this is empty.", advanced: true)
            .shown(when: "paginationType", is: "pageBased", "offsetBased"),
        FieldDescriptor(
            "paginationItems", "Items", help: "Where the answer has its items, such as data.items. The whole answer if this is empty.",
            advanced: true
        ).shown(when: "paginationType", is: "pageBased", "offsetBased"),
        paged(FieldDescriptor("paginationSize", "Items on a page", "uinteger", help: "A page with fewer is the last.", advanced: true)),
        paged(FieldDescriptor("paginationSizeParameter", "Parameter for it", help: "Of the query string, such as limit.", advanced: true)),
        paged(
            FieldDescriptor(
                "paginationLimit", "Maximum number of pages", "uinteger", help: "From 1 to 100. 10 if this is empty.", advanced: true)),
    ]

    private static func paged(_ field: FieldDescriptor) -> FieldDescriptor {
        field.shown(when: "paginationType", is: "urlBased", "pageBased", "offsetBased", "tokenBased")
    }
}

extension Value {
    /// What is at a path such as `meta.next` or `pages.0.url`.
    func at(_ path: String) -> Value? {
        path.split(separator: ".").reduce(self) { value, name in
            Int(name).flatMap { value?[$0] } ?? value?[String(name)]
        }
    }

    /// `nil` for what says that there is no next page.
    fileprivate var pagingText: String? {
        switch self {
        case .null, .boolean, .array, .collection: nil
        default: moduleText.isEmpty ? nil : moduleText
        }
    }
}
