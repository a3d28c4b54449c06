import Platform
import Search

/// Spans as OTLP's `ExportTraceServiceRequest` in JSON (OpenTelemetry Protocol 1.x, "JSON Protobuf Encoding"): ids are hexadecimal,
/// numbers of 64 bits decimal text, enumerations whole numbers.
enum TraceMessage {
    /// - Parameter instance: tells this process from others that serve the same.
    static func json(_ spans: [Span], instance: String) -> [UInt8] {
        var writer = JSONWriter(capacity: 512 + spans.count * 768)
        writer.object { writer in
            writer.key("resourceSpans")
            writer.array { writer in
                writer.object { writer in
                    writer.key("resource")
                    writer.object { writer in
                        attributes([("service.name", .text("souk")), ("service.instance.id", .text(instance))], &writer)
                    }
                    writer.key("scopeSpans")
                    writer.array { writer in
                        writer.object { writer in
                            writer.key("scope")
                            writer.object { writer in text("name", "souk", &writer) }
                            writer.key("spans")
                            writer.array { writer in
                                for item in spans { span(item, &writer) }
                            }
                        }
                    }
                }
            }
        }
        return writer.bytes
    }

    private static func span(_ span: Span, _ writer: inout JSONWriter) {
        writer.object { writer in
            text("traceId", "\(span.traceID)", &writer)
            text("spanId", span.id.sixteenDigits, &writer)
            if let parent = span.parentID { text("parentSpanId", parent.sixteenDigits, &writer) }
            if let state = span.state { text("traceState", state, &writer) }
            // Sampled; that it is known whether the parent is remote; and whether it is.
            writer.key("flags")
            writer.number(0x101 | (span.isParentRemote ? 0x200 : 0))
            text("name", span.name, &writer)
            writer.key("kind")
            writer.number(span.kind.rawValue)
            text("startTimeUnixNano", "\(span.startNanoseconds)", &writer)
            text("endTimeUnixNano", "\(span.endNanoseconds)", &writer)
            attributes(span.attributes, &writer)
            writer.key("status")
            writer.object { writer in
                guard span.isFailure else { return }
                writer.key("code")
                writer.number(2)
            }
        }
    }

    private static func attributes(_ all: [(name: String, value: Span.Value)], _ writer: inout JSONWriter) {
        writer.key("attributes")
        writer.array { writer in
            for (name, value) in all {
                writer.object { writer in
                    text("key", name, &writer)
                    writer.key("value")
                    writer.object { writer in
                        switch value {
                        case .text(let it): text("stringValue", it, &writer)
                        case .number(let it): text("intValue", "\(it)", &writer)
                        }
                    }
                }
            }
        }
    }

    private static func text(_ key: String, _ value: String, _ writer: inout JSONWriter) {
        writer.key(key)
        writer.string(value)
    }
}
