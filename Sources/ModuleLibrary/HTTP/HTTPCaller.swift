import Automation
import NIOHTTP1
import Values

/// Sends what HTTP modules have put together, with stored credentials and a run's cookies.
struct HTTPCaller: Sendable {
    let http: OutboundHTTP
    let tokens = OAuthTokens()
    let cookies = CookieJars()

    var settings: HTTPSettings { http.settings }

    func perform(_ request: OutboundRequest, as signIn: SignIn) async throws(ModuleFailure) -> OutboundResponse {
        var request = request
        switch signIn {
        case .none: break
        case .header(let name, let value): request.setSecret(name, value)
        case .query(let name, let value): request.address.setQuery(name, to: value)
        case .oAuth(let client): return try await perform(request, as: client)
        }
        return try await http.perform(request)
    }

    /// A token that was kept may have been withdrawn: the answer is 401 then, and a new one is tried, once.
    private func perform(_ request: OutboundRequest, as client: OAuthClient) async throws(ModuleFailure) -> OutboundResponse {
        var transfer: Int64 = 0
        if let token = tokens.token(of: client) {
            let response = try await perform(request, with: token)
            guard response.status == 401 else { return response }
            tokens.forget(token, of: client)
            transfer = response.transfer
        }
        let answer: OutboundResponse
        do {
            answer = try await http.perform(client.tokenRequest(settings))
        } catch {
            throw transfer > 0 ? error.begun : error
        }
        let token = try client.token(in: answer)
        tokens.keep(token, of: client)
        var response: OutboundResponse
        do {
            response = try await perform(request, with: token)
        } catch {
            throw error.begun
        }
        response.transfer += transfer + answer.transfer
        return response
    }

    private func perform(_ request: OutboundRequest, with token: OAuthToken) async throws(ModuleFailure) -> OutboundResponse {
        var request = request
        request.setSecret("Authorization", "Bearer \(token.text)")
        return try await http.perform(request)
    }
}

extension ModuleFailure {
    /// Something went out before it.
    var begun: ModuleFailure {
        var failure = self
        failure.began = true
        return failure
    }
}

extension OutboundRequest {
    /// In place of a header of that name, and for this origin only.
    mutating func setSecret(_ name: String, _ value: String) {
        headers.replaceOrAdd(name: name, value: value)
        secrets.insert(name.lowercased())
    }
}
