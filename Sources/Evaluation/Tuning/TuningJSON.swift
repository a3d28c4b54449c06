internal import Search

extension TuningOutcome {
    /// One JSON object, and a line feed. `settings` is a JSON object.
    package func json(metric: String, settings: String) -> String {
        var writer = JSONWriter()
        writer.object { object in
            object.key("type")
            object.string("tuning")
            object.key("metric")
            object.string(metric)
            object.key("survives")
            object.bool(survives)
            object.key("verdict")
            object.string(verdict)
            object.key("tried")
            object.number(tried)
            object.key("cutShort")
            object.bool(wasCutShort)
            object.key("folds")
            object.array { array in
                for fold in folds {
                    array.object { object in
                        write("train", fold.training, to: &object)
                        write("heldOut", fold.heldOut, to: &object)
                        object.key("values")
                        object.object { values in
                            for (place, dimension) in zip(fold.point, dimensions) {
                                values.key(dimension.name)
                                values.number(dimension.values[place])
                            }
                        }
                    }
                }
            }
            write("heldOut", heldOut, to: &object)
            write("all", all, to: &object)
            object.key("settings")
            object.raw(Array(settings.utf8))
        }
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }

    private func write(_ name: String, _ paired: Paired, to object: inout JSONWriter) {
        object.key(name)
        object.object { object in
            object.key("queries")
            object.number(paired.count)
            for (name, value) in [("start", paired.start), ("tuned", paired.tuned), ("difference", paired.difference)] {
                object.key(name)
                object.number(value)
            }
            if let interval = paired.interval {
                object.key("interval")
                object.array { array in
                    array.number(interval.low)
                    array.number(interval.high)
                }
            }
            object.key("p")
            object.number(paired.randomisation.p)
        }
    }
}
