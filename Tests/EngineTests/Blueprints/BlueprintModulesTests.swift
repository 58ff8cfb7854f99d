import Automation
import ModuleLibrary
import Testing
import Values

/// What the library has of what real exports use.
@Suite(.enabled(if: !RealExport.all.isEmpty, "FLOWMETER_BLUEPRINTS names no folder with blueprints"))
struct BlueprintModulesTests {
    @Test(arguments: RealExport.all)
    func `every expression of a real export can be read, and every function in it is known`(_ export: RealExport) throws {
        let program = try Program(Blueprint(parsing: Array(export.tree.text().utf8)), catalog: ModuleLibrary())
        #expect(program.expressionsFailed == 0)
        #expect(program.unknownFunctions == [])
        // What is counted below is what runs.
        #expect(Set(program.nodes.map(\.id)) == Set(export.modules.map(\.id)))
    }

    @Test(.enabled(if: RealExport.isCollection))
    func `modules that are not here are these, and so often`() {
        let library = ModuleLibrary()
        let modules = RealExport.all.flatMap(\.modules)
        var unknown: [String: Int] = [:]
        for module in modules where library.descriptor(for: module.name) == nil { unknown[module.name, default: 0] += 1 }
        #expect(unknown == Self.unknown)
        let known = modules.count - unknown.values.reduce(0, +)
        print("\(modules.count) modules, \(known) of them known; the others:")
        for (name, count) in unknown.sorted(by: { $0.key < $1.key }) { print("\(count)\t\(name)") }
    }

    static let unknown: [String: Int] = [
        "ai-local-agent:RunLocalAIAgent": 1, "airtable:ActionCreateRecord": 2, "airtable:ActionGetRecord": 1,
        "airtable:ActionSearchRecords": 2, "airtable:ActionUpdateRecords": 2, "airtable:TriggerWatchRecords": 2, "box:downloadAFile": 1,
        "box:getFile": 1, "clickup:editATaskAdvanced": 1, "clickup:getListTasks": 1, "discord:createMessage": 4,
        "facebook-pages:CreatePost": 1, "gemini-ai:createACompletionGeminiPro": 2, "gemini-ai:extractStructuredData": 1,
        "google-calendar:createAnEvent": 4, "google-calendar:getACalendar": 1, "google-calendar:getFreeBusyInformation": 2,
        "google-calendar:searchEvents": 2, "google-docs:createADocumentFromTemplate": 1, "google-docs:exportADocument": 1,
        "google-drive:createAFolder": 10, "google-drive:deleteAFile": 2, "google-drive:getAFile": 4,
        "google-drive:moveAFileIntoAFolder": 1, "google-drive:searchForFilesFolders": 2, "google-drive:shareAFileFolder": 1,
        "google-drive:uploadAFile": 5, "google-drive:watchFilesInAFolder": 1, "google-email:ActionMoveEmail": 1,
        "google-email:ActionSendEmail": 4, "google-email:TriggerNewEmail": 2, "google-email:executeEmailSearchQuery": 1,
        "google-email:markAnEmailAsRead": 1, "google-email:sendAnEmail": 4, "google-forms:watchResponses": 2, "google-sheets:addRow": 14,
        "google-sheets:filterRows": 11, "google-sheets:getSheetContent": 1, "google-sheets:updateRow": 7, "google-sheets:watchRows": 1,
        "googlecloudvision:DetectText": 1, "groq:chatCompletion": 3, "handlebars:Compile": 1, "image:Convert": 1,
        "instagram-business:CreatePostPhoto": 1, "ios:SaveCalendarEvent": 2, "ios:SendNotification": 2, "linkedin:ShareImage": 1,
        "lokalise:createATask": 1, "lokalise:getATask": 5, "lokalise:lokaliseRest": 2, "make:runScenarioWithInputs": 7,
        "microsoft-email:createAndSendAMessage": 2, "notion:createAPage": 8, "notion:getADatabase": 2, "notion:getADatabaseItem": 1,
        "notion:searchObjects1": 4, "notion:updateADatabaseItem": 5, "onesaas:aientitydetection": 3, "onesaas:aitranslate": 2,
        "onesaas:cryptodecrypt": 1, "onesaas:cryptoencrypt": 1, "onesaas:cryptohash": 1, "openai-gpt-3:CreateCompletion": 7,
        "openai-gpt-3:GenerateImage": 1, "openai-gpt-3:createModelResponse": 1, "openai-gpt-3:messageAssistantAdvanced": 4,
        "pdf-co:AddSecurityToPDF": 2, "pdf-co:AnythingToPDF": 1, "pdf-co:HTMLtoPDF": 1, "pdf-co:PDFToAnything": 1, "pdf-co:Univ": 1,
        "removebg:removebg": 1, "slack:AddReaction": 2, "slack:CreateMessage": 19, "slack:DownloadFile": 1,
        "slack:GetPublicChannelMessage": 2, "slack:GetUser": 1, "slack:NewEvent": 1, "slack:SearchMessages": 4,
        "slack:WatchImMessages": 1, "telegram:SendReplyMessage": 20, "telegram:WatchUpdates": 2, "todoist:CreateItem": 1,
        "weather:ActionGetCurrentWeather": 1, "whatsapp-business-cloud:sendMessage": 14, "whatsapp-business-cloud:watchEvents": 1,
    ]
}
