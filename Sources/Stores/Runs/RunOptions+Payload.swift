import Values

extension RunOptions {
    /// The bundles among the options, encoded; `nil` where there are none.
    package var payload: [UInt8]? {
        guard upstream != nil || standInOutputs != nil else { return nil }
        var fields: Fields = [:]
        if let upstream { fields["upstream"] = upstream }
        if let standInOutputs { fields["standInOutputs"] = standInOutputs }
        var bytes: [UInt8] = []
        ValueCodec.encode(.collection(fields), into: &bytes)
        return bytes
    }

    /// Without the bundles, which aren't kept.
    var withoutPayload: RunOptions { sealing(nil) }

    /// Without the bundles, which are kept sealed.
    package func sealing(_ sealed: [UInt8]?) -> RunOptions {
        var options = self
        (options.upstream, options.standInOutputs, options.sealed) = (nil, nil, sealed)
        return options
    }

    /// With the bundles that were sealed.
    package func unsealed(_ payload: [UInt8]) throws -> RunOptions {
        var position = 0
        let fields = try ValueCodec.decode(payload, at: &position)
        var options = self
        (options.upstream, options.standInOutputs, options.sealed) = (fields["upstream"], fields["standInOutputs"], nil)
        return options
    }
}
