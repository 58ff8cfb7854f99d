import Automation
import Values

/// `xml:XPathQuery`
struct XPathQuery: PureModule {
    let descriptor = ModuleDescriptor(
        name: "xml:XPathQuery", label: "Perform XPath query", summary: "Finds parts of an XML document; a bundle for each.", app: .xml,
        role: .search, effect: .pure,
        mapper: [XMLFields.xml, FieldDescriptor("xpath", "XPath query", required: true, help: "Such as //item[@id='5']/title.")],
        output: [
            FieldDescriptor("name", "Name", help: "Of the element or attribute."),
            FieldDescriptor("text", "Text", help: "All that is within it."),
            FieldDescriptor("value", "Value", "any", help: "As reading the XML gives it, with numbers as text."),
        ])

    func run(_ input: ModuleInput) throws(ModuleFailure) -> [Value] {
        let source = try input.mapper.required("xpath", "XPath query")
        let query: XPath
        do throws(XPath.Malformed) {
            query = try XPath(source)
        } catch {
            throw .refused("The XPath query can't be read: \(error.message).")
        }
        var search = XPathSearch(try tree(XMLFields.bytes(input)))
        do throws(XPathSearch.TooMuch) {
            let matches = try search.matches(query)
            return try bundles(matches, search)
        } catch {
            throw .reached("xml.steps", "The query looks at more than \(XPathSearch.maximumSteps) parts; make it narrower")
        }
    }

    private func tree(_ bytes: [UInt8]) throws(ModuleFailure) -> XMLTree {
        do throws(XMLProblem) {
            return try XMLTree(bytes)
        } catch {
            throw XMLFields.failure(error)
        }
    }

    /// Elements within each other are given again and again, so their size counts as work, too.
    private func bundles(_ matches: [XPathSearch.Match], _ search: XPathSearch) throws(XPathSearch.TooMuch) -> [Value] {
        let elements = search.tree.elements
        var size = 0
        var bundles: [Value] = []
        for match in matches {
            let text = Value.text(search.text(of: match))
            switch match {
            case .element(let index):
                size += elements[index].end - index
                bundles.append(["name": .text(elements[index].name), "text": text, "value": search.tree.value(of: index)])
            case .attribute(let index, let position):
                bundles.append(["name": .text(elements[index].attributes[position].name), "text": text, "value": text])
            case .text(let index): bundles.append(["name": .text(elements[index].name), "text": text, "value": text])
            }
            size += 1
            guard size <= XPathSearch.maximumSteps / 2 else { throw XPathSearch.TooMuch() }
        }
        return bundles
    }
}
