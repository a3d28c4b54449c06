-- Walks a list of requests, from its first line to its last and again, and ends with one line of JSON. A line is an address, or
-- a method, an address, headers ("Name: value", with | between them) and a body, with tabs between these.
-- wrk -s walk.lua URL -- REQUESTS

local requests, place = {}, 0

function init(arguments)
    for line in io.lines(arguments[1]) do
        local method, address, fields, body = line:match("^([A-Z]+)\t([^\t]*)\t([^\t]*)\t(.*)$")
        local headers = {}
        for name, value in (fields or ""):gmatch("([^|:]+): ([^|]*)") do headers[name] = value end
        requests[#requests + 1] = wrk.format(method or "GET", address or line, headers, body ~= "" and body or nil)
    end
end

function request()
    place = place % #requests + 1
    return requests[place]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        '\n{"requests":%d,"seconds":%.6f,"bytes":%d,"p50":%.3f,"p99":%.3f,"most":%.3f,"refused":%d,"broken":%d}\n',
        summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        latency.max / 1e3, errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
