package import Platform

/// Whether requests are traced, and where their spans go.
package struct TraceSettings: Sendable {
    /// OTLP collectors that do the same, as `http://127.0.0.1:4318`; spans go to `/v1/traces` of one of them. At least one.
    package var endpoints: [String]
    /// The part of the traces begun here that is kept, 0 to 1. Of others the caller says whether they are (`traceparent`).
    package var ratio = 1.0
    /// Spans are sent when so many wait, or the oldest has waited for `interval`.
    package var batch = 512
    package var interval: Duration = .seconds(5)
    /// Spans that may wait, at about 1 KiB each; more are dropped.
    package var queueLimit = 8192
    /// How long one collector may take to answer.
    package var callTimeout: Duration = .seconds(5)
    /// How long the server's end may be held up for spans that are still to be sent.
    package var flushTimeout: Duration = .seconds(3)
    package var breaker: BreakerSettings = {
        var breaker = BreakerSettings()
        breaker.failureThreshold = 3
        breaker.recoveryTimeout = .seconds(10)
        return breaker
    }()

    package init(endpoints: [String]) { self.endpoints = endpoints }

    /// Without a query, and without a name and password: it is shown in logs and metrics.
    package static func isEndpoint(_ text: String) -> Bool {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
        let rest = text.dropFirst(scheme.count)
        return !rest.isEmpty && rest.first != "/" && rest.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
            && !rest.contains(where: { "@?#<>\"\\".contains($0) })
    }
}
