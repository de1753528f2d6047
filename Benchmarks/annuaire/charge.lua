-- wrk asks the addresses of a file one after the other, from a place that each run chooses; its last line is for the script.
local requests, place, failed = {}, 0, 0

function init(arguments)
   wrk.headers["Accept-Encoding"] = "gzip"
   for path in io.lines(arguments[1]) do requests[#requests + 1] = wrk.format("GET", path) end
   place = tonumber(arguments[2]) % #requests
end

function request()
   place = place % #requests + 1
   return requests[place]
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, summary.bytes,
      errors.status + errors.connect + errors.read + errors.write + errors.timeout,
      latency:percentile(50), latency:percentile(99)))
end
